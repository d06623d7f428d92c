#include "document/document.h"
#include "support/places.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using namespace verdiff;
namespace fs = std::filesystem;

namespace {

const fs::path source = VERDIFF_SOURCE_DIR;

std::string read(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::vector<fs::path> pages() {
  std::vector<fs::path> found = {source / "README.md", source / "CONTRIBUTING.md"};
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(source / "docs")) {
    if (entry.path().extension() == ".md") found.push_back(entry.path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The ```yaml blocks of a Markdown page, each with the line on which it begins.
std::vector<std::pair<std::size_t, std::string>> yaml_blocks(const std::string& page) {
  std::vector<std::pair<std::size_t, std::string>> blocks;
  std::istringstream lines(page);
  std::string line;
  bool inside = false;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line.starts_with("```")) {
      inside = line == "```yaml";
      if (inside) blocks.emplace_back(number + 1, "");
    } else if (inside) {
      blocks.back().second += line + '\n';
    }
  }
  return blocks;
}

std::set<std::string> keys_of(const Node* object) {
  std::set<std::string> keys;
  if (object == nullptr) return keys;
  for (const Member& member : object->members()) keys.emplace(member.key);
  return keys;
}

/// Names in backquotes that begin the rows of a table below a heading cell.
std::set<std::string> rows_below(const std::string& page, const std::string& heading) {
  std::set<std::string> names;
  std::istringstream lines(page);
  std::string line;
  bool inside = false;
  while (std::getline(lines, line)) {
    if (line.starts_with("| " + heading + " |")) inside = true;
    if (!line.starts_with("|")) inside = false;
    if (inside && line.starts_with("| `")) names.insert(line.substr(3, line.find('`', 3) - 3));
  }
  return names;
}

/// What the steps below a node give to the action, wherever they stand.
void collect_inputs(const Node& node, std::set<std::string>& inputs) {
  const Node* const uses = node.find("uses");
  if (uses != nullptr && uses->text().starts_with("verdiff/verdiff@")) {
    inputs.merge(keys_of(node.find("with")));
  }
  for (const Node& item : node.items()) collect_inputs(item, inputs);
  for (const Member& member : node.members()) collect_inputs(member.value, inputs);
}

Document yaml_file(const std::string& name) {
  auto document = read_yaml(name, read(source / name));
  if (!document) FAIL(to_text(document.error()));
  return *std::move(document);
}

}  // namespace

TEST_CASE("every YAML block of the documentation is YAML", "[ci]") {
  std::size_t count = 0;
  for (const fs::path& path : pages()) {
    for (const auto& [line, text] : yaml_blocks(read(path))) {
      ++count;
      const auto document = read_yaml(path.string() + ":" + std::to_string(line), text);
      if (!document) FAIL_CHECK(to_text(document.error()));
    }
  }
  CHECK(count >= 8);
}

TEST_CASE("docs/ci.md names the inputs and outputs of the action", "[ci]") {
  const Document action = yaml_file("action.yml");
  const std::set<std::string> inputs = keys_of(action.root().find("inputs"));
  const std::string page = read(source / "docs/ci.md");
  CHECK(rows_below(page, "input") == inputs);
  CHECK(rows_below(page, "output") == keys_of(action.root().find("outputs")));

  std::set<std::string> given;
  for (const auto& [line, text] : yaml_blocks(page)) {
    const auto document = read_yaml("ci.md", text);
    REQUIRE(document);
    collect_inputs(document->root(), given);
  }
  CHECK(given.size() >= 2);
  CHECK(std::includes(inputs.begin(), inputs.end(), given.begin(), given.end()));
}

TEST_CASE("the hooks for pre-commit say all that it asks for", "[ci]") {
  const Document hooks = yaml_file(".pre-commit-hooks.yaml");
  const std::string page = read(source / "docs/ci.md");
  REQUIRE(hooks.root().items().size() == 2);
  for (const Node& hook : hooks.root().items()) {
    for (const char* key : {"id", "name", "language", "entry"}) {
      CAPTURE(key);
      REQUIRE(hook.find(key) != nullptr);
      CHECK(hook.find(key)->is_string());
    }
    CHECK(page.find("`" + std::string(hook.find("id")->text()) + "`") != std::string::npos);
  }
}

TEST_CASE("the job to include names the variables that its page names", "[ci]") {
  const Document job = yaml_file(".ci/gitlab.yml");
  const std::string page = read(source / "docs/ci.md");
  CHECK(page.find("/main/.ci/gitlab.yml") != std::string::npos);
  const Node* const script = job.root().find("verdiff")->find("script");
  REQUIRE(script != nullptr);
  for (const std::string& variable : keys_of(job.root().find("variables"))) {
    CAPTURE(variable);
    CHECK(page.find(variable) != std::string::npos);
  }
}
