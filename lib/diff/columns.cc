#include "diff/compare.h"

#include <algorithm>
#include <string_view>

namespace verdiff {

namespace {

struct Cast {
  std::string_view from, to;
};

/// What MLflow takes for a column of another type: its signature enforcement, where nothing is lost
/// (mlflow/models/utils.py; "Signature Enforcement" in its documentation). Not a long for a double:
/// that has only 53 bits.
constexpr Cast taken[] = {{"integer", "long"}, {"integer", "double"}, {"float", "double"}};

/// Types of which every JSON value is one of the other type, too.
constexpr Cast in_json[] = {{"integer", "long"},   {"long", "integer"}, {"integer", "float"},
                            {"integer", "double"}, {"long", "float"},   {"long", "double"},
                            {"float", "double"},   {"double", "float"}, {"datetime", "string"},
                            {"binary", "string"}};

template <std::size_t N>
bool lists(const Cast (&casts)[N], std::string_view from, std::string_view to) {
  return to == "any" || std::any_of(std::begin(casts), std::end(casts), [&](const Cast& one) {
           return one.from == from && one.to == to;
         });
}

Effect effect_of(std::string_view before, std::string_view after) {
  if (lists(taken, before, after)) return Effect::wider;
  if (lists(taken, after, before)) return Effect::narrower;
  return Effect::incomparable;
}

bool has_parts(std::string_view type) {
  return type == "array" || type == "object" || type == "map";
}

}  // namespace

bool compare_columns(Walk& walk, const PairView& at) {
  const Owned* const before = at.before.first(Keyword::column);
  const Owned* const after = at.after.first(Keyword::column);
  if (before == nullptr && after == nullptr) return false;
  if (before == nullptr || after == nullptr) {
    if (walk.across()) return false;
    compare_list(walk, at, Keyword::column, Aspect::column_type, Effect::annotation);
    return after == nullptr;  // the worst is said
  }
  const std::string_view was = before->entry->value->text();
  const std::string_view is = after->entry->value->text();
  if (was == is) return !has_parts(was);
  walk.state(at.pair, {.aspect = Aspect::column_type,
                       .action = Action::changed,
                       .effect = effect_of(was, is),
                       .traits = lists(in_json, is, was) ? bit(Trait::same_json) : 0,
                       .before = walk.before_side(*before),
                       .after = walk.after_side(*after)});
  return true;
}

}  // namespace verdiff
