// File: service/parser/own_text.h
//
// The words that are a section's own on its line, and where its first sentence ends.
//
//   （一）突出重点。各地要…      stop behind 突出重点, goes_on
//   （一）修桥。（责任单位：某局）  stop behind 修桥, has_remark

#ifndef QIUSUO_SERVICE_PARSER_OWN_TEXT_H_
#define QIUSUO_SERVICE_PARSER_OWN_TEXT_H_

#include <cstddef>

#include "service/parser/text.h"

namespace qiusuo::parser {

struct OwnText {
  CharSpan span;
  size_t stop = 0;          // the first stop; span.end if none
  size_t colon = 0;         // the first colon before `stop`; span.end if none
  bool goes_on = false;     // text of its own follows the first stop
  bool has_remark = false;  // what follows is a remark on the sentence
  bool followed_by_text = false;  // the next thing after it is an unmarked line
  bool has_children = false;
};

// ReadOwnText reads what a section's line holds in `span`, behind the marker. The last two fields,
// which other lines decide, are left as they are.
OwnText ReadOwnText(const Text& text, CharSpan span);

// LeadsIn tells words that lead a list in and head nothing: 符合下列条件的予以保留。
bool LeadsIn(const Text& text, CharSpan span);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_OWN_TEXT_H_
