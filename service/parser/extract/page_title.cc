#include "service/parser/extract/page_title.h"

#include <algorithm>

#include "service/parser/extract/characters.h"
#include "service/parser/extract/html_tags.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxTitle = 600;
// Four Han characters: less is a word that any menu may hold.
constexpr size_t kMinMatch = 12;

// The first child with this tag; null if there is none.
const GumboElement* Child(const GumboElement& parent, GumboTag tag) {
  for (unsigned i = 0; i < parent.children.length; ++i) {
    const auto* node = static_cast<const GumboNode*>(parent.children.data[i]);
    if (node->type == GUMBO_NODE_ELEMENT && node->v.element.tag == tag) {
      return &node->v.element;
    }
  }
  return nullptr;
}

void AddTitle(std::string_view words, std::vector<std::string>& titles) {
  std::string title = Squeeze(words.substr(0, kMaxTitle));
  if (title.size() >= kMinMatch) titles.push_back(std::move(title));
}

bool IsNamed(const GumboElement& meta, std::string_view name) {
  const std::string_view there = Attribute(meta, "name");
  return std::equal(there.begin(), there.end(), name.begin(), name.end(),
                    [](char a, char b) { return (a | 0x20) == (b | 0x20); });
}

// The words of a title up to the mark that parts them from column and site.
std::string_view FirstPart(std::string_view title) {
  return title.substr(0, title.find_first_of("_|-"));
}

// The bytes that the line begins with and the title holds.
size_t SharedBytes(std::string_view title, std::string_view line) {
  size_t shared = 0;
  size_t beyond = std::min(title.size(), line.size()) + 1;
  while (shared + 1 < beyond) {
    const size_t middle = (shared + beyond) / 2;
    (title.find(line.substr(0, middle)) == title.npos ? beyond : shared) =
        middle;
  }
  return shared;
}

// How well the line is the title: twice the bytes that they share, and one more where the
// line is nothing else. 0 if it is not.
size_t Match(std::string_view title, std::string_view line) {
  constexpr size_t kPercent = 80;
  if (line.size() < kMinMatch) return 0;
  const size_t shared = SharedBytes(title, line);
  if (shared >= kMinMatch && shared * 100 >= line.size() * kPercent) {
    return shared * 2 + (shared == line.size() ? 1 : 0);
  }
  const std::string_view part = FirstPart(title);
  return part.size() >= kMinMatch && line.find(part) != line.npos
             ? part.size() * 2
             : 0;
}

}  // namespace

std::string Squeeze(std::string_view utf8) {
  std::string squeezed;
  squeezed.reserve(utf8.size());
  for (size_t i = 0; i < utf8.size();) {
    const std::string_view rest = utf8.substr(i);
    if (IsBlank(utf8[i])) {
      ++i;
    } else if (rest.starts_with("\xc2\xa0")) {
      i += 2;
    } else if (rest.starts_with("\xe3\x80\x80") ||
               rest.starts_with("\xe2\x80\x8b")) {
      i += 3;
    } else {
      squeezed += utf8[i++];
    }
  }
  return squeezed;
}

std::vector<std::string> PageTitles(const GumboNode& root) {
  std::vector<std::string> titles;
  const GumboElement* head = Child(root.v.element, GUMBO_TAG_HEAD);
  if (head == nullptr) return titles;
  for (unsigned i = 0; i < head->children.length; ++i) {
    const auto* node = static_cast<const GumboNode*>(head->children.data[i]);
    if (node->type != GUMBO_NODE_ELEMENT) continue;
    const GumboElement& element = node->v.element;
    if (element.tag == GUMBO_TAG_META && IsNamed(element, "ArticleTitle")) {
      AddTitle(Attribute(element, "content"), titles);
    }
    if (element.tag == GUMBO_TAG_TITLE && element.children.length > 0) {
      const auto* text =
          static_cast<const GumboNode*>(element.children.data[0]);
      if (text->type == GUMBO_NODE_TEXT) AddTitle(text->v.text.text, titles);
    }
    if (titles.size() >= 2) break;
  }
  return titles;
}

size_t FindTitleLine(const LineWriter& writer,
                     const std::vector<std::string>& titles, size_t end_line) {
  const auto squeezed = [&writer](size_t i) {
    const WrittenLine& line = writer.lines()[i];
    return line.end - line.begin > kMaxTitle
               ? std::string()
               : Squeeze(std::string_view(writer.text())
                             .substr(line.begin, line.end - line.begin));
  };
  size_t best = end_line;
  size_t most = 0;
  for (size_t i = 0; !titles.empty() && i < end_line; ++i) {
    const std::string line = squeezed(i);
    for (const std::string& title : titles) {
      const size_t match = Match(title, line);
      if (match <= most) continue;
      most = match;
      best = i;
    }
  }
  // A title may go over several lines, the last of them the longest.
  for (std::string joined; best < end_line && best > 0; --best) {
    if (joined.empty()) joined = squeezed(best);
    joined.insert(0, squeezed(best - 1));
    if (std::none_of(titles.begin(), titles.end(),
                     [&joined](const std::string& title) {
                       return title.find(joined) != title.npos;
                     })) {
      break;
    }
  }
  return best;
}

}  // namespace qiusuo::parser
