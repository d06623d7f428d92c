#include "prove/validator/program.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <utility>

namespace verdiff::validator {

namespace {

std::optional<std::uint64_t> count_of(const Node& value) {
  if (!value.is_number()) return std::nullopt;
  const std::optional<Number> number = Number::parse(value.text());
  if (!number || !number->is_integer()) return std::nullopt;
  if (number->small) {
    if (number->integer < 0) return std::nullopt;
    return static_cast<std::uint64_t>(number->integer);
  }
  if (number->decimal.is_negative()) return std::nullopt;
  const std::optional<Number> plain = Number::parse(number->decimal.to_text());  // `3.0`
  return plain && plain->small ? static_cast<std::uint64_t>(plain->integer) : ~std::uint64_t{0};
}

std::uint8_t type_named(std::string_view name, Dialect dialect) {
  if (name == "file" && dialect == Dialect::openapi_2_0) return type_bit(Type::string);
  struct Row {
    std::string_view name;
    std::uint8_t bits;
  };
  static constexpr auto rows = std::to_array<Row>({
      {"null", type_bit(Type::null)},
      {"boolean", type_bit(Type::boolean)},
      {"integer", type_bit(Type::integer)},
      {"number", type_bit(Type::number) | type_bit(Type::integer)},
      {"string", type_bit(Type::string)},
      {"array", type_bit(Type::array)},
      {"object", type_bit(Type::object)},
  });
  const auto row =
      std::find_if(rows.begin(), rows.end(), [&](const Row& r) { return r.name == name; });
  return row == rows.end() ? std::uint8_t{0} : row->bits;
}

const Node no_keywords;

/// Dialects in which a keyword exists, by age: draft 4 < 6 < 7 < 2019-09 < 2020-12.
Dialect age(Dialect dialect) {
  return dialect == Dialect::openapi_3_1 ? Dialect::draft2020_12
         : dialect == Dialect::openapi_2_0 || dialect == Dialect::openapi_3_0 ? Dialect::draft4
                                                                              : dialect;
}

}  // namespace

/// Reads one schema object into checks.
class SchemaCompiler {
 public:
  SchemaCompiler(Program& program, Schema& schema)
      : program_(program),
        schema_(schema),
        node_(*schema.site.node),
        language_(program.resources().language(schema.site.resource)),
        age_(age(language_.dialect)) {
    for (const Member& member : node_.members()) lengths_ |= length_bit(member.key);
  }

  void compile() {
    if (node_.is_boolean()) {
      schema_.boolean = node_.boolean();
      return;
    }
    const Node* const ref = text("$ref");
    if (ref != nullptr && ref_hides_siblings(language_.dialect)) {
      add_reference(*ref);
      return;
    }
    if (language_.assertions) {
      add_values();
      add_limits();
      add_names();
    }
    add_format();
    if (ref != nullptr) add_reference(*ref);
    add_dynamic_references();
    if (language_.applicators) {
      add_properties();
      add_items();
      add_contains();
      add_logic();
    }
    if (language_.unevaluated && age_ >= Dialect::draft2019_09) {
      add_unevaluated("unevaluatedItems", Op::unevaluated_items);
      add_unevaluated("unevaluatedProperties", Op::unevaluated_properties);
    }
    std::stable_sort(schema_.checks.begin(), schema_.checks.end(),
                     [](const Check& a, const Check& b) { return a.op < b.op; });
  }

 private:
  /// Asked for every keyword that there is, of which a schema has few: the lengths of its keys tell
  /// most that are not there.
  const Node* find(std::string_view key) const {
    return (lengths_ & length_bit(key)) == 0 ? nullptr : node_.find(key);
  }
  static std::uint64_t length_bit(std::string_view key) {
    return std::uint64_t{1} << std::min(key.size(), std::size_t{63});
  }
  const Node* text(std::string_view key) const {
    const Node* const value = find(key);
    return value != nullptr && value->is_string() ? value : nullptr;
  }
  /// An empty value in YAML is null; read as a schema that allows anything, as the contract does.
  static bool is_schema(const Node* node) {
    return node != nullptr && (node->is_object() || node->is_boolean() || node->is_null());
  }
  Schema* schema_at(const Node& node) {
    return &program_.at(program_.resources().enter({&node, schema_.site.resource}));
  }
  Check& add(Op op, const Node& keyword) {
    Check check;
    check.op = op;
    check.keyword = &keyword;
    schema_.checks.push_back(std::move(check));
    return schema_.checks.back();
  }

  void add_reference(const Node& ref) {
    const std::optional<Site> target =
        program_.resources().resolve(schema_.site.resource, ref.text());
    if (!target) {
      schema_.problem = "the reference '" + std::string(ref.text()) + "' leads nowhere";
      return;
    }
    add(Op::reference, ref).schemas = {&program_.at(*target)};
  }

