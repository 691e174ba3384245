#include "service/parser/mojibake.h"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "service/parser/charset.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMinMarks = 8;
// In bytes, between two marks of one stretch: a table or a list of names has few of them.
constexpr size_t kMaxGap = 3000;
// From the first or last mark of a stretch to its end, which a Latin character may part.
constexpr size_t kMaxClause = 240;
// A stretch is turned back where so many of its characters read as UTF-8 for one that does not.
constexpr size_t kSoundPerDamaged = 20;
// Two characters of UTF-8: what reads so by chance is shorter.
constexpr size_t kMinBytes = 6;
constexpr std::string_view kReplacement = "\xef\xbf\xbd";
constexpr std::string_view kBlank = "\xe3\x80\x80";
constexpr std::string_view kStop = "。";
constexpr std::string_view kComma = "、";

struct Stretch {
  size_t begin = 0;
  size_t end = 0;
};

bool EndsInBlank(std::string_view utf8) {
  constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
  return utf8.empty() || static_cast<unsigned char>(utf8.back()) <= ' ' ||
         utf8.ends_with(kBlank) || utf8.ends_with(kNoBreakSpace);
}

// 锛 begins ， ： ； （ ！, 銆 begins 。 、 《, 鈥 begins “ and —.
bool IsMark(std::string_view utf8, size_t at) {
  const std::string_view character = utf8.substr(at, 3);
  return character == "锛" || character == "銆" || character == "鈥";
}

// The stretches with the clauses around them, in which fewer marks stand.
std::vector<Stretch> FindStretches(std::string_view utf8) {
  std::vector<Stretch> found;
  Stretch open;
  size_t marks = 0;
  const auto close = [&] {
    if (marks < kMinMarks) return;
    const size_t floor = found.empty() ? 0 : found.back().end;
    const size_t first = open.begin;
    while (open.begin > floor && first - open.begin < kMaxClause &&
           utf8[open.begin - 1] != '\n') {
      --open.begin;
    }
    const size_t last = open.end;
    while (open.end < utf8.size() && open.end - last < kMaxClause &&
           utf8[open.end] != '\n') {
      ++open.end;
    }
    while (open.begin > floor && U8_IS_TRAIL(utf8[open.begin])) --open.begin;
    while (open.end < utf8.size() && U8_IS_TRAIL(utf8[open.end])) ++open.end;
    found.push_back(open);
  };
  constexpr char kLeadOfMarks = '\xe9';
  for (size_t i = utf8.find(kLeadOfMarks); i != utf8.npos;
       i = utf8.find(kLeadOfMarks, i + 1)) {
    if (!IsMark(utf8, i)) continue;
    if (marks > 0 && i - open.end > kMaxGap) {
      close();
      marks = 0;
    }
    if (marks == 0) open.begin = i;
    open.end = i + 3;
    ++marks;
  }
  close();
  return found;
}

class Mender {
 public:
  explicit Mender(UConverter* gbk) : gbk_(gbk) {}

  // The stretch turned back; empty where too little of it reads as UTF-8.
  std::string Mend(std::string_view stretch) {
    stretch_ = stretch;
    euro_is_byte_ = stretch.find(kReplacement) == stretch.npos;
    const auto size = static_cast<int32_t>(stretch.size());
    for (int32_t at = 0; at < size;) {
      const int32_t begin = at;
      UChar32 c = 0;
      U8_NEXT_UNSAFE(stretch.data(), at, c);
      if (!Append(c, static_cast<size_t>(begin))) {
        EndRun(static_cast<size_t>(begin));
        mended_.append(stretch.substr(static_cast<size_t>(begin),
                                      static_cast<size_t>(at - begin)));
      }
    }
    EndRun(stretch.size());
    return damaged_ * kSoundPerDamaged <= sound_ ? std::move(mended_)
                                                 : std::string();
  }

 private:
  // A character of GBK, which has two bytes, or one byte that pairs with none.
  struct Source {
    size_t at = 0;    // in the stretch
    size_t byte = 0;  // in run_
  };

  // Puts the bytes that GBK has for the character behind the run; false if it has none.
  // The byte 80, which is no character of GBK, was saved as U+FFFD, U+0080 or,
  // where no U+FFFD stands, as the € of CP936.
  bool Append(UChar32 c, size_t at) {
    if (c < 0x80) return false;
    if (c == 0xfffd || c == 0x80 || (c == 0x20ac && euro_is_byte_)) {
      sources_.push_back({at, run_.size()});
      run_.push_back('\x80');
      is_lone_.push_back(true);
      return true;
    }
    std::array<UChar, 2> units = {};
    int32_t count = 0;
    U16_APPEND_UNSAFE(units.data(), count, c);
    std::array<char, 8> bytes = {};
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length =
        ucnv_fromUChars(gbk_, bytes.data(), static_cast<int32_t>(bytes.size()),
                        units.data(), count, &status);
    if (U_FAILURE(status) || length != 2) return false;
    sources_.push_back({at, run_.size()});
    run_.append(bytes.data(), 2);
    is_lone_.resize(run_.size(), false);
    return true;
  }

