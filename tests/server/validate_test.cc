#include "service/server/validate.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "proto/error_details.h"
#include "tests/testing/case_file.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;

// Writes `"a"*3` out as `"aaa"`.
std::string Expand(std::string text) {
  constexpr std::string_view kMark = "\"*";
  for (size_t mark = text.find(kMark); mark != std::string::npos;
       mark = text.find(kMark)) {
    size_t end = mark + kMark.size();
    const size_t count = std::stoul(text.substr(end));
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    text.replace(mark, end - mark,
                 std::string(count - 1, text[mark - 1]) + "\"");
  }
  return text;
}

template <typename Request>
Request FromText(const std::string& text) {
  Request request;
  google::protobuf::TextFormat::Parser parser;
  EXPECT_TRUE(parser.ParseFromString(text, &request)) << text;
  return request;
}

std::string Facts(const DocumentName& name) { return name.ToString(); }
std::string Facts(const GetQuery& query) {
  return absl::StrCat(query.name.ToString(), " ",
                      v1::DocumentView_Name(query.view));
}
std::string Facts(const ListQuery& query) {
  return absl::StrCat(CollectionName(query.documents.collection), " ",
                      query.limits.max_items,
                      query.documents.show_deleted ? " deleted" : "");
}
std::string Facts(const std::vector<DocumentName>& names) {
  std::string text;
  for (const DocumentName& name : names) {
    absl::StrAppend(&text, text.empty() ? "" : " ", name.ToString());
  }
  return text;
}
std::string After(const std::optional<DocumentName>& after) {
  return after.has_value() ? " after " + after->ToString() : "";
}
std::string Facts(const ExportQuery& query) {
  return absl::StrCat(
      CollectionName(query.collection), " ", v1::DocumentView_Name(query.view),
      query.with_originals ? " originals" : "", After(query.after));
}
std::string Facts(const ReparseQuery& query) {
  return absl::StrCat(
      CollectionName(query.collection), query.force ? " force" : "",
      query.validate_only ? " validate_only" : "", After(query.after));
}
std::string Facts(const SectionsQuery& query) {
  return absl::StrCat(query.name.ToString(), " ", query.limits.max_items);
}
std::string Facts(const MetricPageQuery& page) {
  const storage::MetricQuery& query = page.query;
  return absl::StrCat(
      query.document.has_value()
          ? DocumentName{query.collection, *query.document}.ToString()
          : CollectionName(query.collection),
      " ", v1::MetricOrder_Name(query.order), " ", page.limits.max_items);
}

std::string Facts(const AggregateQuery& query) {
  const storage::MetricAggregation& aggregation = query.aggregation;
  std::string text = absl::StrCat(
      aggregation.document.has_value()
          ? DocumentName{aggregation.collection, *aggregation.document}
                .ToString()
          : CollectionName(aggregation.collection),
      " ", query.limits.max_items);
  for (const v1::MetricGrouping part : aggregation.group_by) {
    absl::StrAppend(&text, " ", v1::MetricGrouping_Name(part));
  }
  for (const std::string& percent : aggregation.quantiles.percentiles) {
    absl::StrAppend(&text, " ", percent);
  }
  return absl::StrCat(text, aggregation.quantiles.with_median ? " median" : "");
}
std::string Facts(const IndicatorsQuery& query) {
  return absl::StrCat(CollectionName(query.collection), " ", query.prefix, " ",
                      query.limits.max_items);
}
std::string Facts(const MetricPlace& place) {
  return absl::StrCat(place.document.ToString(), " ", place.ordinal);
}

std::string Facts(const TextPageQuery& page) {
  const storage::TextQuery& query = page.query;
  return absl::StrCat(
      CollectionName(query.collection), " ", query.all_of.size(), " ",
      query.any_of.size(), " ", query.none_of.size(),
      query.section_title.has_value() ? " section" : "", " ", page.max_hits);
}

std::string Show(const absl::Status& status) {
  if (status.ok()) return "ok";
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  return absl::StrCat(ErrorReason(status), " ",
                      GetBadRequest(status)->field_violations(0).field());
}

template <typename Query>
std::string Show(const absl::StatusOr<Query>& query) {
  return query.ok() ? absl::StrCat("ok ", Facts(*query)) : Show(query.status());
}

using Validation = std::function<std::string(const std::string& text)>;

template <typename Request, typename Validator>
Validation Validates(Validator validate) {
  return [validate](const std::string& text) {
    return Show(validate(FromText<Request>(text)));
  };
}

