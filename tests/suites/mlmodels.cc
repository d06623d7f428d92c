// Every MLmodel of the corpus: it is read, or refused with a place and a reason that hold.

#include "formats/models/mlflow.h"
#include "suites/shared_data.h"

#include <cstdio>
#include <string>

namespace {

using namespace verdiff;

struct Tally {
  int read = 0, without_signature = 0, failed = 0;

  void fail(const std::string& path, const std::string& why) {
    ++failed;
    std::printf("%s: %s\n", path.c_str(), why.c_str());
  }
};

void read_one(const std::string& path, Tally& tally) {
  const auto document = read_yaml(path, suites::contents(path));
  if (!document) return tally.fail(path, to_text(document.error()));
  if (sniff_mlflow(document->root()) != 3) tally.fail(path, "not recognised");
  const auto model = read_mlflow(*document);
  if (model) {
    ++tally.read;
    if (model->inputs.empty() && model->outputs.empty()) tally.fail(path, "nothing was read");
    if (!model->unsupported.empty()) tally.fail(path, model->unsupported.front().message);
    return;
  }
  const Error& error = model.error();
  const bool has_signature = document->root().find("signature") != nullptr;
  if (error.where.file != path || error.where.line == 0) tally.fail(path, "no place in the error");
  if (error.code != ErrorCode::no_contract || has_signature) tally.fail(path, to_text(error));
  ++tally.without_signature;
}

}  // namespace

int main() {
  const auto root = suites::shared_path("corpus/data/mlmodel");
  if (!root) return 77;
  Tally tally;
  for (const std::string& file : suites::files_below(*root, "/MLmodel")) {
    read_one(*root + "/" + file, tally);
  }
  std::printf("%d MLmodel files are read, %d have no signature, %d failed\n", tally.read,
              tally.without_signature, tally.failed);
  return tally.failed == 0 && tally.read > 0 ? 0 : 1;
}
