#include "prove/shapes/lower.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace verdiff::prove {

namespace {

std::optional<std::uint64_t> count_of(const Node& node) {
  std::uint64_t plain = 0;
  const char* const end = node.text().data() + node.text().size();
  const auto [stop, failure] = std::from_chars(node.text().data(), end, plain);
  if (failure == std::errc() && stop == end) return plain;
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
      lower_presence(entry);
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

  /// What the values and names of members must be.
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
      default:
        break;
    }
  }

  /// Which members there are, and how many.
  void lower_presence(const Entry& entry) {
    switch (entry.keyword) {
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
              {all_.values_.text(entry.names[i]), beside(entry.schemas[i], key_.tolerant)});
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

Shape Lowering::draft(const Key& key) {
  return SchemaLowering(*this, key).lower();
}

}  // namespace verdiff::prove
