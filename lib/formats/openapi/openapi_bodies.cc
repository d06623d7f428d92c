#include "formats/openapi/openapi_reader.h"

#include <fmt/format.h>

#include <utility>

namespace verdiff {

namespace {

/// OpenAPI 2.0: what an operation consumes or produces; its own list replaces the document's. A
/// document that names none leaves it open.
std::vector<std::string_view> media_names(const Node& operation, const Node& root,
                                          std::string_view key) {
  const Node* list = operation.find(key);
  if (list == nullptr) list = root.find(key);
  std::vector<std::string_view> out;
  if (list != nullptr) {
    for (const Node& name : list->items()) out.push_back(name.text());
  }
  if (out.empty()) out.push_back("*/*");
  return out;
}

}  // namespace

void OpenApiReader::read_request_body(Site operation_site, Operation& operation) {
  const Node* const node = operation_site.node->find("requestBody");
  if (node == nullptr || is_2_0()) return;
  const auto found = dereference({node, operation_site.resource}, "requestBody");
  if (!found) return;
  RequestBody body;
  body.required = read_flag(found->site, "required");
  body.place = place(found->site);
  body.attributes = attributes_of(*found, {"required", "content"});
  FlowHead head = request_head(operation);
  head.name += " request";
  body.media = read_content(found->site, head);
  operation.request_body = std::move(body);
}

/// OpenAPI 2.0: the body is a parameter, the same for all that the operation consumes.
void OpenApiReader::read_body_parameter(const Found& found, Operation& operation) {
  const Site site = found.site;
  if (operation.request_body) {
    loading_.unsupported(place(site), "a second body parameter is not compared");
    return;
  }
  RequestBody body;
  body.required = read_flag(site, "required");
  body.place = place(site);
  // The name of a body parameter has no effect but in documentation (§Parameter Object).
  body.attributes = attributes_of(found, {"name", "in", "required", "schema"});
  FlowHead head = request_head(operation);
  head.name += " request";
  const Node* const schema = site.node->find("schema");
  const SchemaId id =
      schema != nullptr ? schemas_.read({schema, site.resource}) : schemas_.anything(site);
  for (const std::string_view name : media_names(*operation.place.node, *root_.node, "consumes")) {
    MediaType media;
    media.name = name;
    media.place = place(site);
    media.flow = add_flow(head, name, id, site, {});
    body.media.push_back(std::move(media));
  }
  operation.request_body = std::move(body);
}

void OpenApiReader::read_responses(Site operation_site, Operation& operation) {
  const auto responses = find_object(operation_site, "responses");
  if (!responses) return;
  for (const Member& member : responses->node->members()) {
    if (loading_.error) return;
    if (member.key.starts_with("x-")) {
      operation.attributes.push_back(
          {keep(fmt::format("responses.{}", member.key)), &member.value});
      continue;
    }
    const auto found = dereference({&member.value, responses->resource}, member.key);
    if (!found) return;
    read_response(*found, member.key, operation);
  }
}

void OpenApiReader::read_response(const Found& found, std::string_view status,
                                  Operation& operation) {
  const Site site = found.site;
  Response response;
  response.status = status;
  response.place = place(site);
  const FlowHead head = response_head(operation, status);
  if (is_2_0()) {
    response.attributes = attributes_of(found, {"schema", "headers"});
    const Node* const schema = site.node->find("schema");
    if (schema != nullptr) {
      const SchemaId id = schemas_.read({schema, site.resource});
      const Node* const examples = site.node->find("examples");
      for (const std::string_view name :
           media_names(*operation.place.node, *root_.node, "produces")) {
        MediaType media;
        media.name = name;
        media.place = place(site);
        std::vector<const Node*> shown;
        const Node* const example = examples != nullptr ? examples->find(name) : nullptr;
        if (example != nullptr) shown.push_back(example);
        media.flow = add_flow(head, name, id, site, std::move(shown));
        response.media.push_back(std::move(media));
      }
    }
  } else {
    response.attributes = attributes_of(found, {"content", "headers", "links"});
    response.media = read_content(site, head);
    read_links(site, response);
  }
  read_headers(site, head, response);
  operation.responses.push_back(std::move(response));
}

void OpenApiReader::read_headers(Site site, const FlowHead& head, Response& response) {
  const auto headers = find_object(site, "headers");
  if (!headers) return;
  for (const Member& member : headers->node->members()) {
    const auto header = dereference({&member.value, headers->resource}, member.key);
    if (!header) return;
    read_header(*header, member.key, head, response);
  }
}

void OpenApiReader::read_links(Site site, Response& response) {
  const auto links = find_object(site, "links");
  if (!links) return;
  for (const Member& member : links->node->members()) {
    const auto link = dereference({&member.value, links->resource}, member.key);
    if (!link) return;
    response.links.push_back({member.key, link->site.node, place(link->site)});
  }
}

std::vector<MediaType> OpenApiReader::read_content(Site owner, const FlowHead& head) {
  std::vector<MediaType> out;
  const auto content = find_object(owner, "content");
  if (!content) return out;
  for (const Member& member : content->node->members()) {
    // OpenAPI 3.2 §4.14: a media type may be a reference.
    const auto found = dereference({&member.value, content->resource}, member.key);
    if (!found) return out;
    read_media_type(*found, member.key, head, out);
  }
  return out;
}

void OpenApiReader::read_media_type(const Found& found, std::string_view name, const FlowHead& head,
                                    std::vector<MediaType>& into) {
  const Site site = found.site;
  const Node* const schema = site.node->find("schema");
  const Node* const item_schema =
      version_ == OpenApiVersion::v3_2 ? site.node->find("itemSchema") : nullptr;
  MediaType media;
  media.name = name;
  media.place = place(site);
  media.attributes = version_ == OpenApiVersion::v3_2
                         ? attributes_of(found, {"schema", "itemSchema"})
                         : attributes_of(found, {"schema"});
  if (schema != nullptr || item_schema == nullptr) {
    const SchemaId id =
        schema != nullptr ? schemas_.read({schema, site.resource}) : schemas_.anything(site);
    media.flow = add_flow(head, name, id, site, read_examples(site));
    into.push_back(media);
  }
  if (item_schema == nullptr) return;
  // OpenAPI 3.2 §4.14.1: a sequence of payloads in one body; each is a flow of its own kind.
  media.name = keep(fmt::format("{} item", name));
  media.flow = add_flow(head, media.name, schemas_.read({item_schema, site.resource}), site, {});
  into.push_back(std::move(media));
}

}  // namespace verdiff
