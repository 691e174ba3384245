#include "service/parser/extract/markdown.h"

#include <md4c.h>

#include <string>
#include <utility>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "service/parser/extract/html.h"
#include "service/parser/extract/line_writer.h"

namespace qiusuo::parser {
namespace {

// The bytes of a front matter at the head of a Markdown file, its lines of --- included; 0
// without one.
size_t FrontMatterSize(std::string_view utf8) {
  const size_t begin = utf8.starts_with("\xef\xbb\xbf") ? 3 : 0;
  constexpr std::string_view kFence = "---\n";
  if (!utf8.substr(begin).starts_with(kFence)) return 0;
  const size_t end = utf8.find("\n---", begin + kFence.size() - 1);
  if (end == utf8.npos) return 0;
  const size_t after = utf8.find('\n', end + 1);
  return after == utf8.npos ? utf8.size() : after + 1;
}

ExtractedText ReadFrontMatter(std::string_view lines) {
  LineWriter writer;
  while (!lines.empty()) {
    const size_t end = lines.find('\n');
    const std::string_view line = lines.substr(0, end);
    writer.Append(line);
    writer.EndLine({.zone = qiusuo::v1::ZONE_KIND_NAVIGATION});
    lines.remove_prefix(end == lines.npos ? lines.size() : end + 1);
  }
  return writer.Take();
}

// Markdown as HTML without attributes, which the HTML extractor then reads: mark-up of both kinds
// may stand in one text.
class HtmlRenderer {
 public:
  // Far above what honest Markdown grows by; tables can be made to grow without end.
  explicit HtmlRenderer(size_t input_bytes)
      : max_bytes_(input_bytes * 8 + (size_t{1} << 20)) {}

  int EnterBlock(MD_BLOCKTYPE type, const void* detail) {
    if (type == MD_BLOCK_OL) {
      const auto& list = *static_cast<const MD_BLOCK_OL_DETAIL*>(detail);
      html_ += "<ol start=" + std::to_string(list.start) + ">";
    } else if (type != MD_BLOCK_DOC && type != MD_BLOCK_HTML) {
      html_ += "<" + BlockTag(type, detail) + ">";
    }
    return IsTooLarge();
  }

  int LeaveBlock(MD_BLOCKTYPE type, const void* detail) {
    if (type != MD_BLOCK_DOC && type != MD_BLOCK_HTML && type != MD_BLOCK_HR) {
      html_ += "</" + BlockTag(type, detail) + ">";
    }
    return IsTooLarge();
  }

  int Text(MD_TEXTTYPE type, std::string_view text) {
    switch (type) {
      case MD_TEXT_NULLCHAR:
        html_ += "\xef\xbf\xbd";
        break;
      case MD_TEXT_BR:
        html_ += "<br>";
        break;
      case MD_TEXT_HTML:
      case MD_TEXT_ENTITY:
        html_ += text;
        break;
      default:
        AppendEscaped(text);
    }
    return IsTooLarge();
  }

  std::string TakeHtml() { return std::move(html_); }

 private:
  static std::string BlockTag(MD_BLOCKTYPE type, const void* detail) {
    switch (type) {
      case MD_BLOCK_QUOTE:
        return "blockquote";
      case MD_BLOCK_UL:
        return "ul";
      case MD_BLOCK_OL:
        return "ol";
      case MD_BLOCK_LI:
        return "li";
      case MD_BLOCK_HR:
        return "hr";
      case MD_BLOCK_H:
        return "h" + std::to_string(
                         static_cast<const MD_BLOCK_H_DETAIL*>(detail)->level);
      case MD_BLOCK_CODE:
        return "pre";
      case MD_BLOCK_TABLE:
        return "table";
      case MD_BLOCK_THEAD:
        return "thead";
      case MD_BLOCK_TBODY:
        return "tbody";
      case MD_BLOCK_TR:
        return "tr";
      case MD_BLOCK_TH:
      case MD_BLOCK_TD:
        return "td";
      default:
        return "p";
    }
  }

  void AppendEscaped(std::string_view text) {
    for (const char c : text) {
      if (c == '<') {
        html_ += "&lt;";
      } else if (c == '&') {
        html_ += "&amp;";
      } else {
        html_ += c;
      }
    }
  }

  // What a callback answers to go on, or not.
  int IsTooLarge() const { return html_.size() > max_bytes_ ? 1 : 0; }

  const size_t max_bytes_;
  std::string html_;
};

HtmlRenderer& To(void* renderer) {
  return *static_cast<HtmlRenderer*>(renderer);
}

MD_PARSER Callbacks() {
  MD_PARSER parser = {};
  parser.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
                 MD_FLAG_NOINDENTEDCODEBLOCKS | MD_FLAG_PERMISSIVEATXHEADERS;
  parser.enter_block = [](MD_BLOCKTYPE type, void* detail, void* to) {
    return To(to).EnterBlock(type, detail);
  };
  parser.leave_block = [](MD_BLOCKTYPE type, void* detail, void* to) {
    return To(to).LeaveBlock(type, detail);
  };
  parser.enter_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.leave_span = [](MD_SPANTYPE, void*, void*) { return 0; };
  parser.text = [](MD_TEXTTYPE type, const MD_CHAR* text, MD_SIZE size,
                   void* to) {
    return To(to).Text(type, {text, size});
  };
  return parser;
}

}  // namespace

absl::StatusOr<ExtractedText> ExtractMarkdown(std::string_view utf8) {
  const size_t front = FrontMatterSize(utf8);
  const std::string_view body = utf8.substr(front);
  HtmlRenderer renderer(body.size());
  const MD_PARSER callbacks = Callbacks();
  if (md_parse(body.data(), static_cast<MD_SIZE>(body.size()), &callbacks,
               &renderer) != 0) {
    return MakeError(absl::StatusCode::kInvalidArgument, "CONTENT_TOO_COMPLEX",
                     "content: this Markdown grows without end; send its text");
  }
  ASSIGN_OR_RETURN(const ExtractedText text,
                   ExtractHtml(renderer.TakeHtml(),
                               {.keep_line_ends = true, .finds_main = false}));
  ExtractedText whole = ReadFrontMatter(utf8.substr(0, front));
  const size_t shift = whole.utf8.size();
  for (ExtractedLine line : text.lines) {
    line.end_byte += shift;
    whole.lines.push_back(line);
  }
  whole.utf8 += text.utf8;
  return whole;
}

}  // namespace qiusuo::parser
