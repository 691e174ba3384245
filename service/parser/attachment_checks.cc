#include "service/parser/attachment_checks.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <unordered_set>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "service/parser/diagnostics.h"
#include "service/parser/marks.h"
#include "service/parser/ordinals.h"
#include "service/parser/parts.h"
#include "service/parser/scan.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Diagnostic;

constexpr size_t kMaxName = 60;
constexpr size_t kMaxPlaces = 50;

// An attachment as the text names it.
struct Named {
  int64_t number = 1;
  CharSpan place;
  std::u32string
      name;  // without marks and blanks; empty where only the number is given
  bool is_file = false;  // named as a file to load: `名词解释.docx`
};

// A name without what differs between the list and the attachment's own title.
std::u32string Plain(std::u32string_view words) {
  constexpr std::u32string_view kDropped = U" 《》“”:,.、";
  std::u32string plain;
  for (const char32_t c : words) {
    if (kDropped.find(c) == kDropped.npos) plain += c;
  }
  return plain;
}

// Cuts `.docx` or the like off; tells whether it was there.
bool CutFileEnding(std::u32string_view& words) {
  constexpr std::array<std::u32string_view, 12> kEndings = {
      U".doc", U".docx", U".xls", U".xlsx", U".pdf", U".wps",
      U".et",  U".jpg",  U".png", U".zip",  U".rar", U".ofd"};
  for (const std::u32string_view ending : kEndings) {
    if (words.ends_with(ending)) {
      words.remove_suffix(ending.size());
      return true;
    }
  }
  return false;
}

// The place behind 附件, a number and a colon at the beginning of `ink`; `ink.begin` if it does
// not begin so.
struct Label {
  size_t end = 0;
  int64_t number = 0;  // 0: none
  bool has_colon = false;
};

Label ReadLabel(const Text& text, CharSpan ink) {
  Label label = {ink.begin, 0, false};
  if (!text.Folded(ink).starts_with(U"附件")) return label;
  size_t at = ink.begin + 2;
  const auto skip_blanks = [&] {
    while (at < ink.end && text[at] == U' ') ++at;
  };
  skip_blanks();
  if (const std::optional<Ordinal> number = ReadOrdinal(text, at);
      number && number->end <= ink.end) {
    label.number = number->value;
    at = number->end;
    skip_blanks();
  }
  if (at < ink.end && text[at] == U':') {
    label.has_colon = true;
    ++at;
    skip_blanks();
  }
  label.end = std::min(at, ink.end);
  return label;
}

class AttachmentChecker {
 public:
  AttachmentChecker(const Text& text, const std::vector<Line>& lines,
                    const std::vector<bool>& is_body)
      : text_(text), lines_(lines), is_body_(is_body) {}

  std::optional<Diagnostic> Check() {
    for (size_t i = 0; i < lines_.size(); ++i) {
      if (!lines_[i].blank()) ReadLine(i);
    }
    FindPointers();
    if (named_.empty()) return std::nullopt;
    for (const CharSpan ink : unlabelled_) {
      names_.insert(Plain(text_.Folded(ink)));
    }
    std::vector<const Named*> missing;
    for (const Named& named : named_) {
      if (!Stands(named)) missing.push_back(&named);
    }
    if (missing.empty()) return std::nullopt;
    return Describe(missing);
  }

 private:
  void ReadLine(size_t i) {
    const CharSpan ink = lines_[i].ink;
    if (ReadListLine(ink)) return;
    const Label label = ReadLabel(text_, ink);
    if (label.end == ink.begin) {
      if (ink.size() <= kMaxName) unlabelled_.push_back(ink);
      return;
    }
    const bool opens_list = label.has_colon && label.number == 0 &&
                            OpensList(label.end == ink.end ? i + 1 : i);
    if (opens_list) {
      next_ = 1;
      if (label.end < ink.end) ReadListLine({label.end, ink.end});
    } else if (label.has_colon && label.number == 0 && label.end < ink.end) {
      ReadSingleName(i, label.end);
    } else if (IsPartLabel(text_, lines_[i]) || label.number > 0) {
      numbers_.insert(std::max<int64_t>(label.number, 1));
    }
  }

