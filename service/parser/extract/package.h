// File: service/parser/extract/package.h
//
// The members of a ZIP file (DOCX, OFD), inflated within limits.
//
//   ASSIGN_OR_RETURN(Package package, Package::Open(bytes));
//   ASSIGN_OR_RETURN(XmlPart part, package.ReadXml("word/document.xml"));

#ifndef QIUSUO_SERVICE_PARSER_EXTRACT_PACKAGE_H_
#define QIUSUO_SERVICE_PARSER_EXTRACT_PACKAGE_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"

struct zip;  // of libzip

namespace qiusuo::parser {

// LocalName answers an element's name without its prefix: `p` of `w:p`. Which prefix stands
// for a namespace is the producer's choice.
std::string_view LocalName(const pugi::xml_node& node);

// Child answers the first child with this local name; a null node if there is none.
pugi::xml_node Child(const pugi::xml_node& node, std::string_view local_name);

// LocalAttribute answers the value of the attribute with this local name; empty if it is not
// there.
std::string_view LocalAttribute(const pugi::xml_node& node,
                                std::string_view local_name);

class Package {
 public:
  // Opens the package; `bytes` must outlive it. INVALID_ARGUMENT: BINARY_CONTENT if it is
  // damaged, ENCRYPTED_CONTENT if a member has a password, CONTENT_TOO_COMPLEX with too
  // many members.
  static absl::StatusOr<Package> Open(std::string_view bytes);

  bool Has(const std::string& name) const;

  // The member's bytes. INVALID_ARGUMENT: BINARY_CONTENT if it is not there or damaged;
  // RESOURCE_EXHAUSTED CONTENT_TOO_LARGE if it, or all that was read so far, inflates to
  // more than is read (limits.h), or to more than an honest file would.
  absl::StatusOr<std::string> Read(const std::string& name);

  // The member as XML without its document type: entities of its own stay as they are
  // written. Errors as of Read; also CONTENT_TOO_COMPLEX for more tags than are read.
  absl::StatusOr<std::unique_ptr<pugi::xml_document>> ReadXml(
      const std::string& name);

 private:
  struct Close {
    void operator()(zip* archive) const;
  };
  explicit Package(zip* archive) : archive_(archive) {}

  std::unique_ptr<zip, Close> archive_;
  size_t read_bytes_ = 0;  // inflated so far
};

}  // namespace qiusuo::parser

#endif  // QIUSUO_SERVICE_PARSER_EXTRACT_PACKAGE_H_