  void add_dynamic_references() {
    const bool recursive = age_ == Dialect::draft2019_09;
    const Node* const ref = text(recursive ? "$recursiveRef" : "$dynamicRef");
    if (ref == nullptr || age_ < Dialect::draft2019_09) return;
    Resources& resources = program_.resources();
    const std::optional<Site> target = resources.resolve(schema_.site.resource, ref->text());
    if (!target) {
      schema_.problem = "the reference '" + std::string(ref->text()) + "' leads nowhere";
      return;
    }
    Check& check = add(Op::dynamic_reference, *ref);
    check.schemas = {&program_.at(*target)};
    if (recursive) {  // 2019-09 core §8.2.4.2.1
      check.dynamic = resources.recursive_anchor(target->resource);
      return;
    }
    // 2020-12 core §8.2.3.2: dynamic only if the initial target is a `$dynamicAnchor`.
    const std::size_t hash = ref->text().find('#');
    if (hash == std::string_view::npos) return;
    check.anchor = ref->text().substr(hash + 1);
    const std::optional<Site> anchor = resources.dynamic_anchor(target->resource, check.anchor);
    check.dynamic = anchor && anchor->node == target->node;
  }

  /// The types that `type` names; 0 where one of them is none: then the keyword is read past.
  std::uint8_t types_in(const Node& type) const {
    const std::span<const Node> names =
        type.is_array() ? type.items() : std::span<const Node>(&type, 1);
    std::uint8_t bits = 0;
    for (const Node& name : names) {
      const std::uint8_t one = type_named(name.text(), language_.dialect);
      if (one == 0) return 0;
      bits |= one;
    }
    return bits;
  }

  void add_values() {
    const Node* const type = find("type");
    if (std::uint8_t bits = type == nullptr ? std::uint8_t{0} : types_in(*type)) {
      // OpenAPI 3.0.3 §4.7.24: `nullable` adds null to a `type`, and means nothing without one.
      const std::string_view nullable = language_.dialect == Dialect::openapi_3_0   ? "nullable"
                                        : language_.dialect == Dialect::openapi_2_0 ? "x-nullable"
                                                                                    : "";
      const Node* const flag = nullable.empty() ? nullptr : find(nullable);
      if (flag != nullptr && flag->boolean()) bits |= type_bit(Type::null);
      add(Op::type, *type).types = bits;
    }
    const Node* const values = find("enum");
    if (values != nullptr && values->is_array()) add(Op::enumeration, *values);
    const Node* const value = find("const");
    if (value != nullptr && age_ >= Dialect::draft6) add(Op::constant, *value);
  }

  void add_number(std::string_view key, Op op) {
    const Node* const value = find(key);
    if (value == nullptr || !value->is_number()) return;
    const std::optional<Number> number = Number::parse(value->text());
    if (!number) {
      schema_.problem = "the number " + std::string(value->text()) + " is too large";
      return;
    }
    if (op == Op::multiple_of && compare(*number, Number{true, 0, {}}) <= 0) return;
    add(op, *value).number = *number;
  }

  void add_count(std::string_view key, Op op) {
    const Node* const value = find(key);
    if (value == nullptr) return;
    if (const std::optional<std::uint64_t> count = count_of(*value)) add(op, *value).count = *count;
  }

  void add_limits() {
    // Draft 4 §5.1.2: exclusiveMinimum is a flag that makes minimum strict; a number since draft 6.
    // Each form is read in the other's dialects too, as the contract does.
    const auto strict = [&](std::string_view key) {
      const Node* const flag = find(key);
      return flag != nullptr && flag->boolean();
    };
    add_number("minimum", strict("exclusiveMinimum") ? Op::exclusive_minimum : Op::minimum);
    add_number("maximum", strict("exclusiveMaximum") ? Op::exclusive_maximum : Op::maximum);
    add_number("exclusiveMinimum", Op::exclusive_minimum);
    add_number("exclusiveMaximum", Op::exclusive_maximum);
    add_number("multipleOf", Op::multiple_of);
    add_count("minLength", Op::min_length);
    add_count("maxLength", Op::max_length);
    add_count("minItems", Op::min_items);
    add_count("maxItems", Op::max_items);
    add_count("minProperties", Op::min_properties);
    add_count("maxProperties", Op::max_properties);
    if (const Node* const pattern = text("pattern")) {
      add(Op::pattern, *pattern).regex = program_.regex(pattern->text());
    }
    const Node* const unique = find("uniqueItems");
    if (unique != nullptr && unique->boolean()) add(Op::unique_items, *unique);
  }

  static std::vector<NamedSchema> names_in(const Node& list) {
    std::vector<NamedSchema> out;
    for (const Node& name : list.items()) {
      if (name.is_string()) out.push_back({name.text(), nullptr, &name});
    }
    return out;
  }

