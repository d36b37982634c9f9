#!/usr/bin/env python3
"""Delta tables are what others think they are: delta-rs and DuckDB's delta extension read what we
write and we read what delta-rs writes, version by version, after a random history of both.

  DELTA_DRIVER=build/delta_driver tests/delta_interop_test.py

DELTA_SEED and DELTA_STEPS choose another history, or a longer one. The packages are those that
`tools/install.sh tests` puts into the build folder; without them the test is skipped (exit 77).
"""
import glob
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import unittest

from delta_others import (ArrowTable, CommitFailedError, DeltaTable, Others, QueryBuilder, deltalake,
                          duckdb, write_deltalake)

ROOT = pathlib.Path(__file__).resolve().parent.parent
DRIVER = os.environ.get("DELTA_DRIVER", str(ROOT / "build/delta_driver"))
SEED = int(os.environ.get("DELTA_SEED", "7"))
STEPS = int(os.environ.get("DELTA_STEPS", "40"))

# The last column is what the table is partitioned by.
ROWS = """SELECT (i * 7919 % 500)::BIGINT AS id, 'name ' || chr((65 + i % 26)::INTEGER) || ' é' AS name,
  ((i % 1000) / 3)::DECIMAL(12,2) AS amount, DATE '2024-01-01' + (i % 400)::INTEGER AS day,
  TIMESTAMPTZ '2024-01-01 00:00:00.123456+00' + to_minutes(i) AS seen,
  TIMESTAMP '2024-01-01 00:00:00.5' + to_hours(i) AS wall,
  CASE WHEN i % 11 = 0 THEN NULL ELSE i / 7 END::DOUBLE AS score, i % 3 = 0 AS good,
  (i % 100)::SMALLINT AS small, (i / 4)::FLOAT AS ratio, ('b' || i)::BLOB AS raw,
  CASE i % 5 WHEN 0 THEN NULL WHEN 1 THEN 'a b/c=%é' WHEN 2 THEN '..' ELSE 'p' || i % 5 END AS part
  FROM range({first}, {last}) AS r(i)"""


def rows_of(first, count):
    """Rows with keys of their own, for `count` up to 500."""
    return ROWS.format(first=first, last=first + count)


