#include <array>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "client/cli/commands.h"
#include "client/cli/listing.h"
#include "client/cli/metric_text.h"

namespace qiusuo::cli {
namespace {

std::string SizeText(int64_t bytes) {
  constexpr std::array<const char*, 5> kUnits = {"B", "KiB", "MiB", "GiB",
                                                 "TiB"};
  double size = static_cast<double>(bytes);
  size_t unit = 0;
  while (size >= 1024 && unit + 1 < kUnits.size()) {
    size /= 1024;
    ++unit;
  }
  return absl::StrFormat("%.*f %s", unit == 0 ? 0 : 1, size, kUnits[unit]);
}

std::string UptimeText(int64_t seconds) {
  return seconds == 0 ? "0s" : absl::FormatDuration(absl::Seconds(seconds));
}

void WriteStatus(Session& session, const v1::GetServerStatusResponse& status) {
  Table table(session.out, {{""}, {""}});
  table.AddRow({"server",
                absl::StrCat(status.server_version(), " at ", session.server)});
  table.AddRow({"parser", status.parser_version()});
  table.AddRow({"engine", absl::StrCat(status.engine(), ", storage format ",
                                       status.storage_format_version())});
  table.AddRow({"started", TimeText(status.start_time())});
  table.AddRow({"uptime", UptimeText(status.uptime().seconds())});
  table.AddRow({"last version", absl::StrCat(status.last_version())});
  table.AddRow(
      {"disk", absl::StrCat(SizeText(status.disk_usage_bytes()), " used, ",
                            SizeText(status.disk_free_bytes()), " free")});
  table.AddRow({"largest report", SizeText(status.max_content_bytes())});
  table.Finish();
  if (status.collections_size() == 0) return;
  session.out << "\n";
  Table collections(session.out, {{"COLLECTION"},
                                  {"DOCUMENTS", Align::kRight},
                                  {"METRICS", Align::kRight}});
  for (const v1::CollectionStatus& collection : status.collections()) {
    collections.AddRow(
        {std::string(absl::StripPrefix(collection.name(), "collections/")),
         absl::StrCat(collection.document_count()),
         absl::StrCat(collection.metric_count())});
  }
  collections.Finish();
}

}  // namespace

ExitCode RunCommand(const StatusFlags&, Session& session) {
  const absl::StatusOr<v1::GetServerStatusResponse> status =
      session.client.GetServerStatus();
  if (!status.ok()) {
    return ReportError(session, session.server, status.status());
  }
  if (session.output == OutputFormat::kTable) {
    WriteStatus(session, *status);
  } else {
    WriteMessage(session.out, session.output, *status);
  }
  return ExitCode::kOk;
}

}  // namespace qiusuo::cli
