#include "base/text.h"
#include "document/node.h"
#include "rules/rule.h"
#include "rules/template.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

namespace verdiff {

namespace {

constexpr std::size_t longest_title = 72;

constexpr auto field_names = std::to_array<std::string_view>(
    {"id", "title", "since", "judged", "level", "severity", "match", "policies", "message", "why",
     "fix", "spec", "mirror", "no-mirror"});
constexpr auto match_names =
    std::to_array<std::string_view>({"subject", "aspect", "action", "direction", "where"});

/// Lower-case words joined by single hyphens: `property-became-required`.
bool is_kebab_case(std::string_view text) {
  if (text.empty() || text.front() == '-' || text.back() == '-') return false;
  if (text.find("--") != std::string_view::npos) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

template <class E>
std::string list_of_words() {
  std::string out;
  for (const std::string& each : words<E>()) {
    out += fmt::format("{}`{}`", out.empty() ? "" : ", ", each);
  }
  return out;
}

/// Reads the fields of one rule into a Rule. The first error ends it.
class RuleParser {
 public:
  RuleParser(const Document& document, std::string_view area, std::string_view id)
      : document_(document) {
    rule_.area = area;
    rule_.id = id;
  }

  Result<Rule> parse() &&;

 private:
  using Step = Result<void> (RuleParser::*)();

  Error error_at(std::uint32_t offset, std::string message) const {
    return {ErrorCode::bad_rule, std::move(message), document_.locate(offset), {}};
  }
  Error error_at(const Node& node, std::string message) const {
    return error_at(node.offset(), std::move(message));
  }

  Result<void> known_fields(const Node& object, std::string_view what,
                            std::span<const std::string_view> names) const;
  /// The value of a field that has to be there.
  Result<const Node*> field(const Node& object, std::string_view name) const;
  /// A field's text without leading or trailing space; it may not be empty.
  Result<std::string> text(const Node& object, std::string_view name) const;
  template <class E>
  Result<E> one_word(std::string_view text, std::uint32_t offset, std::string_view name) const;
  template <class E>
  Result<E> one_word(const Node& node, std::string_view name) const;
  /// One word, or a list of them without repetition.
  template <class E>
  Result<std::vector<E>> some_words(const Node& node, std::string_view name) const;

  Result<void> id();
  Result<void> title();
  Result<void> judgement();
  Result<void> level(const Node& node);
  Result<void> match();
  Result<void> policies();
  Result<void> message();
  Result<void> texts();
  Result<void> spec();
  Result<void> mirror();

  const Document& document_;
  Rule rule_;
};

Result<void> RuleParser::known_fields(const Node& object, std::string_view what,
                                      std::span<const std::string_view> names) const {
  if (!object.is_object()) {
    return error_at(object, fmt::format("expected {} to be a mapping of fields, found {}", what,
                                        to_text(object.kind())));
  }
  for (const Member& member : object.members()) {
    if (std::find(names.begin(), names.end(), member.key) != names.end()) continue;
    return error_at(member.key_offset,
                    fmt::format("{} has no field `{}`{}", what, printable(member.key),
                                did_you_mean(member.key, names)));
  }
  return {};
}

Result<const Node*> RuleParser::field(const Node& object, std::string_view name) const {
  const Node* found = object.find(name);
  if (found == nullptr) return error_at(object, fmt::format("the field `{}` is missing", name));
  return found;
}

Result<std::string> RuleParser::text(const Node& object, std::string_view name) const {
  auto node = field(object, name);
  if (!node) return node.error();
  if (!(*node)->is_string()) {
    return error_at(
        **node, fmt::format("expected `{}` to be text, found {}", name, to_text((*node)->kind())));
  }
  std::string_view content = (*node)->text();
  while (!content.empty() && (content.back() == '\n' || content.back() == ' ')) {
    content.remove_suffix(1);
  }
  if (content.empty()) return error_at(**node, fmt::format("`{}` is empty", name));
  return std::string(content);
}

template <class E>
Result<E> RuleParser::one_word(std::string_view text, std::uint32_t offset,
                               std::string_view name) const {
  if (const auto parsed = parse_word<E>(text)) return *parsed;
  const std::string hint = did_you_mean(text, words<E>());
  return error_at(offset,
                  fmt::format("`{}` is not a word of `{}`{}", printable(text), name,
                              hint.empty() ? "; expected one of " + list_of_words<E>() : hint));
}

template <class E>
Result<E> RuleParser::one_word(const Node& node, std::string_view name) const {
  if (node.is_string()) return one_word<E>(node.text(), node.offset(), name);
  return error_at(node, fmt::format("expected `{}` to be one of {}, found {}", name,
                                    list_of_words<E>(), to_text(node.kind())));
}

template <class E>
Result<std::vector<E>> RuleParser::some_words(const Node& node, std::string_view name) const {
  std::vector<E> out;
  const std::span<const Node> items =
      node.is_array() ? node.items() : std::span<const Node>(&node, 1);
  if (items.empty()) return error_at(node, fmt::format("`{}` is an empty list", name));
  for (const Node& item : items) {
    const auto parsed = one_word<E>(item, name);
    if (!parsed) return parsed.error();
    if (std::find(out.begin(), out.end(), *parsed) != out.end()) {
      return error_at(item, fmt::format("`{}` names `{}` twice", name, word(*parsed)));
    }
    out.push_back(*parsed);
  }
  return out;
}

Result<void> RuleParser::id() {
  auto id = text(document_.root(), "id");
  if (!id) return id.error();
  if (*id != rule_.id) {
    return error_at(*document_.root().find("id"),
                    fmt::format("expected the id `{}`, as the file is called, found `{}`", rule_.id,
                                printable(*id)));
  }
  if (!is_kebab_case(*id)) {
    return error_at(*document_.root().find("id"),
                    fmt::format("expected a kebab-case id such as `property-became-required`, "
                                "found `{}`",
                                printable(*id)));
  }
  return {};
}

Result<void> RuleParser::title() {
  auto title = text(document_.root(), "title");
  if (!title) return title.error();
  if (title->size() > longest_title) {
    return error_at(*document_.root().find("title"),
                    fmt::format("the title has {} characters, at most {} fit a table row",
                                title->size(), longest_title));
  }
  rule_.title = std::move(*title);
  auto since = text(document_.root(), "since");
  if (!since) return since.error();
  rule_.since = std::move(*since);
  return {};
}

Result<void> RuleParser::judgement() {
  const Node& root = document_.root();
  auto judged = field(root, "judged");
  if (!judged) return judged.error();
  const auto how = one_word<Judged>(**judged, "judged");
  if (!how) return how.error();
  rule_.judged = *how;

  const Node* given = root.find("level");
  if (rule_.judged == Judged::proof && given != nullptr) {
    return error_at(*given, "a rule that is `judged: proof` has no `level`: proofs give it");
  }
  if (rule_.judged == Judged::reason) {
    auto node = field(root, "level");
    if (!node) return node.error();
    if (auto read = level(**node); !read) return read;
  }

  auto severity_node = field(root, "severity");
  if (!severity_node) return severity_node.error();
  const auto severity = one_word<Severity>(**severity_node, "severity");
  if (!severity) return severity.error();
  rule_.severity = *severity;
  return {};
}

Result<void> RuleParser::level(const Node& node) {
  if (node.is_string() && node.text() == "by-effect") {
    rule_.level_by_effect = true;
    return {};
  }
  if (!node.is_object()) {
    const auto everywhere = one_word<Level>(node, "level");
    if (!everywhere) return everywhere.error();
    rule_.level = Rule::ByDirection{*everywhere, *everywhere, *everywhere};
    return {};
  }
  if (auto known = known_fields(node, "`level`",
                                std::to_array<std::string_view>({"none", "input", "output"}));
      !known) {
    return known;
  }
  Rule::ByDirection levels;
  for (const std::string_view direction : {"input", "output"}) {
    auto each = field(node, direction);
    if (!each) return each.error();
  }
  for (const Member& member : node.members()) {
    const auto each = one_word<Level>(member.value, "level");
    if (!each) return each.error();
    if (member.key == "input") levels.input = *each;
    if (member.key == "output") levels.output = *each;
    if (member.key == "none") levels.none = *each;
  }
  rule_.level = levels;
  return {};
}

Result<void> RuleParser::match() {
  auto node = field(document_.root(), "match");
  if (!node) return node.error();
  const Node& match = **node;
  if (auto known = known_fields(match, "`match`", match_names); !known) return known;

  auto subject = field(match, "subject");
  if (!subject) return subject.error();
  auto subjects = some_words<Subject>(**subject, "subject");
  if (!subjects) return subjects.error();
  rule_.match.subjects = std::move(*subjects);

  auto aspect_node = field(match, "aspect");
  if (!aspect_node) return aspect_node.error();
  const auto aspect = one_word<Aspect>(**aspect_node, "aspect");
  if (!aspect) return aspect.error();
  rule_.match.aspect = *aspect;

  auto action = field(match, "action");
  if (!action) return action.error();
  auto actions = some_words<Action>(**action, "action");
  if (!actions) return actions.error();
  rule_.match.actions = std::move(*actions);

  if (const Node* given = match.find("direction")) {
    const auto direction = one_word<Direction>(*given, "direction");
    if (!direction) return direction.error();
    rule_.match.direction = *direction;
  }
  if (const Node* given = match.find("where")) {
    auto where = some_words<Trait>(*given, "where");
    if (!where) return where.error();
    rule_.match.where = std::move(*where);
  }
  return {};
}

Result<void> RuleParser::policies() {
  const Node* node = document_.root().find("policies");
  if (node == nullptr) return {};
  if (!node->is_object()) {
    return error_at(*node, fmt::format("expected `policies` to be a mapping of policies to levels, "
                                       "found {}",
                                       to_text(node->kind())));
  }
  for (const Member& member : node->members()) {
    const auto policy = one_word<Policy>(member.key, member.key_offset, "policies");
    if (!policy) return policy.error();
    const auto lowered = one_word<Level>(member.value, "policies");
    if (!lowered) return lowered.error();
    if (*lowered == Level::major && !raises(*policy)) {
      return error_at(member.value, "a policy lowers a major; to `major` it changes nothing");
    }
    if (*lowered != Level::major && raises(*policy)) {
      return error_at(member.value,
                      fmt::format("`{}` makes a note a major, and nothing else", word(*policy)));
    }
    rule_.policies.emplace_back(*policy, *lowered);
  }
  return {};
}

Result<void> RuleParser::message() {
  auto message = text(document_.root(), "message");
  if (!message) return message.error();
  const Node& node = *document_.root().find("message");
  if (message->find('\n') != std::string::npos) {
    return error_at(node, "expected `message` to be one line");
  }
  const auto used = placeholders(*message);
  if (!used) return error_at(node, used.error().message);
  for (const Placeholder placeholder : *used) {
    for (const Subject subject : rule_.match.subjects) {
      for (const Action action : rule_.match.actions) {
        if (can_fill(placeholder, subject, rule_.match.aspect, action)) continue;
        return error_at(node, fmt::format("nothing fills {{{}}} where the subject is `{}` and the "
                                          "action `{}`: {}",
                                          word(placeholder), word(subject), word(action),
                                          meaning(placeholder)));
      }
    }
  }
  rule_.message = std::move(*message);
  return {};
}

Result<void> RuleParser::texts() {
  auto why = text(document_.root(), "why");
  if (!why) return why.error();
  rule_.why = std::move(*why);
  auto fix = text(document_.root(), "fix");
  if (!fix) return fix.error();
  rule_.fix = std::move(*fix);
  return {};
}

Result<void> RuleParser::spec() {
  auto node = field(document_.root(), "spec");
  if (!node) return node.error();
  if (!(*node)->is_array() || (*node)->items().empty()) {
    return error_at(**node, "expected `spec` to be a list of links");
  }
  for (const Node& link : (*node)->items()) {
    if (!link.is_string() || !link.text().starts_with("https://")) {
      return error_at(link, "expected a link that starts with https://");
    }
    rule_.spec.emplace_back(link.text());
  }
  return {};
}

Result<void> RuleParser::mirror() {
  const Node& root = document_.root();
  const bool has_mirror = root.find("mirror") != nullptr;
  if (has_mirror == (root.find("no-mirror") != nullptr)) {
    return error_at(root,
                    "expected either `mirror`, the id of the rule for the opposite change, or "
                    "`no-mirror`, the reason why there is none");
  }
  auto read = text(root, has_mirror ? "mirror" : "no-mirror");
  if (!read) return read.error();
  (has_mirror ? rule_.mirror : rule_.no_mirror) = std::move(*read);
  return {};
}

Result<Rule> RuleParser::parse() && {
  if (auto known = known_fields(document_.root(), "a rule", field_names); !known) {
    return known.error();
  }
  constexpr auto steps =
      std::to_array<Step>({&RuleParser::id, &RuleParser::title, &RuleParser::judgement,
                           &RuleParser::match, &RuleParser::policies, &RuleParser::message,
                           &RuleParser::texts, &RuleParser::spec, &RuleParser::mirror});
  for (const Step step : steps) {
    if (auto done = (this->*step)(); !done) return done.error();
  }
  return std::move(rule_);
}

}  // namespace

Level Rule::ByDirection::operator[](Direction direction) const {
  switch (direction) {
    case Direction::input:
      return input;
    case Direction::output:
      return output;
    case Direction::none:
      break;
  }
  return none;
}

Result<Rule> parse_rule(const Document& document, std::string_view area, std::string_view id) {
  return RuleParser(document, area, id).parse();
}

}  // namespace verdiff
