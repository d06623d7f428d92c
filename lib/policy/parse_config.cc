#include "base/text.h"
#include "formats/format.h"
#include "policy/config.h"
#include "policy/field_reader.h"
#include "policy/glob.h"
#include "policy/team_paths.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <set>

namespace verdiff {

namespace {

constexpr std::uint64_t most_steps = 1'000'000'000'000;  // as --budget takes

constexpr auto setting_names = std::to_array<std::string_view>(
    {"base", "version", "unchanged", "reader", "policies", "zero", "unknown", "budget",
     "severities", "skip", "input-format", "as", "remote-map", "roots", "rules", "accepted"});
constexpr std::string_view level_refusal =
    "a level is what SemVer says of a change, and nobody's to set; `severities` says what closes "
    "the gate (error, warning, note, off)";

std::vector<std::string_view> with_settings(std::initializer_list<std::string_view> first) {
  std::vector<std::string_view> out(first);
  out.insert(out.end(), setting_names.begin(), setting_names.end());
  return out;
}

/// Reads verdiff.yaml into a Config. The first error ends it.
class ConfigParser {
 public:
  ConfigParser(const Document& document, std::span<const std::string> report_forms)
      : fields_(document), paths_(document.name()), report_forms_(report_forms) {}

  Result<Config> parse() &&;

 private:
  using Read = Result<void> (ConfigParser::*)(const Node&, Settings&);

  Result<void> levels_refused(const Node& object) const;
  Result<void> settings(const Node& object, Settings& into);
  Result<ContractConfig> contract(const Node& node);
  Result<void> contracts(const Node& node);
  Result<void> reports(const Node& node);
  /// A path in the file, as the process can open it.
  Result<std::string> path(const Node& node, std::string_view name) const;

  Result<void> base(const Node& node, Settings& into);
  Result<void> version(const Node& node, Settings& into);
  Result<void> policies(const Node& node, Settings& into);
  Result<void> budget(const Node& node, Settings& into);
  Result<void> severities(const Node& node, Settings& into);
  Result<void> skip(const Node& node, Settings& into);
  Result<void> input_format(const Node& node, Settings& into);
  Result<void> as(const Node& node, Settings& into);
  Result<void> remote_map(const Node& node, Settings& into);
  Result<void> roots(const Node& node, Settings& into);
  Result<void> rules(const Node& node, Settings& into);
  Result<void> accepted(const Node& node, Settings& into);
  template <class E>
  Result<void> word_of(const Node& object, std::string_view name, std::optional<E>& into) const;

  FieldReader fields_;
  TeamPaths paths_;
  std::span<const std::string> report_forms_;
  Config config_;
  /// What `severities` names, for a check when all folders of rules are known.
  std::vector<std::pair<std::string, std::uint32_t>> patterns_;
  bool has_own_rules_ = false;

