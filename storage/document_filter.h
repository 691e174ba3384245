// File: storage/document_filter.h
//
// Which documents pass a filter.
//
//   const DocumentPredicate passes(query.filter);
//   if (passes(document)) …

#ifndef QIUSUO_STORAGE_DOCUMENT_FILTER_H_
#define QIUSUO_STORAGE_DOCUMENT_FILTER_H_

#include <optional>
#include <string>

#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/document_service.pb.h"

namespace qiusuo::storage {

// Holds the filter, which must be valid.
class DocumentPredicate {
 public:
  explicit DocumentPredicate(const qiusuo::v1::DocumentFilter& filter);

  bool operator()(const qiusuo::v1::Document& document) const;

 private:
  bool DatePasses(const qiusuo::v1::Document& document) const;

  const qiusuo::v1::DocumentFilter filter_;
  // Ranks of days (storage/metric_rank.h); nullopt: open.
  const std::optional<std::string> first_day_;
  const std::optional<std::string> last_day_;
};

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_DOCUMENT_FILTER_H_
