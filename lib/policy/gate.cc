#include "policy/gate.h"

#include "base/parallel.h"
#include "document/disk.h"
#include "formats/format.h"
#include "policy/gto.h"
#include "policy/work_tree_gate.h"

#include <fmt/format.h>

#include <algorithm>
#include <fnmatch.h>
#include <map>
#include <mutex>
#include <set>
#include <tuple>
#include <utility>

namespace verdiff {

namespace {

/// Tells how far a run is, by one thread at a time.
class Counter {
 public:
  Counter(const Progress& progress, std::size_t all) : progress_(progress), all_(all) {}
  void count() {
    if (!progress_) return;
    const std::lock_guard lock(mutex_);
    progress_(++done_, all_);
  }

 private:
  const Progress& progress_;
  std::size_t all_;
  std::mutex mutex_;
  std::size_t done_ = 0;
};

/// Of many contracts each is judged on one thread, so that `jobs` of them keep as many cores busy.
GateOptions for_many(const GateOptions& options) {
  GateOptions out = options;
  judge_among_many(out.contract.compare.judge);
  if (!options.contract_at) return out;
  out.contract_at = [at = options.contract_at](const std::string& path) {
    ContractOptions found = at(path);
    judge_among_many(found.compare.judge);
    return found;
  };
  return out;
}

std::size_t jobs_of(const GateOptions& options) {
  return options.jobs == 0 ? default_jobs() : options.jobs;
}

/// Errors, closed gates, then by level.
int rank_of(const ContractOutcome& outcome) {
  const std::optional<Report> report = open_report(outcome);
  if (!report) return 0;
  return (gate_closed(*report) ? 10 : 20) - static_cast<int>(report->level);
}

void sort_worst_first(Run& run) {
  std::vector<std::pair<int, ContractOutcome>> ranked;
  for (ContractOutcome& outcome : run.outcomes) {
    const int rank = rank_of(outcome);
    ranked.emplace_back(rank, std::move(outcome));
  }
  std::sort(ranked.begin(), ranked.end(), [](const auto& left, const auto& right) {
    return std::tie(left.first, left.second.name) < std::tie(right.first, right.second.name);
  });
  run.outcomes.clear();
  for (auto& [rank, outcome] : ranked) run.outcomes.push_back(std::move(outcome));
}

ContractOutcome outcome_of(std::string name, Result<WorkTreeGate::Checked> checked) {
  if (!checked) return {std::move(name), std::nullopt, checked.error()};
  return {std::move(name), std::move(checked->report), std::nullopt};
}

/// One contract of a run: named, or found in a folder.
struct Task {
  std::string path;  ///< as the user would write it
  bool is_found = false;
};

/// What became of it; no outcome where what was found turned out to be something else.
struct Done {
  std::optional<ContractOutcome> outcome;
  std::string old_path;
};

/// The work tree's contracts, one after the other on several threads.
class WorkTreeRun {
 public:
  WorkTreeRun(const WorkTreeGate& gate, const GateOptions& options, const Progress& progress)
      : gate_(gate), options_(options), progress_(progress) {}

  Result<Run> run(const std::vector<std::string>& paths) {
    for (const std::string& path : paths) {
      if (const auto added = add(path); !added) return added.error();
    }
    std::vector<Done> done(tasks_.size());
    Counter counter(progress_, tasks_.size());
    for_each_index(tasks_.size(), jobs_of(options_), [&](std::size_t index) {
      done[index] = check(tasks_[index]);
      counter.count();
    });
    Run out;
    std::set<std::string> kept;
    for (Done& one : done) {
      if (one.outcome) add_outcome(out, *std::move(one.outcome));
      kept.insert(std::move(one.old_path));
    }
    if (const auto added = add_removed(out, kept); !added) return added.error();
    sort_worst_first(out);
    return out;
  }

 private:
  Result<void> add(const std::string& path) {
    if (!is_folder(path)) {
      tasks_.push_back({path, false});
      return {};
    }
    const Repository& repository = gate_.repository();
    const auto folder = repository.path_of(path);
    if (!folder) return folder.error();
    const auto files = repository.files_below(*folder);
    if (!files) return files.error();
    folders_.push_back(*folder);
    std::vector<std::string> candidates;
    for (const std::string& file : *files) {
      if (may_be_contract(file)) candidates.push_back(repository.shown(file));
    }
    std::vector<char> fits(candidates.size());
    for_each_index(candidates.size(), jobs_of(options_), [&](std::size_t index) {
      fits[index] = fits_as_contract(candidates[index]) ? 1 : 0;
    });
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (fits[i] != 0) tasks_.push_back({std::move(candidates[i]), !options_.is_contract});
    }
    return {};
  }

