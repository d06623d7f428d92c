#include "catalogue/pair.h"

#include "diff/diff.h"
#include "document/document.h"
#include "document/value.h"
#include "formats/format.h"
#include "policy/compare.h"
#include "policy/gate.h"
#include "rules/engine.h"
#include "support/golden.h"

#include <catch2/catch.hpp>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace verdiff::test {
namespace {

/// `beside`: an object of file names and what they hold; nullptr: there are none.
Contract load_side(const Node& side, std::optional<Direction> as, const Node* beside = nullptr) {
  auto document = read_json("contract.json", to_json(side));
  if (!document) FAIL(to_text(document.error()));
  Files files;
  files.read = [beside](const std::string& path) -> Result<std::string> {
    const Node* const text = beside != nullptr ? beside->find(path) : nullptr;
    if (text != nullptr) return std::string(text->text());
    return Error{ErrorCode::cannot_read, "no file `" + path + "` here", {}, {}};
  };
  LoadOptions options;
  options.direction = as;
  auto contract = load_contract(*std::move(document), files, "contract.json", {}, options);
  if (!contract) FAIL(to_text(contract.error()));
  return *std::move(contract);
}

/// A file that is gone at the end.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string_view text) {
    std::string pattern = (std::filesystem::temp_directory_path() / "verdiff-XXXXXX").string();
    const int file = mkstemp(pattern.data());
    REQUIRE(file >= 0);
    close(file);
    path_ = pattern;
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~TemporaryFile() { std::remove(path_.c_str()); }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::vector<Finding> findings_with_artifact(Contract& before, Contract& after,
                                            const Node& artifact) {
  const TemporaryFile old_file(artifact.find("old")->text());
  const TemporaryFile new_file(artifact.find("new")->text());
  Report report =
      compare_contracts({before, "contract.json"}, {after, "contract.json"}, builtin_rules(), {});
  const auto done = reach_verdict(report, {}, {}, {}, {old_file.path(), new_file.path()});
  if (!done) FAIL(to_text(done.error()));
  return report.findings;
}

}  // namespace

std::string pair_path(const Rule& rule) {
  return "rules/" + rule.area + "/" + rule.id + ".yaml";
}

Half half_of(const Node& root, std::string_view name) {
  const Node* const half = root.find(name);
  REQUIRE(half != nullptr);
  const Node* const before = half->find("old");
  const Node* const after = half->find("new");
  REQUIRE(before != nullptr);
  REQUIRE(after != nullptr);
  Half out{*before, *after};
  if (const Node* const as = half->find("as")) {
    const auto direction = parse_word<Direction>(as->text());
    REQUIRE(direction);
    out.as = *direction;
  }
  out.artifact = half->find("artifact");
  return out;
}

void each_half(const std::function<void(const Half&)>& visit) {
  for (const Rule& rule : builtin_rules()) {
    const std::string path = pair_path(rule);
    const auto pair = read_yaml(path, testing::read_testdata(path));
    REQUIRE(pair);
    for (const std::string_view name : {"fires", "near-miss"}) {
      INFO(rule.id << ' ' << name);
      visit(half_of(pair->root(), name));
    }
  }
}

std::vector<Finding> findings_of(const Half& half, const JudgeOptions& options) {
  const std::string name = "contract.json";
  if (half.before.is_null() && half.after.is_null()) return {};
  const auto beside = [&](std::string_view side) {
    return half.files != nullptr ? half.files->find(side) : nullptr;
  };
  Contract left =
      load_side(half.before.is_null() ? half.after : half.before, half.as, beside("old"));
  Contract right =
      load_side(half.after.is_null() ? half.before : half.after, half.as, beside("new"));
  if (half.before.is_null()) {
    return first_release(name, {right, name}, builtin_rules(), {}).findings;
  }
  if (half.after.is_null()) {
    return removed_contract({left, name}, name, builtin_rules(), {}).findings;
  }
  if (half.artifact != nullptr) return findings_with_artifact(left, right, *half.artifact);
  return judge(left, right, diff(left, right), builtin_rules(), options);
}

}  // namespace verdiff::test
