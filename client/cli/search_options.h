// File: client/cli/search_options.h
//
// The command line of `qiusuo search`.

#ifndef QIUSUO_CLIENT_CLI_SEARCH_OPTIONS_H_
#define QIUSUO_CLIENT_CLI_SEARCH_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "client/cli/command_line.h"

namespace qiusuo::cli {

// What CLI11 fills.
struct TypedSearch {
  SearchFlags flags;
  std::vector<std::string> all_of, any_of, none_of;
  std::string issuer, section, from, to;
};

// AddSearchCommand adds the command; `typed` must outlive it.
CLI::App& AddSearchCommand(CLI::App& app, TypedSearch& typed);

// SearchFlagsFrom answers the flags that were typed.
SearchFlags SearchFlagsFrom(const TypedSearch& typed);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_SEARCH_OPTIONS_H_
