#include <algorithm>
#include <string>
#include <string_view>

#include "client/cli/commands.h"
#include "client/cli/display_text.h"
#include "client/cli/listing.h"
#include "client/cli/metric_text.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

constexpr int32_t kLargestHitPage = 100;
constexpr size_t kTitleColumns = 40;
constexpr size_t kSectionColumns = 32;

// The passage with its highlights in brackets.
std::string Marked(const v1::TextHit& hit) {
  const std::string_view snippet = hit.snippet();
  const int64_t begin = hit.snippet_span().start_byte();
  std::string marked;
  size_t done = 0;
  const auto take_to = [&](int64_t byte) {
    const auto to =
        std::clamp(static_cast<size_t>(byte - begin), done, snippet.size());
    marked += snippet.substr(done, to - done);
    done = to;
  };
  for (const v1::TextSpan& highlight : hit.highlights()) {
    take_to(highlight.start_byte());
    marked += "[";
    take_to(highlight.end_byte());
    marked += "]";
  }
  return marked.append(snippet.substr(done));
}

Row HitRow(const v1::TextHit& hit, std::string_view collection) {
  return {ShortDocumentName(hit.document(), collection),
          hit.document_title(),
          DateText(hit.document_issue_date()),
          std::to_string(hit.occurrence_count()),
          hit.section_title(),
          Marked(hit)};
}

}  // namespace

ExitCode RunCommand(const SearchFlags& flags, Session& session) {
  v1::SearchTextRequest request = flags.request;
  request.set_parent(CollectionName(flags.collection));
  request.set_page_size(static_cast<int32_t>(
      flags.limit == 0 ? kLargestHitPage
                       : std::min<int64_t>(flags.limit, kLargestHitPage)));
  Listing listing(session.out, session.output,
                  {{"DOCUMENT"},
                   {"TITLE", Align::kLeft, kTitleColumns},
                   {"DATE"},
                   {"PLACES", Align::kRight},
                   {"SECTION", Align::kLeft, kSectionColumns},
                   {"PASSAGE"}});
  ExitCode exit_code = ExitCode::kOk;
  client::PageRange<v1::TextHit> hits = session.client.SearchText(request);
  for (const absl::StatusOr<v1::TextHit>& hit : hits) {
    if (!hit.ok()) {
      exit_code = ReportError(session, request.parent(), hit.status());
      break;
    }
    listing.Add(*hit, HitRow(*hit, flags.collection));
    if (listing.count() == flags.limit) break;
  }
  listing.Finish();
  if (exit_code == ExitCode::kOk && listing.count() == 0) {
    ReportNone(session, "documents");
  }
  return exit_code;
}

}  // namespace qiusuo::cli
