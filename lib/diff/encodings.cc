// How the parts of a form are written: the `encoding` of a media type.

#include "diff/api.h"
#include "diff/view.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <vector>

namespace verdiff {

namespace {

/// What the encoding of one part comes to, defaults filled in (OpenAPI 3.1.1 §4.8.15.1).
struct PartEncoding {
  std::string content_type;  ///< empty: what the part's schema says
  std::string style = "form";
  bool explode = true;
  bool reserved = false;
  const Node* headers = nullptr;
};

PartEncoding read(const Node* part) {
  PartEncoding out;
  if (part == nullptr) return out;
  if (const Node* const type = part->find("contentType")) out.content_type = type->text();
  if (const Node* const style = part->find("style")) out.style = style->text();
  const Node* const explode = part->find("explode");
  out.explode = explode != nullptr ? explode->boolean() : out.style == "form";
  const Node* const reserved = part->find("allowReserved");
  out.reserved = reserved != nullptr && reserved->boolean();
  out.headers = part->find("headers");
  return out;
}

/// `parts`: a list or an object; a plain value looks the same in every style.
bool same_encoding(const PartEncoding& before, const PartEncoding& after, bool parts) {
  if (before.content_type != after.content_type || before.reserved != after.reserved) return false;
  if (parts && (before.style != after.style || before.explode != after.explode)) return false;
  if (before.headers == nullptr || after.headers == nullptr) return before.headers == after.headers;
  return equal(*before.headers, *after.headers);
}

/// A part that an encoding speaks of, on one side.
struct Part {
  const Node* encoding = nullptr;
  std::vector<SchemaId> schemas;  ///< of the property; none: the body does not speak of it
};
using Parts = std::map<std::string_view, std::array<Part, 2>>;  // old, new

void gather(Parts& parts, std::size_t side, const Contract& contract, const MediaType& media) {
  const View body(contract.schemas, contract.flows[media.flow].schema);
  for (const Owned& owned : body.all(Keyword::properties)) {
    for (std::size_t i = 0; i < owned.entry->names.size(); ++i) {
      const auto part = parts.find(owned.entry->names[i]);
      if (part != parts.end()) part->second[side].schemas.push_back(owned.entry->schemas[i]);
    }
  }
}

Parts parts_of(Api& api, const MediaType& before, const MediaType& after) {
  Parts out;
  const MediaType* const sides[] = {&before, &after};
  for (std::size_t side = 0; side < 2; ++side) {
    const Node* const encoding = find_attribute(sides[side]->attributes, "encoding");
    if (encoding == nullptr) continue;
    for (const Member& member : encoding->members()) out[member.key][side].encoding = &member.value;
  }
  gather(out, 0, api.before(), before);
  gather(out, 1, api.after(), after);
  return out;
}

bool has_parts(const Contract& contract, const std::vector<SchemaId>& schemas) {
  return std::any_of(schemas.begin(), schemas.end(), [&](SchemaId schema) {
    const TypeSet types = View(contract.schemas, schema).types();
    return types.has(JsonType::array) || types.has(JsonType::object);
  });
}

}  // namespace

void compare_encodings(Api& api, const EncodingSite& site, const MediaType& before,
                       const MediaType& after) {
  for (const auto& [name, part] : parts_of(api, before, after)) {
    const auto& [was, is] = part;
    if (was.encoding && is.encoding && equal(*was.encoding, *is.encoding)) continue;
    // A part that came or went with its encoding is told as a property.
    if (was.schemas.empty() != is.schemas.empty()) continue;
    const bool parts = has_parts(api.before(), was.schemas) || has_parts(api.after(), is.schemas);
    api.state({.subject = Subject::media_type,
               .aspect = Aspect::encoding,
               .action = presence_action(was.encoding != nullptr, is.encoding != nullptr),
               .direction = site.direction,
               .effect = same_encoding(read(was.encoding), read(is.encoding), parts)
                             ? Effect::equivalent
                             : Effect::incomparable,
               .before = was.encoding ? present(before.place, name, was.encoding)
                                      : missing_at(before.place, name),
               .after = is.encoding ? present(after.place, name, is.encoding)
                                    : missing_at(after.place, name)},
              site.owner);
  }
}

}  // namespace verdiff
