#!/usr/bin/env python3
"""Each check of docs.py finds what it is for."""
import tempfile
import unittest
from pathlib import Path

import docs

HEAD = "| term | identifier | meaning |\n| --- | --- | --- |\n"


class DocsTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = Path(folder.name)
        self.write("base/a.cc",
                   'int unit; MakeError(absl::StatusCode::kAborted,\n    "CONFLICT", "x");')
        self.write("docs/terms.md", HEAD + "| 单位 | `unit` | |\n")
        self.write("docs/errors.md", "| reason | code |\n| --- | --- |\n| `CONFLICT` | ABORTED |\n")
        self.write("docs/adr/0001-a.md", "[terms](../terms.md)")

    def write(self, path, text):
        (self.root / path).parent.mkdir(parents=True, exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def test_good(self):
        self.assertEqual(list(docs.findings(self.root)), [])

    def expect(self, path, text, finding):
        self.write(path, text)
        self.assertEqual(list(docs.findings(self.root)), [finding])

    def test_term_twice(self):
        self.write("base/b.cc", "int scale;")
        self.expect("docs/terms.md", HEAD + "| 单位 | `unit` | |\n| 万、单位 | `scale` | |\n",
                    "docs/terms.md: term 单位 stands twice")

    def test_identifier_twice(self):
        self.expect("docs/terms.md", HEAD + "| 单位 | `unit` | |\n| 量词 | `unit` | |\n",
                    "docs/terms.md: unit stands twice")

    def test_identifier_without_use(self):
        self.expect("docs/terms.md", HEAD + "| 单位 | `units` | |\n",
                    "docs/terms.md: the code does not use units")

    def test_reason_not_listed(self):
        self.expect("proto/b.cc", 'InvalidArgument("NEW_REASON", "a", "b")',
                    "proto/b.cc: docs/errors.md does not list NEW_REASON")

    def test_reason_not_given(self):
        self.expect("base/a.cc", "int unit;", "docs/errors.md: no code gives CONFLICT")

    def test_link_to_nowhere(self):
        self.expect("docs/a.md", "[b](b.md#c) [d](https://example.org)",
                    "docs/a.md: no such file: b.md")

    def test_decisions_with_a_gap(self):
        self.expect("docs/adr/0003-c.md", "", "docs/adr: numbers are [1, 3]")


if __name__ == "__main__":
    unittest.main()
