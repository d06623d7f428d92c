#pragma once

#include "document/operand.h"
#include "document/repository.h"
#include "policy/gate.h"
#include "policy/known.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace verdiff {

/// What gate.h does for one contract after the other; private to it. May be asked from several
/// threads.
class WorkTreeGate {
 public:
  static Result<WorkTreeGate> open(const GateOptions& options);

  const Repository& repository() const { return repository_; }
  /// What a contract is compared with. `shown`: its path as the process can open it.
  Result<Base> base_of(const std::string& shown, const ContractIdentity& contract) const;
  /// Every commit that was, or may be, a base; each once.
  std::vector<std::string> base_commits() const;

  struct Checked {
    Report report;
    std::string old_path;  ///< from the top of the work tree; empty for a first release
  };
  Result<Checked> check(const Operand& operand) const;
  Result<Checked> check(const Operand& operand, Contract& after) const;
  Result<Checked> check_at(const Base& base, const Operand& operand, const std::string& path,
                           Contract& after) const;
  /// A path, from the top of the work tree, that is there no longer. nullopt: its base doesn't have
  /// it either.
  Result<std::optional<Report>> check_removed(const std::string& path) const;
  /// What a path was called in a commit; nullopt: it was not there.
  std::optional<std::string> old_path(const std::string& commit, const std::string& path) const;

 private:
  struct KnownThings {
    Known<BaseOptions, Result<Bases>> bases;
    Known<std::string, Result<std::vector<Rule>>> rules;  ///< by folder
    Known<AcceptedSources, Result<AcceptedWords>> accepted;
  };

  WorkTreeGate(const GateOptions& options, Repository repository)
      : options_(options),
        repository_(std::move(repository)),
        known_(std::make_unique<KnownThings>()) {}

  const Result<Bases>& bases_for(const BaseOptions& options) const;
  const Result<std::vector<Rule>>& rules_in(const std::string& folder) const;
  Result<CheckOptions> versions_at(const ContractOptions& options, const Base& base,
                                   const ContractIdentity& contract) const;
  Result<void> fill_versions(Report& report, const ContractOptions& options, const Base& base,
                             const ContractIdentity& contract) const;

  GateOptions options_;
  Repository repository_;
  std::unique_ptr<KnownThings> known_;
};

/// The operand in a revision, for people: what follows the path is what follows it now.
Operand in_revision(const Operand& operand, const std::string& revision, const std::string& path);

/// The versions of a version file, where `versions` does not say them yet. `read_old`: the text
/// as it was, nullopt where there was no such file.
Result<void> fill_from_version_file(
    const VersionFile& version_file, CheckOptions& versions, const std::string& old_prefix,
    const std::function<std::optional<std::string>(const std::string& path)>& read_old);

}  // namespace verdiff
