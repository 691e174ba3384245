#include "client/cli/command_line.h"

#include <CLI/CLI.hpp>
#include <functional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "client/cli/document_options.h"
#include "client/cli/export_options.h"
#include "client/cli/flag_values.h"
#include "client/cli/import_options.h"
#include "client/cli/metric_text.h"
#include "client/cli/options.h"
#include "client/cli/search_options.h"
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
    "2 the command line is wrong; 3 no server, or no answer in time; 130 an\n"
    "import was interrupted by Ctrl-C.";

// What CLI11 fills, before it is turned into a CommandLine.
struct Typed {
  std::string server = "127.0.0.1:7070";
  std::string output = "table";
  std::string timeout;

  TypedImport import;
  ParseFlags parse;
  GetFlags get;
  std::string view = "basic";
  TypedList list;
  SectionFlags section;
  TypedLabel label;
  UndeleteFlags undelete;
  TreeFlags tree;
  MetricsFlags metrics;
  QueryFlags query;
  std::vector<std::string> indicators, units, kinds, directions;
  std::string contains, subject, min, max, from, to, planned;
  std::string order = "document";
  bool descending = false;
  AggregateFlags aggregate;
  std::vector<std::string> group_by, percentiles;
  IndicatorsFlags listed_indicators;
  TypedSearch search;
  DeleteFlags remove;
  OriginalFlags original;
  ExportFlags exported;
  ReparseFlags reparse;

  std::function<CommandFlags()> command;
};

// `change` with METRIC_KIND is METRIC_KIND_CHANGE.
std::string EnumName(const char* prefix, const std::string& word) {
  return absl::StrCat(prefix, "_", absl::AsciiStrToUpper(word));
}

GetFlags GetFlagsFrom(const Typed& typed) {
  GetFlags flags = typed.get;
  v1::DocumentView_Parse(EnumName("DOCUMENT_VIEW", typed.view), &flags.view);
  return flags;
}

v1::MetricFilter FilterFrom(const Typed& typed) {
  v1::MetricFilter filter;
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
  if (auto range = ParseDateRange(typed.from, typed.to)) {
    *filter.mutable_period_range() = *std::move(range);
  }
  if (!typed.planned.empty()) filter.set_planned(typed.planned == "yes");
  filter.set_subject_contains(typed.subject);
  filter.set_indicator_contains(typed.contains);
  return filter;
}

QueryFlags QueryFlagsFrom(const Typed& typed) {
  QueryFlags flags = typed.query;
  *flags.request.mutable_filter() = FilterFrom(typed);
  v1::MetricOrder order = v1::METRIC_ORDER_DOCUMENT;
  v1::MetricOrder_Parse(EnumName("METRIC_ORDER", typed.order), &order);
  flags.request.set_order(order);
  flags.request.set_descending(typed.descending);
  return flags;
}

AggregateFlags AggregateFlagsFrom(const Typed& typed) {
  AggregateFlags flags = typed.aggregate;
  flags.collection = typed.query.collection;
  flags.document = typed.query.document;
  *flags.request.mutable_filter() = FilterFrom(typed);
  for (std::string word : typed.group_by) {
    if (word == "half") word = "half_year";
    v1::MetricGrouping part = v1::METRIC_GROUPING_UNSPECIFIED;
    v1::MetricGrouping_Parse(EnumName("METRIC_GROUPING", word), &part);
    flags.request.add_group_by(part);
  }
  for (const std::string& percent : typed.percentiles) {
    flags.request.add_percentiles(percent);
  }
  return flags;
}

void OnChosen(CLI::App& command, Typed& typed,
              std::function<CommandFlags()> flags) {
  command.callback([&typed, flags] { typed.command = flags; });
}

void AddImport(CLI::App& app, Typed& typed) {
  CLI::App& command = AddImportCommand(app, typed.import);
  OnChosen(command, typed, [&typed] { return ImportFlagsFrom(typed.import); });
}

void AddParse(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(
      app, "parse", "Show what the server reads out of a report; store nothing",
      kRelationLegend);
  AddOption(command, "FILE", typed.parse.path, " ",
            "The report, - for standard input")
      ->required();
  OnChosen(command, typed, [&typed] { return typed.parse; });
}

void AddGet(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(app, "get", "Show a document");
  AddOption(command, "NAME", typed.get.name, " ", "The document")->required();
  AddOption(command, "--view", typed.view, "VIEW",
            "basic, outline or full (default: basic); the text itself is in\n"
            "the full view as JSON")
      ->check(CLI::IsMember({"basic", "outline", "full"}));
  AddCollection(command, typed.get.collection);
  OnChosen(command, typed, [&typed] { return GetFlagsFrom(typed); });
}

