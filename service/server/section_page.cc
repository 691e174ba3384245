#include "service/server/section_page.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "proto/error_details.h"
#include "service/server/page_token.h"

namespace qiusuo::server {
namespace {

absl::StatusOr<int> FirstSection(const qiusuo::v1::Document& document,
                                 std::string_view resume) {
  if (resume.empty()) return 0;
  const std::vector<std::string> parts = absl::StrSplit(ToAbsl(resume), '/');
  int64_t revision = 0;
  int first = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &revision) ||
      !absl::SimpleAtoi(parts[1], &first)) {
    return InvalidPageToken("is not a token of this method");
  }
  if (revision != document.revision() || first < 0 ||
      first >= document.sections_size()) {
    return InvalidPageToken("belongs to another revision of the document");
  }
  return first;
}

}  // namespace

absl::StatusOr<storage::Page<qiusuo::v1::Section>> TakeSections(
    qiusuo::v1::Document document, const storage::PageLimits& limits,
    std::string_view resume) {
  ASSIGN_OR_RETURN(const int first, FirstSection(document, resume));
  storage::Page<qiusuo::v1::Section> page;
  size_t bytes = 0;
  int next = first;
  for (; next < document.sections_size(); ++next) {
    qiusuo::v1::Section& section = *document.mutable_sections(next);
    bytes += section.ByteSizeLong();
    const bool full = page.items.size() >= limits.max_items ||
                      (!page.items.empty() && bytes > limits.max_bytes);
    if (full) {
      page.resume = absl::StrCat(document.revision(), "/", next);
      break;
    }
    page.items.push_back(std::move(section));
  }
  return page;
}

absl::StatusOr<qiusuo::v1::GetSectionResponse> TakeSection(
    qiusuo::v1::Document document, std::string_view path) {
  for (qiusuo::v1::Section& section : *document.mutable_sections()) {
    if (section.path() != path) continue;
    qiusuo::v1::GetSectionResponse response;
    const auto begin = static_cast<size_t>(section.span().start_byte());
    const auto end = static_cast<size_t>(section.span().end_byte());
    if (end > document.text().size() || begin > end) {
      return MakeError(absl::StatusCode::kDataLoss, "CORRUPT_RECORD",
                       absl::StrCat(document.name(), ": a section's place"));
    }
    response.set_text(document.text().substr(begin, end - begin));
    *response.mutable_section() = std::move(section);
    return response;
  }
  return MakeError(
      absl::StatusCode::kNotFound, "SECTION_NOT_FOUND",
      absl::StrCat(document.name(), " has no section ", ToAbsl(path)));
}

}  // namespace qiusuo::server
