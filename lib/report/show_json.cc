#include "document/value.h"
#include "report/json_writer.h"
#include "report/show.h"

#include <fmt/format.h>

namespace verdiff {

namespace {

class ShowJson {
 public:
  explicit ShowJson(const Contract& contract) : contract_(contract) {}

  std::string text() {
    json_.open('{').number("show", 1).text("format", contract_.format);
    json_.text_or_null("title", contract_.title);
    json_.text_or_null("version", contract_.version.value_or(""));
    write_attributes(contract_.attributes);
    json_.open("operations", '[');
    for (const Operation& operation : contract_.operations) write_operation(operation);
    json_.close(']').open("flows", '[');
    for (const Flow& flow : contract_.flows) write_flow(flow);
    json_.close(']').open("components", '[');
    for (const Component& component : contract_.components) write_component(component);
    json_.close(']').open("schemas", '[');
    for (std::uint32_t i = 0; i < contract_.schemas.size(); ++i) write_schema(SchemaId{i});
    json_.close(']').open("unsupported", '[');
    for (const Unsupported& note : contract_.unsupported) {
      json_.open('{').text("message", note.message);
      write_place(note.place);
      json_.close('}');
    }
    json_.close(']').close('}');
    return json_.take();
  }

 private:
  void write_place(const Place& place) {
    const Location where = place.document->locate(*place.node);
    json_.open("place", '{').text("file", where.file).number("line", where.line);
    json_.number("column", where.column);
    json_.text("pointer", place.document->pointer_to(*place.node)).close('}');
  }

  void write_attributes(const std::vector<Attribute>& attributes) {
    if (attributes.empty()) return;
    json_.open("attributes", '{');
    for (const Attribute& attribute : attributes) {
      json_.raw(attribute.name, to_json(*attribute.value));
    }
    json_.close('}');
  }

  void write_flow_name(std::string_view key, std::uint32_t flow) {
    json_.text(key, contract_.flows[flow].name);
  }

  void write_operation(const Operation& operation) {
    json_.open('{').text("name", operation.name).text("kind", word(operation.kind));
    json_.text_or_null("operation_id", operation.operation_id);
    json_.boolean("deprecated", operation.deprecated);
    write_attributes(operation.attributes);
    json_.open("servers", '[');
    for (const Attribute& server : operation.servers) json_.item(server.name);
    json_.close(']');
    if (operation.security) write_security(*operation.security);
    json_.open("parameters", '[');
    for (const Parameter& parameter : operation.parameters) {
      json_.open('{').text("name", parameter.name).text("in", word(parameter.in));
      json_.boolean("required", parameter.required).boolean("deprecated", parameter.deprecated);
      write_flow_name("flow", parameter.flow);
      write_attributes(parameter.attributes);
      json_.close('}');
    }
    json_.close(']');
    if (const auto& body = operation.request_body) {
      json_.open("request_body", '{').boolean("required", body->required);
      write_attributes(body->attributes);
      write_media(body->media);
      json_.close('}');
    }
    json_.open("responses", '[');
    for (const Response& response : operation.responses) write_response(response);
    json_.close(']').open("callbacks", '[');
    for (const std::uint32_t callback : operation.callbacks) {
      json_.item(contract_.operations[callback].name);
    }
    json_.close(']');
    json_.open("messages", '[');
    for (const Message& message : operation.messages) {
      json_.open('{').text("role", message.role);
      write_flow_name("flow", message.flow);
      json_.close('}');
    }
    json_.close(']');
    json_.close('}');
  }

  void write_security(const std::vector<SecurityRequirement>& alternatives) {
    json_.open("security", '[');
    for (const SecurityRequirement& requirement : alternatives) {
      json_.open('{');
      for (const auto& scheme : requirement.schemes) {
        json_.open(scheme.name, '[');
        for (const std::string_view scope : scheme.scopes) json_.item(scope);
        json_.close(']');
      }
      json_.close('}');
    }
    json_.close(']');
  }

