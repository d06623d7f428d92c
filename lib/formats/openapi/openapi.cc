#include "formats/openapi/openapi.h"

#include "base/text.h"
#include "formats/openapi/openapi_reader.h"
#include "formats/schema/dialects.h"
#include "formats/schema/json_schema.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff {

namespace {

/// Flows of one contract: references can multiply a small document without end.
constexpr std::size_t most_flows = 1'000'000;
/// References in a row from one place to the object meant.
constexpr int most_hops = 64;

Result<OpenApiVersion> version_of(const Document& main) {
  const bool swagger = main.root().find("swagger") != nullptr;
  const Node& node = *main.root().find(swagger ? "swagger" : "openapi");
  const std::string_view text = node.text();
  const auto is = [&](std::string_view wanted) {
    return text == wanted || (text.starts_with(wanted) && text[wanted.size()] == '.');
  };
  if (swagger && is("2.0")) return OpenApiVersion::v2_0;
  if (!swagger && is("3.0")) return OpenApiVersion::v3_0;
  if (!swagger && is("3.1")) return OpenApiVersion::v3_1;
  if (!swagger && is("3.2")) return OpenApiVersion::v3_2;
  return Error{ErrorCode::unsupported_version,
               fmt::format("{} \"{}\" is not read; verdiff reads OpenAPI 2.0 (`swagger: \"2.0\"`), "
                           "3.0, 3.1 and 3.2",
                           swagger ? "swagger" : "openapi", text),
               main.locate(node),
               {}};
}

}  // namespace

std::string_view text_of(const Node& object, std::string_view key) {
  const Node* const value = object.find(key);
  return value != nullptr ? value->text() : std::string_view();
}

int sniff_openapi(const Node& root) {
  return is_openapi(root) ? 4 : 0;
}

Result<Contract> load_openapi(Workspace workspace, const Document& main, const LoadOptions&) {
  if (!is_openapi(main.root())) {
    return Error{ErrorCode::invalid_contract,
                 "an OpenAPI document has `openapi` or `swagger` at its root, with its version",
                 main.locate(main.root()),
                 {}};
  }
  const auto version = version_of(main);
  if (!version) return version.error();
  Contract contract = start_contract(std::move(workspace));
  OpenApiReader reader(contract, main, *version);
  reader.read();
  if (reader.loading().error) return *reader.loading().error;
  return contract;
}

OpenApiReader::OpenApiReader(Contract& contract, const Document& main, OpenApiVersion version)
    : contract_(contract),
      loading_{contract, {}, {}},
      references_(loading_),
      schemas_(loading_, references_),
      version_(version),
      root_{&main.root(), references_.open(main, Position::openapi, {})} {}

void OpenApiReader::read() {
  read_info();
  const Node& root = *root_.node;
  if (is_2_0()) {
    const std::string_view base = text_of(root, "basePath");
    base_path_ = base.ends_with('/') ? base.substr(0, base.size() - 1) : base;
    servers_ = read_hosts(root.find("schemes"));
  } else if (const auto list = find_list(root_, "servers")) {
    servers_ = read_servers(*list);
  }
  if (const auto security = find_list(root_, "security")) security_ = read_security(*security);

  if (is_2_0()) {
    if (const auto section = find_object(root_, "definitions")) read_schemas(*section);
    read_named(root_, "securityDefinitions", "securitySchemes");
  } else if (const auto components = find_object(root_, "components")) {
    if (const auto section = find_object(*components, "schemas")) read_schemas(*section);
    read_named(*components, "securitySchemes", "securitySchemes");
    for (const Member& member : components->node->members()) {
      if (!member.key.starts_with("x-")) continue;
      contract_.attributes.push_back(
          {keep(fmt::format("components.{}", member.key)), &member.value});
    }
  }
  read_tags();
  read_paths();
  read_webhooks();
  for (std::size_t i = 0; i < pending_callbacks_.size() && !loading_.error; ++i) {
    const PendingCallbacks pending = pending_callbacks_[i];
    read_callbacks(pending);
  }
  read_root_attributes();
  schemas_.finish();
  if (loading_.error) return;

  for (Flow& flow : contract_.flows) {
    const auto own = examples_of(contract_.schemas[flow.schema]);
    flow.examples.insert(flow.examples.end(), own.begin(), own.end());
  }
  finish_contract(contract_);
}

