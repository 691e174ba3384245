#include "service/parser/extract/html_guard.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
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

// Tags that never hold others, or that the parser closes by itself.
constexpr std::array<std::string_view, 30> kFlat = {
    "area",   "base",     "body", "br",    "col",   "dd", "dt",     "embed",
    "head",   "hr",       "html", "img",   "input", "li", "link",   "meta",
    "option", "optgroup", "p",    "param", "rp",    "rt", "source", "tbody",
    "td",     "tfoot",    "th",   "thead", "tr",    "wbr"};
constexpr std::array<std::string_view, 14> kFormatting = {
    "a",    "b", "big",   "code",   "em",     "font", "i",
    "nobr", "s", "small", "strike", "strong", "tt",   "u"};
// Their content is no mark-up up to the end tag.
constexpr std::array<std::string_view, 5> kRaw = {"script", "style", "textarea",
                                                  "title", "xmp"};

template <size_t N>
bool Has(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

absl::Status TooComplex(std::string_view what, int64_t limit) {
  return MakeError(absl::StatusCode::kInvalidArgument, "CONTENT_TOO_COMPLEX",
                   absl::StrCat("content: the page has more than ", limit, " ",
                                ToAbsl(what), "; send its text"),
                   {{"limit", absl::StrCat(limit)}});
}

class TagCounter {
 public:
  explicit TagCounter(std::string_view html) : html_(html) {}

  absl::Status Check() {
    for (size_t i = html_.find('<'); i < html_.size(); i = html_.find('<', i)) {
      const bool closes = i + 1 < html_.size() && html_[i + 1] == '/';
      const size_t name = i + (closes ? 2 : 1);
      if (html_.substr(i).starts_with("<!--")) {
        i = After("-->", i + 4);
      } else if (name >= html_.size() || !IsLetter(html_[name])) {
        ++i;
      } else {
        i = ReadTag(name, closes);
        if (++tags_ > kMaxTags) return TooComplex("tags", kMaxTags);
        if (depth_ > kMaxDepth) return TooComplex("levels", kMaxDepth);
        if (attributes_ > kMaxAttributes) {
          return TooComplex("attributes in one tag", kMaxAttributes);
        }
        reopened_ += formatting_;
        if (reopened_ > kMaxReopened) {
          return TooComplex("pieces of unclosed formatting", kMaxReopened);
        }
      }
    }
    return absl::OkStatus();
  }

 private:
  size_t After(std::string_view what, size_t from) const {
    const size_t at = html_.find(what, from);
    return at == html_.npos ? html_.size() : at + what.size();
  }

  // Reads the tag whose name begins at i; answers the place behind it.
  size_t ReadTag(size_t i, bool closes) {
    constexpr size_t kMaxName = 16;
    std::string name;
    while (i < html_.size() && !IsBlank(html_[i]) && html_[i] != '>' &&
           html_[i] != '/') {
      if (name.size() < kMaxName) {
        name +=
            static_cast<char>(IsLetter(html_[i]) ? html_[i] | 0x20 : html_[i]);
      }
      ++i;
    }
    i = ReadAttributes(i);
    const int64_t step = closes ? -1 : 1;
    if (Has(kFormatting, name)) {
      formatting_ = std::max<int64_t>(0, formatting_ + step);
    }
    if (!Has(kFlat, name)) depth_ = std::max<int64_t>(0, depth_ + step);
    if (!closes && Has(kRaw, name)) i = FindEndTag(name, i);
    return i;
  }

  // Counts what is parted by blanks up to the end of the tag.
  size_t ReadAttributes(size_t i) {
    attributes_ = 0;
    char quote = '\0';
    for (; i < html_.size(); ++i) {
      const char c = html_[i];
      if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '>') {
        return i + 1;
      } else if ((c == '"' || c == '\'') && html_[i - 1] == '=') {
        quote = c;
      } else if (!IsBlank(c) && (IsBlank(html_[i - 1]) || html_[i - 1] == '/' ||
                                 html_[i - 1] == '"' || html_[i - 1] == '\'')) {
        ++attributes_;
      }
    }
    return i;
  }

  // The place of `</name` from i on, in either case; the end if there is none.
  size_t FindEndTag(std::string_view name, size_t i) const {
    for (i = html_.find("</", i); i != html_.npos;
         i = html_.find("</", i + 2)) {
      const std::string_view there = html_.substr(i + 2, name.size());
      if (std::equal(there.begin(), there.end(), name.begin(), name.end(),
                     [](char a, char b) { return (a | 0x20) == b; })) {
        return i;
      }
    }
    return html_.size();
  }

  std::string_view html_;
  int64_t tags_ = 0;
  int64_t depth_ = 0;
  int64_t attributes_ = 0;  // of the last tag
  int64_t formatting_ = 0;  // elements that are open
  int64_t reopened_ = 0;
};

}  // namespace

absl::Status CheckHtml(std::string_view html) {
  return TagCounter(html).Check();
}

}  // namespace qiusuo::parser
