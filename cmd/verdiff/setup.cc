#include "setup.h"

#include <cstdlib>
#include <ctime>

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

}  // namespace

Result<Setup> set_up(const CompareFlags& flags, const std::string& after) {
  Setup out;
  if (!flags.no_config) {
    auto config = load_config(flags.config);
    if (!config) return config.error();
    out.config = *std::move(config);
  }
  out.settings = settings_for(out.config, contract_path(out.config, after));
  overlay(out.settings, flags.settings);
  out.compare = compare_options(out.settings);
  out.compare.judge.proofs = flags.proofs;
  if (!flags.no_config) {
    out.accepted.file =
        out.settings.accepted.value_or(out.config.folder + std::string(accepted_name));
  }
  out.accepted.baseline = flags.baseline;
  out.accepted.today = today(flags);
  return out;
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
