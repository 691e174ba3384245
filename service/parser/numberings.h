// File: service/parser/numberings.h
//
// How a document counts: whether the numbers of a scheme restart under each section
// above them or run on.
//
//   一、（一）（二）二、（一）  ->  HAN_PAREN RESTARTS
//   一、（一）（二）二、（三）  ->  HAN_PAREN RUNS_ON

#ifndef QIUSUO_SERVICE_PARSER_NUMBERINGS_H_
#define QIUSUO_SERVICE_PARSER_NUMBERINGS_H_

#include <cstdint>
#include <vector>

#include "google/protobuf/repeated_ptr_field.h"
#include "qiusuo/v1/section.pb.h"

namespace qiusuo::parser {

// FindNumberings answers the schemes that number lists under two or more sections of
// one part, in the order of SectionScheme. `part_bytes`, rising, are the places
// in the text where parts begin. What is found is what the first item under each
// section shows: 1, or the number after the last one.
std::vector<qiusuo::v1::Numbering> FindNumberings(
    const google::protobuf::RepeatedPtrField<qiusuo::v1::Section>& sections,
    const std::vector<int64_t>& part_bytes);

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_NUMBERINGS_H_
