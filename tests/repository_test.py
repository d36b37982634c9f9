#!/usr/bin/env python3
"""The repository keeps its own rules: layers, sizes, no machine's paths, no registry's hosts."""
import pathlib
import re
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
TEXT = {".h", ".cc", ".py", ".sh", ".md", ".txt", ".cmake", ".json", ".yaml", ""}
SOURCES = [p for p in (ROOT / "src").rglob("*") if p.suffix in (".h", ".cc")]
MOST_LINES = 700  # far above what is meant (500 for most): a file beyond it is surely two


def tracked():
    """Files that git knows, or all there are where this is no checkout."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    if listed.returncode == 0 and listed.stdout:
        return [ROOT / name for name in listed.stdout.splitlines()]
    return [p for folder in ("src", "tests", "docs", "tools") for p in (ROOT / folder).rglob("*")]


class Repository(unittest.TestCase):
    def test_layers_hold(self):
        done = subprocess.run([sys.executable, ROOT / "tools/check_layers.py", ROOT / "src"],
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_files_are_of_one_idea(self):
        long = [f"{p.relative_to(ROOT)}: {count} lines" for p in SOURCES
                if not p.name.endswith("_test.cc")
                and (count := len(p.read_text(encoding="utf-8").splitlines())) > MOST_LINES
                and not is_table(p)]
        self.assertEqual(long, [])

    def test_headers_say_what_they_are(self):
        for path in SOURCES:
            if path.suffix == ".h":
                with self.subTest(header=str(path.relative_to(ROOT))):
                    text = path.read_text(encoding="utf-8")
                    self.assertTrue(text.startswith("//"))
                    self.assertIn("#pragma once", text)

    def test_no_path_of_a_machine_and_no_registry(self):
        forbidden = re.compile(r"/(?:home|Users|work)/\w|registry\.(?:npmjs|yarnpkg)|pypi\.org|deb\.debian")
        found = []
        for path in tracked():
            if path.suffix not in TEXT or not path.is_file() or path == pathlib.Path(__file__).resolve():
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
                if forbidden.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
        self.assertEqual(found, [])


def is_table(path):
    """A file that is mostly rows of one flat table may be long."""
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = sum(bool(re.match(r'\s+(\{|")', line)) for line in lines)
    return rows > len(lines) / 2


if __name__ == "__main__":
    unittest.main()
