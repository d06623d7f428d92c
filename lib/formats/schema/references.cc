#include "formats/schema/references.h"

#include "base/text.h"
#include "document/uri.h"
#include "formats/schema/dialects.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace verdiff {

namespace {

const Node* find_text(const Node& object, std::string_view key) {
  const Node* const value = object.find(key);
  return value != nullptr && value->is_string() ? value : nullptr;
}

std::string_view identifier_key(Dialect dialect) {
  return dialect == Dialect::draft4 ? "id" : "$id";
}

/// One token of a JSON pointer, unescaped (RFC 6901 §4).
std::string unescape(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] == '~' && i + 1 < token.size() && (token[i + 1] == '0' || token[i + 1] == '1')) {
      out += token[++i] == '0' ? '~' : '/';
    } else {
      out += token[i];
    }
  }
  return out;
}

/// Array indexes have no sign and no leading zeros (RFC 6901 §4).
const Node* find_item(const Node& array, std::string_view token) {
  std::size_t i = 0;
  const auto [end, failure] = std::from_chars(token.data(), token.data() + token.size(), i);
  if (failure != std::errc() || end != token.data() + token.size()) return nullptr;
  if (token.size() > 1 && token.front() == '0') return nullptr;
  return i < array.items().size() ? &array.items()[i] : nullptr;
}

/// Why a pointer's token leads nowhere from `node`.
std::string describe_dead_end(const Node& node, std::string_view walked, std::string_view token) {
  const std::string where = walked.empty() ? "its root" : fmt::format("\"{}\"", walked);
  if (node.is_array()) {
    return fmt::format("{} is a list of {} without item \"{}\"", where, node.items().size(), token);
  }
  if (!node.is_object()) {
    return fmt::format("{} is {} and has no members", where, with_article(node.kind()));
  }
  std::vector<std::string_view> keys;
  for (const Member& member : node.members()) keys.push_back(member.key);
  return fmt::format("{} has no \"{}\"{}", where, token, did_you_mean(token, keys));
}

Position position_of_root(const Node& root, Position referrer) {
  if (is_openapi(root)) return Position::openapi;
  if (referrer == Position::openapi && !looks_like_schema(root)) return Position::openapi;
  return Position::schema;
}

}  // namespace

ResourceId References::add(Resource resource) {
  const auto id = static_cast<ResourceId>(resources_.size());
  resource.identity = id;
  resources_.push_back(std::move(resource));
  return id;
}

ResourceId References::open(const Document& document, Position root, Language otherwise) {
  const auto known = by_root_.find(&document.root());
  if (known != by_root_.end()) return known->second;

  const std::string base = loading_.contract.workspace.base_uri(document);
  Resource resource;
  resource.document = &document;
  resource.root = &document.root();
  resource.position = root;
  resource.uri = base;
  resource.language = languages_.of(document, base, otherwise);
  const Dialect dialect = resource.language.dialect;
  // The identity that a document gives itself: OpenAPI 3.2 §4.1.2.1 `$self`, else `$id`.
  const std::string_view key = root == Position::openapi ? "$self" : identifier_key(dialect);
  if (root == Position::openapi || has_identifiers(dialect)) {
    if (const Node* self = find_text(document.root(), key)) {
      resource.uri = split_fragment(resolve_uri(base, self->text())).document;
    }
  }
  const ResourceId id = add(std::move(resource));
  by_root_.emplace(&document.root(), id);
  by_uri_.emplace(at(id).uri, id);
  by_uri_.emplace(base, id);
  if (has_identifiers(dialect)) collect({&document.root(), id}, root);
  return id;
}

ResourceId References::open_part(const Document& document, const Node& root, Language otherwise) {
  const auto known = by_root_.find(&root);
  if (known != by_root_.end()) return known->second;
  // A query tells it from the document and from other parts, and leaves what is relative as it is.
  const std::string base =
      fmt::format("{}?part={}", loading_.contract.workspace.base_uri(document), resources_.size());
  Resource resource;
  resource.document = &document;
  resource.root = &root;
  resource.uri = base;
  const Node* const stated = find_text(root, "$schema");
  resource.language =
      stated == nullptr ? otherwise : languages_.find({&document, stated}, base, otherwise);
  if (const Node* self = find_text(root, identifier_key(resource.language.dialect))) {
    resource.uri = split_fragment(resolve_uri(base, self->text())).document;
  }
  const ResourceId id = add(std::move(resource));
  by_root_.emplace(&root, id);
  by_uri_.emplace(at(id).uri, id);
  if (has_identifiers(dialect(id))) collect({&root, id}, Position::schema);
  return id;
}

