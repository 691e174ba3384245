// File: service/parser/marks.h
//
// The marks that number sections (一、 （一） 1. （1） ① 第三条 一是), read where one may
// stand; what only looks like a mark is refused for a reason in the language.
//
//   一、二级海塘由市管理。  no mark: 一 and 二 name two classes
//   二、十八周岁以上的人…   a mark, 2
//   1.8万余件              no mark: a decimal
//   第三方应当…            no mark: 方 is no unit of a text
//
// Which of them number this text is the question of their runs (mark_runs.h), what
// level they have that of the outline (outline.h).

#ifndef QIUSUO_SERVICE_PARSER_MARKS_H_
#define QIUSUO_SERVICE_PARSER_MARKS_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "qiusuo/v1/section.pb.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// How much the writing alone says that this is a mark.
enum class MarkStrength {
  kSure,   // a form that is nothing else at the start of a line
  kByRun,  // stands only where its run goes on: 1 and 2, or n after n - 1
  kByNeighbours,  // stands only between n - 1 and n + 1
};

// The variants of a heading without number: one that opens with a dash, one on a line
// of its own, and one such that names a part by itself (序言), and the term that an entry of a
// glossary explains. The others open paragraphs.
inline constexpr char32_t kDashed = U'—';
inline constexpr char32_t kPlain = U'题';
inline constexpr char32_t kNamedPart = U'序';
inline constexpr char32_t kTerm = U'词';

// The variants of what opens a part (parts.h): a glossary, and any other.
inline constexpr char32_t kGlossary = U'释';
inline constexpr char32_t kPart = U'附';

// The variant of 一 on a line of its own.
inline constexpr char32_t kNumberAlone = U'独';

struct Mark {
  qiusuo::v1::SectionScheme scheme = qiusuo::v1::SECTION_SCHEME_UNSPECIFIED;
  // Tells kinds of one scheme apart that never number each other: 是 (一是), 要 (一要),
  // 首 (首先, 其次), 第 (第一，); how many numbers a DECIMAL has;
  // those of headings without number above. 0 otherwise.
  char32_t variant = 0;
  int64_t ordinal = 0;
  int64_t branch = 0;     // 1 for 第十七条之一; 0 for 第十七条
  CharSpan marker;        // `（一）`, without blanks around it
  size_t text_begin = 0;  // first character after the marker and its blanks
  size_t line = 0;        // index of its line
  bool at_line_start = false;
  bool announces = false;  // its paragraph ends in a colon: a list follows
  size_t last_line = 0;    // of its paragraph, which a page may break
  int hashes = 0;          // number of # before it (Markdown)
  MarkStrength strength = MarkStrength::kSure;
};

inline bool OpensPart(const Mark& mark) {
  return mark.variant == kPart || mark.variant == kGlossary;
}

// ReadMark reads the mark that begins at character `at`, if one is written there.
// Looks ahead only as far as the marker goes. `line`, `at_line_start` and `hashes`
// are left as they are.
std::optional<Mark> ReadMark(const Text& text, size_t at);

// TensAbove answers 10 where 一、 at the beginning of `line` is the rest of 十一、, whose 十 ends the
// line with ink above; 0 else.
int64_t TensAbove(const Text& text, const std::vector<Line>& lines,
                  size_t line);

// Prefix of a Markdown heading or of bold type: `## `, `**`. What follows it is read as
// if the line began there. A heading of other mark-up has its level and no prefix.
struct LinePrefix {
  int hashes = 0;
  size_t end = 0;  // first character of the line proper
};
LinePrefix ReadLinePrefix(const Text& text, const Line& line);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_MARKS_H_
