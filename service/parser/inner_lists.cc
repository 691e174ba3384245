#include "service/parser/inner_lists.h"

#include <cstddef>
#include <cstdint>

namespace qiusuo::parser {
namespace {

using qiusuo::v1::SectionScheme;

constexpr size_t kSchemes = qiusuo::v1::SectionScheme_ARRAYSIZE;

// Reads the marks of one scheme in their order.
class ListReader {
 public:
  explicit ListReader(std::vector<Mark> &marks) : marks_(marks) {}

  // Takes the next mark; `is_inner` if it stands in a line behind other words
  // than a marker.
  void Read(size_t i, bool is_inner) {
    const Mark &mark = marks_[i];
    const bool goes_on =
        !list_.empty() && mark.ordinal == marks_[list_.back()].ordinal + 1;
    const bool is_near =
        !list_.empty() && mark.line <= marks_[list_.front()].last_line;
    if (goes_on && is_near && is_inner) {
      list_.push_back(i);
      return;
    }
    // Where both may go on, the next line does with what opened lines.
    End(goes_on && (is_near || mark.ordinal != line_ordinal_ + 1));
    if (is_inner && mark.ordinal == 1 && line_ordinal_ > 0) {
      list_.push_back(i);
    } else {
      line_ordinal_ = mark.at_line_start ? mark.ordinal : 0;
    }
  }

  // Ends the list that is open, with which the mark behind it may go on.
  void End(bool goes_on) {
    if (list_.size() > 1 && !goes_on) {
      for (const size_t i : list_) marks_[i].variant = kInner;
    }
    list_.clear();
  }

 private:
  std::vector<Mark> &marks_;
  std::vector<size_t> list_;
  int64_t line_ordinal_ =
      0;  // of the last mark but those of lists; 0 if inside a line
};

bool MayBeInner(SectionScheme scheme) {
  return scheme >= qiusuo::v1::SECTION_SCHEME_HAN_COMMA &&
         scheme <= qiusuo::v1::SECTION_SCHEME_CIRCLED;
}

}  // namespace

std::vector<Mark> SetApartInnerLists(std::vector<Mark> marks) {
  std::vector<ListReader> readers(kSchemes, ListReader(marks));
  for (size_t i = 0; i < marks.size(); ++i) {
    const Mark &mark = marks[i];
    if (!MayBeInner(mark.scheme) || mark.variant != 0) continue;
    const bool follows_marker = i > 0 && marks[i - 1].line == mark.line &&
                                marks[i - 1].text_begin == mark.marker.begin;
    readers[static_cast<size_t>(mark.scheme)].Read(
        i, !mark.at_line_start && !follows_marker);
  }
  for (ListReader &reader : readers) reader.End(false);
  return marks;
}

}  // namespace qiusuo::parser
