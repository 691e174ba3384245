#include "service/parser/text_checks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "service/parser/diagnostics.h"
#include "service/parser/han_digits.h"
#include "service/parser/lines.h"
#include "service/parser/scan.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;
using qiusuo::v1::Document;

constexpr size_t kMaxPlaces = 50;
constexpr size_t kMaxMask = 4;

Diagnostic MakeDiagnosticAt(const Text& text, const DiagnosticKind& kind,
                            std::string message,
                            const std::vector<CharSpan>& places) {
  Diagnostic diagnostic = MakeDiagnostic(kind, std::move(message));
  for (size_t i = 0; i < std::min(places.size(), kMaxPlaces); ++i) {
    *diagnostic.add_spans() = text.ToSpan(places[i]);
  }
  return diagnostic;
}

std::optional<Diagnostic> CheckDamage(const Text& text) {
  std::vector<CharSpan> places;
  const auto next = [&](size_t i) {
    return FirstWhere(text.folded(), i, text.size(),
                      [](char32_t c) { return c == U'\uFFFD'; });
  };
  for (size_t i = next(0); i < text.size(); i = next(i + 1)) {
    places.push_back({i, i + 1});
  }
  if (places.empty()) return std::nullopt;
  return MakeDiagnosticAt(
      text, kDamagedBytes,
      absl::StrCat("有", places.size(), "处字节损坏，无法读出"), places);
}

bool IsMask(char32_t c) { return (c == U'X') | (c == U'x') | (c == U'×'); }

// 202x年, 20XX年, 2023年X月: digits of a date that are masked.
bool IsMaskedDate(const Text& text, CharSpan mask) {
  const char32_t before = mask.begin == 0 ? U'\0' : text[mask.begin - 1];
  const char32_t after = text[mask.end];
  if (after == U'年') return IsDigit(before) || mask.size() >= 2;
  return (after == U'月' && before == U'年') ||
         (after == U'日' && before == U'月');
}

// X市, XX公司, 将X“求索”精神: a name that is masked. An x that measures (X射线), multiplies
// (7×24), stands in a formula (1+X) or is explained (X代表…) is none.
bool IsMaskedName(const Text& text, CharSpan mask) {
  const char32_t before = mask.begin == 0 ? U'\0' : text[mask.begin - 1];
  const char32_t after = text[mask.end];
  constexpr std::u32string_view kTechnical = U"射光坐轴染线型波级";
  const auto is_ascii_word = [](char32_t c) {
    return IsDigit(c) || IsLatin(c) || c == U'+' || c == U'-' || c == U'=' ||
           c == U'.';
  };
  if (is_ascii_word(before) || is_ascii_word(after)) return false;
  // A single × joins (数据要素×), a single x is a letter.
  if (text[mask.begin] != U'X' && mask.size() == 1) return false;
  if (kTechnical.find(after) != std::u32string_view::npos) return false;
  // X代表消防 tells what the letter stands for.
  if (mask.size() == 1 &&
      (text.StandsAt(mask.end, U"代表") || text.StandsAt(mask.end, U"表示"))) {
    return false;
  }
  return IsAnyHan(after) || IsAnyHan(before);
}

std::optional<Diagnostic> CheckMasks(const Text& text) {
  std::vector<CharSpan> places;
  for (size_t i = 0; i < text.size(); ++i) {
    i = FirstWhere(text.folded(), i, text.size(), IsMask);
    if (i == text.size()) break;
    CharSpan mask = {i, i};
    while (IsMask(text[mask.end])) ++mask.end;
    i = mask.end - 1;
    if (mask.size() > kMaxMask) {
      // A pattern of digits (X妆XXXXXXXX), whose places the line goes on to explain.
      while (i < text.size() && text[i] != U'\n') ++i;
      while (!places.empty() && places.back().begin + kMaxMask >= mask.begin)
        places.pop_back();
      continue;
    }
    if (IsMaskedDate(text, mask)) {
      while (mask.begin > 0 && IsDigit(text[mask.begin - 1])) --mask.begin;
      places.push_back({mask.begin, mask.end + 1});
    } else if (IsMaskedName(text, mask)) {
      places.push_back(
          {mask.begin, IsAnyHan(text[mask.end]) ? mask.end + 1 : mask.end});
    }
  }
  if (places.empty()) return std::nullopt;
  return MakeDiagnosticAt(
      text, kMaskedValue,
      absl::StrCat("有", places.size(), "处名称或时间被隐去，如“",
                   ToAbsl(text.Utf8(places.front())), "”"),
      places);
}

