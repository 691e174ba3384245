// File: service/server/pdf_reader.h
//
// Reads the words of a PDF with poppler's pdftotext, in a process of its own: poppler is
// under the GPL, and PDF files are programs that strangers wrote.
//
//   const PdfReader reader("/usr/bin/pdftotext");
//   ASSIGN_OR_RETURN(std::string xhtml, reader.Read(bytes));

#ifndef QIUSUO_SERVICE_SERVER_PDF_READER_H_
#define QIUSUO_SERVICE_SERVER_PDF_READER_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace qiusuo::server {

// What one PDF may take.
struct PdfLimits {
  absl::Duration time = absl::Seconds(30);  // also of its processor
  size_t memory_bytes = size_t{1} << 30;
  size_t output_bytes = size_t{128} << 20;
};

// Safe from any thread.
class PdfReader {
 public:
  // `program` is the path of pdftotext, or its name on PATH.
  explicit PdfReader(std::string program, PdfLimits limits = {});

  // Read answers what `pdftotext -bbox` says of the PDF: its pages and words as XHTML.
  //
  // INVALID_ARGUMENT: ENCRYPTED_CONTENT, BINARY_CONTENT for a damaged file, CONTENT_TOO_COMPLEX
  // where a limit was reached (the process is killed then). FAILED_PRECONDITION
  // PDF_READER_MISSING where pdftotext is not installed. INTERNAL if no process could be made.
  absl::StatusOr<std::string> Read(std::string_view pdf) const;

 private:
  const std::string program_;
  const PdfLimits limits_;
};

}  // namespace qiusuo::server

#endif  // QIUSUO_SERVICE_SERVER_PDF_READER_H_
