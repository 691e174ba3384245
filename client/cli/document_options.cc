#include "client/cli/document_options.h"

#include <optional>

#include "client/cli/flag_values.h"
#include "client/cli/options.h"

namespace qiusuo::cli {

CLI::App& AddListCommand(CLI::App& app, TypedList& typed) {
  CLI::App& command =
      AddCommand(app, "list", "List the documents of a collection");
  AddCollection(command, typed.flags.collection,
                "Collection to list, - for all of them (default: default)");
  AddOption(command, "--title", typed.title, "WORDS",
            "Words that the title contains, 工作报告");
  AddOption(command, "--issuer", typed.issuer, "WORDS",
            "Words that the issuer contains, 法院");
  AddOption(command, "--from", typed.from, "DATE",
            "First day of issue: 2023, 2023-05, 2023-05-06")
      ->check(DateCheck());
  AddOption(command, "--to", typed.to, "DATE", "Last day of issue")
      ->check(DateCheck());
  AddOption(command, "--labels", typed.labels, "KEY=VALUE,...",
            "Labels that the documents have")
      ->check(LabelsCheck());
  AddOption(command, "--diagnostics", typed.diagnostics, "yes|no",
            "Only documents with diagnostics, or without")
      ->check(CLI::IsMember({"yes", "no"}));
  command.add_flag("--deleted", typed.flags.deleted, "Deleted ones too");
  AddLimit(command, typed.flags.limit);
  return command;
}

ListFlags ListFlagsFrom(const TypedList& typed) {
  ListFlags flags = typed.flags;
  v1::DocumentFilter& filter = flags.filter;
  filter.set_title_contains(typed.title);
  filter.set_issuer_contains(typed.issuer);
  if (auto range = ParseDateRange(typed.from, typed.to)) {
    *filter.mutable_issue_date_range() = *std::move(range);
  }
  if (const auto labels = ParseLabels(typed.labels)) {
    for (const auto& [key, value] : *labels) {
      (*filter.mutable_labels())[key] = value;
    }
  }
  if (!typed.diagnostics.empty()) {
    filter.set_has_diagnostics(typed.diagnostics == "yes");
  }
  return flags;
}

CLI::App& AddSectionCommand(CLI::App& app, SectionFlags& flags) {
  CLI::App& command = AddCommand(app, "section", "Show the words of a section");
  AddOption(command, "NAME", flags.name, " ", "The document")->required();
  AddOption(command, "PATH", flags.path, " ", "The section: 2.1")->required();
  AddCollection(command, flags.collection);
  return command;
}

CLI::App& AddLabelCommand(CLI::App& app, TypedLabel& typed) {
  CLI::App& command =
      AddCommand(app, "label", "Show, set and remove the labels of a document");
  AddOption(command, "NAME", typed.flags.name, " ", "The document")->required();
  AddOption(command, "--set", typed.labels, "KEY=VALUE,...", "Labels to set")
      ->check(LabelsCheck());
  AddRepeated(command, "--remove", typed.flags.removed, "KEY",
              "Label to remove; may be repeated");
  AddCollection(command, typed.flags.collection);
  return command;
}

LabelFlags LabelFlagsFrom(const TypedLabel& typed) {
  LabelFlags flags = typed.flags;
  if (!typed.labels.empty()) flags.labels = *ParseLabels(typed.labels);
  return flags;
}

CLI::App& AddUndeleteCommand(CLI::App& app, UndeleteFlags& flags) {
  CLI::App& command =
      AddCommand(app, "undelete", "Bring deleted documents back");
  AddOption(command, "NAME", flags.names, "...", "The documents")->required();
  AddCollection(command, flags.collection,
                "Collection of the documents (default: default)");
  return command;
}

}  // namespace qiusuo::cli
