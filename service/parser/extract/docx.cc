#include "service/parser/extract/docx.h"

#include <charconv>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "proto/error_details.h"
#include "service/parser/extract/docx_numbering.h"
#include "service/parser/extract/line_writer.h"

namespace qiusuo::parser {
namespace {

using qiusuo::v1::ZoneKind;

constexpr int kMaxNesting = 2000;  // elements within each other

int Number(std::string_view text, int otherwise) {
  int value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

// On unless it says otherwise: <w:vanish/>, <w:vanish w:val="0"/>.
bool IsOn(const pugi::xml_node& toggle) {
  const std::string_view value = LocalAttribute(toggle, "val");
  return toggle && value != "0" && value != "false" && value != "off";
}

// What a paragraph or its style says of headings and numbers.
struct ParagraphFacts {
  std::optional<int> outline;  // 0 for a heading of the first level
  std::string list;            // numId; "0" takes the style's away
  std::optional<int> list_level;
};

ParagraphFacts ReadFacts(const pugi::xml_node& properties) {
  ParagraphFacts facts;
  const pugi::xml_node outline = Child(properties, "outlineLvl");
  if (outline) facts.outline = Number(LocalAttribute(outline, "val"), 9);
  const pugi::xml_node numbers = Child(properties, "numPr");
  facts.list = LocalAttribute(Child(numbers, "numId"), "val");
  const pugi::xml_node level = Child(numbers, "ilvl");
  if (level) facts.list_level = Number(LocalAttribute(level, "val"), 0);
  return facts;
}

// The paragraph styles of word/styles.xml, each with what it takes over from those it is
// based on.
class Styles {
 public:
  explicit Styles(const pugi::xml_node& styles) {
    for (const pugi::xml_node node : styles.children()) {
      if (LocalName(node) != "style") continue;
      Style& style = styles_[std::string(LocalAttribute(node, "styleId"))];
      style.facts = ReadFacts(Child(node, "pPr"));
      style.based_on = LocalAttribute(Child(node, "basedOn"), "val");
      const std::string_view name = LocalAttribute(Child(node, "name"), "val");
      constexpr std::string_view kHeading = "heading ";
      if (!style.facts.outline && name.starts_with(kHeading)) {
        style.facts.outline = Number(name.substr(kHeading.size()), 10) - 1;
      }
      style.is_contents = name.starts_with("toc ");
    }
  }

  // `own` with what the style adds to it.
  ParagraphFacts Complete(ParagraphFacts own, std::string style_id) const {
    constexpr int kMaxBases = 20;  // they may run in a circle
    for (int i = 0; i < kMaxBases; ++i) {
      const auto style = styles_.find(style_id);
      if (style == styles_.end()) break;
      const ParagraphFacts& facts = style->second.facts;
      if (!own.outline) own.outline = facts.outline;
      if (own.list.empty()) {
        own.list = facts.list;
        if (!own.list_level) own.list_level = facts.list_level;
      }
      style_id = style->second.based_on;
    }
    return own;
  }

  bool IsContents(const std::string& style_id) const {
    const auto style = styles_.find(style_id);
    return style != styles_.end() && style->second.is_contents;
  }

 private:
  struct Style {
    ParagraphFacts facts;
    std::string based_on;
    bool is_contents = false;  // of a table of contents
  };
  std::unordered_map<std::string, Style> styles_;
};

// Elements whose text no reader of the finished document sees, or sees twice.
bool IsUnseen(std::string_view name) {
  static const std::unordered_set<std::string_view> names = {
      "del",      "moveFrom", "instrText", "delText",       "Fallback", "rPr",
      "pPr",      "tblPr",    "tblGrid",   "trPr",          "sectPr",   "sdtPr",
      "sdtEndPr", "pict",     "object",    "annotationRef", "rt"};
  return names.contains(name);
}

// Reads one part of the document into lines.
class PartReader {
 public:
  PartReader(const Styles& styles, DocxNumbering& numbering, LineWriter& writer,
             ZoneKind zone)
      : styles_(styles), numbering_(numbering), writer_(writer), zone_(zone) {}

  absl::Status Read(const pugi::xml_node& root) {
    pugi::xml_node node = root;
    for (int depth = 0;;) {
      if (depth > kMaxNesting) {
        return MakeError(absl::StatusCode::kInvalidArgument,
                         "CONTENT_TOO_COMPLEX",
                         absl::StrCat("content: the document has more than ",
                                      kMaxNesting, " levels; send its text"));
      }
      if (Enter(node) && node.first_child()) {
        node = node.first_child();
        ++depth;
        continue;
      }
      Leave(node);
      while (node != root && !node.next_sibling()) {
        node = node.parent();
        --depth;
        Leave(node);
      }
      if (node == root) break;
      node = node.next_sibling();
    }
    EndLine();
    return absl::OkStatus();
  }

 private:
  // False: nothing in the element is read.
  bool Enter(const pugi::xml_node& node) {
    const std::string_view name = LocalName(node);
    if (IsUnseen(name)) return false;
    if (name == "r" && IsOn(Child(Child(node, "rPr"), "vanish"))) return false;
    if (name == "p") {
      BeginParagraph(node);
    } else if (name == "t") {
      writer_.Append(node.text().get());
    } else if (name == "tab" || name == "ptab") {
      writer_.Append("\t");
    } else if (name == "br" || name == "cr") {
      EndLine();
    } else if (name == "noBreakHyphen") {
      writer_.Append("-");
    } else if (name == "tr") {
      EndLine();
      writer_.BeginRow();
    } else if (name == "footnote" || name == "endnote") {
      // The lines between text and notes are notes of a type of their own.
      return LocalAttribute(node, "type").empty() ||
             LocalAttribute(node, "type") == "normal";
    }
    return true;
  }

  void Leave(const pugi::xml_node& node) {
    const std::string_view name = LocalName(node);
    if (name == "p") {
      EndLine();
      facts_ = {.zone = zone_};
    } else if (name == "tc") {
      constexpr int kMaxColumns = 50;
      const int columns = Number(
          LocalAttribute(Child(Child(node, "tcPr"), "gridSpan"), "val"), 1);
      writer_.EndCell(std::clamp(columns, 1, kMaxColumns), {.zone = zone_});
    } else if (name == "tr") {
      writer_.EndRow();
    }
  }

  void BeginParagraph(const pugi::xml_node& node) {
    constexpr int kHeadings = 9;
    EndLine();  // of a paragraph that this one, a text box's, stands in
    const pugi::xml_node properties = Child(node, "pPr");
    const std::string style(LocalAttribute(Child(properties, "pStyle"), "val"));
    const ParagraphFacts facts = styles_.Complete(ReadFacts(properties), style);
    const int outline = facts.outline.value_or(kHeadings);
    facts_ = {.heading = outline >= 0 && outline < kHeadings ? outline + 1 : 0,
              .zone = styles_.IsContents(style)
                          ? qiusuo::v1::ZONE_KIND_TABLE_OF_CONTENTS
                          : zone_};
    if (!facts.list.empty() && facts.list != "0" && HasText(node)) {
      writer_.Append(numbering_.Next(facts.list, facts.list_level.value_or(0)));
    }
  }

  // Word numbers empty paragraphs too, but nobody writes them; only those with runs are lines
  // of ours.
  static bool HasText(const pugi::xml_node& paragraph) {
    for (const pugi::xml_node child : paragraph.children()) {
      const std::string_view name = LocalName(child);
      if (name == "r" || name == "hyperlink" || name == "ins" ||
          name == "smartTag" || name == "sdt") {
        return true;
      }
    }
    return false;
  }

  void EndLine() { writer_.EndLine(facts_); }

  const Styles& styles_;
  DocxNumbering& numbering_;
  LineWriter& writer_;
  const ZoneKind zone_;
  LineFacts facts_ = {.zone = zone_};
};

// The part, or no node if the package has none.
absl::StatusOr<std::unique_ptr<pugi::xml_document>> ReadIfThere(
    Package& package, const std::string& name) {
  if (!package.Has(name)) return std::make_unique<pugi::xml_document>();
  return package.ReadXml(name);
}

// The name of the main part, by the package's relations.
absl::StatusOr<std::string> MainPart(Package& package) {
  ASSIGN_OR_RETURN(const auto relations, ReadIfThere(package, "_rels/.rels"));
  for (const pugi::xml_node node : relations->document_element().children()) {
    std::string_view target = LocalAttribute(node, "Target");
    if (!LocalAttribute(node, "Type").ends_with("/officeDocument")) continue;
    if (target.starts_with('/')) target.remove_prefix(1);
    if (target.find("word/") != target.npos) return std::string(target);
    return MakeError(absl::StatusCode::kInvalidArgument, "BINARY_CONTENT",
                     "content: is an Office file but no Word document; save "
                     "it as DOCX or text");
  }
  return std::string("word/document.xml");
}

}  // namespace

absl::StatusOr<ExtractedText> ExtractDocx(Package& package) {
  constexpr int kMaxFurnitureParts = 20;  // headers and footers each
  ASSIGN_OR_RETURN(const std::string main, MainPart(package));
  const std::string folder = main.substr(0, main.rfind('/') + 1);
  ASSIGN_OR_RETURN(const auto body, package.ReadXml(main));
  ASSIGN_OR_RETURN(const auto styles_part,
                   ReadIfThere(package, folder + "styles.xml"));
  ASSIGN_OR_RETURN(const auto numbering_part,
                   ReadIfThere(package, folder + "numbering.xml"));
  const Styles styles(styles_part->document_element());
  DocxNumbering numbering(numbering_part->document_element());
  LineWriter writer;
  const auto read = [&](const pugi::xml_node& root, ZoneKind zone) {
    return PartReader(styles, numbering, writer, zone).Read(root);
  };
  RETURN_IF_ERROR(
      read(body->document_element(), qiusuo::v1::ZONE_KIND_UNSPECIFIED));
  for (const char* notes : {"footnotes.xml", "endnotes.xml"}) {
    ASSIGN_OR_RETURN(const auto part, ReadIfThere(package, folder + notes));
    RETURN_IF_ERROR(
        read(part->document_element(), qiusuo::v1::ZONE_KIND_FOOTNOTE));
  }
  for (const char* kind : {"header", "footer"}) {
    for (int i = 1; i <= kMaxFurnitureParts; ++i) {
      const std::string name = absl::StrCat(folder, kind, i, ".xml");
      if (!package.Has(name)) break;
      ASSIGN_OR_RETURN(const auto part, package.ReadXml(name));
      RETURN_IF_ERROR(
          read(part->document_element(), qiusuo::v1::ZONE_KIND_FOOTER));
    }
  }
  return writer.Take();
}

}  // namespace qiusuo::parser