void AddDocuments(CLI::App& app, Typed& typed) {
  OnChosen(AddListCommand(app, typed.list), typed,
           [&typed] { return ListFlagsFrom(typed.list); });
  OnChosen(AddSectionCommand(app, typed.section), typed,
           [&typed] { return typed.section; });
  OnChosen(AddLabelCommand(app, typed.label), typed,
           [&typed] { return LabelFlagsFrom(typed.label); });
}

void AddTree(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(app, "tree", "Show the outline of a document");
  AddOption(command, "NAME", typed.tree.name, " ", "The document")->required();
  AddCollection(command, typed.tree.collection);
  OnChosen(command, typed, [&typed] { return typed.tree; });
}

void AddMetrics(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(
      app, "metrics", "Show the metrics of a document", kRelationLegend);
  AddOption(command, "NAME", typed.metrics.name, " ",
            "The document, or one of its metrics: DOCUMENT/metrics/NUMBER")
      ->required();
  AddCollection(command, typed.metrics.collection);
  command.add_flag("--explain", typed.metrics.explain,
                   "Say which words gave which field, and by what rule");
  OnChosen(command, typed, [&typed] { return typed.metrics; });
}

void AddConditions(CLI::App& command, Typed& typed) {
  AddCollection(command, typed.query.collection,
                "Collection to search, - for all of them (default: default)");
  AddOption(command, "--document", typed.query.document, "NAME",
            "Only this document");
  AddRepeated(command, "--indicator", typed.indicators, "NAME",
              "Name of the indicator, 结案率; may be repeated");
  AddOption(command, "--contains", typed.contains, "WORDS",
            "Words that the indicator contains, 案件");
  AddRepeated(command, "--unit", typed.units, "UNIT",
              "Unit as written, %; may be repeated");
  AddRepeated(command, "--kind", typed.kinds, "KIND",
              "level, change, multiple or rank; may be repeated")
      ->check(CLI::IsMember({"level", "change", "multiple", "rank"}));
  AddRepeated(command, "--direction", typed.directions, "WAY",
              "up or down, of a change; may be repeated")
      ->check(CLI::IsMember({"up", "down"}));
  AddOption(command, "--min", typed.min, "NUMBER", "Least value");
  AddOption(command, "--max", typed.max, "NUMBER", "Greatest value");
  AddOption(command, "--from", typed.from, "DATE",
            "First day that the period may hold: 2023, 2023-05, 2023-05-06")
      ->check(DateCheck());
  AddOption(command, "--to", typed.to, "DATE",
            "Last day that the period may hold")
      ->check(DateCheck());
  AddOption(command, "--subject", typed.subject, "WORDS",
            "Words that the subject contains, 法院");
  AddOption(command, "--planned", typed.planned, "yes|no",
            "Only targets and plans, or none of them")
      ->check(CLI::IsMember({"yes", "no"}));
}

void AddQuery(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(
      app, "query", "Find metrics across documents; all conditions must hold",
      kRelationLegend);
  AddConditions(command, typed);
  AddOption(command, "--order", typed.order, "ORDER",
            "document, value or period (default: document)")
      ->check(CLI::IsMember({"document", "value", "period"}));
  command.add_flag("--descending", typed.descending, "From last to first");
  AddLimit(command, typed.query.limit);
  OnChosen(command, typed, [&typed] { return QueryFlagsFrom(typed); });
}

void AddAggregate(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(app, "aggregate",
                                 "Count metrics and sum up their values, by "
                                 "unit and by what is asked for; "
                                 "all\nconditions must hold");
  AddConditions(command, typed);
  AddRepeated(command, "--by", typed.group_by, "PART",
              "indicator, subject, year, half, quarter, month, period, unit,\n"
              "collection or document; may be repeated")
      ->check(
          CLI::IsMember({"indicator", "subject", "year", "half", "quarter",
                         "month", "period", "unit", "collection", "document"}));
  command.add_flag_callback(
      "--median", [&typed] { typed.aggregate.request.set_with_median(true); },
      "Also the median");
  AddRepeated(command, "--percentile", typed.percentiles, "PERCENT",
              "Also this percentile, 95; may be repeated");
  AddLimit(command, typed.aggregate.limit);
  OnChosen(command, typed, [&typed] { return AggregateFlagsFrom(typed); });
}

