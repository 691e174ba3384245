#include "service/parser/extract/pdf_layout.h"

#include <pugixml.hpp>
#include <utility>
#include <vector>

#include "proto/error_details.h"
#include "service/parser/extract/package.h"
#include "service/parser/extract/paged_lines.h"

namespace qiusuo::parser {

absl::StatusOr<ExtractedText> ExtractPdfLayout(std::string_view xhtml) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(
      xhtml.data(), xhtml.size(), pugi::parse_default, pugi::encoding_utf8);
  const pugi::xml_node pages =
      Child(Child(document.document_element(), "body"), "doc");
  if (!result || !pages) {
    return MakeError(absl::StatusCode::kInvalidArgument, "BINARY_CONTENT",
                     "content: is a damaged PDF document; save it anew");
  }
  std::vector<Page> read;
  bool has_text = false;
  for (const pugi::xml_node node : pages.children("page")) {
    Page page = {.width = node.attribute("width").as_double(),
                 .height = node.attribute("height").as_double()};
    for (const pugi::xml_node word : node.children("word")) {
      page.texts.push_back({.left = word.attribute("xMin").as_double(),
                            .right = word.attribute("xMax").as_double(),
                            .top = word.attribute("yMin").as_double(),
                            .bottom = word.attribute("yMax").as_double(),
                            .text = word.text().get()});
      has_text = true;
    }
    read.push_back(std::move(page));
  }
  if (!has_text) {
    return MakeError(absl::StatusCode::kInvalidArgument, "NO_TEXT",
                     "content: is a PDF of pictures without text; recognise "
                     "its text (OCR) first");
  }
  return ReadPages(read);
}

}  // namespace qiusuo::parser
