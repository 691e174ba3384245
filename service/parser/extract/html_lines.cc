#include "service/parser/extract/html_lines.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/parser/extract/characters.h"
#include "service/parser/extract/html_tags.h"

namespace qiusuo::parser {
namespace {

class LineReader {
 public:
  explicit LineReader(const HtmlOptions& options) : options_(options) {}

  HtmlPage Read(const GumboNode& root) {
    const GumboNode* node = &root;
    while (node != nullptr) {
      const GumboNode* next = Enter(*node);
      while (next == nullptr && node != &root) {
        next = NextSibling(*node);
        if (next != nullptr) break;
        node = node->parent;
        Leave(node->v.element);
      }
      node = next;
    }
    EndLine();
    return {.writer = std::move(writer_), .blocks = std::move(blocks_)};
  }

 private:
  struct List {
    bool ordered = false;
    int64_t next = 1;
  };

  static const GumboNode* NextSibling(const GumboNode& node) {
    const GumboVector& children = node.parent->v.element.children;
    const size_t next = node.index_within_parent + 1;
    return next < children.length
               ? static_cast<const GumboNode*>(children.data[next])
               : nullptr;
  }

  // Reads what stands before the children; answers the first of them to go on with.
  const GumboNode* Enter(const GumboNode& node) {
    if (node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE ||
        node.type == GUMBO_NODE_CDATA) {
      ReadText(node.v.text.text);
      return nullptr;
    }
    if (node.type != GUMBO_NODE_ELEMENT) return nullptr;
    const GumboElement& element = node.v.element;
    if (element.tag == GUMBO_TAG_BR || element.tag == GUMBO_TAG_HR) EndLine();
    if (IsHidden(element)) return nullptr;
    if (element.children.length == 0) {
      if (IsCell(element.tag)) EndCell(element);
      return nullptr;
    }
    EnterElement(element);
    return static_cast<const GumboNode*>(element.children.data[0]);
  }

  void EnterElement(const GumboElement& element) {
    if (element.tag == GUMBO_TAG_TR) {
      EndLine();
      writer_.BeginRow();
      row_blocks_.push_back(blocks_.size());
    }
    if (IsBlock(element.tag)) OpenBlock();
    if (IsFurniture(element)) ++furniture_;
    if (element.tag == GUMBO_TAG_A) ++links_;
    if (const int level = HeadingLevel(element.tag)) heading_ = level;
    if (element.tag == GUMBO_TAG_PRE) ++verbatim_;
    if (element.tag == GUMBO_TAG_OL || element.tag == GUMBO_TAG_UL) {
      lists_.push_back({.ordered = element.tag == GUMBO_TAG_OL,
                        .next = NumberAttribute(element, "start", 1)});
    }
    if (element.tag == GUMBO_TAG_LI && !lists_.empty() &&
        lists_.back().ordered) {
      writer_.Append(absl::StrCat(lists_.back().next++, ". "));
    }
  }

  void OpenBlock() {
    EndLine();
    blocks_.push_back(
        {.parent = open_blocks_.empty() ? -1 : open_blocks_.back(),
         .first_line = writer_.lines().size()});
    open_blocks_.push_back(static_cast<int>(blocks_.size()) - 1);
  }

  void EndCell(const GumboElement& cell) {
    constexpr int kMaxColumns = 50;
    writer_.EndCell(
        std::clamp(NumberAttribute(cell, "colspan", 1), 1, kMaxColumns));
  }

  // Reads what stands behind the children of an element that was entered.
  void Leave(const GumboElement& element) {
    if (IsBlock(element.tag)) {
      EndLine();
      blocks_[open_blocks_.back()].end_line = writer_.lines().size();
      open_blocks_.pop_back();
    }
    if (IsCell(element.tag)) EndCell(element);
    if (IsFurniture(element)) --furniture_;
    if (element.tag == GUMBO_TAG_A) --links_;
    if (HeadingLevel(element.tag) != 0) heading_ = 0;
    if (element.tag == GUMBO_TAG_PRE) --verbatim_;
    if (element.tag == GUMBO_TAG_OL || element.tag == GUMBO_TAG_UL) {
      lists_.pop_back();
    }
    if (element.tag == GUMBO_TAG_TR) {
      // The blocks of a row that became one line hold no lines any more.
      if (writer_.EndRow()) blocks_.resize(row_blocks_.back());
      row_blocks_.pop_back();
    }
  }

  void ReadText(std::string_view text) {
    const bool keeps_line_ends = verbatim_ > 0 || options_.keep_line_ends;
    for (size_t i = 0; i < text.size();) {
      if (IsBlank(text[i])) {
        if (text[i] == '\n' && keeps_line_ends) EndLine();
        pending_blank_ = true;
        pending_line_end_ |= text[i] == '\n';
        ++i;
        continue;
      }
      size_t end = i + 1;
      while (end < text.size() && !IsBlank(text[end])) ++end;
      AppendWord(text.substr(i, end - i));
      i = end;
    }
  }

  void AppendWord(std::string_view word) {
    if (pending_blank_ && !writer_.at_line_start()) {
      const bool drops =
          pending_line_end_ && IsWide(last_lead_) && IsWide(word.front());
      if (!drops) writer_.Append(" ", links_ > 0);
    }
    pending_blank_ = false;
    pending_line_end_ = false;
    writer_.Append(word, links_ > 0);
    size_t lead = word.size() - 1;
    while (lead > 0 && !IsLead(word[lead])) --lead;
    last_lead_ = word[lead];
  }

  void EndLine() {
    pending_blank_ = false;
    pending_line_end_ = false;
    last_lead_ = '\0';
    writer_.EndLine({.heading = heading_, .furniture = furniture_ > 0});
  }

  const HtmlOptions& options_;
  LineWriter writer_;
  std::vector<HtmlBlock> blocks_;
  std::vector<int> open_blocks_;
  std::vector<size_t> row_blocks_;  // blocks before each open row
  std::vector<List> lists_;
  int links_ = 0;  // elements that are open
  int furniture_ = 0;
  int verbatim_ = 0;
  int heading_ = 0;
  char last_lead_ = '\0';  // first byte of the last character
  bool pending_blank_ = false;
  bool pending_line_end_ = false;
};

}  // namespace

HtmlPage ReadHtmlLines(const GumboNode& root, const HtmlOptions& options) {
  return LineReader(options).Read(root);
}

}  // namespace qiusuo::parser
