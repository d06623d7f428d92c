#include "base/text.h"
#include "formats/openapi/openapi_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace verdiff {

namespace {

/// Callbacks of callbacks of callbacks: references can nest them without end.
constexpr std::uint32_t most_nested_callbacks = 3;

bool is_method(std::string_view key, OpenApiVersion version) {
  constexpr auto methods =
      std::to_array<std::string_view>({"get", "put", "post", "delete", "options", "head", "patch"});
  if (std::find(methods.begin(), methods.end(), key) != methods.end()) return true;
  if (key == "trace") return version != OpenApiVersion::v2_0;
  return key == "query" && version == OpenApiVersion::v3_2;
}

std::string upper_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

}  // namespace

void OpenApiReader::read_paths() {
  const auto paths = find_object(root_, "paths");
  if (!paths) return;
  for (const Member& member : paths->node->members()) {
    if (loading_.error) return;
    if (member.key.starts_with("x-")) {
      contract_.attributes.push_back({keep(fmt::format("paths.{}", member.key)), &member.value});
      continue;
    }
    PathContext context;
    context.path = base_path_ + std::string(member.key);
    read_path_item({&member.value, paths->resource}, context);
  }
}

void OpenApiReader::read_webhooks() {
  if (version_ == OpenApiVersion::v2_0 || version_ == OpenApiVersion::v3_0) return;
  const auto webhooks = find_object(root_, "webhooks");
  if (!webhooks) return;
  for (const Member& member : webhooks->node->members()) {
    if (loading_.error) return;
    PathContext context;
    context.kind = OperationKind::webhook;
    context.path = std::string(member.key);
    context.prefix = fmt::format("webhook {} ", member.key);
    read_path_item({&member.value, webhooks->resource}, context);
  }
}

void OpenApiReader::read_path_item(Site item, const PathContext& context) {
  if (!expect(NodeKind::object, item, context.path)) return;
  PathItem shared;
  // OpenAPI 3.0.3 §4.7.9.1: a path item may have fields beside its `$ref`; where both say
  // something, "the behavior is undefined": what stands here wins.
  const Node* const reference = item.node->find("$ref");
  std::optional<Site> target;
  if (reference != nullptr) {
    if (!expect(NodeKind::string, {reference, item.resource}, "$ref")) return;
    const Site next = references_.resolve(item.resource, *reference).site;
    if (next.node == nullptr) return;
    const auto found = dereference(next, context.path);
    if (!found) return;
    target = found->site;
    read_path_item_fields(*target, shared);
  }
  read_path_item_fields(item, shared);
  read_methods(item, shared, context);
  if (target) read_methods(*target, shared, context);
}

void OpenApiReader::read_path_item_fields(Site item, PathItem& into) {
  for (const Found& parameter : list_parameters(item)) into.parameters.push_back(parameter);
  if (!is_2_0()) {
    if (const auto servers = find_list(item, "servers")) into.servers = read_servers(*servers);
  }
  for (const Member& member : item.node->members()) {
    const std::string_view key = member.key;
    if (is_method(key, version_) || key == "parameters" || key == "$ref" ||
        (key == "servers" && !is_2_0()) ||
        (key == "additionalOperations" && version_ == OpenApiVersion::v3_2)) {
      continue;
    }
    into.attributes.push_back({keep(fmt::format("path.{}", member.key)), &member.value});
  }
}

void OpenApiReader::read_methods(Site item, PathItem& shared, const PathContext& context) {
  for (const Member& member : item.node->members()) {
    if (loading_.error) return;
    if (is_method(member.key, version_)) {
      read_operation({&member.value, item.resource}, keep(upper_case(member.key)), shared, context);
    }
    if (member.key == "additionalOperations" && version_ == OpenApiVersion::v3_2) {
      for (const Member& further : member.value.members()) {
        read_operation({&further.value, item.resource}, further.key, shared, context);
      }
    }
  }
}

