#include "formats/schema/keyword_reader.h"

#include "base/decimal.h"
#include "base/text.h"
#include "document/value.h"
#include "formats/models/tensor_word.h"
#include "formats/schema/dialects.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace verdiff {

namespace {

/// Characters of a refused value that a message quotes.
constexpr std::size_t most_quoted = 40;

bool has_boolean_exclusive(Dialect dialect) {
  return dialect == Dialect::draft4 || dialect == Dialect::openapi_2_0 ||
         dialect == Dialect::openapi_3_0;
}

bool is_count(const Node& node) {
  const std::string_view text = node.text();
  if (!node.is_number() || text.empty() || text.front() == '-') return false;
  if (std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return true;
  }
  const auto value = Decimal::parse(text);
  return value && value->is_integer();
}

/// The words by which Zalando's guidelines (#112) mark a list of examples as an enum that grows.
constexpr std::string_view zalando_marker =
    "[Extensible enum](https://opensource.zalando.com/restful-api-guidelines/#112)";

}  // namespace

bool is_parameter_schema_word(std::string_view key) {
  const SchemaWord word = find_schema_word(key, Dialect::openapi_2_0);
  if (word.use == SchemaWordUse::x_nullable) return true;
  if (word.use != SchemaWordUse::keyword) return false;
  switch (word.keyword) {
    case Keyword::required:  // of the parameter
      return false;
    case Keyword::format:
    case Keyword::default_:
    case Keyword::extensible_enum:
    case Keyword::unit:
    case Keyword::labels:
      return true;
    default:
      return role(word.keyword) == KeywordRole::assertion;
  }
}

KeywordReader::KeywordReader(SchemaReader& schemas, Site site, ScopeId scope, bool as_parameter)
    : schemas_(schemas),
      loading_(schemas.loading_),
      arena_(schemas.loading_.contract.schemas.arena()),
      site_(site),
      scope_(scope),
      as_parameter_(as_parameter),
      dialect_(schemas.references_.dialect(site.resource)),
      document_(&schemas.references_.document(site.resource)),
      entries_(schemas.entries_) {
  entries_.clear();
}

std::span<const Entry> KeywordReader::read() {
  for (const Member& member : site_.node->members()) {
    if (!as_parameter_ || is_parameter_schema_word(member.key)) read_member(member);
  }
  finish_references();
  read_zalando_marker();
  sort_entries();
  return arena_.copy(std::span<const Entry>(entries_));
}

/// By keyword and name, equal ones as they came. Nearly all schemas hold a few: moved into place,
/// since std::stable_sort allocates.
void KeywordReader::sort_entries() {
  constexpr std::size_t few = 16;
  const auto before = [](const Entry& left, const Entry& right) {
    return std::pair(left.keyword, left.name) < std::pair(right.keyword, right.name);
  };
  if (entries_.size() > few) return std::stable_sort(entries_.begin(), entries_.end(), before);
  for (auto entry = entries_.begin(); entry != entries_.end(); ++entry) {
    std::rotate(std::upper_bound(entries_.begin(), entry, *entry, before), entry, entry + 1);
  }
}

