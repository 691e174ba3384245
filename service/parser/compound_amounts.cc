#include "service/parser/compound_amounts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/decimal.h"
#include "service/parser/cardinals.h"
#include "service/parser/plain_cardinals.h"
#include "service/parser/units.h"

namespace qiusuo::parser {
namespace {

struct Step {
  std::string_view unit;
  std::string_view smaller;  // empty: a last digit without unit
  int decimals = 0;          // `smaller` is this power of ten of `unit`, or
  int parts = 0;             // so many make one `unit`
};

constexpr Step kSteps[] = {{.unit = "元", .smaller = "角", .decimals = 1},
                           {.unit = "元", .smaller = "毛", .decimals = 1},
                           {.unit = "元", .smaller = "分", .decimals = 2},
                           {.unit = "块", .smaller = "角", .decimals = 1},
                           {.unit = "块", .smaller = "毛", .decimals = 1},
                           {.unit = "块", .smaller = "分", .decimals = 2},
                           {.unit = "块", .smaller = "", .decimals = 1},
                           {.unit = "角", .smaller = "分", .decimals = 1},
                           {.unit = "角", .smaller = "", .decimals = 1},
                           {.unit = "角", .smaller = "分钱", .decimals = 1},
                           {.unit = "毛", .smaller = "分", .decimals = 1},
                           {.unit = "毛", .smaller = "分钱", .decimals = 1},
                           {.unit = "毛", .smaller = "", .decimals = 1},
                           {.unit = "美元", .smaller = "美分", .decimals = 2},
                           {.unit = "斤", .smaller = "两", .decimals = 1},
                           {.unit = "米", .smaller = "", .decimals = 1},
                           {.unit = "年", .smaller = "个月", .parts = 12},
                           {.unit = "天", .smaller = "小时", .parts = 24},
                           {.unit = "天", .smaller = "个小时", .parts = 24},
                           {.unit = "小时", .smaller = "分", .parts = 60},
                           {.unit = "小时", .smaller = "分钟", .parts = 60},
                           {.unit = "个小时", .smaller = "分钟", .parts = 60},
                           {.unit = "分", .smaller = "秒", .parts = 60},
                           {.unit = "分钟", .smaller = "秒", .parts = 60},
                           {.unit = "分", .smaller = "秒钟", .parts = 60}};

bool EndsAmount(char32_t c) {
  return c == 0 || c == U',' || c == U'。' || c == U'钱' || c == U';' ||
         c == U'\n';
}

const Step* FindStep(std::string_view unit, std::string_view smaller) {
  for (const Step& step : kSteps) {
    if (step.unit == unit && step.smaller == smaller) return &step;
  }
  return nullptr;
}

bool HasSteps(std::string_view unit) {
  for (const Step& step : kSteps) {
    if (step.unit == unit) return true;
  }
  return false;
}

// A smaller part: its amount, its unit as written, the step to it and its end.
struct Part {
  Cardinal amount;
  std::string unit;
  const Step* step = nullptr;
  size_t end = 0;
};

std::optional<Part> ReadPart(const Text& text, size_t i,
                             std::string_view larger) {
  if (text[i] == U'零' || text[i] == U'又') ++i;
  const std::optional<Cardinal> amount = ReadCardinal(text, i);
  if (!amount || amount->point || amount->masked || amount->more ||
      !amount->width.is_zero()) {
    return std::nullopt;
  }
  Part part;
  part.amount = *amount;
  part.end = amount->end;
  if (const std::optional<Unit> unit = ReadUnit(text, amount->end)) {
    part.unit = text.Utf8({amount->end, unit->end});
    part.end = unit->end;
  } else if (!EndsAmount(text[part.end]) ||
             (amount->arabic && larger == "米")) {
    return std::nullopt;
  }
  part.step = FindStep(larger, part.unit);
  if (part.step == nullptr) return std::nullopt;
  if (part.step->parts > 0) {
    const Decimal all = *Decimal::Parse(std::to_string(part.step->parts));
    return part.amount.value < all ? std::optional(part) : std::nullopt;
  }
  if (part.unit.empty() && amount->arabic) return std::nullopt;
  const Decimal all = *Decimal::Parse("10");
  return part.amount.digits && part.amount.value < all ? std::optional(part)
                                                       : std::nullopt;
}

}  // namespace

void AddSmallerParts(const Text& text, FoundQuantity& q) {
  if (q.masked || q.value_to || q.unit_span.empty() ||
      q.span.end != q.unit_span.end || q.cardinal.point) {
    return;
  }
  const char32_t next = text[q.span.end];
  if (!MayBelongToCardinal(next) && next != U'又') return;
  constexpr size_t kYearDigits = 4;
  if (q.unit_text == "年" && q.cardinal.digit_count >= kYearDigits) return;
  const size_t begin = q.number.begin;
  if (begin > 0 && (text[begin - 1] == U'点' || text[begin - 1] == U'时')) {
    return;  // 五点三十分六秒 is a time of day
  }
  std::string unit = q.unit_text;
  int64_t decimals = 0;
  while (HasSteps(unit)) {
    const std::optional<Part> part = ReadPart(text, q.span.end, unit);
    if (!part) return;
    unit = part->unit;
    if (part->step->parts > 0) {
      const Decimal parts = *Decimal::Parse(std::to_string(part->step->parts));
      q.value = q.value * parts + part->amount.value;
      q.unit_text = part->unit;
      q.unit_span = {part->amount.end, part->end};
      q.unit = UnitNamed(text.Folded(q.unit_span)).value_or(Unit());
    } else {
      decimals += part->step->decimals;
      q.value = q.value + part->amount.value.ShiftedBy(-decimals);
    }
    q.approximate_to = q.value;
    q.span.end = part->end;
  }
}

}  // namespace qiusuo::parser
