// What model servers themselves say about tensors, in every version of the corpus: each data type
// and layout of Triton's model_config.proto and each data type of MLServer is one that our readers
// take, and no file of another format is taken for a tensor format. Files that are of one are read,
// or refused with a place.

#include "formats/models/open_inference.h"
#include "formats/models/seldon.h"
#include "formats/models/triton.h"
#include "suites/shared_data.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;

struct Count {
  int checked = 0, wrong = 0;

  void check(bool fine, const std::string& what) {
    ++checked;
    if (fine) return;
    ++wrong;
    fmt::print("  wrong: {}\n", what);
  }
  int report(std::string_view what) const {
    fmt::print("{:<52} {:>5}, {} wrong\n", what, checked, wrong);
    return wrong + (checked == 0 ? 1 : 0);
  }
};

struct Enumerator {
  std::string word, number;
};

/// `TYPE_BOOL = 1;` and the like, one a line.
std::vector<Enumerator> enumerators(const std::string& proto, std::string_view prefix) {
  std::vector<Enumerator> out;
  std::istringstream lines(proto);
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words(line);
    std::string word, equals, number;
    if (!(words >> word >> equals >> number) || equals != "=") continue;
    if (word.rfind(prefix, 0) == 0) out.push_back({word, number.substr(0, number.find(';'))});
  }
  return out;
}

Result<Model> read_config(const std::string& input) {
  const auto document =
      read_document("config.pbtxt", "input { name: 'x' dims: 1 " + input +
                                        " } output { name: 'y' data_type: TYPE_FP32 dims: 1 }");
  if (!document) return document.error();
  return read_triton(*document);
}

/// What the protocol calls a type of Triton (server docs, "Datatypes").
std::string protocol_word(const std::string& type) {
  return type == "TYPE_STRING" ? "BYTES" : type.substr(std::string_view("TYPE_").size());
}

int check_triton(const std::string& folder) {
  Count count;
  for (const std::string& path : suites::files_below(folder, "model_config.proto")) {
    const std::string proto = suites::contents(folder + "/" + path);
    for (const Enumerator& type : enumerators(proto, "TYPE_")) {
      const bool refused = type.word == "TYPE_INVALID";
      for (const std::string& written : {type.word, type.number}) {
        const auto model = read_config("data_type: " + written);
        const bool fine =
            refused ? !model
                    : model && model->inputs[0].tensor->datatype == protocol_word(type.word);
        count.check(fine, path + ": " + type.word + " as " + written);
      }
    }
    for (const Enumerator& layout : enumerators(proto, "FORMAT_")) {
      const std::string own = layout.word == "FORMAT_NONE" ? "" : layout.word.substr(7);
      for (const std::string& written : {layout.word, layout.number}) {
        const auto model = read_config("data_type: TYPE_FP32 format: " + written);
        count.check(model && model->inputs[0].tensor->layout == own,
                    path + ": " + layout.word + " as " + written);
      }
    }
  }
  return count.report("data types and layouts of Triton");
}

int check_mlserver(const std::string& folder) {
  Count count;
  for (const std::string& path : suites::files_below(folder, "dataplane.yaml")) {
    const auto document = read_document(path, suites::contents(folder + "/" + path));
    const Node* at = document ? &document->root() : nullptr;
    for (const std::string_view key : {"components", "enums", "Datatype", "enum"}) {
      if (at != nullptr) at = at->find(key);
    }
    if (at == nullptr) continue;
    for (const Node& type : at->items()) {
      const auto settings = read_document(
          "model-settings.json", R"({"implementation": "a.B", "inputs": [{"name": "x", "shape": [],
                                     "datatype": ")" +
                                     std::string(type.text()) + "\"}]}");
      const auto model = read_mlserver(*settings);
      count.check(model && model->inputs[0].tensor->datatype == type.text(),
                  path + ": " + std::string(type.text()));
    }
  }
  return count.report("data types of MLServer");
}

struct TensorFormat {
  std::string_view name;
  int (*sniff)(const Node& root);
  Result<Model> (*read)(const Document& main);
};

/// Whether a file's name says that it is of one of these formats.
bool is_ours(std::string_view path) {
  return path.ends_with(".pbtxt") || path.ends_with("model-settings.json") ||
         path.find("/metadata.yaml") != path.npos;
}

int check_files(const std::string& folder) {
  const TensorFormat formats[] = {
      {"triton", sniff_triton, read_triton},
      {"open-inference", sniff_open_inference, read_open_inference},
      {"mlserver", sniff_mlserver, read_mlserver},
      {"seldon", sniff_seldon, read_seldon},
  };
  Count others, ours;
  for (const std::string_view extension : {".json", ".yaml", ".yml", ".pbtxt"}) {
    for (const std::string& path : suites::files_below(folder, extension)) {
      const auto document = read_document(path, suites::contents(folder + "/" + path));
      if (!document) continue;  // the suite of documents has them
      for (const TensorFormat& format : formats) {
        if (format.sniff(document->root()) == 0) continue;
        if (!is_ours(path)) others.check(false, fmt::format("{} taken for {}", path, format.name));
        const auto model = format.read(*document);
        ours.check(model || model.error().where.line > 0, path);
      }
      ++others.checked;
    }
  }
  if (ours.checked == 0) fmt::print("SKIPPED: the corpus holds no file of a tensor format\n");
  fmt::print("{:<52} {:>5}, {} wrong\n", "files of a tensor format", ours.checked, ours.wrong);
  return others.report("files of other formats, not taken for one") + ours.wrong;
}

}  // namespace

int main() {
  const auto folder = suites::shared_path("corpus/data");
  if (!folder) return suites::skipped;
  const int wrong = check_triton(*folder + "/triton") + check_mlserver(*folder + "/mlserver") +
                    check_files(*folder);
  return wrong == 0 ? 0 : 1;
}
