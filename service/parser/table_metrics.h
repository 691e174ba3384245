// File: service/parser/table_metrics.h
//
// The metrics of tables that became lines of text: the rows (table_rows.h) under what
// their header says of all of them.
//
//   科目名称 2026年预算数
//   公共交通运营补助 133880
//     公共交通运营补助  LEVEL  133880  planned, 2026

#ifndef QIUSUO_SERVICE_PARSER_TABLE_METRICS_H_
#define QIUSUO_SERVICE_PARSER_TABLE_METRICS_H_

#include <span>
#include <vector>

#include "google/protobuf/arena.h"
#include "qiusuo/v1/metric.pb.h"
#include "service/parser/periods.h"
#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// A line that is a row, and its metrics; none of a unit note (单位:万元).
struct TableLine {
  CharSpan line;
  std::vector<qiusuo::v1::Metric*> metrics;  // they live in the arena
};

// ReadTables answers those of `lines` that are rows of a table or its unit
// note, in order. `lines` are
// the lines of one zone without the blanks at their ends, `quantities` and `periods`
// what the zone holds.
std::vector<TableLine> ReadTables(const Text& text,
                                  std::span<const CharSpan> lines,
                                  std::span<const FoundQuantity> quantities,
                                  std::span<const FoundPeriod> periods,
                                  google::protobuf::Arena& arena);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_METRICS_H_
