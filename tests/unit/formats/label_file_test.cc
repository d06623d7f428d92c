#include "formats/models/label_file.h"

#include "formats/models/triton.h"
#include "model_text.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <map>
#include <string>

using namespace verdiff;

namespace {

/// What is read of a config in the folder `m` whose outputs name these files.
std::string read(const std::vector<std::string>& names,
                 const std::map<std::string, std::string>& files) {
  std::string source = "input { name: 'x' data_type: TYPE_FP32 dims: 1 }\n";
  for (std::size_t i = 0; i < names.size(); ++i) {
    source +=
        fmt::format("output {{ name: 'y{}' data_type: TYPE_FP32 dims: 2 label_filename: '{}' }}\n",
                    i, names[i]);
  }
  Files from;
  from.read = [&](const std::string& path) -> Result<std::string> {
    if (path == "m/config.pbtxt") return source;
    const auto found = files.find(path);
    if (found != files.end()) return found->second;
    return Error{ErrorCode::cannot_read, "expected a file, found none", {path, 0, 0}, {}};
  };
  Workspace workspace(from);
  const auto main = workspace.open("m/config.pbtxt");
  REQUIRE(main);
  auto model = read_triton(**main);
  REQUIRE(model);
  read_label_files(workspace, **main, *model);
  std::string out;
  for (const ModelField& field : model->outputs) {
    out += fmt::format("[{}]", fmt::join(field.tensor->labels, "|"));
  }
  for (const UnreadFile& file : model->unread) {
    out += fmt::format("\n{}: {}", file.name, file.reason);
  }
  return out;
}

}  // namespace

TEST_CASE("a line of a label file is a label", "[formats][labels]") {
  const auto labels = [](const std::string& text) {
    return read({"labels.txt"}, {{"m/labels.txt", text}});
  };
  CHECK(labels("cat\ndog\n") == "[cat|dog]");
  CHECK(labels("cat\ndog") == "[cat|dog]");
  CHECK(labels("cat\r\ndog\r\n") == "[cat|dog]");
  CHECK(labels("\xEF\xBB\xBF"
               "cat\n\ndog\n") == "[cat||dog]");
  CHECK(labels("n01440764 tench, Tinca tinca\n") == "[n01440764 tench, Tinca tinca]");
  CHECK(labels("\n") == "[]");
  CHECK(labels("\xFF\n") == "[\xEF\xBF\xBD]");
}

TEST_CASE("a label file is looked for in the folder of its config", "[formats][labels]") {
  const std::map<std::string, std::string> files = {{"m/labels.txt", "a\n"},
                                                    {"m/data/labels.txt", "b\n"},
                                                    {"labels.txt", "secret\n"},
                                                    {"/labels.txt", "secret\n"}};
  CHECK(read({"labels.txt", "data/labels.txt", "./data/../labels.txt"}, files) == "[a][b][a]");
  const std::string outside = ": expected a file below m/, found one elsewhere";
  for (const std::string name :
       {"../labels.txt", "/labels.txt", "data/../../labels.txt", "..", ".", "../m2/labels.txt"}) {
    CHECK(read({name}, files) == fmt::format("[{}]\n{}{}", name, name, outside));
  }
}

TEST_CASE("a label file that can't be read leaves its name", "[formats][labels]") {
  CHECK(read({"labels.txt"}, {}) == "[labels.txt]\nlabels.txt: expected a file, found none");
  CHECK(read({"labels.txt"}, {{"m/labels.txt", ""}}) == "[labels.txt]\nlabels.txt: it is empty");
  CHECK(read({"labels.txt"}, {{"m/labels.txt", std::string((1 << 20) + 1, 'a')}}) ==
        "[labels.txt]\nlabels.txt: expected at most 1048576 bytes, found more");
  // One file that many name is taken many times.
  const std::string large(1 << 20, 'a');
  const std::string text =
      read(std::vector<std::string>(5, "labels.txt"), {{"m/labels.txt", large}});
  CHECK(text.ends_with(
      "[labels.txt]\nlabels.txt: the labels of one model have at most 4194304 bytes"));
  CHECK(text.starts_with("[" + large + "]"));
}
