#include "report/sarif_rules.h"

#include "report/catalogue.h"
#include "report/escape.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <cctype>

namespace verdiff {
namespace {

/// "PropertyRemoved" (§3.49.7: a name that people know the rule by).
std::string pascal_case(std::string_view id) {
  std::string out;
  bool starts_word = true;
  for (const char c : id) {
    if (c == '-') {
      starts_word = true;
      continue;
    }
    out += starts_word ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    starts_word = false;
  }
  return out;
}

/// "class-removed" -> "class removed", for a rule of which nothing more is known.
std::string spaced(std::string id) {
  for (char& c : id) {
    if (c == '-') c = ' ';
  }
  return id;
}

/// What most findings of the rule are. The level of one that is proved depends on the proof.
std::string_view default_level(const Rule* rule) {
  if (rule == nullptr || !rule->level) return "warning";
  switch ((*rule->level)[Direction::output]) {
    case Level::major:
      return "error";
    case Level::minor:
      return "warning";
    case Level::patch:
      return "note";
    case Level::none:
      break;
  }
  return "none";
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  if (text.empty()) return;
  json.open(key, '{').text("text", text).close('}');
}

void write_help(JsonWriter& json, const Finding& finding, const Rule* rule) {
  const std::string& why = finding.why.empty() ? finding.message : finding.why;
  std::string text = printable_paragraph(why);
  std::string markdown = "**Why** " + escape_markdown_message(why);
  if (!finding.fix.empty()) {
    text += "\n\n" + printable_paragraph(finding.fix);
    markdown += "\n\n**What to do** " + escape_markdown_message(finding.fix);
  }
  if (rule != nullptr) {
    text += fmt::format("\n\n`verdiff rules {}` has an example.", rule->id);
    markdown += fmt::format("\n\n`verdiff rules {}` says more.", rule->id);
  }
  json.open("help", '{').text("text", text).text("markdown", markdown).close('}');
}

/// The rule of the catalogue, unless --rules has put another one in its place.
const Rule* known_rule(const Finding& finding) {
  const Rule* const rule = find_rule(builtin_rules(), finding.rule);
  return rule != nullptr && rule->why == finding.why && rule->fix == finding.fix ? rule : nullptr;
}

}  // namespace

void SarifRules::add(const Report& report) {
  for (const Finding& finding : report.findings) {
    if (finding.severity == Severity::off) continue;
    const auto [found, is_new] = entries_.try_emplace(finding.rule);
    if (is_new) found->second = {known_rule(finding), finding, 0};
  }
}

void SarifRules::number() {
  std::uint64_t index = 0;
  for (auto& [id, entry] : entries_) entry.index = index++;
}

std::uint64_t SarifRules::index_of(std::string_view rule) const {
  return entries_.find(rule)->second.index;
}

void SarifRules::write(JsonWriter& json) const {
  json.open("rules", '[');
  for (const auto& [id, entry] : entries_) {
    const Finding& finding = entry.finding;
    json.open('{').text("id", id).text("name", pascal_case(id));
    write_text(json, "shortDescription",
               (entry.rule == nullptr ? spaced(id) : entry.rule->title) + ".");
    write_text(json, "fullDescription", printable_paragraph(finding.why));
    write_help(json, finding, entry.rule);
    if (entry.rule != nullptr) {
      json.text("helpUri",
                fmt::format("https://github.com/verdiff/verdiff/blob/main/docs/rules/{}.md", id));
    }
    json.open("defaultConfiguration", '{').text("level", default_level(entry.rule)).close('}');
    json.open("properties", '{').open("tags", '[').item("semver");
    if (entry.rule != nullptr) json.item(entry.rule->area);
    json.close(']');
    if (entry.rule != nullptr) {
      json.text("judged", word(entry.rule->judged)).text("semver", level_in_words(*entry.rule));
    }
    json.close('}').close('}');
  }
  json.close(']');
}

}  // namespace verdiff
