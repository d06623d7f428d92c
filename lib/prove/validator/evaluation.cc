#include "prove/validator/evaluation.h"

#include "document/pointer.h"
#include "document/value.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace verdiff::validator {

namespace {

/// Schemas inside schemas and values inside values: more is taken for a schema that refers to
/// itself without going into the value.
constexpr std::uint32_t max_depth = 2000;

}  // namespace

bool Evaluation::Absent::has(std::string_view name) const {
  for (const Absent* at = this; at != nullptr; at = at->around) {
    if (std::find(at->names->begin(), at->names->end(), name) != at->names->end()) return true;
  }
  return false;
}

void Evaluation::Evaluated::add(const Evaluated& other) {
  for (std::size_t i = 0; i < members.size(); ++i) members[i] = members[i] || other.members[i];
  for (std::size_t i = 0; i < items.size(); ++i) items[i] = items[i] || other.items[i];
}

Validation Evaluation::run(Schema& schema, const Node& payload) {
  Validation out;
  Context context;
  const bool valid = matches(schema, payload, context);
  out.steps = steps_;
  if (stopped_) {
    out.validity = Validity::undecided;
    out.reason = reason_;
    out.detail = std::move(detail_);
    return out;
  }
  out.validity = valid ? Validity::valid : Validity::invalid;
  if (valid || options_.max_errors == 0) return out;
  // Once more, for the reasons. This goes on behind the first failure, so it may meet what can't
  // be told or spend its budget: the errors end there, and the payload stays refused.
  Errors errors{options_.max_errors, {}};
  context.errors = &errors;
  steps_ = 0;
  matches(schema, payload, context);
  out.steps += steps_;
  if (errors.failures.empty()) {
    add_error(*schema.site.node, schema.site.resource, context, payload,
              "does not keep to the schema", {});
  }
  for (Failure& failure : errors.failures) out.errors.push_back(written_out(std::move(failure)));
  return out;
}

bool Evaluation::stop(UnknownReason reason, std::string detail) {
  if (!stopped_) {
    reason_ = reason;
    detail_ = std::move(detail);
  }
  stopped_ = true;
  return false;
}

bool Evaluation::step(std::uint64_t steps) {
  steps_ += steps;
  if (steps_ > options_.budget) return stop(UnknownReason::budget, "the step budget is spent");
  return !stopped_;
}

const Node& Evaluation::text_node(std::string_view text) {
  texts_.push_back(to_document(Value::string(text)));
  return texts_.back().root();
}

std::string Evaluation::pointer_to(const Path* path) {
  std::vector<std::string> tokens;
  for (const Path* at = path; at != nullptr; at = at->parent) {
    tokens.push_back(at->is_index ? std::to_string(at->index) : escape_token(at->key));
  }
  std::string out;
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) out += "/" + *token;
  return out;
}

void Evaluation::add_error(const Node& keyword, ResourceId resource, const Context& context,
                           const Node& value, std::string why, std::optional<Op> op) {
  context.errors->failures.push_back(
      {pointer_to(context.path), &keyword, resource, &value, std::move(why), op});
}

ValidationError Evaluation::written_out(Failure failure) const {
  const Document& document = program_.resources().document(failure.resource);
  ValidationError out;
  out.instance_pointer = std::move(failure.instance_pointer);
  out.keyword_place = {&document, failure.keyword};
  out.keyword_pointer = document.pointer_to(*failure.keyword);
  out.message = fmt::format("{} {}", to_json(*failure.value, 60), failure.why);
  out.why = std::move(failure.why);
  return out;
}

bool Evaluation::matches(Schema& schema, const Node& value, const Context& context) {
  if (!step()) return false;
  program_.compile(schema);
  if (schema.boolean) {
    if (!*schema.boolean && wants_errors(context)) {
      add_error(*schema.site.node, schema.site.resource, context, value,
                "is not allowed: the schema here is false");
    }
    return *schema.boolean;
  }
  if (!schema.problem.empty()) return stop(UnknownReason::reference, schema.problem);
  if (depth_ == max_depth)
    return stop(UnknownReason::ill_founded,
                "a schema refers to itself without going into the value");
  ++depth_;
  const ResourceId resource = program_.resources().identity(schema.site.resource);
  const bool entered = scope_.empty() || scope_.back() != resource;
  if (entered) scope_.push_back(resource);
  const bool out = matches_entered(schema, value, context);
  if (entered) scope_.pop_back();
  --depth_;
  return out && !stopped_;
}

