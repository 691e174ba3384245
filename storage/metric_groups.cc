#include "storage/metric_groups.h"

#include <algorithm>
#include <utility>

#include "base/strings.h"
#include "proto/names.h"
#include "storage/keys.h"
#include "storage/period_group.h"

namespace qiusuo::storage {
namespace {

using qiusuo::v1::MetricGroup;
using qiusuo::v1::MetricGrouping;

// Entries that all groups together may keep for quantiles, 16 bytes each at most.
constexpr size_t kMaxQuantileEntries = size_t{1} << 21;
constexpr int kFirstCutDigits = 4;
constexpr size_t kMaxKnownPeriods = 4096;
// Between the collection and the document in a document's name.
constexpr std::string_view kDocumentBegin = "/documents/";

std::vector<MetricGrouping> WithUnit(std::vector<MetricGrouping> parts) {
  if (std::count(parts.begin(), parts.end(),
                 qiusuo::v1::METRIC_GROUPING_UNIT) == 0) {
    parts.push_back(qiusuo::v1::METRIC_GROUPING_UNIT);
  }
  return parts;
}

}  // namespace

MetricGroups::MetricGroups(const MetricAggregation& aggregation,
                           const PageLimits& limits, std::string_view resume)
    : parts_(WithUnit(aggregation.group_by)),
      questions_(aggregation.quantiles),
      limits_(limits),
      after_(resume),
      adds_until_check_(kMaxQuantileEntries) {}

void MetricGroups::SetKey(const GroupedMetric& metric) {
  key_.clear();
  for (const MetricGrouping part : parts_) {
    switch (part) {
      case qiusuo::v1::METRIC_GROUPING_INDICATOR:
        AppendText(key_, metric.indicator);
        break;
      case qiusuo::v1::METRIC_GROUPING_SUBJECT:
        AppendText(key_, metric.subject);
        break;
      case qiusuo::v1::METRIC_GROUPING_UNIT:
        AppendText(key_, metric.unit);
        break;
      case qiusuo::v1::METRIC_GROUPING_COLLECTION:
        AppendText(key_, metric.collection);
        break;
      case qiusuo::v1::METRIC_GROUPING_DOCUMENT:
        // Groups are in order of the documents' names.
        AppendTextPrefix(key_, metric.collection);
        AppendTextPrefix(key_, kDocumentBegin);
        AppendText(key_, metric.document);
        break;
      default:
        AppendText(key_, GroupOf(part, metric.period));
    }
  }
}

const std::string& MetricGroups::GroupOf(MetricGrouping part,
                                         std::string_view period) {
  const auto found = periods_.find(ToAbsl(period));
  if (found != periods_.end()) return found->second;
  if (periods_.size() == kMaxKnownPeriods) periods_.clear();
  return periods_.emplace(period, GroupOfPeriod(part, period)).first->second;
}

MetricGroups::Group* MetricGroups::FindGroup() {
  if (last_group_ != nullptr && key_ == last_key_) return last_group_;
  if (key_ <= after_ || (!end_.empty() && key_ >= end_)) return nullptr;
  const auto [place, is_new] = groups_.try_emplace(key_);
  if (is_new) {
    place->second = std::make_unique<Group>(questions_.any());
    if (groups_.size() > 2 * (limits_.max_items + 1)) DropLastGroups();
  }
  const auto found = groups_.find(key_);
  if (found == groups_.end()) return nullptr;
  last_key_ = key_;
  last_group_ = found->second.get();
  return last_group_;
}

void MetricGroups::DropLastGroups() {
  std::vector<std::string_view> keys;
  for (const auto& [key, group] : groups_) keys.push_back(key);
  // One behind the page stays, to tell that there are more.
  const auto last =
      keys.begin() + static_cast<std::ptrdiff_t>(limits_.max_items);
  std::nth_element(keys.begin(), last, keys.end());
  end_ = std::string(*last) + '\0';
  last_group_ = nullptr;
  absl::erase_if(groups_,
                 [&](const auto& group) { return group.first >= end_; });
}

void MetricGroups::Add(const GroupedMetric& metric) {
  SetKey(metric);
  Group* const group = FindGroup();
  if (group == nullptr) return;
  ++group->count;
  if (metric.long_value != nullptr) {
    group->values.AddLong(*metric.long_value);
  } else {
    group->values.Add(metric.value);
  }
  if (--adds_until_check_ == 0) SaveMemory();
}

void MetricGroups::SaveMemory() {
  for (int digits = CompactValue::kDigits;;
       digits = std::min(digits - 1, kFirstCutDigits)) {
    size_t entries = 0;
    for (auto& [key, group] : groups_) {
      if (questions_.any()) group->values.CountEqual(digits);
      entries += group->values.entries();
    }
    if (entries <= kMaxQuantileEntries / 2 || digits == 1) {
      adds_until_check_ = kMaxQuantileEntries / 2;
      return;
    }
  }
}

MetricGroup MetricGroups::ToMessage(std::string_view key, Group& group) const {
  MetricGroup message;
  for (const MetricGrouping part : parts_) {
    std::string text = TakeText(key).value_or("");
    switch (part) {
      case qiusuo::v1::METRIC_GROUPING_INDICATOR:
        message.set_indicator(std::move(text));
        break;
      case qiusuo::v1::METRIC_GROUPING_SUBJECT:
        message.set_subject(std::move(text));
        break;
      case qiusuo::v1::METRIC_GROUPING_UNIT:
        message.set_unit(std::move(text));
        break;
      case qiusuo::v1::METRIC_GROUPING_COLLECTION:
        message.set_collection(CollectionName(text));
        break;
      case qiusuo::v1::METRIC_GROUPING_DOCUMENT:
        message.set_document(CollectionName(text));
        break;
      default:
        if (!text.empty()) *message.mutable_period() = PeriodOfGroup(text);
    }
  }
  message.set_count(group.count);
  group.values.Fill(questions_, message);
  return message;
}

Page<MetricGroup> MetricGroups::Finish() {
  std::vector<std::string_view> keys;
  for (const auto& [key, group] : groups_) keys.push_back(key);
  std::sort(keys.begin(), keys.end());
  Page<MetricGroup> page;
  size_t bytes = 0;
  std::string_view last;
  for (const std::string_view key : keys) {
    if (page.items.size() >= limits_.max_items) {
      page.resume = std::string(last);
      break;
    }
    MetricGroup group = ToMessage(key, *groups_.find(ToAbsl(key))->second);
    const size_t size = group.ByteSizeLong();
    if (bytes + size > limits_.max_bytes && !page.items.empty()) {
      page.resume = std::string(last);
      break;
    }
    bytes += size;
    last = key;
    page.items.push_back(std::move(group));
  }
  return page;
}

}  // namespace qiusuo::storage
