// The official JSON Schema test suite: every required test must pass; optional ones are counted a
// file, listed where they fail, and must be explained there.

#include "document/value.h"
#include "prove/validate.h"
#include "suites/shared_data.h"

#include <fmt/format.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace verdiff;

struct Draft {
  const char* folder;
  Dialect dialect;
};
constexpr Draft drafts[] = {{"draft4", Dialect::draft4},
                            {"draft6", Dialect::draft6},
                            {"draft7", Dialect::draft7},
                            {"draft2019-09", Dialect::draft2019_09},
                            {"draft2020-12", Dialect::draft2020_12}};

struct Tally {
  int tests = 0;
  int wrong = 0;
  int undecided = 0;
  int unexplained = 0;  // of those that are wrong or undecided
  int passed() const { return tests - wrong - undecided; }
  void add(const Tally& other) {
    tests += other.tests;
    wrong += other.wrong;
    undecided += other.undecided;
    unexplained += other.unexplained;
  }
};

Tally run_file(const std::string& path, const std::string& name, const Draft& draft,
               const std::string& remotes, const std::vector<std::string>& explained) {
  Tally out;
  const Document file = suites::read(path);
  const bool formats = name.find("optional/format/") != std::string::npos;
  for (const Node& group : file.root().items()) {
    const Contract contract = suites::schema_contract(*group.find("schema"), remotes);
    const Validator validator(contract);
    const Document& document = *contract.workspace.documents().front();
    for (const Node& test : group.find("tests")->items()) {
      ValidationOptions options;
      options.assert_format = formats;
      const Validation result = validator.validate({&document, &document.root()}, draft.dialect,
                                                   *test.find("data"), options);
      ++out.tests;
      const bool expected = test.find("valid")->boolean();
      const Validity wanted = expected ? Validity::valid : Validity::invalid;
      if (result.validity == wanted) continue;
      const bool undecided = result.validity == Validity::undecided;
      ++(undecided ? out.undecided : out.wrong);
      fmt::print("  {} {}: {} / {}: expected {}{}\n", draft.folder, name,
                 group.find("description")->text(), test.find("description")->text(),
                 expected ? "valid" : "invalid", undecided ? ", undecided: " + result.detail : "");
      const std::string id =
          fmt::format("{}/{}: {} / {}", draft.folder, name, group.find("description")->text(),
                      test.find("description")->text());
      if (!suites::explains(explained, id)) ++out.unexplained;
    }
  }
  return out;
}

}  // namespace

int main() {
  const auto root = suites::shared_path("suites/json-schema-test-suite");
  if (!root) return suites::skipped;
  const std::vector<std::string> explained = suites::explained("optional.tsv");
  Tally required;
  int unexplained = 0;
  std::string table;
  for (const Draft& draft : drafts) {
    Tally required_here;
    Tally optional_here;
    const std::string folder = *root + "/tests/" + draft.folder;
    for (const std::string& name : suites::files_below(folder, ".json")) {
      const Tally file = run_file(folder + "/" + name, name, draft, *root + "/remotes", explained);
      const bool optional = name.starts_with("optional/");
      unexplained += file.unexplained;
      (optional ? optional_here : required_here).add(file);
      if (optional && file.passed() != file.tests) {
        table += fmt::format("  {:<13} {:<45} {:>4} of {:>4} ({} undecided)\n", draft.folder, name,
                             file.passed(), file.tests, file.undecided);
      }
    }
    table += fmt::format("{:<13} required {:>5} of {:>5}   optional {:>4} of {:>4}\n", draft.folder,
                         required_here.passed(), required_here.tests, optional_here.passed(),
                         optional_here.tests);
    required.add(required_here);
  }
  fmt::print("{}", table);
  fmt::print("{} failing tests that optional.tsv does not explain\n", unexplained);
  return required.passed() == required.tests && unexplained == 0 ? 0 : 1;
}
