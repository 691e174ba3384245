// File: tests/fuzz/document_properties.h
//
// What holds for every document the parser answers, whatever it was given. Fuzz
// targets check it on arbitrary bytes.
//
//   const std::vector<std::string> broken = BrokenProperties(document);
//   EXPECT_THAT(broken, IsEmpty());

#ifndef QIUSUO_TESTS_FUZZ_DOCUMENT_PROPERTIES_H_
#define QIUSUO_TESTS_FUZZ_DOCUMENT_PROPERTIES_H_

#include <string>
#include <vector>

#include "qiusuo/v1/document.pb.h"

namespace qiusuo::testing {

// BrokenProperties names each property of proto/qiusuo/v1 that `document`, in FULL
// view, does not keep; empty if it keeps all:
//
//   text        is UTF-8
//   spans       lie in the text and on character boundaries
//   zones       cover the text in order and do not overlap
//   sections    have unique paths, a parent before them, and lie in its span
//   metrics     stand in text order apart from each other; their words are the
//               text at their spans; their section exists; their numbers are decimals
//   diagnostics have a code, a severity and a message
//   counts      are the numbers of what they count
std::vector<std::string> BrokenProperties(const qiusuo::v1::Document& document);

}  // namespace qiusuo::testing

#endif  // QIUSUO_TESTS_FUZZ_DOCUMENT_PROPERTIES_H_
