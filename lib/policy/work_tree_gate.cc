#include "policy/work_tree_gate.h"

#include "document/disk.h"
#include "policy/version_file.h"

#include <fmt/format.h>

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
    const std::string& version_file, CheckOptions& versions, const std::string& old_prefix,
    const std::function<std::optional<std::string>(const std::string& path)>& read_old) {
  if (version_file.empty() || versions.declared) return {};
  const auto file = parse_version_file(version_file);
  if (!file) return file.error();
  if (!versions.from) {
    if (const auto text = read_old(file->path)) {
      const auto field = find_version(old_prefix + file->path, *text, file->field);
      if (!field) return field.error();
      versions.from = field->version;
    }
  }
  if (!versions.to) {
    const auto text = read_file(file->path, Limits{}.bytes);
    if (!text) return text.error();
    const auto field = find_version(file->path, *text, file->field);
    if (!field) return field.error();
    versions.to = field->version;
  }
  return {};
}

Result<WorkTreeGate> WorkTreeGate::open(const GateOptions& options) {
  auto rules = rules_of(options.compare.rules_directory);
  if (!rules) return rules.error();
  auto repository = Repository::open();
  if (!repository) return repository.error();
  auto bases = Bases::find(*repository, options.base);
  if (!bases) return bases.error();
  return WorkTreeGate(options, *std::move(repository), *std::move(bases), *std::move(rules));
}

std::optional<std::string> WorkTreeGate::old_path(const std::string& commit,
                                                  const std::string& path) const {
  if (commit.empty()) return std::nullopt;
  if (repository_.has(commit, path)) return path;
  auto renamed = repository_.name_in(commit, path);
  if (renamed && repository_.has(commit, *renamed)) return renamed;
  return std::nullopt;
}

Result<CheckOptions> WorkTreeGate::versions_at(const Base& base,
                                               const ContractIdentity& contract) const {
  CheckOptions out = options_.versions;
  if (base.version) out.released = base.version->to_text();
  if (const auto releasing = bases_.releasing(contract)) out.releasing = releasing->to_text();
  const auto read_old = [&](const std::string& given) -> std::optional<std::string> {
    const auto path = repository_.path_of(given);
    if (!path || base.commit.empty()) return std::nullopt;
    auto text = repository_.read(base.commit, *path);
    if (!text) return std::nullopt;
    return *std::move(text);
  };
  const auto filled =
      fill_from_version_file(options_.version_file, out, base.shown + ":", read_old);
  if (!filled) return filled.error();
  return out;
}

Result<void> WorkTreeGate::fill_versions(Report& report, const Base& base,
                                         const ContractIdentity& contract) const {
  const auto versions = versions_at(base, contract);
  if (!versions) return versions.error();
  const bool is_pair = report.before.present && report.after.present;
  const ArtifactPair artifact = is_pair ? options_.artifact : ArtifactPair();
  if (const auto compared = compare_artifacts(report, artifact); !compared) return compared;
  if (const auto checked = verdiff::check(report, *versions); !checked) return checked;
  note_same_artifact(report, artifact);
  return {};
}

Result<WorkTreeGate::Checked> WorkTreeGate::check_at(const Base& base, const Operand& operand,
                                                     const std::string& path,
                                                     const Contract& after) const {
  const Reader reader = options_.compare.judge.reader;
  const auto was = old_path(base.commit, path);
  const std::string revision = base.commit.empty() ? "HEAD" : base.shown;
  const Operand old = in_revision(operand, revision, repository_.shown(was.value_or(path)));
  Checked out;
  if (!was) {
    out.report = first_release(old.text, {after, operand.text}, reader);
  } else {
    const auto before =
        load_operand(old, repository_.files_in(base.commit, base.shown), options_.compare.load);
    if (!before) return before.error();
    out.report = compare_contracts({*before, old.text}, {after, operand.text}, rules_,
                                   options_.compare.judge);
    out.old_path = *was;
  }
  const auto filled = fill_versions(out.report, base, {path, after.title});
  if (!filled) return filled.error();
  return out;
}

Result<WorkTreeGate::Checked> WorkTreeGate::check(const Operand& operand,
                                                  const Contract& after) const {
  const auto path = repository_.path_of(operand.path);
  if (!path) return path.error();
  const auto base = bases_.base_of({*path, after.title});
  if (!base) {
    Error error = base.error();
    error.where.file = operand.path;
    return error;
  }
  return check_at(*base, operand, *path, after);
}

Result<WorkTreeGate::Checked> WorkTreeGate::check(const Operand& operand) const {
  auto after = load_operand(operand, options_.compare.load);
  if (after) return check(operand, *after);
  const auto path = repository_.path_of(operand.path);
  if (!path || is_file(operand.path) || is_folder(operand.path)) return after.error();
  auto removed = check_removed(*path);
  if (!removed) return removed.error();
  if (!*removed) return after.error();
  return Checked{**std::move(removed), *path};
}

Result<std::optional<Report>> WorkTreeGate::check_removed(const std::string& path) const {
  const auto base = bases_.base_of({path, ""});
  if (!base || base->commit.empty() || !repository_.has(base->commit, path)) {
    return std::optional<Report>();
  }
  const std::string shown = repository_.shown(path);
  const Operand old = in_revision({}, base->shown, shown);
  const auto before =
      load_operand(old, repository_.files_in(base->commit, base->shown), options_.compare.load);
  if (!before) return before.error();
  Report report = removed_contract({*before, old.text}, shown, options_.compare.judge.reader);
  const auto filled = fill_versions(report, *base, {path, before->title});
  if (!filled) return filled.error();
  return std::optional<Report>(std::move(report));
}

}  // namespace verdiff
