#include "formats/models/label_file.h"

#include "base/text.h"
#include "base/utf8.h"

#include <fmt/format.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace verdiff {

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 20;
constexpr std::size_t most_bytes_in_all = std::size_t{4} << 20;

/// As the server reads them: every line is a label, also an empty one; the last line may lack its
/// end. Line ends of Windows and a byte order mark are how the file was saved, not what it says.
std::vector<std::string> labels_of(std::string_view text) {
  std::vector<std::string> out;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    out.push_back(as_utf8(line));
  }
  return out;
}

class LabelFiles {
 public:
  LabelFiles(Workspace& workspace, const Document& main, Model& model)
      : workspace_(workspace), main_(main), model_(model) {}

  void read(std::vector<ModelField>& fields) {
    for (ModelField& field : fields) {
      if (field.tensor && field.tensor->label_file != nullptr) read(*field.tensor);
    }
  }

 private:
  void read(Tensor& tensor) {
    const std::string name(tensor.label_file->text());
    auto known = files_.find(name);
    if (known == files_.end()) {
      known = files_.emplace(name, workspace_.read_beside(name, most_bytes)).first;
    }
    const Result<std::string>& file = known->second;
    if (!file) return leave(tensor, name, file.error().message);
    if (file->empty()) return leave(tensor, name, "it is empty");
    taken_ += file->size();
    if (taken_ > most_bytes_in_all) {
      return leave(tensor, name,
                   fmt::format("the labels of one model have at most {} bytes", most_bytes_in_all));
    }
    tensor.labels = labels_of(*file);
  }

  void leave(Tensor& tensor, const std::string& name, std::string reason) {
    tensor.labels = {name};
    model_.unread.push_back({name, std::move(reason), {&main_, tensor.label_file}});
  }

  Workspace& workspace_;
  const Document& main_;
  Model& model_;
  std::map<std::string, Result<std::string>, std::less<>> files_;
  std::size_t taken_ = 0;
};

}  // namespace

void read_label_files(Workspace& workspace, const Document& main, Model& model) {
  LabelFiles files(workspace, main, model);
  files.read(model.inputs);
  files.read(model.outputs);
}

}  // namespace verdiff
