// File: service/parser/attachment_checks.h
//
// Attachments that a report names and that did not come with it.
//
//   附件：1.任务分工表          the list (GB/T 9704-2012, 7.3.4)
//        2.进度安排
//   …
//   附件1                      stands here
//   任务分工表
//
//   -> ATTACHMENT_MISSING: 进度安排

#ifndef QIUSUO_SERVICE_PARSER_ATTACHMENT_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_ATTACHMENT_CHECKS_H_

#include <optional>
#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckAttachments answers ATTACHMENT_MISSING, once for all attachments that the list names or
// that the text points at (见附件2) and that stand nowhere below: neither under a label with their
// number nor under their name. `is_body[i]` tells the lines of the text: a single 附件：办法 right above
// text is the attachment. The spans are the places that name them. Pages often
// offer attachments as files of their own: then all of them are missing, and it is said
// once. Time is linear.
std::optional<qiusuo::v1::Diagnostic> CheckAttachments(
    const Text& text, const std::vector<Line>& lines,
    const std::vector<bool>& is_body);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_ATTACHMENT_CHECKS_H_
