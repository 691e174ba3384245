#include "storage/text_postings.h"

#include <algorithm>

#include "base/status_macros.h"
#include "storage/records.h"
#include "storage/text_keys.h"
#include "storage/text_terms.h"
#include "storage/text_tokens.h"
#include "storage/varint.h"

namespace qiusuo::storage {
namespace {

absl::Status Corrupt() {
  return CorruptRecord("the text index", "a posting row cannot be read");
}

// Two characters as a number that sorts as their bytes do in UTF-8. One alone has 0 behind it.
constexpr int kCharacterBits = 21;
constexpr uint64_t kAfterWordBit = uint64_t{1} << (2 * kCharacterBits);

uint64_t Pair(char32_t first, char32_t second) {
  return uint64_t{first} << kCharacterBits | second;
}

std::string TermText(uint64_t characters) {
  constexpr uint64_t kMask = (uint64_t{1} << kCharacterBits) - 1;
  std::string term;
  if ((characters & kAfterWordBit) != 0) term += kAfterWord;
  AppendUtf8(static_cast<char32_t>(characters >> kCharacterBits & kMask), term);
  const auto second = static_cast<char32_t>(characters & kMask);
  if (second != 0) AppendUtf8(second, term);
  return term;
}

// Takes positions for the offsets that lie at or before the token.
class OffsetPositions {
 public:
  explicit OffsetPositions(const std::vector<size_t>& offsets)
      : offsets_(offsets) {
    positions_.reserve(offsets.size());
  }

  void See(const TextToken& token) {
    while (positions_.size() < offsets_.size() &&
           offsets_[positions_.size()] <= token.begin) {
      positions_.push_back(token.position);
    }
    behind_ = token.position + 1;
  }

  std::vector<uint32_t> Finish() {
    positions_.resize(offsets_.size(), behind_);
    return std::move(positions_);
  }

