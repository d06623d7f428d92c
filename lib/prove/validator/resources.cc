#include "prove/validator/resources.h"

#include "document/pointer.h"
#include "document/uri.h"

#include <algorithm>
#include <array>
#include <utility>

namespace verdiff::validator {

namespace {

struct NamedDialect {
  std::string_view uri;
  Dialect dialect;
};
constexpr auto dialects = std::to_array<NamedDialect>({
    {"json-schema.org/draft-04/schema", Dialect::draft4},
    {"json-schema.org/draft-06/schema", Dialect::draft6},
    {"json-schema.org/draft-07/schema", Dialect::draft7},
    {"json-schema.org/draft/2019-09/schema", Dialect::draft2019_09},
    {"json-schema.org/draft/2020-12/schema", Dialect::draft2020_12},
    {"spec.openapis.org/oas/3.1/dialect/base", Dialect::openapi_3_1},
});

std::optional<Dialect> dialect_named(std::string_view uri) {
  const std::size_t authority = uri.find("://");
  if (authority == std::string_view::npos) return std::nullopt;
  uri.remove_prefix(authority + 3);
  if (uri.ends_with('#')) uri.remove_suffix(1);
  const auto found = std::find_if(dialects.begin(), dialects.end(),
                                  [&](const NamedDialect& row) { return row.uri == uri; });
  if (found == dialects.end()) return std::nullopt;
  return found->dialect;
}

std::string_view text_of(const Node& object, std::string_view key) {
  const Node* const value = object.find(key);
  return value != nullptr && value->is_string() ? value->text() : std::string_view();
}

/// Which vocabularies a metaschema switches on: what it does not name is off.
Language restricted(Language language, const Node& vocabularies) {
  const auto has = [&](std::string_view name) {
    return std::any_of(vocabularies.members().begin(), vocabularies.members().end(),
                       [&](const Member& member) { return member.key.ends_with(name); });
  };
  language.applicators = has("/vocab/applicator");
  language.assertions = has("/vocab/validation");
  const bool has_own = language.dialect != Dialect::draft2019_09;
  language.unevaluated = has_own ? has("/vocab/unevaluated") : language.applicators;
  language.asserts_format = has("/vocab/format-assertion");
  return language;
}

bool is_old(Dialect dialect) {
  return dialect == Dialect::draft4 || dialect == Dialect::draft6 || dialect == Dialect::draft7;
}

}  // namespace

bool is_openapi(Dialect dialect) {
  return dialect == Dialect::openapi_2_0 || dialect == Dialect::openapi_3_0 ||
         dialect == Dialect::openapi_3_1;
}

bool ref_hides_siblings(Dialect dialect) {
  return is_old(dialect) || dialect == Dialect::openapi_2_0 || dialect == Dialect::openapi_3_0;
}

Resources::Resources(const Contract& contract, Dialect dialect)
    : contract_(contract), dialect_(dialect) {}

ResourceId Resources::add(Resource resource) {
  const ResourceId id{static_cast<std::uint32_t>(resources_.size())};
  resources_.push_back(std::move(resource));
  return id;
}

/// `$id` (draft 4: `id`) where it names a resource, not only a place in one. A `$ref` beside it
/// hides it in the drafts where `$ref` stands alone.
std::string_view Resources::identifier(const Node& schema, Dialect dialect) const {
  if (dialect == Dialect::openapi_2_0 || dialect == Dialect::openapi_3_0) return {};
  if (ref_hides_siblings(dialect) && schema.find("$ref") != nullptr) return {};
  return text_of(schema, dialect == Dialect::draft4 ? "id" : "$id");
}

Language Resources::language_of(const Node& schema, const Language& around) const {
  const std::string_view uri = text_of(schema, "$schema");
  if (uri.empty()) return around;
  if (const std::optional<Dialect> dialect = dialect_named(uri)) {
    return Language{*dialect, true, true, true, false};
  }
  const std::string wanted = split_fragment(uri).document;
  for (const auto& document : contract_.workspace.documents()) {
    const Node& root = document->root();
    if (contract_.workspace.base_uri(*document) != wanted && text_of(root, "$id") != wanted) {
      continue;
    }
    Language language{dialect_named(text_of(root, "$schema")).value_or(dialect_), true, true, true,
                      false};
    const Node* const vocabularies = root.find("$vocabulary");
    return vocabularies != nullptr ? restricted(language, *vocabularies) : language;
  }
  return around;
}

ResourceId Resources::of_document(const Document& document) {
  if (const auto known = by_root_.find(&document.root()); known != by_root_.end()) {
    return at(known->second).identity;
  }
  const Node& root = document.root();
  Resource out;
  out.document = &document;
  out.root = &root;
  const bool whole_api = root.find("openapi") != nullptr || root.find("swagger") != nullptr;
  out.position = whole_api ? Position::openapi : Position::schema;
  out.language.dialect = dialect_;
  const std::string base = contract_.workspace.base_uri(document);
  out.uri = base;
  if (!whole_api && root.is_object()) {
    out.language = language_of(root, out.language);
    const std::string_view id = identifier(root, out.language.dialect);
    if (!id.empty()) out.uri = split_fragment(resolve_uri(base, id)).document;
  }
  const std::string uri = out.uri;
  const ResourceId id = add(std::move(out));
  at(id).identity = id;
  by_root_.emplace(&root, id);
  by_uri_.emplace(base, id);
  by_uri_.emplace(uri, id);
  return id;
}

Site Resources::enter(Site site) {
  if (!site.node->is_object()) return site;
  if (const auto known = by_root_.find(site.node); known != by_root_.end()) {
    return {site.node, known->second};
  }
  const Language spoken = language_of(*site.node, language(site.resource));
  const std::string_view id = identifier(*site.node, spoken.dialect);
  const bool renamed = !id.empty() && !id.starts_with('#');
  const bool own_dialect = !text_of(*site.node, "$schema").empty();
  if (!renamed && !own_dialect) return site;

  Resource out = at(site.resource);
  out.language = spoken;
  out.anchors.clear();
  out.dynamic_anchors.clear();
  if (renamed) {
    out.root = site.node;
    out.position = Position::schema;
    out.uri = split_fragment(resolve_uri(at(site.resource).uri, id)).document;
  }
  const ResourceId entered = add(std::move(out));
  if (renamed) {
    at(entered).identity = entered;
    by_uri_.emplace(at(entered).uri, entered);
  }
  by_root_.emplace(site.node, entered);
  return {site.node, entered};
}

Resources::Position Resources::step(Position position, Dialect dialect, std::string_view key) {
  switch (position) {
    case Position::value:
      return Position::value;
    case Position::schema_list:
    case Position::schema_map:
    case Position::openapi_schemas:
      return Position::schema;
    case Position::schema_or_list:  // at an index; the caller has seen that it is a list
      return Position::schema;
    case Position::openapi:
      if (key == "schema") return Position::schema;
      if (key == "schemas" || key == "definitions") return Position::openapi_schemas;
      if (key == "example" || key == "examples" || key == "default" || key == "enum" ||
          key.starts_with("x-")) {
        return Position::value;
      }
      return Position::openapi;
    case Position::schema:
      break;
  }
  struct Row {
    std::string_view key;
    Position position;
    Dialect since = Dialect::draft4;
  };
  static constexpr auto rows = std::to_array<Row>({
      {"$defs", Position::schema_map, Dialect::draft2019_09},
      {"additionalItems", Position::schema},
      {"additionalProperties", Position::schema},
      {"allOf", Position::schema_list},
      {"anyOf", Position::schema_list},
      {"contains", Position::schema, Dialect::draft6},
      {"contentSchema", Position::schema, Dialect::draft2019_09},
      {"definitions", Position::schema_map},
      {"dependencies", Position::schema_map},
      {"dependentSchemas", Position::schema_map, Dialect::draft2019_09},
      {"else", Position::schema, Dialect::draft7},
      {"if", Position::schema, Dialect::draft7},
      {"items", Position::schema_or_list},
      {"not", Position::schema},
      {"oneOf", Position::schema_list},
      {"patternProperties", Position::schema_map},
      {"prefixItems", Position::schema_list, Dialect::draft2020_12},
      {"properties", Position::schema_map},
      {"propertyNames", Position::schema, Dialect::draft6},
      {"then", Position::schema, Dialect::draft7},
      {"unevaluatedItems", Position::schema, Dialect::draft2019_09},
      {"unevaluatedProperties", Position::schema, Dialect::draft2019_09},
  });
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.key == key; });
  return row == rows.end() || dialect < row->since ? Position::value : row->position;
}

