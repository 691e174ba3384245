// consumer HOST:PORT: prints the engine, imports a text twice and prints both
// outcomes, then asks for a document that is not there.

#include <client/client.h>
#include <proto/error_details.h>
#include <proto/names.h>

#include <iostream>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const qiusuo::client::Client client({.endpoint = argv[1]});
  if (!client.WaitReady(absl::Seconds(30)).ok()) return 1;

  const auto status = client.GetServerStatus();
  if (!status.ok()) return 1;
  std::cout << "engine " << status->engine() << "\n";

  for (int i = 0; i < 2; ++i) {
    const auto imported = client.Import("一、工作情况\n全年审结案件312件。\n",
                                        {.collection = "consumer"});
    if (!imported.ok()) {
      std::cerr << imported.status() << "\n";
      return 1;
    }
    std::cout << qiusuo::v1::ImportOutcome_Name(imported->outcome()) << "\n";
  }

  const qiusuo::DocumentName missing{"consumer", "missing"};
  const auto got = client.GetDocument(missing.ToString());
  std::cout << qiusuo::ErrorReason(got.status()) << "\n";
  return 0;
}
