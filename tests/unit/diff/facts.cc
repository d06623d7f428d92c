#include "unit/diff/facts.h"

#include "formats/format.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace verdiff::test {

Contract contract(std::string_view text, Direction as) {
  auto document = read_yaml("contract.yaml", std::string(text));
  if (!document) FAIL(to_text(document.error()));
  Files files;
  files.read = [](const std::string& path) -> Result<std::string> {
    return Error{ErrorCode::cannot_read, "no file `" + path + "` here", {}, {}};
  };
  LoadOptions options;
  options.direction = as;
  auto out = load_contract(*std::move(document), files, "contract.yaml", {}, options);
  if (!out) FAIL(to_text(out.error()));
  return *std::move(out);
}

std::string line(const Change& change) {
  const bool use_after = change.after.present || change.before.name.empty();
  const std::string& name = use_after ? change.after.name : change.before.name;
  std::string out = fmt::format("{} {} {} {}", word(change.direction), word(change.subject),
                                word(change.aspect), word(change.action));
  if (!change.payload_path.empty()) out += " " + change.payload_path;
  if (!name.empty()) out += " |" + name;
  return out;
}

std::vector<std::string> facts(std::string_view before, std::string_view after, Direction as) {
  const Contract left = contract(before, as);
  const Contract right = contract(after, as);
  std::vector<std::string> out;
  const Diff result = diff(left, right);
  for (const Change& change : result.changes) out.push_back(line(change));
  return out;
}

}  // namespace verdiff::test
