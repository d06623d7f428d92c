#include "policy/release_history.h"

#include "base/text.h"
#include "policy/work_tree_gate.h"

#include <fmt/format.h>

#include <utility>

namespace verdiff {

namespace {

Error no_release(const std::string& name, const std::vector<GitTag>& tags) {
  std::vector<std::string> known;
  for (const GitTag& tag : tags) {
    if (parse_release_tag(tag)) known.push_back(tag.name);
  }
  return {ErrorCode::git,
          fmt::format("--since: expected a tag of a release that HEAD descends from, found '{}'{}",
                      name, did_you_mean(name, known)),
          {},
          {}};
}

/// The contract as it was in a commit, followed through renames; no contract where it was not
/// there.
struct Past {
  Base base;
  std::optional<Contract> contract;
  std::string operand;
};

/// A contract's history, step by step.
class History {
 public:
  History(const WorkTreeGate& gate, const CompareOptions& options, Operand operand,
          std::string path)
      : gate_(gate), options_(options), operand_(std::move(operand)), path_(std::move(path)) {}

  Result<Past> at(const ReleaseTag& tag) const {
    const Repository& repository = gate_.repository();
    Past out{{tag.tag.commit, tag.tag.name, tag.version}, std::nullopt, ""};
    const auto path = gate_.old_path(tag.tag.commit, path_);
    const Operand operand =
        in_revision(operand_, tag.tag.name, repository.shown(path.value_or(path_)));
    out.operand = operand.text;
    if (!path) return out;
    auto contract =
        load_operand(operand, repository.files_in(tag.tag.commit, tag.tag.name), options_.load);
    if (!contract) return contract.error();
    out.contract = *std::move(contract);
    return out;
  }

  Result<Report> step(Past& before, Past& after, const std::vector<Rule>& rules) const {
    if (before.contract && after.contract) {
      return compare_contracts({*before.contract, before.operand}, {*after.contract, after.operand},
                               rules, options_);
    }
    if (after.contract) {
      return first_release(before.operand, {*after.contract, after.operand}, rules, options_);
    }
    if (before.contract) {
      return removed_contract({*before.contract, before.operand}, after.operand, rules, options_);
    }
    return Report();
  }

 private:
  const WorkTreeGate& gate_;
  const CompareOptions& options_;
  Operand operand_;
  std::string path_;
};

}  // namespace

Result<std::vector<HistoryStep>> history_since(const std::string& contract, const std::string& tag,
                                               const GateOptions& options) {
  const auto operand = parse_operand(contract);
  if (!operand) return operand.error();
  const auto gate = WorkTreeGate::open(options);
  if (!gate) return gate.error();
  const auto path = gate->repository().path_of(operand->path);
  if (!path) return path.error();
  const auto tags = gate->repository().tags(true);
  if (!tags) return tags.error();
  const ContractOptions mine = options_of(options, operand->path);
  const auto rules = rules_of(mine.compare.rules_directory);
  if (!rules) return rules.error();
  std::optional<ReleaseTag> first;
  for (const GitTag& known : *tags) {
    if (known.name == tag) first = parse_release_tag(known);
  }
  if (!first) return no_release(tag, *tags);

  const History history(*gate, mine.compare, *operand, *path);
  auto before = history.at(*first);
  if (!before) return before.error();
  std::vector<HistoryStep> out;
  const auto add = [&](Past after, const std::optional<Version>& version,
                       const std::string& date) -> Result<void> {
    auto report = history.step(*before, after, *rules);
    if (!report) return report.error();
    out.push_back({version, date, *std::move(report)});
    before = std::move(after);
    return {};
  };
  const ReleaseTags releases(*tags);
  for (const ReleaseTag* const release : releases.of_same_owner(*first)) {
    const bool is_later = precedence(release->version, first->version) > 0;
    if (!is_later || release->version.is_prerelease()) continue;
    auto after = history.at(*release);
    if (!after) return after.error();
    const auto added = add(*std::move(after), release->version, release->tag.date);
    if (!added) return added.error();
  }
  auto now = load_operand(*operand, mine.compare.load);
  if (!now) return now.error();
  const auto added = add({{}, *std::move(now), operand->text}, std::nullopt, "");
  if (!added) return added.error();
  return out;
}

std::vector<ChangelogEntry> changelog_of(const std::vector<HistoryStep>& history) {
  std::vector<ChangelogEntry> out;
  for (const HistoryStep& step : history) {
    ChangelogEntry entry{step.version, step.date, changelog_items(step.report)};
    if (!entry.items.empty()) out.push_back(std::move(entry));
  }
  return out;
}

}  // namespace verdiff
