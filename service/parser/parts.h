// File: service/parser/parts.h
//
// The texts behind a report's own (附件, 7.3.7 of GB/T 9704-2012, and by custom): attachments,
// glossaries, and what a letter passes on below its signature.
//
//   附件2                label, 2
//   任务分工表            title
//   一、分工原则          the first text of the part
//
// A part begins at a label (附件, 附录, 附表), at the title of a glossary (名词解释,
// 有关指标说明), at the title of a further text (second_texts.h), or below a signature.
// The list of what is attached (附件：1.办法) is none.

#ifndef QIUSUO_SERVICE_PARSER_PARTS_H_
#define QIUSUO_SERVICE_PARSER_PARTS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/functional/function_ref.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

struct Part {
  size_t line = 0;      // its first line
  size_t end_line = 0;  // the first line behind label and title
  CharSpan label;       // 附件2, without the colon; empty if it has none
  int64_t number = 0;   // 2; 0 if none is stated
  CharSpan title;       // over one line or several; empty if none was found
  bool is_glossary = false;  // it explains terms, or holds notes
  bool is_table = false;     // nothing but rows, and what explains them
  bool is_behind_signature = false;
};

// FindAttachmentListEnd answers the line behind a list of attachments (7.3.4) that begins
// in line `first`: 附件：1.名单, and below 2.办法. `first` if none does.
size_t FindAttachmentListEnd(const Text& text, const std::vector<Line>& lines,
                             size_t first);

// OffersFile tells a line that names a file to load: 1.名单.docx
bool OffersFile(const Text& text, const Line& line);

// IsGlossaryTitle tells words that name a glossary or notes: 有关名词解释, 《政府工作报告》名词、术语注释,
// 主要指标说明, 附注.
bool IsGlossaryTitle(const Text& text, CharSpan ink);

// IsPartLabel tells a line that is nothing but a label or the title of a glossary: 附件,
// 附件2：, 附录, 注释：, 名词解释.
bool IsPartLabel(const Text& text, const Line& line);

// ReadPart answers the part that opens in line `first`, nullopt if none does. `is_text` tells
// the lines that are the report's: where none follows, 附件1 or 附件1：办法 only names it.
std::optional<Part> ReadPart(const Text& text, const std::vector<Line>& lines,
                             size_t first,
                             absl::FunctionRef<bool(size_t)> is_text);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_PARTS_H_
