// File: client/cli/export_options.h
//
// How the commands that give back what is stored, or read it anew, are called.

#ifndef QIUSUO_CLIENT_CLI_EXPORT_OPTIONS_H_
#define QIUSUO_CLIENT_CLI_EXPORT_OPTIONS_H_

#include <CLI/CLI.hpp>

#include "client/cli/command_line.h"

namespace qiusuo::cli {

// Each adds a command that fills `flags`, which must outlive `app`.
CLI::App& AddOriginalCommand(CLI::App& app, OriginalFlags& flags);
CLI::App& AddExportCommand(CLI::App& app, ExportFlags& flags);
CLI::App& AddReparseCommand(CLI::App& app, ReparseFlags& flags);

// What is meant where nothing is said, and ids written out as names.
ExportFlags ExportFlagsFrom(ExportFlags typed);
ReparseFlags ReparseFlagsFrom(ReparseFlags typed);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_EXPORT_OPTIONS_H_