  void write_media(const std::vector<MediaType>& media) {
    json_.open("media", '[');
    for (const MediaType& type : media) {
      json_.open('{').text("name", type.name);
      write_flow_name("flow", type.flow);
      write_attributes(type.attributes);
      json_.close('}');
    }
    json_.close(']');
  }

  void write_response(const Response& response) {
    json_.open('{').text("status", response.status);
    write_attributes(response.attributes);
    write_media(response.media);
    json_.open("headers", '[');
    for (const Header& header : response.headers) {
      json_.open('{').text("name", header.name).boolean("required", header.required);
      json_.boolean("deprecated", header.deprecated);
      write_flow_name("flow", header.flow);
      write_attributes(header.attributes);
      json_.close('}');
    }
    json_.close(']').open("links", '{');
    for (const Link& link : response.links) json_.raw(link.name, to_json(*link.value));
    json_.close('}').close('}');
  }

  void write_flow(const Flow& flow) {
    json_.open('{').text("name", flow.name).text("direction", word(flow.direction));
    json_.number("schema", index(flow.schema));
    if (flow.exchange != Exchange::none) {
      json_.text("exchange", flow.exchange == Exchange::request ? "request" : "response");
    }
    if (!flow.examples.empty()) {
      std::string list;
      for (const Node* example : flow.examples) {
        list += fmt::format("{}{}", list.empty() ? "" : ", ", to_json(*example));
      }
      json_.raw("examples", fmt::format("[{}]", list));
    }
    write_place(flow.place);
    json_.close('}');
  }

  void write_component(const Component& component) {
    json_.open('{').text("section", component.section).text("name", component.name);
    if (component.schema) json_.number("schema", index(*component.schema));
    write_place(component.place);
    json_.close('}');
  }

  void write_schema(SchemaId id) {
    const Schema& schema = contract_.schemas[id];
    json_.open('{').number("id", index(id)).text("dialect", word(schema.dialect));
    if (schema.boolean) json_.boolean("boolean", *schema.boolean);
    write_place(schema.place);
    json_.open("keywords", '[');
    for (const Entry& entry : schema.entries) write_entry(entry);
    json_.close(']').close('}');
  }

  void write_entry(const Entry& entry) {
    const bool unknown = entry.keyword == Keyword::unknown;
    json_.open('{').text("keyword", unknown ? entry.name : spelling(entry.keyword));
    switch (shape(entry.keyword)) {
      case KeywordShape::types:
        write_types(entry.types);
        break;
      case KeywordShape::names:
        write_names("names", entry.names);
        break;
      case KeywordShape::name_map:
        json_.open("lists", '{');
        for (std::size_t i = 0; i < entry.names.size(); ++i) {
          write_names(entry.names[i], entry.name_lists[i]);
        }
        json_.close('}');
        break;
      case KeywordShape::schema_map:
        json_.open("schemas", '{');
        for (std::size_t i = 0; i < entry.names.size(); ++i) {
          json_.number(entry.names[i], index(entry.schemas[i]));
        }
        json_.close('}');
        break;
      case KeywordShape::schema:
      case KeywordShape::schemas:
        json_.raw("schemas", list_of(entry.schemas));
        break;
      default:
        json_.raw("value", to_json(*entry.value));
    }
    json_.close('}');
  }

  void write_types(TypeSet types) {
    json_.open("types", '[');
    for (std::size_t i = 0; i < words<JsonType>().size(); ++i) {
      if (types.has(static_cast<JsonType>(i))) json_.item(words<JsonType>()[i]);
    }
    json_.close(']');
  }

  void write_names(std::string_view key, std::span<const std::string_view> names) {
    json_.open(key, '[');
    for (const std::string_view name : names) json_.item(name);
    json_.close(']');
  }

  static std::string list_of(std::span<const SchemaId> ids) {
    std::string list;
    for (const SchemaId id : ids) list += fmt::format("{}{}", list.empty() ? "" : ", ", index(id));
    return fmt::format("[{}]", list);
  }

  const Contract& contract_;
  JsonWriter json_;
};

}  // namespace

std::string show_json(const Contract& contract) {
  return ShowJson(contract).text();
}

}  // namespace verdiff
