// File: service/parser/lines.h
//
// The lines of a text and their ink: what is left of a line without the blanks
// at its ends.
//
//   FindLines(Text("  一、总 则\n\n"))  ==  { {0, 8} ink {2, 7}, {8, 9} ink {8,
//   8} }

#ifndef QIUSUO_SERVICE_PARSER_LINES_H_
#define QIUSUO_SERVICE_PARSER_LINES_H_

#include <vector>

#include "service/parser/text.h"

namespace qiusuo::parser {

struct Line {
  CharSpan span;  // with the line end
  CharSpan ink;   // empty for a blank line
  // Level that mark-up gives it as a heading, from 1; 0 for none.
  int heading = 0;

  bool blank() const { return ink.empty(); }
  friend bool operator==(const Line&, const Line&) = default;
};

// FindLines answers the lines in order; their spans cover the text. A line ends at
// LF, CR LF, CR, a form feed (as between pages of a PDF), a vertical tab, or U+2028 and
// U+2029; in a line of more than 1000 characters also before two blanks, which indent
// a paragraph that lost its line end. Where such a line has blanks as wide as Han characters,
// one of the two is such, or a stop stands before them. Blank lines in a row are one line.
std::vector<Line> FindLines(const Text& text);

// SplitLines answers the lines, those that hold one of the cuts parted there. The cuts are
// places between characters, rising.
std::vector<Line> SplitLines(const Text& text, std::vector<Line> lines,
                             const std::vector<size_t>& cuts);

// Ink answers `span` without the blanks and line ends at both of its ends, and without
// blanks spelled out there (`&nbsp;`).
CharSpan Ink(const Text& text, CharSpan span);

// NextInked answers the next line with ink behind line i; the number of lines if there is none.
size_t NextInked(const std::vector<Line>& lines, size_t i);

// SkipBlanks answers the first place in [i, end) that is no blank; `end` if there is none.
size_t SkipBlanks(const Text& text, size_t i, size_t end);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LINES_H_