// By name of the request.
const std::map<std::string, Validation>& Validations() {
  static const auto& validations = *new std::map<std::string, Validation>{
      {"ParseDocumentRequest",
       Validates<v1::ParseDocumentRequest>(ValidateParseDocument)},
      {"ImportDocumentRequest",
       Validates<v1::ImportDocumentRequest>(ValidateImportDocument)},
      {"GetDocumentRequest",
       Validates<v1::GetDocumentRequest>(ValidateGetDocument)},
      {"BatchGetDocumentsRequest",
       Validates<v1::BatchGetDocumentsRequest>(ValidateBatchGetDocuments)},
      {"ListDocumentsRequest",
       Validates<v1::ListDocumentsRequest>(ValidateListDocuments)},
      {"ListSectionsRequest",
       Validates<v1::ListSectionsRequest>(ValidateListSections)},
      {"GetSectionRequest",
       Validates<v1::GetSectionRequest>(ValidateGetSection)},
      {"UpdateDocumentRequest",
       Validates<v1::UpdateDocumentRequest>(ValidateUpdateDocument)},
      {"DeleteDocumentRequest",
       Validates<v1::DeleteDocumentRequest>(ValidateDeleteDocument)},
      {"UndeleteDocumentRequest",
       Validates<v1::UndeleteDocumentRequest>(ValidateUndeleteDocument)},
      {"ReadOriginalRequest",
       Validates<v1::ReadOriginalRequest>(ValidateReadOriginal)},
      {"ExportDocumentsRequest",
       Validates<v1::ExportDocumentsRequest>(ValidateExportDocuments)},
      {"ReparseDocumentsRequest",
       Validates<v1::ReparseDocumentsRequest>(ValidateReparseDocuments)},
      {"SearchTextRequest",
       Validates<v1::SearchTextRequest>(ValidateSearchText)},
      {"ExplainMetricsRequest",
       Validates<v1::ExplainMetricsRequest>(ValidateExplainMetrics)},
      {"QueryMetricsRequest",
       Validates<v1::QueryMetricsRequest>(ValidateQueryMetrics)},
      {"AggregateMetricsRequest",
       Validates<v1::AggregateMetricsRequest>(ValidateAggregateMetrics)},
      {"ListIndicatorsRequest",
       Validates<v1::ListIndicatorsRequest>(ValidateListIndicators)},
      {"GetMetricRequest", Validates<v1::GetMetricRequest>(ValidateGetMetric)},
  };
  return validations;
}

std::string Validate(const std::string& input) {
  const size_t line_end = std::min(input.find('\n'), input.size());
  const std::string type = input.substr(0, line_end);
  const auto found = Validations().find(type);
  return found == Validations().end()
             ? "no such request: " + type
             : found->second(Expand(input.substr(line_end)));
}

TEST(Validate, Cases) { testing::ExpectCases("validate.case", Validate); }

TEST(Validate, LabelsAreCounted) {
  v1::ImportDocumentRequest request;
  request.set_parent("collections/c");
  for (int i = 0; i < kMaxLabels; ++i) {
    (*request.mutable_labels())[absl::StrCat("k", i)] = "v";
  }
  EXPECT_TRUE(ValidateImportDocument(request).ok());
  (*request.mutable_labels())["one-more"] = "v";
  EXPECT_EQ(Show(ValidateImportDocument(request)), "INVALID_FIELD labels");
}

// Adds twenty alternatives, then one more.
void ExpectAtMostTwenty(std::string_view field,
                        void (*add)(v1::MetricFilter& filter)) {
  v1::QueryMetricsRequest request;
  request.set_parent("collections/c");
  for (int i = 0; i < kMaxAlternatives; ++i) add(*request.mutable_filter());
  EXPECT_TRUE(ValidateQueryMetrics(request).ok()) << field;
  add(*request.mutable_filter());
  EXPECT_EQ(Show(ValidateQueryMetrics(request)),
            absl::StrCat("INVALID_FIELD filter.", std::string(field)));
}

TEST(Validate, AlternativesAreCounted) {
  ExpectAtMostTwenty("indicators",
                     [](v1::MetricFilter& f) { f.add_indicators("结案率"); });
  ExpectAtMostTwenty("units", [](v1::MetricFilter& f) { f.add_units("件"); });
  ExpectAtMostTwenty(
      "kinds", [](v1::MetricFilter& f) { f.add_kinds(v1::METRIC_KIND_LEVEL); });
  ExpectAtMostTwenty("directions", [](v1::MetricFilter& f) {
    f.add_directions(v1::DIRECTION_UP);
  });
  ExpectAtMostTwenty("bases", [](v1::MetricFilter& f) {
    f.add_bases(v1::BASIS_ANNUAL_AVERAGE);
  });
  ExpectAtMostTwenty("relations", [](v1::MetricFilter& f) {
    f.add_relations(v1::RELATION_EXACT);
  });
}

}  // namespace
}  // namespace qiusuo::server
