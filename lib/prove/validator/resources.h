#pragma once

#include "contract/contract.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace verdiff::validator {

/// A dialect, and which of its vocabularies are on (JSON Schema core 2020-12 §8.1.2).
struct Language {
  Dialect dialect = Dialect::draft2020_12;
  bool applicators = true;
  bool unevaluated = true;
  bool assertions = true;
  bool asserts_format = false;
};

bool is_openapi(Dialect dialect);
/// Draft 7 and older, OpenAPI 2.0 and 3.0: `$ref` stands alone.
bool ref_hides_siblings(Dialect dialect);

/// A schema with an identity of its own, by number: a document, or what an `$id` (or a `$schema`)
/// inside it sets apart.
enum class ResourceId : std::uint32_t {};

/// A node and the innermost resource around it.
struct Site {
  const Node* node = nullptr;
  ResourceId resource{};
  bool operator==(const Site&) const = default;
};

/// Finds what references lead to, in the documents of one contract and nowhere else. It reads the
/// documents themselves and knows nothing of the contract's schema graph.
class Resources {
 public:
  /// `dialect`: of what does not state its own.
  Resources(const Contract& contract, Dialect dialect);

  /// The schema at a place of a document.
  Site locate(Place place);
  /// `site` read as a schema: inside the resource that its own `$id` or `$schema` opens, if any.
  Site enter(Site site);
  /// nullopt: it leads nowhere.
  std::optional<Site> resolve(ResourceId from, std::string_view reference);

  const Language& language(ResourceId id) const { return at(id).language; }
  const Document& document(ResourceId id) const { return *at(id).document; }
  /// The same for a resource and for a part of it that only changes the dialect.
  ResourceId identity(ResourceId id) const { return at(id).identity; }
  Site root(ResourceId id) const { return {at(at(id).identity).root, at(id).identity}; }
  /// Where `$dynamicAnchor: name` stands in a resource.
  std::optional<Site> dynamic_anchor(ResourceId id, std::string_view name);
  bool recursive_anchor(ResourceId id) const;

 private:
  /// What a place of a document holds, as far as that tells where schemas stand: an `$id` in an
  /// `enum` or under an unknown keyword identifies nothing.
  enum class Position : std::uint8_t {
    value,
    schema,
    schema_list,
    schema_map,
    schema_or_list,
    openapi,
    openapi_schemas
  };
  struct Resource {
    const Document* document = nullptr;
    const Node* root = nullptr;
    Position position = Position::schema;
    std::string uri;
    Language language;
    ResourceId identity{};
    std::map<std::string_view, Site> anchors;
    std::map<std::string_view, Site> dynamic_anchors;
  };

  static Position step(Position position, Dialect dialect, std::string_view key);
  const Resource& at(ResourceId id) const { return resources_[static_cast<std::size_t>(id)]; }
  Resource& at(ResourceId id) { return resources_[static_cast<std::size_t>(id)]; }
  ResourceId add(Resource resource);
  ResourceId of_document(const Document& document);
  std::optional<ResourceId> find(const std::string& uri);
  std::optional<Site> resolve_anew(ResourceId from, std::string_view reference);
  std::optional<Site> walk(ResourceId from, std::string_view pointer);
  void index(ResourceId document);
  void note_anchors(Site site);
  Language language_of(const Node& schema, const Language& around) const;
  std::string_view identifier(const Node& schema, Dialect dialect) const;

  const Contract& contract_;
  Dialect dialect_;
  std::vector<Resource> resources_;
  std::map<std::string, ResourceId, std::less<>> by_uri_;
  std::unordered_map<const Node*, ResourceId> by_root_;               // looked up only
  std::map<std::pair<ResourceId, std::string_view>, Site> resolved_;  // what has led somewhere
  std::set<const Document*> indexed_;                                 // looked up only
};

}  // namespace verdiff::validator
