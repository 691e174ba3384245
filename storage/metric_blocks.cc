#include "storage/metric_blocks.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "storage/records.h"

namespace qiusuo::storage {
namespace {

using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;
using google::protobuf::io::CodedOutputStream;
using qiusuo::storage::v1::MetricBlock;
using qiusuo::v1::Document;
using qiusuo::v1::MetricResult;

// Blocks that are read at a time.
constexpr size_t kBatchBlocks = 8;
constexpr size_t kBatchBytes = 1 << 20;

constexpr uint32_t Tag(int field) {
  return WireFormatLite::MakeTag(field,
                                 WireFormatLite::WIRETYPE_LENGTH_DELIMITED);
}

template <typename Message>
bool Parse(std::string_view bytes, Message& message) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

// The range of the blocks that hold what comes after `after` on the way.
KeyRange BlocksFrom(const DocumentName& name, int64_t revision, bool reverse,
                    std::optional<uint32_t> after) {
  KeyRange range = MetricBlockKeys(name, revision);
  if (!after.has_value() || *after == 0) return range;
  const std::string key = MetricBlockKey(name, revision, *after);
  (reverse ? range.end : range.begin) = reverse ? key + '\0' : key;
  return range;
}

}  // namespace

std::vector<std::string> EncodeMetricBlocks(const Document& document) {
  MetricBlock about;
  about.set_document_title(document.title());
  about.set_document_issuer(document.issuer());
  if (document.has_issue_date()) {
    *about.mutable_document_issue_date() = document.issue_date();
  }
  const std::string end = about.SerializeAsString();
  std::vector<std::string> blocks;
  const int count = document.metrics_size();
  constexpr int kStep = static_cast<int>(kMetricsPerBlock);
  for (int begin = 0; begin < count; begin += kStep) {
    // Written as MetricBlock would be, but without a copy of the metrics.
    size_t size = end.size();
    const int block_end = std::min(count, begin + kStep);
    for (int i = begin; i < block_end; ++i) {
      size += 1 + WireFormatLite::LengthDelimitedSize(
                      document.metrics(i).ByteSizeLong());
    }
    std::string block(size, '\0');
    auto* at = reinterpret_cast<uint8_t*>(block.data());
    for (int i = begin; i < block_end; ++i) {
      const qiusuo::v1::Metric& metric = document.metrics(i);
      at = CodedOutputStream::WriteTagToArray(
          Tag(MetricBlock::kMetricsFieldNumber), at);
      at = CodedOutputStream::WriteVarint32ToArray(
          static_cast<uint32_t>(metric.GetCachedSize()), at);
      at = metric.SerializeWithCachedSizesToArray(at);
    }
    std::copy(end.begin(), end.end(), at);
    blocks.push_back(std::move(block));
  }
  return blocks;
}

int64_t BlockCount(int64_t metric_count) {
  return (metric_count + kMetricsPerBlock - 1) / kMetricsPerBlock;
}

absl::StatusOr<qiusuo::v1::Metric> MetricBlockView::Metric(
    std::string_view document_name, size_t index, uint32_t ordinal) const {
  qiusuo::v1::Metric metric;
  if (index >= metrics.size() || !Parse(metrics[index], metric)) {
    return CorruptRecord(document_name,
                         absl::StrCat("metric ", ordinal, " cannot be read"));
  }
  metric.set_name(MetricName(document_name, static_cast<int>(ordinal)));
  return metric;
}

absl::StatusOr<MetricResult> MetricBlockView::Result(
    std::string_view document_name, size_t index, uint32_t ordinal) const {
  MetricResult result;
  ASSIGN_OR_RETURN(*result.mutable_metric(),
                   Metric(document_name, index, ordinal));
  result.set_document_title(std::string(document_title));
  result.set_document_issuer(std::string(document_issuer));
  if (!document_issue_date.empty() &&
      !Parse(document_issue_date, *result.mutable_document_issue_date())) {
    return CorruptRecord(document_name, "its date cannot be read");
  }
  return result;
}

absl::StatusOr<MetricBlockView> ParseMetricBlock(std::string_view bytes,
                                                 std::string_view owner) {
  MetricBlockView block;
  CodedInputStream in(reinterpret_cast<const uint8_t*>(bytes.data()),
                      static_cast<int>(bytes.size()));
  while (const uint32_t tag = in.ReadTag()) {
    uint32_t size = 0;
    const auto begin = static_cast<size_t>(in.CurrentPosition());
    const bool is_known =
        tag >= Tag(MetricBlock::kMetricsFieldNumber) &&
        tag <= Tag(MetricBlock::kDocumentIssueDateFieldNumber) &&
        WireFormatLite::GetTagWireType(tag) ==
            WireFormatLite::WIRETYPE_LENGTH_DELIMITED;
    if (!is_known) {
      if (WireFormatLite::SkipField(&in, tag)) continue;
      return CorruptRecord(owner, "a block of metrics cannot be read");
    }
    if (!in.ReadVarint32(&size) ||
        size > bytes.size() - static_cast<size_t>(in.CurrentPosition())) {
      return CorruptRecord(owner, "a block of metrics ends too early");
    }
    const std::string_view field =
        bytes.substr(static_cast<size_t>(in.CurrentPosition()), size);
    in.Skip(static_cast<int>(size));
    switch (WireFormatLite::GetTagFieldNumber(tag)) {
      case MetricBlock::kMetricsFieldNumber:
        block.metrics.push_back(field);
        break;
      case MetricBlock::kDocumentTitleFieldNumber:
        block.document_title = field;
        break;
      case MetricBlock::kDocumentIssuerFieldNumber:
        block.document_issuer = field;
        break;
      default:
        block.document_issue_date = field;
    }
    if (static_cast<size_t>(in.CurrentPosition()) <= begin) break;
  }
  if (static_cast<size_t>(in.CurrentPosition()) != bytes.size()) {
    return CorruptRecord(owner, "a block of metrics cannot be read");
  }
  return block;
}

absl::Status AddMetrics(const std::optional<std::string>& block,
                        Document& document) {
  if (!block.has_value()) {
    return CorruptRecord(document.name(), "a block of metrics is missing");
  }
  ASSIGN_OR_RETURN(const MetricBlockView view,
                   ParseMetricBlock(*block, document.name()));
  for (size_t i = 0; i < view.metrics.size(); ++i) {
    const int ordinal = document.metrics_size() + 1;
    ASSIGN_OR_RETURN(
        *document.add_metrics(),
        view.Metric(document.name(), i, static_cast<uint32_t>(ordinal)));
  }
  return absl::OkStatus();
}

MetricWalk::MetricWalk(const Snapshot& snapshot, const DocumentName& name,
                       int64_t revision, bool reverse,
                       std::optional<uint32_t> after)
    : name_(name.ToString()),
      reverse_(reverse),
      after_(after),
      cursor_(
          snapshot.Scan(BlocksFrom(name, revision, reverse, after), reverse)) {}

absl::Status MetricWalk::OpenNextBlock() {
  const Row& row = rows_[next_row_++];
  ASSIGN_OR_RETURN(block_, ParseMetricBlock(row.value, name_));
  first_ordinal_ = ParseMetricBlockKey(row.key) * kMetricsPerBlock + 1;
  next_ = 0;
  left_ = block_.metrics.size();
  if (!after_.has_value()) return absl::OkStatus();
  // How many of the block's metrics come up to `after`.
  const size_t reached =
      *after_ < first_ordinal_ ? 0 : *after_ - first_ordinal_ + 1;
  if (reverse_) {
    left_ = std::min(left_, reached == 0 ? left_ : reached - 1);
  } else {
    next_ = std::min(left_, reached);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::optional<MetricWalk::Step>> MetricWalk::Next() {
  while (next_ >= left_) {
    if (next_row_ == rows_.size()) {
      ASSIGN_OR_RETURN(rows_, cursor_->Next(kBatchBlocks, kBatchBytes));
      next_row_ = 0;
      if (rows_.empty()) return std::optional<Step>();
    }
    RETURN_IF_ERROR(OpenNextBlock());
  }
  const size_t index = reverse_ ? --left_ : next_++;
  const uint32_t ordinal = first_ordinal_ + static_cast<uint32_t>(index);
  ASSIGN_OR_RETURN(MetricResult result, block_.Result(name_, index, ordinal));
  return std::optional<Step>({ordinal, std::move(result)});
}

}  // namespace qiusuo::storage