  bool fits_as_contract(const std::string& path) const {
    if (options_.is_contract) return options_.is_contract(path);
    const auto text = read_file(path, Limits{}.bytes);
    return text && names_its_format(*text);
  }

  Done check(const Task& task) const {
    const auto operand = is_file(task.path)
                             ? Result<Operand>(Operand{task.path, {}, task.path, {}, {}})
                             : parse_operand(task.path);
    if (!operand) return {ContractOutcome{task.path, std::nullopt, operand.error()}, ""};
    auto checked = check(task, *operand);
    if (!checked) return {ContractOutcome{task.path, std::nullopt, checked.error()}, ""};
    if (!*checked) return {};
    std::string old_path = (**checked).old_path;
    return {outcome_of(task.path, **std::move(checked)), std::move(old_path)};
  }

  Result<std::optional<WorkTreeGate::Checked>> check(const Task& task,
                                                     const Operand& operand) const {
    using Maybe = std::optional<WorkTreeGate::Checked>;
    if (!task.is_found) {
      auto checked = gate_.check(operand);
      return checked ? Result<Maybe>(*std::move(checked)) : Result<Maybe>(checked.error());
    }
    const CompareOptions compare = options_of(options_, operand.path).compare;
    auto contract = load_operand(operand, compare.load);
    if (!contract && contract.error().code == ErrorCode::unknown_format) return Maybe();
    if (is_absent(contract, compare)) {
      auto withdrawn = gate_.check(operand);
      if (withdrawn) return Maybe(*std::move(withdrawn));
      // It promised nothing before, either.
      if (withdrawn.error().code == ErrorCode::no_contract) return Maybe();
      return withdrawn.error();
    }
    if (!contract) return contract.error();
    if (!names_its_format(contract->workspace.documents().front()->root())) return Maybe();
    auto checked = gate_.check(operand, *contract);
    return checked ? Result<Maybe>(*std::move(checked)) : Result<Maybe>(checked.error());
  }

  /// Contracts that were in the folders at their base. `kept`: what others are renamed from.
  Result<void> add_removed(Run& run, const std::set<std::string>& kept) const {
    const Repository& repository = gate_.repository();
    const std::vector<std::string> bases = gate_.base_commits();
    if (bases.empty() || folders_.empty()) return {};
    const auto since = repository.common_ancestor(bases);
    if (!since) return {};
    std::set<std::string> removed;
    for (const std::string& folder : folders_) {
      const auto files = repository.deleted_since(*since, folder);
      if (!files) return files.error();
      removed.insert(files->begin(), files->end());
    }
    for (const std::string& path : removed) {
      if (kept.count(path) != 0 || !may_be_contract(path)) continue;
      if (!was_contract(path)) continue;
      auto report = gate_.check_removed(path);
      ContractOutcome outcome{repository.shown(path), std::nullopt, std::nullopt};
      if (!report) {
        outcome.error = report.error();
      } else if (*report) {
        outcome.report = **std::move(report);
      } else {
        continue;
      }
      add_outcome(run, std::move(outcome));
    }
    return {};
  }

  void add_outcome(Run& run, ContractOutcome outcome) const {
    outcome.called = options_of(options_, outcome.name).compare.name;
    run.outcomes.push_back(std::move(outcome));
  }

  bool was_contract(const std::string& path) const {
    const std::string shown = gate_.repository().shown(path);
    if (options_.is_contract) return options_.is_contract(shown);
    const auto base = gate_.base_of(shown, {path, ""});
    if (!base) return false;
    const auto text = gate_.repository().read(base->commit, path);
    return text && names_its_format(*text);
  }

  const WorkTreeGate& gate_;
  const GateOptions& options_;
  const Progress& progress_;
  std::vector<Task> tasks_;
  std::vector<std::string> folders_;  // from the top of the work tree
};

Error needs_file(const Operand& operand) {
  return {ErrorCode::usage,
          fmt::format("expected a file of the work tree, found '{}'; name the old contract, too",
                      operand.text),
          {},
          {}};
}

Result<Operand> work_tree_operand(const std::string& text) {
  auto operand = parse_operand(text);
  if (operand && (operand->revision || operand->path == "-")) return needs_file(*operand);
  return operand;
}

/// An entry that is used against one version of the field is not unused.
void drop_used_elsewhere(Run& run) {
  std::map<Location, std::size_t> unused;
  std::size_t reports = 0;
  for (const ContractOutcome& outcome : run.outcomes) {
    if (!outcome.report) continue;
    ++reports;
    const Report report = outcome.report->open();
    for (const AcceptedProblem& problem : report.accepted_problems) {
      if (problem.kind == AcceptedProblemKind::unused) ++unused[problem.location];
    }
  }
  for (ContractOutcome& outcome : run.outcomes) {
    if (!outcome.report) continue;
    Report report = outcome.report->open();
    std::erase_if(report.accepted_problems, [&](const AcceptedProblem& problem) {
      return problem.kind == AcceptedProblemKind::unused && unused[problem.location] < reports;
    });
    outcome.report = report;
  }
}

}  // namespace

