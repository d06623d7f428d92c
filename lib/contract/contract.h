#pragma once

#include "base/error.h"
#include "contract/schema.h"
#include "document/workspace.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff {

/// Seen from the service. `input`: clients produce, the service consumes. `output`: the service
/// produces, clients consume.
#define VERDIFF_DIRECTIONS(X)                       \
  X(none, "not about a payload")                    \
  X(input, "clients send it, the service reads it") \
  X(output, "the service sends it, clients read it")
VERDIFF_VOCABULARY(Direction, VERDIFF_DIRECTIONS)

constexpr Direction flipped(Direction direction) {
  switch (direction) {
    case Direction::input:
      return Direction::output;
    case Direction::output:
      return Direction::input;
    case Direction::none:
      break;
  }
  return Direction::none;
}

/// A payload's position in an HTTP exchange: decides which of readOnly/writeOnly properties are
/// absent (OpenAPI 3.1.1 §4.8.24.5). Callbacks have requests and responses of their own.
enum class Exchange : std::uint8_t { none, request, response };

/// The end of a flow: a payload that somebody produces and somebody else consumes.
/// `name` is what `show` prints and `@flow` takes, unique in its contract:
///   `POST /predict request application/json`, `POST /predict 200 application/json`,
///   `GET /items query limit`, `POST /predict 200 header X-Rate-Limit`, `payload`.
struct Flow {
  std::string name;
  Direction direction = Direction::none;
  Exchange exchange = Exchange::none;
  SchemaId schema{};
  Place place;
  /// Values that the contract itself shows for this flow (example, examples), for witnesses.
  std::vector<const Node*> examples;
};

/// A keyword of the surrounding format that says something about its owner without having a place
/// in the neutral model: kept, so that a change in it is seen. `name` as written (`summary`,
/// `x-internal`, `style`, `explode`).
struct Attribute {
  std::string_view name;
  const Node* value = nullptr;
};

#define VERDIFF_PARAMETER_PLACES(X)              \
  X(path, "in the path")                         \
  X(query, "in the query string")                \
  X(header, "a request header")                  \
  X(cookie, "in a cookie")                       \
  X(form, "a form field (OpenAPI 2.0 formData)") \
  X(querystring, "the whole query string (OpenAPI 3.2)")
VERDIFF_VOCABULARY(ParameterPlace, VERDIFF_PARAMETER_PLACES)

struct Parameter {
  std::string_view name;  ///< header names compare without case
  ParameterPlace in = ParameterPlace::query;
  bool required = false;
  bool deprecated = false;
  std::uint32_t flow = 0;  ///< index into Contract::flows
  Place place;
  std::vector<Attribute>
      attributes;  ///< style, explode, allowReserved, description, …; defaults resolved by `diff`
};

struct MediaType {
  std::string_view name;  ///< as written, `application/json`
  std::uint32_t flow = 0;
  Place place;
  std::vector<Attribute> attributes;  ///< encoding, x-…
};

struct RequestBody {
  bool required = false;
  std::vector<MediaType> media;
  Place place;
  std::vector<Attribute> attributes;
};

struct Header {
  std::string_view name;
  bool required = false;
  bool deprecated = false;
  std::uint32_t flow = 0;
  Place place;
  std::vector<Attribute> attributes;
};

struct Link {
  std::string_view name;
  const Node* value = nullptr;
  Place place;
};

struct Response {
  std::string_view status;  ///< `200`, `2XX`, `default`
  std::vector<MediaType> media;
  std::vector<Header> headers;
  std::vector<Link> links;
  Place place;
  std::vector<Attribute> attributes;
};

/// One way to satisfy security: every scheme named must hold. An empty one means "anonymous".
struct SecurityRequirement {
  struct Scheme {
    std::string_view name;
    std::vector<std::string_view> scopes;
  };
  std::vector<Scheme> schemes;
  Place place;
};

/// A payload by its role: what a bare schema, a model or a tool has instead of HTTP's bodies.
/// Roles: `payload`; `inputs`, `outputs`, `params`; `arguments`, `result`.
struct Message {
  std::string_view role;
  std::uint32_t flow = 0;
  Place place;
};

/// A version of a model that clients can ask for by name, beside others.
struct ServedVersion {
  std::string name;
  Place place;
};

