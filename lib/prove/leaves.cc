// Numbers and strings that satisfy everything that is left to satisfy.

#include "prove/search.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff::prove {

/// Values that the state rules out one by one.
std::vector<ValueId> Search::excluded_values(const State& state) const {
  std::vector<ValueId> out;
  for (const Item& item : state.items) {
    if (item.kind != Item::Kind::differs) continue;
    for (const ValueId value : *engine_.shapes[item.literal.shape].values) {
      if (kind_of(engine_.values.kind(value)) == state.kind) out.push_back(value);
    }
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

Found<ValueId> Search::leaf(const State& state, const Goal& goal, std::size_t count) {
  Found<ValueId> out;
  switch (state.kind) {
    case Kind::number:
      out = number_leaf(state, count);
      break;
    case Kind::string:
      out = text_leaf(state, count);
      break;
    case Kind::array:
      out = array_leaf(state, count);
      break;
    default:
      out = object_leaf(state, goal, count);
      break;
  }
  // Something can't be decided: then there may be less than was found, but not more.
  for (const Item& item : state.items) {
    if (item.kind != Item::Kind::undecidable || out.values.empty()) continue;
    return undecided(engine_.shapes[item.literal.shape].obstacle.value_or(Obstacle{}));
  }
  return out;
}

Found<ValueId> Search::number_leaf(const State& state, std::size_t count) {
  NumberSet set;
  for (const Item& item : state.items) {
    const Shape& shape = engine_.shapes[item.literal.shape];
    const auto value = [&](ValueId id) -> const Rational& { return engine_.values.number(id); };
    switch (item.kind) {
      case Item::Kind::number:
        if (shape.integer) set.multiple_of(1);
        if (!shape.number) break;
        if (shape.number->low) set.at_least(value(*shape.number->low), shape.number->low_strict);
        if (shape.number->high) set.at_most(value(*shape.number->high), shape.number->high_strict);
        if (shape.number->factor) set.multiple_of(value(*shape.number->factor));
        break;
      case Item::Kind::below:
        set.at_most(value(*shape.number->low), !shape.number->low_strict);
        break;
      case Item::Kind::above:
        set.at_least(value(*shape.number->high), !shape.number->high_strict);
        break;
      case Item::Kind::not_multiple:
        set.not_multiple_of(value(*shape.number->factor));
        break;
      case Item::Kind::not_integer:
        set.not_multiple_of(1);
        break;
      default:
        break;
    }
  }
  std::vector<Rational> excluded;
  for (const ValueId value : excluded_values(state))
    excluded.push_back(engine_.values.number(value));
  const Found<Rational> found = set.find(count, excluded, *budget_);
  Found<ValueId> out;
  out.exhaustive = found.exhaustive;
  for (const Rational& value : found.values) out.values.push_back(engine_.values.number(value));
  return out;
}

Found<ValueId> Search::text_leaf(const State& state, std::size_t count) {
  TextQuery query;
  if (name_query_ != nullptr) query = *name_query_;
  const auto at_most = [&](std::uint64_t length) {
    query.max_length = std::min(query.max_length.value_or(length), length);
  };
  std::vector<std::pair<TextId, bool>> opaque;
  const Shape* unclear = nullptr;
  for (const Item& item : state.items) {
    const Shape& shape = engine_.shapes[item.literal.shape];
    switch (item.kind) {
      case Item::Kind::text:
        query.min_length = std::max(query.min_length, shape.text->min_length);
        if (shape.text->max_length) at_most(*shape.text->max_length);
        if (shape.text->pattern) query.in.push_back(*shape.text->pattern);
        for (const TextId id : shape.text->opaque) opaque.emplace_back(id, true);
        if (!shape.text->opaque.empty()) unclear = &shape;
        break;
      case Item::Kind::too_short:
        at_most(shape.text->min_length - 1);
        break;
      case Item::Kind::too_long:
        query.min_length = std::max(query.min_length, *shape.text->max_length + 1);
        break;
      case Item::Kind::no_match:
        query.out.push_back(*shape.text->pattern);
        break;
      case Item::Kind::not_opaque:
        opaque.emplace_back(shape.text->opaque[item.index], false);
        unclear = &shape;
        break;
      default:
        break;
    }
  }
  for (const auto& [id, holds] : opaque) {
    const std::pair<TextId, bool> opposite{id, !holds};
    if (std::find(opaque.begin(), opaque.end(), opposite) != opaque.end()) {
      return Found<ValueId>::none();
    }
  }
  if (query.max_length && *query.max_length < query.min_length) return Found<ValueId>::none();

  std::vector<std::string_view> excluded;
  for (const ValueId value : excluded_values(state)) {
    excluded.push_back(engine_.values.text(engine_.values.text(value)));
  }
  if (name_excluded_ != nullptr) {
    for (const TextId name : *name_excluded_) excluded.push_back(engine_.values.text(name));
  }
  const Found<std::string> found = engine_.texts.find(query, count, excluded, *budget_);
  if (!found.values.empty() && unclear != nullptr) {
    return undecided(unclear->obstacle.value_or(
        Obstacle{UnknownReason::unsupported, "a format that is not decided by its form"}));
  }
  if (found.undecided() && query.min_length > budget_->left()) {
    return undecided({UnknownReason::budget,
                      fmt::format("that would take a string of {} characters", query.min_length)});
  }
  Found<ValueId> out;
  out.exhaustive = found.exhaustive;
  for (const std::string& text : found.values) {
    out.values.push_back(engine_.values.string(engine_.values.text(text)));
  }
  return out;
}

Found<ValueId> Search::find_names(const Goal& names, const TextQuery& query,
                                  const std::vector<TextId>& excluded, std::size_t count) {
  for (const Literal& literal : names) {
    if (literal.shape == (literal.positive ? never : anything)) return Found<ValueId>::none();
  }
  const TextQuery* const query_around = name_query_;
  const std::vector<TextId>* const excluded_around = name_excluded_;
  name_query_ = &query;
  name_excluded_ = &excluded;
  Found<ValueId> out = Found<ValueId>::none();
  State state;
  state.kind = Kind::string;
  if (start(state, names)) out = branch(std::move(state), names, count);
  name_query_ = query_around;
  name_excluded_ = excluded_around;
  return out;
}

/// A listed name, judged by what else is asked of names.
bool Search::fits_name(ValueId value) {
  if (engine_.values.kind(value) != NodeKind::string) return false;
  const TextId name = engine_.values.text(value);
  const std::string& text = engine_.values.text(name);
  const auto matches = [&](Term term) {
    return engine_.texts.matches(term, text, *budget_).value_or(false);
  };
  return std::find(name_excluded_->begin(), name_excluded_->end(), name) == name_excluded_->end() &&
         std::all_of(name_query_->in.begin(), name_query_->in.end(), matches) &&
         std::none_of(name_query_->out.begin(), name_query_->out.end(), matches);
}

}  // namespace verdiff::prove
