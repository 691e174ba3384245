#!/usr/bin/env python3
"""Each rule of tidy.py finds what it is for, and nothing in code that keeps it."""
import unittest
from pathlib import Path

import tidy

# (path, content, what the finding says)
BAD = [
    ("base/a.cc", '#include "proto/names.h"',
     "base must not include proto/names.h"),
    ("service/parser/a.cc", '#include "storage/engine.h"',
     "service/parser must not include storage"),
    ("storage/a.cc", '#include "service/parser/text.h"', "storage must not include service"),
    ("client/a.cc", '#include "client/cli/table.h"', "client must not include client/cli"),
    ("client/cli/a.cc", '#include "service/server/server.h"',
     "client/cli must not include service"),
    ("service/server/a.cc", "#include <rocksdb/db.h>",
     "service/server must not include rocksdb/db.h"),
    ("service/parser/a.cc", "#include <grpcpp/grpcpp.h>", "must not include grpcpp/grpcpp.h"),
    ("service/parser/a.cc", "#include <chrono>", "the parser is pure"),
    ("client/a.cc", '#include "qiusuo/storage/v1/record.pb.h"',
     "client must not include qiusuo/storage"),
    ("base/a.cc", "\n" * 400, "file of 401 lines"),
    ("base/a.cc", "int F() {\n" + "  G();\n" * 59 + "}", "function of 61 lines"),
    ("base/a.cc", "namespace x {\nclass A {\n  int F() const {\n" + "  G();\n" * 59 + "  }\n};\n}",
     "function of 61 lines"),
    ("base/a.cc", "A::A(int b)\n    : b_(b) {\n" + "  G();\n" * 58 + "}", "function of 61 lines"),
    ("base/a.cc", "x" * 101, "line of 101 columns"),
    ("base/a.cc", "class StoreManager {};", "StoreManager says nothing"),
    ("base/a.cc", "struct MetricInfo {};", "MetricInfo says nothing"),
    ("base/a.cc", "// TO" "DO: later", "unfinished work"),
    ("docs/a.md", "from https://registry." "example.org/x", "names a package registry"),
    ("base/a.h", "#pragma once", "a header begins with"),
    ("base/a.h", "// File: base/a.h", "the include guard is QIUSUO_BASE_A_H_"),
]

GOOD = [
    ("service/server/a.cc", '#include "service/parser/text.h"\n#include "storage/engine.h"'),
    ("storage/a.cc", "#include <rocksdb/db.h>\n#include \"qiusuo/storage/v1/record.pb.h\""),
    ("tests/storage/a.cc", '#include "storage/engine.h"'),
    ("base/a.cc", "int F() {\n" + "  G();\n" * 58 + "}"),
    ("base/a.cc", "namespace x {\n" + "int F() { return 1; }\n" * 100 + "}"),
    ("base/a.cc", "constexpr Row kRows[] = {\n" + "    {1, '{'},\n" * 100 + "};"),
    ("base/a.cc", 'const char* k = "{";\n' + "int F();\n" * 100),
    ("base/a.cc", "// {\n" + "int F();\n" * 100),
    ("base/a.cc", "// No " + "TO" "DOS and no " + "mani" "fold"),
]


def check(path, content):
    return [what for _, what in tidy.check(Path(path), content.splitlines() or [""])]


class TidyTest(unittest.TestCase):
    def test_bad(self):
        for path, content, what in BAD:
            with self.subTest(path=path, content=content[:60]):
                found = check(path, content + ("x" if content.endswith("\n") else ""))
                self.assertTrue(any(what in f for f in found), f"want {what!r}, have {found}")

    def test_good(self):
        for path, content in GOOD:
            with self.subTest(path=path, content=content[:60]):
                self.assertEqual(check(path, content), [])


if __name__ == "__main__":
    unittest.main()
