#include "policy/work_tree_gate.h"

#include "document/disk.h"
#include "policy/version_file.h"

#include <fmt/format.h>

#include <set>
#include <utility>

namespace verdiff {

Operand in_revision(const Operand& operand, const std::string& revision, const std::string& path) {
  Operand out = operand;
  out.revision = revision;
  out.path = path;
  out.text = fmt::format("{}:{}", revision, path);
  if (operand.pointer) out.text += "#" + *operand.pointer;
  if (operand.flow) out.text += "@" + *operand.flow;
  return out;
}

Result<void> fill_from_version_file(
    const VersionFile& version_file, CheckOptions& versions, const std::string& old_prefix,
    const std::function<std::optional<std::string>(const std::string& path)>& read_old) {
  if (version_file.path.empty() || versions.declared) return {};
  if (!versions.from) {
    if (const auto text = read_old(version_file.path)) {
      const auto field = find_version(old_prefix + version_file.path, *text, version_file.field);
      if (!field) return field.error();
      versions.from = field->version;
    }
  }
  if (!versions.to) {
    const auto text = read_file(version_file.path, Limits{}.bytes);
    if (!text) return text.error();
    const auto field = find_version(version_file.path, *text, version_file.field);
    if (!field) return field.error();
    versions.to = field->version;
  }
  return {};
}

Result<WorkTreeGate> WorkTreeGate::open(const GateOptions& options) {
  auto repository = Repository::open();
  if (!repository) return repository.error();
  WorkTreeGate out(options, *std::move(repository));
  // What is wrong for all is one error, not one a contract.
  const ContractOptions& all = options.contract;
  if (const auto& rules = out.rules_in(all.compare.rules_directory); !rules) return rules.error();
  if (const auto& bases = out.bases_for(all.base); !bases) return bases.error();
  return out;
}

const Result<Bases>& WorkTreeGate::bases_for(const BaseOptions& options) const {
  return known_->bases.get(options, [&] { return Bases::find(repository_, options); });
}

const Result<std::vector<Rule>>& WorkTreeGate::rules_in(const std::string& folder) const {
  return known_->rules.get(folder, [&] { return rules_of(folder); });
}

Result<Base> WorkTreeGate::base_of(const std::string& shown,
                                   const ContractIdentity& contract) const {
  const auto& bases = bases_for(options_of(options_, shown).base);
  if (!bases) return bases.error();
  return bases->base_of(contract);
}

std::vector<std::string> WorkTreeGate::base_commits() const {
  std::set<std::string> out;
  for (const auto& [options, bases] : known_->bases.all()) {
    if (!bases) continue;
    const std::vector<std::string> commits = bases->commits();
    out.insert(commits.begin(), commits.end());
  }
  return {out.begin(), out.end()};
}

std::optional<std::string> WorkTreeGate::old_path(const std::string& commit,
                                                  const std::string& path) const {
  if (commit.empty()) return std::nullopt;
  if (repository_.has(commit, path)) return path;
  auto renamed = repository_.name_in(commit, path);
  if (renamed && repository_.has(commit, *renamed)) return renamed;
  return std::nullopt;
}

Result<CheckOptions> WorkTreeGate::versions_at(const ContractOptions& options, const Base& base,
                                               const ContractIdentity& contract) const {
  CheckOptions out = options.versions;
  if (base.version) out.released = base.version->to_text();
  const auto& bases = bases_for(options.base);
  if (!bases) return bases.error();
  if (const auto releasing = bases->releasing(contract)) out.releasing = releasing->to_text();
  const auto read_old = [&](const std::string& given) -> std::optional<std::string> {
    const auto path = repository_.path_of(given);
    if (!path || base.commit.empty()) return std::nullopt;
    auto text = repository_.read(base.commit, *path);
    if (!text) return std::nullopt;
    return *std::move(text);
  };
  const auto filled = fill_from_version_file(options.version_file, out, base.shown + ":", read_old);
  if (!filled) return filled.error();
  return out;
}

Result<void> WorkTreeGate::fill_versions(Report& report, const ContractOptions& options,
                                         const Base& base, const ContractIdentity& contract) const {
  const auto versions = versions_at(options, base, contract);
  if (!versions) return versions.error();
  const bool is_pair = report.before.present && report.after.present;
  const ArtifactPair artifact = is_pair ? options_.artifact : ArtifactPair();
  const AcceptedSources& sources = options.accepted;
  const auto& accepted = known_->accepted.get(sources, [&] { return read_words(sources); });
  if (!accepted) return accepted.error();
  return reach_verdict(report, options.compare, *versions, *accepted, artifact);
}

Result<WorkTreeGate::Checked> WorkTreeGate::check_at(const Base& base, const Operand& operand,
                                                     const std::string& path,
                                                     Contract& after) const {
  const ContractOptions options = options_of(options_, operand.path);
  const auto was = old_path(base.commit, path);
  const std::string revision = base.commit.empty() ? "HEAD" : base.shown;
  const Operand old = in_revision(operand, revision, repository_.shown(was.value_or(path)));
  Checked out;
  const auto& rules = rules_in(options.compare.rules_directory);
  if (!rules) return rules.error();
  if (!was) {
    out.report = first_release(old.text, {after, operand.text}, *rules, options.compare);
  } else {
    auto before =
        load_operand(old, repository_.files_in(base.commit, base.shown), options.compare.load);
    const bool absent = is_absent(before, options.compare);
    if (!before && !absent) return before.error();
    out.report = absent ? first_release(old.text, {after, operand.text}, *rules, options.compare)
                        : compare_contracts({*before, old.text}, {after, operand.text}, *rules,
                                            options.compare);
    out.old_path = *was;
  }
  const auto filled = fill_versions(out.report, options, base, {path, after.title});
  if (!filled) return filled.error();
  return out;
}

Result<WorkTreeGate::Checked> WorkTreeGate::check(const Operand& operand, Contract& after) const {
  const auto path = repository_.path_of(operand.path);
  if (!path) return path.error();
  const auto base = base_of(operand.path, {*path, after.title});
  if (!base) {
    Error error = base.error();
    error.where.file = operand.path;
    return error;
  }
  return check_at(*base, operand, *path, after);
}

Result<WorkTreeGate::Checked> WorkTreeGate::check(const Operand& operand) const {
  const CompareOptions options = options_of(options_, operand.path).compare;
  auto after = load_operand(operand, options.load);
  if (after) return check(operand, *after);
  const auto path = repository_.path_of(operand.path);
  const bool there = is_file(operand.path) || is_folder(operand.path);
  if (!path || (there && !is_absent(after, options))) return after.error();
  auto removed = check_removed(*path);
  if (!removed) return removed.error();
  if (!*removed) return after.error();
  return Checked{**std::move(removed), *path};
}

Result<std::optional<Report>> WorkTreeGate::check_removed(const std::string& path) const {
  const std::string shown = repository_.shown(path);
  const ContractOptions options = options_of(options_, shown);
  const auto base = base_of(shown, {path, ""});
  if (!base || base->commit.empty() || !repository_.has(base->commit, path)) {
    return std::optional<Report>();
  }
  const Operand old = in_revision({}, base->shown, shown);
  auto before =
      load_operand(old, repository_.files_in(base->commit, base->shown), options.compare.load);
  if (is_absent(before, options.compare)) return std::optional<Report>();
  if (!before) return before.error();
  const auto& rules = rules_in(options.compare.rules_directory);
  if (!rules) return rules.error();
  Report report = removed_contract({*before, old.text}, shown, *rules, options.compare);
  const auto filled = fill_versions(report, options, *base, {path, before->title});
  if (!filled) return filled.error();
  return std::optional<Report>(std::move(report));
}

}  // namespace verdiff
