#include "service/parser/limits.h"

#include <gtest/gtest.h>

#include <string>

#include "service/parser/parse_report.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Document;

std::string Repeat(std::string_view words, size_t count) {
  std::string text;
  text.reserve(words.size() * count);
  for (size_t i = 0; i < count; ++i) text += words;
  return text;
}

Document Parse(const std::string& text) {
  return *ParseDocument({.data = text}, ParseOptions{});
}

const qiusuo::v1::Diagnostic* Find(const Document& document,
                                   std::string_view code) {
  for (const auto& diagnostic : document.diagnostics()) {
    if (diagnostic.code() == code) return &diagnostic;
  }
  return nullptr;
}

TEST(Limits, FiguresBeyondTheLimitAreLeftInTheTextAndSaidSo) {
  constexpr std::string_view kSentence = "审结7件。\n";
  const Document document = Parse(Repeat(kSentence, kMaxFigures + 10));
  EXPECT_EQ(static_cast<size_t>(document.metrics_size()), kMaxFigures);
  const qiusuo::v1::Diagnostic* said = Find(document, "TOO_MANY_FIGURES");
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->spans(0).start_byte(),
            document.metrics().rbegin()->span().end_byte());
  EXPECT_EQ(said->spans(0).end_byte(),
            static_cast<int64_t>(document.text().size()));
}

TEST(Limits, AsManyFiguresAsAllowedButOneAreRead) {
  const Document document = Parse(Repeat("审结7件。\n", kMaxFigures - 1));
  EXPECT_EQ(static_cast<size_t>(document.metrics_size()), kMaxFigures - 1);
  EXPECT_EQ(Find(document, "TOO_MANY_FIGURES"), nullptr);
}

TEST(Limits, WordsOfTimeBeyondTheLimitAreLeftInTheTextAndSaidSo) {
  const Document document =
      Parse("审结7件。\n" + Repeat("2024年", kMaxPeriods + 10) + "，审结8件。");
  EXPECT_EQ(document.metrics_size(), 1);
  const qiusuo::v1::Diagnostic* said = Find(document, "TOO_MANY_FIGURES");
  ASSERT_NE(said, nullptr);
  EXPECT_EQ(said->spans(0).end_byte(),
            static_cast<int64_t>(document.text().size()));
}

TEST(Limits, SectionsBeyondTheLimitAreLeftInTheTextAndSaidSo) {
  const Document document = Parse(Repeat("第一条 略。\n", kMaxSections + 10));
  EXPECT_EQ(static_cast<size_t>(document.sections_size()), kMaxSections);
  EXPECT_NE(Find(document, "TOO_MANY_SECTIONS"), nullptr);
}

}  // namespace
}  // namespace qiusuo::parser
