#!/usr/bin/env python3
"""The documentation is true: its commands run, its links lead somewhere, and every command,
option, reason and exit code of the program stands in it.

  AISLE=build/aisle tests/docs_test.py
"""
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
AISLE = str(pathlib.Path(os.environ.get("AISLE", ROOT / "build/aisle")).resolve())
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
DOCS = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
RIGHT_CODES = (0, 3, 4)  # answered, asked back, refused


def run(arguments, folder, **options):
    environment = {k: v for k, v in os.environ.items() if k != "AISLE_LAKE"}
    return subprocess.run([AISLE, *arguments], cwd=folder, env=environment, capture_output=True,
                          text=True, timeout=120, stdin=subprocess.DEVNULL, **options)


def commands_of(page):
    """Lines that start with `aisle ` in the page's blocks of kind sh."""
    for block in re.findall(r"^```sh\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S):
        for line in block.splitlines():
            if line.startswith("aisle "):
                yield line


def help_of(*command):
    return run([*command, "--help"], ROOT).stdout


def subcommands(text):
    found = re.search(r"Subcommands:\n(.*?)(\n\n|\Z)", text, re.S)
    return re.findall(r"^  ([a-z]+)\s", found[1], re.M) if found else []


class Docs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        """A folder with what examples name: sample data in `shop`, loaded into `lake`."""
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name) / "prepared"
        cls.folder.mkdir()
        for command in (["sample", "shop", "--rows", "3000"],
                        ["load", "shop/files", "--lake", "lake"]):
            done = run(command, cls.folder)
            assert done.returncode == 0, done.stderr

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_commands_run(self):
        for page in PAGES:
            commands = list(commands_of(page))
            if not commands:
                continue
            folder = self.folder.parent / page.stem
            shutil.copytree(self.folder, folder)
            for command in commands:
                with self.subTest(page=page.name, command=command):
                    program = f'aisle() {{ "{AISLE}" "$@"; }}\n{command}'
                    done = subprocess.run(["bash", "-c", program], cwd=folder, timeout=120,
                                          capture_output=True, text=True, stdin=subprocess.DEVNULL)
                    self.assertIn(done.returncode, RIGHT_CODES, done.stdout + done.stderr)

    def test_links_lead_somewhere(self):
        for page in PAGES:
            for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
                if "://" not in target:
                    with self.subTest(page=page.name, link=target):
                        self.assertTrue((page.parent / target).exists())

    def test_every_page_is_reached_from_the_index(self):
        index = (ROOT / "docs/README.md").read_text(encoding="utf-8")
        for page in (ROOT / "docs").glob("*.md"):
            with self.subTest(page=page.name):
                self.assertTrue(page.name == "README.md" or f"({page.name}" in index)

    def test_every_command_and_option_is_documented(self):
        top = help_of()
        names = subcommands(top)
        self.assertIn("ask", names)
        commands = [[], *([name] for name in names)]
        commands += [[name, below] for name in names for below in subcommands(help_of(name))]
        for command in commands:
            if command:
                with self.subTest(command=command):
                    self.assertTrue(f"aisle {command[0]}" in DOCS)
            for option in set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", help_of(*command))):
                with self.subTest(command=command, option=option):
                    self.assertTrue(option in DOCS or option in ("--help", "--version"))

    def test_every_reason_is_documented(self):
        reasons = set()
        for source in (ROOT / "src").rglob("*.cc"):
            if source.name.endswith("_test.cc"):
                continue
            text = source.read_text(encoding="utf-8")
            reasons |= set(re.findall(r'\breason(?:\s*==?\s*|, )"([a-z_]+)"', text))
        self.assertGreater(len(reasons), 3)
        for reason in sorted(reasons):
            with self.subTest(reason=reason):
                self.assertTrue(f"`{reason}`" in DOCS)

    def test_every_field_of_an_answer_is_documented(self):
        done = run(["ask", "--lake", "lake", "--json", "how many orders"], self.folder)
        page = (ROOT / "docs/answer.md").read_text(encoding="utf-8")
        for field in re.findall(r'"([a-z_]+)":', done.stdout.split('"column_types"')[0]):
            with self.subTest(field=field):
                self.assertTrue(f"`{field}`" in page)


if __name__ == "__main__":
    unittest.main()
