// File: client/cli/command_line.h
//
// What the user typed, as plain structs; one per command.
//
//   qiusuo query --indicator 结案率 --order value --descending -o jsonl

#ifndef QIUSUO_CLIENT_CLI_COMMAND_LINE_H_
#define QIUSUO_CLIENT_CLI_COMMAND_LINE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "client/cli/exit_code.h"
#include "qiusuo/v1/document.pb.h"
#include "qiusuo/v1/document_service.pb.h"
#include "qiusuo/v1/metric_service.pb.h"
#include "qiusuo/v1/search.pb.h"

namespace qiusuo::cli {

enum class OutputFormat { kTable, kJson, kJsonLines };

// What documents are named after.
enum class NameFrom { kPath, kHash };

struct ImportFlags {
  std::vector<std::string> paths;
  std::string collection = "default";
  std::string document_id = {};  // empty: as name_from says
  NameFrom name_from = NameFrom::kPath;
  std::map<std::string, std::string> labels = {};
  int jobs = 32;
  bool dry_run = false;
  bool quiet = false;
  std::string report_path = {};  // empty: no report
};

struct ParseFlags {
  std::string path;  // `-`: standard input
};

struct GetFlags {
  std::string name;  // a document's name or id, as everywhere below
  std::string collection = "default";
  v1::DocumentView view = v1::DOCUMENT_VIEW_BASIC;
};

struct ListFlags {
  std::string collection = "default";
  v1::DocumentFilter filter = {};
  bool deleted = false;
  int64_t limit = 0;  // 0: all
};

struct SectionFlags {
  std::string name;
  std::string path;
  std::string collection = "default";
};

struct LabelFlags {
  std::string name;
  std::map<std::string, std::string> labels;
  std::vector<std::string> removed;  // keys
  std::string collection = "default";
};

struct UndeleteFlags {
  std::vector<std::string> names;
  std::string collection = "default";
};

struct TreeFlags {
  std::string name;
  std::string collection = "default";
};

struct MetricsFlags {
  std::string name;  // of a document, or of one of its metrics
  std::string collection = "default";
  bool explain = false;
};

struct QueryFlags {
  std::string collection = "default";
  v1::QueryMetricsRequest request;  // complete but for parent and pages
  std::string document;             // empty: the whole collection
  int64_t limit = 0;                // 0: all
};

struct AggregateFlags {
  std::string collection = "default";
  v1::AggregateMetricsRequest request;  // complete but for parent and pages
  std::string document;                 // empty: the whole collection
  int64_t limit = 0;                    // 0: all
};

struct IndicatorsFlags {
  std::string collection = "default";
  std::string prefix;  // empty: all
  int64_t limit = 0;   // 0: all
};

struct SearchFlags {
  std::string collection = "default";
  v1::SearchTextRequest request;  // complete but for parent and pages
  int64_t limit = 10;             // 0: all
};

struct DeleteFlags {
  std::vector<std::string> names;
  std::string collection = "default";
  bool yes = false;
};

struct OriginalFlags {
  std::string name;
  std::string collection = "default";
  std::string path = "-";  // `-`: standard output, as everywhere below
};

struct ExportFlags {
  std::string collection = "default";
  std::string documents = {};  // empty: none, as the next two
  std::string metrics = {};
  std::string originals = {};
  bool bom = false;
};

struct ReparseFlags {
  std::string collection = "default";
  bool force = false;
  bool dry_run = false;
  std::string after = {};
};

struct StatusFlags {};

using CommandFlags =
    std::variant<ImportFlags, ParseFlags, GetFlags, ListFlags, TreeFlags,
                 SectionFlags, LabelFlags, UndeleteFlags, MetricsFlags,
                 QueryFlags, AggregateFlags, IndicatorsFlags, SearchFlags,
                 DeleteFlags, OriginalFlags, ExportFlags, ReparseFlags,
                 StatusFlags>;

struct CommandLine {
  std::string server;
  std::optional<absl::Duration> timeout = {};  // nullopt: the library's own
  OutputFormat output = OutputFormat::kTable;
  CommandFlags command;
};

// ParseCommandLine reads the arguments and the environment. Where the user asked for
// help or the version, or made a mistake, it writes the answer to `out` or `err` and
// answers the code to exit with.
std::variant<CommandLine, ExitCode> ParseCommandLine(int argc,
                                                     const char* const* argv,
                                                     std::ostream& out,
                                                     std::ostream& err);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_COMMAND_LINE_H_
