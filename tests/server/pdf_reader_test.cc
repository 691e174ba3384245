#include "service/server/pdf_reader.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "proto/error_details.h"

namespace qiusuo::server {
namespace {

// A PDF of one page that says `text` in ASCII.
std::string MakePdf(const std::string& text) {
  const std::string content =
      absl::StrCat("BT /F1 12 Tf 72 700 Td (", text, ") Tj ET");
  const std::string objects[] = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R "
      "/Resources << /Font << /F1 5 0 R >> >> >>",
      absl::StrCat("<< /Length ", content.size(), " >>\nstream\n", content,
                   "\nendstream"),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::string pdf = "%PDF-1.4\n";
  std::string table = "xref\n0 6\n0000000000 65535 f \n";
  int number = 0;
  for (const std::string& object : objects) {
    const std::string offset = absl::StrCat(pdf.size());
    absl::StrAppend(&table, std::string(10 - offset.size(), '0'), offset,
                    " 00000 n \n");
    absl::StrAppend(&pdf, ++number, " 0 obj\n", object, "\nendobj\n");
  }
  const size_t place = pdf.size();
  absl::StrAppend(&pdf, table,
                  "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n", place,
                  "\n%%EOF\n");
  return pdf;
}

// A program that stands in for pdftotext.
class PdfReaderTest : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern =
        (std::filesystem::temp_directory_path() / "pdf_reader_XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::string Program(const std::string& script) {
    const std::string path = folder_ / "pdftotext";
    std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
    chmod(path.c_str(), 0700);
    return path;
  }

  std::filesystem::path folder_;
};

TEST_F(PdfReaderTest, ReadsTheWordsOfAPdf) {
  const absl::StatusOr<std::string> xhtml =
      PdfReader("pdftotext").Read(MakePdf("GDP 2024"));
  ASSERT_TRUE(xhtml.ok()) << xhtml.status();
  EXPECT_NE(xhtml->find(">GDP</word>"), std::string::npos) << *xhtml;
}

TEST_F(PdfReaderTest, RefusesADamagedPdf) {
  const absl::Status status =
      PdfReader("pdftotext").Read("%PDF-1.7\nnothing").status();
  EXPECT_EQ(ErrorReason(status), "BINARY_CONTENT") << status;
}

TEST_F(PdfReaderTest, SaysThatPdftotextIsMissing) {
  const absl::Status status =
      PdfReader((folder_ / "missing").string()).Read("%PDF").status();
  EXPECT_EQ(ErrorReason(status), "PDF_READER_MISSING") << status;
}

TEST_F(PdfReaderTest, TellsAPassword) {
  const std::string program =
      Program("echo 'Command Line Error: Incorrect password' >&2; exit 1");
  EXPECT_EQ(ErrorReason(PdfReader(program).Read("%PDF").status()),
            "ENCRYPTED_CONTENT");
}

TEST_F(PdfReaderTest, KillsAProcessThatOverstays) {
  const PdfReader reader(Program("exec sleep 600"),
                         {.time = absl::Milliseconds(300)});
  const absl::Time start = absl::Now();
  EXPECT_EQ(ErrorReason(reader.Read("%PDF").status()), "CONTENT_TOO_COMPLEX");
  EXPECT_LT(absl::Now() - start, absl::Seconds(60));
}

// It may neither work for longer than its time nor take more memory than it is given.
TEST_F(PdfReaderTest, KillsAProcessThatWorksWithoutEnd) {
  const PdfReader reader(Program("while :; do :; done"),
                         {.time = absl::Seconds(1)});
  const absl::Time start = absl::Now();
  EXPECT_EQ(ErrorReason(reader.Read("%PDF").status()), "CONTENT_TOO_COMPLEX");
  EXPECT_LT(absl::Now() - start, absl::Seconds(60));
}

TEST_F(PdfReaderTest, RefusesMemoryBeyondTheLimit) {
  const PdfReader reader(Program("exec tail /dev/zero"),
                         {.memory_bytes = size_t{64} << 20});
  const absl::Status status = reader.Read("%PDF").status();
  EXPECT_EQ(ErrorReason(status), "CONTENT_TOO_COMPLEX") << status;
  EXPECT_NE(std::string(status.message()).find("memory"), std::string::npos);
}

// Pages that hold themselves, a table that goes on in itself, and drawings that draw themselves.
TEST_F(PdfReaderTest, LoopsInAPdfEnd) {
  const auto loop = [](std::string pdf, const std::string& from,
                       const std::string& to) {
    pdf.replace(pdf.find(from), from.size(), to);
    return pdf;
  };
  const std::string pdf = MakePdf("GDP");
  const size_t table = pdf.rfind("xref\n0");
  for (const std::string& looping :
       {loop(pdf, "/Kids [3 0 R]", "/Kids [2 0 R]"),
        loop(pdf, "/Size 6", absl::StrCat("/Prev ", table, " /Size 6")),
        loop(loop(pdf, "/Font << /F1 5 0 R >>", "/XObject << /F1 4 0 R >>"),
             "<< /Length",
             "<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] "
             "/Resources << /XObject << /F1 4 0 R >> >> /Length")}) {
    const absl::Time start = absl::Now();
    const absl::StatusOr<std::string> output =
        PdfReader("pdftotext").Read(looping);
    EXPECT_TRUE(output.ok() || !ErrorReason(output.status()).empty());
    EXPECT_LT(absl::Now() - start, absl::Seconds(31));
  }
}

TEST_F(PdfReaderTest, EndsAnOutputThatDoesNot) {
  const PdfReader reader(Program("exec yes"), {.output_bytes = 100'000});
  EXPECT_EQ(ErrorReason(reader.Read("%PDF").status()), "CONTENT_TOO_COMPLEX");
}

// The program can neither write files nor read the server's environment.
TEST_F(PdfReaderTest, TheProcessIsConfined) {
  setenv("QIUSUO_TEST_SECRET", "secret", 1);
  const std::string left = folder_ / "left";
  const PdfReader reader(
      Program("env; ulimit -f; (echo x >" + left + ") 2>/dev/null; exit 0"));
  const absl::StatusOr<std::string> output = reader.Read("%PDF");
  unsetenv("QIUSUO_TEST_SECRET");
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_EQ(output->find("secret"), std::string::npos);
  EXPECT_TRUE(!std::filesystem::exists(left) ||
              std::filesystem::file_size(left) == 0);
}

TEST_F(PdfReaderTest, ReadsAPdfOfManyMegabytes) {
  const PdfReader reader(Program("wc -c </dev/fd/3"));
  const absl::StatusOr<std::string> output =
      reader.Read(std::string(20'000'000, 'x'));
  ASSERT_TRUE(output.ok()) << output.status();
  EXPECT_EQ(std::stoll(*output), 20'000'000);
}

}  // namespace
}  // namespace qiusuo::server
