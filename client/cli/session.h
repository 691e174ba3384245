// File: client/cli/session.h
//
// What every command has at hand: the client, the streams, and how to say that
// something failed. Data goes to `out`, everything else to `err`.

#ifndef QIUSUO_CLIENT_CLI_SESSION_H_
#define QIUSUO_CLIENT_CLI_SESSION_H_

#include <istream>
#include <ostream>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "client/cli/command_line.h"
#include "client/cli/exit_code.h"
#include "client/client.h"

namespace qiusuo::cli {

struct Session {
  client::Client client;
  std::string server;  // as the user named it
  OutputFormat output;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  bool in_is_terminal = false;
  bool err_is_terminal = false;
  // How long a command that goes on with a server that was lost looks for it.
  absl::Duration patience = absl::Seconds(60);
};

// ErrorLine answers `qiusuo: SUBJECT: message (REASON, field)`, without a line end. The
// reason is the ErrorInfo's or, where there is none, the code's name; the field stands
// there where the error names one.
std::string ErrorLine(std::string_view subject, const absl::Status& status);

// ReportError writes the error's line and answers what to exit with. `subject` is
// what the command was at; where the server could not be reached, the server is.
ExitCode ReportError(Session& session, std::string_view subject,
                     const absl::Status& status);

// ReportNone says that there are no `things`, where a table would show just nothing.
void ReportNone(Session& session, std::string_view things);

// IsUnreachable tells whether there was no server, or no answer in time.
bool IsUnreachable(const absl::Status& status);

// FullDocumentName answers the name that a document argument stands for: itself, or for
// an id `collections/{collection}/documents/{id}`.
std::string FullDocumentName(std::string_view argument,
                             std::string_view collection);

// ShortDocumentName is the other way: it answers the id of a document in
// `collection`, and other names unchanged.
std::string ShortDocumentName(std::string_view name,
                              std::string_view collection);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_SESSION_H_
