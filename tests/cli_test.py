#!/usr/bin/env python3
"""Runs the real program, end to end, over small files in temporary folders.

  AISLE=build/aisle tests/cli_test.py
"""
import json, os, pathlib, signal, subprocess, tempfile, time, unittest

AISLE = os.environ.get("AISLE", "build/aisle")

ORDERS = """Order ID,Order Date,State,Category,Qty,Amount
A1,04-30-22,Goa,Shirt,1,₹100.00
A2,05-01-22,Goa,Trouser,2,₹250.50
A3,05-02-22,Kerala,Shirt,1,₹100.00
A4,05-14-22,Kerala,Shirt,3,"₹1,300.00"
A5,06-15-22,Punjab,Trouser,1,₹125.25
A6,06-16-22,Punjab,Shirt,1,Nill
"""


class Cli(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = pathlib.Path(self.folder.name)
        (self.root / "orders.csv").write_text(ORDERS, encoding="utf-8")

    def tearDown(self):
        self.folder.cleanup()

    def run_aisle(self, *args, input=None, env=None):
        environment = {k: v for k, v in os.environ.items() if k != "AISLE_LAKE"}
        environment.update({"HOME": str(self.root)}, **(env or {}))
        return subprocess.run([AISLE, *args], cwd=self.root, env=environment, input=input,
                              capture_output=True, text=True, timeout=60)

    def load(self):
        done = self.run_aisle("load", "orders.csv", "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def ask(self, question):
        done = self.run_aisle("ask", "--json", question)
        return json.loads(done.stdout), done.returncode

    def test_load_reports_rows_that_add_up(self):
        report = self.load()
        self.assertEqual(len(report["files"]), 1)
        for f in report["files"]:
            self.assertEqual(f["rows_in"], f["rows_out"] + f["quarantined"] + f["merged"])
        self.assertEqual(report["catalog"]["tables"][0]["rows"], 6)
        self.assertTrue((self.root / "lake" / "model.yaml").exists())

    def test_loading_again_changes_nothing(self):
        first = self.load()
        second = self.load()
        self.assertFalse(second["changed"])
        self.assertEqual(first["version"], second["version"])

    def test_reload_keeps_edits_of_the_model(self):
        self.load()
        model = self.root / "lake" / "model.yaml"
        edited = model.read_text() + "# edited by hand\n"
        model.write_text(edited)
        (self.root / "orders.csv").write_text(ORDERS + "A7,06-17-22,Goa,Shirt,1,₹5.00\n")
        self.load()
        self.assertEqual(model.read_text(), edited)

    def test_edits_are_applied_to_the_model(self):
        self.load()
        model = self.root / "lake" / "model.yaml"
        before = model.read_text()
        edits = self.root / "edits.yaml"
        edits.write_text("metrics:\n  - name: revenue\n    expr: sum(orders.amont)\n")
        done = self.run_aisle("model", "edit", "edits.yaml")
        self.assertEqual((done.returncode, model.read_text()), (1, before), done.stdout)
        self.assertIn("edits.yaml:3:11: `orders` has no column `amont`", done.stdout)
        edits.write_text("metrics:\n  - name: revenue\n    add_synonyms: [loot]\n")
        done = self.run_aisle("model", "edit", "edits.yaml")
        self.assertEqual((done.returncode, done.stdout), (0, "metrics revenue: synonyms\n"))
        self.assertEqual((self.root / "lake" / "model.previous.yaml").read_text(), before)
        self.assertAlmostEqual(self.ask("total loot")[0]["rows"][0][0], 1875.75)

    def test_a_total(self):
        self.load()
        answer, code = self.ask("What is the total amount?")
        self.assertEqual((answer["status"], code), ("answered", 0), answer)
        self.assertAlmostEqual(answer["rows"][0][0], 1875.75)
        self.assertIn("1,875.75", answer["message"])
        self.assertTrue(answer["sql"] and answer["query"] and answer["restatement"])
        self.assertEqual(answer["freshness"], "data to 2022-06-16")

    def test_completions_work(self):
        self.load()
        done = self.run_aisle("complete", "--json", "total amount by ca")
        offered = json.loads(done.stdout)
        self.assertEqual(done.returncode, 0, done.stderr)
        first = offered["items"][0]
        self.assertEqual((first["text"], first["from"], first["kind"]),
                         ("category", 16, "dimension"))
        for item in offered["items"]:
            self.assertEqual(self.ask(item["question"])[1], 0, item)
        self.assertEqual([word["state"] for word in offered["words"]][-1], "guessed")
        self.assertIn("category", self.run_aisle("complete", "total amount by ca").stdout)

    def test_values_complete(self):
        self.load()
        done = self.run_aisle("complete", "--json", "--limit", "3", "total amount in ker")
        self.assertEqual(json.loads(done.stdout)["items"][0]["text"], "Kerala")

    def test_a_ranking(self):
        self.load()
        answer, code = self.ask("Which state has the highest amount?")
        self.assertEqual((answer["status"], code), ("answered", 0), answer)
        self.assertEqual(answer["rows"][0][0], "Kerala")
        self.assertAlmostEqual(answer["rows"][0][1], 1400.0)

    def test_a_period_outside_the_data_is_not_answered(self):
        self.load()
        answer, code = self.ask("total amount in 2019")
        self.assertIn((answer["status"], code), [("refused", 4), ("clarify", 3)], answer)
        self.assertEqual(answer["rows"], [])

    def test_text_csv_and_sql_output(self):
        self.load()
        text = self.run_aisle("ask", "amount by state").stdout
        self.assertIn("Kerala", text)
        self.assertNotIn("\x1b", text)
        csv = self.run_aisle("ask", "--csv", "amount by state").stdout
        self.assertEqual(len(csv.splitlines()), 4, csv)
        self.assertIn("select", self.run_aisle("ask", "--sql", "amount by state").stdout.lower())

    def test_a_batch_answers_each_line_afresh(self):
        self.load()
        lines = [{"id": "q1", "question": "total amount"}, {"id": "q2", "question": "amount by state"}]
        (self.root / "q.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n")
        done = self.run_aisle("ask", "--batch", "q.jsonl", "--json")
        answers = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([a["id"] for a in answers], ["q1", "q2", "line 3"])
        self.assertEqual(answers[1]["total_rows"], 3)
        self.assertEqual(answers[2]["status"], "failed")

    def test_ask_files_without_a_lake_leaves_nothing_behind(self):
        temporary = self.root / "tmp"
        temporary.mkdir()
        done = self.run_aisle("ask", "orders.csv", "total amount", "--json", env={"TMPDIR": str(temporary)})
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        self.assertAlmostEqual(json.loads(done.stdout)["rows"][0][0], 1875.75)
        self.assertEqual(list(temporary.iterdir()), [])
        self.assertFalse((self.root / "lake").exists())

    def test_interrupt_removes_the_temporary_lake(self):
        temporary = self.root / "tmp"
        temporary.mkdir()
        with open(self.root / "big.csv", "w") as f:
            f.write("id,name,amount\n")
            for i in range(1_500_000): f.write(f"{i},name {i},{i % 997}.5\n")
        running = subprocess.Popen([AISLE, "ask", "big.csv", "total amount"], cwd=self.root,
                                   env={**os.environ, "TMPDIR": str(temporary)},
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(200):
            if any(temporary.iterdir()) or running.poll() is not None: break
            time.sleep(0.01)
        running.send_signal(signal.SIGINT)
        self.assertEqual(running.wait(30), 130)
        self.assertEqual(list(temporary.iterdir()), [])

    def test_sql_reads_and_does_nothing_else(self):
        self.load()
        good = self.run_aisle("sql", "--json", "select count(*) as n from orders")
        self.assertEqual(good.returncode, 0, good.stderr)
        self.assertEqual(json.loads(good.stdout)["rows"], [[6]])
        for bad in ["drop table orders", "select 1; select 2", "select * from read_csv('orders.csv')",
                    "copy orders to 'x.csv'", "select * from 'orders.csv'", "attach 'x.db'",
                    "select * from read_text('/etc/hostname')", "pragma database_list",
                    "set memory_limit='1TB'", "insert into orders select * from orders",
                    "select * from duckdb_settings()", "select getenv('HOME')"]:
            with self.subTest(bad):
                done = self.run_aisle("sql", bad)
                self.assertIn(done.returncode, (1, 4), done.stdout)
                self.assertEqual(done.stdout, "")
        self.assertFalse((self.root / "x.csv").exists())

    def test_explain_shows_every_stage(self):
        self.load()
        done = self.run_aisle("explain", "amount by state")
        self.assertEqual(done.returncode, 0, done.stderr)
        for part in ["Words", "Query", "Plan", "SQL", "Understood in"]: self.assertIn(part, done.stdout)
        explained = json.loads(self.run_aisle("explain", "--json", "amount by state").stdout)
        self.assertTrue(explained["mentions"] and explained["sql"])

    def test_summary(self):
        self.load()
        done = self.run_aisle("summary")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("1,875.75", done.stdout)
        summary = json.loads(self.run_aisle("summary", "--json").stdout)
        self.assertTrue(summary["cards"] and summary["findings"])

    def test_model_commands(self):
        self.load()
        self.assertIn("metrics", self.run_aisle("model", "show").stdout)
        self.assertEqual(self.run_aisle("model", "check").returncode, 0)
        self.assertEqual(self.run_aisle("model", "infer", "--write").returncode, 1)
        model = self.root / "lake" / "model.yaml"
        model.write_text(model.read_text().replace("metrics:", "metrixs:", 1))
        wrong = self.run_aisle("model", "check")
        self.assertEqual(wrong.returncode, 1)
        self.assertRegex(wrong.stdout, r"model\.yaml:\d+:\d+: ")

    def edit_model(self, add):
        model = self.root / "lake" / "model.yaml"
        model.write_text(model.read_text(encoding="utf-8") + add, encoding="utf-8")

    def test_as_of_moves_today_and_is_said(self):
        self.load()
        done = self.run_aisle("ask", "--json", "--as-of", "2022-06-01", "how many orders last month")
        answer = json.loads(done.stdout)
        self.assertEqual(answer["rows"], [[3]])
        self.assertIn("2022-06-01, the as-of date", " ".join(answer["assumptions"]))
        done = self.run_aisle("sql", "--json", "--as-of", "2022-06-01", "select today(), current_date")
        self.assertEqual(json.loads(done.stdout)["rows"], [["2022-06-01", "2022-06-01"]])
        self.assertIn("as of 2022-06-01",
                      self.run_aisle("summary", "--as-of", "2022-06-01").stdout)
        done = self.run_aisle("ask", "--as-of", "June", "how many orders")
        self.assertEqual(done.returncode, 2)
        self.assertIn("YYYY-MM-DD", done.stderr)

    def test_as_of_reads_an_older_version(self):
        self.load()
        (self.root / "orders.csv").write_text(ORDERS + "A7,06-17-22,Goa,Shirt,1,₹5.00\n")
        self.load()
        path = self.root / "lake/versions/v000001/version.json"
        record = json.loads(path.read_text())
        path.write_text(json.dumps({**record, "committed": 1767261600000}))  # 2026-01-01 10:00
        self.assertEqual(self.ask("how many orders")[0]["rows"], [[7]])
        for moment in ("v1", "version:1", "v000001"):
            answer = json.loads(self.run_aisle("ask", "--json", "--as-of", moment,
                                               "how many orders").stdout)
            self.assertEqual((answer["rows"], answer["data_version"]), ([[6]], "v000001"))
            self.assertIn("read from version v000001", " ".join(answer["assumptions"]))
        for moment in ("v1", "2026-01-01T10:00Z", "2026-01-01 10:00:00", "2026-01-01T12:00"):
            done = self.run_aisle("sql", "--csv", "--as-of", moment, "select count(*) n from orders")
            self.assertEqual(done.stdout.split()[-1], "6", moment)
        self.assertIn("read from version v000001",
                      self.run_aisle("summary", "--as-of", "v1").stdout)
        self.assertIn("v000001", self.run_aisle("explain", "--as-of", "v1", "how many orders").stdout)
        talk = self.run_aisle("--as-of", "v1", "--json", input="how many orders\nby state\n")
        self.assertEqual([json.loads(line)["data_version"] for line in talk.stdout.splitlines()],
                         ["v000001"] * 2)
        for moment in ("v9", "2026-01-01T09:59"):
            done = self.run_aisle("ask", "--as-of", moment, "how many orders")
            self.assertEqual(done.returncode, 1)
            self.assertRegex(done.stderr, "v000001 of .* to v000002 of ")

    def lines(self, *args):
        done = self.run_aisle(*args, "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_history_restore_and_vacuum(self):
        self.load()
        (self.root / "orders.csv").write_text(ORDERS + "A7,06-17-22,Goa,Shirt,1,₹5.00\n")
        self.load()
        versions = self.lines("history")
        self.assertEqual([(v["version"], v["operation"], v["current"]) for v in versions],
                         [("v000001", "load", False), ("v000002", "load", True)])
        self.assertEqual((versions[1]["tables"][0]["rows_added"],
                          versions[1]["tables"][0]["rows_removed"]), (7, 6))
        self.assertEqual([(v["version"], v["lake_version"], v["rows_added"])
                          for v in self.lines("history", "orders")],
                         [(0, "v000001", 6), (1, "v000002", 7)])
        self.assertIn("v000001", self.run_aisle("history").stdout)
        done = self.run_aisle("history", "order")
        self.assertEqual((done.returncode, "`orders`" in done.stderr), (1, True))
        self.assertEqual(self.lines("restore", "v1"),
                         [{"version": "v000003", "restored": "v000001", "changed": True}])
        self.assertEqual(self.ask("how many orders")[0]["rows"], [[6]])
        self.assertEqual(self.run_aisle("restore", "yesterday").returncode, 2)
        self.assertEqual(self.run_aisle("restore", "v9").returncode, 1)
        self.assertEqual(self.lines("vacuum")[0]["versions"], [])
        swept = self.lines("vacuum", "--retain", "0", "--dry-run")[0]
        self.assertEqual((swept["versions"], len(swept["files"])), (["v000001", "v000002"], 1))
        self.assertEqual(self.lines("vacuum", "--retain", "0")[0]["files"], swept["files"])
        self.assertEqual(self.ask("how many orders")[0]["rows"], [[6]])
        self.assertEqual(self.run_aisle("ask", "--as-of", "v2", "how many orders").returncode, 1)
        self.assertEqual(self.run_aisle("vacuum", "--retain", "soon").returncode, 2)

    def test_optimize(self):
        self.load()
        self.assertFalse(self.lines("optimize")[0]["changed"])
        done = self.lines("optimize", "orders", "--zorder", "state, order_date")[0]
        self.assertEqual((done["version"], done["tables"]),
                         ("v000002", [{"table": "orders", "files_before": 1, "files_after": 1}]))
        self.assertEqual(self.ask("how many orders")[0]["rows"], [[6]])
        self.assertEqual(self.lines("history")[-1]["detail"], "orders by state, order_date")
        self.assertEqual(self.run_aisle("optimize", "--zorder", "state").returncode, 1)
        self.assertIn("`orders`", self.run_aisle("optimize", "order").stderr)

    def test_the_calendar_of_the_model(self):
        self.load()
        self.edit_model("calendar: {fiscal_year_starts: april, holidays: days.csv}\n")
        done = self.run_aisle("model", "check")
        self.assertEqual(done.returncode, 1)
        self.assertIn("`days.csv` is not beside model.yaml", done.stdout)
        (self.root / "lake" / "days.csv").write_text("name,date\nFounder's Day,2022-05-14\n")
        self.assertEqual(self.run_aisle("model", "check").returncode, 0)
        self.assertEqual(self.ask("how many orders on Founder's Day")[0]["rows"], [[1]])
        self.assertEqual(self.ask("how many orders in FY23")[0]["rows"], [[6]])
        rows = self.ask("how many orders by fiscal quarter")[0]["rows"]
        self.assertEqual(rows, [["FY2023 Q1", 6]])

    def test_verified_questions(self):
        fact = self.load()["catalog"]["tables"][0]["name"]
        self.assertEqual(self.run_aisle("verify").returncode, 0)
        count = "measures count(%s.*)" % fact
        self.edit_model("verified:\n  - question: What is our order count?\n    query: "
                        + count + " where %s.qty > 1\n" % fact)
        done = self.run_aisle("verify", "--json")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(json.loads(done.stdout)["questions"][0]["state"], "new")
        self.assertEqual(self.run_aisle("verify", "--accept").returncode, 0)
        self.assertEqual(self.run_aisle("verify").returncode, 0)
        answer, _ = self.ask("what is the order count")
        self.assertTrue(answer["verified"])
        self.assertEqual(answer["rows"], [[2]])
        self.assertFalse(self.ask("how many orders by state")[0]["verified"])
        self.assertIn("verified", self.run_aisle("ask", "what is our order count").stdout)
        model = self.root / "lake" / "model.yaml"
        right = model.read_text(encoding="utf-8")
        model.write_text(right.replace("qty > 1", "qty > 2"), encoding="utf-8")
        done = self.run_aisle("verify")
        self.assertEqual(done.returncode, 1)
        self.assertIn("- [2]", done.stdout)
        self.assertIn("+ [1]", done.stdout)
        model.write_text(right.replace("measures count", "measures summ"), encoding="utf-8")
        done = self.run_aisle("model", "check")
        self.assertEqual(done.returncode, 1)
        self.assertRegex(done.stdout, r"model.yaml:\d+:\d+: `query`")

    def test_quarantine_lists_rows(self):
        self.load()
        self.assertEqual(self.run_aisle("quarantine").returncode, 0)

    def test_a_conversation_follows_up(self):
        self.load()
        done = self.run_aisle(input="total amount\n:sql\nby state\n:help\n:quit\nnever asked\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("1,875.75", done.stdout)
        self.assertIn("₹350.50", done.stdout)
        self.assertNotIn("never", done.stdout)

    def converse(self, *lines):
        done = self.run_aisle("--json", input="\n".join(lines) + "\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_a_conversation_shows_chips_and_takes_back(self):
        self.load()
        answers = self.converse("amount by state", "only shirt", "top 2", "the first one", "undo",
                                "back", "start over", "undo")
        self.assertEqual([a["status"] for a in answers], ["answered"] * 8)
        self.assertEqual(answers[0]["chips"][1:], ["by state"])
        self.assertEqual(answers[1]["chips"][1:], ["by state", "category: Shirt"])
        self.assertEqual(answers[2]["chips"][1:], ["by state", "category: Shirt", "top 2"])
        self.assertIn("state: " + answers[2]["rows"][0][0], answers[3]["chips"])
        self.assertEqual(answers[4]["rows"], answers[2]["rows"])
        self.assertEqual(answers[5]["rows"], answers[1]["rows"])
        self.assertEqual(answers[6]["rows"], [])
        self.assertEqual(answers[7]["rows"], [])
        shown = self.run_aisle(input="amount by state\nonly shirt\n").stdout
        self.assertIn("[by state] [category: Shirt]", shown)

    def test_a_choice_is_picked_by_its_number_and_remembered(self):
        self.load()
        question = "top 2 categories by amount in goa and kerala"
        first, picked, again = self.converse(question, "1", question)
        self.assertEqual(first["status"], "clarify", first)
        self.assertGreater(len(first["choices"]), 1)
        self.assertEqual(picked["question"], first["choices"][0])
        self.assertEqual(picked["status"], "answered")
        self.assertEqual(again["rows"], picked["rows"])
        self.assertIn("as chosen before", again["assumptions"][-1])
        asked, code = self.ask(question)
        self.assertEqual((asked["choices"], code), (first["choices"], 3))

    def test_the_lake_is_named_by_option_or_environment(self):
        self.load()
        (self.root / "lake").rename(self.root / "shop")
        self.assertEqual(self.run_aisle("ask", "total amount").returncode, 1)
        self.assertEqual(self.run_aisle("ask", "--lake", "shop", "total amount").returncode, 0)
        self.assertEqual(self.run_aisle("ask", "total amount", env={"AISLE_LAKE": "shop"}).returncode, 0)
        for args in (["--lake", "shop", "ask"], ["ask", "--lake", "shop"]):
            self.assertEqual(self.run_aisle(*args, "total amount", env={"AISLE_LAKE": "no"}).returncode, 0)

    def test_faults_are_told_with_their_exit_code(self):
        self.assertEqual(self.run_aisle("ask", "total amount").returncode, 1)
        self.assertIn("aisle load", self.run_aisle("ask", "total amount").stderr)
        self.assertEqual(self.run_aisle("ask").returncode, 2)
        self.assertEqual(self.run_aisle("frobnicate").returncode, 2)
        self.assertEqual(self.run_aisle("ask", "absent.csv", "total amount").returncode, 2)
        self.assertEqual(self.run_aisle("load", "absent.csv").returncode, 1)
        self.assertEqual(self.run_aisle("--help").returncode, 0)
        (self.root / "empty.csv").write_text("")
        mixed = self.run_aisle("load", "empty.csv", "orders.csv")
        self.assertEqual(mixed.returncode, 0, mixed.stderr)
        self.assertIn("empty.csv", mixed.stderr)


if __name__ == "__main__":
    AISLE = str(pathlib.Path(AISLE).resolve())
    unittest.main()
