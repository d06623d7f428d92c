#include "prove/lower.h"

#include <algorithm>
#include <limits>
#include <set>
#include <utility>

namespace verdiff::prove {

namespace {

constexpr std::size_t npos = static_cast<std::size_t>(-1);

bool is_draft(ShapeId id) {
  return static_cast<std::uint32_t>(id) >= Shapes::first_draft;
}
std::size_t draft_index(ShapeId id) {
  return static_cast<std::uint32_t>(id) - Shapes::first_draft;
}

bool holds(const Schema& schema, Keyword keyword) {
  const Entry* const entry = schema.find(keyword);
  return entry != nullptr && entry->value != nullptr && entry->value->boolean();
}

/// Strongly connected components (Tarjan 1972) with an explicit stack, callees first.
class Components {
 public:
  explicit Components(const std::vector<Shape>& shapes) : shapes_(shapes), rows_(shapes.size()) {}

  std::vector<std::vector<std::size_t>> find() {
    for (std::size_t i = 0; i < shapes_.size(); ++i) {
      if (rows_[i].number == npos) visit(i);
    }
    return std::move(out_);
  }

 private:
  struct Row {
    std::size_t number = npos;
    std::size_t low = 0;
    bool open = false;
  };
  struct Frame {
    std::size_t at;
    std::vector<std::size_t> next;
  };

  void enter(std::size_t at) {
    rows_[at] = {count_, count_, true};
    ++count_;
    path_.push_back(at);
    Frame frame{at, {}};
    each_part(shapes_[at], [&](const ShapeId& part) {
      if (is_draft(part)) frame.next.push_back(draft_index(part));
    });
    stack_.push_back(std::move(frame));
  }

  void visit(std::size_t start) {
    enter(start);
    while (!stack_.empty()) {
      Frame& top = stack_.back();
      if (!top.next.empty()) {
        const std::size_t next = top.next.back();
        top.next.pop_back();
        if (rows_[next].number == npos) {
          enter(next);
        } else if (rows_[next].open) {
          rows_[top.at].low = std::min(rows_[top.at].low, rows_[next].number);
        }
        continue;
      }
      const std::size_t at = top.at;
      stack_.pop_back();
      if (!stack_.empty()) {
        std::size_t& low = rows_[stack_.back().at].low;
        low = std::min(low, rows_[at].low);
      }
      if (rows_[at].low == rows_[at].number) close(at);
    }
  }

  void close(std::size_t head) {
    std::vector<std::size_t> members;
    do {
      members.push_back(path_.back());
      rows_[path_.back()].open = false;
      path_.pop_back();
    } while (members.back() != head);
    std::sort(members.begin(), members.end());
    out_.push_back(std::move(members));
  }

  const std::vector<Shape>& shapes_;
  std::vector<Row> rows_;
  std::vector<std::size_t> path_;
  std::vector<Frame> stack_;
  std::size_t count_ = 0;
  std::vector<std::vector<std::size_t>> out_;
};

Kinds kinds_of(TypeSet types) {
  Kinds out;
  if (types.has(JsonType::null)) out = out | Kind::null;
  if (types.has(JsonType::boolean)) out = out | Kind::boolean;
  if (types.has(JsonType::integer) || types.has(JsonType::number)) out = out | Kind::number;
  if (types.has(JsonType::string)) out = out | Kind::string;
  if (types.has(JsonType::array)) out = out | Kind::array;
  if (types.has(JsonType::object)) out = out | Kind::object;
  return out;
}

std::optional<std::uint64_t> count_of(const Node& node) {
  const std::optional<Rational> value = parse_rational(node.text());
  if (!value || value->get_den() != 1 || sgn(*value) < 0) return std::nullopt;
  const mpz_class& count = value->get_num();
  if (!count.fits_ulong_p()) return std::numeric_limits<std::uint64_t>::max();
  return count.get_ui();
}

}  // namespace

/// Reads one schema into a draft.
class SchemaLowering {
 public:
  SchemaLowering(Lowering& all, const Lowering::Key& key)
      : all_(all),
        key_(key),
        graph_(all.contracts_[key.contract]->schemas),
        schema_(graph_[key.schema]),
        absent_(all.with_marked(key.absent, key)) {}