/// What a model server promises beside payloads.
struct Serving {
  std::vector<ServedVersion> versions;     ///< empty: not said
  std::optional<std::int64_t> batch_size;  ///< most requests in one; nullopt: not said
  Place batch_place;
  bool streams = false;   ///< an answer may come in many parts, or none
  bool sequence = false;  ///< requests belong to sequences that callers have to name
};

#define VERDIFF_OPERATION_KINDS(X)                                    \
  X(request, "clients call the service: an HTTP operation")           \
  X(callback, "the service calls the client back after an operation") \
  X(webhook, "the service calls whoever subscribed")                  \
  X(message, "a payload by itself: a bare JSON Schema")               \
  X(model, "clients ask a model: inputs in, outputs out")             \
  X(tool, "a tool of a language model: arguments in, a result out")
VERDIFF_VOCABULARY(OperationKind, VERDIFF_OPERATION_KINDS)

/// What the strict mode that a tool or an answer asks for does not take of its schema: a note,
/// since what it takes differs between services and from year to year.
struct StrictBreach {
  std::string_view about;  ///< "not required", "levels of objects, more than the 10 of 2026"
  std::string what;        ///< the property or keyword; of a limit: how many there are
  bool limit = false;      ///< a size: the same breach whatever `what` says
  Place place;
};

struct Operation {
  OperationKind kind = OperationKind::request;
  std::string_view method;  ///< upper case; empty for a message
  std::string path;  ///< template as written, base path of OpenAPI 2.0 included; webhook/callback:
                     ///< its name/expression
  std::string name;  ///< `POST /predict`, `webhook drifted POST`, `POST /jobs callback done
                     ///< {$request.body#/url} POST`
  std::string_view operation_id;
  bool deprecated = false;
  std::vector<Parameter> parameters;  ///< path-level ones merged in
  std::optional<RequestBody> request_body;
  std::vector<Response> responses;
  std::optional<std::vector<SecurityRequirement>> security;  ///< effective; nullopt: none is stated
  std::vector<Attribute> servers;                            ///< effective: name = url
  std::vector<Message> messages;                             ///< kinds message, model, tool
  std::optional<Serving> serving;                            ///< kind model
  std::vector<StrictBreach> strict_breaches;                 ///< kinds tool, message
  std::vector<std::uint32_t> callbacks;                      ///< indexes into Contract::operations
  Place place;
  std::vector<Attribute> attributes;  ///< summary, description, tags, externalDocs, x-…
};

struct Component {
  std::string_view section;  ///< `schemas`, `securitySchemes`, `tags`
  std::string_view name;
  std::optional<SchemaId> schema;  ///< section `schemas`
  Place place;
};

/// Something in the source that verdiff can't judge: shown as a finding, never dropped.
struct Unsupported {
  std::string message;  ///< "the media type's `itemEncoding` is not compared"
  Place place;
};

/// A file that the source names and that could not be read: what it holds is compared by its name
/// alone, which a note says.
struct UnreadFile {
  std::string name;    ///< as the source names it
  std::string reason;  ///< "cannot open labels.txt: No such file or directory"
  Place place;
};

/// One neutral contract: what a service promises at one version, whatever format said it.
/// Owns its documents; every view and Place in it points into them.
struct Contract {
  Workspace workspace;
  std::string format;  ///< "OpenAPI 3.1.0", "JSON Schema 2020-12"
  std::string title;
  std::optional<std::string> version;  ///< declared: info.version
  Place version_place;
  SchemaGraph schemas;
  std::vector<Flow> flows;
  std::vector<Operation> operations;
  std::vector<Component> components;  ///< every named schema, security scheme and tag
  std::vector<Attribute> attributes;  ///< info.*, externalDocs, x-…
  std::vector<Unsupported> unsupported;
  std::vector<UnreadFile> unread;
  /// What identifies the trained artifact behind the contract: changes with each training.
  Place artifact;

  /// The flow of that name; unknown-flow lists the nearest (or all) names.
  Result<const Flow*> find_flow(std::string_view name) const;
};

/// The contract comes from a format of models (MLflow, Triton), not of services or schemas.
inline bool is_model(const Contract& contract) {
  return std::any_of(contract.operations.begin(), contract.operations.end(),
                     [](const Operation& one) { return one.kind == OperationKind::model; });
}

}  // namespace verdiff
