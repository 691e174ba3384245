// File: service/parser/site_chrome.h
//
// Lines that a web site puts around a report: menus, adverts, links, footers. Known
// by their words (tables/chrome.tsv), since a text saved from a page has lost its mark-up.

#ifndef QIUSUO_SERVICE_PARSER_SITE_CHROME_H_
#define QIUSUO_SERVICE_PARSER_SITE_CHROME_H_

#include <optional>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// ReadChrome answers the zone of a line of a site; nullopt for a line of a report. A
// line in the midst of a report (`at_edge` false) is chrome by unmistakable words alone. Lines
// of more than 120 characters never are.
std::optional<qiusuo::v1::ZoneKind> ReadChrome(const Text& text,
                                               const Line& line, bool at_edge);

// IsPageNumber tells a page's number alone on its line: `- 3 -`, `第 3 页`, `—12—`.
bool IsPageNumber(const Text& text, const Line& line);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SITE_CHROME_H_
