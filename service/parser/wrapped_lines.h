// File: service/parser/wrapped_lines.h
//
// Texts saved from pages (pdftotext) break their paragraphs where the page's line ends:
//
//   （一）精准发力，在巩固拓展可持续财源上展现新
//   作为。坚持……
//
// Such a text is known by its lines: those inside paragraphs are as wide as the page, and
// hardly one is wider. Where reports and tables of several widths stand in one text,
// stretches of it are judged by themselves.

#ifndef QIUSUO_SERVICE_PARSER_WRAPPED_LINES_H_
#define QIUSUO_SERVICE_PARSER_WRAPPED_LINES_H_

#include <cstddef>
#include <vector>

#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

class WrappedLines {
 public:
  // Of the lines for which `is_body[i]`. Time is linear in the size of the text. All
  // arguments must outlive it.
  WrappedLines(const Text& text, const std::vector<Line>& lines,
               const std::vector<bool>& is_body);

  // The line that the paragraph of line i may go on in, for line i is as wide as the page
  // and breaks off; i where it ends or where the text has no such lines. Nothing but blanks
  // stands between the two. In any text a line that ends in a comma goes on in the next one,
  // and so does one that breaks off a sentence (`in_sentence`), as points (一是) are, above a
  // line without indent.
  size_t Continuation(size_t i, bool in_sentence) const;

  // The last line of the paragraph that line i stands in; i where the text has no such lines. A
  // paragraph goes on over what stands at the head and foot of pages, and ends with a stop short
  // of the page's width. Looks at no more than kMaxParagraph lines.
  size_t ParagraphEnd(size_t i) const;

 private:
  size_t PageWidth(size_t i) const;

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<bool>& is_body_;
  size_t page_width_ = 0;  // 0 for a text with a line for each paragraph
  // By blocks of lines, where the pages of a text differ; empty else.
  std::vector<size_t> block_widths_;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_WRAPPED_LINES_H_