bool Evaluation::matches_entered(Schema& schema, const Node& value, const Context& context) {
  Context inner = context;
  Absent absent{context.absent, nullptr};
  if (options_.exchange != Exchange::none && value.is_object()) {
    absent.names = &program_.absent_names(schema, options_.exchange);
    if (!absent.names->empty()) inner.absent = &absent;
  }
  Evaluated own;
  if (schema.needs_evaluated) {
    own.members.resize(value.members().size());
    own.items.resize(value.items().size());
    inner.evaluated = &own;
  }
  bool ok = true;
  for (const Check& check : schema.checks) {
    // What the failed checks would have evaluated isn't known: no error about the rest of it.
    const bool last = check.op >= Op::unevaluated_items;
    if (!ok && (last || !wants_errors(context))) break;
    if (!this->check(schema, check, value, inner)) ok = false;
    if (stopped_) return false;
  }
  if (ok && schema.needs_evaluated && context.evaluated != nullptr) context.evaluated->add(own);
  return ok;
}

/// Runs a schema whose failure is no failure of the whole, and keeps what it evaluated only if it
/// matches.
bool Evaluation::matches_alone(Schema& schema, const Node& value, const Context& context,
                               Evaluated* evaluated) {
  Context inner{context.path, context.absent, nullptr, nullptr};
  Evaluated own;
  if (evaluated != nullptr) {
    own.members.resize(value.members().size());
    own.items.resize(value.items().size());
    inner.evaluated = &own;
  }
  if (!matches(schema, value, inner)) return false;
  if (evaluated != nullptr) evaluated->add(own);
  return true;
}

bool Evaluation::check(const Schema& schema, const Check& check, const Node& value,
                       const Context& context) {
  switch (check.op) {
    case Op::required:
    case Op::dependent_required:
      return check_required(check, value, context);
    case Op::tags:
      return check_tags(check, value, context);
    case Op::properties:
      return check_properties(check, value, context);
    case Op::property_names:
      return check_names(check, value, context);
    case Op::items:
      return check_items(check, value, context);
    case Op::contains:
      return check_contains(check, value, context);
    case Op::unevaluated_items:
    case Op::unevaluated_properties:
      return check_unevaluated(check, value, context);
    case Op::reference:
    case Op::dynamic_reference:
      return check_reference(check, value, context);
    case Op::dependent_schemas:
      return value.find(check.anchor) == nullptr || check_all(check, value, context);
    case Op::all_of:
      return check_all(check, value, context);
    case Op::any_of:
      return check_any(check, value, context);
    case Op::one_of:
      return check_one(check, value, context);
    case Op::negation: {
      const bool excluded = matches_alone(*check.schemas.front(), value, context, nullptr);
      if (stopped_) return false;
      return !excluded || fail(check, value, context, [] {
        return std::string("matches the schema that `not` excludes");
      });
    }
    case Op::conditional:
      return check_conditional(check, value, context);
    case Op::format: {
      const bool asserted = options_.assert_format ||
                            program_.resources().language(schema.site.resource).asserts_format;
      if (!asserted) return true;
      break;
    }
    default:
      break;
  }
  return check_scalar(check, value) ||
         fail(check, value, context, [&] { return why(check, value); });
}

bool Evaluation::check_all(const Check& check, const Node& value, const Context& context) {
  bool ok = true;
  for (Schema* const schema : check.schemas) {
    if (!matches(*schema, value, context)) ok = false;
    if (!ok && (!wants_errors(context) || stopped_)) return false;
  }
  return ok;
}

