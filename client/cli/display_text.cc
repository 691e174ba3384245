#include "client/cli/display_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace qiusuo::cli {
namespace {

constexpr std::string_view kEllipsis = "…";
constexpr std::string_view kReplacement = "\uFFFD";

// Takes the first character off `text`; negative if it is no UTF-8.
UChar32 TakeCharacter(std::string_view& text) {
  int32_t length = 0;
  UChar32 character = 0;
  U8_NEXT(text.data(), length, static_cast<int32_t>(text.size()), character);
  text.remove_prefix(length);
  return character;
}

bool TakesNoColumn(UChar32 character) {
  const uint32_t category = U_MASK(u_charType(character));
  return (category & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) != 0;
}

size_t CharacterWidth(UChar32 character) {
  if (character < 0) return 1;
  if (character < 0x300) return 1;
  if (TakesNoColumn(character)) return 0;
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_FULLWIDTH || width == U_EA_WIDE ? 2 : 1;
}

// Control characters, and the format characters that turn the writing direction.
bool CommandsTheTerminal(UChar32 character) {
  if (u_charType(character) == U_CONTROL_CHAR) return true;
  return character == 0x2028 || character == 0x2029 ||
         u_hasBinaryProperty(character, UCHAR_BIDI_CONTROL);
}

}  // namespace

size_t DisplayWidth(std::string_view text) {
  size_t width = 0;
  while (!text.empty()) width += CharacterWidth(TakeCharacter(text));
  return width;
}

std::string Printable(std::string_view text) {
  std::string printable;
  printable.reserve(text.size());
  while (!text.empty()) {
    const std::string_view rest = text;
    const UChar32 character = TakeCharacter(text);
    if (character < 0) {
      printable += kReplacement;
    } else if (CommandsTheTerminal(character)) {
      printable += ' ';
    } else {
      printable += rest.substr(0, rest.size() - text.size());
    }
  }
  return printable;
}

std::string Shortened(std::string_view text, size_t columns) {
  size_t width = 0;
  size_t end_of_fitting = 0;
  std::string_view rest = text;
  while (!rest.empty()) {
    width += CharacterWidth(TakeCharacter(rest));
    if (width > columns) {
      if (columns == 0) return "";
      return std::string(text.substr(0, end_of_fitting)).append(kEllipsis);
    }
    // One column stays for the ellipsis.
    if (width < columns) end_of_fitting = text.size() - rest.size();
  }
  return std::string(text);
}

}  // namespace qiusuo::cli
