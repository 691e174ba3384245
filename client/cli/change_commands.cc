#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "client/cli/commands.h"
#include "client/cli/document_text.h"
#include "client/cli/listing.h"

namespace qiusuo::cli {
namespace {

// Asks on the terminal; anything but yes is no.
bool Confirm(Session& session, const std::string& question) {
  session.err << question << " [y/N] " << std::flush;
  std::string answer;
  std::getline(session.in, answer);
  return answer == "y" || answer == "Y" || answer == "yes";
}

// Changes each of the named documents and lists those for which it went well; ends where the server
// is out of reach. `done` is what happened to them.
template <typename Flags, typename Change>
ExitCode ChangeEach(const Flags& flags, Session& session,
                    const std::string& done, Change change) {
  Listing listing(session.out, session.output, {{""}, {""}});
  ExitCode exit_code = ExitCode::kOk;
  for (const std::string& argument : flags.names) {
    const std::string name = FullDocumentName(argument, flags.collection);
    const absl::StatusOr<v1::Document> document = change(name);
    if (document.ok()) {
      listing.Add(*document, {done, name});
      continue;
    }
    exit_code = ReportError(session, name, document.status());
    if (exit_code == ExitCode::kUnreachable) break;
  }
  listing.Finish();
  return exit_code;
}

}  // namespace

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

ExitCode RunCommand(const DeleteFlags& flags, Session& session) {
  if (!flags.yes) {
    if (!session.in_is_terminal) {
      session.err << "qiusuo: delete: not without --yes when standard input is "
                     "no terminal\n";
      return ExitCode::kUsage;
    }
    const std::string question =
        flags.names.size() == 1
            ? absl::StrCat("Delete ", flags.names.front(), "?")
            : absl::StrCat("Delete ", flags.names.size(), " documents?");
    if (!Confirm(session, question)) {
      session.err << "Nothing was deleted.\n";
      return ExitCode::kFailed;
    }
  }
  return ChangeEach(flags, session, "deleted", [&](const std::string& name) {
    return session.client.DeleteDocument(name);
  });
}

ExitCode RunCommand(const UndeleteFlags& flags, Session& session) {
  return ChangeEach(flags, session, "undeleted", [&](const std::string& name) {
    return session.client.UndeleteDocument(name);
  });
}

}  // namespace qiusuo::cli
