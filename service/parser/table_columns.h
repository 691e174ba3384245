// File: service/parser/table_columns.h
//
// Which titles of a table's head are of which column of figures.
//
//   决算数为预
//            算数的%            one title in two lines
//   2024年债务限额
//   一般债务  专项债务          one title over two
//   2024年 / 决算数 / 占预算 / 的%   a page read cell by cell: 2024年决算数, 占预算的%

#ifndef QIUSUO_SERVICE_PARSER_TABLE_COLUMNS_H_
#define QIUSUO_SERVICE_PARSER_TABLE_COLUMNS_H_

#include <span>
#include <vector>

#include "service/parser/column_places.h"
#include "service/parser/table_titles.h"

namespace qiusuo::parser {

// The titles of one line of the head, without those of the labels.
using TitleLine = std::vector<ColumnTitle>;

// PlacesOfTitles answers where the columns of an aligned head are, as far as its titles
// tell alone: those above each other are of one column, but for lines that span some of
// `count` columns.
std::vector<CellPlace> PlacesOfTitles(std::span<const TitleLine> lines,
                                      size_t count);

// MatchTitles answers the columns of a row's figures under `lines`, outermost first:
// by their places if the text is aligned, else by their order. Empty if some figure has
// no title, or some title no figure.
std::vector<TableColumn> MatchTitles(std::span<const TitleLine> lines,
                                     std::span<const CellPlace> figures,
                                     bool aligned);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_TABLE_COLUMNS_H_