void OpenApiReader::read_info() {
  const Node& root = *root_.node;
  contract_.format = fmt::format("OpenAPI {}", root.find(is_2_0() ? "swagger" : "openapi")->text());
  const auto info = find_object(root_, "info");
  if (!info) return;
  contract_.title = text_of(*info->node, "title");
  for (const Member& member : info->node->members()) {
    if (member.key == "version") {
      // Often a YAML number (`version: 1.0`): its text is what was meant.
      if (!member.value.is_string() && !member.value.is_number()) continue;
      contract_.version = std::string(member.value.text());
      contract_.version_place = {&references_.document(info->resource), &member.value};
    } else {
      contract_.attributes.push_back({keep(fmt::format("info.{}", member.key)), &member.value});
    }
  }
}

void OpenApiReader::read_schemas(Site section) {
  for (const Member& member : section.node->members()) {
    const Site site{&member.value, section.resource};
    if (member.key.starts_with("x-") && !member.value.is_object()) continue;
    if (!member.value.is_object() && !member.value.is_boolean()) {
      loading_.fail(ErrorCode::invalid_contract, place(site),
                    fmt::format("expected a schema (an object or a boolean) under \"{}\", found {}",
                                member.key, with_article(member.value.kind())));
      return;
    }
    contract_.components.push_back({"schemas", member.key, schemas_.read(site), place(site)});
  }
}

void OpenApiReader::read_named(Site parent, std::string_view key, std::string_view section) {
  const auto object = find_object(parent, key);
  if (!object) return;
  for (const Member& member : object->node->members()) {
    const auto found = dereference({&member.value, object->resource}, key);
    if (!found) return;
    contract_.components.push_back({section, member.key, {}, place(found->site)});
  }
}

void OpenApiReader::read_tags() {
  const auto list = find_list(root_, "tags");
  if (!list) return;
  for (const Node& tag : list->node->items()) {
    contract_.components.push_back(
        {"tags", text_of(tag, "name"), {}, place({&tag, list->resource})});
  }
}

void OpenApiReader::read_root_attributes() {
  const Node& root = *root_.node;
  std::vector<Attribute> rest;
  if (is_2_0()) {
    rest = attributes_of(root, {"swagger", "info", "paths", "definitions", "parameters",
                                "responses", "securityDefinitions", "security", "tags", "host",
                                "basePath", "schemes", "consumes", "produces"});
  } else if (version_ == OpenApiVersion::v3_0) {
    rest = attributes_of(root,
                         {"openapi", "info", "paths", "components", "security", "tags", "servers"});
  } else {
    rest = attributes_of(root, {"openapi", "info", "paths", "webhooks", "components", "security",
                                "tags", "servers"});
  }
  contract_.attributes.insert(contract_.attributes.end(), rest.begin(), rest.end());
}

std::vector<Attribute> OpenApiReader::read_servers(Site list) {
  std::vector<Attribute> out;
  for (const Node& server : list.node->items()) out.push_back({text_of(server, "url"), &server});
  return out;
}

/// OpenAPI 2.0: one server a scheme; `basePath` is part of the paths.
std::vector<Attribute> OpenApiReader::read_hosts(const Node* schemes) {
  std::vector<Attribute> out;
  const Node* const host = root_.node->find("host");
  if (host == nullptr || !host->is_string()) return out;
  if (schemes == nullptr || schemes->items().empty()) {
    out.push_back({host->text(), host});
    return out;
  }
  for (const Node& scheme : schemes->items()) {
    out.push_back({keep(fmt::format("{}://{}", scheme.text(), host->text())), host});
  }
  return out;
}

std::optional<OpenApiReader::Found> OpenApiReader::dereference(Site site, std::string_view what) {
  const Node* first = nullptr;
  for (int hop = 0; hop < most_hops; ++hop) {
    if (!expect(NodeKind::object, site, what)) return std::nullopt;
    const Node* const reference = site.node->find("$ref");
    if (reference == nullptr) return Found{site, first};
    if (first == nullptr) first = site.node;
    note_ignored_siblings(site);
    if (!expect(NodeKind::string, {reference, site.resource}, "$ref")) return std::nullopt;
    site = references_.resolve(site.resource, *reference).site;
    if (site.node == nullptr) return std::nullopt;
  }
  loading_.fail(
      ErrorCode::reference_loop, place(site),
      fmt::format("more than {} references in a row lead here: they go in a circle", most_hops));
  return std::nullopt;
}

/// OpenAPI 3.1.1 §4.8.23: beside a `$ref` only `summary` and `description` count, before 3.1
/// nothing.
void OpenApiReader::note_ignored_siblings(Site reference) {
  for (const Member& member : reference.node->members()) {
    const std::string_view key = member.key;
    if (key == "$ref" || key == "summary" || key == "description" || key.starts_with("x-"))
      continue;
    loading_.unsupported(place({&member.value, reference.resource}),
                         fmt::format("`{}` says nothing beside `$ref`", key));
  }
}

