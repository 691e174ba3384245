// File: proto/names.h
//
// The one place that builds and takes apart resource names:
//
//   collections/{collection}                         [a-z][a-z0-9-]{0,62}
//   collections/{collection}/documents/{document}    [a-z0-9][a-z0-9._-]{0,127}
//   collections/{collection}/documents/{document}/metrics/{metric}
//
// `collections/-` stands for every collection where a method says so.

#ifndef QIUSUO_PROTO_NAMES_H_
#define QIUSUO_PROTO_NAMES_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qiusuo {

// The collection id that stands for all of them.
inline constexpr std::string_view kAnyCollection = "-";

// A DocumentName is the two ids of a document's name. Both are valid ids.
struct DocumentName {
  std::string collection;
  std::string document;

  // ToString answers `collections/{collection}/documents/{document}`.
  std::string ToString() const;

  friend auto operator<=>(const DocumentName&, const DocumentName&) = default;
};

bool IsCollectionId(std::string_view id);
bool IsDocumentId(std::string_view id);

// ParseCollectionName answers the id in `collections/{collection}`, which may
// be kAnyCollection; nullopt if `name` is not of that form.
std::optional<std::string> ParseCollectionName(std::string_view name);

// ParseDocumentName answers the ids in a document's name; nullopt if `name` is
// not of that form. The collection must be named, not kAnyCollection.
std::optional<DocumentName> ParseDocumentName(std::string_view name);

// CollectionName answers `collections/{collection}`.
std::string CollectionName(std::string_view collection);

// A metric's name: its document, and its place in reading order from 1.
struct MetricPlace {
  DocumentName document;
  uint32_t ordinal = 0;
};

// ParseMetricName takes the name of a metric apart; nullopt if `name` is not of that form.
std::optional<MetricPlace> ParseMetricName(std::string_view name);

// MetricName answers the name of the metric in place `ordinal`, counted from 1.
std::string MetricName(std::string_view document_name, int64_t ordinal);

}  // namespace qiusuo

#endif  // QIUSUO_PROTO_NAMES_H_
