#!/usr/bin/env python3
"""Runs a scoring program and holds its scores against the floors of tests/gold_floors.tsv.

    gold.py SUITE SHARED FLOORS -- COMMAND [ARG ...]

SUITE is structure, metrics, twins (twins.py) or numbers; SHARED is the folder that holds gold and
corpus. COMMAND is the program to score: number_scores for the last, parse_stdin for the others.
Prints all scores.
Exit code 0: every floor is reached; 1: one is not, or a score is missing; 77: there is no gold.
"""
import re
import subprocess
import sys
from pathlib import Path

SCORE = re.compile(r"^(\w+)\s+(\d+\.\d+)$", re.M)
TALLY = re.compile(r"^(.*\S)\s+(\d+)/(\d+)\b.*$", re.M)


def read_floors(path, suite):
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#"))
    return {name: float(floor) for key, floor in rows
            for owner, _, name in [key.partition(".")] if owner == suite}


def read_scores(suite, output):
    if suite == "numbers":
        return {name: int(right) / int(total) for name, right, total in TALLY.findall(output)
                if int(total)}
    return {name: float(value) for name, value in SCORE.findall(output)}


def main():
    split = sys.argv.index("--")
    suite, shared, floors = sys.argv[1:split]
    command = sys.argv[split + 1:]
    gold = Path(shared) / "gold" / ("structure" if suite == "twins" else suite)
    if not gold.is_dir():
        print(f"skipped: no {gold}")
        sys.exit(77)
    if suite == "numbers":
        call = [*command, str(gold / "values.tsv"), str(gold / "pairs.tsv")]
    elif suite == "twins":
        call = [sys.executable, str(Path(__file__).with_name("twins.py")), shared, "--", *command]
    else:
        call = [sys.executable, str(gold / "score.py"), "--", *command]
    run = subprocess.run(call, stdout=subprocess.PIPE, text=True, check=False)
    print(run.stdout, end="")
    scores = read_scores(suite, run.stdout)
    short = [f"{name} {scores.get(name, 0.0):.4f} < {floor}"
             for name, floor in read_floors(Path(floors), suite).items()
             if scores.get(name, 0.0) < floor]
    for line in short:
        print(f"below its floor: {line}")
    sys.exit(1 if short or run.returncode else 0)


if __name__ == "__main__":
    main()