void OpenApiReader::read_operation(Site site, std::string_view method, PathItem& shared,
                                   const PathContext& context) {
  if (!expect(NodeKind::object, site, method)) return;
  const Node& node = *site.node;
  Operation operation;
  operation.kind = context.kind;
  operation.method = method;
  operation.path = context.path;
  operation.name = context.kind == OperationKind::request
                       ? fmt::format("{} {}", method, context.path)
                       : fmt::format("{}{}", context.prefix, method);
  operation.operation_id = text_of(node, "operationId");
  operation.deprecated = read_flag(site, "deprecated");
  operation.place = place(site);

  read_parameters(site, shared, operation);
  read_request_body(site, operation);
  read_responses(site, operation);
  operation.security = security_;
  if (const auto own = find_list(site, "security")) operation.security = read_security(*own);
  operation.servers = shared.servers.value_or(servers_);
  if (is_2_0()) {
    if (const Node* schemes = node.find("schemes")) operation.servers = read_hosts(schemes);
  } else if (const auto list = find_list(site, "servers")) {
    operation.servers = read_servers(*list);
  }
  const auto own =
      is_2_0() ? attributes_of(node, {"operationId", "deprecated", "parameters", "responses",
                                      "security", "schemes", "consumes", "produces"})
               : attributes_of(node, {"operationId", "deprecated", "parameters", "requestBody",
                                      "responses", "callbacks", "security", "servers"});
  operation.attributes.insert(operation.attributes.end(), own.begin(), own.end());
  // What the path item says of itself is kept once, with its first operation.
  operation.attributes.insert(operation.attributes.end(), shared.attributes.begin(),
                              shared.attributes.end());
  shared.attributes.clear();

  const auto number = static_cast<std::uint32_t>(contract_.operations.size());
  contract_.operations.push_back(std::move(operation));
  if (context.caller) contract_.operations[*context.caller].callbacks.push_back(number);
  if (is_2_0()) return;
  if (const auto callbacks = find_object(site, "callbacks")) {
    pending_callbacks_.push_back({*callbacks, number, context.depth + 1});
  }
}

void OpenApiReader::read_callbacks(const PendingCallbacks& pending) {
  if (pending.depth > most_nested_callbacks) {
    loading_.unsupported(
        place(pending.callbacks),
        fmt::format("callbacks nested more than {} deep are not compared", most_nested_callbacks));
    return;
  }
  const std::string caller = contract_.operations[pending.caller].name;
  for (const Member& named : pending.callbacks.node->members()) {
    if (named.key.starts_with("x-")) {
      contract_.operations[pending.caller].attributes.push_back(
          {keep(fmt::format("callbacks.{}", named.key)), &named.value});
      continue;
    }
    const auto callback = dereference({&named.value, pending.callbacks.resource}, named.key);
    if (!callback) return;
    for (const Member& expression : callback->site.node->members()) {
      if (loading_.error) return;
      if (expression.key.starts_with("x-")) {
        contract_.operations[pending.caller].attributes.push_back(
            {keep(fmt::format("callbacks.{}.{}", named.key, expression.key)), &expression.value});
        continue;
      }
      PathContext context;
      context.kind = OperationKind::callback;
      context.path = std::string(expression.key);
      context.prefix = fmt::format("{} callback {} {} ", caller, named.key, expression.key);
      context.caller = pending.caller;
      context.depth = pending.depth;
      read_path_item({&expression.value, callback->site.resource}, context);
    }
  }
}

std::vector<SecurityRequirement> OpenApiReader::read_security(Site list) {
  std::vector<SecurityRequirement> out;
  for (const Node& alternative : list.node->items()) {
    if (!alternative.is_object()) {
      loading_.unsupported(place({&alternative, list.resource}),
                           "a security requirement that is no object is not compared");
      continue;
    }
    SecurityRequirement requirement;
    requirement.place = place({&alternative, list.resource});
    for (const Member& member : alternative.members()) {
      SecurityRequirement::Scheme scheme{member.key, {}};
      for (const Node& scope : member.value.items()) scheme.scopes.push_back(scope.text());
      requirement.schemes.push_back(std::move(scheme));
    }
    out.push_back(std::move(requirement));
  }
  return out;
}

OpenApiReader::FlowHead OpenApiReader::request_head(const Operation& operation) const {
  const bool ours = operation.kind != OperationKind::request;  // the service is the one that asks
  return {operation.name, ours ? Direction::output : Direction::input, Exchange::request};
}

OpenApiReader::FlowHead OpenApiReader::response_head(const Operation& operation,
                                                     std::string_view status) const {
  const bool ours = operation.kind == OperationKind::request;
  return {fmt::format("{} {}", operation.name, status), ours ? Direction::output : Direction::input,
          Exchange::response};
}

}  // namespace verdiff
