// File: client/cli/explanation_text.h
//
// Why metrics are what they are, for people.
//
//   /metrics/2  1.8万余件
//   FIELD           VALUE   WORDS      RULE
//   indicator       审结    审结       the words in front of the figure (left_words.h)
//   quantity.value  18000   1.8万余件  numeral and its scale

#ifndef QIUSUO_CLIENT_CLI_EXPLANATION_TEXT_H_
#define QIUSUO_CLIENT_CLI_EXPLANATION_TEXT_H_

#include <ostream>

#include "qiusuo/v1/metric_service.pb.h"

namespace qiusuo::cli {

// WriteExplanations writes a table for each metric, with empty lines between.
void WriteExplanations(std::ostream& out,
                       const v1::ExplainMetricsResponse& response);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_EXPLANATION_TEXT_H_
