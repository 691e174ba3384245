#include <google/protobuf/repeated_field.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "base/strings.h"
#include "service/server/page_token.h"
#include "service/server/validate.h"
#include "service/server/validate_filter.h"

namespace qiusuo::server {
namespace {

namespace v1 = qiusuo::v1;

using Texts = google::protobuf::RepeatedPtrField<std::string>;

absl::StatusOr<storage::Phrase> CheckPhrase(std::string_view field,
                                            const std::string& text) {
  RETURN_IF_ERROR(CheckBytes(field, text, kMaxContainsBytes));
  std::optional<storage::Phrase> phrase = storage::Phrase::Parse(text);
  if (phrase.has_value()) return *std::move(phrase);
  return InvalidField(field, "must have a character, a letter or a digit");
}

absl::StatusOr<std::vector<storage::Phrase>> CheckPhrases(
    std::string_view field, const Texts& texts) {
  RETURN_IF_ERROR(CheckCount(field, texts.size()));
  std::vector<storage::Phrase> phrases;
  for (int i = 0; i < texts.size(); ++i) {
    ASSIGN_OR_RETURN(
        storage::Phrase phrase,
        CheckPhrase(absl::StrCat(ToAbsl(field), "[", i, "]"), texts[i]));
    phrases.push_back(std::move(phrase));
  }
  return phrases;
}

}  // namespace

absl::StatusOr<TextPageQuery> ValidateSearchText(
    const v1::SearchTextRequest& request) {
  TextPageQuery checked;
  storage::TextQuery& query = checked.query;
  ASSIGN_OR_RETURN(query.collection, CheckListParent(request.parent()));
  const v1::TextPhrases& phrases = request.phrases();
  ASSIGN_OR_RETURN(query.all_of,
                   CheckPhrases("phrases.all_of", phrases.all_of()));
  ASSIGN_OR_RETURN(query.any_of,
                   CheckPhrases("phrases.any_of", phrases.any_of()));
  ASSIGN_OR_RETURN(query.none_of,
                   CheckPhrases("phrases.none_of", phrases.none_of()));
  if (query.ranked_count() == 0) {
    return InvalidField("phrases", "must have all_of or any_of");
  }
  const v1::TextFilter& filter = request.filter();
  RETURN_IF_ERROR(CheckBytes("filter.issuer_contains", filter.issuer_contains(),
                             kMaxContainsBytes));
  query.issuer_contains = filter.issuer_contains();
  RETURN_IF_ERROR(
      ValidateDateRange("filter.issue_date_range", filter.issue_date_range()));
  query.issue_date_range = filter.issue_date_range();
  if (!filter.section_title_contains().empty()) {
    ASSIGN_OR_RETURN(query.section_title,
                     CheckPhrase("filter.section_title_contains",
                                 filter.section_title_contains()));
  }
  ASSIGN_OR_RETURN(const storage::PageLimits limits,
                   CheckPageSize(request.page_size(), kDefaultHits, kMaxHits));
  checked.max_hits = limits.max_items;
  ASSIGN_OR_RETURN(checked.resume, OpenPageToken(request));
  return checked;
}

}  // namespace qiusuo::server