ContractOptions options_of(const GateOptions& options, const std::string& path) {
  return options.contract_at ? options.contract_at(path) : options.contract;
}

Result<void> reach_verdict(Report& report, const CompareOptions& compare,
                           const CheckOptions& versions, const AcceptedWords& accepted,
                           const ArtifactPair& artifact) {
  if (const auto done = compare_artifacts(report, artifact, compare); !done) return done;
  if (const auto done = check(report, versions); !done) return done;
  if (const auto done = note_same_artifact(report, artifact, compare); !done) return done;
  mark_accepted(report, accepted);
  return check(report, versions);  // its words speak of what is accepted
}

Result<Report> check_contract(const std::string& contract, const GateOptions& options) {
  const auto operand = work_tree_operand(contract);
  if (!operand) return operand.error();
  const auto gate = WorkTreeGate::open(options);
  if (!gate) return gate.error();
  auto checked = gate->check(*operand);
  if (!checked) return checked.error();
  return std::move(checked->report);
}

Result<Run> check_contracts(const std::vector<std::string>& paths, const GateOptions& given,
                            const Progress& progress) {
  const GateOptions options = for_many(given);
  const auto gate = WorkTreeGate::open(options);
  if (!gate) return gate.error();
  auto run = WorkTreeRun(*gate, options, progress).run(paths);
  if (!run || !run->outcomes.empty()) return run;
  return Error{ErrorCode::no_contract,
               "expected contracts in these folders, found none; OpenAPI documents and JSON "
               "Schemas with `$schema` are found by themselves, others have to be named",
               {paths.empty() ? "" : paths.front(), 0, 0},
               {}};
}

Result<Run> check_against(const std::string& contract, const std::string& pattern,
                          const GateOptions& given, const Progress& progress) {
  const GateOptions options = for_many(given);
  const auto operand = work_tree_operand(contract);
  if (!operand) return operand.error();
  const auto gate = WorkTreeGate::open(options);
  if (!gate) return gate.error();
  const auto path = gate->repository().path_of(operand->path);
  if (!path) return path.error();
  auto tags = gate->repository().tags(false);
  if (!tags) return tags.error();
  *tags = without_withdrawn(*std::move(tags));
  std::erase_if(
      *tags, [&](const GitTag& tag) { return fnmatch(pattern.c_str(), tag.name.c_str(), 0) != 0; });
  if (tags->empty()) {
    return Error{ErrorCode::git,
                 fmt::format("--against: expected tags that match '{}', found none in this clone; "
                             "fetch them (fetch-depth: 0)",
                             pattern),
                 {},
                 {}};
  }
  const LoadSettings load = options_of(options, operand->path).compare.load;
  if (const auto readable = load_operand(*operand, load); !readable) return readable.error();
  Run run;
  run.outcomes.resize(tags->size());
  Counter counter(progress, tags->size());
  for_each_index(tags->size(), jobs_of(options), [&](std::size_t index) {
    const GitTag& tag = (*tags)[index];
    const auto release = parse_release_tag(tag);
    const Base base{tag.commit, tag.name,
                    release ? std::optional<Version>(release->version) : std::nullopt};
    auto after = load_operand(*operand, load);  // each its own: skipping takes things out of it
    run.outcomes[index] =
        outcome_of(tag.name, after ? gate->check_at(base, *operand, *path, *after)
                                   : Result<WorkTreeGate::Checked>(after.error()));
    counter.count();
  });
  drop_used_elsewhere(run);
  sort_worst_first(run);
  return run;
}

Result<void> read_version_file(const VersionFile& version_file, const std::string& before,
                               CheckOptions& versions) {
  const auto operand = parse_operand(before);
  if (!operand) return operand.error();
  const std::string prefix = operand->revision ? *operand->revision + ":" : "";
  return fill_from_version_file(version_file, versions, prefix,
                                [&](const std::string& path) -> std::optional<std::string> {
                                  if (!operand->revision) return std::nullopt;
                                  const auto files = files_of(*operand);
                                  if (!files) return std::nullopt;
                                  auto text = files->read(path);
                                  if (!text) return std::nullopt;
                                  return *std::move(text);
                                });
}

bool gate_closed(const Run& run) {
  return std::any_of(run.outcomes.begin(), run.outcomes.end(), [](const ContractOutcome& outcome) {
    return outcome.report && gate_closed(outcome.report->open());
  });
}

bool has_errors(const Run& run) {
  return std::any_of(run.outcomes.begin(), run.outcomes.end(),
                     [](const ContractOutcome& outcome) { return outcome.error.has_value(); });
}

}  // namespace verdiff
