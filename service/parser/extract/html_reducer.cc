#include "service/parser/extract/html_reducer.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/parser/extract/characters.h"

namespace qiusuo::parser {
namespace {

constexpr int64_t kMaxTags = 1'000'000;
constexpr int64_t kMaxDepth = 512;  // browsers stop here as well
constexpr int64_t kMaxAttributes = 100;
// Formatting that is open, summed over all tags: each may have to begin it anew.
constexpr int64_t kMaxReopened = 20'000'000;

enum TagTraits : uint8_t {
  kFlat = 1,        // never holds others, or the parser closes it by itself
  kFormatting = 2,  // begins anew where it was not closed
  kRaw = 4,         // its content is no mark-up up to the end tag
  kUnseen = 8,      // and nobody sees it
  kVerbatim = 16    // its blanks count
};

struct NamedTraits {
  std::string_view name;
  uint8_t traits;
};

constexpr std::array<NamedTraits, 50> kTags = {{
    {"a", kFormatting},
    {"area", kFlat},
    {"b", kFormatting},
    {"base", kFlat},
    {"big", kFormatting},
    {"body", kFlat},
    {"br", kFlat},
    {"code", kFormatting},
    {"col", kFlat},
    {"dd", kFlat},
    {"dt", kFlat},
    {"em", kFormatting},
    {"embed", kFlat},
    {"font", kFormatting},
    {"head", kFlat},
    {"hr", kFlat},
    {"html", kFlat},
    {"i", kFormatting},
    {"img", kFlat},
    {"input", kFlat},
    {"li", kFlat},
    {"link", kFlat},
    {"meta", kFlat},
    {"nobr", kFormatting},
    {"optgroup", kFlat},
    {"option", kFlat},
    {"p", kFlat},
    {"param", kFlat},
    {"pre", kVerbatim},
    {"rp", kFlat},
    {"rt", kFlat},
    {"s", kFormatting},
    {"script", kRaw | kUnseen},
    {"small", kFormatting},
    {"source", kFlat},
    {"strike", kFormatting},
    {"strong", kFormatting},
    {"style", kRaw | kUnseen},
    {"tbody", kFlat},
    {"td", kFlat},
    {"textarea", kRaw},
    {"tfoot", kFlat},
    {"th", kFlat},
    {"thead", kFlat},
    {"title", kRaw},
    {"tr", kFlat},
    {"tt", kFormatting},
    {"u", kFormatting},
    {"wbr", kFlat},
    {"xmp", kRaw},
}};

uint8_t TraitsOf(std::string_view name) {
  const auto* const found = std::lower_bound(
      kTags.begin(), kTags.end(), name,
      [](const NamedTraits& tag, std::string_view n) { return tag.name < n; });
  return found != kTags.end() && found->name == name ? found->traits : 0;
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool EqualsIgnoringCase(std::string_view text, std::string_view lower) {
  return std::equal(text.begin(), text.end(), lower.begin(), lower.end(),
                    [](char a, char b) { return (a | 0x20) == b; });
}

absl::Status TooComplex(std::string_view what, int64_t limit) {
  return MakeError(absl::StatusCode::kInvalidArgument, "CONTENT_TOO_COMPLEX",
                   absl::StrCat("content: the page has more than ", limit, " ",
                                ToAbsl(what), "; send its text"),
                   {{"limit", absl::StrCat(limit)}});
}

// Attributes that the extractor reads, and those that the HTML parser builds the tree by.
bool IsRead(std::string_view name, std::string_view value) {
  constexpr std::array<std::string_view, 12> kRead = {
      "class", "id",     "name",     "content", "colspan", "start",
      "type",  "hidden", "encoding", "color",   "face",    "size"};
  if (EqualsIgnoringCase(name, "style")) {
    return value.find("none") != value.npos ||
           value.find("hidden") != value.npos;
  }
  return std::any_of(kRead.begin(), kRead.end(), [name](auto read) {
    return EqualsIgnoringCase(name, read);
  });
}

class Reducer {
 public:
  Reducer(std::string_view html, bool keeps_blanks)
      : html_(html), verbatim_(keeps_blanks ? 1 : 0) {
    reduced_.reserve(html.size());
  }

  absl::StatusOr<std::string> Reduce() {
    size_t text = 0;  // where the text before the next tag begins
    for (size_t i = html_.find('<'); i < html_.size(); i = html_.find('<', i)) {
      const bool closes = i + 1 < html_.size() && html_[i + 1] == '/';
      const size_t name = i + (closes ? 2 : 1);
      if (html_.substr(i).starts_with("<!--")) {
        AppendText(text, i);
        text = i = SkipComment(i);
      } else if (name >= html_.size() || !IsLetter(html_[name])) {
        ++i;
      } else {
        AppendText(text, i);
        text = i = ReadTag(i, name, closes);
        RETURN_IF_ERROR(CheckLimits());
      }
    }
    AppendText(text, html_.size());
    return std::move(reduced_);
  }

 private:
  absl::Status CheckLimits() {
    if (++tags_ > kMaxTags) return TooComplex("tags", kMaxTags);
    if (depth_ > kMaxDepth) return TooComplex("levels", kMaxDepth);
    if (attributes_ > kMaxAttributes) {
      return TooComplex("attributes in one tag", kMaxAttributes);
    }
    reopened_ += formatting_;
    if (reopened_ > kMaxReopened) {
      return TooComplex("pieces of unclosed formatting", kMaxReopened);
    }
    return absl::OkStatus();
  }

  void Append(size_t begin, size_t end) {
    reduced_.append(html_.substr(begin, end - begin));
  }

  // Appends text, each run of blanks in it as one blank, or as one line end.
  void AppendText(size_t begin, size_t end) {
    if (verbatim_ > 0) return Append(begin, end);
    for (size_t i = begin; i < end; ++i) {
      if (!IsBlank(html_[i])) continue;
      size_t next = i + 1;
      bool ends_line = html_[i] == '\n';
      while (next < end && IsBlank(html_[next])) {
        ends_line |= html_[next++] == '\n';
      }
      if (next == i + 1) continue;
      Append(begin, i);
      reduced_ += ends_line ? '\n' : ' ';
      begin = next;
      i = next - 1;
    }
    Append(begin, end);
  }

  // The place behind the comment at i. One that a parser may end elsewhere is kept.
  size_t SkipComment(size_t i) {
    constexpr std::string_view kEnd = "-->";
    const size_t at = html_.find(kEnd, i + 2);
    const size_t end = at == html_.npos ? html_.size() : at + kEnd.size();
    if (html_.substr(i, end - i).find("--!>") != html_.npos) Append(i, end);
    return end;
  }

  // Reads the tag at i, whose name begins at `name`; answers the place behind it, and behind its
  // content where that is no mark-up.
  size_t ReadTag(size_t i, size_t name, bool closes) {
    std::string lower;
    size_t end = name;
    while (end < html_.size() && !IsBlank(html_[end]) && html_[end] != '>' &&
           html_[end] != '/') {
      constexpr size_t kMaxName = 16;
      const char c = html_[end++];
      if (lower.size() < kMaxName) {
        lower += static_cast<char>(IsLetter(c) ? c | 0x20 : c);
      }
    }
    Append(i, end);
    end = ReadAttributes(end);
    const uint8_t traits = TraitsOf(lower);
    const int64_t step = closes ? -1 : 1;
    const auto count = [step](int64_t& open) {
      open = std::max<int64_t>(0, open + step);
    };
    if ((traits & kFormatting) != 0) count(formatting_);
    if ((traits & kFlat) == 0) count(depth_);
    if ((traits & kVerbatim) != 0) count(verbatim_);
    if (closes || (traits & kRaw) == 0) return end;
    const size_t content = end;
    end = FindEndTag(lower, content);
    // A script may hide an end tag in a comment; then the parser shall judge.
    const bool is_plain =
        html_.substr(content, end - content).find("<!--") == html_.npos;
    if ((traits & kUnseen) == 0 || !is_plain) Append(content, end);
    return end;
  }

  // Reads up to the end of the tag, by the tokenizer of the HTML standard (13.2.5.32 ff.).
  size_t ReadAttributes(size_t i) {
    attributes_ = 0;
    bool closes_itself = false;
    for (;;) {
      while (i < html_.size() && (IsBlank(html_[i]) || html_[i] == '/')) {
        closes_itself = html_[i++] == '/';
      }
      if (i >= html_.size()) return i;
      if (html_[i] == '>') break;
      closes_itself = false;
      i = ReadAttribute(i);
    }
    reduced_ += closes_itself ? "/>" : ">";
    return i + 1;
  }

  size_t ReadAttribute(size_t i) {
    ++attributes_;
    const size_t begin = i++;
    while (i < html_.size() && !IsBlank(html_[i]) && html_[i] != '/' &&
           html_[i] != '>' && html_[i] != '=') {
      ++i;
    }
    const std::string_view name = html_.substr(begin, i - begin);
    size_t value = i;
    while (value < html_.size() && IsBlank(html_[value])) ++value;
    if (value < html_.size() && html_[value] == '=') {
      ++value;
      while (value < html_.size() && IsBlank(html_[value])) ++value;
      i = EndOfValue(value);
    } else {
      value = i;
    }
    if (IsRead(name, html_.substr(value, i - value))) {
      reduced_ += ' ';
      Append(begin, i);
    }
    return i;
  }

  size_t EndOfValue(size_t i) const {
    if (i < html_.size() && (html_[i] == '"' || html_[i] == '\'')) {
      const size_t quote = html_.find(html_[i], i + 1);
      return quote == html_.npos ? html_.size() : quote + 1;
    }
    while (i < html_.size() && !IsBlank(html_[i]) && html_[i] != '>') ++i;
    return i;
  }

  // The place of `</name` from i on, in either case; the end if there is none.
  size_t FindEndTag(std::string_view name, size_t i) const {
    for (i = html_.find("</", i); i != html_.npos;
         i = html_.find("</", i + 2)) {
      if (EqualsIgnoringCase(html_.substr(i + 2, name.size()), name)) return i;
    }
    return html_.size();
  }

  const std::string_view html_;
  std::string reduced_;
  int64_t tags_ = 0;
  int64_t depth_ = 0;
  int64_t attributes_ = 0;  // of the last tag
  int64_t formatting_ = 0;  // elements that are open
  int64_t verbatim_;        // elements whose blanks count that are open
  int64_t reopened_ = 0;
};

}  // namespace

absl::StatusOr<std::string> ReduceHtml(std::string_view html,
                                       bool keeps_blanks) {
  return Reducer(html, keeps_blanks).Reduce();
}

}  // namespace qiusuo::parser
