// File: client/cli/output_file.h
//
// A file that has its name only when it is whole: until then it is `NAME.part`, and goes away
// with the command that could not finish it. What is no regular file, such as a pipe or a
// device, is written to as it is and never replaced.
//
//   ASSIGN_OR_RETURN(auto file, OutputFile::Create("metrics.csv", session.out));
//   file->stream() << row;
//   RETURN_IF_ERROR(file->Finish());

#ifndef QIUSUO_CLIENT_CLI_OUTPUT_FILE_H_
#define QIUSUO_CLIENT_CLI_OUTPUT_FILE_H_

#include <fstream>
#include <memory>
#include <ostream>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace qiusuo::cli {

class OutputFile {
 public:
  // `-` is `standard_output`, which then must outlive it. Errors: LOCAL_FILE, with the
  // system's code.
  static absl::StatusOr<std::unique_ptr<OutputFile>> Create(
      const std::string& path, std::ostream& standard_output);

  // Removes what was not finished.
  ~OutputFile();

  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  std::ostream& stream() { return *stream_; }

  // Check answers LOCAL_FILE if something could not be written, such as to a full disk.
  absl::Status Check() const;

  // Finish gives the file its name; one that has it already is replaced. Once.
  absl::Status Finish();

 private:
  OutputFile(std::string path, std::ostream& standard_output);

  bool is_standard_output() const { return path_ == "-"; }

  const std::string path_;
  const bool is_replaced_;  // written aside, and given its name in the end
  const std::string open_path_;
  std::ofstream file_;
  std::ostream* stream_;
  bool is_finished_ = false;
};

// WriteFile writes a whole file at once.
absl::Status WriteFile(const std::string& path, std::ostream& standard_output,
                       const std::string& bytes);

}  // namespace qiusuo::cli

#endif  // QIUSUO_CLIENT_CLI_OUTPUT_FILE_H_
