// File: service/server/validate.h
//
// The one place that checks requests. It mirrors the comments of the protos; each
// function answers what the handler needs, in a form that cannot be wrong any more.
//
//   ASSIGN_OR_RETURN(const GetQuery query, ValidateGetDocument(request));
//   return store.Get(query.name, query.view);
//
// Every error is INVALID_ARGUMENT with the path of the field: INVALID_FIELD, or
// INVALID_PAGE_TOKEN for a token. The bytes of a report are the parser's to judge.

#ifndef QIUSUO_SERVICE_SERVER_VALIDATE_H_
#define QIUSUO_SERVICE_SERVER_VALIDATE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "proto/names.h"
#include "qiusuo/v1/admin_service.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "storage/document_store.h"

namespace qiusuo::server {

// Limits of the protos, where they have a number.
inline constexpr int32_t kMaxPageSize = 1000;
inline constexpr int32_t kDefaultPageSize = 50;
inline constexpr int32_t kDefaultSectionPageSize = 200;
inline constexpr size_t kMaxPageBytes = size_t{1} << 20;
inline constexpr size_t kMaxUriBytes = 2048;
inline constexpr size_t kMaxStatedBytes = 255;
inline constexpr int kMaxLabels = 64;
inline constexpr size_t kMaxLabelValueBytes = 256;
inline constexpr int kMaxAlternatives = 20;
inline constexpr size_t kMaxContainsBytes = 256;
inline constexpr int32_t kDefaultHits = 10;
inline constexpr int32_t kMaxHits = 100;

struct GetQuery {
  DocumentName name;
  qiusuo::v1::DocumentView view;  // never UNSPECIFIED
};

struct ListQuery {
  storage::DocumentQuery documents;
  storage::PageLimits limits;
  std::string resume;  // empty: the first page
};

struct SectionsQuery {
  DocumentName name;
  storage::PageLimits limits;
  std::string resume;
};

struct MetricPageQuery {
  storage::MetricQuery query;
  storage::PageLimits limits;
  std::string resume;
};

struct AggregateQuery {
  storage::MetricAggregation aggregation;
  storage::PageLimits limits;
  std::string resume;
};

struct IndicatorsQuery {
  std::string collection;  // may be kAnyCollection
  std::string prefix;
  storage::PageLimits limits;
  std::string resume;
};

struct TextPageQuery {
  storage::TextQuery query;
  size_t max_hits;
  std::string resume;
};

struct ExportQuery {
  std::string collection;         // may be kAnyCollection
  qiusuo::v1::DocumentView view;  // never UNSPECIFIED
  bool with_originals = false;
  std::optional<DocumentName> after;  // in the collection
};

struct ReparseQuery {
  std::string collection;  // may be kAnyCollection
  bool force = false;
  bool validate_only = false;
  std::optional<DocumentName> after;  // in the collection
};

absl::Status ValidateParseDocument(
    const qiusuo::v1::ParseDocumentRequest& request);

// ValidateImportDocument answers the name to store under. Without a document_id that
// is `u-` and 20 digits of the uri's SHA-256 or, without a uri, `b-` and those of
// the bytes.
absl::StatusOr<DocumentName> ValidateImportDocument(
    const qiusuo::v1::ImportDocumentRequest& request);

absl::StatusOr<GetQuery> ValidateGetDocument(
    const qiusuo::v1::GetDocumentRequest& request);

absl::StatusOr<ListQuery> ValidateListDocuments(
    const qiusuo::v1::ListDocumentsRequest& request);

absl::StatusOr<std::vector<DocumentName>> ValidateBatchGetDocuments(
    const qiusuo::v1::BatchGetDocumentsRequest& request);

absl::StatusOr<DocumentName> ValidateGetSection(
    const qiusuo::v1::GetSectionRequest& request);

absl::StatusOr<DocumentName> ValidateUpdateDocument(
    const qiusuo::v1::UpdateDocumentRequest& request);

absl::StatusOr<DocumentName> ValidateUndeleteDocument(
    const qiusuo::v1::UndeleteDocumentRequest& request);

absl::StatusOr<SectionsQuery> ValidateListSections(
    const qiusuo::v1::ListSectionsRequest& request);

absl::StatusOr<DocumentName> ValidateDeleteDocument(
    const qiusuo::v1::DeleteDocumentRequest& request);

absl::StatusOr<DocumentName> ValidateReadOriginal(
    const qiusuo::v1::ReadOriginalRequest& request);

absl::StatusOr<ExportQuery> ValidateExportDocuments(
    const qiusuo::v1::ExportDocumentsRequest& request);

absl::StatusOr<ReparseQuery> ValidateReparseDocuments(
    const qiusuo::v1::ReparseDocumentsRequest& request);

// validate_search.cc
absl::StatusOr<TextPageQuery> ValidateSearchText(
    const qiusuo::v1::SearchTextRequest& request);

absl::StatusOr<DocumentName> ValidateExplainMetrics(
    const qiusuo::v1::ExplainMetricsRequest& request);

absl::StatusOr<MetricPageQuery> ValidateQueryMetrics(
    const qiusuo::v1::QueryMetricsRequest& request);

absl::StatusOr<AggregateQuery> ValidateAggregateMetrics(
    const qiusuo::v1::AggregateMetricsRequest& request);

absl::StatusOr<IndicatorsQuery> ValidateListIndicators(
    const qiusuo::v1::ListIndicatorsRequest& request);

absl::StatusOr<MetricPlace> ValidateGetMetric(
    const qiusuo::v1::GetMetricRequest& request);

// CheckPageSize answers the limits of a page; `default_size` is for a size of 0, and a size
// above `max_size` is cut to that.
absl::StatusOr<storage::PageLimits> CheckPageSize(
    int32_t page_size, int32_t default_size, int32_t max_size = kMaxPageSize);

// CheckListParent answers the collection of a list, which may be all of them.
absl::StatusOr<std::string> CheckListParent(const std::string& parent);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_VALIDATE_H_
