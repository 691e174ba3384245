#include "proto/names.h"

#include <charconv>

#include "absl/strings/str_cat.h"
#include "base/strings.h"

namespace qiusuo {
namespace {

constexpr std::string_view kCollections = "collections/";
constexpr std::string_view kDocuments = "/documents/";
constexpr std::string_view kMetrics = "/metrics/";
constexpr size_t kMaxCollectionIdBytes = 63;
constexpr size_t kMaxDocumentIdBytes = 128;

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string DocumentName::ToString() const {
  return absl::StrCat(ToAbsl(kCollections), collection, ToAbsl(kDocuments),
                      document);
}

bool IsCollectionId(std::string_view id) {
  if (id.empty() || id.size() > kMaxCollectionIdBytes || !IsLower(id[0])) {
    return false;
  }
  for (char c : id) {
    if (!IsLower(c) && !IsDigit(c) && c != '-') return false;
  }
  return true;
}

bool IsDocumentId(std::string_view id) {
  if (id.empty() || id.size() > kMaxDocumentIdBytes) return false;
  if (!IsLower(id[0]) && !IsDigit(id[0])) return false;
  for (char c : id) {
    if (!IsLower(c) && !IsDigit(c) && c != '.' && c != '_' && c != '-') {
      return false;
    }
  }
  return true;
}

std::optional<std::string> ParseCollectionName(std::string_view name) {
  if (!name.starts_with(kCollections)) return std::nullopt;
  name.remove_prefix(kCollections.size());
  if (name != kAnyCollection && !IsCollectionId(name)) return std::nullopt;
  return std::string(name);
}

std::optional<DocumentName> ParseDocumentName(std::string_view name) {
  if (!name.starts_with(kCollections)) return std::nullopt;
  name.remove_prefix(kCollections.size());
  const size_t slash = name.find(kDocuments);
  if (slash == std::string_view::npos) return std::nullopt;
  const std::string_view collection = name.substr(0, slash);
  const std::string_view document = name.substr(slash + kDocuments.size());
  if (!IsCollectionId(collection) || !IsDocumentId(document)) {
    return std::nullopt;
  }
  return DocumentName{std::string(collection), std::string(document)};
}

std::string CollectionName(std::string_view collection) {
  return absl::StrCat(ToAbsl(kCollections), ToAbsl(collection));
}

std::string MetricName(std::string_view document_name, int64_t ordinal) {
  return absl::StrCat(ToAbsl(document_name), ToAbsl(kMetrics), ordinal);
}

std::optional<MetricPlace> ParseMetricName(std::string_view name) {
  const size_t end = name.rfind(kMetrics);
  if (end == std::string_view::npos) return std::nullopt;
  std::optional<DocumentName> document = ParseDocumentName(name.substr(0, end));
  const std::string_view digits = name.substr(end + kMetrics.size());
  MetricPlace place;
  const auto [stop, error] = std::from_chars(
      digits.data(), digits.data() + digits.size(), place.ordinal);
  if (!document.has_value() || error != std::errc() ||
      stop != digits.data() + digits.size() || digits[0] == '0') {
    return std::nullopt;
  }
  place.document = *std::move(document);
  return place;
}

}  // namespace qiusuo
