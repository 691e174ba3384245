// File: service/parser/explain_metrics.h
//
// Which words of a document gave its metrics their fields.

#ifndef QIUSUO_SERVICE_PARSER_EXPLAIN_METRICS_H_
#define QIUSUO_SERVICE_PARSER_EXPLAIN_METRICS_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/metric.pb.h"

namespace qiusuo::parser {

// ExplainMetrics reads the metrics of `document`, in FULL view, once more and answers each,
// in reading order, with the words and the rule that gave each field. A metric has the
// name of the document's metric of the same span, none if the document, read by another
// version of the parser, has none there.
std::vector<qiusuo::v1::MetricExplanation> ExplainMetrics(
    const qiusuo::v1::Document& document);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXPLAIN_METRICS_H_
