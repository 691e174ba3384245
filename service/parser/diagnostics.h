// File: service/parser/diagnostics.h
//
// All that the parser may remark about a report, by code. docs/diagnostics.md says what each
// code means, with an example; tests/parser/diagnostics_test.cc holds the two together.
//
//   Diagnostic gap = MakeDiagnostic(kOrdinalGap, "“一、”之后是“三、”，序号不连续");
//   *gap.add_spans() = section.title_span();

#ifndef QIUSUO_SERVICE_PARSER_DIAGNOSTICS_H_
#define QIUSUO_SERVICE_PARSER_DIAGNOSTICS_H_

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "qiusuo/v1/document.pb.h"

namespace qiusuo::parser {

// A kind of remark: its stable code and how much it matters.
struct DiagnosticKind {
  std::string_view code;
  qiusuo::v1::Severity severity;
};

// The text as it came.
inline constexpr DiagnosticKind kDamagedBytes = {"DAMAGED_BYTES",
                                                 qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kGarbledText = {"GARBLED_TEXT",
                                                qiusuo::v1::SEVERITY_ERROR};
inline constexpr DiagnosticKind kTruncatedText = {"TRUNCATED_TEXT",
                                                  qiusuo::v1::SEVERITY_ERROR};
inline constexpr DiagnosticKind kMaskedValue = {"MASKED_VALUE",
                                                qiusuo::v1::SEVERITY_INFO};
inline constexpr DiagnosticKind kAttachmentMissing = {
    "ATTACHMENT_MISSING", qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kRepeatedTitle = {"REPEATED_TITLE",
                                                  qiusuo::v1::SEVERITY_INFO};
inline constexpr DiagnosticKind kDuplicateBody = {"DUPLICATE_BODY",
                                                  qiusuo::v1::SEVERITY_WARNING};

// The outline.
inline constexpr DiagnosticKind kOrdinalGap = {"ORDINAL_GAP",
                                               qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kOrdinalDuplicate = {
    "ORDINAL_DUPLICATE", qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kLevelSkipped = {"LEVEL_SKIPPED",
                                                 qiusuo::v1::SEVERITY_INFO};
inline constexpr DiagnosticKind kMixedNumbering = {"MIXED_NUMBERING",
                                                   qiusuo::v1::SEVERITY_INFO};
inline constexpr DiagnosticKind kPromisedCountMismatch = {
    "PROMISED_COUNT_MISMATCH", qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kTableOfContentsMismatch = {
    "TABLE_OF_CONTENTS_MISMATCH", qiusuo::v1::SEVERITY_WARNING};

// Between figures.
inline constexpr DiagnosticKind kRateMismatch = {"RATE_MISMATCH",
                                                 qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kShareAbove100 = {"SHARE_ABOVE_100",
                                                  qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kPartAboveWhole = {
    "PART_ABOVE_WHOLE", qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kPartsMismatch = {"PARTS_MISMATCH",
                                                  qiusuo::v1::SEVERITY_WARNING};
inline constexpr DiagnosticKind kChangeDirection = {
    "CHANGE_DIRECTION", qiusuo::v1::SEVERITY_WARNING};

// Limits.
inline constexpr DiagnosticKind kTooManyFigures = {"TOO_MANY_FIGURES",
                                                   qiusuo::v1::SEVERITY_ERROR};
inline constexpr DiagnosticKind kTooManySections = {"TOO_MANY_SECTIONS",
                                                    qiusuo::v1::SEVERITY_ERROR};

// All of them, in the order of docs/diagnostics.md.
// clang-format off
inline constexpr std::array kDiagnosticKinds = {
    kDamagedBytes,
    kGarbledText,
    kTruncatedText,
    kMaskedValue,
    kAttachmentMissing,
    kRepeatedTitle,
    kDuplicateBody,
    kOrdinalGap,
    kOrdinalDuplicate,
    kLevelSkipped,
    kMixedNumbering,
    kPromisedCountMismatch,
    kTableOfContentsMismatch,
    kRateMismatch,
    kShareAbove100,
    kPartAboveWhole,
    kPartsMismatch,
    kChangeDirection,
    kTooManyFigures,
    kTooManySections,
};
// clang-format on

// MakeDiagnostic answers a remark of this kind that says `message` to people, without places.
inline qiusuo::v1::Diagnostic MakeDiagnostic(const DiagnosticKind& kind,
                                             std::string message) {
  qiusuo::v1::Diagnostic diagnostic;
  diagnostic.set_code(std::string(kind.code));
  diagnostic.set_severity(kind.severity);
  diagnostic.set_message(std::move(message));
  return diagnostic;
}

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_DIAGNOSTICS_H_
