// File: service/parser/extract/page_title.h
//
// What a page calls itself, and the line that says so: what stands above it is the site's.
//
//   <title>某县2024年统计公报_公报_某县统计局</title> … <div>首页</div> <h1>某县2024年统计公报</h1>

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_PAGE_TITLE_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_PAGE_TITLE_H_

#include <gumbo.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "service/parser/extract/line_writer.h"

namespace qiusuo::parser {

// PageTitles answers, without blanks, <meta name="ArticleTitle">, which government sites
// must give (国办发〔2017〕47号), and <title>, which often names column and site as well. Each
// is cut to 600 bytes; those that are not there are left out.
std::vector<std::string> PageTitles(const GumboNode& root);

// FindTitleLine answers the first of the lines before `end_line` that is the title or the
// most of it, or that names it whole behind other words. `end_line` if none is.
size_t FindTitleLine(const LineWriter& writer,
                     const std::vector<std::string>& titles, size_t end_line);

// Squeeze answers the text without blanks of any width.
std::string Squeeze(std::string_view utf8);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_PAGE_TITLE_H_
