#include "base/text.h"
#include "formats/openapi/openapi_reader.h"

#include <fmt/format.h>

#include <map>
#include <utility>

namespace verdiff {

namespace {

/// The value of an attribute whose whole content is its name.
const Node no_value;

std::optional<ParameterPlace> place_of(std::string_view in, OpenApiVersion version) {
  if (version == OpenApiVersion::v2_0) {
    if (in == "formData") return ParameterPlace::form;
    if (in == "cookie" || in == "querystring" || in == "form") return std::nullopt;
    return parse_word<ParameterPlace>(in);
  }
  if (in == "form" || (in == "querystring" && version != OpenApiVersion::v3_2)) return std::nullopt;
  return parse_word<ParameterPlace>(in);
}

}  // namespace

std::vector<OpenApiReader::Found> OpenApiReader::list_parameters(Site owner) {
  std::vector<Found> out;
  const auto list = find_list(owner, "parameters");
  if (!list) return out;
  for (const Node& node : list->node->items()) {
    const auto found = dereference({&node, list->resource}, "parameters");
    if (!found) return out;
    out.push_back(*found);
  }
  return out;
}

/// OpenAPI 3.0.3 §4.7.10.1: an operation's parameter replaces the path's of the same name and
/// place.
void OpenApiReader::read_parameters(Site operation_site, const PathItem& shared,
                                    Operation& operation) {
  std::vector<Found> effective;
  std::map<std::pair<std::string_view, std::string_view>, std::size_t> by_name;
  const auto key_of = [](const Found& found) {
    return std::pair(text_of(*found.site.node, "in"), text_of(*found.site.node, "name"));
  };
  const auto add = [&](const Found& found, bool replace) {
    const auto [at, fresh] = by_name.emplace(key_of(found), effective.size());
    if (fresh || !replace) {
      effective.push_back(found);
    } else {
      effective[at->second] = found;
    }
  };
  for (const Found& found : shared.parameters) add(found, true);
  const std::size_t from_path = effective.size();
  for (const Found& found : list_parameters(operation_site)) {
    const auto known = by_name.find(key_of(found));
    add(found, known != by_name.end() && known->second < from_path);
  }
  for (const Found& found : effective) {
    if (loading_.error) return;
    read_parameter(found, operation);
  }
}

void OpenApiReader::read_parameter(const Found& found, Operation& operation) {
  const Site site = found.site;
  const Node& node = *site.node;
  const std::string_view in = text_of(node, "in");
  if (is_2_0() && in == "body") return read_body_parameter(found, operation);
  const auto where = place_of(in, version_);
  const std::string_view name = text_of(node, "name");
  if (!where || (name.empty() && *where != ParameterPlace::querystring)) {
    loading_.unsupported(place(site),
                         "a parameter without a known `in` or without a `name` is not compared");
    return;
  }
  Parameter parameter;
  parameter.name = name;
  parameter.in = *where;
  // §4.7.12.2: a path parameter is always required.
  parameter.required = read_flag(site, "required") || *where == ParameterPlace::path;
  parameter.deprecated = read_flag(site, "deprecated");
  parameter.place = place(site);
  ValueSchema value = read_value_schema(found, "parameter");
  parameter.attributes = std::move(value.attributes);
  parameter.flow =
      add_flow(request_head(operation), fmt::format("{} {}", word(*where), parameter.name),
               value.schema, site, std::move(value.examples));
  operation.parameters.push_back(std::move(parameter));
}

void OpenApiReader::read_header(const Found& found, std::string_view name, const FlowHead& head,
                                Response& response) {
  const Site site = found.site;
  Header header;
  header.name = name;
  header.required = read_flag(site, "required");
  header.deprecated = read_flag(site, "deprecated");
  header.place = place(site);
  ValueSchema value = read_value_schema(found, "header");
  header.attributes = std::move(value.attributes);
  header.flow =
      add_flow(head, fmt::format("header {}", name), value.schema, site, std::move(value.examples));
  response.headers.push_back(std::move(header));
}

/// The schema of a parameter or header: in OpenAPI 2.0 its own words, later `schema`, or the one
/// media type of `content`.
OpenApiReader::ValueSchema OpenApiReader::read_value_schema(const Found& found,
                                                            std::string_view what) {
  ValueSchema out;
  const Site site = found.site;
  const Node& node = *site.node;
  if (is_2_0()) {
    out.schema = schemas_.read_parameter(site);
    for (const Attribute& attribute :
         attributes_of(found, {"name", "in", "required", "deprecated"})) {
      if (!is_parameter_schema_word(attribute.name)) out.attributes.push_back(attribute);
    }
    return out;
  }
  out.attributes =
      attributes_of(found, {"name", "in", "required", "deprecated", "schema", "content"});
  out.examples = read_examples(site);
  if (const Node* schema = node.find("schema")) {
    out.schema = schemas_.read({schema, site.resource});
    return out;
  }
  const auto content = find_object(site, "content");
  if (!content || content->node->members().empty()) {
    out.schema = schemas_.anything(site);
    return out;
  }
  const Member& media = content->node->members().front();
  if (content->node->members().size() > 1) {
    loading_.unsupported(place(*content),
                         fmt::format("the `content` of a {} names one media type; only the first, "
                                     "{}, is compared",
                                     what, media.key));
  }
  out.attributes.push_back({keep(fmt::format("content {}", media.key)), &no_value});
  const auto type = dereference({&media.value, content->resource}, media.key);
  if (!type) return out;
  for (const Attribute& attribute : attributes_of(*type, {"schema"})) {
    out.attributes.push_back({keep(fmt::format("content.{}", attribute.name)), attribute.value});
  }
  for (const Node* example : read_examples(type->site)) out.examples.push_back(example);
  const Node* const schema = type->site.node->find("schema");
  out.schema = schema != nullptr ? schemas_.read({schema, type->site.resource})
                                 : schemas_.anything(type->site);
  return out;
}

}  // namespace verdiff
