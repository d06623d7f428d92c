#pragma once

#include "contract/contract.h"
#include "formats/loading.h"
#include "formats/schema/languages.h"
#include "formats/schema/schema_words.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff {

/// A resource: a document, or a part of one that an `$id` makes a resource of its own
/// (JSON Schema core 2020-12 §4.3.5), by number. With it come the base URI and the dialect.
enum class ResourceId : std::uint32_t {};

/// A node and the innermost resource that it stands in: what a relative `$ref` in it needs.
struct Site {
  const Node* node = nullptr;
  ResourceId resource{};

  bool operator==(const Site&) const = default;
};

/// What a reference leads to.
struct Target {
  Site site;
  /// The reference's fragment is a plain name that a `$dynamicAnchor` gave: that name.
  std::string_view dynamic_anchor;
};

/// Finds what references lead to: URIs, `$id`, `$anchor`, JSON pointers, other files.
///
/// A document's identifiers are collected once, where its dialect has schemas only (schema_words.h,
/// `Position`). A JSON pointer may lead anywhere, also below keywords that nobody knows.
class References {
 public:
  explicit References(Loading& loading) : loading_(loading), languages_(loading) {}

  /// The resource that a document is as a whole. `root` says what its root is, `otherwise` what its
  /// schemas are written in where neither they nor the document says so.
  ResourceId open(const Document& document, Position root, Language otherwise);

  /// A part of a document that is a schema by itself: `#` in it is the part, not the document.
  ResourceId open_part(const Document& document, const Node& root, Language otherwise);

  /// `site` read as a schema: the same node in the resource that its own `$id` or `$schema` makes,
  /// if it has one.
  Site enter(Site site);

  /// What the reference (a string node in `from`) leads to. A failure goes to `loading`, naming the
  /// reference and the file looked in; the target's node is then null.
  Target resolve(ResourceId from, const Node& reference);

  /// What a JSON pointer leads to from the root of a resource, in the innermost resource around it.
  /// bad-pointer where it leads nowhere.
  Result<Site> find(ResourceId in, std::string_view pointer);

  const Language& language(ResourceId id) const { return at(id).language; }
  Dialect dialect(ResourceId id) const { return at(id).language.dialect; }
  const Document& document(ResourceId id) const { return *at(id).document; }
  Place place(Site site) const { return {&document(site.resource), site.node}; }

  /// The resource has dynamic anchors (or, as "", `$recursiveAnchor: true`): they decide what
  /// `$dynamicRef` and `$recursiveRef` mean below it.
  struct DynamicAnchor {
    std::string_view name;
    Site site;
    bool operator==(const DynamicAnchor&) const = default;
  };
  const std::vector<DynamicAnchor>& dynamic_anchors(ResourceId id) const {
    return at(at(id).identity).dynamic_anchors;
  }
  Site root(ResourceId id) const { return {at(id).root, id}; }

 private:
  struct Anchor {
    Site site;
    bool dynamic = false;
  };
  struct Resource {
    const Document* document = nullptr;
    const Node* root = nullptr;
    Position position = Position::schema;  // of the root
    std::string uri;                       // no fragment; absolute where the document's is
    Language language;
    ResourceId identity{};  // itself; a `$schema` without `$id` changes the dialect alone
    std::map<std::string_view, Anchor> anchors;
    std::vector<DynamicAnchor> dynamic_anchors;
  };

  const Resource& at(ResourceId id) const { return resources_[static_cast<std::uint32_t>(id)]; }
  Resource& at(ResourceId id) { return resources_[static_cast<std::uint32_t>(id)]; }
  ResourceId add(Resource resource);

  void collect(Site from, Position position);
  Site identify(Site site);
  Site keep(Site site);
  bool names_itself(Site site) const;
  ResourceId add_embedded(Site site, std::string uri, Language language);
  void collect_anchors(Site schema);
  void add_anchor(ResourceId id, std::string_view name, Site site, bool dynamic);

  Target resolve_anew(ResourceId from, const Node& reference);
  std::optional<ResourceId> find_resource(ResourceId from, const Node& reference,
                                          std::string_view document_part);
  Result<ResourceId> load(ResourceId from, const std::string& uri);
  Target resolve_anchor(ResourceId in, std::string_view name, Site reference);
  Target resolve_pointer(ResourceId in, std::string_view pointer, Site reference);
  void fail_reference(Site reference, const Location& looked_in, std::string_view problem);

  Loading& loading_;
  Languages languages_;
  std::vector<Resource> resources_;
  std::map<std::string, ResourceId, std::less<>> by_uri_;
  std::unordered_map<const Node*, ResourceId> by_root_;  // looked up, never walked
  std::map<std::pair<ResourceId, std::string_view>, Target> resolved_;
};

}  // namespace verdiff
