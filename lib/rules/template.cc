#include "rules/template.h"

#include "base/text.h"
#include "document/value.h"

#include <fmt/format.h>

#include <cstddef>
#include <functional>

namespace verdiff {

namespace {

/// Longer values are cut: a message is one line for people, the report holds the whole value.
constexpr std::size_t longest_value = 80;

std::string_view words_of(Action action) {
  switch (action) {
    case Action::added:
      return "was added";
    case Action::removed:
      return "was removed";
    case Action::changed:
      return "changed";
    case Action::renamed:
      return "was renamed";
    case Action::moved:
      return "moved";
    case Action::increased:
      return "went up";
    case Action::decreased:
      return "went down";
    case Action::closed:
      return "was closed";
    case Action::opened:
      return "was opened";
    case Action::reordered:
      return "was reordered";
  }
  return "";
}

std::string words_of(Subject subject) {
  std::string out(word(subject));
  for (char& c : out) {
    if (c == '-') c = ' ';
  }
  return out;
}

/// The value as JSON. Of two bounds with the same number one may be exclusive: the keyword that
/// states it is the side's name.
std::string words_of(const ChangeSide& side) {
  if (!side.value) return "nothing";
  std::string out = printable(to_json(*side.value, longest_value));
  if (side.name == "exclusiveMinimum" || side.name == "exclusiveMaximum") out += " (exclusive)";
  return out;
}

/// A schema that states no type has all of them.
std::string words_of(const ChangeSide& side, Aspect aspect) {
  return aspect == Aspect::type && !side.value ? "any" : words_of(side);
}

/// The side that speaks of what came or went. A list that lost or gained members stands on both.
const ChangeSide& concerned(const Change& change) {
  const bool gone = change.action == Action::removed || change.action == Action::opened;
  const ChangeSide& first = gone ? change.before : change.after;
  return first.present ? first : gone ? change.after : change.before;
}

/// The name of a webhook begins with that word, and messages with the subject.
std::string name_of(const ChangeSide& side, Subject subject) {
  const std::string lead = std::string(word(subject)) + " ";
  const bool doubled = subject == Subject::webhook && side.name.starts_with(lead);
  return printable(doubled ? side.name.substr(lead.size()) : side.name);
}

std::string fill_one(Placeholder placeholder, const Change& change) {
  const ChangeSide& standing = change.after.present ? change.after : change.before;
  const bool clients_send = change.direction == Direction::input;
  switch (placeholder) {
    case Placeholder::name:
      return name_of(standing, change.subject);
    case Placeholder::old_name:
      return name_of(change.before, change.subject);
    case Placeholder::new_name:
      return name_of(change.after, change.subject);
    case Placeholder::value:
      return words_of(concerned(change));
    case Placeholder::before:
      return words_of(change.before, change.aspect);
    case Placeholder::after:
      return words_of(change.after, change.aspect);
    case Placeholder::place:
      return change.payload_path.empty() ? "the payload"
                                         : fmt::format("`{}`", printable(change.payload_path));
    case Placeholder::owner:
      return printable(change.owner);
    case Placeholder::subject:
      return words_of(change.subject);
    case Placeholder::action:
      return std::string(words_of(change.action));
    case Placeholder::producer:
      return clients_send ? "clients" : "the service";
    case Placeholder::consumer:
      return clients_send ? "the service" : "clients";
    case Placeholder::confidence:
      return fmt::format("{:.0f} %", change.confidence.value_or(1) * 100);
  }
  return "";
}

/// Calls `literal` for the text between placeholders and `placeholder` for what stands in braces.
/// The error's message, empty where there is none.
std::string scan(std::string_view message, const std::function<void(std::string_view)>& literal,
                 const std::function<void(Placeholder)>& placeholder) {
  while (!message.empty()) {
    const std::size_t brace = message.find_first_of("{}");
    literal(message.substr(0, brace));
    if (brace == std::string_view::npos) return "";
    const std::size_t end = message.find('}', brace);
    if (message[brace] == '}' || end == std::string_view::npos) {
      return fmt::format("`{}` without its partner in the message", message[brace]);
    }
    const std::string_view name = message.substr(brace + 1, end - brace - 1);
    const auto known = parse_word<Placeholder>(name);
    if (!known) {
      return fmt::format("there is no placeholder {{{}}}{}", printable(name),
                         did_you_mean(name, words<Placeholder>()));
    }
    placeholder(*known);
    message.remove_prefix(end + 1);
  }
  return "";
}

}  // namespace

Result<std::vector<Placeholder>> placeholders(std::string_view message) {
  std::vector<Placeholder> out;
  std::string problem = scan(
      message, [](std::string_view) {}, [&](Placeholder each) { out.push_back(each); });
  if (!problem.empty()) return Error{ErrorCode::bad_rule, std::move(problem), {}, {}};
  return out;
}

bool can_fill(Placeholder placeholder, Subject subject, Aspect aspect, Action action) {
  const bool renamed = action == Action::renamed;
  const bool one_sided = action == Action::added || action == Action::removed ||
                         action == Action::closed || action == Action::opened;
  switch (placeholder) {
    case Placeholder::old_name:
    case Placeholder::new_name:
      return renamed || action == Action::moved;
    case Placeholder::confidence:
      return renamed;
    case Placeholder::name:
      return !renamed;
    case Placeholder::value:
      return one_sided;
    case Placeholder::before:
    case Placeholder::after:
      // Types are added to a set and removed from it, sizes are any or one: both sides have one.
      return aspect == Aspect::type || aspect == Aspect::dim || (!one_sided && !renamed);
    case Placeholder::place:
      return subject == Subject::property || subject == Subject::schema;
    case Placeholder::owner:
    case Placeholder::subject:
    case Placeholder::action:
    case Placeholder::producer:
    case Placeholder::consumer:
      return true;
  }
  return false;
}

std::string fill(std::string_view message, const Change& change) {
  std::string out;
  // A message that came through parse_rule has no problem left to report.
  scan(
      message, [&](std::string_view text) { out += text; },
      [&](Placeholder each) { out += fill_one(each, change); });
  return out;
}

}  // namespace verdiff
