#include "service/parser/extract/html.h"

#include <gumbo.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "service/parser/extract/arena.h"
#include "service/parser/extract/html_lines.h"
#include "service/parser/extract/html_reducer.h"
#include "service/parser/extract/main_content.h"
#include "service/parser/extract/page_title.h"

namespace qiusuo::parser {
namespace {

char Lower(char c) {
  return static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
}

bool StartsWithIgnoringCase(std::string_view text, std::string_view lower) {
  if (text.size() < lower.size()) return false;
  for (size_t i = 0; i < lower.size(); ++i) {
    if (Lower(text[i]) != lower[i]) return false;
  }
  return true;
}

// The first place from `from` on, before `end`, where `lower` stands in either case.
size_t FindIgnoringCase(std::string_view text, std::string_view lower,
                        size_t from, size_t end) {
  for (size_t i = from; i + lower.size() <= end && i < text.size(); ++i) {
    if (StartsWithIgnoringCase(text.substr(i), lower)) return i;
  }
  return text.npos;
}

// The tree lives as long as `arena`. Errors of the page are of no interest, and each costs a
// copy of the open elements.
const GumboNode& ParseHtml(std::string_view html, Arena& arena) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;
  options.userdata = &arena;
  options.allocator = [](void* taken_from, size_t bytes) {
    return static_cast<Arena*>(taken_from)->Take(bytes);
  };
  options.deallocator = [](void* given_to, void* piece) {
    static_cast<Arena*>(given_to)->GiveBack(piece);
  };
  return *gumbo_parse_with_options(&options, html.data(), html.size())->root;
}

}  // namespace

bool LooksLikeHtml(std::string_view utf8) {
  constexpr std::array<std::string_view, 14> kOpenings = {
      "<!doctype html", "<html",  "<head",   "<body", "<meta",
      "<title",         "<table", "<div",    "<p>",   "<p ",
      "<script",        "<style", "<center", "<span"};
  constexpr size_t kMaxComments = 20;
  for (size_t comments = 0; comments < kMaxComments; ++comments) {
    const size_t ink = utf8.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (ink == utf8.npos) return false;
    utf8.remove_prefix(ink);
    const bool is_comment = utf8.starts_with("<!--");
    if (!is_comment && !utf8.starts_with("<?xml")) break;
    const size_t end = utf8.find(is_comment ? "-->" : "?>");
    if (end == utf8.npos) return false;
    utf8.remove_prefix(end + (is_comment ? 3 : 2));
  }
  for (const std::string_view opening : kOpenings) {
    if (StartsWithIgnoringCase(utf8, opening)) return true;
  }
  return false;
}

std::string_view HtmlCharset(std::string_view bytes) {
  constexpr std::string_view kCharset = "charset=";
  const std::string_view head = bytes.substr(0, 4096);
  for (size_t i = head.find('<'); i != head.npos; i = head.find('<', i + 1)) {
    if (!StartsWithIgnoringCase(head.substr(i), "<meta")) continue;
    const size_t end = std::min(head.find('>', i), head.size());
    size_t at = FindIgnoringCase(head, kCharset, i, end);
    if (at == head.npos) continue;
    at += kCharset.size();
    if (at < end && (head[at] == '"' || head[at] == '\'')) ++at;
    const size_t stop = head.find_first_of("\"'; \t/>", at);
    return head.substr(at, stop == head.npos ? stop : stop - at);
  }
  return {};
}

absl::StatusOr<ExtractedText> ExtractHtml(std::string_view utf8,
                                          const HtmlOptions& options) {
  ASSIGN_OR_RETURN(const std::string html,
                   ReduceHtml(utf8, options.keep_line_ends));
  Arena arena;
  const GumboNode& root = ParseHtml(html, arena);
  HtmlPage page = ReadHtmlLines(root, options);
  page.titles = PageTitles(root);
  const std::vector<qiusuo::v1::ZoneKind> zones =
      options.finds_main ? ZonesOfPage(page)
                         : std::vector<qiusuo::v1::ZoneKind>();
  ExtractedText text = page.writer.Take();
  for (size_t i = 0; i < zones.size(); ++i) text.lines[i].zone = zones[i];
  return text;
}

}  // namespace qiusuo::parser
