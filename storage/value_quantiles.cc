#include "storage/value_quantiles.h"

#include <algorithm>
#include <utility>

namespace qiusuo::storage {

void ValueQuantiles::CountEqual(int digits) {
  digits_ = std::min(digits_, digits);
  for (const CompactValue value : values_) runs_.push_back({value, 1});
  counted_ += values_.size();
  // Freed, not only cleared: this is called where memory is short.
  std::vector<CompactValue>().swap(values_);
  for (Run& run : runs_) run.value = run.value.Cut(digits_);
  std::sort(runs_.begin(), runs_.end(),
            [](const Run& a, const Run& b) { return a.value < b.value; });
  size_t end = 0;
  for (const Run& run : runs_) {
    if (end > 0 && runs_[end - 1].value == run.value) {
      runs_[end - 1].count += run.count;
    } else {
      runs_[end++] = run;
    }
  }
  runs_.resize(end);
  runs_.shrink_to_fit();
}

CompactValue ValueQuantiles::At(uint64_t place) {
  if (runs_.empty()) {
    const auto nth = values_.begin() + static_cast<std::ptrdiff_t>(place);
    std::nth_element(values_.begin(), nth, values_.end());
    return *nth;
  }
  if (!values_.empty()) CountEqual(digits_);
  auto run = runs_.begin();
  for (; place >= run->count; ++run) place -= run->count;
  return run->value;
}

}  // namespace qiusuo::storage
