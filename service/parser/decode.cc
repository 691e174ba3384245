#include "service/parser/decode.h"

#include <algorithm>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "service/parser/charset.h"
#include "service/parser/extract/format.h"
#include "service/parser/mojibake.h"

namespace qiusuo::parser {
namespace {

using std::string_view_literals::operator""sv;

// Text may hold a stray NUL, as it may hold any bad byte; more of them are
// data.
constexpr size_t kBytesPerStrayNul = 100;

bool IsBlank(std::string_view utf8) {
  constexpr std::string_view kIdeographicSpace = "\xe3\x80\x80";
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  constexpr std::string_view kNoBreakSpace = "\xc2\xa0";
  while (!utf8.empty()) {
    if (" \t\r\n\f\v"sv.find(utf8.front()) != std::string_view::npos) {
      utf8.remove_prefix(1);
    } else if (utf8.starts_with(kIdeographicSpace) ||
               utf8.starts_with(kByteOrderMark)) {
      utf8.remove_prefix(3);
    } else if (utf8.starts_with(kNoBreakSpace)) {
      utf8.remove_prefix(2);
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

absl::Status CheckNotBlank(std::string_view utf8) {
  if (!IsBlank(utf8)) return absl::OkStatus();
  return MakeError(absl::StatusCode::kInvalidArgument, "EMPTY_CONTENT",
                   "content: holds no text");
}

absl::StatusOr<DecodedText> Decode(std::string_view bytes,
                                   std::string_view label) {
  // Nearly every report needs no more than this one look at its bytes.
  const bool has_nul = bytes.find('\0') != bytes.npos;
  if (!has_nul && ValidUtf8Prefix(bytes).size() == bytes.size()) {
    RETURN_IF_ERROR(CheckNotBlank(bytes));
    return DecodedText{.utf8 = MendMojibake(std::string(bytes)),
                       .charset = std::string(CharsetName(Charset::kUtf8))};
  }
  const Charset charset = GuessCharset(bytes, label);
  const bool is_utf16 =
      charset == Charset::kUtf16Le || charset == Charset::kUtf16Be;
  if (!is_utf16 && has_nul) {
    const auto nuls =
        static_cast<size_t>(std::count(bytes.begin(), bytes.end(), '\0'));
    if (nuls * kBytesPerStrayNul > bytes.size()) {
      return BinaryContent("binary data", "send the report's text");
    }
  }
  if (charset == Charset::kUnknown) {
    return MakeError(absl::StatusCode::kInvalidArgument, "UNKNOWN_CHARSET",
                     "content: is neither UTF-8, UTF-16, GB18030 nor Big5; "
                     "convert it to UTF-8");
  }
  DecodedText decoded = {.utf8 = MendMojibake(ToUtf8(bytes, charset)),
                         .charset = std::string(CharsetName(charset))};
  RETURN_IF_ERROR(CheckNotBlank(decoded.utf8));
  return decoded;
}

}  // namespace qiusuo::parser