void References::collect(Site from, Position position) {
  struct Step {
    Site site;
    Position position;
  };
  std::vector<Step> pending{{from, position}};
  while (!pending.empty()) {
    auto [site, where] = pending.back();
    pending.pop_back();
    if (site.node->is_array()) {
      if (where == Position::schema || where == Position::opaque) continue;
      const bool openapi = where == Position::openapi || where == Position::openapi_map;
      const Position items = openapi ? Position::openapi : Position::schema;
      for (const Node& item : site.node->items())
        pending.push_back({{&item, site.resource}, items});
      continue;
    }
    if (!site.node->is_object() || where == Position::schemas) continue;
    if (where == Position::schema || where == Position::schema_or_list) {
      site = identify(site);
      collect_anchors(site);
    }
    const Dialect in = dialect(site.resource);
    for (const Member& member : site.node->members()) {
      if (!member.value.is_object() && !member.value.is_array()) continue;
      const Position next = step(where, in, member.key);
      if (next != Position::opaque) pending.push_back({{&member.value, site.resource}, next});
    }
  }
}

/// The resource of a schema object that may have identifiers, made if there is none yet.
Site References::identify(Site site) {
  const auto known = by_root_.find(site.node);
  if (known != by_root_.end()) return {site.node, known->second};
  const Language outer = language(site.resource);
  const Node* const stated = find_text(*site.node, "$schema");
  const Language own = stated == nullptr ? outer
                                         : languages_.find({&document(site.resource), stated},
                                                           at(site.resource).uri, outer);
  const Node* const id = find_text(*site.node, identifier_key(own.dialect));
  if (ignores_ref_siblings(outer.dialect) && site.node->find("$ref") != nullptr) return keep(site);
  if (id == nullptr) {
    // OpenAPI 3.1.1 §4.8.24.7: `$schema` counts in any schema; JSON Schema wants an `$id` with it.
    if (stated == nullptr || outer.dialect != Dialect::openapi_3_1) return keep(site);
    return {site.node, add_embedded(site, at(site.resource).uri, own)};
  }
  const UriParts parts = split_fragment(resolve_uri(at(site.resource).uri, id->text()));
  if (parts.document == at(site.resource).uri) {
    keep(site);
  } else {
    site.resource = add_embedded(site, parts.document, own);
  }
  // Up to draft 7 a plain-name fragment of `$id` is an anchor (draft-handrews-json-schema-01
  // §8.2.3).
  if (!parts.fragment.empty() && ignores_ref_siblings(own.dialect)) {
    const std::string_view written = id->text();
    add_anchor(site.resource, written.substr(written.find('#') + 1), site, false);
  }
  return site;
}

/// Remembers that a schema object that has a word of identity starts no resource.
Site References::keep(Site site) {
  if (names_itself(site)) by_root_.emplace(site.node, site.resource);
  return site;
}

/// The schema object may start a resource: what `enter` looks at for every schema.
bool References::names_itself(Site site) const {
  return site.node->find(identifier_key(dialect(site.resource))) != nullptr ||
         site.node->find("$schema") != nullptr;
}

ResourceId References::add_embedded(Site site, std::string uri, Language language) {
  const bool same = uri == at(site.resource).uri;
  Resource resource;
  resource.document = at(site.resource).document;
  resource.root = same ? at(site.resource).root : site.node;
  resource.position = same ? at(site.resource).position : Position::schema;
  resource.uri = std::move(uri);
  resource.language = language;
  const ResourceId identity = at(site.resource).identity;
  const ResourceId id = add(std::move(resource));
  if (same) {
    at(id).identity = identity;
  } else {
    by_uri_.emplace(at(id).uri, id);
  }
  by_root_.emplace(site.node, id);
  return id;
}

void References::collect_anchors(Site schema) {
  const Dialect in = dialect(schema.resource);
  if (ignores_ref_siblings(in)) return;
  if (const Node* name = find_text(*schema.node, "$anchor")) {
    add_anchor(schema.resource, name->text(), schema, false);
  }
  if (in == Dialect::draft2019_09) {
    // 2019-09 core §8.2.4.2.2: at the root of a resource only.
    const Node* const flag = schema.node->find("$recursiveAnchor");
    if (flag != nullptr && flag->boolean() && schema.node == at(schema.resource).root) {
      at(at(schema.resource).identity).dynamic_anchors.push_back({"", schema});
    }
  } else if (const Node* name = find_text(*schema.node, "$dynamicAnchor")) {
    add_anchor(schema.resource, name->text(), schema, true);
  }
}

void References::add_anchor(ResourceId id, std::string_view name, Site site, bool dynamic) {
  Resource& resource = at(at(id).identity);
  const bool first = resource.anchors.emplace(name, Anchor{site, dynamic}).second;
  if (dynamic && first) resource.dynamic_anchors.push_back({name, site});
}

Site References::enter(Site site) {
  if (!has_identifiers(dialect(site.resource)) || !site.node->is_object()) return site;
  if (!names_itself(site)) return site;
  const auto known = by_root_.find(site.node);
  if (known != by_root_.end()) return {site.node, known->second};
  // Not reached through schemas, so not collected yet.
  collect(site, Position::schema);
  return identify(site);
}

Target References::resolve(ResourceId from, const Node& reference) {
  const std::pair key(at(from).identity, reference.text());
  const auto known = resolved_.find(key);
  if (known != resolved_.end()) return known->second;
  const Target target = resolve_anew(from, reference);
  resolved_.emplace(key, target);
  return target;
}