  // Reads the run, which ends at `end` of the stretch, as UTF-8; its characters that do not
  // read so stay.
  void EndRun(size_t end) {
    sources_.push_back({end, run_.size()});
    for (size_t i = 0; i + 1 < sources_.size();) {
      const size_t begin = sources_[i].byte;
      const std::string_view bytes = std::string_view(run_).substr(begin);
      const std::string_view read = ValidUtf8Prefix(bytes);
      const size_t last = LastSource(i, begin + read.size());
      // Cut where both a character of UTF-8 and one of GBK end.
      size_t next = last;
      while (next > i && sources_[next].byte < run_.size() &&
             U8_IS_TRAIL(run_[sources_[next].byte])) {
        --next;
      }
      if (next > i && (read == bytes || read.size() >= kMinBytes)) {
        sound_ += (sources_[next].byte - begin) / 3;
        AppendRead(begin, sources_[next].byte, end);
        i = next;
      } else {
        const size_t behind = std::max(i + 1, last);
        Keep(i, behind);
        i = behind;
      }
    }
    run_.clear();
    is_lone_.clear();
    sources_.clear();
  }

  // The last character of GBK from i on that begins at `byte` of the run or before it.
  size_t LastSource(size_t i, size_t byte) const {
    while (i + 1 < sources_.size() && sources_[i + 1].byte <= byte) ++i;
    return i;
  }

  void Keep(size_t begin, size_t end) {
    const size_t at = sources_[begin].at;
    mended_.append(stretch_.substr(at, sources_[end].at - at));
    if (sound_ > 0) damaged_ += end - begin;
  }

  // Bytes [begin, end) of the run as they read, but for the characters whose last byte was lost.
  // Where paragraphs were joined, it stands before the blanks that indent the next.
  void AppendRead(size_t begin, size_t end, size_t stretch_end) {
    for (size_t at = begin; at < end;) {
      size_t next = at + 1;
      while (next < end && U8_IS_TRAIL(run_[next])) ++next;
      const std::string_view character =
          std::string_view(run_).substr(at, next - at);
      const std::string_view behind = std::string_view(run_).substr(next);
      at = next;
      if (character.size() < kBlank.size() || !is_lone_[next - 1] ||
          (!behind.empty() && !behind.starts_with(kBlank))) {
        mended_.append(character);
      } else {
        const char latin = behind.empty() && stretch_end < stretch_.size()
                               ? stretch_[stretch_end]
                               : '\0';
        mended_.append(Restore(character, latin, behind));
      }
    }
  }

  // What a character was whose last byte may have been any, as it paired with none: `latin`
  // stands behind it, or the run goes on with blanks. Of the characters that begin as the
  // blank does, 。 ends a paragraph and 、 follows its number.
  std::string_view Restore(std::string_view character, char latin,
                           std::string_view behind) const {
    constexpr std::string_view kIndent = "\xe3\x80\x80\xe3\x80\x80";
    if (character != kBlank) return kReplacement;
    const bool follows_words = !EndsInBlank(mended_);
    if (!behind.empty()) {
      return follows_words && behind.starts_with(kIndent) ? kStop : kBlank;
    }
    if (latin <= ' ') return follows_words ? kStop : kBlank;
    return EndsInNumber() ? kComma : kReplacement;
  }

  // Whether 一, 二 or alike was read last, with nothing but a blank before it.
  bool EndsInNumber() const {
    constexpr std::string_view kNumbers = "一二三四五六七八九十";
    constexpr size_t kNumber = 3;
    std::string_view words = mended_;
    if (words.size() < kNumber ||
        kNumbers.find(words.substr(words.size() - kNumber)) == kNumbers.npos) {
      return false;
    }
    words.remove_suffix(kNumber);
    return EndsInBlank(words);
  }

  UConverter* gbk_;
  std::string_view stretch_;
  std::string mended_;
  std::string run_;  // bytes of GBK, with no Latin character between
  std::vector<bool>
      is_lone_;  // by byte of the run, whether it paired with none
  std::vector<Source> sources_;  // of the run
  bool euro_is_byte_ = false;
  size_t sound_ = 0;
  size_t damaged_ = 0;
};

}  // namespace

std::string MendMojibake(std::string utf8) {
  const std::vector<Stretch> stretches = FindStretches(utf8);
  if (stretches.empty()) return utf8;
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> gbk(
      ucnv_open("GB18030", &status), &ucnv_close);
  if (U_FAILURE(status)) return utf8;
  std::string mended;
  size_t at = 0;
  for (const Stretch& stretch : stretches) {
    const std::string_view words = std::string_view(utf8).substr(
        stretch.begin, stretch.end - stretch.begin);
    const std::string back = Mender(gbk.get()).Mend(words);
    mended.append(utf8, at, stretch.begin - at);
    mended.append(back.empty() ? words : back);
    at = stretch.end;
  }
  mended.append(utf8, at);
  return mended;
}

}  // namespace qiusuo::parser