class Driver:
    def __init__(self):
        self.process = subprocess.Popen([DRIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def ask(self, op, root, **order):
        self.process.stdin.write(json.dumps({"op": op, "root": root, **order}) + "\n")
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        if "error" in answer:
            raise RuntimeError(f"{op} {order}: {answer['error']}")
        return answer

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


class Readers(Others):
    """The same table by three readers, each row as the engine's texts, sorted."""

    def __init__(self, driver, root):
        super().__init__(root)
        self.driver = driver

    def ours(self, version=None):
        order = {} if version is None else {"version": version}
        return self.driver.ask("rows", self.root, **order)["rows"]


class History:
    """A random history of a table, by two writers, beside what its rows should be."""

    def __init__(self, driver, root, seed):
        self.driver, self.root, self.random = driver, root, random.Random(seed)
        self.readers = Readers(driver, root)
        self.truth = self.readers.engine
        self.next_row = 0
        self.versions = {}  # version → rows
        driver.ask("create", root, like=rows_of(0, 0), partition=["part"])
        self.truth.execute(f"CREATE TABLE truth AS {rows_of(0, 0)}")

    def new_rows(self, most):
        count = self.random.randint(1, most)
        first, self.next_row = self.next_row, self.next_row + count
        return rows_of(first, count)

    def arrow(self, sql):
        return ArrowTable.from_arrow(self.truth.sql(sql))

    def condition(self):
        return self.random.choice([f"id % {self.random.randint(5, 12)} = 0", "small > 90",
                                   "part = 'p3' AND good", "score < 3"])

    def ours_append(self):
        rows = self.new_rows(60)
        self.driver.ask("append", self.root, rows=rows)
        self.truth.execute(f"INSERT INTO truth {rows}")

    def theirs_append(self):
        rows = self.new_rows(60)
        write_deltalake(self.root, self.arrow(rows), mode="append")
        self.truth.execute(f"INSERT INTO truth {rows}")

    def ours_merge(self):
        rows = self.new_rows(40)
        self.driver.ask("merge", self.root, rows=rows, keys=["id"])
        self.upsert(rows)

    def theirs_merge(self):
        rows = self.new_rows(40)
        merger = DeltaTable(self.root).merge(self.arrow(rows), "old.id = new.id",
                                             source_alias="new", target_alias="old")
        merger.when_matched_update_all().when_not_matched_insert_all().execute()
        # Of rows with one key twice delta-rs updates both: so is the truth's.
        self.truth.execute(f"""CREATE OR REPLACE TEMP TABLE news AS {rows};
          CREATE OR REPLACE TEMP TABLE hit AS SELECT n.* FROM truth JOIN news n USING (id);
          INSERT INTO hit SELECT * FROM news WHERE id NOT IN (SELECT id FROM truth);
          DELETE FROM truth WHERE id IN (SELECT id FROM news); INSERT INTO truth FROM hit""")

    def upsert(self, rows):
        self.truth.execute(f"""CREATE OR REPLACE TEMP TABLE news AS {rows};
          DELETE FROM truth WHERE id IN (SELECT id FROM news); INSERT INTO truth FROM news""")

    def ours_delete(self):
        condition = self.condition()
        self.driver.ask("delete", self.root, where=condition)
        self.truth.execute(f"DELETE FROM truth WHERE {condition}")

    def theirs_delete(self):
        condition = self.condition()
        DeltaTable(self.root).delete(condition)
        self.truth.execute(f"DELETE FROM truth WHERE {condition}")

    def ours_overwrite_partitions(self):
        rows = f"SELECT * FROM ({self.new_rows(30)}) WHERE part = 'p3' OR part IS NULL"
        self.driver.ask("overwrite_partitions", self.root, rows=rows)
        self.truth.execute(f"""CREATE OR REPLACE TEMP TABLE news AS {rows};
          DELETE FROM truth WHERE part IN (SELECT part FROM news) OR
            (part IS NULL AND EXISTS (FROM news WHERE part IS NULL)); INSERT INTO truth FROM news""")

    def ours_restore(self):
        version = self.random.choice(list(self.versions))
        state = self.driver.ask("rows", self.root, version=version)
        self.driver.ask("restore", self.root, version=version)
        columns = [row[0] for row in self.truth.execute("DESCRIBE truth").fetchall()]
        types = [row[1] for row in self.truth.execute("DESCRIBE truth").fetchall()]
        self.truth.execute("DELETE FROM truth")
        if state["rows"]:
            casts = ", ".join(f"CAST(? AS {kind})" for kind in types)
            self.truth.executemany(f"INSERT INTO truth ({', '.join(columns)}) VALUES ({casts})",
                                   state["rows"])

    def ours_compact(self):
        self.driver.ask("compact", self.root)

    def theirs_compact(self):
        DeltaTable(self.root).optimize.compact()

    def ours_zorder(self):
        self.driver.ask("zorder", self.root, columns=["day", "amount"])

    def theirs_zorder(self):
        DeltaTable(self.root).optimize.z_order(["day", "id"])

    def ours_checkpoint(self):
        self.driver.ask("checkpoint", self.root)

    def theirs_checkpoint(self):
        DeltaTable(self.root).create_checkpoint()

    STEPS = {"ours_append": 5, "theirs_append": 4, "ours_merge": 5, "theirs_merge": 4,
             "ours_delete": 2, "theirs_delete": 2, "ours_overwrite_partitions": 2,
             "ours_restore": 1, "ours_compact": 2, "theirs_compact": 1, "ours_zorder": 1,
             "theirs_zorder": 1, "ours_checkpoint": 1, "theirs_checkpoint": 1}

    def step(self):
        name = self.random.choices(list(self.STEPS), self.STEPS.values())[0]
        getattr(self, name)()
        return name


def bounds_hold(engine, path, column, low, high):
    """Whether every value of the column is within what the statistics say."""
    outside = engine.execute(
        f'SELECT count(*) FROM read_parquet(?, hive_partitioning = false) WHERE "{column}" < ? OR "{column}" > ?',
        [path, low, high]).fetchone()
    return outside[0] == 0


class Interop(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = os.path.join(self.folder.name, "table")
        self.driver = Driver()

    def tearDown(self):
        self.driver.close()
        self.folder.cleanup()

    def compare(self, readers, expected, version=None):
        for reader in (readers.ours, readers.extension, readers.delta_rs):
            self.assertEqual(reader(version), expected, reader.__name__)

    def check_files(self, readers):
        """The files, their partition values and statistics are the same for us and delta-rs, and
        the statistics are true."""
        files = self.driver.ask("state", self.root)["files"]
        actions = DeltaTable(self.root).get_add_actions(flatten=True)
        readers.engine.register("actions", ArrowTable.from_arrow(actions))
        theirs = readers.engine.execute("""SELECT size_bytes, num_records, "partition.part", "min.id",
            "max.id", "min.name", CAST("max.day" AS VARCHAR), "null_count.score" FROM actions""")
        ours = []
        for file in files.values():
            stats = json.loads(file["stats"])
            low, high = stats["minValues"], stats["maxValues"]
            ours.append((file["size"], stats["numRecords"], file["partition"].get("part"), low["id"],
                         high["id"], low["name"], high["day"], stats["nullCount"]["score"]))
        self.assertEqual(sorted(map(str, theirs.fetchall())), sorted(map(str, ours)))
        for path, file in files.items():
            stats = json.loads(file["stats"])
            full = os.path.join(self.root, path)
            count = readers.engine.execute("SELECT count(*) FROM read_parquet(?)", [full]).fetchone()
            self.assertEqual(stats["numRecords"], count[0])
            for column in ("id", "name", "amount", "day", "score", "small"):
                low, high = stats["minValues"].get(column), stats["maxValues"].get(column)
                if low is not None and high is not None:
                    self.assertTrue(bounds_hold(readers.engine, full, column, low, high),
                                    f"{path} {column} {low} {high}")

    def test_a_random_history_of_two_writers_is_read_the_same_by_three_readers(self):
        history = History(self.driver, self.root, SEED)
        for number in range(STEPS):
            name = history.step()
            with self.subTest(step=number, name=name, seed=SEED):
                expected = history.readers.texts("truth")
                self.compare(history.readers, expected)
                version = DeltaTable(self.root).version()
                self.assertEqual(self.driver.ask("state", self.root)["version"], version)
                history.versions[version] = expected
        self.check_files(history.readers)
        for version in sorted(history.random.sample(list(history.versions), 6)):
            with self.subTest(version=version):
                self.compare(history.readers, history.versions[version], version)
        deleted = self.driver.ask("vacuum", self.root, hours=0)["deleted"]
        self.assertGreater(deleted, 0)
        self.compare(history.readers, history.readers.texts("truth"))

    def test_every_type_is_read_by_the_others(self):
        rows = rows_of(0, 300)
        self.driver.ask("create", self.root, like=rows, partition=["part"])
        self.driver.ask("append", self.root, rows=rows)
        readers = Readers(self.driver, self.root)
        self.compare(readers, readers.texts(f"({rows})"))
        self.check_files(readers)

    def test_filters_of_the_others_find_every_row_by_our_statistics(self):
        rows = rows_of(0, 300)
        self.driver.ask("create", self.root, like=rows)
        for first in range(0, 300, 50):
            self.driver.ask("append", self.root, rows=rows_of(first, 50))
        readers = Readers(self.driver, self.root)
        table = DeltaTable(self.root)
        for condition in ("seen = TIMESTAMPTZ '2024-01-01 04:59:00.123456+00'",
                          "wall >= TIMESTAMP '2024-01-13 11:00:00.5'", "amount = CAST('16.67' AS DECIMAL(12,2))",
                          "name = 'name C é'", "day = DATE '2024-06-01'", "ratio = 12.25",
                          "part = 'a b/c=%é' AND id < 100", "good AND score > 40.0"):
            with self.subTest(condition=condition):
                expected = readers.texts(f"({rows}) WHERE {condition}")
                self.assertTrue(expected)
                self.assertEqual(
                    readers.texts(f"delta_scan('{self.root}') WHERE {condition}"), expected)
                if "TIMESTAMPTZ" in condition:
                    continue  # the other engine has no such literal
                found = QueryBuilder().register("t", table).execute(
                    f"SELECT * FROM t WHERE {condition}")
                readers.engine.register("found", ArrowTable.from_arrow(found))
                self.assertEqual(readers.texts("found"), expected)

    def test_evolved_schemas_are_read_by_the_others(self):
        self.driver.ask("create", self.root, like="SELECT 1::TINYINT AS a, 'x' AS b")
        self.driver.ask("append", self.root, rows="SELECT 1::TINYINT AS a, 'x' AS b")
        self.driver.ask("append", self.root, mode="evolve",
                        rows="SELECT 70000 AS a, 'y' AS b, DATE '2024-02-29' AS c")
        readers = Readers(self.driver, self.root)
        self.compare(readers, [["1", "x", None], ["70000", "y", "2024-02-29"]])
        self.driver.ask("overwrite", self.root, mode="replace", rows="SELECT 1.5::DOUBLE AS z")
        self.compare(readers, [["1.5"]])
        self.compare(readers, [["1", "x"]], version=1)

    def test_two_kinds_of_writers_at_once_lose_and_double_nothing(self):
        self.driver.ask("create", self.root, like="SELECT 'w' AS writer, 1::BIGINT AS n")

        def theirs():
            for n in range(12):
                rows = ArrowTable.from_arrow(duckdb.connect().sql(
                    f"SELECT 'theirs' AS writer, {n}::BIGINT AS n"))
                committed = False
                while not committed:  # it gives up where others removed files
                    try:
                        write_deltalake(self.root, rows, mode="append")
                        committed = True
                    except CommitFailedError:
                        pass

        other = threading.Thread(target=theirs)
        other.start()
        for n in range(12):
            self.driver.ask("merge", self.root, keys=["writer", "n"],
                            rows=f"SELECT 'ours' AS writer, unnest([{n}, {n + 1}])::BIGINT AS n")
            self.driver.ask("compact", self.root)
        other.join()
        readers = Readers(self.driver, self.root)
        expected = [["ours", str(n)] for n in range(13)] + [["theirs", str(n)] for n in range(12)]
        self.compare(readers, sorted(expected))

    def test_what_is_not_supported_is_refused_by_name(self):
        table = ArrowTable.from_arrow(duckdb.sql("SELECT 1 AS a"))
        for properties, feature in (({"delta.enableChangeDataFeed": "true"}, "changeDataFeed"),
                                    ({"delta.columnMapping.mode": "name"}, "columnMapping")):
            root = self.root + feature
            try:
                write_deltalake(root, table, configuration=properties)
            except Exception:  # not every version of the other writer makes such tables
                continue
            with self.assertRaisesRegex(RuntimeError, feature):
                self.driver.ask("append", root, rows="SELECT 1 AS a")

    def test_many_versions_with_checkpoints_of_both(self):
        self.driver.ask("create", self.root, like="SELECT 1 AS n")
        for n in range(25):  # checkpoints come by themselves
            self.driver.ask("append", self.root, rows=f"SELECT {n} AS n")
        self.assertTrue(glob.glob(self.root + "/_delta_log/*20.checkpoint.parquet"))
        readers = Readers(self.driver, self.root)
        expected = sorted([[str(n)] for n in range(25)], key=lambda row: row[0])
        for old in range(15):  # what is left begins with a checkpoint
            os.remove(f"{self.root}/_delta_log/{old:020}.json")
        found = [sorted(reader()) for reader in (readers.ours, readers.extension, readers.delta_rs)]
        self.assertEqual(found, [expected] * 3)


if __name__ == "__main__":
    print(f"delta-rs {deltalake.__version__}, engine {duckdb.__version__}, seed {SEED}")
    unittest.main()
