#pragma once

#include "base/result.h"
#include "document/document.h"
#include "policy/settings.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The policy file, verdiff.yaml: what a team decides once, for all runs and for everybody.
/// docs/config.md has every key, docs/config.schema.json is for editors.
///
///     const auto config = read_config(find_config("."), report_forms);
///     if (!config) return config.error();
///     const Settings settings = settings_for(*config, path_in(*config, "models/churn.yaml"));
namespace verdiff {

/// One entry of `contracts`: some contracts, and what is special about them.
struct ContractConfig {
  std::string name;  ///< as reports call it; empty: by its path
  /// Globs from the file's folder; one that starts with `!` takes files out again, the last match
  /// counts.
  std::vector<std::string> files;
  Settings settings;  ///< over those of the file as a whole
};

struct Config {
  std::string path;    ///< of the file; empty: there is none
  std::string folder;  ///< what paths in it start from: "" for the working directory, else with '/'
  Settings defaults;
  std::vector<ContractConfig> contracts;
  std::vector<std::string> reports;  ///< FORM or FORM=FILE, paths as the process can open them
};

/// Where verdiff.yaml was looked for.
struct ConfigPlace {
  std::string path;  ///< empty: there is none
  std::string
      folder;  ///< its folder; without one, that of the git work tree or the working directory
};

/// The nearest verdiff.yaml from the folder upwards; not above the git work tree's top, and the
/// root at last. Paths come out relative to the working directory.
ConfigPlace find_config();

/// Reads and checks a policy file. bad-config with its place: an unknown key or word, a key twice,
/// a level that somebody tries to set, a path that leads out of the work tree.
Result<Config> read_config(const std::string& path, std::span<const std::string> report_forms);
Result<Config> parse_config(const Document& document, std::span<const std::string> report_forms);

/// A path that the process can open, as the file's folder sees it: `../models/a.yaml` seen from
/// `ci/` is `models/a.yaml` in the folder above.
std::string path_in(const std::string& folder, const std::string& path);

/// Whether an entry speaks of a contract; `path` as of `path_in`.
bool names_contract(const ContractConfig& entry, std::string_view path);

/// What reports call a contract: the name of the last entry that names it and has one; empty: by
/// its path.
std::string contract_name(const Config& config, std::string_view path);

/// What the file says of a contract: its defaults, and over them each entry that names it, in
/// order.
Settings settings_for(const Config& config, std::string_view path);

}  // namespace verdiff
