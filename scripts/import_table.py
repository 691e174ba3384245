#!/usr/bin/env python3
"""Imports each folder below a folder into a collection of its own, and tells what came of it.

    import_table.py FOLDER [OPTION OF qiusuo import ...]

Prints a table in Markdown. `qiusuo` must be on PATH and its server run (QIUSUO_SERVER). Files
are read once before, so that the seconds are those of an import and not of a cold disk. Exit code 1
if any file failed; one that was refused is no failure.
"""
import collections
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COLUMNS = ["folder", "files", "MB", "imported", "refused and why", "failed", "sections", "metrics",
           "seconds"]


def documents(collection):
    listing = subprocess.run(["qiusuo", "list", "-c", collection, "-o", "jsonl"],
                             capture_output=True, text=True, check=False)
    return [json.loads(line) for line in listing.stdout.splitlines()]


def run_import(folder, collection, options):
    """The lines of the report, and the seconds it took."""
    with tempfile.NamedTemporaryFile(suffix=".jsonl") as report:
        command = ["qiusuo", "import", folder, "-c", collection, "--report", report.name, "--quiet"]
        start = time.monotonic()
        done = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
        seconds = time.monotonic() - start
        if done.returncode > 1:  # not what some files are the cause of
            sys.exit(done.stderr)
        text = Path(report.name).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()], seconds


def row(folder, number, options):
    size = sum(len(path.read_bytes()) for path in folder.rglob("*") if path.is_file())
    lines, seconds = run_import(folder, f"folder-{number}", options)
    refused = collections.Counter(
        line["reason"] for line in lines if line["outcome"] == "REFUSED")
    failed = sum(line["outcome"] == "FAILED" for line in lines)
    found = documents(f"folder-{number}")
    return [folder.name, len(lines), size / 1e6, len(lines) - refused.total() - failed,
            ", ".join(f"{count} {reason}" for reason, count in sorted(refused.items())), failed,
            sum(int(document.get("sectionCount", 0)) for document in found),
            sum(int(document.get("metricCount", 0)) for document in found), seconds]


def show(cells):
    texts = (f"{cell:.2f}" if isinstance(cell, float) else str(cell) for cell in cells)
    print("| " + " | ".join(texts) + " |", flush=True)


def main(folder, *options):
    show(COLUMNS)
    show(["---"] * len(COLUMNS))
    rows = []
    for number, each in enumerate(sorted(p for p in Path(folder).iterdir() if p.is_dir())):
        rows.append(row(each, number, options))
        show(rows[-1])
    sums = ["" if isinstance(column[0], str) else sum(column) for column in zip(*rows)]
    show(["all", *sums[1:]])
    return 1 if sums[5] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]) if len(sys.argv) > 1 else __doc__)
