#include "diff/serialization.h"

#include "diff/view.h"

#include <string_view>
#include <utility>

namespace verdiff {

namespace {

/// `style` and `explode`; collectionFormat of OpenAPI 2.0 in the same words.
struct Form {
  std::string style;
  bool explode = false;
};

Form form_of(const Serialized& value) {
  Form out{value.form ? "form" : "simple", false};
  if (const Node* format = find_attribute(value.attributes, "collectionFormat")) {
    if (format->text() == "ssv") out.style = "spaceDelimited";
    if (format->text() == "pipes") out.style = "pipeDelimited";
    if (format->text() == "tsv") out.style = "tabDelimited";
    out.explode = format->text() == "multi";
    return out;
  }
  if (const Node* style = find_attribute(value.attributes, "style")) out.style = style->text();
  const Node* const explode = find_attribute(value.attributes, "explode");
  out.explode = explode != nullptr ? explode->boolean() : out.style == "form";
  return out;
}

/// Lists and objects; a plain value looks the same in every style.
bool has_parts(const Contract& contract, const Serialized& value) {
  const View view(contract.schemas, contract.flows[value.flow].schema);
  return view.types().has(JsonType::array) || view.types().has(JsonType::object);
}

bool allows(const Serialized& value, std::string_view field) {
  const Node* const node = find_attribute(value.attributes, field);
  return node != nullptr && node->boolean();
}

}  // namespace

void compare_serialization(Api& api, const SerializationSite& site, const Serialized& before,
                           const Serialized& after) {
  const auto state = [&](std::string_view field, Effect effect, Value was, Value is) {
    const auto side = [&](const Serialized& from, Value value) {
      ChangeSide out = present(from.place, field, find_attribute(from.attributes, field));
      out.value = std::move(value);
      return out;
    };
    api.state({.subject = site.subject,
               .aspect = Aspect::serialization,
               .action = Action::changed,
               .direction = site.direction,
               .effect = effect,
               .before = side(before, std::move(was)),
               .after = side(after, std::move(is))},
              site.owner);
  };
  const bool parts = has_parts(api.before(), before) || has_parts(api.after(), after);
  const Form was = form_of(before);
  const Form is = form_of(after);
  if (parts && was.style != is.style) {
    state("style", Effect::incomparable, Value::string(was.style), Value::string(is.style));
  }
  if (parts && was.explode != is.explode) {
    state("explode", Effect::incomparable, Value::of(was.explode), Value::of(is.explode));
  }
  for (const std::string_view field : {"allowReserved", "allowEmptyValue"}) {
    const bool allowed = allows(before, field);
    const bool allowing = allows(after, field);
    if (allowed == allowing) continue;
    state(field, allowing ? Effect::wider : Effect::narrower, Value::of(allowed),
          Value::of(allowing));
  }
}

}  // namespace verdiff