  Shape lower() {
    if (schema_.boolean) {
      if (!*schema_.boolean) shape_.kinds = Kinds();
      return std::move(shape_);
    }
    for (const Entry& entry : schema_.entries) {
      lower_value(entry);
      lower_scalar(entry);
      lower_array(entry);
      lower_object(entry);
      lower_logic(entry);
    }
    if (shape_.array && !shape_.array->contains) {  // validation §6.4.4: ignored without contains
      shape_.array->min_contains = 1;
      shape_.array->max_contains.reset();
    }
    return std::move(shape_);
  }

 private:
  ShapeId inner(SchemaId schema, bool tolerant) {
    return all_.part({key_.contract, schema, tolerant, key_.exchange, 0});
  }
  /// A part that speaks of the same value.
  ShapeId beside(SchemaId schema, bool tolerant) {
    return all_.part({key_.contract, schema, tolerant, key_.exchange, absent_});
  }
  bool is_false(SchemaId schema) const { return graph_[schema].boolean == false; }
  bool is_absent(TextId name) const {
    const std::vector<TextId>& names = all_.absent_sets_[absent_];
    return std::find(names.begin(), names.end(), name) != names.end();
  }
  void obscure(Kinds kinds, UnknownReason reason, std::string detail) {
    shape_.obscured = shape_.obscured | kinds;
    if (!shape_.obstacle) shape_.obstacle = Obstacle{reason, std::move(detail)};
  }

  NumberShape& number() {
    if (!shape_.number) shape_.number.emplace();
    return *shape_.number;
  }
  TextShape& text() {
    if (!shape_.text) shape_.text.emplace();
    return *shape_.text;
  }
  ArrayShape& array() {
    if (!shape_.array) shape_.array.emplace();
    return *shape_.array;
  }
  ObjectShape& object() {
    if (!shape_.object) shape_.object.emplace();
    return *shape_.object;
  }

  std::optional<ValueId> value_of(const Node& node) {
    const std::optional<ValueId> out = all_.values_.read(node);
    if (!out)
      obscure(Kinds::all(), UnknownReason::unsupported, "a number has too large an exponent");
    return out;
  }

  void restrict_to(std::vector<ValueId> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    if (shape_.values) {
      std::vector<ValueId> both;
      std::set_intersection(values.begin(), values.end(), shape_.values->begin(),
                            shape_.values->end(), std::back_inserter(both));
      values = std::move(both);
    }
    shape_.values = std::move(values);
  }

  void lower_value(const Entry& entry) {
    switch (entry.keyword) {
      case Keyword::type:
        shape_.kinds = kinds_of(entry.types);
        shape_.integer = entry.types.has(JsonType::integer) && !entry.types.has(JsonType::number);
        break;
      case Keyword::enum_: {
        std::vector<ValueId> values;
        for (const Node& node : entry.value->items()) {
          if (const std::optional<ValueId> value = value_of(node)) values.push_back(*value);
        }
        restrict_to(std::move(values));
        break;
      }
      case Keyword::const_:
        if (const std::optional<ValueId> value = value_of(*entry.value)) restrict_to({*value});
        break;
      case Keyword::dynamic_ref:
        obscure(Kinds::all(), UnknownReason::reference,
                "a $dynamicRef that is reached in too many dynamic scopes");
        break;
      default:
        break;
    }
  }

  void bound(std::optional<ValueId>& bound, bool& is_strict, const Node& node, bool strict,
             bool low) {
    const std::optional<ValueId> value = value_of(node);
    if (!value) return;
    if (bound) {  // minimum and exclusiveMinimum side by side: the tighter one counts
      const Rational& present = all_.values_.number(*bound);
      const Rational& other = all_.values_.number(*value);
      const bool tighter = low ? other > present : other < present;
      if (!tighter && !(other == present && strict)) return;
    }
    bound = value;
    is_strict = strict;
  }

