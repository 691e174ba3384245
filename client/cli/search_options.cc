#include "client/cli/search_options.h"

#include "client/cli/flag_values.h"
#include "client/cli/options.h"

namespace qiusuo::cli {
namespace {

constexpr char kFooter[] =
    "Han characters are found wherever they stand next to each other, letters "
    "and\n"
    "digits as whole words; full and half width, small and capital are the "
    "same.\n"
    "The best documents come first, each with a passage; in it the words are "
    "in\n"
    "[brackets].\n\n"
    "Examples:\n"
    "  qiusuo search 诉源治理 --section 工作安排\n"
    "  qiusuo search 结案率 --any 上升 --any 提高 --not 行政 --from 2022\n";

}  // namespace

CLI::App& AddSearchCommand(CLI::App& app, TypedSearch& typed) {
  CLI::App& command = AddCommand(
      app, "search", "Find documents by the words of their texts", kFooter);
  command
      .add_option("WORDS", typed.all_of, "What a text must have, all of them")
      ->option_text(" ");
  AddRepeated(command, "--any", typed.any_of, "WORDS",
              "One of these at least (repeat the option)");
  AddRepeated(command, "--not", typed.none_of, "WORDS",
              "None of these (repeat the option)");
  AddOption(command, "--section", typed.section, "WORDS",
            "Only in sections whose headings have these words");
  AddOption(command, "--issuer", typed.issuer, "WORDS",
            "Only documents whose issuer has these words in its name");
  AddOption(command, "--from", typed.from, "DATE",
            "Only documents of this day, month or year, or later")
      ->check(DateCheck());
  AddOption(command, "--to", typed.to, "DATE",
            "Only documents of this day, month or year, or earlier")
      ->check(DateCheck());
  AddCollection(command, typed.flags.collection,
                "Collection to search, - for all of them (default: default)");
  AddOption(command, "--limit", typed.flags.limit, "N",
            "Show no more than so many, 0 for all (default: 10)")
      ->check(CLI::NonNegativeNumber);
  return command;
}

SearchFlags SearchFlagsFrom(const TypedSearch& typed) {
  SearchFlags flags = typed.flags;
  v1::TextPhrases& phrases = *flags.request.mutable_phrases();
  for (const std::string& words : typed.all_of) phrases.add_all_of(words);
  for (const std::string& words : typed.any_of) phrases.add_any_of(words);
  for (const std::string& words : typed.none_of) phrases.add_none_of(words);
  v1::TextFilter& filter = *flags.request.mutable_filter();
  filter.set_issuer_contains(typed.issuer);
  filter.set_section_title_contains(typed.section);
  if (auto range = ParseDateRange(typed.from, typed.to)) {
    *filter.mutable_issue_date_range() = *std::move(range);
  }
  return flags;
}

}  // namespace qiusuo::cli
