#!/usr/bin/env python3
"""Checks that the documents keep what they promise.

    docs.py [ROOT]

terms.md gives each Chinese term one identifier and each identifier is used in the code; errors.md
lists exactly the reasons that the code gives; links between documents lead somewhere; decisions are
numbered without gaps.
"""
import re
import sys
from pathlib import Path

REASON = re.compile(r'(?:MakeError\(\s*[^",]+,|InvalidArgument\()\s*"([A-Z_]{3,})"')


def table(text):
    """The first two cells of each row of every table, without head and rule."""
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if line.startswith("|") and len(cells) >= 2 and not set(cells[0]) <= set("-: "):
            yield cells


def sources(root):
    for folder in ("base", "proto", "service", "storage", "client"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".h", ".cc", ".proto"):
                yield path, path.read_text(encoding="utf-8")


def check_terms(root):
    text = (root / "docs/terms.md").read_text(encoding="utf-8")
    code = "\n".join(body for _, body in sources(root))
    seen = set()
    for cells in table(text):
        term, identifier = cells[0], cells[1].strip("`")
        if term in ("term", ""):
            continue
        for key in [f"term {part.strip()}" for part in term.split("、")] + [identifier]:
            if key in seen:
                yield f"docs/terms.md: {key} stands twice"
            seen.add(key)
        if not re.search(rf"\b{re.escape(identifier)}\b", code):
            yield f"docs/terms.md: the code does not use {identifier}"


def check_errors(root):
    listed = {cells[0].strip("`") for cells in
              table((root / "docs/errors.md").read_text(encoding="utf-8"))} - {"reason"}
    used = {reason: path.relative_to(root).as_posix() for path, body in sources(root)
            for reason in REASON.findall(body)}
    for reason in sorted(used.keys() - listed):
        yield f"{used[reason]}: docs/errors.md does not list {reason}"
    for reason in sorted(listed - used.keys()):
        yield f"docs/errors.md: no code gives {reason}"


def check_links(root):
    for path in sorted([*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("deploy/*.md")]):
        text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" not in target and not (path.parent / target).exists():
                yield f"{path.relative_to(root).as_posix()}: no such file: {target}"


def check_decisions(root):
    numbers = sorted(int(path.name[:4]) for path in (root / "docs/adr").glob("*.md"))
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"docs/adr: numbers are {numbers}"


def findings(root):
    for check in (check_terms, check_errors, check_links, check_decisions):
        yield from check(root)


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    found = list(findings(root))
    for finding in found:
        print(finding)
    print(f"docs: {len(found)} findings")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
