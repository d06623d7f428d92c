#pragma once

#include "contract/contract.h"
#include "formats/loading.h"
#include "formats/schema/references.h"
#include "formats/schema/schema_reader.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace verdiff {

enum class OpenApiVersion : std::uint8_t { v2_0, v3_0, v3_1, v3_2 };

/// Reads one OpenAPI document into its contract. Objects are read where they are used and their
/// references followed, so a response that many operations share is a response of each of them; its
/// schemas are read once (SchemaReader).
///
/// Members: openapi.cc the document, openapi_operations.cc paths and operations,
/// openapi_parameters.cc parameters and headers, openapi_bodies.cc bodies and responses.
class OpenApiReader {
 public:
  OpenApiReader(Contract& contract, const Document& main, OpenApiVersion version);

  /// Reads everything; an error stays in `loading().error`.
  void read();
  const Loading& loading() const { return loading_; }

 private:
  /// An object, and the first reference that led to it, if any.
  struct Found {
    Site site;
    const Node* reference = nullptr;
  };
  /// What a payload's flow is made of besides its schema.
  struct FlowHead {
    std::string name;  ///< of the owner: the flow's own part follows
    Direction direction = Direction::none;
    Exchange exchange = Exchange::none;
  };
  /// Path items and the operations below them.
  struct PathContext {
    OperationKind kind = OperationKind::request;
    std::string prefix;  ///< before the method in an operation's name: callbacks, webhooks
    std::string path;
    std::optional<std::uint32_t> caller;  ///< callbacks: the operation that they belong to
    std::uint32_t depth = 0;              ///< callbacks of callbacks
  };
  struct PathItem {
    std::vector<Found> parameters;
    std::optional<std::vector<Attribute>> servers;
    std::vector<Attribute> attributes;
  };
  struct PendingCallbacks {
    Site callbacks;
    std::uint32_t caller = 0;
    std::uint32_t depth = 0;
  };

  // openapi.cc
  void read_info();
  void read_schemas(Site section);
  void read_named(Site parent, std::string_view key, std::string_view section);
  void read_tags();
  void read_root_attributes();
  std::vector<Attribute> read_servers(Site list);
  std::vector<Attribute> read_hosts(const Node* schemes);

  // openapi_operations.cc
  void read_paths();
  void read_webhooks();
  void read_path_item(Site item, const PathContext& context);
  void read_path_item_fields(Site item, PathItem& into);
  void read_methods(Site item, PathItem& shared, const PathContext& context);
  void read_operation(Site site, std::string_view method, PathItem& shared,
                      const PathContext& context);
  void read_callbacks(const PendingCallbacks& pending);
  std::vector<SecurityRequirement> read_security(Site list);

  // openapi_parameters.cc
  void read_parameters(Site operation_site, const PathItem& shared, Operation& operation);
  std::vector<Found> list_parameters(Site owner);
  void read_parameter(const Found& found, Operation& operation);
  void read_header(const Found& found, std::string_view name, const FlowHead& head,
                   Response& response);
  struct ValueSchema {
    SchemaId schema{};
    std::vector<Attribute> attributes;
    std::vector<const Node*> examples;
  };
  ValueSchema read_value_schema(const Found& found, std::string_view what);

  // openapi_bodies.cc
  void read_request_body(Site operation_site, Operation& operation);
  void read_body_parameter(const Found& found, Operation& operation);
  void read_responses(Site operation_site, Operation& operation);
  void read_response(const Found& found, std::string_view status, Operation& operation);
  void read_response_schema(Site site, const FlowHead& head, Response& response);
  void read_headers(Site site, const FlowHead& head, Response& response);
  void read_links(Site site, Response& response);
  std::vector<MediaType> read_content(Site owner, const FlowHead& head);
  void read_media_type(const Found& found, std::string_view name, const FlowHead& head,
                       std::vector<MediaType>& into);

  /// The object behind a `$ref` (or several in a row), or the site itself. nullopt after an error.
  std::optional<Found> dereference(Site site, std::string_view what);
  void note_ignored_siblings(Site reference);
  /// A member that must be an object; nullopt where it is absent.
  std::optional<Site> find_object(Site site, std::string_view key);
  /// A member that must be a list; nullopt where it is absent.
  std::optional<Site> find_list(Site site, std::string_view key);
  std::optional<Site> find_member(Site site, std::string_view key, NodeKind kind);
  /// False where it is absent.
  bool read_flag(Site site, std::string_view key);
  bool expect(NodeKind kind, Site site, std::string_view what);

  std::uint32_t add_flow(const FlowHead& head, std::string_view part, SchemaId schema, Site site,
                         std::vector<const Node*> examples);
  FlowHead request_head(const Operation& operation) const;
  FlowHead response_head(const Operation& operation, std::string_view status) const;
  /// Members that nobody else reads.
  std::vector<Attribute> attributes_of(const Node& object,
                                       std::initializer_list<std::string_view> read) const;
  /// The same, what stands beside the reference included.
  std::vector<Attribute> attributes_of(const Found& found,
                                       std::initializer_list<std::string_view> read) const;
  std::vector<const Node*> read_examples(Site owner);
  std::string_view keep(std::string_view text) { return contract_.schemas.arena().copy(text); }
  Place place(Site site) const { return references_.place(site); }
  bool is_2_0() const { return version_ == OpenApiVersion::v2_0; }

  Contract& contract_;
  Loading loading_;
  References references_;
  SchemaReader schemas_;
  OpenApiVersion version_;
  Site root_;
  std::string base_path_;                                     // OpenAPI 2.0
  std::vector<Attribute> servers_;                            // of the document
  std::optional<std::vector<SecurityRequirement>> security_;  // of the document
  std::vector<PendingCallbacks> pending_callbacks_;
  std::unordered_set<std::string> flow_names_;
};

/// The text of a string member (or of a number: YAML's `name: 1`); empty where there is none.
std::string_view text_of(const Node& object, std::string_view key);

}  // namespace verdiff