  Result<void> check_patterns() const;
};

template <class E>
Result<void> ConfigParser::word_of(const Node& object, std::string_view name,
                                   std::optional<E>& into) const {
  const Node* const node = object.find(name);
  if (node == nullptr) return {};
  const auto read = fields_.one_word<E>(*node, name);
  if (!read) return read.error();
  into = *read;
  return {};
}

Result<void> ConfigParser::levels_refused(const Node& object) const {
  for (const std::string_view key : {"level", "levels"}) {
    if (const Member* const member = object.find_member(key)) {
      return fields_.error_at(member->key_offset, std::string(level_refusal));
    }
  }
  return {};
}

Result<std::string> ConfigParser::path(const Node& node, std::string_view name) const {
  const auto text = fields_.text(node, name);
  if (!text) return text.error();
  auto resolved = paths_.resolve(*text);
  if (!resolved)
    return fields_.error_at(node, fmt::format("`{}`: {}", name, resolved.error().message));
  return resolved;
}

Result<void> ConfigParser::base(const Node& node, Settings& into) {
  if (!node.is_object()) {
    auto name = fields_.text(node, "base");
    if (!name) return name.error();
    into.base = *name == word(BaseKind::merge_base) ? BaseSetting{}
                                                    : BaseSetting{BaseKind::revision, *name};
    return {};
  }
  const auto known = std::to_array<std::string_view>({"tag"});
  if (auto read = fields_.known_fields(node, "`base`", known); !read) return read;
  const Node* const tag = node.find("tag");
  if (tag == nullptr) {
    return fields_.error_at(node, "expected `base` to be a revision, `merge-base`, or `{tag: v*}`");
  }
  auto pattern = fields_.text(*tag, "tag");
  if (!pattern) return pattern.error();
  into.base = BaseSetting{BaseKind::tag, *std::move(pattern)};
  return {};
}

Result<void> ConfigParser::version(const Node& node, Settings& into) {
  if (!node.is_object()) {
    const std::string contract = "contract";
    const auto text = fields_.one_of(node, "version", {&contract, 1});
    if (!text) return text.error();
    into.version = VersionSource{};
    return {};
  }
  const auto known = std::to_array<std::string_view>({"file", "field"});
  if (auto read = fields_.known_fields(node, "`version`", known); !read) return read;
  const Node* const file = node.find("file");
  if (file == nullptr) return fields_.error_at(node, "the field `file` of `version` is missing");
  auto where = path(*file, "file");
  if (!where) return where.error();
  VersionSource source{*std::move(where), ""};
  if (const Node* const field = node.find("field")) {
    auto name = fields_.text(*field, "field");
    if (!name) return name.error();
    source.field = *std::move(name);
  }
  into.version = std::move(source);
  return {};
}

Result<void> ConfigParser::policies(const Node& node, Settings& into) {
  into.policies.emplace();
  if (node.is_array() && node.items().empty()) return {};
  const auto names = fields_.texts(node, "policies");
  if (!names) return names.error();
  for (std::size_t i = 0; i < names->size(); ++i) {
    const auto policy =
        fields_.one_word<Policy>(node.is_array() ? node.items()[i] : node, "policies");
    if (!policy) return policy.error();
    into.policies->emplace_back(word(*policy));
  }
  return {};
}

Result<void> ConfigParser::budget(const Node& node, Settings& into) {
  std::uint64_t steps = 0;
  const std::string_view text = node.is_number() ? node.text() : std::string_view();
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), steps);
  if (text.empty() || problem != std::errc() || end != text.data() + text.size() || steps == 0 ||
      steps > most_steps) {
    return fields_.error_at(
        node, fmt::format("expected `budget` to be a whole number from 1 to {}", most_steps));
  }
  into.budget = steps;
  return {};
}

Result<void> ConfigParser::severities(const Node& node, Settings& into) {
  if (!node.is_object()) {
    return fields_.error_at(node, fmt::format("expected `severities` to be a mapping of rules to "
                                              "severities, found {}",
                                              with_article(node.kind())));
  }
  SeverityLayer layer;
  for (const Member& member : node.members()) {
    const bool is_level = member.value.is_object() ||
                          (member.value.is_string() && parse_word<Level>(member.value.text()));
    if (is_level) return fields_.error_at(member.value, std::string(level_refusal));
    const auto severity = fields_.one_word<Severity>(member.value, "severities");
    if (!severity) return severity.error();
    layer.push_back({std::string(member.key), *severity});
    patterns_.emplace_back(member.key, member.key_offset);
  }
  into.severities.push_back(std::move(layer));
  return {};
}

Result<void> ConfigParser::skip(const Node& node, Settings& into) {
  auto patterns = fields_.texts(node, "skip");
  if (!patterns) return patterns.error();
  into.skip = *std::move(patterns);
  return {};
}

Result<void> ConfigParser::input_format(const Node& node, Settings& into) {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  auto name = fields_.one_of(node, "input-format", names);
  if (!name) return name.error();
  into.input_format = *std::move(name);
  return {};
}

