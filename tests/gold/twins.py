#!/usr/bin/env python3
"""Compares what the parser makes of two files that hold the same report.

    twins.py SHARED [--errors] -- COMMAND [ARG ...]

COMMAND reads a report on standard input, its URI as argument, and answers a Document in JSON
(parse_stdin). Two sets of twins are compared:

    pages     gold/structure/gov-*.html with gov-*.txt: a page and its text
    cleaned   corpus gov-reports_shenzhen_cleaned-pairs: a raw file and what others made of it

For each set, text is the share of pairs whose body is the same but for white space, tree that of
pairs with the same markers and headings on the same levels; words and nodes are the F1 over all
pairs, of runs of 12 characters and of headings, for twins that others have edited.
Exit code 77: there is no such folder.
"""
import collections
import json
import re
import subprocess
import sys
from pathlib import Path

BLANK = re.compile(r"[\s\u200b\ufeff]+")
RUN = 12


def parse(command, path):
    with path.open("rb") as file:
        run = subprocess.run([*command, path.as_uri()], stdin=file, stdout=subprocess.PIPE,
                             check=True)
    return json.loads(run.stdout)


def body(document):
    text = document["text"].encode()
    words = b"".join(text[int(zone["span"].get("startByte", 0)):int(zone["span"]["endByte"])]
                     for zone in document["zones"]
                     if zone["kind"] in ("ZONE_KIND_BODY", "ZONE_KIND_ATTACHMENT"))
    return BLANK.sub("", words.decode())


def tree(document):
    return [(section["level"], BLANK.sub("", section.get("marker", "")),
             BLANK.sub("", section.get("title", "")))
            for section in document.get("sections", [])]


def runs(text):
    return [text[i:i + RUN] for i in range(max(1, len(text) - RUN + 1))]


def shared(left, right):
    return sum((collections.Counter(left) & collections.Counter(right)).values())


def f1(common, left, right):
    return 2 * common / (left + right) if left + right else 1.0


def twins(shared_folder):
    gold = shared_folder / "gold" / "structure"
    docs = shared_folder / "corpus" / "docs"
    yield "pages", [(page, page.with_suffix(".txt")) for page in sorted(gold.glob("gov-*.html"))]
    cleaned = sorted((docs / "gov-reports_shenzhen_cleaned-pairs").glob("*.txt"))
    yield "cleaned", [(raw, path) for path in cleaned
                      for raw in [docs / "gov-reports_shenzhen_guangdong_national" / path.name]
                      if raw.exists()]


def compare(name, pairs, command, errors):
    same_text = same_tree = 0
    sums = collections.Counter()
    for paths in pairs:
        documents = [parse(command, path) for path in paths]
        left, right = map(body, documents)
        left_tree, right_tree = map(tree, documents)
        same_text += left == right
        same_tree += left_tree == right_tree
        words = [shared(runs(left), runs(right)), len(runs(left)), len(runs(right))]
        nodes = [shared(left_tree, right_tree), len(left_tree), len(right_tree)]
        for key, counts in (("words", words), ("nodes", nodes)):
            sums.update({(key, i): count for i, count in enumerate(counts)})
        if errors:
            print(f"{paths[0].name[:40]}: text {left == right} tree {left_tree == right_tree} "
                  f"words {f1(*words):.3f} nodes {f1(*nodes):.3f}")
    print(f"{name}_pairs            {len(pairs)}")
    print(f"{name}_text             {same_text / len(pairs):.4f}")
    print(f"{name}_tree             {same_tree / len(pairs):.4f}")
    for key in ("words", "nodes"):
        print(f"{name}_{key}_f1         {f1(*(sums[key, i] for i in range(3))):.4f}")


def main():
    split = sys.argv.index("--")
    arguments, command = sys.argv[1:split], sys.argv[split + 1:]
    folder = Path(arguments[0]).resolve()
    if not folder.is_dir():
        print(f"skipped: no {folder}")
        sys.exit(77)
    for name, pairs in twins(folder):
        if pairs:
            compare(name, pairs, command, "--errors" in arguments)


if __name__ == "__main__":
    main()
