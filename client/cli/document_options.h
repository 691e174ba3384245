// File: client/cli/document_options.h
//
// The options of list, section, label and undelete.

#ifndef QIUSUO_CLIENT_CLI_DOCUMENT_OPTIONS_H_
#define QIUSUO_CLIENT_CLI_DOCUMENT_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>

#include "client/cli/command_line.h"

namespace qiusuo::cli {

// What CLI11 fills of list.
struct TypedList {
  ListFlags flags;
  std::string title, issuer, from, to, labels, diagnostics;
};

// What CLI11 fills of label.
struct TypedLabel {
  LabelFlags flags;
  std::string labels;
};

CLI::App& AddListCommand(CLI::App& app, TypedList& typed);
ListFlags ListFlagsFrom(const TypedList& typed);

CLI::App& AddSectionCommand(CLI::App& app, SectionFlags& flags);

CLI::App& AddLabelCommand(CLI::App& app, TypedLabel& typed);
LabelFlags LabelFlagsFrom(const TypedLabel& typed);

CLI::App& AddUndeleteCommand(CLI::App& app, UndeleteFlags& flags);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_DOCUMENT_OPTIONS_H_
