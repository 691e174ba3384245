#include "client/cli/export_options.h"

#include <utility>

#include "client/cli/options.h"
#include "client/cli/session.h"

namespace qiusuo::cli {
namespace {

constexpr char kExportFooter[] =
    "A file has its name only when it is whole; until then it is NAME.part. "
    "The\n"
    "documents and metrics are of one moment, whatever is imported meanwhile; "
    "a\n"
    "server that was lost is gone on with. Deleted documents are left out.\n\n"
    "The CSV has a head in Chinese. With --bom Excel opens it as UTF-8. A "
    "cell\n"
    "that a spreadsheet would take for a formula begins with an apostrophe.\n\n"
    "An original is DIR/{collection}/{document}, with .txt, .html, .md, "
    ".docx,\n"
    ".pdf, .ofd or .bin behind it.\n";

constexpr char kReparseFooter[] =
    "The server goes on with all else meanwhile. Documents that its parser "
    "made\n"
    "already are passed over, so that a run that broke off can simply be run\n"
    "again. A document that reads the same keeps its revision and etag. One "
    "that\n"
    "cannot be read any more stays as it is and has a line on standard error.\n"
    "With -o jsonl there is a line for each document that was read.\n";

}  // namespace

CLI::App& AddOriginalCommand(CLI::App& app, OriginalFlags& flags) {
  CLI::App& command = AddCommand(
      app, "original", "Give back the bytes that a document was imported from");
  AddOption(command, "NAME", flags.name, " ", "The document")->required();
  AddOption(command, "--to", flags.path, "FILE",
            "File to write (default: standard output)");
  AddCollection(command, flags.collection);
  return command;
}

CLI::App& AddExportCommand(CLI::App& app, ExportFlags& flags) {
  CLI::App& command = AddCommand(
      app, "export", "Write documents, metrics and originals to files",
      kExportFooter);
  AddCollection(command, flags.collection,
                "Collection to export, - for all of them (default: default)");
  AddOption(command, "--documents", flags.documents, "FILE",
            "Whole documents as JSON, one a line; - for standard output,\n"
            "where they go if nothing else is asked for");
  CLI::Option* const metrics =
      AddOption(command, "--metrics", flags.metrics, "FILE",
                "Metrics as CSV, one a line; - for standard output");
  AddOption(command, "--originals", flags.originals, "DIR",
            "The reports themselves, byte for byte, as files below a folder");
  command
      .add_flag("--bom", flags.bom,
                "Begin the CSV with a byte order mark, for Excel")
      ->needs(metrics)
      ->option_text(" ");
  return command;
}

CLI::App& AddReparseCommand(CLI::App& app, ReparseFlags& flags) {
  CLI::App& command = AddCommand(
      app, "reparse", "Have stored reports read again by the server's parser",
      kReparseFooter);
  AddCollection(command, flags.collection,
                "Collection to read, - for all of them (default: default)");
  command.add_flag("--force", flags.force,
                   "Also documents that the server's parser made");
  command.add_flag("--dry-run", flags.dry_run,
                   "Tell what would change and store nothing");
  AddOption(command, "--after", flags.after, "NAME",
            "Begin behind this document");
  return command;
}

ExportFlags ExportFlagsFrom(ExportFlags typed) {
  if (typed.metrics.empty() && typed.originals.empty() &&
      typed.documents.empty()) {
    typed.documents = "-";
  }
  return typed;
}

ReparseFlags ReparseFlagsFrom(ReparseFlags typed) {
  if (!typed.after.empty()) {
    typed.after = FullDocumentName(typed.after, typed.collection);
  }
  return typed;
}

}  // namespace qiusuo::cli
