#include "service/parser/extract/line_writer.h"

#include <utility>

#include "service/parser/extract/characters.h"

namespace qiusuo::parser {
namespace {

// Whether anything but blanks of any width stands there.
bool HasInk(std::string_view text) {
  while (!text.empty()) {
    if (IsBlank(text.front())) {
      text.remove_prefix(1);
    } else if (text.starts_with("\xc2\xa0")) {
      text.remove_prefix(2);
    } else if (text.starts_with("\xe3\x80\x80") ||
               text.starts_with("\xef\xbb\xbf") ||
               text.starts_with("\xe2\x80\x8b")) {
      text.remove_prefix(3);
    } else {
      return true;
    }
  }
  return false;
}

}  // namespace

void LineWriter::Append(std::string_view text, bool in_link) {
  text_ += text;
  if (in_link) link_bytes_ += text.size();
}

void LineWriter::EndLine(const LineFacts& facts) {
  size_t end = text_.size();
  while (end > line_begin_ && IsBlank(text_[end - 1])) --end;
  if (HasInk(std::string_view(text_).substr(line_begin_, end - line_begin_))) {
    text_.resize(end);
    lines_.push_back({.begin = line_begin_,
                      .end = end,
                      .link_bytes = link_bytes_,
                      .facts = facts});
    text_ += '\n';
  } else {
    text_.resize(line_begin_);
  }
  line_begin_ = text_.size();
  link_bytes_ = 0;
}

void LineWriter::BeginRow() {
  EndLine();
  rows_.push_back({.first_line = lines_.size()});
}

void LineWriter::EndCell(int columns, const LineFacts& facts) {
  EndLine(facts);
  if (rows_.empty()) return;
  rows_.back().cells.push_back({.end_line = lines_.size(), .columns = columns});
}

// A table of data has two filled cells or more, all of them short.
bool LineWriter::IsOfData(const Row& row) const {
  constexpr size_t kMaxCellLines = 3;
  constexpr size_t kMaxCellBytes = 360;
  size_t filled = 0;
  size_t begin = row.first_line;
  for (const Cell& cell : row.cells) {
    if (cell.end_line - begin > kMaxCellLines) return false;
    if (begin < cell.end_line) {
      ++filled;
      if (lines_[cell.end_line - 1].end - lines_[begin].begin > kMaxCellBytes) {
        return false;
      }
    }
    begin = cell.end_line;
  }
  return filled >= 2 && begin == lines_.size();
}

bool LineWriter::EndRow() {
  EndLine();
  const Row row = std::move(rows_.back());
  rows_.pop_back();
  if (!IsOfData(row)) return false;
  WrittenLine joined = lines_[row.first_line];
  joined.link_bytes = 0;
  joined.facts.heading = 0;
  std::string text;
  size_t line = row.first_line;
  for (const Cell& cell : row.cells) {
    for (; line < cell.end_line; ++line) {
      const WrittenLine& part = lines_[line];
      text.append(text_, part.begin, part.end - part.begin);
      joined.link_bytes += part.link_bytes;
    }
    text.append(static_cast<size_t>(cell.columns), '\t');
  }
  text.erase(text.find_last_not_of('\t') + 1);
  text_.resize(joined.begin);
  text_ += text;
  joined.end = text_.size();
  text_ += '\n';
  line_begin_ = text_.size();
  lines_.resize(row.first_line);
  lines_.push_back(joined);
  return true;
}

ExtractedText LineWriter::Take() {
  ExtractedText text;
  text.lines.reserve(lines_.size());
  for (const WrittenLine& line : lines_) {
    text.lines.push_back({.end_byte = line.end + 1,
                          .heading = line.facts.heading,
                          .zone = line.facts.zone});
  }
  text.utf8 = std::move(text_);
  *this = LineWriter();
  return text;
}

}  // namespace qiusuo::parser
