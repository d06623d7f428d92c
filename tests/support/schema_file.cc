#include "support/schema_file.h"

#include "document/operand.h"
#include "document/pointer.h"
#include "formats/format.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <utility>

namespace verdiff::testing {
namespace {

Contract load(const std::string& path) {
  const auto operand = parse_operand(VERDIFF_SOURCE_DIR "/" + path);
  REQUIRE(operand);
  auto files = files_of(*operand);
  REQUIRE(files);
  auto contract = load_contract(*std::move(files), operand->path, {}, {});
  REQUIRE(contract);
  return *std::move(contract);
}

}  // namespace

SchemaFile::SchemaFile(const std::string& path) : contract_(load(path)), validator_(contract_) {}

std::string SchemaFile::problem(const Node& root) const {
  const Validation result =
      validator_.validate(contract_.flows.front().place, Dialect::draft2020_12, root);
  if (result.validity == Validity::valid) return "";
  if (result.errors.empty()) return "undecided: " + result.detail;
  return result.errors.front().instance_pointer + ": " + result.errors.front().message;
}

std::vector<std::string> SchemaFile::list(const std::string& pointer) const {
  const Node* const node = find_pointer(contract_.workspace.documents().front()->root(), pointer);
  REQUIRE(node != nullptr);
  std::vector<std::string> out;
  for (const Node& item : node->items()) {
    if (item.is_string()) out.emplace_back(item.text());
  }
  return out;
}

}  // namespace verdiff::testing
