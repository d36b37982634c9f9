#!/usr/bin/env python3
"""Speed and memory of the program, against plain DuckDB in the same run, with the targets.

  bench/bench.py build/aisle build/bench/plain_load [--rows 500000] [--files FOLDER QUESTIONS]

Makes sample data, or takes a folder of files and a question set. Ends with 1 when a target is
missed. Standard library only.
"""
import argparse
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

QUESTIONS = ["total amount of online orders", "how many orders are there", "amount by category",
             "top 5 states by amount", "monthly amount of online orders", "orders by weekday",
             "which category has the highest amount in october 2025",
             "average amount per order by state", "top 3 categories by amount for each state",
             "amount by quarter", "cancelled orders by month", "how many customers are there",
             "total stock by category", "amount in maharashtra", "share of amount by category"]


def run(command):
    """(standard output, seconds, peak MB) of a command that must succeed."""
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    out = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 3, 4):
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return out, time.monotonic() - start, usage.ru_maxrss / 1024


def percentile(values, share):
    values = sorted(values)
    return values[max(0, math.ceil(share * len(values)) - 1)] if values else math.nan


class Report:
    def __init__(self):
        self.missed = 0

    def line(self, what, value, unit, target=None):
        verdict = "" if target is None else f"   target ≤ {target:g} {unit}: " + (
            "met" if value <= target else "MISSED")
        self.missed += target is not None and not value <= target
        print(f"{what:<44}{value:>10.2f} {unit}{verdict}", flush=True)


def bench_load(aisle, plain_load, files, lake, report):
    paths = sorted(str(p) for p in pathlib.Path(files).glob("*.csv"))
    megabytes = sum(os.path.getsize(p) for p in paths) / 1e6
    print(f"load: {len(paths)} files, {megabytes:.1f} MB")
    # In turns and the best of three each: a busy machine slows both alike.
    plain, seconds, memory = math.inf, math.inf, 0
    for _ in range(3):
        plain = min(plain, float(run([plain_load, "1GB", *paths])[0]))
        shutil.rmtree(lake, ignore_errors=True)
        load = [aisle, "load", *paths, "--lake", lake, "--memory", "1GB", "--quiet"]
        _, took, peak = run(load)
        seconds, memory = min(seconds, took), max(memory, peak)
    report.line("plain DuckDB, read_csv into tables", plain, "s")
    report.line("aisle load", seconds, "s")
    report.line("aisle load / plain", seconds / plain, "×", 3)
    report.line("rate", megabytes / seconds, "MB/s")
    report.line("peak memory", memory, "MB", 1024)


def bench_questions(aisle, lake, questions, report):
    rounds = math.ceil(200 / len(questions))  # a percentile of few is the slowest
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as batch:
        for k, question in enumerate(questions * rounds):
            batch.write(json.dumps({"id": str(k), "question": question}) + "\n")
        batch.flush()
        out = run([aisle, "ask", "--lake", lake, "--batch", batch.name, "--json"])[0]
    answers = [json.loads(line) for line in out.splitlines() if line.strip()]
    understand = [a["understand_ms"] for a in answers]
    answered = [a for a in answers if a["status"] == "answered"]
    own = [a["ms"] - a["engine_ms"] for a in answered]
    print(f"questions: {len(answers)}, answered {len(answered)}")
    report.line("first question to interpretation", understand[0], "ms")
    report.line("question to interpretation, p50", percentile(understand, 0.5), "ms", 1)
    report.line("question to interpretation, p99", percentile(understand, 0.99), "ms", 5)
    report.line("answer minus engine, p50", percentile(own, 0.5), "ms", 2)
    report.line("engine, p50", percentile([a["engine_ms"] for a in answered], 0.5), "ms")


def bench_process(aisle, lake, question, report):
    times = [run([aisle, "ask", "--lake", lake, "--json", question])[1] for _ in range(11)]
    report.line("whole process for one question, p50", 1000 * percentile(times, 0.5), "ms", 100)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("aisle")
    parser.add_argument("plain_load")
    parser.add_argument("--rows", type=int, default=500_000)
    parser.add_argument("--files", nargs=2, metavar=("FOLDER", "QUESTIONS"))
    args = parser.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        files, questions = pathlib.Path(folder) / "sample/files", QUESTIONS
        if args.files:
            files = pathlib.Path(args.files[0])
            lines = pathlib.Path(args.files[1]).read_text(encoding="utf-8").splitlines()
            questions = [json.loads(line)["question"] for line in lines if line.strip()]
        else:
            run([args.aisle, "sample", str(files.parent), "--rows", str(args.rows)])
        lake = os.path.join(folder, "lake")
        bench_load(args.aisle, args.plain_load, files, lake, report)
        bench_questions(args.aisle, lake, questions, report)
        bench_process(args.aisle, lake, questions[0], report)
    return 1 if report.missed else 0


if __name__ == "__main__":
    sys.exit(main())
