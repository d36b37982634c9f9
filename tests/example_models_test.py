#!/usr/bin/env python3
"""The example models earn their keep: with its edits each set of questions is answered at least as
often as stated here, and nothing wrongly. Runs where the data lies beside the project.

  AISLE=build/aisle tests/example_models_test.py
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
AISLE = str(pathlib.Path(os.environ.get("AISLE", ROOT / "build/aisle")).resolve())
DATA = ROOT.parent / "shared/data"
EXAMPLES = ROOT / "examples/models"
CORRECT = {"amazon_seller": 224, "superstore": 65, "pizza": 37, "northwind": 66}  # at least
MOST_VERIFIED = 7  # the rest must come from what the model says


def run(*arguments, cwd):
    environment = {k: v for k, v in os.environ.items() if k != "AISLE_LAKE"}
    return subprocess.run([AISLE, *arguments], cwd=cwd, env=environment, capture_output=True,
                          text=True, timeout=120, stdin=subprocess.DEVNULL)


@unittest.skipUnless(DATA.is_dir(), "no data beside the project")
class ExampleModels(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = self.temporary.name

    def tearDown(self):
        self.temporary.cleanup()

    def done(self, *arguments):
        done = run(*arguments, cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout

    def test_sets_are_answered_with_their_edits(self):
        for name, least in CORRECT.items():
            with self.subTest(set=name):
                self.done("load", str(DATA / name / "files"), "--lake", name, "--quiet")
                self.done("model", "edit", str(EXAMPLES / name / "edits.yaml"), "--lake", name)
                self.done("model", "check", "--lake", name)
                questions = DATA / name / "questions.jsonl"
                report = json.loads(self.done("eval", str(questions), "--lake", name, "--json"))
                total = report["classes"]["TOTAL"]
                self.assertGreaterEqual(total["correct"], least, total)
                wrong = [f["question"] for f in report["failures"]
                         if f["verdict"] == "wrong" and f["class"] != "unclear"]
                self.assertEqual(wrong, [])

    def test_few_questions_are_verified(self):
        for name in CORRECT:
            edits = (EXAMPLES / name / "edits.yaml").read_text(encoding="utf-8")
            self.assertLessEqual(edits.count("- question:"), MOST_VERIFIED, name)


if __name__ == "__main__":
    unittest.main()