void KeywordReader::read_member(const Member& member) {
  const SchemaWord word = find_schema_word(member.key, dialect_);
  switch (word.use) {
    case SchemaWordUse::keyword:
      if (!schemas_.references_.language(site_.resource).has(word.keyword)) break;
      return read_keyword(member, word.keyword);
    case SchemaWordUse::recursive_ref:
      return read_reference(member);
    case SchemaWordUse::additional_items: {
      // Part of a tuple (read_items); means nothing without one.
      const Node* const items = site_.node->find("items");
      if (items != nullptr && items->is_array()) return;
      loading_.unsupported(place(member.value),
                           "`additionalItems` says nothing unless `items` is a list");
      return add_unknown(member);
    }
    case SchemaWordUse::dependencies:
      return read_dependencies(member);
    case SchemaWordUse::example:
      return read_examples(member);
    case SchemaWordUse::x_nullable:
      if (!member.value.is_boolean()) return read_past(member, "is neither true nor false");
      add(Keyword::nullable, member.value);
      return;
    case SchemaWordUse::identifier:
    case SchemaWordUse::dialect:
    case SchemaWordUse::anchor:
    case SchemaWordUse::dynamic_anchor:
    case SchemaWordUse::recursive_anchor:
    case SchemaWordUse::vocabulary:
    case SchemaWordUse::definitions:
      return;  // names and places of schemas, not what they say
    case SchemaWordUse::unknown:
      if (word.elsewhere) {
        loading_.unsupported(place(member.value),
                             fmt::format("`{}` says nothing in {}", member.key, title(dialect_)));
      }
      break;
    case SchemaWordUse::collection_format:
      break;
  }
  add_unknown(member);
}

void KeywordReader::read_keyword(const Member& member, Keyword keyword) {
  switch (keyword) {
    case Keyword::ref:
    case Keyword::dynamic_ref:
      return read_reference(member);
    case Keyword::minimum:
    case Keyword::maximum:
      return read_minimum_or_maximum(member, keyword);
    case Keyword::exclusive_minimum:
    case Keyword::exclusive_maximum:
      return read_exclusive(member, keyword);
    case Keyword::items:
      return read_items(member);
    case Keyword::examples:
      return read_examples(member);
    case Keyword::tensor:
      if (is_tensor(member.value)) return read_by_shape(member, keyword);
      return read_past(member, "is no tensor, `{datatype: FP32, shape: [-1, 4]}`");
    default:
      return read_by_shape(member, keyword);
  }
}

void KeywordReader::read_by_shape(const Member& member, Keyword keyword) {
  const Node& value = member.value;
  switch (shape(keyword)) {
    case KeywordShape::types:
      return read_type(member);
    case KeywordShape::number:
      return read_number(member, keyword);
    case KeywordShape::count:
      return read_count(member, keyword);
    case KeywordShape::names:
      return read_required(member);
    case KeywordShape::name_map:
      return read_dependent_required(member);
    case KeywordShape::schema:
      return read_schema(member, keyword);
    case KeywordShape::schemas:
      return read_schemas(member, keyword);
    case KeywordShape::schema_map:
      return read_schema_map(member, keyword);
    case KeywordShape::values:
      if (!value.is_array()) return refuse(member, "a list of values");
      break;
    case KeywordShape::flag:
      if (!value.is_boolean()) return read_past(member, "is neither true nor false");
      break;
    case KeywordShape::text:
      if (!value.is_string()) {
        const bool matters = role(keyword) == KeywordRole::assertion || keyword == Keyword::format;
        return matters ? refuse(member, "a string") : add_unknown(member);
      }
      break;
    case KeywordShape::value:
    case KeywordShape::other:
      break;
  }
  add(keyword, value);
}

void KeywordReader::read_type(const Member& member) {
  const Node& value = member.value;
  if (dialect_ == Dialect::openapi_2_0 && value.text() == "file") {
    // OpenAPI 2.0 §Parameter Object and §Response Object: any content. As a string whose format is
    // "file", so that `type: string` differs from it.
    add(Keyword::type, value).types = TypeSet().with(JsonType::string);
    if (site_.node->find("format") == nullptr) add(Keyword::format, value);
    return;
  }
  if (!value.is_string() && !value.is_array()) {
    return refuse(member, "the name of a type or a list of them");
  }
  const std::span<const Node> names =
      value.is_string() ? std::span<const Node>(&value, 1) : value.items();
  TypeSet types;
  for (const Node& name : names) {
    if (!name.is_string()) return refuse(member, "the name of a type or a list of them");
    const auto type = parse_word<JsonType>(name.text());
    if (!type) return read_past(member, "names what is no JSON type");
    types = types.with(*type);
    if (*type == JsonType::number) types = types.with(JsonType::integer);
  }
  if (names.empty()) return read_past(member, "names no type");
  if (value.is_array() && (dialect_ == Dialect::openapi_2_0 || dialect_ == Dialect::openapi_3_0)) {
    loading_.unsupported(place(value), fmt::format("`type` is one name in {}: the list is read as "
                                                   "in JSON Schema",
                                                   title(dialect_)));
  }
  if (is_nullable()) types = types.with(JsonType::null);
  add(Keyword::type, value).types = types;
}

