#!/usr/bin/env python3
"""Checks what makes the tree readable: arrows between layers, sizes, names and words.

    tidy.py [ROOT]

Prints `path:line: what is wrong` for each finding; exit code 1 if there is any. The rules are the
tables below; there is no list of exceptions.
"""
import re
import sys
from pathlib import Path

MAX_FILE_LINES = 400
MAX_FUNCTION_LINES = 60
MAX_LINE_COLUMNS = 100

# Layer -> folders of ours that it may include from. The longest prefix names a file's layer.
LAYERS = {
    "base": ["base"],
    "proto": ["proto", "base", "qiusuo/v1", "qiusuo/rpc"],
    "service/parser": ["service/parser", "proto", "base", "qiusuo/v1"],
    "storage": ["storage", "proto", "base", "qiusuo/v1", "qiusuo/storage"],
    "service/server":
        ["service/server", "service/parser", "storage", "proto", "base", "qiusuo/v1"],
    "client": ["client", "proto", "base", "qiusuo/v1"],
    "client/cli": ["client/cli", "client", "proto", "base", "qiusuo/v1"],
}
OURS = ["base", "proto", "service", "storage", "client", "qiusuo", "tests", "bench"]

# Header -> layers that may include it. One library behind one door.
FOREIGN = {
    r"rocksdb/": ["storage"],
    r"grpcpp/|grpc/|qiusuo/\w+/v1/.*\.grpc\.pb\.h|qiusuo/v1/.*\.grpc\.pb\.h":
        ["service/server", "client", "client/cli"],
    r"spdlog/": ["base"],
    r"CLI/": ["service/server", "client/cli"],
}
# The parser is pure: no clock, files, threads, chance; and no regular expressions on input.
PARSER_BANNED = (r"absl/time/clock\.h|base/clock\.h|base/log\.h|chrono|fstream|iostream|"
                 r"filesystem|mutex|thread|random|regex|atomic")

BANNED_NAME = re.compile(r"^\s*(?:class|struct|enum class)\s+(\w*(?:Manager|Helper|Util|Impl)\w*|"
                         r"\w+(?:Data|Info))\b")
UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME)\b")
REGISTRY = re.compile(r"\b(?:registry|proxy|index|static|files)\.[a-z0-9-]+\.(?:org|com|io|dev)\b|"
                      r"\b(?:docker|ghcr|quay|gcr)\.io\b|\bcrates\.io\b|\bpypi\.org\b|"
                      r"\b(?:deb|security|snapshot|ftp)\.debian\.org\b")
CODE = {".h", ".cc"}
SCRIPTS = {".sh", ".py"}
TEXT = CODE | SCRIPTS | {".proto", ".md", ".txt", ".cmake", ".json", ".yaml", ".yml", ".tsv"}
SKIPPED = {"build", ".git", "node_modules", "__pycache__", "corpus", "samples", "cases"}


def files(root):
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if path.is_file() and not SKIPPED & set(relative.parts[:-1]):
            if path.suffix in TEXT or path.name == "Dockerfile" or relative.parts[0] == ".ci":
                yield relative, path.read_text(encoding="utf-8").splitlines()


def layer_of(path):
    found = [layer for layer in LAYERS if path.as_posix().startswith(layer + "/")]
    return max(found, key=len, default=None)


def within(name, folders):
    return any(name.startswith(folder + "/") for folder in folders)


def check_includes(path, lines):
    layer = layer_of(path)
    if layer is None:
        return
    for number, line in enumerate(lines, 1):
        match = re.match(r'\s*#include\s+[<"]([^>"]+)[>"]', line)
        if not match:
            continue
        name = match[1]
        allowed = within(name, LAYERS[layer])
        if layer == "client" and name.startswith("client/cli/"):
            allowed = False
        if within(name, OURS) and not allowed:
            yield number, f"{layer} must not include {name}"
        for pattern, layers in FOREIGN.items():
            if re.match(pattern, name) and layer not in layers:
                yield number, f"{layer} must not include {name}"
        if layer == "service/parser" and re.fullmatch(PARSER_BANNED, name):
            yield number, f"the parser is pure and must not include {name}"


def blank_out(lines):
    """The code without comments, strings and characters, line by line."""
    text = "\n".join(lines)
    pattern = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\((?:.|\n)*?\)\1"|"(?:\\.|[^"\\\n])*"|'
                         r"(?<![0-9a-fA-F])'(?:\\.|[^'\\\n])+'", re.S)
    return pattern.sub(lambda m: "\n" * m[0].count("\n"), text).split("\n")


def check_functions(lines):
    """Every brace block outside of which there are only namespaces and types."""
    stack = []  # (is a function, its first line)
    head, head_line = "", 0
    for number, line in enumerate(blank_out(lines), 1):
        if line.lstrip().startswith("#"):
            continue
        for char in line:
            if char == "{":
                plain = re.search(r"\b(namespace|class|struct|enum|union|extern)\b", head)
                is_scope = bool(plain) and "(" not in re.sub(r"alignas\(.*?\)", "", head)
                inside = any(kind for kind, _ in stack)
                is_value = head.rstrip().endswith(("=", "return")) or re.search(r"=\s*\w*$", head)
                stack.append((not (is_scope or inside or is_value), head_line or number))
                head, head_line = "", 0
            elif char == "}":
                if stack:
                    kind, first = stack.pop()
                    if kind and number - first + 1 > MAX_FUNCTION_LINES:
                        yield first, f"function of {number - first + 1} lines"
                head, head_line = "", 0
            elif char == ";":
                head, head_line = "", 0
            elif not char.isspace() or head:
                head_line = head_line or number
                head += char
        head += "\n" if head else ""


def check_header(path, lines):
    if not lines or lines[0] != f"// File: {path.as_posix()}":
        yield 1, f"a header begins with `// File: {path.as_posix()}`"
    guard = "QIUSUO_" + re.sub(r"\W", "_", path.as_posix()).upper() + "_"
    if f"#ifndef {guard}" not in lines:
        yield 1, f"the include guard is {guard}"


def check_code(path, lines):
    yield from check_includes(path, lines)
    yield from check_functions(lines)
    if path.suffix == ".h":
        yield from check_header(path, lines)
    for number, line in enumerate(lines, 1):
        match = BANNED_NAME.match(line)
        if match:
            yield number, f"{match[1]} says nothing; name what it is"


def check(path, lines):
    if path.suffix in CODE | SCRIPTS:
        if len(lines) > MAX_FILE_LINES:
            yield MAX_FILE_LINES, f"file of {len(lines)} lines"
        for number, line in enumerate(lines, 1):
            if len(line) > MAX_LINE_COLUMNS:
                yield number, f"line of {len(line)} columns"
    if path.suffix in CODE:
        yield from check_code(path, lines)
    for number, line in enumerate(lines, 1):
        if UNFINISHED.search(line):
            yield number, "unfinished work is an issue, not a comment"
        if REGISTRY.search(line):
            yield number, "names a package registry; leave that to the machine's settings"


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    file_count = finding_count = 0
    for path, lines in files(root):
        file_count += 1
        for number, what in check(path, lines):
            finding_count += 1
            print(f"{path.as_posix()}:{number}: {what}")
    print(f"tidy: {finding_count} findings in {file_count} files")
    sys.exit(1 if finding_count else 0)


if __name__ == "__main__":
    main()
