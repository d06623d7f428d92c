#include "policy/verdict.h"

#include "policy/level_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff {
namespace {

struct Versions {
  Version from, to;
};

Error option_error(std::string_view option, Error error) {
  error.message = fmt::format("{}: {}", option, error.message);
  return error;
}

/// One side's version: from the option when there is one, else as its contract declares it.
Result<Version> parse_side(std::string_view option_name, const std::optional<std::string>& option,
                           const ContractSummary& contract) {
  auto parsed = Version::parse(option ? *option : *contract.version);
  if (parsed) return parsed;
  if (option) return option_error(option_name, parsed.error());
  Error error = parsed.error();
  error.message += fmt::format("; correct it, or give {}", option_name);
  error.where = contract.version_location;
  return error;
}

Error missing_version(std::string_view side, std::string_view option,
                      const ContractSummary& contract) {
  return {ErrorCode::no_version,
          fmt::format("the {} contract declares no version, the other one does; declare it, or "
                      "give {}",
                      side, option),
          {contract.operand, 0, 0},
          {}};
}

/// A step of nothing but build metadata is no step (SemVer §10).
bool same_precedence(const Versions& versions) {
  return precedence(versions.from, versions.to) == 0;
}

/// In 0.y.z the zero rule decides what a step allows, so the reader is told which one was used.
std::string zero_remark(const Version& from, ZeroRule zero) {
  return from.major == "0" ? fmt::format(" (0.y.z, --zero {})", word(zero)) : std::string();
}

std::string open_gate_remark(const Report& report, Level allowed) {
  if (blocking_level(report) > allowed) return "";
  bool warned = false;
  bool accepted = false;
  for (const Finding& finding : report.findings) {
    if (finding.level <= allowed) continue;
    (finding.accepted ? accepted : warned) = true;
  }
  const std::string_view who = !accepted ? "warnings"
                               : !warned ? "accepted findings"
                                         : "warnings and accepted findings";
  return fmt::format("; only {} ask for it, so the gate stays open", who);
}

void judge_level(Report& report, Level declared) {
  report.declared = Declared{"", "", declared, ""};
  if (report.level <= declared) {
    report.verdict = Verdict::ok;
    report.verdict_reason = fmt::format("declared {} is enough", word(declared));
    return;
  }
  report.verdict = Verdict::insufficient;
  report.verdict_reason = fmt::format("declared {} is not enough: {} is needed{}", word(declared),
                                      word(report.level), open_gate_remark(report, declared));
}

void judge_unchanged(Report& report, const Declared& declared, const std::string& remark) {
  if (report.level == Level::none) {
    report.verdict = Verdict::ok;
    report.verdict_reason = fmt::format("still {}, and nothing asks for a release", declared.to);
    return;
  }
  report.verdict = Verdict::unchanged;
  report.verdict_reason =
      fmt::format("still {}, not yet bumped: {} is needed{}", declared.to, declared.next, remark);
}

void judge_step(Report& report, const Declared& declared, const std::string& remark) {
  const std::string step = fmt::format("declared {} -> {}", declared.from, declared.to);
  if (report.level <= *declared.level) {
    report.verdict = Verdict::ok;
    report.verdict_reason = fmt::format("{} is enough{}", step, remark);
    return;
  }
  report.verdict = Verdict::insufficient;
  report.verdict_reason = fmt::format("{} is not enough: {} is needed{}{}", step, declared.next,
                                      remark, open_gate_remark(report, *declared.level));
}

void judge_versions(Report& report, const Versions& versions, ZeroRule zero) {
  const Declared declared = {versions.from.to_text(), versions.to.to_text(),
                             declared_level(versions.from, versions.to, zero),
                             next_version(versions.from, report.level, zero).to_text()};
  const std::string remark = zero_remark(versions.from, zero);
  report.declared = declared;
  if (same_precedence(versions)) return judge_unchanged(report, declared, remark);
  if (precedence(versions.to, versions.from) > 0) return judge_step(report, declared, remark);
  report.verdict = Verdict::decreased;
  report.verdict_reason = fmt::format("declared {} -> {} goes backwards: {} is needed{}",
                                      declared.from, declared.to, declared.next, remark);
}

void judge_first_release(Report& report) {
  report.declared.reset();
  report.verdict = Verdict::first_release;
  report.verdict_reason = fmt::format("a first release: there is no {}", report.before.operand);
}

void judge_without_version(Report& report) {
  report.declared.reset();
  if (!report.after.present) {
    report.verdict = Verdict::undeclared;
    report.verdict_reason = "the contract is gone: a major release is needed";
    return;
  }
  report.verdict = report.level == Level::none ? Verdict::ok : Verdict::undeclared;
  report.verdict_reason =
      report.level == Level::none
          ? "neither contract declares a version, and nothing asks for a release"
          : fmt::format("neither contract declares a version: a {} release is needed",
                        word(report.level));
}

}  // namespace