/// OpenAPI 3.0.3 §4.7.24 and its proposal 2019-10-31: `nullable` widens the `type` beside it, and
/// nothing else. `x-nullable` is the same habit in OpenAPI 2.0.
bool KeywordReader::is_nullable() const {
  const Node* flag = nullptr;
  if (dialect_ == Dialect::openapi_3_0) flag = site_.node->find("nullable");
  if (dialect_ == Dialect::openapi_2_0) flag = site_.node->find("x-nullable");
  return flag != nullptr && flag->boolean();
}

void KeywordReader::read_number(const Member& member, Keyword keyword) {
  if (!member.value.is_number()) return refuse(member, "a number");
  if (keyword == Keyword::multiple_of) {
    const auto value = Decimal::parse(member.value.text());
    if (!value || value->is_zero() || value->is_negative()) {
      return refuse(member, "a number above 0");
    }
  }
  add(keyword, member.value);
}

void KeywordReader::read_minimum_or_maximum(const Member& member, Keyword keyword) {
  const Node* const exclusive = site_.node->find(spelling(
      keyword == Keyword::minimum ? Keyword::exclusive_minimum : Keyword::exclusive_maximum));
  // read_exclusive takes the bound.
  if (exclusive != nullptr && exclusive->boolean() && member.value.is_number()) return;
  read_number(member, keyword);
}

void KeywordReader::read_exclusive(const Member& member, Keyword keyword) {
  const bool boolean = has_boolean_exclusive(dialect_);
  if (member.value.is_number()) {
    if (boolean) {
      loading_.unsupported(place(member.value),
                           fmt::format("`{}` is true or false in {}: the number is read as the "
                                       "bound that it is in later dialects",
                                       member.key, title(dialect_)));
    }
    add(keyword, member.value);
    return;
  }
  if (!member.value.is_boolean()) return refuse(member, boolean ? "true or false" : "a number");
  const Node* const bound =
      site_.node->find(keyword == Keyword::exclusive_minimum ? "minimum" : "maximum");
  if (!boolean) {
    loading_.unsupported(place(member.value),
                         fmt::format("`{}` is a number in {}: true and false are read as in draft "
                                     "4",
                                     member.key, title(dialect_)));
  }
  if (!member.value.boolean()) return;
  if (bound == nullptr || !bound->is_number()) return add_unknown(member);
  add(keyword, *bound);
}

void KeywordReader::read_count(const Member& member, Keyword keyword) {
  if (!is_count(member.value)) return refuse(member, "a whole number, 0 or more");
  add(keyword, member.value);
}

std::optional<std::span<const std::string_view>> KeywordReader::read_names(const Node& list) {
  if (!list.is_array()) return std::nullopt;
  const std::span<std::string_view> names = arena_.allocate<std::string_view>(list.items().size());
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (!list.items()[i].is_string()) return std::nullopt;
    names[i] = list.items()[i].text();
  }
  return names;
}

void KeywordReader::read_required(const Member& member) {
  if (member.value.is_boolean()) {
    // Draft 3's form, still much written; every later dialect wants a list at the parent.
    return read_past(member, "is true or false, but means a list of property names");
  }
  const auto names = read_names(member.value);
  if (!names && member.value.is_array()) return refuse_name_in(member.value);
  if (!names) return refuse(member, "a list of property names");
  add(Keyword::required, member.value).names = *names;
}

