#!/usr/bin/env python3
"""Runs each of several commands, whatever becomes of those before; fails when any of them did.

  bench/run_all.py COMMAND ARGUMENT … -- COMMAND ARGUMENT … -- …

Standard library only.
"""
import subprocess
import sys

SEPARATOR = "--"


def commands(arguments):
    """The arguments between separators."""
    command = []
    for argument in arguments + [SEPARATOR]:
        if argument != SEPARATOR:
            command.append(argument)
        elif command:
            yield command
            command = []


def main():
    failed = [command for command in commands(sys.argv[1:]) if subprocess.run(command).returncode]
    for command in failed:
        print("failed:", " ".join(command), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
