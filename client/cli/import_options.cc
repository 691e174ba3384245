#include "client/cli/import_options.h"

#include "client/cli/flag_values.h"
#include "client/cli/options.h"

namespace qiusuo::cli {
namespace {

constexpr char kFooter[] =
    "Each file that was refused or failed has a line on standard error. At "
    "the\n"
    "end stands a sum:\n"
    "  22 created, 0 updated, 0 unchanged, 2 refused, 0 failed\n"
    "Run it again to go on after an interruption: what is stored already is "
    "not\n"
    "even sent. Ctrl-C waits for the files that are under way, a second one "
    "does\n"
    "not. A lost server is looked for as long as --timeout says.\n\n"
    "Links to files are read as files, links to folders are not followed. A "
    "file\n"
    "larger than the server takes is refused unread.\n\n"
    "The report of --report has a line of JSON for each file, in their order:\n"
    "  path     as it was found; bytes that are not UTF-8 as U+FFFD\n"
    "  outcome  CREATED, UPDATED, UNCHANGED; REFUSED: the file itself is why, "
    "it\n"
    "           will be refused again; FAILED: anything else, try again\n"
    "  name     of the document, empty where there is none\n"
    "  reason   of REFUSED and FAILED, as in docs/errors.md; INTERRUPTED "
    "where\n"
    "           Ctrl-C came first; and behind it `message`, for people\n";

}  // namespace

CLI::App& AddImportCommand(CLI::App& app, TypedImport& typed) {
  ImportFlags& flags = typed.flags;
  CLI::App& command =
      AddCommand(app, "import",
                 "Store reports; the same bytes again change nothing", kFooter);
  AddOption(command, "PATH", flags.paths, "...",
            "Files and folders; of a folder all files below it in order, but\n"
            "those whose names begin with a dot")
      ->required();
  AddCollection(command, flags.collection,
                "Collection to import into (default: default)");
  CLI::Option* const id = AddOption(command, "--id", flags.document_id, "ID",
                                    "Id of the document, for one file");
  AddOption(
      command, "--name-from", typed.name_from, "path|hash",
      "What ids are made from: the absolute path, so that a changed file\n"
      "is a new revision, or the bytes, so that each content is there\n"
      "once (default: path)")
      ->check(CLI::IsMember({"path", "hash"}))
      ->excludes(id);
  AddRepeated(command, "--labels,--label", typed.labels, "KEY=VALUE,...",
              "Labels of the documents; may be repeated")
      ->check(LabelsCheck());
  AddOption(command, "--jobs", flags.jobs, "N",
            "Files under way at a time, 1 to 64 (default: 32)")
      ->check(CLI::Range(1, 64));
  command.add_flag("--dry-run", flags.dry_run,
                   "Say what would be done; store nothing");
  AddOption(command, "--report", flags.report_path, "FILE",
            "Write what became of each file there, as JSON lines");
  command.add_flag("-q,--quiet", flags.quiet,
                   "Only errors: no progress, no rows, no sum");
  return command;
}

ImportFlags ImportFlagsFrom(const TypedImport& typed) {
  ImportFlags flags = typed.flags;
  flags.name_from =
      typed.name_from == "hash" ? NameFrom::kHash : NameFrom::kPath;
  for (const std::string& labels : typed.labels) {
    const auto parsed = ParseLabels(labels);  // checked, so it is there
    for (const auto& [key, value] : *parsed) flags.labels[key] = value;
  }
  return flags;
}

}  // namespace qiusuo::cli