  void lower_scalar(const Entry& entry) {
    switch (entry.keyword) {
      case Keyword::minimum:
      case Keyword::exclusive_minimum:
        bound(number().low, number().low_strict, *entry.value,
              entry.keyword == Keyword::exclusive_minimum, true);
        break;
      case Keyword::maximum:
      case Keyword::exclusive_maximum:
        bound(number().high, number().high_strict, *entry.value,
              entry.keyword == Keyword::exclusive_maximum, false);
        break;
      case Keyword::multiple_of:
        if (const auto value = value_of(*entry.value)) {
          if (sgn(all_.values_.number(*value)) > 0) number().factor = value;
        }
        break;
      case Keyword::min_length:
        text().min_length = count_of(*entry.value).value_or(0);
        break;
      case Keyword::max_length:
        text().max_length = count_of(*entry.value);
        break;
      case Keyword::pattern: {
        const Pattern& pattern = all_.texts_.pattern(entry.value->text());
        if (pattern.term) {
          text().pattern = pattern.term;
        } else {
          const std::string key = "pattern " + std::string(entry.value->text());
          text().opaque.push_back({all_.values_.text(key), nullptr});
          opaque_problem(entry.value->text(), pattern.problem);
        }
        break;
      }
      case Keyword::format:
        if (all_.assert_format_) {
          if (const auto* const format = validator::find_format(entry.value->text())) {
            text().opaque.push_back(
                {all_.values_.text("format " + std::string(format->name)), format});
          }
        }
        break;
      default:
        break;
    }
  }

  void opaque_problem(std::string_view pattern, const std::string& problem) {
    if (!shape_.obstacle) {
      shape_.obstacle =
          Obstacle{UnknownReason::pattern, "the pattern '" + std::string(pattern) + "' " + problem};
    }
  }

  void lower_array(const Entry& entry) {
    const bool positive = key_.tolerant;
    switch (entry.keyword) {
      case Keyword::prefix_items:
        for (const SchemaId item : entry.schemas) array().prefix.push_back(inner(item, positive));
        break;
      case Keyword::items:
        array().rest = inner(entry.schemas.front(), positive);
        break;
      case Keyword::contains:
        array().contains = inner(entry.schemas.front(), false);
        array().contains_evaluates =
            schema_.dialect == Dialect::draft2020_12 || schema_.dialect == Dialect::openapi_3_1;
        break;
      case Keyword::min_contains:
        array().min_contains = count_of(*entry.value).value_or(1);
        break;
      case Keyword::max_contains:
        array().max_contains = count_of(*entry.value);
        break;
      case Keyword::min_items:
        array().min_items = count_of(*entry.value).value_or(0);
        break;
      case Keyword::max_items:
        array().max_items = count_of(*entry.value);
        break;
      case Keyword::unique_items:
        if (entry.value->boolean()) array().unique = true;
        break;
      case Keyword::unevaluated_items:
        array().unevaluated = inner(entry.schemas.front(), positive);
        break;
      default:
        break;
    }
  }

