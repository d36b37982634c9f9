#!/usr/bin/env python3
"""From sample data to answers: what was planted is found, nothing is lost, nothing is counted
twice, and the numbers are those of truth.json.

  AISLE=build/aisle tests/sample_test.py
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
AISLE = str(pathlib.Path(os.environ.get("AISLE", ROOT / "build/aisle")).resolve())


def run(*arguments, cwd, codes=(0,)):
    environment = {k: v for k, v in os.environ.items() if k != "AISLE_LAKE"}
    done = subprocess.run([AISLE, *arguments], cwd=cwd, env=environment, capture_output=True,
                          text=True, timeout=120, stdin=subprocess.DEVNULL)
    assert done.returncode in codes, (arguments, done.returncode, done.stderr)
    return done.stdout


class Sample(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        run("sample", "shop", "--rows", "9000", "--seed", "5", cwd=cls.folder)
        cls.truth = json.loads((cls.folder / "shop/truth.json").read_text())
        cls.report = json.loads(run("load", "shop/files", "--json", cwd=cls.folder))

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def sql(self, statement):
        return json.loads(run("sql", "--json", statement, cwd=self.folder))["rows"]

    def one(self, statement):
        return self.sql(statement)[0][0]

    def test_no_row_is_lost(self):
        for file in self.report["files"]:
            with self.subTest(file=file["path"]):
                self.assertEqual(file["rows_in"],
                                 file["rows_out"] + file["quarantined"] + file["merged"])

    def test_orders_are_those_of_the_truth(self):
        truth = self.truth["online_orders"]
        self.assertEqual(self.one("select count(*) from online_orders"), truth["rows"])
        self.assertEqual(self.one("select count(distinct order_id) from online_orders"),
                         truth["orders"])
        self.assertAlmostEqual(self.one("select sum(amount) from online_orders"), truth["amount"],
                               places=2)
        self.assertEqual(self.one("select count(*) - count(amount) from online_orders"),
                         truth["without_amount"])

    def test_dates_are_read_month_first(self):
        got = {row[0]: row[1] for row in self.sql(
            "select strftime(date, '%Y-%m'), sum(amount) from online_orders group by 1")}
        for month, amount in self.truth["online_orders"]["amount_by_month"].items():
            self.assertAlmostEqual(got[month], amount, places=2)

    def test_cases_of_a_state_are_one_state(self):
        got = dict(self.sql("select ship_state, sum(amount) from online_orders group by 1"))
        for state, amount in self.truth["online_orders"]["amount_by_state"].items():
            with self.subTest(state=state):  # misspelt ones may stand apart: they are listed
                self.assertLessEqual(abs(got[state] - amount), 0.01 * amount)

    def test_the_second_printing_is_kept_apart(self):
        truth = self.truth["international_sales"]
        self.assertEqual(self.one("select count(*) from international_sales"), truth["rows"])
        self.assertAlmostEqual(self.one("select sum(gross_amt) from international_sales"),
                               truth["amount"], places=2)
        self.assertEqual(self.one("select count(distinct customer) from international_sales"),
                         truth["customers"])
        repeats = [t for t in self.report["catalog"]["tables"] if t.get("repeats")]
        self.assertEqual([t["rows"] for t in repeats],
                         [truth["second_printing"] + truth["shipping_rows"]])

    def test_stock_without_its_blank_rows(self):
        truth = self.truth["stock"]
        self.assertEqual(self.sql("select count(*), sum(stock), count(*) - count(sku_code) from stock"),
                         [[truth["rows"], truth["units"], truth["broken_codes"]]])

    def test_broken_prices_are_missing(self):
        truth = self.truth["price_list"]
        missing = self.one("select sum((tp is null)::int + (mrp_old is null)::int + "
                           "(bazaar_mrp is null)::int + (outlet_mrp is null)::int) from price_list")
        self.assertEqual(missing, truth["missing_cells"] + truth["broken_cells"])

    def test_a_second_file_of_a_kind_joins_the_first(self):
        for name, seed in (("spring", "5"), ("autumn", "6")):
            run("sample", name, "--rows", "2000", "--seed", seed, cwd=self.folder)
            run("load", f"{name}/files", "--lake", "both", "--quiet", cwd=self.folder)
        truths = [json.loads((self.folder / name / "truth.json").read_text())["online_orders"]
                  for name in ("spring", "autumn")]
        rows = json.loads(run("sql", "--lake", "both", "--json",
                              "select count(*), sum(amount) from online_orders", cwd=self.folder))["rows"][0]
        self.assertEqual(rows[0], sum(t["rows"] for t in truths))
        self.assertAlmostEqual(rows[1], sum(t["amount"] for t in truths), places=2)

    def test_loading_again_changes_nothing(self):
        again = json.loads(run("load", "shop/files", "--json", cwd=self.folder))
        self.assertFalse(again["changed"])
        self.assertTrue(all(file["unchanged"] for file in again["files"]))

    def test_questions_are_answered_right_or_not_at_all(self):
        report = json.loads(run("eval", "shop/questions.jsonl", "--json", cwd=self.folder,
                                codes=(0, 1)))
        wrong = [f"{f['question']}: {f['answer'].get('rows')}" for f in report["failures"]
                 if f["verdict"] == "wrong"]
        self.assertEqual(wrong, [])
        total = report["classes"]["TOTAL"]
        self.assertGreaterEqual(total["correct"], 0.7 * sum(total.values()))


if __name__ == "__main__":
    unittest.main()
