#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/cli/commands.h"
#include "client/cli/document_text.h"
#include "client/cli/listing.h"

namespace qiusuo::cli {

ExitCode RunCommand(const LabelFlags& flags, Session& session) {
  const std::string name = FullDocumentName(flags.name, flags.collection);
  const absl::StatusOr<v1::Document> before = session.client.GetDocument(name);
  if (!before.ok()) return ReportError(session, name, before.status());
  std::map<std::string, std::string> labels(before->labels().begin(),
                                            before->labels().end());
  for (const auto& [key, value] : flags.labels) labels[key] = value;
  for (const std::string& key : flags.removed) labels.erase(key);
  // With the etag, so that another's change meanwhile is not undone.
  const absl::StatusOr<v1::Document> document =
      session.client.SetLabels(name, labels, before->etag());
  if (!document.ok()) return ReportError(session, name, document.status());
  Listing listing(session.out, session.output, {{""}, {""}});
  if (session.output != OutputFormat::kTable) {
    listing.Add(*document, {});
  } else {
    for (const auto& [key, value] : std::map<std::string, std::string>(
             document->labels().begin(), document->labels().end())) {
      listing.Add(*document, {key, value});
    }
  }
  listing.Finish();
  return ExitCode::kOk;
}

ExitCode RunCommand(const UndeleteFlags& flags, Session& session) {
  Listing listing(session.out, session.output, {{""}, {""}});
  ExitCode exit_code = ExitCode::kOk;
  for (const std::string& argument : flags.names) {
    const std::string name = FullDocumentName(argument, flags.collection);
    const absl::StatusOr<v1::Document> document =
        session.client.UndeleteDocument(name);
    if (document.ok()) {
      listing.Add(*document, {"undeleted", name});
      continue;
    }
    exit_code = ReportError(session, name, document.status());
    if (exit_code == ExitCode::kUnreachable) break;
  }
  listing.Finish();
  return exit_code;
}

}  // namespace qiusuo::cli
