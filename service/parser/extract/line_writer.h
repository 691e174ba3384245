// File: service/parser/extract/line_writer.h
//
// Writes the lines of a text as its mark-up is read, and joins the cells of a
// table's row to one line.
//
//   writer.BeginRow();
//   writer.Append("收案");   writer.EndCell(1);
//   writer.Append("3万件");  writer.EndCell(1);
//   writer.EndRow();          // 收案<TAB>3万件

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_LINE_WRITER_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_LINE_WRITER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/extract/extracted_text.h"

namespace qiusuo::parser {

// What is known of a line besides its text.
struct LineFacts {
  int heading = 0;  // level that the mark-up gives it; 0 for none
  qiusuo::v1::ZoneKind zone = qiusuo::v1::ZONE_KIND_UNSPECIFIED;
  bool furniture = false;  // of the page, not of its text
};

struct WrittenLine {
  size_t begin = 0;  // bytes of the text, without the line end
  size_t end = 0;
  size_t link_bytes = 0;  // of them, those of links
  LineFacts facts;
};

class LineWriter {
 public:
  // Adds text within the line; it must hold no line end. `in_link` for the text of a link.
  void Append(std::string_view text, bool in_link = false);

  // Ends the line, which keeps no blank at its end; one without ink is dropped.
  void EndLine(const LineFacts& facts = {});

  // Whether the line has text yet.
  bool at_line_start() const { return text_.size() == line_begin_; }

  // A table's row: its cells hold lines, and each ends with EndCell. EndRow joins them by
  // tabs if they are short, as in a table of data; the cells of a row that lays out a page
  // stay lines. Rows may nest. True: the row became one line.
  void BeginRow();
  void EndCell(int columns, const LineFacts& facts = {});
  bool EndRow();

  const std::string& text() const { return text_; }
  const std::vector<WrittenLine>& lines() const { return lines_; }

  // The text that was written; the writer is empty then. The last line must have ended.
  ExtractedText Take();

 private:
  struct Cell {
    size_t end_line = 0;
    int columns = 1;
  };
  struct Row {
    size_t first_line = 0;
    std::vector<Cell> cells = {};
  };

  bool IsOfData(const Row& row) const;

  std::string text_;
  std::vector<WrittenLine> lines_;
  std::vector<Row> rows_;  // open ones, the innermost last
  size_t line_begin_ = 0;
  size_t link_bytes_ = 0;
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_LINE_WRITER_H_
