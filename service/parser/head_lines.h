// File: service/parser/head_lines.h
//
// What a single line above or below a report is, by its shape alone.

#ifndef QIUSUO_SERVICE_PARSER_HEAD_LINES_H_
#define QIUSUO_SERVICE_PARSER_HEAD_LINES_H_

#include <optional>
#include <string>
#include <string_view>

#include "qiusuo/v1/text.pb.h"
#include "service/parser/calendar_dates.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// FindDocumentNumber answers where a short line holds a document number (发文字号):
// 国办发〔2024〕5号, 国发[2005]12号, 〔2024〕第05号, 中华人民共和国国务院令第499号.
std::optional<CharSpan> FindDocumentNumber(const Text& text, CharSpan ink);

// IsAddressee tells 主送机关 and forms of address: 各省、自治区、直辖市人民政府：, 各位代表！
bool IsAddressee(const Text& text, CharSpan ink);

// IsByline tells speaker, occasion and history of a text: ——2024年1月8日在…会议上, 省长 张某某,
// 2020年5月28日 …通过, （民政部 一九九七年一月二十八日）.
bool IsByline(const Text& text, CharSpan ink);

// IsSpeaker tells an office and a name, or a name alone: 国务院总理 李某, 市长李某某, 李 某 某. Most
// such lines are something else; what stands around must speak for it.
bool IsSpeaker(const Text& text, CharSpan ink);

// IsSessionPaper tells the number of a session's paper: 会议文件（十五）, 会议文件十八.
bool IsSessionPaper(const Text& text, CharSpan ink);

// ReadDateline answers where a news agency's dateline ends that begins the stretch:
// 新华社北京3月16日电. 0 if none does.
size_t ReadDateline(const Text& text, CharSpan ink);

// IsTitleLine tells a line that may be a title or a part of one: short, and no
// sentence.
bool IsTitleLine(const Text& text, CharSpan ink);

// WithoutBlanks answers the folded words without blanks and line ends.
std::u32string WithoutBlanks(const Text& text, CharSpan span);

// EndsTitle tells words that end as titles do, with a word for a kind of text: 方案, 报告, 表.
bool EndsTitle(const Text& text, CharSpan span);

// IsTableNumber tells the number of a table on a line of its own: 表1-1, 附表 2, 表三：.
bool IsTableNumber(const Text& text, CharSpan ink);

// WithoutPageNumber answers a title without the number of the page that a PDF's text may have
// in front of it: 43 某省…情况表. A year, and what counts things (20 条措施), belongs to it.
CharSpan WithoutPageNumber(const Text& text, CharSpan ink);

// IsOrgan tells a line that names one or more issuing bodies and nothing else.
bool IsOrgan(const Text& text, CharSpan ink);

// IsDecreeHead tells the two lines of a decree's red head (命令格式, 10.2 of GB/T 9704-2012):
// 中华人民共和国国务院令 and 第707号.
bool IsDecreeHead(const Text& text, CharSpan ink, CharSpan next);

// IsTitleVariant tells two titles, without blanks, that differ in words that one leaves out:
// 2021年政府工作报告 for 2021年国务院政府工作报告, 政府工作报告 for 某县政府工作报告.
bool IsTitleVariant(std::u32string_view a, std::u32string_view b);

// IssuerOfTitle answers the issuing body that a title begins with: 国务院办公厅 for
// 国务院办公厅关于…的意见, 某县人民法院 for 某县人民法院工作报告. Empty if it names none.
std::string IssuerOfTitle(std::string_view title);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_HEAD_LINES_H_
