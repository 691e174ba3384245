#include <string>

#include "client/cli/commands.h"
#include "client/cli/display_text.h"
#include "client/cli/document_text.h"
#include "client/cli/listing.h"

namespace qiusuo::cli {

ExitCode RunCommand(const SectionFlags& flags, Session& session) {
  const std::string name = FullDocumentName(flags.name, flags.collection);
  const absl::StatusOr<v1::GetSectionResponse> response =
      session.client.GetSection(name, flags.path);
  if (!response.ok()) return ReportError(session, name, response.status());
  if (session.output != OutputFormat::kTable) {
    WriteMessage(session.out, session.output, *response);
    return ExitCode::kOk;
  }
  const std::string& text = response->text();
  session.out << text;
  if (!text.empty() && text.back() != '\n') session.out << "\n";
  return ExitCode::kOk;
}

}  // namespace qiusuo::cli
