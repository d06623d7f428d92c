#include "formats/format.h"
#include "fuzz/fuzz.h"
#include "report/show.h"

#include <string>

namespace {

using verdiff::fuzz::require;

/// The first half is the main file, the second one that it may refer to as `b`.
verdiff::Result<verdiff::Contract> load(std::string_view text) {
  const auto halves = verdiff::fuzz::halves(text);
  const std::string main(halves.first);
  const std::string other(halves.second);
  verdiff::WorkspaceOptions workspace;
  workspace.limits.nodes = 50'000;
  workspace.limits.alias_nodes = 50'000;
  verdiff::Files files;
  files.read = [main, other](const std::string& path) -> verdiff::Result<std::string> {
    if (path == "a") return main;
    if (path == "b") return other;
    return verdiff::Error{verdiff::ErrorCode::cannot_read, "there is no file " + path, {}, {}};
  };
  return load_contract(files, "a", workspace, {});
}

}  // namespace

// Any bytes are refused with a code and a message, or read into a contract that holds together:
// every schema that is pointed at exists, entries are in order, flows have names of their own, and
// reading again gives the same.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto contract = load(verdiff::fuzz::text_of(data, size));
  if (!contract) {
    require(!contract.error().message.empty());
    require(contract.error().code != verdiff::ErrorCode::internal);
    return 0;
  }
  for (std::uint32_t i = 0; i < contract->schemas.size(); ++i) {
    const verdiff::Schema& schema = contract->schemas[verdiff::SchemaId{i}];
    require(schema.place.node != nullptr && schema.place.document != nullptr);
    require(!schema.boolean || schema.entries.empty());
    const verdiff::Entry* last = nullptr;
    for (const verdiff::Entry& entry : schema.entries) {
      for (const verdiff::SchemaId part : entry.schemas) {
        require(index(part) < contract->schemas.size());
      }
      const bool unknown = entry.keyword == verdiff::Keyword::unknown;
      require(last == nullptr || last->keyword < entry.keyword ||
              (unknown && last->keyword == entry.keyword && last->name < entry.name));
      require(unknown || schema.find(entry.keyword) == &entry);
      last = &entry;
    }
  }
  for (const verdiff::Flow& flow : contract->flows) {
    require(index(flow.schema) < contract->schemas.size());
    const auto found = contract->find_flow(flow.name);
    require(found && *found == &flow);
  }
  const auto again = load(verdiff::fuzz::text_of(data, size));
  require(show_text(*contract) == show_text(*again));
  require(show_json(*contract) == show_json(*again));
  return 0;
}
