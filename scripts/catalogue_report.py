#!/usr/bin/env python3
"""Report how much of what a folder of reports states is in the catalogue.

    catalogue_report.py FOLDER [--most N] [--match GLOB ...] -- COMMAND [ARG ...]

COMMAND reads one document on standard input and prints the parsed Document in proto3 JSON on
standard output (`qiusuo parse --output=json -`, or the parse_stdin that the tests build).
Printed are the share of metrics with an indicator_id and with a unit_id, and the N most frequent
names and units that have none, so that somebody can say which rows tables/indicators.tsv,
tables/units.tsv or a deployment's own tables lack.

A metric without a unit (a rank, a bare number) needs no unit_id and is not counted. A unit that
stands in a table's note counts as the metric's own. A document that COMMAND refuses is named.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import pathlib
import subprocess
import sys


def metrics_of(command, path):
    """The metrics of one document; None where COMMAND fails."""
    with open(path, "rb") as report:
        run = subprocess.run(command, stdin=report, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if run.returncode:
        reason = run.stderr.decode(errors="replace").strip().splitlines()
        print(f"{path}: {reason[0] if reason else run.returncode}", file=sys.stderr)
        return None
    return json.loads(run.stdout).get("metrics", [])


def unit_of(metric):
    """Unit and unit_id, of the figure or of the table's note."""
    quantity = metric.get("quantity", {})
    if quantity.get("unit"):
        return quantity["unit"], quantity.get("unitId", "")
    noted = quantity.get("notedUnit", {})
    return noted.get("unit", ""), noted.get("unitId", "")


def show(kind, known, lacking, most):
    total = known + sum(lacking.values())
    share = known / total if total else 0.0
    print(f"{kind}_id: {known} of {total} ({share:.1%}); {len(lacking)} different without")
    for name, count in lacking.most_common(most):
        print(f"{count:8} {name}")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--most", type=int, default=50, help="names and units to print (50)")
    parser.add_argument(
        "--match", nargs="*", default=["*.txt", "*.md", "*.html"], help="files to read")
    parser.add_argument("command", nargs="+")
    args = parser.parse_args()

    paths = sorted({path for glob in args.match for path in args.folder.rglob(glob)})
    names, units = collections.Counter(), collections.Counter()
    counts = collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for metrics in pool.map(lambda path: metrics_of(args.command, path), paths):
            counts["refused"] += metrics is None
            for metric in metrics or []:
                counts["metrics"] += 1
                if metric.get("indicatorId"):
                    counts["indicator"] += 1
                else:
                    names[metric.get("indicatorFull") or metric.get("indicator", "")] += 1
                unit, unit_id = unit_of(metric)
                if unit_id:
                    counts["unit"] += 1
                elif unit:
                    units[unit] += 1
    print(f"{len(paths)} documents, {counts['refused']} refused, {counts['metrics']} metrics")
    show("indicator", counts["indicator"], names, args.most)
    show("unit", counts["unit"], units, args.most)
    sys.exit(1 if not paths or counts["refused"] else 0)


if __name__ == "__main__":
    main()
