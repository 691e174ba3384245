#include "client/cli/options.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "base/strings.h"
#include "client/cli/flag_values.h"

namespace qiusuo::cli {

CLI::Validator Check(const char* wanted,
                     std::function<bool(const std::string&)> is_valid) {
  return CLI::Validator(
      [=](std::string& text) {
        return is_valid(text) ? std::string()
                              : absl::StrCat("`", text, "` is not ", wanted);
      },
      /*validator_desc=*/"");
}

CLI::Validator TimeoutCheck() {
  return Check("a time such as 10s or 500ms", [](const std::string& text) {
    return ParseTimeout(text).has_value();
  });
}

CLI::Validator DateCheck() {
  return Check(
      "a date such as 2023, 2023-05 or 2023-05-06",
      [](const std::string& text) { return ParseDate(text).has_value(); });
}

CLI::Validator LabelsCheck() {
  return Check("of the form key=value,key=value", [](const std::string& text) {
    return ParseLabels(text).has_value();
  });
}

CLI::Option* AddRepeated(CLI::App& command, const char* name,
                         std::vector<std::string>& values, const char* word,
                         const char* description) {
  return AddOption(command, name, values, word, description)
      ->allow_extra_args(false);
}

void AddCollection(CLI::App& command, std::string& collection,
                   const char* description) {
  AddOption(command, "-c,--collection", collection, "ID", description);
}

void AddLimit(CLI::App& command, int64_t& limit) {
  AddOption(command, "--limit", limit, "N", "Stop after so many (default: all)")
      ->check(CLI::Range(1, std::numeric_limits<int>::max()));
}

CLI::App& AddCommand(CLI::App& app, const char* name, const char* about,
                     std::string_view footer) {
  CLI::App& command = *app.add_subcommand(name, about)->group("Commands");
  command.footer(
      absl::StrCat(ToAbsl(footer), footer.empty() ? "" : "\n",
                   "The options of `qiusuo --help` may stand here too."));
  return command;
}

}  // namespace qiusuo::cli
