#!/usr/bin/env python3
"""The tables of a lake are Delta tables to others: delta-rs and DuckDB's delta extension read what
`aisle load` wrote, before and after a file changed, and a load takes up what delta-rs wrote.

  AISLE=build/aisle tests/lake_interop_test.py
"""
import json
import os
import pathlib
import subprocess
import tempfile
import unittest

from delta_others import ArrowTable, DeltaTable, Others, write_deltalake

ROOT = pathlib.Path(__file__).resolve().parent.parent
AISLE = str(pathlib.Path(os.environ.get("AISLE", ROOT / "build/aisle")).resolve())
ORDERS = """Order ID,Order Date,Placed,Time,State,Qty,Amount
A1,2022-04-30,2022-04-30 10:15:00,10:15,Goa,1,100.00
A2,2022-05-01,2022-05-01 11:30:30,11:30,Goa,2,250.50
A3,2022-05-02,2022-05-02 09:05:10,9:05,Kerala,1,
"""
STOCK = "Sku,Stock,Price\nS-1,5,1.5\nS-2,7,2.25\n,,\n"


class Lake(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self.temporary.name)
        self.write(ORDERS)
        (self.folder / "stock.csv").write_text(STOCK, encoding="utf-8")

    def tearDown(self):
        self.temporary.cleanup()

    def write(self, orders):
        (self.folder / "orders.csv").write_text(orders, encoding="utf-8")

    def aisle(self, *arguments):
        done = subprocess.run([AISLE, *arguments, "--lake", "lake", "--json"], cwd=self.folder,
                              capture_output=True, text=True, timeout=60)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return json.loads(done.stdout)

    def load(self):
        return self.aisle("load", "orders.csv", "stock.csv")

    def others(self, folder="silver/orders"):
        return Others(str(self.folder / "lake" / folder))

    def version_of(self, lake_version, folder="silver/orders"):
        path = self.folder / "lake" / "versions" / lake_version / "version.json"
        tables = {table["folder"]: table["version"] for table in json.loads(path.read_text())["tables"]}
        return tables[folder]

    def ours(self, table="orders"):
        return [[None if cell is None else str(cell) for cell in row] for row in self.aisle(
            "sql", f"select cast(columns(*) as varchar) from {table} order by all")["rows"]]

    def assert_alike(self, lake_version):
        others = self.others()
        version = self.version_of(lake_version)
        ours = self.ours()
        for rows in (others.extension(version), others.delta_rs(version)):
            self.assertEqual(rows, ours)

    def test_others_read_each_version(self):
        self.load()
        self.assert_alike("v000001")
        self.write(ORDERS.replace("250.50", "99.25") + "A4,2022-05-03,2022-05-03 12:00:00,12:00,Punjab,4,10.10\n")
        report = self.load()
        self.assertEqual(report["version"], "v000002")
        self.assert_alike("v000002")
        before = self.others().delta_rs(self.version_of("v000001"))
        self.assertEqual(len(before), 3)
        self.assertEqual(self.version_of("v000001", "silver/stock"),
                         self.version_of("v000002", "silver/stock"))
        self.assertEqual(len(self.others("silver/stock").extension()), len(self.ours("stock")))

    def test_others_read_what_was_set_aside(self):
        report = self.load()
        rows = self.others("quarantine/rows").delta_rs()
        self.assertEqual(len(rows), sum(file["quarantined"] for file in report["files"]))
        self.assertEqual({row[0] for row in rows}, {"v000001"})

    def test_statistics_are_those_of_the_rows(self):
        self.load()
        self.others()
        actions = DeltaTable(str(self.folder / "lake/silver/orders")).get_add_actions(flatten=True)
        one = {name: actions.column(name)[0].as_py() for name in actions.schema.names}
        self.assertEqual((one["num_records"], one["null_count.amount"]), (3, 1))
        self.assertEqual((one["min.qty"], one["max.qty"]), (1, 2))

    def test_rows_of_delta_rs_are_taken_up(self):
        self.load()
        root = str(self.folder / "lake/silver/stock")
        others = self.others("silver/stock")
        found = others.engine.sql(f"SELECT * REPLACE ('S-9' AS sku) FROM delta_scan('{root}') LIMIT 1")
        write_deltalake(root, ArrowTable.from_arrow(found), mode="append")
        report = self.load()
        self.assertTrue(report["changed"])
        self.assertIn("another program", report["lake_notes"][0])
        self.assertEqual(len(self.ours("stock")), 3)


if __name__ == "__main__":
    unittest.main()