  /// Indexes of `names` in the order of the names, so that nothing depends on how keys are ordered.
  static std::vector<std::size_t> in_order(std::span<const std::string_view> names) {
    std::vector<std::size_t> out(names.size());
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = i;
    std::sort(out.begin(), out.end(),
              [&](std::size_t a, std::size_t b) { return names[a] < names[b]; });
    return out;
  }
  std::vector<TextId> names_of(std::span<const std::string_view> names) {
    std::vector<TextId> out;
    for (const std::size_t i : in_order(names)) {
      const TextId name = all_.values_.text(names[i]);
      if (!is_absent(name)) out.push_back(name);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
  }

  void lower_object(const Entry& entry) {
    const bool positive = key_.tolerant;
    switch (entry.keyword) {
      case Keyword::properties:
        for (const std::size_t i : in_order(entry.names)) {
          const TextId name = all_.values_.text(entry.names[i]);
          const ShapeId shape = is_absent(name) ? never : inner(entry.schemas[i], positive);
          object().properties.push_back({name, shape});
        }
        std::sort(object().properties.begin(), object().properties.end(),
                  [](const NamedShape& a, const NamedShape& b) { return a.name < b.name; });
        break;
      case Keyword::pattern_properties:
        for (const std::size_t i : in_order(entry.names)) lower_pattern(entry, i);
        break;
      case Keyword::additional_properties:
        if (positive && is_false(entry.schemas.front())) break;
        object().additional = inner(entry.schemas.front(), positive);
        break;
      case Keyword::unevaluated_properties:
        if (positive && is_false(entry.schemas.front())) break;
        object().unevaluated = inner(entry.schemas.front(), positive);
        break;
      case Keyword::property_names:
        object().names = inner(entry.schemas.front(), false);
        break;
      case Keyword::required:
        object().required = names_of(entry.names);
        break;
      case Keyword::dependent_required:
        for (const std::size_t i : in_order(entry.names)) {
          object().dependent_required.push_back(
              {all_.values_.text(entry.names[i]), names_of(entry.name_lists[i])});
        }
        break;
      case Keyword::dependent_schemas:
        for (const std::size_t i : in_order(entry.names)) {
          object().dependent_schemas.push_back(
              {all_.values_.text(entry.names[i]), beside(entry.schemas[i], positive)});
        }
        break;
      case Keyword::min_properties:
        object().min_properties = count_of(*entry.value).value_or(0);
        break;
      case Keyword::max_properties:
        object().max_properties = count_of(*entry.value);
        break;
      case Keyword::discriminator:
        if (const Node* const name = entry.value->find("propertyName")) {
          if (name->is_string()) object().mentioned = {all_.values_.text(name->text())};
        }
        break;
      default:
        break;
    }
  }

  void lower_pattern(const Entry& entry, std::size_t i) {
    const Pattern& pattern = all_.texts_.pattern(entry.names[i]);
    if (pattern.term) {
      object().patterns.push_back({*pattern.term, inner(entry.schemas[i], key_.tolerant)});
      return;
    }
    obscure(Kind::object, UnknownReason::pattern,
            "the pattern '" + std::string(entry.names[i]) + "' " + pattern.problem);
  }

  std::vector<ShapeId> all_beside(const Entry& entry, bool tolerant) {
    std::vector<ShapeId> out;
    for (const SchemaId schema : entry.schemas) out.push_back(beside(schema, tolerant));
    return out;
  }

  void lower_logic(const Entry& entry) {
    const bool positive = key_.tolerant;
    switch (entry.keyword) {
      case Keyword::ref:
      case Keyword::all_of:
        for (const ShapeId part : all_beside(entry, positive)) shape_.all.push_back(part);
        break;
      case Keyword::any_of:
        shape_.any.push_back(all_beside(entry, positive));
        break;
      case Keyword::one_of:
        if (positive && all_.reads_as_any(graph_, schema_, entry)) {
          shape_.any.push_back(all_beside(entry, true));
        } else {
          shape_.one = all_beside(entry, false);
        }
        break;
      case Keyword::not_:
        shape_.excluded = {beside(entry.schemas.front(), false)};
        break;
      case Keyword::if_: {
        Conditional out;
        out.test = beside(entry.schemas.front(), false);
        if (const Entry* const then = schema_.find(Keyword::then_)) {
          out.then = beside(then->schemas.front(), positive);
        }
        if (const Entry* const otherwise = schema_.find(Keyword::else_)) {
          out.otherwise = beside(otherwise->schemas.front(), positive);
        }
        shape_.conditional = out;
        break;
      }
      default:
        break;
    }
  }

  Lowering& all_;
  const Lowering::Key key_;
  const SchemaGraph& graph_;
  const Schema& schema_;
  const Lowering::AbsentId absent_;
  Shape shape_;
};

ShapeId Lowering::lower(const Contract& contract, SchemaId schema, bool tolerant,
                        Exchange exchange) {
  auto at = std::find(contracts_.begin(), contracts_.end(), &contract);
  if (at == contracts_.end()) at = contracts_.insert(contracts_.end(), &contract);
  const auto number = static_cast<std::uint32_t>(at - contracts_.begin());
  const Key key{number, schema, tolerant, exchange, 0};
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  part(key);
  // Reading a draft asks for its parts, which adds drafts.
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    Shape shape = SchemaLowering(*this, keys_[i]).lower();
    drafts_.push_back(std::move(shape));
  }
  finish();
  return known_.at(key);
}

ShapeId Lowering::part(const Key& key) {
  const ShapeId draft{Shapes::first_draft + static_cast<std::uint32_t>(keys_.size())};
  const auto [it, added] = known_.emplace(key, draft);
  if (added) keys_.push_back(key);
  return it->second;
}

void Lowering::finish() {
  final_.assign(drafts_.size(), anything);
  for (const std::vector<std::size_t>& members : Components(drafts_).find()) {
    finish_component(members);
  }
  for (std::size_t i = 0; i < keys_.size(); ++i) known_[keys_[i]] = final_[i];
  keys_.clear();
  drafts_.clear();
}

void Lowering::finish_component(const std::vector<std::size_t>& members) {
  bool cyclic = members.size() > 1;
  for (const std::size_t member : members) {
    each_part(drafts_[member], [&](ShapeId& part) {
      if (!is_draft(part)) return;
      const auto inside = std::lower_bound(members.begin(), members.end(), draft_index(part));
      if (inside == members.end() || *inside != draft_index(part)) {
        part = final_[draft_index(part)];
        return;
      }
      cyclic = true;
      part = ShapeId{Shapes::first_draft + static_cast<std::uint32_t>(inside - members.begin())};
    });
  }
  if (!cyclic) {
    final_[members[0]] = simplified(std::move(drafts_[members[0]]));
    return;
  }
  std::vector<Shape> cycle;
  for (const std::size_t member : members) cycle.push_back(std::move(drafts_[member]));
  const std::vector<ShapeId> numbers = shapes_.intern_cycle(std::move(cycle));
  for (std::size_t i = 0; i < members.size(); ++i) final_[members[i]] = numbers[i];
}

/// Other words for the same, in one form. Nothing is dropped that evaluates or declares a property.
ShapeId Lowering::simplified(Shape shape) {
  std::vector<std::vector<ShapeId>> groups;
  for (std::vector<ShapeId>& group : shape.any) {
    if (group.size() == 1) {
      shape.all.push_back(group.front());
    } else {
      groups.push_back(std::move(group));
    }
  }
  shape.any = std::move(groups);
  if (shape.one.size() == 1) {
    shape.all.push_back(shape.one.front());
    shape.one.clear();
  }
  std::vector<ShapeId> all;
  for (const ShapeId part : shape.all) {
    if (part == never) return never;
    if (part != anything && std::find(all.begin(), all.end(), part) == all.end()) {
      all.push_back(part);
    }
  }
  shape.all = std::move(all);
  if (shape.kinds.empty() || (shape.values && shape.values->empty())) return never;
  if (shape.all.size() == 1) {
    const ShapeId only = shape.all.front();
    Shape rest = shape;
    rest.all.clear();
    if (rest == shapes_[anything]) return only;
  }
  return shapes_.intern(std::move(shape));
}

/// The schema and what is conjoined with it by references and allOf, transitively.
std::vector<SchemaId> Lowering::merged(const SchemaGraph& graph, SchemaId schema) const {
  std::vector<SchemaId> out = {schema};
  std::set<SchemaId> seen = {schema};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (const Keyword keyword : {Keyword::ref, Keyword::all_of}) {
      const Entry* const entry = graph[out[i]].find(keyword);
      if (entry == nullptr) continue;
      for (const SchemaId part : entry->schemas) {
        if (seen.insert(part).second) out.push_back(part);
      }
    }
  }
  return out;
}

