#include "setup.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <utility>

namespace verdiff::command {
namespace {

constexpr std::string_view accepted_name = "verdiff-accepted.yaml";

/// The one place that asks a clock; whoever wants the same bytes tomorrow says the day.
std::string today(const CompareFlags& flags) {
  if (!flags.today.empty()) return flags.today;
  const char* const epoch = std::getenv("SOURCE_DATE_EPOCH");
  const long long said = epoch == nullptr ? 0 : std::strtoll(epoch, nullptr, 10);
  return date_of(said > 0 ? said : static_cast<long long>(std::time(nullptr)));
}

/// The new contract as verdiff.yaml's globs see it; empty where it has no path.
std::string contract_path(const Config& config, const std::string& after) {
  const auto operand = parse_operand(after);
  if (!operand || operand->path == "-") return "";
  return path_in(config.folder, operand->path);
}

Result<Config> config_of(const CompareFlags& flags) {
  return flags.no_config ? Result<Config>(Config()) : load_config(flags.config);
}

Setup set_up(const CompareFlags& flags, const Config& config, const std::string& after) {
  Setup out;
  out.config = config;
  const std::string path = contract_path(config, after);
  out.settings = settings_for(config, path);
  overlay(out.settings, flags.settings);
  out.compare = compare_options(out.settings);
  out.compare.name = contract_name(config, path);
  out.compare.judge.proofs = flags.proofs;
  out.compare.judge.leave_memory = true;
  out.compare.allow_no_contract = flags.allow_no_contract;
  if (!flags.no_config) {
    out.accepted.file = out.settings.accepted.value_or(config.folder + std::string(accepted_name));
  }
  out.accepted.baseline = flags.baseline;
  out.accepted.today = today(flags);
  return out;
}

/// The command line's base wins as a whole.
void set_base(BaseOptions& base, const std::optional<BaseSetting>& setting) {
  if (!base.revision.empty() || !setting) return;
  switch (setting->kind) {
    case BaseKind::revision:
      base.revision = setting->text;
      break;
    case BaseKind::tag:
      base.tag_pattern = setting->text;
      break;
    case BaseKind::merge_base:
      base.merge_base = true;
      break;
  }
}

ContractOptions contract_options(const GateFlags& flags, const Setup& setup) {
  ContractOptions out{setup.compare, flags.versions, flags.base, {}, setup.accepted};
  out.versions.zero = setup.settings.zero.value_or(out.versions.zero);
  out.versions.unchanged = setup.settings.unchanged.value_or(out.versions.unchanged);
  set_base(out.base, setup.settings.base);
  // What --version-file says was read before: this can't fail.
  if (auto file = version_file_of(flags.version_file, setup.settings)) {
    out.version_file = *std::move(file);
  }
  return out;
}

}  // namespace

Result<Setup> set_up(const CompareFlags& flags, const std::string& after) {
  const auto config = config_of(flags);
  if (!config) return config.error();
  return set_up(flags, *config, after);
}

Result<GateSetup> set_up(const GateFlags& flags) {
  auto config = config_of(flags.compare);
  if (!config) return config.error();
  const auto file = version_file_of(flags.version_file, {});
  if (!file) return file.error();
  GateSetup out;
  out.gate.contract = contract_options(flags, set_up(flags.compare, *config, ""));
  out.gate.artifact = flags.artifact;
  out.gate.jobs = flags.jobs;
  if (!config->path.empty()) {
    out.gate.contract_at = [flags, config = *config](const std::string& path) {
      return contract_options(flags, set_up(flags.compare, config, path));
    };
  }
  if (!config->contracts.empty()) {
    out.gate.is_contract = [config = *config](const std::string& path) {
      const std::string seen = path_in(config.folder, path);
      return std::any_of(config.contracts.begin(), config.contracts.end(),
                         [&](const ContractConfig& entry) { return names_contract(entry, seen); });
    };
  }
  out.config = *std::move(config);
  return out;
}

Result<VersionFile> version_file_of(const std::string& flag, const Settings& settings) {
  if (!flag.empty()) return parse_version_file(flag);
  if (!settings.version) return VersionFile();
  return VersionFile{settings.version->file, settings.version->field};
}

ReportFlags reports_of(const ReportFlags& flags, const Config& config) {
  ReportFlags out = flags;
  if (!out.targets.empty()) return out;
  for (const std::string& report : config.reports) {
    const std::size_t equals = report.find('=');
    out.targets.push_back({*parse_word<ReportForm>(report.substr(0, equals)),
                           equals == std::string::npos ? "" : report.substr(equals + 1)});
  }
  return out;
}

}  // namespace verdiff::command
