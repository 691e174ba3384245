#include "storage/text_index_rows.h"

#include <algorithm>
#include <map>
#include <utility>

#include "base/sha256.h"
#include "base/status_macros.h"
#include "storage/big_endian.h"
#include "storage/records.h"
#include "storage/text_keys.h"
#include "storage/text_postings.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::TextCollectionRecord;
using qiusuo::storage::v1::TextDocumentRecord;
using qiusuo::storage::v1::TextIndexRecord;
using qiusuo::storage::v1::TextPlaceRecord;

constexpr size_t kHashDigits = 16;

uint64_t HashOfText(std::string_view text) {
  return std::stoull(Sha256Hex(text).substr(0, kHashDigits), nullptr, 16);
}

int64_t SizeOf(const SearchedText& text) {
  return static_cast<int64_t>(std::max<size_t>(text.text.size(), 1));
}

// The ends of the sections, sorted, for PostingBatch::Add.
std::vector<size_t> SectionOffsets(const SearchedText& text) {
  std::vector<size_t> offsets;
  for (const SectionBytes& section : text.sections) {
    offsets.insert(offsets.end(), {section.begin, section.end,
                                   section.title_begin, section.title_end});
  }
  std::sort(offsets.begin(), offsets.end());
  return offsets;
}

void SetSections(const SearchedText& text, const std::vector<size_t>& offsets,
                 const std::vector<uint32_t>& positions,
                 TextDocumentRecord& record) {
  const auto position = [&](size_t offset) {
    const auto found = std::lower_bound(offsets.begin(), offsets.end(), offset);
    return positions[static_cast<size_t>(found - offsets.begin())];
  };
  for (const SectionBytes& section : text.sections) {
    record.add_sections(position(section.begin));
    record.add_sections(position(section.end));
    record.add_sections(position(section.title_begin));
    record.add_sections(position(section.title_end));
  }
}

// The rows of one collection.
class CollectionRows {
 public:
  CollectionRows(const Snapshot& snapshot, std::string collection)
      : snapshot_(snapshot),
        collection_(std::move(collection)),
        batch_(collection_) {}

