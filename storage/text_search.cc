#include "storage/text_search.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <utility>

#include "base/status_macros.h"
#include "proto/error_details.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "storage/keys.h"
#include "storage/records.h"
#include "storage/stored_document.h"
#include "storage/text_bucket.h"
#include "storage/text_hits.h"
#include "storage/text_index_rows.h"
#include "storage/text_keys.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::HeadRecord;
using qiusuo::storage::v1::TextCollectionRecord;
using qiusuo::storage::v1::TextDocumentRecord;
using qiusuo::storage::v1::TextSearchPosition;
using qiusuo::v1::TextHit;

// BM25: how soon more of the same counts no more, and how much a long text loses.
constexpr double kSaturation = 1.2;
constexpr double kLengthWeight = .75;
// Documents that are looked at together where the query asks something of them.
constexpr size_t kFilterBatch = 64;

// A part of the index: searched as a whole or not at all. Those of a collection go from the newest
// bucket to the oldest.
struct Part {
  const std::string* collection = nullptr;
  uint32_t bucket = 0;

  std::pair<std::string_view, int64_t> order() const {
    return {*collection, -int64_t{bucket}};
  }
};

struct Found {
  TextMatch match;
  const std::string* collection = nullptr;
  const TextTailView::Document* tail = nullptr;  // null: the index has it
  double score = 0;

  bool ComesBefore(const Found& other) const {
    return std::tuple(-score, match.name_hash) <
           std::tuple(-other.score, other.match.name_hash);
  }
};

class Search {
 public:
  Search(const Snapshot& snapshot, const TextTailView& tail,
         const TextQuery& query, const std::vector<std::string>& collections)
      : snapshot_(snapshot),
        tail_(tail),
        query_(query),
        collections_(collections) {}

  absl::StatusOr<TextPage> Run(size_t max_hits, std::string_view resume,
                               size_t max_rows) {
    RETURN_IF_ERROR(ParsePosition(resume));
    RETURN_IF_ERROR(ReadSums());
    RETURN_IF_ERROR(SearchParts(max_rows));
    if (position_.after_collection().empty()) SearchTail();
    Rank();
    TextPage page;
    page.found_count = static_cast<int64_t>(found_.size());
    page.is_partial = first_part_ > 0 || end_part_ < parts_.size();
    RETURN_IF_ERROR(TakeHits(max_hits, max_rows, page));
    page.resume = Resume();
    return page;
  }

 private:
  absl::Status ParsePosition(std::string_view resume) {
    if (resume.empty()) return absl::OkStatus();
    if (!position_.ParseFromArray(resume.data(),
                                  static_cast<int>(resume.size())) ||
        position_.weights_size() != static_cast<int>(query_.ranked_count()) ||
        !(position_.mean_bytes() > 0)) {
      return InvalidArgument("INVALID_PAGE_TOKEN", "page_token",
                             "is not one that this search answered");
    }
    return absl::OkStatus();
  }

