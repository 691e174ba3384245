#include "storage/text_tail.h"

#include <algorithm>
#include <set>

#include "base/status_macros.h"
#include "storage/keys.h"
#include "storage/records.h"
#include "storage/stored_document.h"
#include "storage/text_keys.h"

namespace qiusuo::storage {
namespace {

using qiusuo::storage::v1::ChangeRecord;
using qiusuo::storage::v1::HeadRecord;
using qiusuo::storage::v1::TextIndexRecord;
using qiusuo::storage::v1::TextPlaceRecord;

constexpr size_t kBatchRows = 256;
constexpr size_t kBatchBytes = 1 << 20;
// What a text takes besides its bytes.
constexpr size_t kTextOverhead = 1024;

size_t BytesOf(const SearchedText& text) {
  return text.text.size() + text.sections.size() * sizeof(SectionBytes) +
         kTextOverhead;
}

}  // namespace

SearchedTextPtr ToSearchedText(const qiusuo::v1::Document& document) {
  auto text = std::make_shared<SearchedText>();
  text->revision = document.revision();
  text->text = document.text();
  text->sections.reserve(static_cast<size_t>(document.sections_size()));
  for (const qiusuo::v1::Section& section : document.sections()) {
    const auto byte = [](int64_t offset) {
      return static_cast<size_t>(offset);
    };
    text->sections.push_back({byte(section.span().start_byte()),
                              byte(section.span().end_byte()),
                              byte(section.title_span().start_byte()),
                              byte(section.title_span().end_byte())});
  }
  return text;
}

absl::StatusOr<TextIndexRecord> ReadTextIndexRecord(const Snapshot& snapshot) {
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot.MultiGet({TextIndexRecordKey()}));
  if (!values[0].has_value()) return TextIndexRecord();
  return ParseRecord<TextIndexRecord>(*values[0], "the text index");
}

const std::unordered_set<uint32_t>& TextTailView::Superseded(
    const std::string& collection) const {
  static const auto* const none = new std::unordered_set<uint32_t>();
  const auto found = superseded_.find(collection);
  return found == superseded_.end() ? *none : found->second;
}

void TextTail::Add(Version version, const DocumentName& name,
                   SearchedTextPtr text) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (version <= forgotten_) return;
  Kept& kept = texts_[name];
  // Threads come in any order.
  if (kept.version >= version) return;
  if (kept.text != nullptr) bytes_ -= BytesOf(*kept.text);
  bytes_ += BytesOf(*text);
  kept = {version, std::move(text)};
}

absl::StatusOr<SearchedTextPtr> TextTail::TextOf(const Snapshot& snapshot,
                                                 const DocumentName& name,
                                                 const HeadRecord& head) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    const auto kept = texts_.find(name);
    if (kept != texts_.end() &&
        kept->second.text->revision == head.document().revision()) {
      return kept->second.text;
    }
  }
  ASSIGN_OR_RETURN(const qiusuo::v1::Document document,
                   ReadRevision(snapshot, name, head));
  SearchedTextPtr text = ToSearchedText(document);
  Add(snapshot.version(), name, text);
  return text;
}

absl::StatusOr<size_t> TextTail::AddDocuments(
    const Snapshot& snapshot, const std::vector<DocumentName>& names,
    TextTailView& view) {
  std::vector<std::string> keys;
  for (const DocumentName& name : names) {
    keys.push_back(HeadKey(name));
    keys.push_back(TextPlaceKey(name));
  }
  ASSIGN_OR_RETURN(const std::vector<std::optional<std::string>> values,
                   snapshot.MultiGet(keys));
  size_t bytes = 0;
  for (size_t i = 0; i < names.size(); ++i) {
    const DocumentName& name = names[i];
    auto document = std::make_shared<TextTailView::Document>();
    document->name = name;
    if (values[2 * i + 1].has_value()) {
      ASSIGN_OR_RETURN(
          document->indexed,
          ParseRecord<TextPlaceRecord>(*values[2 * i + 1], name.ToString()));
    }
    if (values[2 * i].has_value()) {
      ASSIGN_OR_RETURN(
          const HeadRecord head,
          ParseRecord<HeadRecord>(*values[2 * i], name.ToString()));
      const int64_t revision = head.document().revision();
      const bool lives = !head.document().has_delete_time();
      if (lives && document->indexed.has_value() &&
          document->indexed->revision() == revision) {
        // The index is right; it was not while the document was deleted.
        view.superseded_[name.collection].erase(document->indexed->ordinal());
        view.documents_.erase(name);
        continue;
      }
      if (lives) {
        ASSIGN_OR_RETURN(document->text, TextOf(snapshot, name, head));
        bytes += document->text->text.size();
      }
    }
    if (document->indexed.has_value()) {
      view.superseded_[name.collection].insert(document->indexed->ordinal());
    }
    view.documents_[name] = std::move(document);
  }
  return bytes;
}