void KeywordReader::read_dependent_required(const Member& member) {
  if (!member.value.is_object()) return refuse(member, "an object of lists of property names");
  const auto members = member.value.members();
  const auto names = arena_.allocate<std::string_view>(members.size());
  const auto lists = arena_.allocate<std::span<const std::string_view>>(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    const auto list = read_names(members[i].value);
    if (!list && members[i].value.is_array()) return refuse_name_in(members[i].value);
    if (!list) return refuse(members[i], "a list of property names");
    names[i] = members[i].key;
    lists[i] = *list;
  }
  Entry& entry = add(Keyword::dependent_required, member.value);
  entry.names = names;
  entry.name_lists = lists;
}

void KeywordReader::read_dependencies(const Member& member) {
  if (!member.value.is_object()) return refuse(member, "an object of schemas or lists of names");
  std::vector<std::string_view> list_names, schema_names;
  std::vector<std::span<const std::string_view>> lists;
  std::vector<SchemaId> ids;
  for (const Member& dependency : member.value.members()) {
    if (const auto list = read_names(dependency.value)) {
      list_names.push_back(dependency.key);
      lists.push_back(*list);
    } else if (const auto id =
                   read_child(dependency.value, dependency.key, has_boolean_schemas(dialect_))) {
      schema_names.push_back(dependency.key);
      ids.push_back(*id);
    }
  }
  if (!list_names.empty()) {
    Entry& entry = add(Keyword::dependent_required, member.value);
    entry.names = arena_.copy(std::span<const std::string_view>(list_names));
    entry.name_lists = arena_.copy(std::span<const std::span<const std::string_view>>(lists));
  }
  if (!ids.empty()) {
    add_schemas(Keyword::dependent_schemas, member.value, ids);
    entries_.back().names = arena_.copy(std::span<const std::string_view>(schema_names));
  }
}

void KeywordReader::read_items(const Member& member) {
  if (!member.value.is_array()) return read_schema(member, Keyword::items);
  if (dialect_ == Dialect::draft2020_12 || dialect_ == Dialect::openapi_3_1) {
    return read_past(member, "is a list, which is `prefixItems` since 2020-12");
  }
  if (dialect_ == Dialect::openapi_2_0 || dialect_ == Dialect::openapi_3_0) {
    return read_past(member, "is a list, which OpenAPI does not have");
  }
  read_schemas(member, Keyword::prefix_items);
  if (const Member* rest = site_.node->find_member("additionalItems")) {
    read_schema(*rest, Keyword::items);
  }
}

void KeywordReader::read_schema(const Member& member, Keyword keyword) {
  const bool rest = keyword == Keyword::additional_properties || member.key == "additionalItems";
  const auto id = read_child(member.value, member.key, rest || has_boolean_schemas(dialect_));
  if (id) add_schemas(keyword, member.value, std::span(&*id, 1));
}

void KeywordReader::read_schemas(const Member& member, Keyword keyword) {
  if (!member.value.is_array()) return refuse(member, "a list of schemas");
  if (member.value.items().empty()) return read_past(member, "is an empty list");
  std::vector<SchemaId> ids;
  for (const Node& item : member.value.items()) {
    if (const auto id = read_child(item, member.key, has_boolean_schemas(dialect_)))
      ids.push_back(*id);
  }
  add_schemas(keyword, member.value, ids);
}

void KeywordReader::read_schema_map(const Member& member, Keyword keyword) {
  if (!member.value.is_object()) return refuse(member, "an object of schemas");
  const auto members = member.value.members();
  const auto names = arena_.allocate<std::string_view>(members.size());
  const auto ids = arena_.allocate<SchemaId>(members.size());
  for (std::size_t i = 0; i < members.size(); ++i) {
    names[i] = members[i].key;
    ids[i] = read_child(members[i].value, members[i].key, has_boolean_schemas(dialect_))
                 .value_or(SchemaId{});
  }
  Entry& entry = add(keyword, member.value);
  entry.names = names;
  entry.schemas = ids;
}