bool OpenApiReader::expect(NodeKind kind, Site site, std::string_view what) {
  if (site.node->kind() == kind) return true;
  if (kind == NodeKind::object && site.node->is_null()) {
    // `200:` with nothing behind it: YAML's null, much written for `{}`; a null Node has no
    // members.
    loading_.unsupported(place(site), fmt::format("`{}` is null: read as an empty object", what));
    return true;
  }
  loading_.fail(ErrorCode::invalid_contract, place(site),
                fmt::format("`{}` must be {}, found {}", what, with_article(kind),
                            with_article(site.node->kind())));
  return false;
}

std::optional<Site> OpenApiReader::find_object(Site site, std::string_view key) {
  return find_member(site, key, NodeKind::object);
}

std::optional<Site> OpenApiReader::find_list(Site site, std::string_view key) {
  return find_member(site, key, NodeKind::array);
}

std::optional<Site> OpenApiReader::find_member(Site site, std::string_view key, NodeKind kind) {
  const Node* const node = site.node->find(key);
  if (node == nullptr) return std::nullopt;
  const Site found{node, site.resource};
  if (node->is_null()) {
    loading_.unsupported(place(found), fmt::format("`{}` is null: read as absent", key));
    return std::nullopt;
  }
  if (!expect(kind, found, key)) return std::nullopt;
  return found;
}

bool OpenApiReader::read_flag(Site site, std::string_view key) {
  const Node* const flag = site.node->find(key);
  if (flag == nullptr) return false;
  if (!flag->is_boolean()) {
    loading_.unsupported(place({flag, site.resource}),
                         fmt::format("`{}` is neither true nor false: read as false", key));
  }
  return flag->boolean();
}

std::uint32_t OpenApiReader::add_flow(const FlowHead& head, std::string_view part, SchemaId schema,
                                      Site site, std::vector<const Node*> examples) {
  const auto number = static_cast<std::uint32_t>(contract_.flows.size());
  if (number >= most_flows) {
    loading_.fail(ErrorCode::too_many_nodes, place(site),
                  fmt::format("more than {} flows in one contract", most_flows));
    return 0;
  }
  const std::string wanted = fmt::format("{} {}", head.name, part);
  std::string name = wanted;
  // Two of one name are no valid OpenAPI; each keeps a name of its own all the same.
  for (int n = 2; !flow_names_.insert(name).second; ++n) name = fmt::format("{} ({})", wanted, n);
  contract_.flows.push_back(
      {std::move(name), head.direction, head.exchange, schema, place(site), std::move(examples)});
  return number;
}

std::vector<Attribute> OpenApiReader::attributes_of(
    const Node& object, std::initializer_list<std::string_view> read) const {
  std::vector<Attribute> out;
  for (const Member& member : object.members()) {
    if (std::find(read.begin(), read.end(), member.key) != read.end()) continue;
    out.push_back({member.key, &member.value});
  }
  return out;
}

std::vector<Attribute> OpenApiReader::attributes_of(
    const Found& found, std::initializer_list<std::string_view> read) const {
  std::vector<Attribute> out = attributes_of(*found.site.node, read);
  if (found.reference == nullptr || is_2_0() || version_ == OpenApiVersion::v3_0) return out;
  for (const std::string_view key : {"summary", "description"}) {
    const Member* const own = found.reference->find_member(key);
    if (own == nullptr) continue;
    const auto same = std::find_if(
        out.begin(), out.end(), [&](const Attribute& attribute) { return attribute.name == key; });
    if (same != out.end()) {
      same->value = &own->value;
    } else {
      out.push_back({own->key, &own->value});
    }
  }
  return out;
}

/// `example`, and the `value` (3.2: also `dataValue`) of each of `examples`.
std::vector<const Node*> OpenApiReader::read_examples(Site owner) {
  std::vector<const Node*> out;
  if (const Node* example = owner.node->find("example")) out.push_back(example);
  const Node* const examples = owner.node->find("examples");
  if (examples == nullptr) return out;
  for (const Member& member : examples->members()) {
    if (!member.value.is_object()) continue;
    const auto found = dereference({&member.value, owner.resource}, "examples");
    if (!found) return out;
    for (const std::string_view key : {"value", "dataValue"}) {
      if (const Node* value = found->site.node->find(key)) out.push_back(value);
    }
  }
  return out;
}

}  // namespace verdiff
