#include "catalogue/pair.h"
#include "document/document.h"
#include "support/golden.h"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <algorithm>

/// What practice expects, settled in the design: testdata/promises/ has a pair for each sentence,
/// cases.yaml for schemas and services, the others for the formats of models.
namespace verdiff {
namespace {

template <class E>
std::optional<E> stated(const Node& row, std::string_view key) {
  const Node* const value = row.find(key);
  if (value == nullptr) return std::nullopt;
  const auto known = parse_word<E>(value->text());
  REQUIRE(known);
  return *known;
}

JudgeOptions options_of(const Node& row) {
  JudgeOptions out;
  out.reader = stated<Reader>(row, "reader").value_or(Reader::tolerant);
  out.unknown = stated<UnknownPolicy>(row, "unknown").value_or(UnknownPolicy::major);
  if (const auto policy = stated<Policy>(row, "policy")) out.policies.emplace_back(word(*policy));
  return out;
}

std::string listed(const std::vector<Finding>& findings) {
  std::string out;
  for (const Finding& one : findings) {
    out += fmt::format("{} {} {}\n", word(one.level), one.rule, one.payload_path);
  }
  return out;
}

}  // namespace

TEST_CASE("what practice expects of a change has its level", "[catalogue]") {
  const std::string path =
      std::string("promises/") + GENERATE("cases.yaml", "across.yaml", "mlflow.yaml",
                                          "mlserver.yaml", "open-inference.yaml", "pydantic.yaml",
                                          "seldon.yaml", "tools.yaml", "triton.yaml");
  const auto cases = read_yaml(path, testing::read_testdata(path));
  REQUIRE(cases);
  for (const Node& row : cases->root().items()) {
    const test::Half half{*row.find("old"), *row.find("new"), stated<Direction>(row, "as"), nullptr,
                          row.find("files")};
    const auto findings = test::findings_of(half, options_of(row));
    INFO(row.find("says")->text() << '\n' << listed(findings));
    Level level = Level::none;
    for (const Finding& one : findings) level = std::max(level, one.level);
    CHECK(word(level) == row.find("level")->text());
    if (const Node* const rule = row.find("rule")) {
      CHECK(std::any_of(findings.begin(), findings.end(), [&](const Finding& one) {
        return one.rule == rule->text() && one.level == level;
      }));
    }
    if (const Node* const note = row.find("note")) {
      CHECK(std::any_of(findings.begin(), findings.end(), [&](const Finding& one) {
        return one.rule == note->text() && one.level == Level::none;
      }));
    }
    if (const Node* const count = row.find("findings")) {
      CHECK(std::to_string(findings.size()) == count->text());
    }
  }
}

}  // namespace verdiff
