#include "client/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/cli/flag_values.h"
#include "client/cli/metric_text.h"
#include "client/client.h"

namespace qiusuo::cli {
namespace {

constexpr char kAbout[] =
    "Imports Chinese official reports into a Qiusuo server and answers "
    "questions\n"
    "about the metrics they state.\n\n"
    "Examples:\n"
    "  qiusuo import reports/ --collection courts\n"
    "  qiusuo query --collection courts --indicator 结案率 --order value "
    "--descending\n"
    "  qiusuo parse --output=json - < report.txt\n";

constexpr char kAfterHelp[] =
    "The options above go before or after the command. A document is named by "
    "its\n"
    "id or by its full name, collections/{collection}/documents/{document}.\n"
    "Data goes to standard output, messages go to standard error.\n\n"
    "Exit codes: 0 all well; 1 the server refused, or some of several failed;\n"
    "2 the command line is wrong; 3 no server, or no answer in time.";

// What CLI11 fills, before it is turned into a CommandLine.
struct Typed {
  std::string server = "127.0.0.1:7070";
  std::string output = "table";
  std::string timeout;

  ImportFlags import;
  std::vector<std::string> labels;
  ParseFlags parse;
  GetFlags get;
  std::string view = "basic";
  ListFlags list;
  TreeFlags tree;
  MetricsFlags metrics;
  QueryFlags query;
  std::vector<std::string> indicators, units, kinds, directions;
  std::string contains, subject, min, max, from, to, order = "document";
  bool planned = false, not_planned = false, descending = false;
  DeleteFlags remove;