void AddIndicators(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(
      app, "indicators", "List the indicators that there are, and how often");
  IndicatorsFlags& flags = typed.listed_indicators;
  AddOption(command, "PREFIX", flags.prefix, " ", "Only names that begin so");
  AddCollection(command, flags.collection,
                "Collection to list, - for all of them (default: default)");
  AddLimit(command, flags.limit);
  OnChosen(command, typed, [&flags] { return flags; });
}

void AddDelete(CLI::App& app, Typed& typed) {
  CLI::App& command = AddCommand(app, "delete", "Delete documents");
  AddOption(command, "NAME", typed.remove.names, "...", "The documents")
      ->required();
  AddCollection(command, typed.remove.collection,
                "Collection of the documents (default: default)");
  command.add_flag("-y,--yes", typed.remove.yes, "Do not ask first");
  OnChosen(command, typed, [&typed] { return typed.remove; });
  OnChosen(AddUndeleteCommand(app, typed.undelete), typed,
           [&typed] { return typed.undelete; });
}

void AddOriginals(CLI::App& app, Typed& typed) {
  OnChosen(AddOriginalCommand(app, typed.original), typed,
           [&typed] { return typed.original; });
  OnChosen(AddExportCommand(app, typed.exported), typed,
           [&typed] { return ExportFlagsFrom(typed.exported); });
  OnChosen(AddReparseCommand(app, typed.reparse), typed,
           [&typed] { return ReparseFlagsFrom(typed.reparse); });
}

void AddSearch(CLI::App& app, Typed& typed) {
  OnChosen(AddSearchCommand(app, typed.search), typed,
           [&typed] { return SearchFlagsFrom(typed.search); });
}

void AddStatus(CLI::App& app, Typed& typed) {
  CLI::App& command =
      AddCommand(app, "status", "Show what the server is and how it fares");
  OnChosen(command, typed, [] { return StatusFlags(); });
}

void AddGlobalOptions(CLI::App& app, Typed& typed) {
  AddOption(app, "--server", typed.server, "HOST:PORT",
            "Server to talk to (default: $QIUSUO_SERVER or 127.0.0.1:7070)")
      ->envname("QIUSUO_SERVER");
  AddOption(
      app, "--timeout", typed.timeout, "TIME",
      "Longest time for one call: 10s, 500ms (default: 10s, but 60s for\n"
      "one that sends a report); of an import, how long a lost server is\n"
      "looked for (default: 60s)")
      ->check(TimeoutCheck());
  AddOption(app, "-o,--output", typed.output, "FORM",
            "table, json, or jsonl: one object per line (default: table)")
      ->check(CLI::IsMember({"table", "json", "jsonl"}));
  app.set_version_flag(
      "--version",
      absl::StrCat("qiusuo ", std::string(client::ClientVersion())));
}

// What is wrong, in words of ours where CLI11's would mislead.
std::string Complaint(const CLI::App& app, const CLI::ParseError& error) {
  if (app.get_subcommands().empty() && error.get_name() == "RequiredError") {
    const std::vector<std::string> rest = app.remaining();
    if (rest.empty()) return "a command is missing";
    return absl::StrCat("there is no ",
                        rest.front().front() == '-' ? "option" : "command",
                        " `", rest.front(), "`");
  }
  return error.what();
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
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.require_subcommand(1);
  app.fallthrough();
  Typed typed;
  AddGlobalOptions(app, typed);
  AddImport(app, typed);
  AddParse(app, typed);
  AddGet(app, typed);
  AddDocuments(app, typed);
  AddTree(app, typed);
  AddMetrics(app, typed);
  AddQuery(app, typed);
  AddAggregate(app, typed);
  AddIndicators(app, typed);
  AddSearch(app, typed);
  AddDelete(app, typed);
  AddOriginals(app, typed);
  AddStatus(app, typed);
  try {
    app.parse(argc, argv);
  } catch (const CLI::Success& help_or_version) {
    app.exit(help_or_version, out, err);
    return ExitCode::kOk;
  } catch (const CLI::ParseError& error) {
    err << "qiusuo: " << Complaint(app, error) << "\nSee qiusuo --help.\n";
    return ExitCode::kUsage;
  }
  CommandLine line{.server = typed.server,
                   .output = OutputFormatFrom(typed.output),
                   .command = typed.command()};
  if (!typed.timeout.empty()) line.timeout = ParseTimeout(typed.timeout);
  return line;
}

}  // namespace qiusuo::cli