  void add_names() {
    const Node* const required = find("required");
    if (required != nullptr && required->is_array()) {
      add(Op::required, *required).named = names_in(*required);
    }
    const bool split = age_ >= Dialect::draft2019_09;
    const Node* const lists =
        has_dependencies() || split ? find(split ? "dependentRequired" : "dependencies") : nullptr;
    if (lists == nullptr) return;
    for (const Member& member : lists->members()) {
      if (!member.value.is_array()) continue;
      Check& check = add(Op::dependent_required, member.value);
      check.anchor = member.key;
      check.named = names_in(member.value);
    }
  }

  bool has_dependencies() const {
    return !is_openapi(language_.dialect) && age_ < Dialect::draft2019_09;
  }

  void add_format() {
    const Node* const stated = text("format");
    const StringFormat* const format = stated != nullptr ? find_format(stated->text()) : nullptr;
    if (format != nullptr) add(Op::format, *stated).format = format;
  }

  /// Members that have to be one value: in a union they tell the alternatives apart.
  void add_tags(const Check& properties) {
    std::vector<NamedSchema> tags;
    for (const NamedSchema& property : properties.named) {
      const Node* const values = property.value->find("enum");
      const bool one = values != nullptr && values->items().size() == 1;
      if (one || property.value->find("const") != nullptr) tags.push_back(property);
    }
    if (!tags.empty()) add(Op::tags, *properties.keyword).named = std::move(tags);
  }

  void add_properties() {
    Check check;
    check.op = Op::properties;
    const Node* const properties = find("properties");
    if (properties != nullptr) {
      for (const Member& member : properties->members()) {
        if (is_schema(&member.value)) {
          check.named.push_back({member.key, schema_at(member.value), &member.value});
        }
      }
      std::sort(check.named.begin(), check.named.end(),
                [](const NamedSchema& a, const NamedSchema& b) { return a.name < b.name; });
      check.keyword = properties;
      add_tags(check);
    }
    const bool has_patterns =
        language_.dialect != Dialect::openapi_2_0 && language_.dialect != Dialect::openapi_3_0;
    const Node* const patterns = has_patterns ? find("patternProperties") : nullptr;
    if (patterns != nullptr) {
      for (const Member& member : patterns->members()) {
        if (!is_schema(&member.value)) continue;
        check.patterns.push_back({program_.regex(member.key), schema_at(member.value)});
      }
      check.keyword = patterns;
    }
    const Node* const rest = find("additionalProperties");
    if (is_schema(rest)) {
      check.rest = schema_at(*rest);
      check.rest_keyword = rest;
      check.keyword = rest;
    }
    if (check.keyword != nullptr) schema_.checks.push_back(std::move(check));
    const Node* const names = find("propertyNames");
    if (is_schema(names) && age_ >= Dialect::draft6) {
      add(Op::property_names, *names).schemas = {schema_at(*names)};
    }
  }

  void add_items() {
    const bool new_form = age_ >= Dialect::draft2020_12;
    const Node* const items = find("items");
    const Node* prefix = new_form ? find("prefixItems") : nullptr;
    const Node* rest = items;
    if (!new_form && items != nullptr && items->is_array()) {
      prefix = is_openapi(language_.dialect) ? nullptr : items;
      rest = is_openapi(language_.dialect) ? nullptr : find("additionalItems");
    }
    Check check;
    check.op = Op::items;
    if (prefix != nullptr && prefix->is_array()) {
      for (const Node& item : prefix->items()) check.schemas.push_back(schema_at(item));
      check.keyword = prefix;
    }
    if (is_schema(rest)) {
      check.rest = schema_at(*rest);
      check.rest_keyword = rest;
      check.keyword = rest;
    }
    if (check.keyword != nullptr) schema_.checks.push_back(std::move(check));
  }

  void add_contains() {
    const Node* const contains = find("contains");
    if (!is_schema(contains) || age_ < Dialect::draft6) return;
    Check& check = add(Op::contains, *contains);
    check.schemas = {schema_at(*contains)};
    check.count = 1;
    check.marks_items = age_ >= Dialect::draft2020_12;
    if (age_ < Dialect::draft2019_09 || !language_.assertions) return;
    if (const Node* const least = find("minContains")) check.count = count_of(*least).value_or(1);
    if (const Node* const most = find("maxContains")) check.most = count_of(*most);
  }

  void add_list(std::string_view key, Op op) {
    const Node* const list = find(key);
    if (list == nullptr || !list->is_array() || list->items().empty()) return;
    std::vector<Schema*> schemas;
    for (const Node& item : list->items()) schemas.push_back(schema_at(item));
    add(op, *list).schemas = std::move(schemas);
  }