Result<void> ConfigParser::as(const Node& node, Settings& into) {
  const auto directions = words<Direction>().subspan(1);  // a payload has one
  const auto name = fields_.one_of(node, "as", directions);
  if (!name) return name.error();
  into.as = parse_word<Direction>(*name);
  return {};
}

Result<void> ConfigParser::remote_map(const Node& node, Settings& into) {
  if (!node.is_object()) {
    return fields_.error_at(node, fmt::format("expected `remote-map` to be a mapping of URIs to "
                                              "files, found {}",
                                              with_article(node.kind())));
  }
  for (const Member& member : node.members()) {
    auto file = path(member.value, "remote-map");
    if (!file) return file.error();
    into.remote_map.emplace(member.key, *std::move(file));
  }
  return {};
}

Result<void> ConfigParser::roots(const Node& node, Settings& into) {
  const auto folders = fields_.texts(node, "roots");
  if (!folders) return folders.error();
  const auto items = node.is_array() ? node.items() : std::span<const Node>(&node, 1);
  for (const Node& item : items) {
    auto folder = path(item, "roots");
    if (!folder) return folder.error();
    into.roots.push_back(*std::move(folder));
  }
  return {};
}

Result<void> ConfigParser::rules(const Node& node, Settings& into) {
  auto folder = path(node, "rules");
  if (!folder) return folder.error();
  into.rules = *std::move(folder);
  has_own_rules_ = true;
  return {};
}

Result<void> ConfigParser::accepted(const Node& node, Settings& into) {
  auto file = path(node, "accepted");
  if (!file) return file.error();
  into.accepted = *std::move(file);
  return {};
}

Result<void> ConfigParser::settings(const Node& object, Settings& into) {
  if (auto read = word_of(object, "unchanged", into.unchanged); !read) return read;
  if (auto read = word_of(object, "reader", into.reader); !read) return read;
  if (auto read = word_of(object, "zero", into.zero); !read) return read;
  if (auto read = word_of(object, "unknown", into.unknown); !read) return read;
  constexpr auto others = std::to_array<std::pair<std::string_view, Read>>({
      {"base", &ConfigParser::base},
      {"version", &ConfigParser::version},
      {"policies", &ConfigParser::policies},
      {"budget", &ConfigParser::budget},
      {"severities", &ConfigParser::severities},
      {"skip", &ConfigParser::skip},
      {"input-format", &ConfigParser::input_format},
      {"as", &ConfigParser::as},
      {"remote-map", &ConfigParser::remote_map},
      {"roots", &ConfigParser::roots},
      {"rules", &ConfigParser::rules},
      {"accepted", &ConfigParser::accepted},
  });
  for (const auto& [name, read] : others) {
    const Node* const node = object.find(name);
    if (node == nullptr) continue;
    if (auto done = (this->*read)(*node, into); !done) return done;
  }
  return {};
}

Result<ContractConfig> ConfigParser::contract(const Node& node) {
  ContractConfig out;
  if (auto level = levels_refused(node); !level) return level.error();
  const auto known = with_settings({"files", "name"});
  if (auto read = fields_.known_fields(node, "a contract", known); !read) return read.error();
  const Node* const files = node.find("files");
  if (files == nullptr) return fields_.error_at(node, "the field `files` of a contract is missing");
  auto globs = fields_.texts(*files, "files");
  if (!globs) return globs.error();
  out.files = *std::move(globs);
  if (out.files.front().starts_with('!')) {
    return fields_.error_at(*files,
                            "the first of `files` takes files out (`!`) where none are in yet");
  }
  if (const Node* const name = node.find("name")) {
    auto text = fields_.text(*name, "name");
    if (!text) return text.error();
    out.name = *std::move(text);
  }
  if (auto read = settings(node, out.settings); !read) return read.error();
  return out;
}

