// File: service/parser/document_record.h
//
// The record that government sites print above a document, label by label:
//
//   索 引 号：  000014349/2019-00006   主题分类：  财政、金融
//   发文机关：  国务院办公厅            成文日期：  2019年01月22日
//   标　　题：  国务院办公厅关于…的指导意见
//   发文字号：  国办发〔2019〕6号       发布日期：  2019年02月14日

#ifndef QIUSUO_SERVICE_PARSER_DOCUMENT_RECORD_H_
#define QIUSUO_SERVICE_PARSER_DOCUMENT_RECORD_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "qiusuo/v1/text.pb.h"
#include "service/parser/lines.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// What the record says; empty where it says nothing.
struct DocumentRecord {
  std::vector<size_t> lines;  // that it stands on, rising; empty without one
  std::string title;
  std::string issuer;
  std::string document_number;
  std::optional<qiusuo::v1::Date> issue_date;
};

// ReadDocumentRecord reads the record among the first lines: those that begin with a label
// of tables/record_labels.tsv, if there are two or more and one is the label of records
// alone (索引号, 发文字号 or the like). Blanks within labels do not matter.
DocumentRecord ReadDocumentRecord(const Text& text,
                                  const std::vector<Line>& lines);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_DOCUMENT_RECORD_H_