  std::function<CommandFlags()> command;
};

CLI::Validator Check(const char* type, const char* wanted,
                     std::function<bool(const std::string&)> is_valid) {
  return CLI::Validator(
      [=](std::string& text) {
        return is_valid(text) ? std::string()
                              : absl::StrCat("`", text, "` is not ", wanted);
      },
      type);
}

CLI::Validator TimeoutCheck() {
  return Check(
      "TIME", "a time such as 10s or 500ms",
      [](const std::string& text) { return ParseTimeout(text).has_value(); });
}

CLI::Validator DateCheck() {
  return Check(
      "DATE", "a date such as 2023, 2023-05 or 2023-05-06",
      [](const std::string& text) { return ParseDate(text).has_value(); });
}

CLI::Validator LabelCheck() {
  return Check(
      "KEY=VALUE", "of the form key=value",
      [](const std::string& text) { return text.find('=') != text.npos; });
}

// `change` with METRIC_KIND is METRIC_KIND_CHANGE.
std::string EnumName(const char* prefix, const std::string& word) {
  return absl::StrCat(prefix, "_", absl::AsciiStrToUpper(word));
}

// An option that may be given several times, with one value each.
CLI::Option* AddRepeated(CLI::App& command, const char* name,
                         std::vector<std::string>& values,
                         const char* description) {
  return command.add_option(name, values, description)->allow_extra_args(false);
}

void AddCollection(CLI::App& command, std::string& collection,
                   const char* description = "Collection of the document") {
  command.add_option("-c,--collection", collection, description)
      ->capture_default_str();
}

ImportFlags ImportFlagsFrom(const Typed& typed) {
  ImportFlags flags = typed.import;
  for (const std::string& label : typed.labels) {
    const size_t equals = label.find('=');
    flags.labels[label.substr(0, equals)] = label.substr(equals + 1);
  }
  return flags;
}

GetFlags GetFlagsFrom(const Typed& typed) {
  GetFlags flags = typed.get;
  v1::DocumentView_Parse(EnumName("DOCUMENT_VIEW", typed.view), &flags.view);
  return flags;
}

QueryFlags QueryFlagsFrom(const Typed& typed) {
  QueryFlags flags = typed.query;
  v1::MetricFilter& filter = *flags.request.mutable_filter();
  for (const std::string& name : typed.indicators) filter.add_indicators(name);
  for (const std::string& unit : typed.units) filter.add_units(unit);
  for (const std::string& word : typed.kinds) {
    v1::MetricKind kind = v1::METRIC_KIND_UNSPECIFIED;
    v1::MetricKind_Parse(EnumName("METRIC_KIND", word), &kind);
    filter.add_kinds(kind);
  }
  for (const std::string& word : typed.directions) {
    v1::Direction direction = v1::DIRECTION_UNSPECIFIED;
    v1::Direction_Parse(EnumName("DIRECTION", word), &direction);
    filter.add_directions(direction);
  }
  if (!typed.min.empty()) filter.mutable_value_range()->set_min(typed.min);
  if (!typed.max.empty()) filter.mutable_value_range()->set_max(typed.max);
  if (!typed.from.empty()) {
    *filter.mutable_period_range()->mutable_first_date() =
        *ParseDate(typed.from);
  }
  if (!typed.to.empty()) {
    *filter.mutable_period_range()->mutable_last_date() = *ParseDate(typed.to);
  }
  if (typed.planned || typed.not_planned) filter.set_planned(typed.planned);
  filter.set_subject_contains(typed.subject);
  filter.set_indicator_contains(typed.contains);
  v1::MetricOrder order = v1::METRIC_ORDER_DOCUMENT;
  v1::MetricOrder_Parse(EnumName("METRIC_ORDER", typed.order), &order);
  flags.request.set_order(order);
  flags.request.set_descending(typed.descending);
  return flags;
}

void OnChosen(CLI::App& command, Typed& typed,
              std::function<CommandFlags()> flags) {
  command.callback([&typed, flags] { typed.command = flags; });
}

void AddImport(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand(
      "import", "Store reports; the same bytes again change nothing");
  command
      ->add_option(
          "PATH", typed.import.paths,
          "Files and folders; of a folder all files below it, in order,\n"
          "but those whose names begin with a dot")
      ->required();
  AddCollection(*command, typed.import.collection, "Collection to import into");
  command->add_option("--id", typed.import.document_id,
                      "Id of the document, for one file (default: made from "
                      "the path)");
  AddRepeated(*command, "--label", typed.labels,
              "Label of the documents; may be repeated")
      ->check(LabelCheck());
  command
      ->add_option("--jobs", typed.import.jobs, "Files on their way at a time")
      ->check(CLI::Range(1, 64))
      ->capture_default_str();
  command->footer(
      "Ends with a line such as `22 created, 0 updated, 0 unchanged, 2 "
      "failed`.\n"
      "Each file that failed has a line on standard error.");
  OnChosen(*command, typed, [&typed] { return ImportFlagsFrom(typed); });
}

void AddParse(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand(
      "parse", "Show what the server reads out of a report; store nothing");
  command
      ->add_option("FILE", typed.parse.path, "The report, - for standard input")
      ->required();
  command->footer(std::string(kRelationLegend));
  OnChosen(*command, typed, [&typed] { return typed.parse; });
}

void AddGet(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand("get", "Show a document");
  command->add_option("NAME", typed.get.name, "The document")->required();
  command
      ->add_option("--view", typed.view,
                   "How much of it; the text itself only as JSON")
      ->check(CLI::IsMember({"basic", "outline", "full"}))
      ->capture_default_str();
  AddCollection(*command, typed.get.collection);
  OnChosen(*command, typed, [&typed] { return GetFlagsFrom(typed); });
}

void AddList(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("list", "List the documents of a collection");
  AddCollection(*command, typed.list.collection,
                "Collection to list, - for all of them");
  command
      ->add_option("--limit", typed.list.limit,
                   "Most documents to list, 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  OnChosen(*command, typed, [&typed] { return typed.list; });
}

void AddTree(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("tree", "Show the outline of a document");
  command->add_option("NAME", typed.tree.name, "The document")->required();
  AddCollection(*command, typed.tree.collection);
  OnChosen(*command, typed, [&typed] { return typed.tree; });
}

void AddMetrics(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("metrics", "Show the metrics of a document");
  command->add_option("NAME", typed.metrics.name, "The document")->required();
  AddCollection(*command, typed.metrics.collection);
  command->footer(std::string(kRelationLegend));
  OnChosen(*command, typed, [&typed] { return typed.metrics; });
}

void AddQuery(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand(
      "query", "Find metrics across documents; all conditions must hold");
  AddCollection(*command, typed.query.collection,
                "Collection to search, - for all of them");
  command->add_option("--document", typed.query.document, "Only this document");
  AddRepeated(*command, "--indicator", typed.indicators,
              "Name of the indicator, 结案率; may be repeated");
  command->add_option("--contains", typed.contains,
                      "Words that the indicator contains, 案件");
  AddRepeated(*command, "--unit", typed.units, "Unit, %; may be repeated");
  AddRepeated(*command, "--kind", typed.kinds, "Kind; may be repeated")
      ->check(CLI::IsMember({"level", "change", "multiple", "rank"}));
  AddRepeated(*command, "--direction", typed.directions,
              "Way of a change; may be repeated")
      ->check(CLI::IsMember({"up", "down"}));
  command->add_option("--min", typed.min, "Least value, as a decimal");
  command->add_option("--max", typed.max, "Greatest value, as a decimal");
  command->add_option("--from", typed.from, "First day of the period")
      ->check(DateCheck());
  command->add_option("--to", typed.to, "Last day of the period")
      ->check(DateCheck());
  command->add_option("--subject", typed.subject,
                      "Words that the subject contains, 法院");
  CLI::Option* planned =
      command->add_flag("--planned", typed.planned, "Only targets and plans");
  command->add_flag("--not-planned", typed.not_planned, "No targets, no plans")
      ->excludes(planned);
  command->add_option("--order", typed.order, "Order of the answer")
      ->check(CLI::IsMember({"document", "value", "period"}))
      ->capture_default_str();
  command->add_flag("--descending", typed.descending, "From last to first");
  command
      ->add_option("--limit", typed.query.limit,
                   "Most metrics to show, 0 for all")
      ->check(CLI::NonNegativeNumber)
      ->capture_default_str();
  command->footer(std::string(kRelationLegend));
  OnChosen(*command, typed, [&typed] { return QueryFlagsFrom(typed); });
}

void AddDelete(CLI::App& app, Typed& typed) {
  CLI::App* command = app.add_subcommand("delete", "Delete documents");
  command->add_option("NAME", typed.remove.names, "The documents")->required();
  AddCollection(*command, typed.remove.collection);
  command->add_flag("-y,--yes", typed.remove.yes, "Do not ask first");
  OnChosen(*command, typed, [&typed] { return typed.remove; });
}

void AddStatus(CLI::App& app, Typed& typed) {
  CLI::App* command =
      app.add_subcommand("status", "Show what the server is and how it fares");
  OnChosen(*command, typed, [] { return StatusFlags(); });
}

void AddGlobalOptions(CLI::App& app, Typed& typed) {
  app.add_option("--server", typed.server, "Server to talk to, HOST:PORT")
      ->envname("QIUSUO_SERVER")
      ->capture_default_str();
  app.add_option("--timeout", typed.timeout,
                 "Longest time for one call (default: 10s, 60s for a report)")
      ->check(TimeoutCheck());
  app.add_option("-o,--output", typed.output,
                 "Form of the data: jsonl has one object per line")
      ->check(CLI::IsMember({"table", "json", "jsonl"}))
      ->capture_default_str();
  app.set_version_flag(
      "--version",
      absl::StrCat("qiusuo ", std::string(client::ClientVersion())));
}

OutputFormat OutputFormatFrom(const std::string& word) {
  if (word == "json") return OutputFormat::kJson;
  return word == "jsonl" ? OutputFormat::kJsonLines : OutputFormat::kTable;
}

}  // namespace

std::variant<CommandLine, ExitCode> ParseCommandLine(int argc,
                                                     const char* const* argv,
                                                     std::ostream& out,
                                                     std::ostream& err) {
  CLI::App app(kAbout, "qiusuo");
  app.footer(kAfterHelp);
  app.require_subcommand(1);
  app.fallthrough();
  Typed typed;
  AddGlobalOptions(app, typed);
  AddImport(app, typed);
  AddParse(app, typed);
  AddGet(app, typed);
  AddList(app, typed);
  AddTree(app, typed);
  AddMetrics(app, typed);
  AddQuery(app, typed);
  AddDelete(app, typed);
  AddStatus(app, typed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    app.exit(help_or_version, out, err);
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    err << "qiusuo: " << error.what() << "\nSee qiusuo --help.\n";
    return ExitCode::kUsage;
  }
  CommandLine line{.server = typed.server,
                   .output = OutputFormatFrom(typed.output),
                   .command = typed.command()};
  if (!typed.timeout.empty()) line.timeout = ParseTimeout(typed.timeout);
  return line;
}

}  // namespace qiusuo::cli