  // Reads what is there. First call.
  absl::Status Read() {
    ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                     snapshot_.MultiGet({TextCollectionKey(collection_)}));
    if (!values[0].has_value()) return absl::OkStatus();
    ASSIGN_OR_RETURN(
        sums_, ParseRecord<TextCollectionRecord>(*values[0], "the text index"));
    return absl::OkStatus();
  }

  absl::Status Add(const TextTailView::Document& document) {
    ASSIGN_OR_RETURN(const std::optional<TextDocumentRecord> before,
                     ReadBefore(document));
    if (document.text == nullptr) {
      if (document.indexed.has_value()) {
        RETURN_IF_ERROR(Remove(*document.indexed));
        rows_.push_back({TextPlaceKey(document.name), std::nullopt});
      }
      return absl::OkStatus();
    }
    const SearchedText& text = *document.text;
    const std::vector<size_t> offsets = SectionOffsets(text);
    TextDocumentRecord record;
    record.set_document_id(document.name.document);
    record.set_text_hash(HashOfText(text.text));
    TextPlaceRecord place;
    place.set_revision(text.revision);
    place.set_text_bytes(SizeOf(text));
    if (before.has_value() && before->text_hash() == record.text_hash() &&
        document.indexed->text_bytes() == SizeOf(text)) {
      // Another reading of the same text: its postings are there.
      place.set_ordinal(document.indexed->ordinal());
      SetSections(text, offsets, TokenPositions(text.text, offsets), record);
    } else {
      if (document.indexed.has_value()) {
        RETURN_IF_ERROR(Remove(*document.indexed));
      }
      place.set_ordinal(sums_.next_ordinal());
      sums_.set_next_ordinal(place.ordinal() + 1);
      SetSections(text, offsets,
                  batch_.Add(place.ordinal(), text.text, offsets), record);
      sums_.set_document_count(sums_.document_count() + 1);
      sums_.set_text_bytes(sums_.text_bytes() + SizeOf(text));
      RETURN_IF_ERROR(SetSize(
          place.ordinal(), {static_cast<uint32_t>(SizeOf(text)),
                            HashOfName(collection_, document.name.document)}));
    }
    rows_.push_back({TextDocumentKey(collection_, place.ordinal()),
                     record.SerializeAsString()});
    rows_.push_back({TextPlaceKey(document.name), place.SerializeAsString()});
    return absl::OkStatus();
  }

  // Moves all rows out.
  void Finish(std::vector<OwnedRow>& rows) {
    PostingBatch::Rows postings = batch_.Finish();
    for (std::vector<Row>* const some :
         {&postings.postings, &postings.positions}) {
      for (Row& row : *some) {
        rows.push_back({std::move(row.key), std::move(row.value), true});
      }
    }
    for (auto& [bucket, sizes] : buckets_) {
      rows_.push_back({BucketKey(collection_, bucket), std::move(sizes)});
    }
    rows_.push_back(
        {TextCollectionKey(collection_), sums_.SerializeAsString()});
    std::move(rows_.begin(), rows_.end(), std::back_inserter(rows));
  }

 private:
  absl::StatusOr<std::optional<TextDocumentRecord>> ReadBefore(
      const TextTailView::Document& document) {
    if (!document.indexed.has_value()) return std::nullopt;
    ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                     snapshot_.MultiGet({TextDocumentKey(
                         collection_, document.indexed->ordinal())}));
    if (!values[0].has_value()) {
      return CorruptRecord(document.name.ToString(),
                           "it is not where the text index has it");
    }
    return ParseRecord<TextDocumentRecord>(*values[0],
                                           document.name.ToString());
  }

  absl::Status Remove(const TextPlaceRecord& place) {
    sums_.set_document_count(sums_.document_count() - 1);
    sums_.set_text_bytes(sums_.text_bytes() - place.text_bytes());
    rows_.push_back(
        {TextDocumentKey(collection_, place.ordinal()), std::nullopt});
    return SetSize(place.ordinal(), {});
  }

  absl::Status SetSize(uint32_t ordinal, TextSize size) {
    const uint32_t bucket = ordinal / kBucketDocuments;
    auto sizes = buckets_.find(bucket);
    if (sizes == buckets_.end()) {
      ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                       snapshot_.MultiGet({BucketKey(collection_, bucket)}));
      sizes = buckets_.emplace(bucket, values[0].value_or("")).first;
    }
    std::string bytes;
    AppendBigEndian32(bytes, size.bytes);
    AppendBigEndian64(bytes, size.name_hash);
    const size_t begin = ordinal % kBucketDocuments * kTextSizeBytes;
    std::string& row = sizes->second;
    if (row.size() < begin + kTextSizeBytes) row.resize(begin + kTextSizeBytes);
    row.replace(begin, kTextSizeBytes, bytes);
    return absl::OkStatus();
  }

  const Snapshot& snapshot_;
  const std::string collection_;
  PostingBatch batch_;
  TextCollectionRecord sums_;
  std::map<uint32_t, std::string> buckets_;
  std::vector<OwnedRow> rows_;
};

}  // namespace

absl::StatusOr<std::vector<OwnedRow>> MakeTextIndexRows(
    const Snapshot& snapshot, const TextTailView& tail) {
  std::vector<OwnedRow> rows;
  for (auto at = tail.documents().begin(); at != tail.documents().end();) {
    const std::string collection = at->first.collection;
    CollectionRows collection_rows(snapshot, collection);
    RETURN_IF_ERROR(collection_rows.Read());
    for (; at != tail.documents().end() && at->first.collection == collection;
         ++at) {
      RETURN_IF_ERROR(collection_rows.Add(*at->second));
    }
    collection_rows.Finish(rows);
  }
  TextIndexRecord record;
  record.set_version(tail.to());
  rows.push_back({TextIndexRecordKey(), record.SerializeAsString()});
  std::stable_sort(
      rows.begin(), rows.end(),
      [](const OwnedRow& a, const OwnedRow& b) { return a.key < b.key; });
  return rows;
}

TextSize TextSizeAt(std::string_view row, uint32_t ordinal_in_bucket) {
  const size_t begin = ordinal_in_bucket * kTextSizeBytes;
  if (begin + kTextSizeBytes > row.size()) return {};
  return {static_cast<uint32_t>(ReadBigEndian(row.substr(begin, 4))),
          ReadBigEndian(row.substr(begin + 4, 8))};
}

uint64_t HashOfName(std::string_view collection, std::string_view document) {
  // FNV-1a.
  uint64_t hash = 0xcbf29ce484222325;
  const auto mix = [&](std::string_view bytes) {
    for (const char byte : bytes) {
      hash = (hash ^ static_cast<uint8_t>(byte)) * 0x100000001b3;
    }
  };
  mix(collection);
  mix("/");
  mix(document);
  return hash;
}

}  // namespace qiusuo::storage
