// File: service/parser/metric_checks.h
//
// What does not add up between the figures of a report: a rate that does not follow
// from its own numbers, growth that does not follow from its two levels, parts that miss
// their whole, shares above 100 %, a movement whose ends contradict its verb.
// docs/diagnostics.md lists the codes.
//
//   受理20000件,审结18000件,结案率90%      in keeping: nothing is said
//   受理20000件,审结18000件,结案率75%      RATE_MISMATCH
//
// A figure counts for all that it may stand for (stated_figures.h). A check that is
// unsure says nothing.

#ifndef QIUSUO_SERVICE_PARSER_METRIC_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_METRIC_CHECKS_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckMetrics answers RATE_MISMATCH, SHARE_ABOVE_100 and CHANGE_DIRECTION, and all that CheckSums
// remarks, for the metrics of a document over `text`, by place.
std::vector<qiusuo::v1::Diagnostic> CheckMetrics(
    const Text& text, const qiusuo::v1::Document& document);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_METRIC_CHECKS_H_
