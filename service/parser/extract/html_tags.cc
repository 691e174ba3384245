#include "service/parser/extract/html_tags.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "service/parser/extract/characters.h"

namespace qiusuo::parser {
namespace {

bool IsHiddenTag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
      return true;
    default:
      return false;
  }
}

// Words of class and id that name what surrounds a text.
constexpr std::array<std::string_view, 20> kFurniture = {
    "nav",    "navi",  "navbar",  "menu",      "breadcrumb", "crumb", "crumbs",
    "footer", "foot",  "bottom",  "copyright", "sidebar",    "side",  "share",
    "search", "login", "related", "toolbar",   "pagination", "pager"};

bool NamesFurniture(std::string_view names) {
  for (size_t i = 0; i < names.size();) {
    size_t end = i;
    while (end < names.size() && !IsBlank(names[end]) && names[end] != '-' &&
           names[end] != '_') {
      ++end;
    }
    const std::string_view word = names.substr(i, end - i);
    if (std::find(kFurniture.begin(), kFurniture.end(), word) !=
        kFurniture.end()) {
      return true;
    }
    i = end + 1;
  }
  return false;
}

}  // namespace

bool IsHidden(const GumboElement& element) {
  if (IsHiddenTag(element.tag) ||
      gumbo_get_attribute(&element.attributes, "hidden") != nullptr) {
    return true;
  }
  std::string style(Attribute(element, "style"));
  std::erase_if(style, IsBlank);
  return style.find("display:none") != style.npos ||
         style.find("visibility:hidden") != style.npos;
}

bool IsBlock(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_NAV:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HGROUP:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_P:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_UL:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_THEAD:
    case GUMBO_TAG_TFOOT:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_LEGEND:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_SUMMARY:
      return true;
    default:
      return false;
  }
}

bool IsCell(GumboTag tag) { return tag == GUMBO_TAG_TD || tag == GUMBO_TAG_TH; }

int HeadingLevel(GumboTag tag) {
  return tag >= GUMBO_TAG_H1 && tag <= GUMBO_TAG_H6
             ? static_cast<int>(tag) - static_cast<int>(GUMBO_TAG_H1) + 1
             : 0;
}

std::string_view Attribute(const GumboElement& element, const char* name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name);
  return found == nullptr ? std::string_view() : found->value;
}

int NumberAttribute(const GumboElement& element, const char* name,
                    int otherwise) {
  const std::string_view text = Attribute(element, name);
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

bool IsFurniture(const GumboElement& element) {
  return element.tag == GUMBO_TAG_NAV || element.tag == GUMBO_TAG_FOOTER ||
         element.tag == GUMBO_TAG_ASIDE ||
         NamesFurniture(Attribute(element, "class")) ||
         NamesFurniture(Attribute(element, "id"));
}

}  // namespace qiusuo::parser