std::optional<SchemaId> KeywordReader::read_child(const Node& node, std::string_view what,
                                                  bool boolean_allowed) {
  if (node.is_boolean() && !boolean_allowed) {
    loading_.unsupported(
        place(node),
        fmt::format("true and false are no schemas in {}: read as in later ones", title(dialect_)));
  }
  if (node.is_object() || node.is_boolean() || node.is_null()) {
    return schemas_.read({&node, site_.resource}, scope_);
  }
  loading_.fail(ErrorCode::invalid_contract, place(node),
                fmt::format("expected a schema (an object or a boolean) under \"{}\", found {}",
                            what, with_article(node.kind())));
  return std::nullopt;
}

void KeywordReader::read_reference(const Member& member) {
  if (!member.value.is_string()) return refuse(member, "a string");
  const Site target = schemas_.follow(member, site_.resource, scope_);
  if (target.node == nullptr) return;
  const SchemaId id = schemas_.read(target, scope_);
  if (schemas_.dynamic_.inexact(scope_) && member.key != "$ref") {
    loading_.unsupported(place(member.value),
                         "the schemas that this reference may mean are too many to tell apart");
    return add_schemas(Keyword::dynamic_ref, member.value, std::span(&id, 1));
  }
  references_.push_back(id);
  if (reference_ == nullptr) reference_ = &member.value;
}

void KeywordReader::finish_references() {
  if (!references_.empty()) add_schemas(Keyword::ref, *reference_, references_);
}

void KeywordReader::read_examples(const Member& member) {
  const bool single = member.key == "example";
  // One entry holds them; where both are written, the list does.
  const bool second = single && site_.node->find("examples") != nullptr;
  if (second || (!single && !member.value.is_array())) return add_unknown(member);
  add(Keyword::examples, member.value).name = member.key;
}

/// Zalando's present form: examples, and a description that begins with the marker.
void KeywordReader::read_zalando_marker() {
  const Node* const description = site_.node->find("description");
  if (description == nullptr || !description->text().starts_with(zalando_marker)) return;
  if (site_.node->find(spelling(Keyword::extensible_enum)) != nullptr) return;
  const Node* const examples = site_.node->find("examples");
  add(Keyword::extensible_enum, examples != nullptr ? *examples : *description);
}

Entry& KeywordReader::add(Keyword keyword, const Node& value) {
  Entry& entry = entries_.emplace_back();
  entry.keyword = keyword;
  entry.value = &value;
  return entry;
}

void KeywordReader::add_schemas(Keyword keyword, const Node& value, std::span<const SchemaId> ids) {
  add(keyword, value).schemas = arena_.copy(ids);
}

void KeywordReader::add_unknown(const Member& member) {
  add(Keyword::unknown, member.value).name = member.key;
}

void KeywordReader::read_past(const Member& member, std::string why) {
  loading_.unsupported(place(member.value),
                       fmt::format("`{}` {}: it is read past", member.key, why));
  add_unknown(member);
}

void KeywordReader::refuse_name_in(const Node& list) {
  for (const Node& item : list.items()) {
    if (item.is_string()) continue;
    return loading_.fail(
        ErrorCode::invalid_contract, place(item),
        fmt::format("expected the name of a property, found {}", to_json(item, most_quoted)));
  }
}

void KeywordReader::refuse(const Member& member, std::string_view expected) {
  const Node& value = member.value;
  const bool container = value.is_object() || value.is_array();
  loading_.fail(ErrorCode::invalid_contract, place(value),
                fmt::format("`{}` must be {}, found {}", member.key, expected,
                            container ? std::string(with_article(value.kind()))
                                      : to_json(value, most_quoted)));
}

}  // namespace verdiff