Site Resources::locate(Place place) {
  const ResourceId document = of_document(*place.document);
  const std::optional<Site> found = walk(document, place.document->pointer_to(*place.node));
  // A YAML alias has the pointer of its anchor; the node itself is what was asked for.
  return enter({place.node, found ? found->resource : document});
}

/// Follows a pointer from the root of a resource, through the resources that lie on the way.
std::optional<Site> Resources::walk(ResourceId from, std::string_view pointer) {
  const auto tokens = split_pointer(pointer);
  if (!tokens) return std::nullopt;
  Site site{at(from).root, from};
  Position position = at(from).position;
  for (const std::string& token : *tokens) {
    if (position == Position::schema) site = enter(site);
    const Node* next = site.node->find(token);
    if (site.node->is_array()) {
      const Node* const item = find_pointer(*site.node, "/" + token);
      next = item;
    }
    if (next == nullptr) return std::nullopt;
    const bool one_schema = position == Position::schema_or_list && !site.node->is_array();
    position =
        step(one_schema ? Position::schema : position, language(site.resource).dialect, token);
    site.node = next;
  }
  return site;
}

/// Visits every schema of a document once, for the resources and anchors in it.
void Resources::index(ResourceId start) {
  const Document& document = this->document(start);
  if (!indexed_.insert(&document).second) return;
  struct Open {
    Site site;
    Position position;
  };
  const ResourceId whole = of_document(document);
  std::vector<Open> open = {{{at(whole).root, whole}, at(whole).position}};
  while (!open.empty()) {
    Open next = open.back();
    open.pop_back();
    Position position = next.position;
    if (position == Position::schema_or_list && next.site.node->is_object()) {
      position = Position::schema;
    }
    if (position == Position::schema && next.site.node->is_object()) {
      next.site = enter(next.site);
      note_anchors(next.site);
    }
    const Dialect dialect = language(next.site.resource).dialect;
    const bool alone = position == Position::schema && ref_hides_siblings(dialect) &&
                       next.site.node->find("$ref") != nullptr;
    for (const Member& member : next.site.node->members()) {
      const Position inner = step(position, dialect, member.key);
      // Definitions beside a `$ref` can still be pointed to.
      const bool hidden = alone && member.key != "definitions";
      if (inner != Position::value && !hidden) {
        open.push_back({{&member.value, next.site.resource}, inner});
      }
    }
    for (const Node& item : next.site.node->items()) {
      const Position inner = step(position, dialect, {});
      if (inner != Position::value) open.push_back({{&item, next.site.resource}, inner});
    }
  }
}

