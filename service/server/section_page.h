// File: service/server/section_page.h
//
// One page of a document's sections.

#ifndef QIUSUO_SERVICE_SERVER_SECTION_PAGE_H_
#define QIUSUO_SERVICE_SERVER_SECTION_PAGE_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "storage/document_store.h"

namespace qiusuo::server {

// TakeSections answers the sections of `document` (OUTLINE view) from `resume` on, as
// the store answers its pages. `resume` says the revision and the place: `3/200`.
// Errors: INVALID_ARGUMENT (INVALID_PAGE_TOKEN) for a `resume` of another revision.
absl::StatusOr<storage::Page<qiusuo::v1::Section>> TakeSections(
    qiusuo::v1::Document document, const storage::PageLimits& limits,
    std::string_view resume);

// TakeSection answers the section with this path and its words; `document` in FULL view.
// Errors: NOT_FOUND (SECTION_NOT_FOUND).
absl::StatusOr<qiusuo::v1::GetSectionResponse> TakeSection(
    qiusuo::v1::Document document, std::string_view path);

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_SECTION_PAGE_H_
