#include "catalogue/pair.h"

#include "diff/diff.h"
#include "document/document.h"
#include "document/value.h"
#include "formats/format.h"
#include "rules/engine.h"

#include <catch2/catch.hpp>

namespace verdiff::test {
namespace {

Contract load_side(const Node& side, Direction as) {
  auto document = read_json("contract.json", to_json(side));
  if (!document) FAIL(to_text(document.error()));
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, "no file `" + path + "` here", {}, {}};
  };
  LoadOptions options;
  options.direction = as;
  auto contract = load_contract(*std::move(document), files, "contract.json", {}, options);
  if (!contract) FAIL(to_text(contract.error()));
  return *std::move(contract);
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
  return out;
}

std::vector<Finding> findings_of(const Half& half, const JudgeOptions& options) {
  const Contract left = load_side(half.before, half.as);
  const Contract right = load_side(half.after, half.as);
  return judge(left, right, diff(left, right), builtin_rules(), options);
}

}  // namespace verdiff::test
