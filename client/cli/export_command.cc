// `qiusuo export` and `qiusuo original`: what is stored, as files. One document is held at a time.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/status_macros.h"
#include "client/cli/commands.h"
#include "client/cli/listing.h"
#include "client/cli/metric_csv.h"
#include "client/cli/original_files.h"
#include "client/cli/output_file.h"
#include "proto/error_details.h"
#include "proto/names.h"

namespace qiusuo::cli {
namespace {

// What one export writes, and how much of it.
class Export {
 public:
  Export(const ExportFlags& flags, Session& session)
      : flags_(flags), session_(session) {}

  ExitCode Run() {
    if (absl::Status status = Open(); !status.ok()) return Fail(status);
    v1::ExportDocumentsRequest request;
    request.set_parent(CollectionName(flags_.collection));
    request.set_view(documents_ != nullptr || metrics_ != nullptr
                         ? v1::DOCUMENT_VIEW_FULL
                         : v1::DOCUMENT_VIEW_BASIC);
    request.set_with_originals(!flags_.originals.empty());
    for (;;) {
      const absl::Status status = WriteAll(request);
      if (status.ok()) break;
      // One document that cannot be read any more must not keep the others back.
      const std::string damaged = DamagedDocument(status);
      if (damaged.empty()) return Fail(status);
      ReportError(session_, damaged, status);
      ++damaged_count_;
      request.set_after(damaged);
    }
    if (absl::Status status = Finish(); !status.ok()) return Fail(status);
    session_.err << Summary() << "\n";
    return damaged_count_ > 0 ? ExitCode::kFailed : ExitCode::kOk;
  }

 private:
  absl::Status Open() {
    if (!flags_.documents.empty()) {
      ASSIGN_OR_RETURN(documents_,
                       OutputFile::Create(flags_.documents, session_.out));
    }
    if (!flags_.metrics.empty()) {
      ASSIGN_OR_RETURN(metrics_,
                       OutputFile::Create(flags_.metrics, session_.out));
      if (flags_.bom) metrics_->stream() << kByteOrderMark;
      metrics_->stream() << MetricCsvHead();
    }
    return absl::OkStatus();
  }

  absl::Status WriteAll(const v1::ExportDocumentsRequest& request) {
    for (const absl::StatusOr<client::ExportedDocument>& exported :
         session_.client.ExportDocuments(request)) {
      RETURN_IF_ERROR(exported.status());
      RETURN_IF_ERROR(Write(*exported));
    }
    return absl::OkStatus();
  }

  absl::Status Write(const client::ExportedDocument& exported) {
    const v1::Document& document = exported.document;
    if (documents_ != nullptr) {
      WriteMessage(documents_->stream(), OutputFormat::kJsonLines, document);
      RETURN_IF_ERROR(documents_->Check());
    }
    if (metrics_ != nullptr) {
      metrics_->stream() << MetricCsvRows(document);
      RETURN_IF_ERROR(metrics_->Check());
    }
    if (!flags_.originals.empty()) {
      RETURN_IF_ERROR(
          WriteOriginal(flags_.originals, document, exported.original));
    }
    ++document_count_;
    metric_count_ += document.metric_count();
    if (document_count_ == 1) first_version_ = exported.store_version;
    last_version_ = exported.store_version;
    return absl::OkStatus();
  }

  absl::Status Finish() {
    if (documents_ != nullptr) RETURN_IF_ERROR(documents_->Finish());
    if (metrics_ != nullptr) RETURN_IF_ERROR(metrics_->Finish());
    return absl::OkStatus();
  }

  // The document at which the server found stored bytes that do not check; empty for any other
  // error.
  static std::string DamagedDocument(const absl::Status& status) {
    const auto info = GetErrorInfo(status);
    if (!absl::IsDataLoss(status) || !info.has_value()) return "";
    const auto owner = info->metadata().find("owner");
    return owner != info->metadata().end() && ParseDocumentName(owner->second)
               ? owner->second
               : "";
  }

  ExitCode Fail(const absl::Status& status) {
    const ExitCode exit_code =
        ReportError(session_, CollectionName(flags_.collection), status);
    session_.err << "qiusuo: the export is not whole\n";
    return exit_code;
  }

  std::string Summary() const {
    std::string summary = absl::StrCat(document_count_, " documents");
    if (metrics_ != nullptr)
      absl::StrAppend(&summary, ", ", metric_count_, " metrics");
    if (damaged_count_ > 0) {
      absl::StrAppend(&summary, ", ", damaged_count_, " cannot be read");
    }
    if (document_count_ == 0) return summary;
    absl::StrAppend(&summary, "; the store as of version ", first_version_);
    if (last_version_ != first_version_) {
      absl::StrAppend(&summary, " to ", last_version_);
    }
    return summary;
  }

  const ExportFlags& flags_;
  Session& session_;
  std::unique_ptr<OutputFile> documents_;
  std::unique_ptr<OutputFile> metrics_;
  int64_t document_count_ = 0;
  int64_t metric_count_ = 0;
  int64_t damaged_count_ = 0;
  int64_t first_version_ = 0;
  int64_t last_version_ = 0;
};

}  // namespace

ExitCode RunCommand(const ExportFlags& flags, Session& session) {
  if (!flags.documents.empty() && flags.documents == flags.metrics) {
    session.err << "qiusuo: export: --documents and --metrics are one file\n";
    return ExitCode::kUsage;
  }
  return Export(flags, session).Run();
}

ExitCode RunCommand(const OriginalFlags& flags, Session& session) {
  const std::string name = FullDocumentName(flags.name, flags.collection);
  const absl::StatusOr<client::Original> original =
      session.client.ReadOriginal(name);
  if (!original.ok()) return ReportError(session, name, original.status());
  const absl::Status status =
      WriteFile(flags.path, session.out, original->bytes);
  return status.ok() ? ExitCode::kOk : ReportError(session, name, status);
}

}  // namespace qiusuo::cli