Result<void> ConfigParser::contracts(const Node& node) {
  if (!node.is_array()) {
    return fields_.error_at(node, fmt::format("expected `contracts` to be a list of mappings with "
                                              "`files`, found {}",
                                              with_article(node.kind())));
  }
  for (const Node& item : node.items()) {
    auto entry = contract(item);
    if (!entry) return entry.error();
    config_.contracts.push_back(*std::move(entry));
  }
  return {};
}

Result<void> ConfigParser::reports(const Node& node) {
  const auto texts = fields_.texts(node, "reports");
  if (!texts) return texts.error();
  std::set<std::string> places;
  for (std::size_t i = 0; i < texts->size(); ++i) {
    const Node& item = node.is_array() ? node.items()[i] : node;
    const std::string& text = (*texts)[i];
    const std::size_t equals = text.find('=');
    const std::string form = text.substr(0, equals);
    if (std::find(report_forms_.begin(), report_forms_.end(), form) == report_forms_.end()) {
      return fields_.error_at(
          item,
          fmt::format("expected FORM or FORM=FILE with one of the forms `{}`, found `{}`{}",
                      fmt::join(report_forms_, "`, `"), text, did_you_mean(form, report_forms_)));
    }
    std::string file;
    if (equals != std::string::npos) {
      auto resolved = paths_.resolve(text.substr(equals + 1));
      if (!resolved) return fields_.error_at(item, "`reports`: " + resolved.error().message);
      file = *std::move(resolved);
    }
    if (!places.insert(file).second) {
      return fields_.error_at(item, file.empty()
                                        ? "two reports for standard output; give all but one a "
                                          "file, FORM=FILE"
                                        : "two reports for one file");
    }
    config_.reports.push_back(file.empty() ? form : form + '=' + file);
  }
  return {};
}

Result<void> ConfigParser::check_patterns() const {
  if (has_own_rules_) return {};  // whose ids are known only when they are read
  std::vector<std::string> ids;
  std::set<std::string> areas;
  for (const Rule& rule : builtin_rules()) {
    ids.push_back(rule.id);
    areas.insert(rule.area);
  }
  for (const auto& [pattern, offset] : patterns_) {
    const bool fits = areas.contains(pattern) ||
                      std::any_of(ids.begin(), ids.end(), [glob = Glob(pattern)](const auto& id) {
                        return glob.matches(id);
                      });
    if (fits) continue;
    std::vector<std::string> known(areas.begin(), areas.end());
    known.insert(known.end(), ids.begin(), ids.end());
    return fields_.error_at(offset, fmt::format("no rule has the id or the area `{}`{} (`verdiff "
                                                "rules` lists all)",
                                                pattern, did_you_mean(pattern, known)));
  }
  return {};
}

Result<Config> ConfigParser::parse() && {
  const Node& root = fields_.document().root();
  config_.path = fields_.document().name();
  config_.folder = paths_.folder();
  if (root.is_null()) return std::move(config_);  // a file of comments
  if (auto level = levels_refused(root); !level) return level.error();
  const auto known = with_settings({"contracts", "reports"});
  if (auto read = fields_.known_fields(root, "verdiff.yaml", known); !read) return read.error();
  if (auto read = settings(root, config_.defaults); !read) return read.error();
  if (const Node* const node = root.find("contracts")) {
    if (auto read = contracts(*node); !read) return read.error();
  }
  if (const Node* const node = root.find("reports")) {
    if (auto read = reports(*node); !read) return read.error();
  }
  if (auto checked = check_patterns(); !checked) return checked.error();
  return std::move(config_);
}

}  // namespace

Result<Config> parse_config(const Document& document, std::span<const std::string> report_forms) {
  return ConfigParser(document, report_forms).parse();
}

Result<Config> read_config(const std::string& path, std::span<const std::string> report_forms) {
  const auto document = read_team_file(path);
  if (!document) return document.error();
  return parse_config(*document, report_forms);
}

}  // namespace verdiff
