#include "service/parser/bases.h"

#include <string_view>

namespace qiusuo::parser {

qiusuo::v1::Basis BasisOfComparison(const Text& text, CharSpan period) {
  const std::u32string_view words = text.Folded(period);
  const auto holds = [&](std::u32string_view word) {
    return words.find(word) != words.npos;
  };
  // “十三五”同期: five years, not one.
  if (words.starts_with(U"上年") || words.starts_with(U"去年") ||
      words.starts_with(U"上一年") ||
      (holds(U"同期") && !holds(U"五”") && !holds(U"五时期"))) {
    return qiusuo::v1::BASIS_YEAR_ON_YEAR;
  }
  if (words.starts_with(U"上月") || words.starts_with(U"上季") ||
      words.starts_with(U"上个") || words.starts_with(U"上周") ||
      words.starts_with(U"上一季")) {
    return qiusuo::v1::BASIS_PERIOD_ON_PERIOD;
  }
  if (words.starts_with(U"前一") && !holds(U"年")) {  // 比前一周
    return qiusuo::v1::BASIS_PERIOD_ON_PERIOD;
  }
  // 比11月, 比一季度: of the same year.
  if (!holds(U"年") && (holds(U"月") || holds(U"季"))) {
    return qiusuo::v1::BASIS_PERIOD_ON_PERIOD;
  }
  return qiusuo::v1::BASIS_BASE_PERIOD;
}

}  // namespace qiusuo::parser