/// The absent names around a schema, and those that it marks itself.
Lowering::AbsentId Lowering::with_marked(AbsentId around, const Key& key) {
  if (key.exchange == Exchange::none) return around;
  const Keyword mark = key.exchange == Exchange::request ? Keyword::read_only : Keyword::write_only;
  const SchemaGraph& graph = contracts_[key.contract]->schemas;
  std::vector<std::string_view> marked;
  for (const SchemaId schema : merged(graph, key.schema)) {
    const Entry* const properties = graph[schema].find(Keyword::properties);
    if (properties == nullptr) continue;
    for (std::size_t i = 0; i < properties->names.size(); ++i) {
      const std::vector<SchemaId> parts = merged(graph, properties->schemas[i]);
      if (std::any_of(parts.begin(), parts.end(),
                      [&](SchemaId part) { return holds(graph[part], mark); })) {
        marked.push_back(properties->names[i]);
      }
    }
  }
  if (marked.empty()) return around;
  std::sort(marked.begin(), marked.end());
  std::vector<TextId> names = absent_sets_[around];
  for (const std::string_view name : marked) names.push_back(values_.text(name));
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  const auto [it, added] =
      absent_numbers_.emplace(names, static_cast<AbsentId>(absent_sets_.size()));
  if (added) absent_sets_.push_back(std::move(names));
  return it->second;
}