void Resources::note_anchors(Site site) {
  const Dialect dialect = language(site.resource).dialect;
  Resource& resource = at(identity(site.resource));
  if (is_old(dialect)) {
    const std::string_view id = identifier(*site.node, dialect);
    const std::size_t hash = id.find('#');
    if (hash != std::string_view::npos && hash + 1 < id.size()) {
      resource.anchors.emplace(id.substr(hash + 1), site);
    }
    return;
  }
  const std::string_view anchor = text_of(*site.node, "$anchor");
  if (!anchor.empty()) resource.anchors.emplace(anchor, site);
  const std::string_view dynamic = text_of(*site.node, "$dynamicAnchor");
  if (!dynamic.empty() && dialect != Dialect::draft2019_09) {
    resource.anchors.emplace(dynamic, site);
    resource.dynamic_anchors.emplace(dynamic, site);
  }
}

std::optional<ResourceId> Resources::find(const std::string& uri) {
  const auto known = [&]() -> std::optional<ResourceId> {
    const auto found = by_uri_.find(uri);
    return found == by_uri_.end() ? std::nullopt : std::optional(found->second);
  };
  if (const auto found = known()) return found;
  for (const auto& document : contract_.workspace.documents()) of_document(*document);
  if (const auto found = known()) return found;
  for (const auto& document : contract_.workspace.documents()) index(of_document(*document));
  return known();
}

std::optional<Site> Resources::resolve(ResourceId from, std::string_view reference) {
  const auto known = resolved_.find({from, reference});
  if (known != resolved_.end()) return known->second;
  const std::optional<Site> target = resolve_anew(from, reference);
  if (target) resolved_.emplace(std::pair(from, reference), *target);
  return target;
}

std::optional<Site> Resources::resolve_anew(ResourceId from, std::string_view reference) {
  const std::string target = resolve_uri(at(from).uri, reference);
  const auto [uri, fragment] = split_fragment(target);
  const bool here = reference.starts_with('#') || reference.empty() || uri == at(from).uri;
  std::optional<ResourceId> found = here ? identity(from) : find(uri);
  if (!found) {
    // An `$id` often names a home on the web while its neighbours lie beside the file.
    const std::string beside = contract_.workspace.base_uri(document(from));
    found = find(split_fragment(resolve_uri(beside, reference)).document);
  }
  if (!found) return std::nullopt;
  if (fragment.empty()) return enter(root(*found));
  if (fragment.starts_with('/')) {
    const std::optional<Site> site = walk(identity(*found), fragment);
    return site ? std::optional(enter(*site)) : std::nullopt;
  }
  index(*found);
  const auto& anchors = at(identity(*found)).anchors;
  const auto anchor = anchors.find(fragment);
  if (anchor == anchors.end()) return std::nullopt;
  return anchor->second;
}

std::optional<Site> Resources::dynamic_anchor(ResourceId id, std::string_view name) {
  index(id);
  const auto& anchors = at(identity(id)).dynamic_anchors;
  const auto found = anchors.find(name);
  if (found == anchors.end()) return std::nullopt;
  return found->second;
}

bool Resources::recursive_anchor(ResourceId id) const {
  const Node* const flag = root(id).node->find("$recursiveAnchor");
  return flag != nullptr && flag->boolean();
}

}  // namespace verdiff::validator
