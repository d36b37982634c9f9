#!/usr/bin/env python3
"""Fails when a source file includes a folder that LAYERS does not let it see.

LAYERS holds one line a folder, lowest first: `folder: what it may include`.
A folder may include itself and the folders named; the order makes cycles impossible.
"""
import pathlib
import re
import sys


def read_layers(path):
    layers = {}
    for line in path.read_text().splitlines():
        folder, _, allowed = line.partition("#")[0].partition(":")
        folder = folder.strip()
        if not folder:
            continue
        unknown = set(allowed.split()) - set(layers)
        if unknown:
            sys.exit(f"{path}: {folder} may not see {sorted(unknown)}: listed later or not at all")
        layers[folder] = set(allowed.split())
    return layers


def violations(root, layers):
    for file in sorted(p for p in root.rglob("*") if p.suffix in (".h", ".cc")):
        here = file.relative_to(root).parts[0]
        for number, line in enumerate(file.read_text().splitlines(), 1):
            match = re.match(r'#include "([^/"]+)/', line)
            if match and match[1] != here and match[1] not in layers.get(here, ()):
                yield f"{file}:{number}: {here} may not include {match[1]}"


def main(root):
    bad = list(violations(root, read_layers(root / "LAYERS")))
    print("\n".join(bad), end="\n" if bad else "")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
