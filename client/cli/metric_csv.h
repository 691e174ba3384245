// File: client/cli/metric_csv.h
//
// Metrics as CSV for people: a table that Excel opens, with Chinese heads and words.
//
//   文件标题,发文机关,发文日期,章节,主体,指标,指标编号,数值,数值上限,单位,界限,类型,…
//   某法院工作报告,某法院,2024-01-08,一、主要工作,中院,结案率,court.closing_rate,90,,%,超过,水平值,…
//
// As RFC 4180 has it: commas between, lines end with CR LF, a cell with a comma, a quote or a line
// end stands in quotes. A cell that a spreadsheet would take for a formula begins with an
// apostrophe; so does a cell that has one before such a beginning, which makes the way back plain.

#ifndef QIUSUO_CLIENT_CLI_METRIC_CSV_H_
#define QIUSUO_CLIENT_CLI_METRIC_CSV_H_

#include <string>
#include <string_view>

#include "qiusuo/v1/document.pb.h"

namespace qiusuo::cli {

// By this Excel knows that the file is UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// MetricCsvHead answers the first line.
std::string MetricCsvHead();

// MetricCsvRows answers a line for each metric of a document in FULL view.
std::string MetricCsvRows(const v1::Document& document);

// CsvCell answers a cell as it stands in a line.
std::string CsvCell(std::string_view text);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_METRIC_CSV_H_
