#include "client/cli/document_text.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "tests/testing/case_file.h"

namespace qiusuo::cli {
namespace {

// A document in the text form of protocol buffers, and how people see it.
TEST(DocumentTextTest, Cases) {
  testing::ExpectCases("document_text.case", [](const std::string& input) {
    v1::Document document;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(input, &document))
        << input;
    std::ostringstream out;
    WriteDocument(out, document);
    std::string text = out.str();
    if (!text.empty()) text.pop_back();
    return text;
  });
}

}  // namespace
}  // namespace qiusuo::cli