absl::Status TextTail::Extend(const Snapshot& snapshot, Version to,
                              size_t max_bytes, TextTailView& view) {
  const std::unique_ptr<Cursor> cursor =
      snapshot.Scan(ChangeKeysAfter(view.to_), /*reverse=*/false);
  for (size_t bytes = 0; bytes < max_bytes;) {
    ASSIGN_OR_RETURN(const std::vector<Row> rows,
                     cursor->Next(kBatchRows, kBatchBytes));
    if (rows.empty()) break;
    std::set<DocumentName> names;
    Version last = view.to_;
    for (const Row& row : rows) {
      const std::optional<Version> version = ParseChangeKey(row.key);
      if (!version.has_value()) {
        return CorruptRecord("the store", "a change key");
      }
      ASSIGN_OR_RETURN(const ChangeRecord record,
                       ParseRecord<ChangeRecord>(row.value, "the change log"));
      const std::optional<DocumentName> name =
          ParseDocumentName(record.document_name());
      if (!name.has_value()) {
        return CorruptRecord("the change log", "a change without a document");
      }
      names.insert(*name);
      last = *version;
    }
    ASSIGN_OR_RETURN(
        const size_t added,
        AddDocuments(snapshot, {names.begin(), names.end()}, view));
    bytes += added;
    view.to_ = last;
    if (bytes >= max_bytes) return absl::OkStatus();
  }
  view.to_ = to;
  return absl::OkStatus();
}

absl::StatusOr<TextTailPtr> TextTail::View(const Snapshot& snapshot) {
  ASSIGN_OR_RETURN(const TextIndexRecord record, ReadTextIndexRecord(snapshot));
  const Version to = snapshot.version();
  std::shared_ptr<TextTailView> view;
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (latest_ != nullptr && latest_->from_ == record.version() &&
        latest_->to_ <= to) {
      if (latest_->to_ == to) return latest_;
      view = std::make_shared<TextTailView>(*latest_);
    }
  }
  if (view == nullptr) {
    view = std::make_shared<TextTailView>();
    view->from_ = view->to_ = record.version();
  }
  RETURN_IF_ERROR(Extend(snapshot, to, SIZE_MAX, *view));
  const std::lock_guard<std::mutex> lock(mutex_);
  if (latest_ == nullptr || latest_->from_ < view->from_ ||
      (latest_->from_ == view->from_ && latest_->to_ < view->to_)) {
    latest_ = view;
  }
  return view;
}

absl::StatusOr<TextTailPtr> TextTail::Front(const Snapshot& snapshot,
                                            size_t max_bytes) {
  ASSIGN_OR_RETURN(const TextIndexRecord record, ReadTextIndexRecord(snapshot));
  auto view = std::make_shared<TextTailView>();
  view->from_ = view->to_ = record.version();
  RETURN_IF_ERROR(Extend(snapshot, snapshot.version(), max_bytes, *view));
  return view;
}

void TextTail::Forget(Version version) {
  const std::lock_guard<std::mutex> lock(mutex_);
  forgotten_ = std::max(forgotten_, version);
  for (auto kept = texts_.begin(); kept != texts_.end();) {
    if (kept->second.version > version) {
      ++kept;
      continue;
    }
    bytes_ -= BytesOf(*kept->second.text);
    kept = texts_.erase(kept);
  }
  latest_ = nullptr;
}

size_t TextTail::bytes() const {
  const std::lock_guard<std::mutex> lock(mutex_);
  return bytes_;
}

}  // namespace qiusuo::storage
