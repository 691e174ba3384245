// File: storage/text_hits.h
//
// A found document as a hit: its passage, the section of that, and what to highlight.
//
//   hit = MakeHit(query, *document, ToSearchedText(document));

#ifndef QIUSUO_STORAGE_TEXT_HITS_H_
#define QIUSUO_STORAGE_TEXT_HITS_H_

#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/search.pb.h"
#include "storage/text_query.h"

namespace qiusuo::storage {

// Bytes of a passage at most, but for a phrase that alone has more.
inline constexpr size_t kSnippetBytes = 300;

// MakeHit answers the hit but for its score. `document` has text and sections.
qiusuo::v1::TextHit MakeHit(const TextQuery& query,
                            const qiusuo::v1::Document& document);

// Fits tells whether a document is what the query asks of documents. BASIC view is enough.
bool Fits(const TextQuery& query, const qiusuo::v1::Document& document);

}  // namespace qiusuo::storage

#endif  // QIUSUO_STORAGE_TEXT_HITS_H_
