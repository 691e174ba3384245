#include "service/parser/numberings.h"

#include <map>
#include <string_view>

namespace qiusuo::parser {
namespace {

using qiusuo::v1::Section;
using qiusuo::v1::SectionScheme;

std::string_view ParentPath(const Section& section) {
  const std::string_view path = section.path();
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? std::string_view()
                                       : path.substr(0, dot);
}

// Whether the scheme has numbers that may restart: those of 1.2 restart by their
// nature, and points within paragraphs have no sections above them to run on across.
bool Counts(SectionScheme scheme) {
  return scheme != qiusuo::v1::SECTION_SCHEME_UNNUMBERED &&
         scheme != qiusuo::v1::SECTION_SCHEME_ATTACHMENT &&
         scheme != qiusuo::v1::SECTION_SCHEME_DECIMAL &&
         scheme != qiusuo::v1::SECTION_SCHEME_HAN_IS;
}

// What the document shows of one scheme.
struct Evidence {
  const Section* last = nullptr;  // in this part
  bool restarts = false;
  bool runs_on = false;
};

qiusuo::v1::NumberingMode ModeOf(const Evidence& evidence) {
  if (evidence.restarts && evidence.runs_on)
    return qiusuo::v1::NUMBERING_MODE_MIXED;
  return evidence.restarts ? qiusuo::v1::NUMBERING_MODE_RESTARTS
                           : qiusuo::v1::NUMBERING_MODE_RUNS_ON;
}

}  // namespace

std::vector<qiusuo::v1::Numbering> FindNumberings(
    const google::protobuf::RepeatedPtrField<Section>& sections,
    const std::vector<int64_t>& part_bytes) {
  std::map<SectionScheme, Evidence> schemes;
  size_t part = 0;
  for (const Section& section : sections) {
    while (part < part_bytes.size() &&
           part_bytes[part] <= section.span().start_byte()) {
      for (auto& [scheme, evidence] : schemes) evidence.last = nullptr;
      ++part;
    }
    if (!Counts(section.scheme())) continue;
    Evidence& evidence = schemes[section.scheme()];
    if (evidence.last != nullptr &&
        ParentPath(*evidence.last) != ParentPath(section)) {
      evidence.restarts = evidence.restarts || section.ordinal() == 1;
      evidence.runs_on =
          evidence.runs_on || section.ordinal() == evidence.last->ordinal() + 1;
    }
    evidence.last = &section;
  }
  std::vector<qiusuo::v1::Numbering> numberings;
  for (const auto& [scheme, evidence] : schemes) {
    if (!evidence.restarts && !evidence.runs_on) continue;
    qiusuo::v1::Numbering& numbering = numberings.emplace_back();
    numbering.set_scheme(scheme);
    numbering.set_mode(ModeOf(evidence));
  }
  return numberings;
}

}  // namespace qiusuo::parser
