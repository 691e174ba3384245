#include "service/parser/extract/ofd.h"

#include <charconv>
#include <string>
#include <utility>
#include <vector>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "service/parser/extract/paged_lines.h"

namespace qiusuo::parser {
namespace {

constexpr size_t kMaxPages = 5000;

// The numbers of an attribute such as Boundary="10 20 100 5".
std::vector<double> Numbers(std::string_view text) {
  std::vector<double> numbers;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    double number = 0;
    const auto [next, error] = std::from_chars(at, end, number);
    if (error != std::errc()) {
      ++at;
      continue;
    }
    numbers.push_back(number);
    at = next;
  }
  return numbers;
}

// `target` of a part, seen from the folder of the part that names it.
std::string Resolve(const std::string& folder, std::string_view target) {
  if (target.starts_with('/')) return std::string(target.substr(1));
  return folder + std::string(target);
}

std::string FolderOf(const std::string& part) {
  return part.substr(0, part.rfind('/') + 1);
}

// The first node below `root` with this local name, in document order.
pugi::xml_node FindBelow(const pugi::xml_node& root, std::string_view name) {
  return root.find_node(
      [name](const pugi::xml_node& node) { return LocalName(node) == name; });
}

// Reads the text objects below `root` without recursion.
void ReadObjects(const pugi::xml_node& root, Page& page) {
  pugi::xml_node node = root;
  while (node) {
    if (LocalName(node) == "TextObject") {
      const std::vector<double> box = Numbers(LocalAttribute(node, "Boundary"));
      PlacedText placed;
      for (const pugi::xml_node code : node.children()) {
        if (LocalName(code) == "TextCode") placed.text += code.text().get();
      }
      if (box.size() >= 4 && !placed.text.empty()) {
        placed.left = box[0];
        placed.top = box[1];
        placed.right = box[0] + box[2];
        placed.bottom = box[1] + box[3];
        page.texts.push_back(std::move(placed));
      }
    } else if (node.first_child()) {
      node = node.first_child();
      continue;
    }
    while (node != root && !node.next_sibling()) node = node.parent();
    if (node == root) break;
    node = node.next_sibling();
  }
}

absl::StatusOr<Page> ReadPage(Package& package, const std::string& part) {
  ASSIGN_OR_RETURN(const auto xml, package.ReadXml(part));
  const pugi::xml_node root = xml->document_element();
  Page page;
  const std::vector<double> box =
      Numbers(FindBelow(root, "PhysicalBox").text().get());
  if (box.size() >= 4) {
    page.width = box[2];
    page.height = box[3];
  }
  ReadObjects(root, page);
  return page;
}

}  // namespace

absl::StatusOr<ExtractedText> ExtractOfd(Package& package) {
  ASSIGN_OR_RETURN(const auto entry, package.ReadXml("OFD.xml"));
  const std::string document(
      FindBelow(entry->document_element(), "DocRoot").text().get());
  if (document.empty()) {
    return MakeError(absl::StatusCode::kInvalidArgument, "BINARY_CONTENT",
                     "content: is no OFD document: it names no text");
  }
  const std::string root = Resolve("", document);
  ASSIGN_OR_RETURN(const auto main, package.ReadXml(root));
  std::vector<Page> pages;
  bool has_text = false;
  const pugi::xml_node list = Child(main->document_element(), "Pages");
  for (const pugi::xml_node node : list.children()) {
    if (LocalName(node) != "Page") continue;
    if (pages.size() == kMaxPages) {
      return MakeError(absl::StatusCode::kInvalidArgument,
                       "CONTENT_TOO_COMPLEX",
                       "content: has more than 5000 pages; split it");
    }
    ASSIGN_OR_RETURN(
        Page page, ReadPage(package, Resolve(FolderOf(root),
                                             LocalAttribute(node, "BaseLoc"))));
    has_text |= !page.texts.empty();
    pages.push_back(std::move(page));
  }
  if (!has_text) {
    return MakeError(absl::StatusCode::kInvalidArgument, "NO_TEXT",
                     "content: is an OFD of pictures without text; recognise "
                     "its text (OCR) first");
  }
  return ReadPages(pages);
}

}  // namespace qiusuo::parser
