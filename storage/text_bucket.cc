#include "storage/text_bucket.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include "base/status_macros.h"
#include "qiusuo/storage/v1/record.pb.h"
#include "storage/records.h"
#include "storage/text_index_rows.h"
#include "storage/text_keys.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::TextDocumentRecord;

constexpr size_t kBatchRows = 1024;
constexpr size_t kBatchBytes = 4 << 20;

std::vector<uint32_t> Intersect(const std::vector<uint32_t>& a,
                                const std::vector<uint32_t>& b) {
  std::vector<uint32_t> both;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(),
                        std::back_inserter(both));
  return both;
}

}  // namespace

BucketSearch::BucketSearch(const Snapshot& snapshot,
                           const std::string& collection, uint32_t bucket,
                           const TextQuery& query,
                           const std::unordered_set<uint32_t>& superseded)
    : snapshot_(snapshot),
      collection_(collection),
      bucket_(bucket),
      query_(query),
      superseded_(superseded) {}

absl::Status BucketSearch::ReadRows(size_t max_rows) {
  const auto want = [&](const Phrase& phrase) {
    for (const PhraseTerm& term : phrase.terms()) {
      lists_.try_emplace({term.term, term.is_prefix});
    }
  };
  for (size_t i = 0; i < query_.ranked_count(); ++i) want(query_.ranked(i));
  for (const Phrase& phrase : query_.none_of) want(phrase);
  if (query_.section_title.has_value()) want(*query_.section_title);
  std::vector<std::string> keys = {BucketKey(collection_, bucket_)};
  for (const auto& [term, list] : lists_) {
    if (!term.second)
      keys.push_back(PostingKey(collection_, term.first, bucket_));
  }
  ASSIGN_OR_RETURN(std::vector<std::optional<std::string>> values,
                   snapshot_.MultiGet(keys));
  rows_read_ += keys.size();
  sizes_ = values[0].value_or("");
  size_t next = 1;
  for (auto& [term, list] : lists_) {
    if (term.second) {
      ASSIGN_OR_RETURN(list, ReadPrefix(term.first, max_rows));
    } else {
      ASSIGN_OR_RETURN(
          list, PostingList::Parse(std::move(values[next++]).value_or("")));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<PostingList> BucketSearch::ReadPrefix(const std::string& prefix,
                                                     size_t max_rows) {
  std::vector<TermPlace> places;
  const std::unique_ptr<Cursor> cursor =
      snapshot_.Scan(PostingKeys(collection_, prefix), /*reverse=*/false);
  for (size_t rows_read = 0; rows_read < max_rows;) {
    ASSIGN_OR_RETURN(
        std::vector<Row> rows,
        cursor->Next(std::min(kBatchRows, max_rows - rows_read), kBatchBytes));
    if (rows.empty()) break;
    rows_read += rows.size();
    rows_read_ += rows.size();
    for (Row& row : rows) {
      if (ParseBucket(row.key) != bucket_) continue;
      ASSIGN_OR_RETURN(PostingList list,
                       PostingList::Parse(std::move(row.value)));
      std::string more;
      if (list.needs_more()) {
        row.key[0] = PositionsKey("", "", 0)[0];
        ASSIGN_OR_RETURN(std::vector<std::optional<std::string>> values,
                         snapshot_.MultiGet({row.key}));
        more = std::move(values[0]).value_or("");
      }
      RETURN_IF_ERROR(list.LocatePositions(std::move(more)));
      for (const PostingList::Posting& posting : list.postings()) {
        for (const uint32_t position : list.Positions(posting)) {
          places.push_back({posting.ordinal, position});
        }
      }
    }
  }
  if (places.empty()) return PostingList();
  std::sort(places.begin(), places.end(),
            [](const TermPlace& a, const TermPlace& b) {
              return std::pair(a.ordinal, a.position) <
                     std::pair(b.ordinal, b.position);
            });
  return PostingList::Parse(EncodePostings(places, SIZE_MAX).postings);
}

BucketSearch::Leaf BucketSearch::MakeLeaf(const Phrase& phrase) {
  Leaf leaf{.phrase = &phrase, .terms = {}, .ordinals = {}};
  for (const PhraseTerm& term : phrase.terms()) {
    leaf.terms.push_back({&lists_.at({term.term, term.is_prefix}), term.offset,
                          term.term, term.is_prefix});
  }
  std::stable_sort(leaf.terms.begin(), leaf.terms.end(),
                   [](const Leaf::Term& a, const Leaf::Term& b) {
                     return a.list->postings().size() <
                            b.list->postings().size();
                   });
  for (const PostingList::Posting& posting : leaf.terms[0].list->postings()) {
    const bool has_all = std::all_of(
        leaf.terms.begin() + 1, leaf.terms.end(), [&](const Leaf::Term& term) {
          return term.list->Find(posting.ordinal) != nullptr;
        });
    if (has_all && Lives(posting.ordinal)) {
      leaf.ordinals.push_back(posting.ordinal);
    }
  }
  return leaf;
}

bool BucketSearch::Lives(uint32_t ordinal) const {
  return TextSizeAt(sizes_, ordinal).bytes > 0 &&
         (superseded_.empty() ||
          !superseded_.contains(bucket_ * kBucketDocuments + ordinal));
}

std::vector<uint32_t> BucketSearch::Candidates(
    const std::vector<Leaf>& leaves, const std::optional<Leaf>& title) const {
  std::optional<std::vector<uint32_t>> candidates;
  const auto restrict_to = [&](const std::vector<uint32_t>& ordinals) {
    candidates =
        candidates.has_value() ? Intersect(*candidates, ordinals) : ordinals;
  };
  if (title.has_value()) restrict_to(title->ordinals);
  std::vector<uint32_t> any;
  for (size_t i = 0; i < leaves.size(); ++i) {
    if (i < query_.all_of.size()) {
      restrict_to(leaves[i].ordinals);
    } else {
      std::vector<uint32_t> united;
      std::set_union(any.begin(), any.end(), leaves[i].ordinals.begin(),
                     leaves[i].ordinals.end(), std::back_inserter(united));
      any = std::move(united);
    }
  }
  if (!query_.any_of.empty()) restrict_to(any);
  return std::move(candidates).value_or(std::vector<uint32_t>());
}

absl::Status BucketSearch::Locate(Leaf& leaf) {
  for (Leaf::Term& term : leaf.terms) {
    std::string more;
    if (term.list->needs_more()) {
      ASSIGN_OR_RETURN(
          std::vector<std::optional<std::string>> values,
          snapshot_.MultiGet({PositionsKey(collection_, term.term, bucket_)}));
      ++rows_read_;
      more = std::move(values[0]).value_or("");
    }
    RETURN_IF_ERROR(term.list->LocatePositions(std::move(more)));
  }
  return absl::OkStatus();
}

std::vector<uint32_t> BucketSearch::Places(const Leaf& leaf, uint32_t ordinal) {
  std::vector<uint32_t> places;
  for (size_t i = 0; i < leaf.terms.size(); ++i) {
    const Leaf::Term& term = leaf.terms[i];
    const PostingList::Posting* const posting = term.list->Find(ordinal);
    if (posting == nullptr) return {};
    std::vector<uint32_t> positions = term.list->Positions(*posting);
    // Where the phrase would begin.
    std::erase_if(positions, [&](uint32_t at) { return at < term.offset; });
    for (uint32_t& position : positions) position -= term.offset;
    places = i == 0 ? std::move(positions) : Intersect(places, positions);
    if (places.empty()) return places;
  }
  return places;
}

uint32_t BucketSearch::Count(
    const Leaf& leaf, uint32_t ordinal,
    const std::optional<std::vector<Stretch>>& within) {
  if (!std::binary_search(leaf.ordinals.begin(), leaf.ordinals.end(),
                          ordinal)) {
    return 0;
  }
  if (leaf.terms.size() == 1 && !within.has_value()) {
    return leaf.terms[0].list->Find(ordinal)->count;
  }
  std::vector<uint32_t> places = Places(leaf, ordinal);
  if (within.has_value()) {
    std::erase_if(places, [&](uint32_t place) {
      return std::none_of(within->begin(), within->end(),
                          [&](const Stretch& stretch) {
                            return place >= stretch.begin &&
                                   place + leaf.phrase->length() < stretch.end;
                          });
    });
  }
  return static_cast<uint32_t>(places.size());
}

absl::StatusOr<std::map<uint32_t, std::vector<BucketSearch::Stretch>>>
BucketSearch::ReadSections(const Leaf& title,
                           const std::vector<uint32_t>& ordinals) {
  std::vector<std::string> keys;
  for (const uint32_t ordinal : ordinals) {
    keys.push_back(
        TextDocumentKey(collection_, bucket_ * kBucketDocuments + ordinal));
  }
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot_.MultiGet(keys));
  rows_read_ += keys.size();
  std::map<uint32_t, std::vector<Stretch>> found;
  for (size_t i = 0; i < ordinals.size(); ++i) {
    ASSIGN_OR_RETURN(const TextDocumentRecord record,
                     ParseRecord<TextDocumentRecord>(values[i].value_or(""),
                                                     "the text index"));
    const std::vector<uint32_t> places = Places(title, ordinals[i]);
    std::vector<Stretch>& sections = found[ordinals[i]];
    for (int at = 0; at + 3 < record.sections_size(); at += 4) {
      const Stretch heading{record.sections(at + 2), record.sections(at + 3)};
      const bool has_it =
          std::any_of(places.begin(), places.end(), [&](uint32_t place) {
            return place >= heading.begin &&
                   place + title.phrase->length() < heading.end;
          });
      if (has_it) {
        sections.push_back({record.sections(at), record.sections(at + 1)});
      }
    }
  }
  return found;
}

absl::StatusOr<BucketMatches> BucketSearch::Run(size_t max_rows) {
  RETURN_IF_ERROR(ReadRows(max_rows));
  std::vector<Leaf> leaves;
  for (size_t i = 0; i < query_.ranked_count(); ++i) {
    leaves.push_back(MakeLeaf(query_.ranked(i)));
  }
  std::optional<Leaf> title;
  if (query_.section_title.has_value()) title = MakeLeaf(*query_.section_title);
  BucketMatches found;
  for (const Leaf& leaf : leaves) {
    found.document_counts.push_back(leaf.ordinals.size());
  }
  const std::vector<uint32_t> candidates = Candidates(leaves, title);
  std::map<uint32_t, std::vector<Stretch>> sections;
  if (title.has_value() && !candidates.empty()) {
    RETURN_IF_ERROR(Locate(*title));
    ASSIGN_OR_RETURN(sections, ReadSections(*title, candidates));
  }
  std::vector<Leaf> unwanted;
  for (const Phrase& phrase : query_.none_of) {
    unwanted.push_back(MakeLeaf(phrase));
  }
  if (!candidates.empty()) {
    for (std::vector<Leaf>* const some : {&leaves, &unwanted}) {
      for (Leaf& leaf : *some) {
        if (leaf.terms.size() > 1 || title.has_value()) {
          RETURN_IF_ERROR(Locate(leaf));
        }
      }
    }
  }
  for (const uint32_t ordinal : candidates) {
    std::optional<std::vector<Stretch>> within;
    if (title.has_value()) within = sections[ordinal];
    TextMatch match{.ordinal = bucket_ * kBucketDocuments + ordinal};
    for (const Leaf& leaf : leaves) {
      match.counts.push_back(Count(leaf, ordinal, within));
    }
    if (!IsFound(query_, match.counts)) continue;
    const bool is_unwanted = std::any_of(
        unwanted.begin(), unwanted.end(),
        [&](const Leaf& leaf) { return Count(leaf, ordinal, within) > 0; });
    if (is_unwanted) continue;
    const TextSize size = TextSizeAt(sizes_, ordinal);
    match.text_bytes = size.bytes;
    match.name_hash = size.name_hash;
    found.matches.push_back(std::move(match));
  }
  found.rows_read = rows_read_;
  return found;
}

}  // namespace qiusuo::storage