  // Which parts there are, and what the index and the tail have in all.
  absl::Status ReadSums() {
    std::vector<std::string> keys;
    for (const std::string& collection : collections_) {
      keys.push_back(TextCollectionKey(collection));
    }
    ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                     snapshot_.MultiGet(keys));
    for (size_t i = 0; i < collections_.size(); ++i) {
      if (!values[i].has_value()) continue;
      ASSIGN_OR_RETURN(
          const TextCollectionRecord sums,
          ParseRecord<TextCollectionRecord>(*values[i], "the text index"));
      documents_ += static_cast<double>(sums.document_count());
      bytes_ += static_cast<double>(sums.text_bytes());
      const uint32_t buckets =
          (sums.next_ordinal() + kBucketDocuments - 1) / kBucketDocuments;
      for (uint32_t bucket = buckets; bucket > 0; --bucket) {
        parts_.push_back({&collections_[i], bucket - 1});
      }
    }
    for (const auto& [name, document] : tail_.documents()) {
      if (!IsAskedFor(name.collection)) continue;
      if (document->indexed.has_value()) {
        documents_ -= 1;
        bytes_ -= static_cast<double>(document->indexed->text_bytes());
      }
      if (document->text != nullptr) {
        documents_ += 1;
        bytes_ += static_cast<double>(document->text->text.size());
      }
    }
    return absl::OkStatus();
  }

  bool IsAskedFor(const std::string& collection) const {
    return std::binary_search(collections_.begin(), collections_.end(),
                              collection);
  }

  absl::Status SearchParts(size_t max_rows) {
    document_counts_.resize(query_.ranked_count());
    const auto is_before = [](const Part& part, std::string_view collection,
                              uint32_t bucket) {
      return part.order() <= std::pair(collection, -int64_t{bucket});
    };
    if (!position_.after_collection().empty()) {
      while (first_part_ < parts_.size() &&
             is_before(parts_[first_part_], position_.after_collection(),
                       position_.after_bucket())) {
        ++first_part_;
      }
    }
    size_t rows_read = 0;
    for (end_part_ = first_part_; end_part_ < parts_.size(); ++end_part_) {
      const Part& part = parts_[end_part_];
      const bool is_enough = position_.last_collection().empty()
                                 ? rows_read >= max_rows
                                 : !is_before(part, position_.last_collection(),
                                              position_.last_bucket());
      if (is_enough) break;
      BucketSearch bucket(snapshot_, *part.collection, part.bucket, query_,
                          tail_.Superseded(*part.collection));
      ASSIGN_OR_RETURN(BucketMatches matches, bucket.Run(max_rows));
      rows_read += matches.rows_read;
      for (TextMatch& match : matches.matches) {
        found_.push_back({std::move(match), part.collection});
      }
      for (size_t i = 0; i < document_counts_.size(); ++i) {
        document_counts_[i] += static_cast<double>(matches.document_counts[i]);
      }
    }
    return absl::OkStatus();
  }

  void SearchTail() {
    for (const auto& [name, document] : tail_.documents()) {
      if (document->text == nullptr || !IsAskedFor(name.collection)) continue;
      std::optional<PhraseCounts> counts = CountIn(query_, *document->text);
      if (!counts.has_value()) continue;
      for (size_t i = 0; i < counts->size(); ++i) {
        if ((*counts)[i] > 0) document_counts_[i] += 1;
      }
      found_.push_back(
          {{.text_bytes = static_cast<uint32_t>(
                std::max<size_t>(document->text->text.size(), 1)),
            .name_hash = HashOfName(name.collection, name.document),
            .counts = *std::move(counts)},
           nullptr,
           document.get()});
    }
  }

  // Gives every document its score. The first page decides what a phrase weighs.
  void Rank() {
    if (position_.weights_size() == 0) {
      const double searched = end_part_ > 0 && end_part_ < parts_.size()
                                  ? static_cast<double>(parts_.size()) /
                                        static_cast<double>(end_part_)
                                  : 1;
      for (const double count : document_counts_) {
        const double with = std::min(count * searched, documents_);
        position_.add_weights(
            std::log1p((documents_ - with + .5) / (with + .5)));
      }
      position_.set_mean_bytes(
          documents_ > 0 ? std::max(bytes_ / documents_, 1.) : 1);
    }
    for (Found& found : found_) {
      const double length =
          1 - kLengthWeight +
          kLengthWeight * found.match.text_bytes / position_.mean_bytes();
      for (size_t i = 0; i < found.match.counts.size(); ++i) {
        const double count = found.match.counts[i];
        found.score += position_.weights(static_cast<int>(i)) * count *
                       (kSaturation + 1) / (count + kSaturation * length);
      }
    }
    ranked_.reserve(found_.size());
    for (const Found& found : found_) {
      if (!WasShown(found)) ranked_.push_back(&found);
    }
    std::make_heap(ranked_.begin(), ranked_.end(), ComesAfter);
  }

  static bool ComesAfter(const Found* a, const Found* b) {
    return b->ComesBefore(*a);
  }

  bool WasShown(const Found& found) const {
    return position_.has_last() &&
           std::tuple(-found.score, found.match.name_hash) <=
               std::tuple(-position_.last_score(), position_.last_hash());
  }

  // The best that are left.
  std::vector<const Found*> TakeBest(size_t count) {
    std::vector<const Found*> best;
    while (best.size() < count && !ranked_.empty()) {
      std::pop_heap(ranked_.begin(), ranked_.end(), ComesAfter);
      best.push_back(ranked_.back());
      ranked_.pop_back();
    }
    return best;
  }

  absl::Status TakeHits(size_t max_hits, size_t max_rows, TextPage& page) {
    const bool has_filter = !query_.issuer_contains.empty() ||
                            query_.issue_date_range.has_first_date() ||
                            query_.issue_date_range.has_last_date();
    for (size_t rows_read = 0; page.hits.size() < max_hits &&
                               !ranked_.empty() && rows_read < max_rows;) {
      const size_t missing = max_hits - page.hits.size();
      const std::vector<const Found*> best =
          TakeBest(has_filter ? std::max(missing, kFilterBatch) : missing);
      rows_read += 2 * best.size();
      ASSIGN_OR_RETURN(const std::vector<DocumentName> names, NamesOf(best));
      std::vector<std::string> keys;
      for (const DocumentName& name : names) keys.push_back(HeadKey(name));
      ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> heads,
                       snapshot_.MultiGet(keys));
      for (size_t i = 0; i < best.size(); ++i) {
        if (page.hits.size() == max_hits) {
          // The filter let more through than there is room for.
          ranked_.push_back(best[i]);
          std::push_heap(ranked_.begin(), ranked_.end(), ComesAfter);
          continue;
        }
        SetLast(*best[i]);
        ASSIGN_OR_RETURN(const HeadRecord head,
                         ParseRecord<HeadRecord>(heads[i].value_or(""),
                                                 names[i].ToString()));
        if (has_filter && !Fits(query_, head.document())) continue;
        ASSIGN_OR_RETURN(const qiusuo::v1::Document document,
                         ReadRevision(snapshot_, names[i], head));
        page.hits.push_back(MakeHit(query_, document));
        page.hits.back().set_score(best[i]->score);
      }
    }
    return absl::OkStatus();
  }

  void SetLast(const Found& found) {
    position_.set_has_last(true);
    position_.set_last_score(found.score);
    position_.set_last_hash(found.match.name_hash);
  }

  absl::StatusOr<std::vector<DocumentName>> NamesOf(
      const std::vector<const Found*>& best) const {
    std::vector<std::string> keys;
    for (const Found* const found : best) {
      if (found->tail != nullptr) continue;
      keys.push_back(TextDocumentKey(*found->collection, found->match.ordinal));
    }
    ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                     snapshot_.MultiGet(keys));
    std::vector<DocumentName> names;
    size_t next = 0;
    for (const Found* const found : best) {
      if (found->tail != nullptr) {
        names.push_back(found->tail->name);
        continue;
      }
      ASSIGN_OR_RETURN(const TextDocumentRecord record,
                       ParseRecord<TextDocumentRecord>(
                           values[next++].value_or(""), "the text index"));
      if (!IsDocumentId(record.document_id())) {
        return CorruptRecord("the text index", "a document has no name");
      }
      names.push_back({*found->collection, record.document_id()});
    }
    return names;
  }

  std::string Resume() {
    const bool has_more_parts = end_part_ < parts_.size();
    if (ranked_.empty() && !has_more_parts) return "";
    if (ranked_.empty()) {
      // What is left is in the next parts.
      const Part& last = parts_[end_part_ - 1];
      position_.set_after_collection(*last.collection);
      position_.set_after_bucket(last.bucket);
      position_.clear_last_collection();
      position_.clear_last_bucket();
      position_.set_has_last(false);
    } else if (has_more_parts || first_part_ > 0) {
      const Part& last = parts_[end_part_ - 1];
      position_.set_last_collection(*last.collection);
      position_.set_last_bucket(last.bucket);
    }
    return position_.SerializeAsString();
  }

  const Snapshot& snapshot_;
  const TextTailView& tail_;
  const TextQuery& query_;
  const std::vector<std::string>& collections_;
  TextSearchPosition position_;
  std::vector<Part> parts_;
  size_t first_part_ = 0;
  size_t end_part_ = 0;
  double documents_ = 0;
  double bytes_ = 0;
  std::vector<double> document_counts_;
  std::vector<Found> found_;
  std::vector<const Found*> ranked_;  // a heap, the best on top
};

}  // namespace

absl::StatusOr<TextPage> SearchText(const Snapshot& snapshot,
                                    const TextTailView& tail,
                                    const TextQuery& query,
                                    const std::vector<std::string>& collections,
                                    size_t max_hits, std::string_view resume,
                                    size_t max_rows) {
  Search search(snapshot, tail, query, collections);
  return search.Run(max_hits, resume, max_rows);
}

}  // namespace qiusuo::storage
