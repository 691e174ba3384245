// File: client/cli/commands.h
//
// The commands. Each reads its flags, calls the server through the session, writes
// data to `out` and everything else to `err`, and answers what to exit with.

#ifndef QIUSUO_CLIENT_CLI_COMMANDS_H_
#define QIUSUO_CLIENT_CLI_COMMANDS_H_

#include "client/cli/command_line.h"
#include "client/cli/exit_code.h"
#include "client/cli/session.h"

namespace qiusuo::cli {

// import_command.cc
ExitCode RunCommand(const ImportFlags& flags, Session& session);

// document_commands.cc
ExitCode RunCommand(const ParseFlags& flags, Session& session);
ExitCode RunCommand(const GetFlags& flags, Session& session);
ExitCode RunCommand(const ListFlags& flags, Session& session);
ExitCode RunCommand(const TreeFlags& flags, Session& session);

// section_command.cc
ExitCode RunCommand(const SectionFlags& flags, Session& session);

// change_commands.cc
ExitCode RunCommand(const DeleteFlags& flags, Session& session);
ExitCode RunCommand(const LabelFlags& flags, Session& session);
ExitCode RunCommand(const UndeleteFlags& flags, Session& session);

// metric_commands.cc
ExitCode RunCommand(const MetricsFlags& flags, Session& session);
ExitCode RunCommand(const QueryFlags& flags, Session& session);

// aggregate_command.cc
ExitCode RunCommand(const AggregateFlags& flags, Session& session);
ExitCode RunCommand(const IndicatorsFlags& flags, Session& session);

// search_command.cc
ExitCode RunCommand(const SearchFlags& flags, Session& session);

// export_command.cc
ExitCode RunCommand(const OriginalFlags& flags, Session& session);
ExitCode RunCommand(const ExportFlags& flags, Session& session);

// reparse_command.cc
ExitCode RunCommand(const ReparseFlags& flags, Session& session);

// status_command.cc
ExitCode RunCommand(const StatusFlags& flags, Session& session);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_COMMANDS_H_
