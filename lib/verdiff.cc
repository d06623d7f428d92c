#include "verdiff.h"

#include "base/version.h"
#include "formats/format.h"
#include "report/catalogue.h"
#include "report/format_list.h"
#include "report/show.h"

#include <fmt/format.h>

#include <future>
#include <utility>

namespace verdiff {
namespace {

struct Loaded {
  Result<Contract> before, after;
};

/// Both sides at once: reading is half of the time.
Result<Loaded> load_pair(const std::string& before, const std::string& after,
                         const LoadSettings& settings) {
  const auto old_operand = parse_operand(before);
  if (!old_operand) return old_operand.error();
  const auto new_operand = parse_operand(after);
  if (!new_operand) return new_operand.error();
  if (old_operand->path == "-" && new_operand->path == "-") {
    return Error{ErrorCode::usage,
                 "standard input (-) can be the old contract or the new one, not both",
                 {},
                 {}};
  }
  auto other = std::async(std::launch::async, [&] { return load_operand(*new_operand, settings); });
  auto first = load_operand(*old_operand, settings);
  return Loaded{std::move(first), other.get()};
}

}  // namespace

CompareOptions compare_options(const Settings& settings) {
  CompareOptions out;
  JudgeOptions& judge = out.judge;
  judge.reader = settings.reader.value_or(judge.reader);
  judge.unknown = settings.unknown.value_or(judge.unknown);
  judge.policies = settings.policies.value_or(judge.policies);
  judge.budget = settings.budget.value_or(judge.budget);
  out.load.input_format = settings.input_format.value_or("");
  out.load.as = settings.as;
  out.load.remote_map = settings.remote_map;
  out.load.roots = settings.roots;
  out.rules_directory = settings.rules.value_or("");
  out.severities = settings.severities;
  out.skip = settings.skip;
  return out;
}

Result<Config> load_config(const std::string& file) {
  ConfigPlace place = file.empty() ? find_config() : ConfigPlace{file, ""};
  if (!place.path.empty()) return read_config(place.path, words<ReportForm>());
  Config none;
  none.folder = std::move(place.folder);
  return none;
}

Result<Report> compare(const std::string& before, const std::string& after,
                       const CompareOptions& options) {
  const auto rules = rules_of(options.rules_directory);
  if (!rules) return rules.error();
  auto loaded = load_pair(before, after, options.load);
  if (!loaded) return loaded.error();
  auto& [was, is] = *loaded;
  // The old side's error comes first, whichever was found first. Nothing beside nothing is one,
  // too.
  if (is && is_absent(was, options)) return first_release(before, {*is, after}, *rules, options);
  if (!was) return was.error();
  if (is_absent(is, options)) return removed_contract({*was, before}, after, *rules, options);
  if (!is) return is.error();
  return compare_contracts({*was, before}, {*is, after}, *rules, options);
}

Result<FitReport> fit(const std::string& producer, const std::string& consumer,
                      const FitOptions& options) {
  const auto sends = load_end(producer, Direction::output, options.load);
  if (!sends) return sends.error();
  const auto takes = load_end(consumer, Direction::input, options.load);
  if (!takes) return takes.error();
  return fit(*sends, *takes, options);
}

Result<PayloadReport> validate(const std::string& contract, const std::vector<std::string>& files,
                               const ValidateOptions& options) {
  const auto end = load_end(contract, Direction::none, options.load);
  if (!end) return end.error();
  return validate_payloads(*end, files, options);
}

Result<std::string> show(const std::string& text, const LoadSettings& settings, ReportForm form) {
  const auto operand = parse_operand(text);
  if (!operand) return operand.error();
  const auto contract = load_operand(*operand, settings);
  if (!contract) return contract.error();
  return form == ReportForm::text ? show_text(*contract) : show_json(*contract);
}

std::string list_formats(ReportForm form, const RenderOptions& options) {
  return render_formats(form, options);
}

Result<std::string> list_rules(const std::string& rules_directory, ReportForm form,
                               const RenderOptions& options) {
  const auto rules = rules_of(rules_directory);
  if (!rules) return rules.error();
  return render_rules(*rules, form, options);
}

Result<std::string> explain_rule(std::string_view id, const std::string& rules_directory,
                                 ReportForm form, const RenderOptions& options) {
  const auto rules = rules_of(rules_directory);
  if (!rules) return rules.error();
  if (const Rule* const rule = find_rule(*rules, id)) return render_rule(*rule, form, options);
  std::vector<std::string> ids;
  for (const Rule& rule : *rules) ids.push_back(rule.id);
  return Error{ErrorCode::unknown_rule,
               fmt::format("no rule has the id '{}'{} (`verdiff rules` lists all {})", id,
                           did_you_mean(id, ids), ids.size()),
               {},
               {}};
}

std::vector<std::string> input_formats() {
  std::vector<std::string> names;
  for (const Format& format : formats()) names.emplace_back(format.name);
  return names;
}

std::string_view version() {
  return version_text;
}

}  // namespace verdiff
