// File: client/cli/import_options.h
//
// The options of `qiusuo import`.

#ifndef QIUSUO_CLIENT_CLI_IMPORT_OPTIONS_H_
#define QIUSUO_CLIENT_CLI_IMPORT_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "client/cli/command_line.h"

namespace qiusuo::cli {

// What CLI11 fills, before it is turned into ImportFlags.
struct TypedImport {
  ImportFlags flags;
  std::vector<std::string> labels;
  std::string name_from = "path";
};

// AddImportCommand adds the command; `typed` must outlive `app`.
CLI::App& AddImportCommand(CLI::App& app, TypedImport& typed);

ImportFlags ImportFlagsFrom(const TypedImport& typed);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_IMPORT_OPTIONS_H_