// A site that shows the beginning of a text says so where it stops.
std::optional<Diagnostic> CheckTruncation(const Text& text,
                                          const Document& document) {
  constexpr std::array<std::u32string_view, 5> kCutOff = {
      U"已结束", U"试读结束", U"全文", U"剩余内容", U"剩余部分"};
  // The title of an excerpt says so.
  constexpr std::array<std::string_view, 4> kExcerpts = {
      "（摘要）", "（节选）", "（摘登）", "（摘编）"};
  std::vector<CharSpan> places;
  for (const qiusuo::v1::Zone& zone : document.zones()) {
    const bool is_excerpt =
        zone.kind() == qiusuo::v1::ZONE_KIND_TITLE &&
        std::any_of(kExcerpts.begin(), kExcerpts.end(), [&](auto word) {
          return document.title().ends_with(word);
        });
    if (is_excerpt) places.push_back(Ink(text, text.FromSpan(zone.span())));
    if (zone.kind() != qiusuo::v1::ZONE_KIND_PROMOTION) continue;
    const CharSpan ink = Ink(text, text.FromSpan(zone.span()));
    const std::u32string_view words = text.Folded(ink);
    const bool is_cut =
        std::any_of(kCutOff.begin(), kCutOff.end(), [words](auto word) {
          return words.find(word) != std::u32string_view::npos;
        });
    if (is_cut) places.push_back(ink);
  }
  if (places.empty()) return std::nullopt;
  return MakeDiagnosticAt(text, kTruncatedText,
                          "只给出了部分内容，正文可能不全", places);
}

std::vector<CharSpan> PlacesOf(const Text& text, const Document& document,
                               qiusuo::v1::ZoneKind kind) {
  std::vector<CharSpan> places;
  for (const qiusuo::v1::Zone& zone : document.zones()) {
    if (zone.kind() == kind) {
      places.push_back(Ink(text, text.FromSpan(zone.span())));
    }
  }
  return places;
}

size_t CountCharacters(const std::vector<CharSpan>& places) {
  size_t characters = 0;
  for (const CharSpan& place : places) characters += place.size();
  return characters;
}

std::optional<Diagnostic> CheckRepeatedTitle(const Text& text,
                                             const Document& document) {
  const std::vector<CharSpan> places =
      PlacesOf(text, document, qiusuo::v1::ZONE_KIND_REPEATED_TITLE);
  if (places.empty()) return std::nullopt;
  return MakeDiagnosticAt(text, kRepeatedTitle, "标题重复出现", places);
}

std::optional<Diagnostic> CheckDuplicates(const Text& text,
                                          const Document& document) {
  const std::vector<CharSpan> places =
      PlacesOf(text, document, qiusuo::v1::ZONE_KIND_DUPLICATE);
  if (places.empty()) return std::nullopt;
  return MakeDiagnosticAt(
      text, kDuplicateBody,
      absl::StrCat("正文重复出现，其中", CountCharacters(places),
                   "字与前文相同，没有再读"),
      places);
}

std::optional<Diagnostic> CheckGarbled(const Text& text,
                                       const Document& document) {
  const std::vector<CharSpan> places =
      PlacesOf(text, document, qiusuo::v1::ZONE_KIND_GARBLED);
  if (places.empty()) return std::nullopt;
  return MakeDiagnosticAt(
      text, kGarbledText,
      absl::StrCat("有", CountCharacters(places), "字是乱码，没有读"), places);
}

}  // namespace

std::vector<Diagnostic> CheckText(const Text& text, const Document& document) {
  std::vector<Diagnostic> diagnostics;
  for (std::optional<Diagnostic>& diagnostic :
       std::array{CheckDamage(text), CheckGarbled(text, document),
                  CheckTruncation(text, document), CheckMasks(text),
                  CheckRepeatedTitle(text, document),
                  CheckDuplicates(text, document)}) {
    if (diagnostic) diagnostics.push_back(*std::move(diagnostic));
  }
  return diagnostics;
}

}  // namespace qiusuo::parser
