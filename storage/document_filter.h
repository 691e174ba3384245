// File: storage/document_filter.h
//
// Which documents pass a filter.
//
//   if (Passes(query.filter, document)) …

#ifndef QIUSUO_STORAGE_DOCUMENT_FILTER_H_
#define QIUSUO_STORAGE_DOCUMENT_FILTER_H_

#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "qiusuo/v1/text.pb.h"

namespace qiusuo::storage {

// Passes tells whether the document passes the filter, which must be valid.
bool Passes(const qiusuo::v1::DocumentFilter& filter,
            const qiusuo::v1::Document& document);

// IsIssuedIn tells whether the day of issue, or the whole month or year that stands for it, lies in
// the range; a document without one does not.
bool IsIssuedIn(const qiusuo::v1::DateRange& range,
                const qiusuo::v1::Document& document);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_DOCUMENT_FILTER_H_
