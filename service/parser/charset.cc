#include "service/parser/charset.h"

#include <uchardet.h>
#include <unicode/ucnv.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdint>
#include <memory>

namespace qiusuo::parser {
namespace {

constexpr std::string_view kReplacement = "\xef\xbf\xbd";

uint8_t Byte(std::string_view s, size_t i) {
  return static_cast<uint8_t>(s[i]);
}

// A well-formed character or an ill-formed stretch at the head of some bytes.
struct Utf8Piece {
  size_t size;
  bool well_formed;
};

// Table 3-7 of the Unicode standard: what may follow each first byte.
Utf8Piece NextUtf8(std::string_view s, size_t at) {
  const uint8_t first = Byte(s, at);
  if (first < 0x80) return {1, true};
  size_t size = 0;
  uint8_t low = 0x80;
  uint8_t high = 0xbf;
  if (first >= 0xc2 && first <= 0xdf) {
    size = 2;
  } else if (first >= 0xe0 && first <= 0xef) {
    size = 3;
    if (first == 0xe0) low = 0xa0;
    if (first == 0xed) high = 0x9f;
  } else if (first >= 0xf0 && first <= 0xf4) {
    size = 4;
    if (first == 0xf0) low = 0x90;
    if (first == 0xf4) high = 0x8f;
  } else {
    return {1, false};
  }
  for (size_t i = 1; i < size; ++i) {
    if (at + i >= s.size()) return {i, false};
    const uint8_t next = Byte(s, at + i);
    if (next < low || next > high) return {i, false};
    low = 0x80;
    high = 0xbf;
  }
  return {size, true};
}

// Bytes that are judged at once, and how far before them the judgement looks.
constexpr size_t kBlock = 128;
constexpr size_t kLookBack = 2;

// Whether a block of bytes is a piece of well-formed UTF-8 for sure: each byte goes on a
// character where the bytes before it ask for one that does, and none is of those that ask for
// more care. Without branches, so that compilers judge many bytes in one step.
bool IsPlainUtf8(const uint8_t* block) {
  uint8_t doubts = 0;
  for (size_t i = 0; i < kBlock; ++i) {
    const uint8_t* const at = block + i;
    const bool goes_on = (*at & 0xc0) == 0x80;
    const bool must_go_on = (at[-1] >= 0xc0) | (at[-2] >= 0xe0);
    const bool is_rare =
        (*at >= 0xf0) | (*at == 0xe0) | (*at == 0xed) | ((*at & 0xfe) == 0xc0);
    doubts |= static_cast<uint8_t>((goes_on != must_go_on) | is_rare);
  }
  return doubts == 0;
}

std::string RepairUtf8(std::string_view bytes) {
  std::string text;
  text.reserve(bytes.size() + 16);
  while (true) {
    const std::string_view valid = ValidUtf8Prefix(bytes);
    text.append(valid);
    bytes.remove_prefix(valid.size());
    if (bytes.empty()) return text;
    bytes.remove_prefix(NextUtf8(bytes, 0).size);
    text.append(kReplacement);
  }
}

// How much of a text would be read as what Chinese text is made of.
struct Plausibility {
  size_t good = 0;
  size_t bad = 0;
  double Share() const {
    return good + bad == 0
               ? 0.0
               : static_cast<double>(good) / static_cast<double>(good + bad);
  }
};

// A control character makes a reading much less likely than a rare character
// does.
constexpr size_t kControlWeight = 8;
// Below this share a reading is no Chinese text.
constexpr double kLeastShare = 0.75;
// At this share of common characters GB18030 needs no second opinion.
constexpr double kSureShare = 0.9;

bool IsPrintableAscii(unsigned unit) {
  return (unit >= 0x20 && unit < 0x7f) || unit == '\n' || unit == '\r' ||
         unit == '\t' || unit == '\f';
}

// Stops where the share can no longer become kLeastShare, whatever follows; it is less then.
Plausibility JudgeUtf16(std::string_view bytes, bool little_endian) {
  static_assert(kLeastShare == 0.75);
  Plausibility result;
  for (size_t i = 0; i + 1 < bytes.size(); i += 2) {
    const unsigned low = Byte(bytes, little_endian ? i : i + 1);
    const unsigned high = Byte(bytes, little_endian ? i + 1 : i);
    const unsigned unit = high << 8 | low;
    if (IsPrintableAscii(unit) || (unit >= 0x4e00 && unit < 0xa000) ||
        (unit >= 0x3000 && unit < 0x3040) ||
        (unit >= 0xff00 && unit < 0xfff0) ||
        (unit >= 0x2010 && unit < 0x2600) || unit == 0xa0 || unit == 0xb7) {
      ++result.good;
    } else {
      result.bad += unit < 0x20 ? kControlWeight : 1;
      const size_t most_good = result.good + (bytes.size() - i) / 2;
      if (result.bad * 3 > most_good) break;
    }
  }
  return result;
}

// Common characters are the marks (A1-A3) and the 3,755 characters of level 1
// (B0-D7) of GB 2312: in simplified text nearly all there are.
Plausibility JudgeGb18030(std::string_view bytes) {
  Plausibility result;
  for (size_t i = 0; i < bytes.size();) {
    const unsigned first = Byte(bytes, i);
    if (first < 0x80) {
      if (!IsPrintableAscii(first)) result.bad += kControlWeight;
      ++i;
      continue;
    }
    const unsigned second = i + 1 < bytes.size() ? Byte(bytes, i + 1) : 0;
    const bool common =
        second >= 0xa1 && second != 0xff &&
        ((first >= 0xa1 && first <= 0xa3) || (first >= 0xb0 && first <= 0xd7));
    (common ? result.good : result.bad) += 1;
    if (second >= 0x30 && second <= 0x39) {
      i += 4;
    } else {
      i += second >= 0x40 ? 2 : 1;
    }
  }
  return result;
}

std::string AsciiLower(std::string_view s) {
  std::string lower(s);
  std::transform(
      lower.begin(), lower.end(), lower.begin(),
      [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

Charset CharsetOfLabel(std::string_view label) {
  const std::string name = AsciiLower(label);
  if (name.starts_with("gb") || name == "cp936" || name == "x-gbk")
    return Charset::kGb18030;
  if (name.starts_with("big5") || name == "cp950") return Charset::kBig5;
  if (name == "utf-16le" || name == "utf-16") return Charset::kUtf16Le;
  if (name == "utf-16be") return Charset::kUtf16Be;
  if (name == "utf-8" || name == "utf8") return Charset::kUtf8;
  return Charset::kUnknown;
}

Charset SecondOpinion(std::string_view bytes) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(
      uchardet_new(), &uchardet_delete);
  if (detector == nullptr ||
      uchardet_handle_data(detector.get(), bytes.data(), bytes.size()) != 0) {
    return Charset::kUnknown;
  }
  uchardet_data_end(detector.get());
  return CharsetOfLabel(uchardet_get_charset(detector.get()));
}

// ICU's name; Big5 is read with Hong Kong's additions, a superset.
const char* IcuName(Charset charset) {
  switch (charset) {
    case Charset::kUtf16Le:
      return "UTF-16LE";
    case Charset::kUtf16Be:
      return "UTF-16BE";
    case Charset::kGb18030:
      return "GB18030";
    case Charset::kBig5:
      return "Big5-HKSCS";
    default:
      return "UTF-8";
  }
}

// At most a tenth of the characters may be damaged for a reading to count.
bool IsMostlyReadable(std::string_view bytes, Charset charset) {
  const std::string text = ToUtf8(bytes, charset);
  size_t damaged = 0;
  for (size_t at = text.find(kReplacement); at != std::string::npos;
       at = text.find(kReplacement, at + kReplacement.size())) {
    ++damaged;
  }
  return damaged * 30 <= text.size();
}

std::string_view WithoutBom(std::string_view bytes, Charset charset) {
  constexpr std::array<std::string_view, 3> kMarks = {"\xff\xfe", "\xfe\xff",
                                                      "\x84\x31\x95\x33"};
  std::string_view mark;
  if (charset == Charset::kUtf16Le) mark = kMarks[0];
  if (charset == Charset::kUtf16Be) mark = kMarks[1];
  if (charset == Charset::kGb18030) mark = kMarks[2];
  if (bytes.starts_with(mark)) bytes.remove_prefix(mark.size());
  return bytes;
}

}  // namespace

std::string_view CharsetName(Charset charset) {
  switch (charset) {
    case Charset::kUnknown:
      return "";
    case Charset::kUtf8:
      return "UTF-8";
    case Charset::kUtf16Le:
      return "UTF-16LE";
    case Charset::kUtf16Be:
      return "UTF-16BE";
    case Charset::kGb18030:
      return "GB18030";
    case Charset::kBig5:
      return "Big5";
  }
  return "";
}

std::string_view ValidUtf8Prefix(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t i = 0;  // where a character begins
  while (i < bytes.size()) {
    if (i >= kLookBack) {
      const size_t begin = i;
      while (i + kBlock <= bytes.size() && IsPlainUtf8(data + i)) i += kBlock;
      // The last character of the blocks may go on behind them.
      if (i > begin) {
        do {
          --i;
        } while ((data[i] & 0xc0) == 0x80);
      }
    }
    const size_t end = std::min(bytes.size(), i + kBlock);
    while (i < end) {
      const Utf8Piece piece = NextUtf8(bytes, i);
      if (!piece.well_formed) return bytes.substr(0, i);
      i += piece.size;
    }
  }
  return bytes;
}

Utf8Judgement JudgeUtf8(std::string_view bytes) {
  size_t wide = 0;
  size_t damaged = 0;
  for (size_t i = 0; i < bytes.size();) {
    const Utf8Piece piece = NextUtf8(bytes, i);
    i += piece.size;
    if (piece.well_formed) {
      if (piece.size > 2) ++wide;
      continue;
    }
    ++damaged;
    // Enough, whatever follows: text in another charset is damaged at nearly every character.
    const size_t most_wide = wide + (bytes.size() - i) / 3;
    if (damaged * 4 > most_wide) return Utf8Judgement::kOther;
  }
  if (damaged == 0) return Utf8Judgement::kWhole;
  return damaged * 4 <= wide ? Utf8Judgement::kDamaged : Utf8Judgement::kOther;
}

Charset GuessCharset(std::string_view bytes, std::string_view label) {
  if (bytes.starts_with("\xef\xbb\xbf")) return Charset::kUtf8;
  if (bytes.starts_with("\xff\xfe")) return Charset::kUtf16Le;
  if (bytes.starts_with("\xfe\xff")) return Charset::kUtf16Be;
  if (bytes.starts_with("\x84\x31\x95\x33")) return Charset::kGb18030;

  const bool has_nul = bytes.find('\0') != std::string_view::npos;
  if (!has_nul && ValidUtf8Prefix(bytes).size() == bytes.size()) {
    return Charset::kUtf8;
  }
  const Utf8Judgement utf8 = JudgeUtf8(bytes);
  if (utf8 == Utf8Judgement::kDamaged) return Charset::kUtf8;

  const Plausibility little = JudgeUtf16(bytes, true);
  const Plausibility big = JudgeUtf16(bytes, false);
  const Plausibility gb = JudgeGb18030(bytes);
  const double utf16_share = std::max(little.Share(), big.Share());
  if (utf16_share >= kLeastShare && utf16_share > gb.Share()) {
    return little.Share() > big.Share() ? Charset::kUtf16Le : Charset::kUtf16Be;
  }
  if (utf8 == Utf8Judgement::kWhole) return Charset::kUtf8;
  if (gb.Share() >= kSureShare) return Charset::kGb18030;
  const Charset opinion = SecondOpinion(bytes);
  if (opinion == Charset::kBig5 && IsMostlyReadable(bytes, opinion))
    return opinion;
  if (gb.Share() >= kLeastShare) return Charset::kGb18030;
  for (const Charset charset : {CharsetOfLabel(label), opinion}) {
    if (charset != Charset::kUnknown && IsMostlyReadable(bytes, charset))
      return charset;
  }
  return Charset::kUnknown;
}

std::string ToUtf8(std::string_view bytes, Charset charset) {
  if (charset == Charset::kUtf8) return RepairUtf8(bytes);
  bytes = WithoutBom(bytes, charset);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(IcuName(charset), &status), &ucnv_close);
  if (U_FAILURE(status)) return std::string();
  // No charset here needs more than three bytes of UTF-8 for one of its own.
  std::string text(bytes.size() * 3 + 16, '\0');
  const int32_t size =
      ucnv_toAlgorithmic(UCNV_UTF8, converter.get(), text.data(),
                         static_cast<int32_t>(text.size()), bytes.data(),
                         static_cast<int32_t>(bytes.size()), &status);
  text.resize(static_cast<size_t>(std::max(size, 0)));
  return text;
}

}  // namespace qiusuo::parser
