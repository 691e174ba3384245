// File: service/parser/metric_checks.h
//
// Checks between the figures of a report: what does not follow from its own
// numbers. docs/diagnostics.md lists the codes.
//
//   受理案件20000件,审结18000件,结案率75%
//     rate_mismatch: 18000 of 20000 are 90%, not 75%
//
// A check that is unsure says nothing: a rounded or bounded figure (2万余) is
// compared within what it may stand for.

#ifndef QIUSUO_SERVICE_PARSER_METRIC_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_METRIC_CHECKS_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckMetrics answers what is wrong with the metrics of `document`, which are
// those that FindMetrics found, in text order. Linear in the metrics.
std::vector<qiusuo::v1::Diagnostic> CheckMetrics(
    const Text& text, const qiusuo::v1::Document& document);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_METRIC_CHECKS_H_
