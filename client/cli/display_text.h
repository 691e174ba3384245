// File: client/cli/display_text.h
//
// Text as a terminal shows it. Columns are counted with Unicode's East Asian
// Width (UAX #11): 结案率 takes six. Characters of ambiguous width (“ ” ①) count as
// one, as terminals with a UTF-8 locale draw them.

#ifndef QIUSUO_CLIENT_CLI_DISPLAY_TEXT_H_
#define QIUSUO_CLIENT_CLI_DISPLAY_TEXT_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace qiusuo::cli {

// DisplayWidth answers how many columns `text` takes on one line of a terminal.
// Combining marks and format characters take none; bytes that are no UTF-8 take
// one each, as the replacement character that is drawn for them.
size_t DisplayWidth(std::string_view text);

// Printable answers `text` on one line: line ends, tabs and other control characters
// become blanks, so that a report can neither break a table nor command the
// terminal, and bytes that are no UTF-8 become U+FFFD.
std::string Printable(std::string_view text);

// Shortened answers `text` if it takes at most `columns`, else its beginning with `…`
// at the end, in at most `columns`.
std::string Shortened(std::string_view text, size_t columns);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_DISPLAY_TEXT_H_