bool Evaluation::check_any(const Check& check, const Node& value, const Context& context) {
  bool matched = false;
  for (Schema* const schema : check.schemas) {
    if (matches_alone(*schema, value, context, context.evaluated)) matched = true;
    if (stopped_) return false;
    if (matched && context.evaluated == nullptr) return true;
  }
  if (!matched) explain_alternatives(check, value, context);
  return matched;
}

bool Evaluation::check_one(const Check& check, const Node& value, const Context& context) {
  std::vector<std::size_t> matched;
  for (std::size_t i = 0; i < check.schemas.size() && matched.size() < 2; ++i) {
    if (matches_alone(*check.schemas[i], value, context, context.evaluated)) matched.push_back(i);
    if (stopped_) return false;
  }
  if (matched.size() == 1) return true;
  if (matched.empty()) {
    explain_alternatives(check, value, context);
    return false;
  }
  return fail(check, value, context, [&] {
    return fmt::format(
        "matches more than one of the schemas of `oneOf`: the one at index {} and the one at {}",
        matched[0], matched[1]);
  });
}

/// How near an alternative is to a value that fails it first so: of another kind altogether; with
/// another tag, which is a constant at a member; or about such values.
int Evaluation::nearness(const Failure& first, std::string_view here) {
  const bool constant = first.op == Op::constant || first.op == Op::enumeration;
  if ((constant || first.op == Op::type) && first.instance_pointer == here) return 0;
  const std::string_view parent =
      std::string_view(first.instance_pointer).substr(0, first.instance_pointer.rfind('/'));
  return constant && parent == here ? 1 : 2;
}

/// Nothing of anyOf or oneOf matched. If one alternative is nearer to the value than all others,
/// then why it fails that one says more than that it fails all.
void Evaluation::explain_alternatives(const Check& check, const Node& value,
                                      const Context& context) {
  if (!wants_errors(context) || stopped_) return;
  const std::string here = pointer_to(context.path);
  int nearest = -1;
  std::size_t as_near = 0;
  Schema* alternative = nullptr;
  Failure reason;
  for (Schema* const schema : check.schemas) {
    Errors first{1, {}};
    matches(*schema, value, {context.path, context.absent, nullptr, &first});
    if (stopped_) return;
    const int near = nearness(first.failures.front(), here);
    as_near = near == nearest ? as_near + 1 : near > nearest ? 1 : as_near;
    if (near <= nearest) continue;
    nearest = near;
    alternative = schema;
    reason = std::move(first.failures.front());
  }
  if (as_near != 1 || nearest == 0) {
    fail(check, value, context, [&] {
      return fmt::format("matches none of the {} schemas of `{}`", check.schemas.size(),
                         check.op == Op::any_of ? "anyOf" : "oneOf");
    });
  } else if (context.errors->room == 1) {  // already known: nested unions would multiply the work
    context.errors->failures.push_back(std::move(reason));
  } else {
    matches(*alternative, value, {context.path, context.absent, nullptr, context.errors});
  }
}

bool Evaluation::check_conditional(const Check& check, const Node& value, const Context& context) {
  const bool holds = matches_alone(*check.schemas[0], value, context, context.evaluated);
  if (stopped_) return false;
  Schema* const branch = check.schemas[holds ? 1 : 2];
  return branch == nullptr || matches(*branch, value, context);
}

Schema& Evaluation::dynamic_target(const Check& check) {
  Schema& initial = *check.schemas.front();
  if (!check.dynamic) return initial;
  Resources& resources = program_.resources();
  for (const ResourceId resource : scope_) {  // the outermost that has the anchor
    if (check.anchor.empty()) {
      if (resources.recursive_anchor(resource)) return program_.at(resources.root(resource));
    } else if (const auto site = resources.dynamic_anchor(resource, check.anchor)) {
      return program_.at(*site);
    }
  }
  return initial;
}

bool Evaluation::check_reference(const Check& check, const Node& value, const Context& context) {
  Schema& target =
      check.op == Op::dynamic_reference ? dynamic_target(check) : *check.schemas.front();
  return matches(target, value, context);
}

}  // namespace verdiff::validator
