// File: client/cli/document_text.h
//
// A document for people: what it is, its outline, its metrics and what a careful
// reader would remark, as far as its view holds them. The text itself is left to
// JSON.

#ifndef QIUSUO_CLIENT_CLI_DOCUMENT_TEXT_H_
#define QIUSUO_CLIENT_CLI_DOCUMENT_TEXT_H_

#include <ostream>
#include <string>
#include <vector>

#include "client/cli/table.h"
#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/metric.pb.h"
#include "qiusuo/v1/section.pb.h"

namespace qiusuo::cli {

// WriteDocument writes the parts under headings of their own.
void WriteDocument(std::ostream& out, const v1::Document& document);

// The columns and a row of a table of metrics.
std::vector<Column> MetricColumns();
Row MetricRow(const v1::Metric& metric);

// The columns and a row of an outline: the path, and the heading indented by its
// level.
std::vector<Column> OutlineColumns();
Row OutlineRow(const v1::Section& section);

// HeadingText answers marker and title: `一、总则`, `第一章 总则`.
std::string HeadingText(const v1::Section& section);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_DOCUMENT_TEXT_H_
