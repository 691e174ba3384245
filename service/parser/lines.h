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

  bool blank() const { return ink.empty(); }
  friend bool operator==(const Line&, const Line&) = default;
};

// FindLines answers the lines in order; their spans cover the text. A line ends at
// LF, CR LF, CR, a form feed (as between pages of a PDF), a vertical tab, or U+2028 and
// U+2029; in a line of more than 1000 characters also before two blanks, which indent
// a paragraph that lost its line end. Blank lines in a row are one line.
std::vector<Line> FindLines(const Text& text);

// Ink answers `span` without the blanks and line ends at both of its ends, and without
// blanks spelled out at its beginning (`&nbsp;`).
CharSpan Ink(const Text& text, CharSpan span);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_LINES_H_
