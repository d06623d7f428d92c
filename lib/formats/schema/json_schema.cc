#include "formats/schema/json_schema.h"

#include "base/text.h"
#include "formats/loading.h"
#include "formats/schema/dialects.h"
#include "formats/schema/references.h"
#include "formats/schema/schema_reader.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace verdiff {

namespace {

void add_message(Contract& contract, SchemaId schema, Place place, Direction direction) {
  Flow flow;
  flow.name = "payload";
  flow.direction = direction;
  flow.schema = schema;
  flow.place = place;
  flow.examples = examples_of(contract.schemas[schema]);

  Operation operation;
  operation.kind = OperationKind::message;
  operation.name = "payload";
  operation.place = place;
  add_payload(contract, operation, "payload", std::move(flow));
  contract.operations.push_back(std::move(operation));
}

void add_components(Contract& contract, SchemaReader& schemas, Site root, const Document& main) {
  for (const std::string_view section : {"$defs", "definitions"}) {
    const Node* const definitions = root.node->find(section);
    if (definitions == nullptr) continue;
    for (const Member& member : definitions->members()) {
      if (!member.value.is_object() && !member.value.is_boolean()) continue;
      Component component;
      component.section = "schemas";
      component.name = member.key;
      component.schema = schemas.read({&member.value, root.resource});
      component.place = {&main, &member.value};
      contract.components.push_back(component);
    }
  }
}

std::string title_of(const Node& schema) {
  const Node* const text = schema.find("title");
  return text != nullptr ? std::string(text->text()) : std::string();
}

}  // namespace

std::vector<const Node*> examples_of(const Schema& schema) {
  std::vector<const Node*> out;
  if (const Entry* examples = schema.find(Keyword::examples)) {
    if (examples->name == "example") {
      out.push_back(examples->value);
    } else {
      for (const Node& value : examples->value->items()) out.push_back(&value);
    }
  }
  if (const Entry* value = schema.find(Keyword::default_)) out.push_back(value->value);
  return out;
}

int sniff_json_schema(const Node& root) {
  if (root.is_boolean()) return 1;
  const Node* const dialect = root.find("$schema");
  if (dialect != nullptr && dialect->is_string()) return 3;
  return looks_like_schema(root) ? 2 : 0;
}

Result<Contract> load_json_schema(Workspace workspace, const Document& main,
                                  const LoadOptions& options) {
  Contract contract = start_contract(std::move(workspace));
  Loading loading{contract, {}, {}};
  References references(loading);
  SchemaReader schemas(loading, references);
  const ResourceId resource = references.open(main, Position::schema, {options.default_dialect, 0});
  const Site root{&main.root(), resource};
  const SchemaId payload = schemas.read(root);
  add_components(contract, schemas, root, main);
  schemas.finish();
  if (loading.error) return *loading.error;

  contract.format = std::string(title(references.dialect(resource)));
  contract.title = title_of(main.root());
  add_message(contract, payload, {&main, &main.root()},
              options.direction.value_or(Direction::output));
  finish_contract(contract);
  return contract;
}

Result<Contract> load_one_schema(Workspace workspace, const Document& main,
                                 const LoadOptions& options) {
  Contract contract = start_contract(std::move(workspace));
  Loading loading{contract, {}, {}};
  References references(loading);
  SchemaReader schemas(loading, references);
  const Position position = is_openapi(main.root()) ? Position::openapi : Position::schema;
  const ResourceId resource = references.open(main, position, {options.default_dialect, 0});
  const std::string& pointer = *options.pointer;
  if (!pointer.empty() && pointer.front() != '/') {
    return Error{
        ErrorCode::bad_pointer,
        fmt::format("\"#{}\" is no JSON pointer: it must be empty or start with '/'", pointer),
        {main.name(), 0, 0},
        {}};
  }
  Result<Site> site = references.find(resource, pointer);
  if (!site) {
    Error error = site.error();
    error.message = fmt::format("\"#{}\" leads nowhere: {}", pointer, error.message);
    return error;
  }
  const SchemaId payload = schemas.read(*site);
  schemas.finish();
  if (loading.error) return *loading.error;

  contract.format = std::string(title(references.dialect(resource)));
  contract.title = title_of(*site->node);
  add_message(contract, payload, {&main, site->node},
              options.direction.value_or(Direction::output));
  finish_contract(contract);
  return contract;
}

}  // namespace verdiff