/// The kinds of values that a branch of a oneOf is about. A schema that states no type but has
/// keywords of objects is about objects.
Kinds Lowering::object_kinds(const SchemaGraph& graph, SchemaId id, int& fuel) const {
  const Schema& schema = graph[id];
  if (schema.boolean) return *schema.boolean ? Kinds::all() : Kinds();
  if (--fuel < 0) return Kinds::all();
  Kinds out = Kinds::all();
  bool about_objects = false;
  for (const Entry& entry : schema.entries) {
    switch (entry.keyword) {
      case Keyword::type:
        out = out & kinds_of(entry.types);
        break;
      case Keyword::const_:
        out = out & kind_of(entry.value->kind());
        break;
      case Keyword::enum_: {
        Kinds listed;
        for (const Node& value : entry.value->items()) listed = listed | kind_of(value.kind());
        out = out & listed;
        break;
      }
      case Keyword::ref:
      case Keyword::all_of:
        for (const SchemaId part : entry.schemas) out = out & object_kinds(graph, part, fuel);
        break;
      case Keyword::any_of:
      case Keyword::one_of: {
        Kinds either;
        for (const SchemaId part : entry.schemas) {
          either = either | object_kinds(graph, part, fuel);
        }
        out = out & either;
        break;
      }
      case Keyword::properties:
      case Keyword::pattern_properties:
      case Keyword::additional_properties:
      case Keyword::required:
      case Keyword::min_properties:
      case Keyword::max_properties:
      case Keyword::dependent_required:
      case Keyword::dependent_schemas:
        about_objects = true;
        break;
      default:
        break;
    }
  }
  return out == Kinds::all() && about_objects ? Kinds(Kind::object) : out;
}

/// A oneOf counts as anyOf for a tolerant consumer if its branches meet in objects only.
bool Lowering::reads_as_any(const SchemaGraph& graph, const Schema& schema,
                            const Entry& one_of) const {
  Kinds around = Kinds::all();
  if (const Entry* const type = schema.find(Keyword::type)) {
    if (type->types == TypeSet().with(JsonType::object)) around = Kind::object;
  }
  Kinds seen;
  for (const SchemaId branch : one_of.schemas) {
    int fuel = 100;  // schemas to look into; past it a branch is taken to be about everything
    const Kinds kinds = object_kinds(graph, branch, fuel) & around;
    if (!(seen & kinds).within(Kind::object)) return false;
    seen = seen | kinds;
  }
  return true;
}

}  // namespace verdiff::prove
