#include "report/show.h"

#include "base/text.h"
#include "document/value.h"
#include "report/schema_text.h"

#include <fmt/format.h>

namespace verdiff {

namespace {

constexpr std::size_t payload_indent = 7;

class Show {
 public:
  explicit Show(const Contract& contract) : contract_(contract), schemas_(contract) {}

  std::string text() {
    write_head();
    for (const Operation& operation : contract_.operations) write_operation(operation);
    write_components();
    write_unsupported();
    return std::move(out_);
  }

 private:
  void write_head() {
    out_ += printable(contract_.format);
    if (!contract_.title.empty()) out_ += fmt::format(": {}", printable(contract_.title));
    if (contract_.version) out_ += fmt::format(", version {}", printable(*contract_.version));
    out_ += '\n';
  }

  void write_operation(const Operation& operation) {
    out_ += fmt::format("\n{}{}\n", printable(operation.name),
                        operation.deprecated ? " (deprecated)" : "");
    if (!operation.operation_id.empty()) {
      out_ += fmt::format("  called {}\n", printable(operation.operation_id));
    }
    if (operation.security) write_security(*operation.security);
    for (const Parameter& parameter : operation.parameters) {
      write_flow(parameter.flow, parameter.required ? " (required)" : "");
    }
    if (const auto& body = operation.request_body) {
      for (const MediaType& media : body->media) {
        write_flow(media.flow, body->required ? " (required)" : "");
      }
    }
    for (const Response& response : operation.responses) write_response(operation, response);
    for (const Message& message : operation.messages) write_flow(message.flow, "");
  }

  void write_response(const Operation& operation, const Response& response) {
    if (response.media.empty() && response.headers.empty()) {
      out_ += fmt::format("  -    {} {}, no content\n", printable(operation.name),
                          printable(response.status));
    }
    for (const MediaType& media : response.media) write_flow(media.flow, "");
    for (const Header& header : response.headers) {
      write_flow(header.flow, header.required ? " (required)" : "");
    }
    for (const Link& link : response.links) {
      out_ += fmt::format("  -    link {}\n", printable(link.name));
    }
  }

  void write_security(const std::vector<SecurityRequirement>& alternatives) {
    std::string line;
    for (const SecurityRequirement& requirement : alternatives) {
      std::string all;
      for (const auto& scheme : requirement.schemes) {
        all += fmt::format("{}{}", all.empty() ? "" : " and ", printable(scheme.name));
        std::string scopes;
        for (const std::string_view scope : scheme.scopes) {
          scopes += fmt::format("{}{}", scopes.empty() ? "" : ", ", printable(scope));
        }
        if (!scopes.empty()) all += fmt::format(" ({})", scopes);
      }
      line += fmt::format("{}{}", line.empty() ? "" : ", or ", all.empty() ? "nothing" : all);
    }
    out_ += fmt::format("  secured by {}\n", line.empty() ? "nothing" : line);
  }

  void write_flow(std::uint32_t number, std::string_view remark) {
    const Flow& flow = contract_.flows[number];
    const std::string_view way = flow.direction == Direction::input ? "in " : "out";
    out_ += fmt::format("  {}  {}{}\n", way, printable(flow.name), remark);
    schemas_.write(out_, flow.schema, payload_indent);
  }

  void write_components() {
    bool first = true;
    for (const Component& component : contract_.components) {
      if (!component.schema) continue;
      if (first) out_ += "\nschemas\n";
      first = false;
      schemas_.write_component(out_, component, 2);
    }
  }

  void write_unsupported() {
    if (contract_.unsupported.empty()) return;
    out_ += "\nnot compared\n";
    for (const Unsupported& note : contract_.unsupported) {
      out_ += fmt::format("  {}: {}\n",
                          printable(to_text(note.place.document->locate(*note.place.node))),
                          printable(note.message));
    }
  }

  const Contract& contract_;
  SchemaText schemas_;
  std::string out_;
};

}  // namespace

std::string show_text(const Contract& contract) {
  return Show(contract).text();
}

}  // namespace verdiff