namespace {

/// The versions of both sides, as `check` takes them.
struct Sides {
  std::optional<std::string> from, to;  ///< instead of what the contracts declare
  bool has_from = false, has_to = false;
};

Sides sides_of(const Report& report, const CheckOptions& options) {
  Sides out = {options.from, options.to, false, false};
  if (!out.from && !report.before.version) out.from = options.released;
  if (!out.to && !report.after.version) out.to = options.releasing;
  out.has_from = out.from || report.before.version;
  out.has_to = out.to || report.after.version;
  const bool from_tag = !options.from && !report.before.version && options.released;
  if (from_tag && !out.has_to) {
    out.to = out.from;  // unreleased work is at the version of its last tag
    out.has_to = true;
  }
  return out;
}

}  // namespace

Result<void> check(Report& report, const CheckOptions& options) {
  report.unchanged = options.unchanged;
  if (!report.before.present) {
    judge_first_release(report);
    return {};
  }
  if (options.declared) {
    judge_level(report, *options.declared);
    return {};
  }
  const Sides sides = sides_of(report, options);
  const bool is_gone = !report.after.present && !options.to;
  if (is_gone || (!sides.has_from && !sides.has_to)) {
    judge_without_version(report);
    return {};
  }
  if (!sides.has_from) return missing_version("old", "--from", report.before);
  if (!sides.has_to) return missing_version("new", "--to", report.after);
  const auto from = parse_side("--from", sides.from, report.before);
  if (!from) return from.error();
  const auto to = parse_side("--to", sides.to, report.after);
  if (!to) return to.error();
  judge_versions(report, {*from, *to}, options.zero);
  return {};
}

Level blocking_level(const Report& report) {
  Level level = Level::none;
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::error || finding.accepted) continue;
    level = std::max(level, finding.level);
  }
  return level;
}

namespace {

bool closes_unchanged(const Report& report) {
  switch (report.unchanged) {
    case UnchangedRule::off:
      return false;
    case UnchangedRule::any:
      return blocking_level(report) > Level::none;
    case UnchangedRule::major:
      break;
  }
  return blocking_level(report) == Level::major;
}

}  // namespace

bool gate_closed(const Report& report) {
  return version_closes_gate(report) || !report.accepted_problems.empty();
}

bool version_closes_gate(const Report& report) {
  switch (report.verdict) {
    case Verdict::none:
    case Verdict::ok:
    case Verdict::first_release:
      return false;
    case Verdict::insufficient:
      return blocking_level(report) > report.declared->level;
    case Verdict::unchanged:
    case Verdict::undeclared:
      return closes_unchanged(report);
    case Verdict::decreased:
      break;
  }
  return true;
}

Result<std::string> bump(Report& report, const std::optional<std::string>& from, ZeroRule zero) {
  if (!from) return std::string(word(report.level));
  const auto version = Version::parse(*from);
  if (!version) return option_error("--from", version.error());
  const std::string next = next_version(*version, report.level, zero).to_text();
  report.declared = Declared{*from, "", std::nullopt, next};
  return next;
}

LevelCounts count_levels(const Report& report) {
  LevelCounts counts{};
  for (const Finding& finding : report.findings) ++counts[static_cast<std::size_t>(finding.level)];
  return counts;
}

std::string sentence(const Report& report) {
  std::string out = in_capitals(report.level) + ": " + counts_in_words(count_levels(report));
  if (!report.verdict_reason.empty()) out += " - " + report.verdict_reason;
  return out;
}

}  // namespace verdiff
