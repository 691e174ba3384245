// File: service/parser/run_in_titles.h
//
// The words that may be the title of a heading which runs into its paragraph
// (run_in_headings.h):
//
//   坚持问题导向。从发展…      a sentence, up to its full stop
//   具体指标：到明年…          up to a colon
//   ——增值税。完成…            behind a dash, however short

#ifndef QIUSUO_SERVICE_PARSER_RUN_IN_TITLES_H_
#define QIUSUO_SERVICE_PARSER_RUN_IN_TITLES_H_

#include <cstddef>
#include <string_view>

#include "service/parser/text.h"

namespace qiusuo::parser {

// With more characters than this, true headings are outnumbered by sentences.
inline constexpr size_t kMaxTitle = 16;
inline constexpr size_t kMinTitle = 4;
// The least behind a dash, which says by itself that a point begins.
inline constexpr size_t kMinDashedTitle = 2;
// The most beside shorter ones.
inline constexpr size_t kMaxLongTitle = 34;

// SkipDash answers the first character behind a dash and its blanks; `begin` if no dash stands
// there. Points of a list may open with one: ——经济发展稳中有进。 A PDF's may have blanks in it.
size_t SkipDash(const Text& text, size_t begin);

// FindTitleStop answers the place of the 。 that ends a sentence of no more characters than
// `limit` beginning at `begin`, with text behind it; 0 if it does not end so.
size_t FindTitleStop(const Text& text, size_t begin, size_t end,
                     size_t limit = kMaxTitle);

// FindTitleColon answers the place of the colon that ends a title at the start of a paragraph:
// 具体指标：…; 0 if there is none.
size_t FindTitleColon(const Text& text, CharSpan ink);

// SpeaksToReader tells a sentence that says when, or points to what it speaks of, or turns to the
// assembly: it says what is the case, and names no task.
bool SpeaksToReader(std::u32string_view words);

// NamesTask tells whether a sentence longer than most titles may be one: it names a task or an
// outcome. One that judges (城镇化是必由之路), counts, tells when, speaks of us or leads a list in
// does not.
bool NamesTask(std::u32string_view words);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_RUN_IN_TITLES_H_
