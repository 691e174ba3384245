// File: service/parser/sum_checks.h
//
// Parts held against their whole.
//
//   全年受理案件1520件,其中民事1100件、刑事420件      in keeping: nothing is said
//   债务余额500亿元,其中短期债务612亿元              PART_ABOVE_WHOLE
//   应出席61人,出席58人,缺席5人                      PARTS_MISMATCH

#ifndef QIUSUO_SERVICE_PARSER_SUM_CHECKS_H_
#define QIUSUO_SERVICE_PARSER_SUM_CHECKS_H_

#include <vector>

#include "qiusuo/v1/document.pb.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// CheckSums answers PART_ABOVE_WHOLE and PARTS_MISMATCH for the metrics of a document over `text`.
// A list need not name all parts: it is flagged only where the sum of what it names misses the
// whole by so little, and in so few digits, that a part left out does not explain it.
std::vector<qiusuo::v1::Diagnostic> CheckSums(
    const Text& text, const qiusuo::v1::Document& document);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_SUM_CHECKS_H_
