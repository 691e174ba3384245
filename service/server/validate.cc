#include "service/server/validate.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "base/sha256.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "service/server/page_token.h"
#include "service/server/validate_filter.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;

constexpr size_t kMaxLabelKeyBytes = 63;
constexpr size_t kIdHashDigits = 20;
constexpr size_t kSha256Digits = 64;

absl::StatusOr<DocumentName> CheckDocumentName(std::string_view field,
                                               const std::string& name) {
  const std::optional<DocumentName> parsed = ParseDocumentName(name);
  if (!parsed.has_value()) {
    return InvalidField(
        field, "must be collections/{collection}/documents/{document}");
  }
  return *parsed;
}

bool IsLabelKey(std::string_view key) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  if (key.empty() || key.size() > kMaxLabelKeyBytes) return false;
  return is_lower(key[0]) && std::all_of(key.begin(), key.end(), [&](char c) {
           return is_lower(c) || (c >= '0' && c <= '9') || c == '_' || c == '-';
         });
}

absl::Status CheckLabels(
    std::string_view field,
    const google::protobuf::Map<std::string, std::string>& labels) {
  if (labels.size() > kMaxLabels) {
    return InvalidField(
        field, absl::StrCat("has ", labels.size(), " entries; at most ",
                            kMaxLabels, " are allowed"));
  }
  for (const auto& [key, value] : labels) {
    if (!IsLabelKey(key)) {
      return InvalidField(field, "a key must match [a-z][a-z0-9_-]{0,62}");
    }
    if (value.size() > kMaxLabelValueBytes) {
      return InvalidField(absl::StrCat(ToAbsl(field), ".", key),
                          absl::StrCat("has ", value.size(), " bytes; at most ",
                                       kMaxLabelValueBytes, " are allowed"));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckSha256(const v1::ReportContent& content) {
  const std::string& sha256 = content.sha256();
  if (sha256.empty()) return absl::OkStatus();
  if (!content.data().empty()) {
    return InvalidField("content.sha256", "stands in place of content.data");
  }
  if (sha256.size() != kSha256Digits ||
      sha256.find_first_not_of("0123456789abcdef") != std::string::npos) {
    return InvalidField("content.sha256",
                        "must be 64 lower-case hexadecimal digits");
  }
  return absl::OkStatus();
}

absl::Status CheckDocumentFilter(const v1::DocumentFilter& filter) {
  RETURN_IF_ERROR(CheckBytes("filter.title_contains", filter.title_contains(),
                             kMaxContainsBytes));
  RETURN_IF_ERROR(CheckBytes("filter.issuer_contains", filter.issuer_contains(),
                             kMaxContainsBytes));
  RETURN_IF_ERROR(
      ValidateDateRange("filter.issue_date_range", filter.issue_date_range()));
  return CheckLabels("filter.labels", filter.labels());
}

absl::Status CheckContent(const v1::ReportContent& content) {
  RETURN_IF_ERROR(
      CheckBytes("content.media_type", content.media_type(), kMaxStatedBytes));
  RETURN_IF_ERROR(
      CheckBytes("content.charset", content.charset(), kMaxStatedBytes));
  return CheckBytes("content.uri", content.uri(), kMaxUriBytes);
}

absl::StatusOr<std::optional<DocumentName>> CheckAfter(
    const std::string& after, const std::string& collection) {
  if (after.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(DocumentName name, CheckDocumentName("after", after));
  if (collection != kAnyCollection && name.collection != collection) {
    return InvalidField("after", "must be in the collection");
  }
  return name;
}

std::string MakeDocumentId(const v1::ReportContent& content) {
  if (!content.uri().empty()) {
    return "u-" + Sha256Hex(content.uri()).substr(0, kIdHashDigits);
  }
  const std::string sha256 =
      content.sha256().empty() ? Sha256Hex(content.data()) : content.sha256();
  return "b-" + sha256.substr(0, kIdHashDigits);
}

}  // namespace

absl::StatusOr<storage::PageLimits> CheckPageSize(int32_t page_size,
                                                  int32_t default_size,
                                                  int32_t max_size) {
  if (page_size < 0) return InvalidField("page_size", "must not be negative");
  const int32_t size = page_size == 0 ? default_size : page_size;
  return storage::PageLimits{
      .max_items = static_cast<size_t>(std::min(size, max_size)),
      .max_bytes = kMaxPageBytes};
}

absl::StatusOr<std::string> CheckListParent(const std::string& parent) {
  std::optional<std::string> collection = ParseCollectionName(parent);
  if (collection.has_value()) return *std::move(collection);
  return InvalidField("parent",
                      "must be collections/{collection} or collections/-");
}

absl::Status ValidateParseDocument(const v1::ParseDocumentRequest& request) {
  if (!request.content().sha256().empty()) {
    return InvalidField("content.sha256", "is for imports");
  }
  return CheckContent(request.content());
}

absl::StatusOr<DocumentName> ValidateImportDocument(
    const v1::ImportDocumentRequest& request) {
  const std::optional<std::string> collection =
      ParseCollectionName(request.parent());
  if (!collection.has_value() || *collection == kAnyCollection) {
    return InvalidField("parent", "must be collections/{collection}");
  }
  if (!request.document_id().empty() && !IsDocumentId(request.document_id())) {
    return InvalidField("document_id", "must match [a-z0-9][a-z0-9._-]{0,127}");
  }
  RETURN_IF_ERROR(CheckContent(request.content()));
  RETURN_IF_ERROR(CheckSha256(request.content()));
  RETURN_IF_ERROR(CheckLabels("labels", request.labels()));
  return DocumentName{*collection, request.document_id().empty()
                                       ? MakeDocumentId(request.content())
                                       : request.document_id()};
}

absl::StatusOr<GetQuery> ValidateGetDocument(
    const v1::GetDocumentRequest& request) {
  ASSIGN_OR_RETURN(DocumentName name,
                   CheckDocumentName("name", request.name()));
  if (!v1::DocumentView_IsValid(request.view())) {
    return InvalidField("view", "is no DocumentView");
  }
  return GetQuery{std::move(name),
                  request.view() == v1::DOCUMENT_VIEW_UNSPECIFIED
                      ? v1::DOCUMENT_VIEW_BASIC
                      : request.view()};
}

absl::StatusOr<ListQuery> ValidateListDocuments(
    const v1::ListDocumentsRequest& request) {
  ASSIGN_OR_RETURN(std::string collection, CheckListParent(request.parent()));
  ASSIGN_OR_RETURN(const storage::PageLimits limits,
                   CheckPageSize(request.page_size(), kDefaultPageSize));
  ASSIGN_OR_RETURN(std::string resume, OpenPageToken(request));
  RETURN_IF_ERROR(CheckDocumentFilter(request.filter()));
  return ListQuery{
      {std::move(collection), request.filter(), request.show_deleted()},
      limits,
      std::move(resume)};
}

absl::StatusOr<std::vector<DocumentName>> ValidateBatchGetDocuments(
    const v1::BatchGetDocumentsRequest& request) {
  ASSIGN_OR_RETURN(const std::string collection,
                   CheckListParent(request.parent()));
  if (request.names().empty() || request.names_size() > kMaxPageSize) {
    return InvalidField(
        "names", absl::StrCat("has ", request.names_size(), " entries; 1 to ",
                              kMaxPageSize, " are allowed"));
  }
  std::vector<DocumentName> names;
  for (int i = 0; i < request.names_size(); ++i) {
    const std::string field = absl::StrCat("names[", i, "]");
    ASSIGN_OR_RETURN(DocumentName name,
                     CheckDocumentName(field, request.names(i)));
    if (collection != kAnyCollection && name.collection != collection) {
      return InvalidField(field, "must be in the collection");
    }
    names.push_back(std::move(name));
  }
  return names;
}

absl::StatusOr<DocumentName> ValidateGetSection(
    const v1::GetSectionRequest& request) {
  if (request.path().empty()) return InvalidField("path", "is required");
  return CheckDocumentName("parent", request.parent());
}

absl::StatusOr<DocumentName> ValidateUpdateDocument(
    const v1::UpdateDocumentRequest& request) {
  const auto& paths = request.update_mask().paths();
  if (paths.size() != 1 || paths[0] != "labels") {
    return InvalidField("update_mask", "must be the path `labels`");
  }
  RETURN_IF_ERROR(CheckLabels("document.labels", request.document().labels()));
  return CheckDocumentName("document.name", request.document().name());
}

absl::StatusOr<DocumentName> ValidateUndeleteDocument(
    const v1::UndeleteDocumentRequest& request) {
  return CheckDocumentName("name", request.name());
}

absl::StatusOr<SectionsQuery> ValidateListSections(
    const v1::ListSectionsRequest& request) {
  ASSIGN_OR_RETURN(DocumentName name,
                   CheckDocumentName("parent", request.parent()));
  ASSIGN_OR_RETURN(const storage::PageLimits limits,
                   CheckPageSize(request.page_size(), kDefaultSectionPageSize));
  ASSIGN_OR_RETURN(std::string resume, OpenPageToken(request));
  return SectionsQuery{std::move(name), limits, std::move(resume)};
}

absl::StatusOr<DocumentName> ValidateDeleteDocument(
    const v1::DeleteDocumentRequest& request) {
  return CheckDocumentName("name", request.name());
}

absl::StatusOr<DocumentName> ValidateReadOriginal(
    const v1::ReadOriginalRequest& request) {
  return CheckDocumentName("name", request.name());
}

absl::StatusOr<ExportQuery> ValidateExportDocuments(
    const v1::ExportDocumentsRequest& request) {
  ExportQuery query;
  query.with_originals = request.with_originals();
  ASSIGN_OR_RETURN(query.collection, CheckListParent(request.parent()));
  if (!v1::DocumentView_IsValid(request.view())) {
    return InvalidField("view", "is no DocumentView");
  }
  query.view = request.view() == v1::DOCUMENT_VIEW_UNSPECIFIED
                   ? v1::DOCUMENT_VIEW_FULL
                   : request.view();
  ASSIGN_OR_RETURN(query.after, CheckAfter(request.after(), query.collection));
  return query;
}

absl::StatusOr<ReparseQuery> ValidateReparseDocuments(
    const v1::ReparseDocumentsRequest& request) {
  ReparseQuery query;
  query.force = request.force();
  query.validate_only = request.validate_only();
  ASSIGN_OR_RETURN(query.collection, CheckListParent(request.parent()));
  ASSIGN_OR_RETURN(query.after, CheckAfter(request.after(), query.collection));
  return query;
}

}  // namespace qiusuo::server