  void add_logic() {
    add_list("allOf", Op::all_of);
    if (language_.dialect != Dialect::openapi_2_0) {
      add_list("anyOf", Op::any_of);
      add_list("oneOf", Op::one_of);
      const Node* const negated = find("not");
      if (is_schema(negated)) add(Op::negation, *negated).schemas = {schema_at(*negated)};
    }
    const Node* const condition = find("if");
    if (is_schema(condition) && age_ >= Dialect::draft7) {
      const auto branch = [&](std::string_view key) {
        const Node* const schema = find(key);
        return is_schema(schema) ? schema_at(*schema) : nullptr;
      };
      Schema* const test = schema_at(*condition);
      Schema* const then = branch("then");
      Schema* const otherwise = branch("else");
      add(Op::conditional, *condition).schemas = {test, then, otherwise};
    }
    const bool split = age_ >= Dialect::draft2019_09;
    const Node* const dependent =
        has_dependencies() || split ? find(split ? "dependentSchemas" : "dependencies") : nullptr;
    if (dependent == nullptr) return;
    for (const Member& member : dependent->members()) {
      if (!is_schema(&member.value)) continue;
      Schema* const inner = schema_at(member.value);
      Check& check = add(Op::dependent_schemas, member.value);
      check.anchor = member.key;
      check.schemas = {inner};
    }
  }

  void add_unevaluated(std::string_view key, Op op) {
    const Node* const schema = find(key);
    if (!is_schema(schema)) return;
    Schema* const inner = schema_at(*schema);
    add(op, *schema).schemas = {inner};
    schema_.needs_evaluated = true;
  }

  Program& program_;
  Schema& schema_;
  const Node& node_;
  const Language language_;
  const Dialect age_;
  std::uint64_t lengths_ = 0;  // of the schema's keys: bit 63 for all longer ones
};

Program::Program(const Contract& contract, Dialect dialect) : resources_(contract, dialect) {}

const Regex* Program::regex(std::string_view pattern) {
  std::unique_ptr<Regex>& out = regexes_[pattern];
  if (!out) out = std::make_unique<Regex>(pattern);
  return out.get();
}

Schema& Program::at(Site site) {
  Schema*& out = by_site_[{site.node, site.resource}];
  if (out == nullptr) {
    out = &schemas_.emplace_back();
    out->site = site;
  }
  return *out;
}

Schema& Program::at(Place place) {
  return at(resources_.locate(place));
}

void Program::compile(Schema& schema) {
  if (schema.compiled) return;
  schema.compiled = true;
  SchemaCompiler(*this, schema).compile();
}

/// The schema, what it refers to and what its `allOf` holds, transitively: all of them describe the
/// same value whenever it is valid.
std::vector<Site> Program::merged_schemas(Site schema) {
  std::vector<Site> out = {resources_.enter(schema)};
  const auto add = [&](const Node& node, ResourceId resource) {
    const Site site = resources_.enter({&node, resource});
    if (std::find(out.begin(), out.end(), site) == out.end()) out.push_back(site);
  };
  for (std::size_t i = 0; i < out.size(); ++i) {
    const Site site = out[i];
    const Node* const ref = site.node->find("$ref");
    if (ref != nullptr && ref->is_string()) {
      const std::optional<Site> target = resources_.resolve(site.resource, ref->text());
      if (target) add(*target->node, target->resource);
      if (ref_hides_siblings(resources_.language(site.resource).dialect)) {
        out[i].node = &no_keywords;
        continue;
      }
    }
    const Node* const all = site.node->find("allOf");
    if (all == nullptr) continue;
    for (const Node& item : all->items()) add(item, site.resource);
  }
  return out;
}

const std::vector<std::string_view>& Program::absent_names(Schema& schema, Exchange exchange) {
  const bool request = exchange == Exchange::request;
  std::optional<std::vector<std::string_view>>& out =
      request ? schema.absent_in_request : schema.absent_in_response;
  if (out) return *out;
  out.emplace();
  const auto is_marked = [&](const Site& site) {
    const Node* const flag = site.node->find(request ? "readOnly" : "writeOnly");
    return flag != nullptr && flag->boolean();
  };
  const auto is_absent = [&](Site site) {
    const Node& node = *site.node;
    if (node.find("$ref") == nullptr && node.find("allOf") == nullptr) return is_marked(site);
    const std::vector<Site> parts = merged_schemas(site);
    return std::any_of(parts.begin(), parts.end(), is_marked);
  };
  for (const Site& site : merged_schemas(schema.site)) {
    const Node* const properties = site.node->find("properties");
    if (properties == nullptr) continue;
    for (const Member& member : properties->members()) {
      if (is_absent({&member.value, site.resource})) out->push_back(member.key);
    }
  }
  return *out;
}

}  // namespace verdiff::validator