Target References::resolve_anew(ResourceId from, const Node& reference) {
  if (loading_.error) return {};  // one error is told; the search for likely names is not cheap
  const std::string_view text = reference.text();
  const std::size_t hash = std::min(text.find('#'), text.size());
  std::string_view fragment = text.substr(std::min(hash + 1, text.size()));
  const auto in = find_resource(from, reference, text.substr(0, hash));
  if (!in) return {};

  const auto decoded = percent_decode(fragment);
  if (!decoded) {
    loading_.fail(ErrorCode::bad_reference, place({&reference, from}),
                  fmt::format("\"{}\" has a malformed %-escape", text));
    return {};
  }
  if (decoded->empty()) return {root(at(*in).identity), {}};
  if (decoded->front() == '/') return resolve_pointer(*in, *decoded, {&reference, from});
  return resolve_anchor(*in, *decoded, {&reference, from});
}

std::optional<ResourceId> References::find_resource(ResourceId from, const Node& reference,
                                                    std::string_view document_part) {
  if (document_part.empty()) return at(from).identity;
  const std::string uri = resolve_uri(at(from).uri, document_part);
  const auto known = by_uri_.find(uri);
  if (known != by_uri_.end()) return known->second;
  Result<ResourceId> loaded = load(from, uri);
  if (!loaded) {
    // An `$id` often names a home on the web while its neighbours lie beside the file: there they
    // are looked for, by the same relative reference.
    const std::string beside =
        resolve_uri(loading_.contract.workspace.base_uri(document(from)), document_part);
    if (beside != uri) {
      const auto open_already = by_uri_.find(beside);
      if (open_already != by_uri_.end()) return open_already->second;
      if (Result<ResourceId> found = load(from, beside)) return *found;
    }
    Error error = loaded.error();
    const Location here = Loading::locate(place({&reference, from}));
    const std::string quoted = fmt::format("\"{}\"", reference.text());
    if (error.where.file.empty() || error.where.line == 0) {
      error.where = here;
      error.message = fmt::format("reference to {}: {}", quoted, error.message);
    } else {
      error.notes.push_back({here, fmt::format("referenced here as {}", quoted)});
    }
    loading_.fail(std::move(error));
    return std::nullopt;
  }
  return *loaded;
}

Result<ResourceId> References::load(ResourceId from, const std::string& uri) {
  const Result<const Document*> loaded = loading_.contract.workspace.load(uri);
  if (!loaded) return loaded.error();
  const Document& found = **loaded;
  const ResourceId id =
      open(found, position_of_root(found.root(), at(from).position), language(from));
  by_uri_.emplace(uri, id);
  return id;
}

Target References::resolve_anchor(ResourceId in, std::string_view name, Site reference) {
  const auto& anchors = at(at(in).identity).anchors;
  const auto found = anchors.find(name);
  if (found != anchors.end()) {
    const auto& [written, anchor] = *found;
    return {anchor.site, anchor.dynamic ? written : std::string_view()};
  }
  std::vector<std::string_view> names;
  for (const auto& [known, anchor] : anchors) names.push_back(known);
  const std::string pointer = fmt::format("/{}", name);
  const std::string hint = find(in, pointer) ? fmt::format("; did you mean \"#{}\"?", pointer)
                                             : did_you_mean(name, names);
  fail_reference(reference, Loading::locate(place(root(in))),
                 fmt::format("there is no anchor \"{}\"{}", name, hint));
  return {};
}

Target References::resolve_pointer(ResourceId in, std::string_view pointer, Site reference) {
  Result<Site> found = find(in, pointer);
  if (found) return {*found, {}};
  fail_reference(reference, found.error().where, found.error().message);
  return {};
}

Result<Site> References::find(ResourceId in, std::string_view pointer) {
  Site site = root(at(in).identity);
  Position position = at(in).position;
  std::size_t start = 1;
  while (start <= pointer.size()) {
    if (position == Position::schema) site = enter(site);
    const std::size_t end = std::min(pointer.find('/', start), pointer.size());
    const std::string token = unescape(pointer.substr(start, end - start));
    const Node& node = *site.node;
    const Node* const next = node.is_array() ? find_item(node, token) : node.find(token);
    if (next == nullptr) {
      return Error{ErrorCode::bad_pointer,
                   describe_dead_end(node, pointer.substr(0, start - 1), token),
                   Loading::locate(place(site)),
                   {}};
    }
    const bool listed = node.is_array() && position == Position::schema_or_list;
    position = listed ? Position::schema : step(position, dialect(site.resource), token);
    site.node = next;
    start = end + 1;
  }
  return site;
}

void References::fail_reference(Site reference, const Location& looked_in,
                                std::string_view problem) {
  loading_.fail(Error{ErrorCode::bad_reference,
                      fmt::format("\"{}\" leads nowhere: in {}, {}", reference.node->text(),
                                  looked_in.file, problem),
                      Loading::locate(place(reference)),
                      {{looked_in, "looked for in here"}}});
}

}  // namespace verdiff
