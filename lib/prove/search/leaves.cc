// Numbers and strings that satisfy everything that is left to satisfy.

#include "prove/search/search.h"

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

/// What a state asks of a string: what the string engine can say, and the rest.
struct Search::TextDemand {
  struct Condition {
    Opaque opaque;
    bool holds = true;
    bool operator==(const Condition&) const = default;
  };
  TextQuery query;
  std::vector<Condition> conditions;
  const Shape* unclear = nullptr;  // has one of the conditions
};

Search::TextDemand Search::text_demand(const State& state) const {
  TextDemand out;
  if (name_query_ != nullptr) out.query = *name_query_;
  TextQuery& query = out.query;
  const auto at_most = [&](std::uint64_t length) {
    query.max_length = std::min(query.max_length.value_or(length), length);
  };
  for (const Item& item : state.items) {
    const Shape& shape = engine_.shapes[item.literal.shape];
    switch (item.kind) {
      case Item::Kind::text:
        query.min_length = std::max(query.min_length, shape.text->min_length);
        if (shape.text->max_length) at_most(*shape.text->max_length);
        if (shape.text->pattern) query.in.push_back(*shape.text->pattern);
        for (const Opaque& opaque : shape.text->opaque) out.conditions.push_back({opaque, true});
        if (!shape.text->opaque.empty()) out.unclear = &shape;
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
        out.conditions.push_back({shape.text->opaque[item.index], false});
        out.unclear = &shape;
        break;
      default:
        break;
    }
  }
  return out;
}

/// Formats that hold narrow the query down; false: the conditions contradict one another.
bool Search::narrow_by_formats(TextDemand& demand) {
  for (const auto& [opaque, holds] : demand.conditions) {
    if (!holds) continue;
    for (const auto& [other, other_holds] : demand.conditions) {
      if (!other_holds && opaque.implies(other)) return false;
    }
    if (opaque.format == nullptr || opaque.format->pattern.empty()) continue;
    const Pattern& pattern = engine_.texts.pattern(opaque.format->pattern);
    if (pattern.term) demand.query.in.push_back(*pattern.term);
  }
  return true;
}

Found<ValueId> Search::text_leaf(const State& state, std::size_t count) {
  TextDemand demand = text_demand(state);
  if (!narrow_by_formats(demand)) return Found<ValueId>::none();
  const TextQuery& query = demand.query;
  if (query.max_length && *query.max_length < query.min_length) return Found<ValueId>::none();

  std::vector<std::string_view> excluded;
  for (const ValueId value : excluded_values(state)) {
    excluded.push_back(engine_.values.text(engine_.values.text(value)));
  }
  if (name_excluded_ != nullptr) {
    for (const TextId name : *name_excluded_) excluded.push_back(engine_.values.text(name));
  }
  constexpr std::size_t tries = 32;  // texts to look through for one of a format
  const std::size_t wanted = demand.unclear == nullptr ? count : count + tries;
  Found<std::string> found = engine_.texts.find(query, wanted, excluded, *budget_);
  if (found.undecided() && query.min_length > budget_->left()) {
    return undecided({UnknownReason::budget,
                      fmt::format("that would take a string of {} characters", query.min_length)});
  }
  if (demand.unclear != nullptr) {
    add_samples(demand, excluded, found);
    sift(demand, count, found);
  }
  Found<ValueId> out;
  out.exhaustive = found.exhaustive;
  for (const std::string& text : found.values) {
    out.values.push_back(engine_.values.string(engine_.values.text(text)));
  }
  return out;
}

/// The formats' own examples, where the query lets them in.
void Search::add_samples(const TextDemand& demand, const std::vector<std::string_view>& excluded,
                         Found<std::string>& found) {
  if (found.exhaustive) return;
  const TextQuery& query = demand.query;
  for (const auto& [opaque, holds] : demand.conditions) {
    if (opaque.format == nullptr) continue;
    const std::string_view sample = holds ? opaque.format->member : opaque.format->stranger;
    const auto matches = [&](Term term) {
      return engine_.texts.matches(term, sample, *budget_).value_or(false);
    };
    const std::uint64_t length = sample.size();  // they are ASCII
    const bool fits = length >= query.min_length && length <= query.max_length.value_or(length) &&
                      std::all_of(query.in.begin(), query.in.end(), matches) &&
                      std::none_of(query.out.begin(), query.out.end(), matches);
    if (fits && std::find(excluded.begin(), excluded.end(), sample) == excluded.end() &&
        std::find(found.values.begin(), found.values.end(), sample) == found.values.end()) {
      found.values.emplace_back(sample);
    }
  }
}

/// Leaves the texts that surely satisfy what the string engine can't say.
void Search::sift(const TextDemand& demand, std::size_t count, Found<std::string>& found) {
  Found<std::string> out;
  out.exhaustive = found.exhaustive;
  for (std::string& text : found.values) {
    Truth fits = Truth::yes;
    for (const auto& [opaque, holds] : demand.conditions) {
      const Truth one = Evaluator::text_holds(opaque, text, *budget_);
      fits = fits & (holds ? one : !one);
    }
    if (fits == Truth::unknown || (fits == Truth::yes && out.values.size() == count)) {
      out.exhaustive = false;
    } else if (fits == Truth::yes) {
      out.values.push_back(std::move(text));
    }
  }
  if (out.undecided()) {
    undecided(demand.unclear->obstacle.value_or(unclear_format()));
  }
  found = std::move(out);
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
