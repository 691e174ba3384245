#include "storage/indicator_list.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <utility>

#include "base/status_macros.h"
#include "storage/facet_scan.h"
#include "storage/keys.h"
#include "storage/metric_rank.h"
#include "storage/period_group.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::Indicator;

// Rows after which a page ends.
constexpr size_t kMaxRowsPerIndicatorPage = 200'000;
constexpr int kMaxUnits = 20;
// The unit of a metric whose facets do not hold it.
constexpr std::string_view kLongUnit = "…";

// What the rows of one name come to.
class IndicatorCount {
 public:
  void Add(const MetricFacets& facets) {
    ++count_;
    ++units_[std::string(facets.counted_unit.value_or(kLongUnit))];
    const std::string_view first =
        facets.period.substr(0, facets.period.size() / 2);
    const std::string_view last = facets.period.substr(first.size());
    if (first != NoDateRank() && (first_.empty() || first < first_)) {
      first_ = first;
    }
    if (last != NoDateRank() && last > last_) last_ = last;
  }

  int64_t count() const { return count_; }

  Indicator ToMessage(std::string name, bool has_more) const {
    Indicator indicator;
    indicator.set_name(std::move(name));
    indicator.set_metric_count(count_);
    indicator.set_has_more(has_more);
    std::vector<std::pair<std::string, int64_t>> units(units_.begin(),
                                                       units_.end());
    std::stable_sort(
        units.begin(), units.end(),
        [](const auto& a, const auto& b) { return a.second > b.second; });
    for (auto& [unit, count] : units) {
      if (indicator.units_size() == kMaxUnits) break;
      qiusuo::v1::UnitCount& message = *indicator.add_units();
      message.set_unit(std::move(unit));
      message.set_metric_count(count);
    }
    if (!first_.empty()) *indicator.mutable_first_date() = RankedDate(first_);
    if (!last_.empty()) *indicator.mutable_last_date() = RankedDate(last_);
    return indicator;
  }

 private:
  int64_t count_ = 0;
  std::map<std::string, int64_t> units_;
  std::string first_;  // DateRank; empty: none
  std::string last_;
};

// The rows of one collection, at the first of a name.
struct Names {
  std::string collection;
  std::unique_ptr<FacetScan> scan;
};

struct Counted {
  bool has_more;  // rows of the name that were not counted
  bool at_end;    // no row follows
};

// Counts the rows of the name that the scan is at, and goes behind them.
absl::StatusOr<Counted> CountName(Names& names, IndicatorCount& count) {
  const std::string name(names.scan->indicator());
  for (int64_t rows = 0; rows < kMaxCountedMetrics; ++rows) {
    count.Add(names.scan->facets());
    ASSIGN_OR_RETURN(const bool found, names.scan->Next());
    if (!found || names.scan->indicator() != name)
      return Counted{false, !found};
  }
  names.scan->SkipTo(
      PrefixRange(IndicatorKeys(names.collection, "").begin + name).end);
  ASSIGN_OR_RETURN(const bool found, names.scan->Next());
  return Counted{true, !found};
}

}  // namespace

absl::StatusOr<Page<Indicator>> ListIndicators(
    const Snapshot& snapshot, const TailView& tail,
    const std::vector<std::string>& collections, std::string_view prefix,
    const PageLimits& limits, std::string_view resume) {
  std::vector<Names> sources;
  for (const std::string& collection : collections) {
    KeyRange range = IndicatorKeys(collection, prefix);
    if (!resume.empty()) {
      const std::string begin = IndicatorKeys(collection, "").begin;
      range.begin =
          std::max(range.begin, PrefixRange(begin + std::string(resume)).end);
    }
    Names names{collection, std::make_unique<FacetScan>(
                                snapshot, tail, MetricIndex::kIndicatorDocument,
                                collection, std::move(range))};
    ASSIGN_OR_RETURN(const bool found, names.scan->Next());
    if (found) sources.push_back(std::move(names));
  }
  Page<Indicator> page;
  size_t bytes = 0;
  size_t rows = 0;
  std::string last;
  while (!sources.empty()) {
    if (page.items.size() >= limits.max_items || bytes >= limits.max_bytes ||
        rows >= kMaxRowsPerIndicatorPage) {
      page.resume = last;
      return page;
    }
    last = std::min_element(sources.begin(), sources.end(),
                            [](const Names& a, const Names& b) {
                              return a.scan->indicator() < b.scan->indicator();
                            })
               ->scan->indicator();
    IndicatorCount count;
    bool has_more = false;
    for (size_t i = sources.size(); i-- > 0;) {
      if (sources[i].scan->indicator() != last) continue;
      ASSIGN_OR_RETURN(const Counted counted, CountName(sources[i], count));
      has_more = has_more || counted.has_more;
      if (counted.at_end) {
        sources.erase(sources.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
    rows += static_cast<size_t>(count.count());
    std::string_view key = last;
    page.items.push_back(count.ToMessage(TakeText(key).value_or(""), has_more));
    bytes += page.items.back().ByteSizeLong();
  }
  return page;
}

}  // namespace qiusuo::storage
