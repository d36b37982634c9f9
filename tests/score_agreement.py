#!/usr/bin/env python3
"""Prints the verdict of a scorer, one a line, for lines of [question, answer] on standard input.

  judge_agreement.py SCORE.py <CASES.jsonl
"""
import importlib.util
import json
import sys

spec = importlib.util.spec_from_file_location("score", sys.argv[1])
score = importlib.util.module_from_spec(spec)
spec.loader.exec_module(score)
for line in sys.stdin:
    question, answer = json.loads(line)
    print(score.judge(question, answer))