  // Whether the text behind the label, or the next line with ink, is a first item.
  bool OpensList(size_t i) const {
    while (i < lines_.size() && lines_[i].blank()) ++i;
    if (i == lines_.size()) return false;
    const size_t at = ReadLabel(text_, lines_[i].ink).end;
    const std::optional<Mark> mark = ReadMark(text_, at);
    if (!mark || mark->ordinal != 1) return false;
    // The first line of an attachment may be numbered too; an item names something, it
    // does not state it.
    return lines_[i].ink.end - at <= kMaxName &&
           text_[lines_[i].ink.end - 1] != U'。';
  }

  // Takes `2.进度安排` where the list has come to 2.
  bool ReadListLine(CharSpan ink) {
    if (next_ == 0) return false;
    const std::optional<Mark> mark = ReadMark(text_, ink.begin);
    if (!mark || mark->ordinal != next_ || ink.size() > kMaxName) {
      next_ = 0;
      return false;
    }
    const Label label = ReadLabel(text_, {mark->text_begin, ink.end});
    AddNamed(label.number > 0 ? label.number : next_, ink,
             {label.end, ink.end});
    ++next_;
    return true;
  }

  // `附件：名词解释`: the list, or the second time the attachment itself.
  void ReadSingleName(size_t i, size_t begin) {
    const CharSpan ink = lines_[i].ink;
    const std::u32string name = Plain(text_.Folded({begin, ink.end}));
    const bool again =
        std::any_of(named_.begin(), named_.end(),
                    [&](const Named& named) { return named.name == name; });
    const size_t next = NextInked(lines_, i);
    const bool is_head = is_body_[i] && next < lines_.size() && is_body_[next];
    if (again || is_head) {
      names_.insert(name);
      if (is_head) numbers_.insert(1);
    } else if (ink.size() <= kMaxName && text_[ink.end - 1] != U'。') {
      AddNamed(1, ink, {begin, ink.end});
    }
  }

  void AddNamed(int64_t number, CharSpan place, CharSpan name) {
    if (named_.size() == kMaxPlaces) return;
    std::u32string_view words = text_.Folded(name);
    Named named = {number, place, {}, CutFileEnding(words)};
    named.name = Plain(words);
    if (named.name == U"略" || named.name == U"无") return;
    // A page lists the files to load below the text that named them before.
    const bool again = std::any_of(
        named_.begin(), named_.end(),
        [&](const Named& other) { return other.name == named.name; });
    if (!again) named_.push_back(std::move(named));
  }

  // 见附件2, 详见附件.
  void FindPointers() {
    const std::u32string_view all = text_.folded();
    std::set<int64_t> pointed;
    for (const Named& named : named_) pointed.insert(named.number);
    const auto next = [&](size_t i) {
      return FirstWhere(all, i, all.size(),
                        [](char32_t c) { return c == U'附'; });
    };
    for (size_t i = next(1); i < all.size(); i = next(i + 1)) {
      const size_t at = i - 1;
      if (!text_.StandsAt(at, U"见附件")) continue;
      if (named_.size() == kMaxPlaces) return;
      const std::optional<Ordinal> number = ReadOrdinal(text_, at + 3);
      const int64_t value = number ? number->value : 1;
      if (!pointed.insert(value).second) continue;
      named_.push_back(
          {value, {at + 1, number ? number->end : at + 3}, {}, false});
    }
  }

  bool Stands(const Named& named) const {
    if (named.is_file) return false;
    if (numbers_.contains(named.number)) return true;
    return !named.name.empty() && names_.contains(named.name);
  }

  Diagnostic Describe(const std::vector<const Named*>& missing) const {
    Diagnostic diagnostic = MakeDiagnostic(
        kAttachmentMissing,
        absl::StrCat("提到的附件中有", missing.size(), "件没有随文，如“",
                     ToAbsl(text_.Utf8(missing.front()->place)), "”"));
    for (const Named* named : missing) {
      *diagnostic.add_spans() = text_.ToSpan(named->place);
    }
    return diagnostic;
  }

  const Text& text_;
  const std::vector<Line>& lines_;
  const std::vector<bool>& is_body_;
  int64_t next_ =
      0;  // the number that goes on with the open list; 0: none is open
  std::vector<Named> named_;
  std::set<int64_t> numbers_;                 // of labels that stand
  std::vector<CharSpan> unlabelled_;          // lines that may be titles
  std::unordered_set<std::u32string> names_;  // what they say
};

}  // namespace

std::optional<Diagnostic> CheckAttachments(const Text& text,
                                           const std::vector<Line>& lines,
                                           const std::vector<bool>& is_body) {
  return AttachmentChecker(text, lines, is_body).Check();
}

}  // namespace qiusuo::parser
