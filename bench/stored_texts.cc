#include "bench/stored_texts.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "bench/require.h"
#include "service/parser/parse_report.h"

namespace qiusuo::bench {

void StoreTexts(storage::DocumentStore& store,
                const std::vector<std::string>& texts) {
  int number = 0;
  for (const std::string& text : texts) {
    storage::PutRequest put;
    put.name = {"default", absl::StrCat("d", ++number)};
    put.document = ValueOrDie(parser::ParseReport({.data = text}, {}));
    put.original = text;
    ValueOrDie(store.Put(std::move(put)));
  }
}

}  // namespace qiusuo::bench
