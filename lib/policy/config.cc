#include "policy/config.h"

#include "policy/glob.h"

#include <filesystem>

namespace verdiff {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view file_name = "verdiff.yaml";

}  // namespace

ConfigPlace find_config() {
  std::error_code error;
  std::string folder;  // "", "../", "../../": as people read it, not as an absolute path
  ConfigPlace out;
  for (fs::path at = fs::current_path(error); !error && !at.empty(); at = at.parent_path()) {
    if (fs::is_regular_file(at / file_name, error)) {
      return {folder + std::string(file_name), folder};
    }
    if (fs::exists(at / ".git", error)) return {"", folder};
    if (at == at.parent_path()) break;
    folder += "../";
  }
  return out;
}

std::string path_in(const std::string& folder, const std::string& path) {
  std::error_code error;
  const fs::path base =
      fs::weakly_canonical(folder.empty() ? fs::path(".") : fs::path(folder), error);
  const fs::path inner = fs::path(path);
  // The file itself may be a link to elsewhere; its folder says where it lies.
  const fs::path parent = inner.parent_path().empty() ? fs::path(".") : inner.parent_path();
  const fs::path whole = fs::weakly_canonical(parent, error) / inner.filename();
  return whole.lexically_relative(base).generic_string();
}

bool names_contract(const ContractConfig& entry, std::string_view path) {
  bool named = false;
  for (const std::string& pattern : entry.files) {
    const bool takes_out = pattern.starts_with('!');
    if (takes_out == named &&
        Glob(std::string_view(pattern).substr(takes_out ? 1 : 0)).matches(path)) {
      named = !takes_out;
    }
  }
  return named;
}

std::string contract_name(const Config& config, std::string_view path) {
  std::string out;
  for (const ContractConfig& entry : config.contracts) {
    if (!entry.name.empty() && names_contract(entry, path)) out = entry.name;
  }
  return out;
}

Settings settings_for(const Config& config, std::string_view path) {
  Settings out = config.defaults;
  for (const ContractConfig& entry : config.contracts) {
    if (names_contract(entry, path)) overlay(out, entry.settings);
  }
  return out;
}

}  // namespace verdiff
