#include "report/catalogue.h"

#include "base/text.h"
#include "report/json_writer.h"
#include "report/style.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>

namespace verdiff {
namespace {

constexpr std::size_t label_column = 10;  // "severity" and two spaces
constexpr std::size_t least_columns = 24;

template <class E>
std::string joined(const std::vector<E>& list) {
  std::string out;
  for (const E one : list) out += fmt::format("{}{}", out.empty() ? "" : "|", word(one));
  return out;
}

/// "property existence removed, direction output, where was-deprecated"
std::string match_in_words(const Rule::Match& match) {
  std::string out =
      fmt::format("{} {} {}", joined(match.subjects), word(match.aspect), joined(match.actions));
  if (match.direction) out += fmt::format(", direction {}", word(*match.direction));
  std::string_view separator = ", where ";
  for (const Trait trait : match.where) {
    out += fmt::format("{}{}", separator, word(trait));
    separator = " and ";
  }
  return out;
}

std::string judged_in_words(const Rule& rule) {
  if (rule.judged == Judged::proof) {
    return "proved: by what happens to the set of payloads, and who produces them";
  }
  if (rule.level_by_effect) return "by effect: the table of direction and effect gives it";
  return level_in_words(rule) + ", whatever a proof says";
}

void append_field(std::string& out, std::string_view label, std::string_view text,
                  const RenderOptions& options) {
  const std::size_t width = std::max<std::size_t>(options.width, label_column + least_columns);
  for (const std::string& line : wrap(text, width - label_column)) {
    out += paint(label, Style::faint, options.color);
    out.append(label_column - label.size(), ' ');
    out += printable(line) + '\n';
    label = "";
  }
}

std::string rule_text(const Rule& rule, const RenderOptions& options) {
  std::string out = fmt::format("{}: {}\n\n", paint(rule.id, Style::strong, options.color),
                                printable(rule.title));
  append_field(out, "level", judged_in_words(rule), options);
  for (const auto& [policy, level] : rule.policies) {
    append_field(out, "policy",
                 fmt::format("--policy {} makes a major {}", word(policy), word(level)), options);
  }
  append_field(out, "severity", word(rule.severity), options);
  append_field(out, "match", match_in_words(rule.match), options);
  append_field(out, "message", rule.message, options);
  append_field(out, "why", rule.why, options);
  append_field(out, "fix", rule.fix, options);
  std::string_view label = "spec";
  for (const std::string& link : rule.spec) {
    append_field(out, label, link, options);
    label = "";
  }
  append_field(out, "mirror", rule.mirror, options);
  append_field(out, "since", rule.since, options);
  return out;
}

std::string rules_text(const std::vector<Rule>& rules, const RenderOptions& options) {
  std::map<std::string_view, std::vector<const Rule*>> areas;
  std::size_t id_width = 0;
  std::size_t level_width = 0;
  for (const Rule& rule : rules) {
    areas[rule.area].push_back(&rule);
    id_width = std::max(id_width, display_width(rule.id));
    level_width = std::max(level_width, level_in_words(rule).size());
  }
  std::string out;
  for (const auto& [area, members] : areas) {
    out += paint(area, Style::strong, options.color) + '\n';
    for (const Rule* rule : members) {
      out += fmt::format("  {:{}}  {:{}}  {}\n", rule->id, id_width, level_in_words(*rule),
                         level_width, printable(rule->title));
    }
    out += '\n';
  }
  return out + fmt::format("{} rules; `verdiff rules ID` explains one\n", rules.size());
}

template <class E>
void write_words(JsonWriter& json, std::string_view key, const std::vector<E>& list) {
  json.open(key, '[');
  for (const E one : list) json.item(word(one));
  json.close(']');
}

void write_level(JsonWriter& json, const Rule& rule) {
  if (!rule.level) {
    json.null("level");
    return;
  }
  json.open("level", '{');
  for (const Direction direction : {Direction::none, Direction::input, Direction::output}) {
    json.text(word(direction), word((*rule.level)[direction]));
  }
  json.close('}');
}

void write_rule(JsonWriter& json, const Rule& rule) {
  json.text("id", rule.id)
      .text("area", rule.area)
      .text("title", rule.title)
      .text("since", rule.since)
      .text("judged", word(rule.judged));
  write_level(json, rule);
  json.boolean("level_by_effect", rule.level_by_effect).text("severity", word(rule.severity));
  json.open("match", '{');
  write_words(json, "subjects", rule.match.subjects);
  json.text("aspect", word(rule.match.aspect));
  write_words(json, "actions", rule.match.actions);
  json.text_or_null("direction", rule.match.direction ? word(*rule.match.direction) : "");
  write_words(json, "where", rule.match.where);
  json.close('}').open("policies", '{');
  for (const auto& [policy, level] : rule.policies) json.text(word(policy), word(level));
  json.close('}')
      .text("message", rule.message)
      .text("why", rule.why)
      .text("fix", rule.fix)
      .open("spec", '[');
  for (const std::string& link : rule.spec) json.item(link);
  json.close(']').text_or_null("mirror", rule.mirror).text_or_null("no_mirror", rule.no_mirror);
}

}  // namespace

std::string level_in_words(const Rule& rule) {
  if (rule.judged == Judged::proof) return "proved";
  if (rule.level_by_effect || !rule.level) return "by effect";
  const Rule::ByDirection& level = *rule.level;
  if (level.none == level.input && level.input == level.output) {
    return std::string(word(level.output));
  }
  const std::string by_direction =
      fmt::format("input {}, output {}", word(level.input), word(level.output));
  if (level.none == Level::none) return by_direction;
  return by_direction + fmt::format(", else {}", word(level.none));
}

std::string render_rules(const std::vector<Rule>& rules, ReportForm form,
                         const RenderOptions& options) {
  if (form == ReportForm::text) return rules_text(rules, options);
  JsonWriter json;
  json.open('{').open("rules", '[');
  for (const Rule& rule : rules) {
    json.open('{');
    write_rule(json, rule);
    json.close('}');
  }
  json.close(']').close('}');
  return json.take();
}

std::string render_rule(const Rule& rule, ReportForm form, const RenderOptions& options) {
  if (form == ReportForm::text) return rule_text(rule, options);
  JsonWriter json;
  json.open('{');
  write_rule(json, rule);
  json.close('}');
  return json.take();
}

}  // namespace verdiff