 private:
  const std::vector<size_t>& offsets_;
  std::vector<uint32_t> positions_;
  uint32_t behind_ = 0;
};

}  // namespace

PostingPiece EncodePostings(const std::vector<TermPlace>& places,
                            size_t max_inline_bytes) {
  std::string documents;
  std::string positions;
  uint64_t count = 0;
  int64_t before = -1;
  for (size_t i = 0; i < places.size();) {
    const uint32_t ordinal = places[i].ordinal;
    const size_t first = i;
    uint32_t last_position = 0;
    for (; i < places.size() && places[i].ordinal == ordinal; ++i) {
      AppendVarint(positions, places[i].position - last_position);
      last_position = places[i].position;
    }
    const size_t times = i - first;
    const auto step = static_cast<uint64_t>(int64_t{ordinal} - before - 1);
    AppendVarint(documents, step << 1 | (times == 1 ? 1 : 0));
    if (times > 1) AppendVarint(documents, times - 2);
    before = ordinal;
    ++count;
  }
  const bool is_elsewhere = positions.size() > max_inline_bytes;
  PostingPiece piece;
  AppendVarint(piece.postings, count);
  AppendVarint(piece.postings,
               uint64_t{positions.size()} << 1 | (is_elsewhere ? 1 : 0));
  piece.postings += documents;
  if (is_elsewhere) {
    piece.positions = std::move(positions);
  } else {
    piece.postings += positions;
  }
  return piece;
}

absl::StatusOr<PostingList> PostingList::Parse(std::string row) {
  PostingList list;
  list.row_ = std::move(row);
  std::string_view rest = list.row_;
  while (!rest.empty()) RETURN_IF_ERROR(list.ParsePiece(rest));
  return list;
}

absl::Status PostingList::ParsePiece(std::string_view& rest) {
  const std::optional<uint64_t> count = TakeVarint(rest);
  const std::optional<uint64_t> bytes = TakeVarint(rest);
  if (!count.has_value() || !bytes.has_value() || *count > kBucketDocuments) {
    return Corrupt();
  }
  Piece piece{.first = postings_.size(),
              .bytes = static_cast<size_t>(*bytes >> 1),
              .is_here = (*bytes & 1) == 0};
  int64_t ordinal = -1;
  for (uint64_t i = 0; i < *count; ++i) {
    const std::optional<uint64_t> step = TakeVarint(rest);
    if (!step.has_value()) return Corrupt();
    ordinal += static_cast<int64_t>(*step >> 1) + 1;
    uint64_t times = 1;
    if ((*step & 1) == 0) {
      const std::optional<uint64_t> more = TakeVarint(rest);
      if (!more.has_value()) return Corrupt();
      times = *more + 2;
    }
    if (ordinal < 0 || ordinal >= kBucketDocuments) return Corrupt();
    postings_.push_back({.ordinal = static_cast<uint32_t>(ordinal),
                         .count = static_cast<uint32_t>(times),
                         .is_here = piece.is_here});
  }
  piece.last = postings_.size();
  if (piece.is_here) {
    if (rest.size() < piece.bytes) return Corrupt();
    piece.begin = row_.size() - rest.size();
    rest.remove_prefix(piece.bytes);
  } else {
    piece.begin = more_bytes_;
    more_bytes_ += piece.bytes;
    needs_more_ = true;
  }
  pieces_.push_back(piece);
  return absl::OkStatus();
}

const PostingList::Posting* PostingList::Find(uint32_t ordinal) const {
  const auto found = std::lower_bound(
      postings_.begin(), postings_.end(), ordinal,
      [](const Posting& a, uint32_t b) { return a.ordinal < b; });
  return found != postings_.end() && found->ordinal == ordinal ? &*found
                                                               : nullptr;
}

absl::Status PostingList::LocatePositions(std::string more) {
  if (is_located_) return absl::OkStatus();
  more_ = std::move(more);
  if (more_.size() < more_bytes_) return Corrupt();
  for (const Piece& piece : pieces_) {
    const std::string& bytes = piece.is_here ? row_ : more_;
    size_t at = piece.begin;
    const size_t end = piece.begin + piece.bytes;
    for (size_t i = piece.first; i < piece.last; ++i) {
      postings_[i].place = at;
      // A varint ends with the byte that has no high bit.
      for (uint32_t left = postings_[i].count; left > 0; ++at) {
        if (at >= end) return Corrupt();
        if ((bytes[at] & 0x80) == 0) --left;
      }
    }
  }
  is_located_ = true;
  return absl::OkStatus();
}

std::vector<uint32_t> PostingList::Positions(const Posting& posting) const {
  std::vector<uint32_t> positions;
  positions.reserve(posting.count);
  std::string_view bytes = posting.is_here ? row_ : more_;
  bytes.remove_prefix(posting.place);
  uint32_t position = 0;
  for (uint32_t i = 0; i < posting.count; ++i) {
    position += static_cast<uint32_t>(TakeVarint(bytes).value_or(0));
    positions.push_back(position);
  }
  return positions;
}

uint32_t PostingBatch::TermOf(uint64_t characters) {
  const auto [place, is_new] =
      characters_.try_emplace(characters, static_cast<uint32_t>(terms_.size()));
  if (is_new) terms_.push_back(TermText(characters));
  return place->second;
}

void PostingBatch::AddWord(std::string_view word, uint32_t position) {
  const auto [place, is_new] =
      words_.try_emplace(FoldWord(word), static_cast<uint32_t>(terms_.size()));
  if (is_new) terms_.push_back(place->first);
  events_.push_back({place->second, position});
}

std::vector<uint32_t> PostingBatch::Add(uint32_t ordinal, std::string_view text,
                                        const std::vector<size_t>& offsets) {
  OffsetPositions positions(offsets);
  TokenReader reader(text);
  // A character is listed with the one behind it, so one token later.
  char32_t before = 0;
  uint32_t before_position = 0;
  bool after_word = false;
  while (const std::optional<TextToken> token = reader.Next()) {
    positions.See(*token);
    const bool pairs = token->touches && !token->is_word;
    if (before != 0) {
      events_.push_back({TermOf(Pair(before, pairs ? token->character : 0)),
                         before_position});
    }
    if (token->is_word) {
      AddWord(text.substr(token->begin, token->end - token->begin),
              token->position);
      before = 0;
    } else {
      if (after_word && token->touches) {
        events_.push_back({TermOf(kAfterWordBit | Pair(token->character, 0)),
                           token->position});
      }
      before = token->character;
      before_position = token->position;
    }
    after_word = token->is_word;
  }
  if (before != 0) {
    events_.push_back({TermOf(Pair(before, 0)), before_position});
  }
  documents_.push_back({ordinal, events_.size()});
  return positions.Finish();
}

void PostingBatch::AddRows(std::string_view term,
                           const std::vector<TermPlace>& places,
                           uint32_t bucket, Rows& rows) const {
  PostingPiece piece = EncodePostings(places);
  rows.postings.push_back(
      {PostingKey(collection_, term, bucket), std::move(piece.postings)});
  if (piece.positions.empty()) return;
  rows.positions.push_back(
      {PositionsKey(collection_, term, bucket), std::move(piece.positions)});
}

PostingBatch::Rows PostingBatch::Finish() {
  // Events by term, those of one term in their order: counted, then put in their places.
  std::vector<size_t> ends(terms_.size() + 1);
  for (const Event& event : events_) ++ends[event.term + 1];
  for (size_t i = 1; i < ends.size(); ++i) ends[i] += ends[i - 1];
  const std::vector<size_t> begins = ends;
  std::vector<TermPlace> places(events_.size());
  size_t at = 0;
  for (const Document& document : documents_) {
    for (; at < document.events_end; ++at) {
      places[ends[events_[at].term]++] = {document.ordinal,
                                          events_[at].position};
    }
  }
  events_ = {};
  std::vector<uint32_t> order(terms_.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = static_cast<uint32_t>(i);
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return terms_[a] < terms_[b]; });
  Rows rows;
  rows.postings.reserve(order.size());
  std::vector<TermPlace> in_bucket;
  for (const uint32_t term : order) {
    for (size_t i = begins[term]; i < ends[term];) {
      const uint32_t bucket = places[i].ordinal / kBucketDocuments;
      in_bucket.clear();
      for (; i < ends[term] && places[i].ordinal / kBucketDocuments == bucket;
           ++i) {
        in_bucket.push_back(
            {places[i].ordinal % kBucketDocuments, places[i].position});
      }
      AddRows(terms_[term], in_bucket, bucket, rows);
    }
  }
  return rows;
}

std::vector<uint32_t> TokenPositions(std::string_view text,
                                     const std::vector<size_t>& offsets) {
  OffsetPositions positions(offsets);
  TokenReader reader(text);
  while (const std::optional<TextToken> token = reader.Next()) {
    positions.See(*token);
  }
  return positions.Finish();
}

}  // namespace qiusuo::storage
