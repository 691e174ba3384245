// File: client/cli/options.h
//
// How commands declare their options to CLI11, so that all of them look alike in the help.
//
//   CLI::App& command = AddCommand(app, "list", "List the documents");
//   AddCollection(command, flags.collection);

#ifndef QIUSUO_CLIENT_CLI_OPTIONS_H_
#define QIUSUO_CLIENT_CLI_OPTIONS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace qiusuo::cli {

// Check answers a check that says "`text` is not WANTED" of what is not valid.
CLI::Validator Check(const char* wanted,
                     std::function<bool(const std::string&)> is_valid);
CLI::Validator TimeoutCheck();
CLI::Validator DateCheck();
CLI::Validator LabelsCheck();

// AddOption adds an option or, by a name without dashes, an argument. `word` stands for its
// value in the help.
template <typename T>
CLI::Option* AddOption(CLI::App& command, const char* name, T& value,
                       const char* word, const char* description) {
  return command.add_option(name, value, description)->option_text(word);
}

// AddRepeated adds an option that may be given several times, with one value each.
CLI::Option* AddRepeated(CLI::App& command, const char* name,
                         std::vector<std::string>& values, const char* word,
                         const char* description);

void AddCollection(
    CLI::App& command, std::string& collection,
    const char* description = "Collection of the document (default: default)");

void AddLimit(CLI::App& command, int64_t& limit);

CLI::App& AddCommand(CLI::App& app, const char* name, const char* about,
                     std::string_view footer = "");

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_OPTIONS_H_
