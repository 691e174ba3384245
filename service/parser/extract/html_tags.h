// File: service/parser/extract/html_tags.h
//
// What an element of a page is to its reader, by its tag and attributes.

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_HTML_TAGS_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_HTML_TAGS_H_

#include <gumbo.h>

#include <string_view>

namespace qiusuo::parser {

// IsHidden tells elements that no reader sees (scripts, display:none) and the controls of
// forms.
bool IsHidden(const GumboElement& element);

// IsBlock tells elements that begin and end a line.
bool IsBlock(GumboTag tag);

// IsCell tells <td> and <th>.
bool IsCell(GumboTag tag);

// HeadingLevel answers 1 for <h1>, 0 for what is no heading.
int HeadingLevel(GumboTag tag);

// IsFurniture tells elements of the page rather than of its text: <nav>, <footer>,
// class="side-menu".
bool IsFurniture(const GumboElement& element);

// Attribute answers the attribute's value; empty if it is not there.
std::string_view Attribute(const GumboElement& element, const char* name);

// NumberAttribute answers it as a whole number; `otherwise` if it is none.
int NumberAttribute(const GumboElement& element, const char* name,
                    int otherwise);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_HTML_TAGS_H_
