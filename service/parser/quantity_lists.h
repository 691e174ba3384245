// File: service/parser/quantity_lists.h
//
// Numbers that belong together: ranges (3%至5%) and lists that share a unit
// (2.3个和2.1个百分点).

#ifndef QIUSUO_SERVICE_PARSER_QUANTITY_LISTS_H_
#define QIUSUO_SERVICE_PARSER_QUANTITY_LISTS_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "service/parser/quantities.h"
#include "service/parser/text.h"

namespace qiusuo::parser {

// RangeJoint answers where the second number of a range would begin, if what stands
// behind `first` can join two ends: 至, 到, a dash, or 以上 of 5万元以上20万元以下.
std::optional<size_t> RangeJoint(const Text& text, const FoundQuantity& first);

// JoinRange makes `first` the range up to `second`. False, with `first` as it was, if
// the two are no ends of one range.
bool JoinRange(const Text& text, FoundQuantity& first,
               const FoundQuantity& second);

// JoinBounds makes one range of two bounds of one number: 不低于5%、不高于8%.
void JoinBounds(const Text& text, std::vector<FoundQuantity>& quantities);

// ShareUnits gives the unit at the end of a list to the members before it that have
// none.
void ShareUnits(const Text& text, std::vector<FoundQuantity>& quantities);

// ShareBounds gives the bound of the first member of a list that 分别 opens to the
// others: 分别约为70%、60%.
void ShareBounds(const Text& text, std::vector<FoundQuantity>& quantities);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_QUANTITY_LISTS_H_
