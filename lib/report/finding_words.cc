#include "report/finding_words.h"

#include "base/text.h"
#include "report/witness_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace verdiff {
namespace {

std::string proof_in_words(const Finding& finding) {
  if (!finding.evidence.detail.empty()) return finding.evidence.detail;
  if (finding.effect == Effect::equivalent) return "both versions allow exactly the same payloads";
  return finding.direction == Direction::input
             ? "every payload that the old version takes, the new one takes too"
             : "every payload that the new version sends, the old one allowed";
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xc0) == 0x80;
}

std::string cut_start(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  if (width <= columns) return std::string(text);
  return "…" + std::string(text.substr(take_columns(text, width - columns + 1).size()));
}

/// Bytes that two texts end with alike, whole characters only.
std::size_t common_end(std::string_view left, std::string_view right) {
  const auto [end, other] = std::mismatch(left.rbegin(), left.rend(), right.rbegin(), right.rend());
  auto size = static_cast<std::size_t>(end - left.rbegin());
  while (size > 0 && is_continuation(left[left.size() - size])) --size;
  return size;
}

ValueParts split_value(std::string_view value, std::size_t start, std::size_t end,
                       std::size_t most) {
  const std::string_view changed = value.substr(start, value.size() - start - end);
  return {cut_start(value.substr(0, start), most), shorten(changed, most),
          shorten(value.substr(value.size() - end), most)};
}

std::string value_of(const FindingSide& side) {
  return side.present ? printable(side.value) : std::string();
}

}  // namespace

std::string_view level_name(Level level) {
  return level == Level::none ? "note" : word(level);
}

std::string flow_in_words(const Finding& finding) {
  std::string out = finding.payload_path;
  if (!out.empty() && !finding.flow.empty()) out += " of ";
  out += finding.flow;
  if (finding.reach > 1) out += fmt::format(" (in {} flows)", finding.reach);
  return out;
}

std::string refusal_in_words(const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  if (!evidence.payload) return {};
  return fmt::format("refused by {}: {}", consumer_side(finding.direction),
                     refusal(*evidence.payload, evidence.pointer, evidence.refused_by));
}

std::string evidence_in_words(const Finding& finding) {
  const Evidence& evidence = finding.evidence;
  switch (evidence.kind) {
    case EvidenceKind::witness:
      return {};
    case EvidenceKind::proof:
      return proof_in_words(finding);
    case EvidenceKind::reason:
      return evidence.detail;
    case EvidenceKind::unknown:
      break;
  }
  return evidence.detail.empty()
             ? fmt::format("not decided ({})", evidence.unknown_reason)
             : fmt::format("not decided ({}): {}", evidence.unknown_reason, evidence.detail);
}

std::string confidence_in_words(const Finding& finding) {
  if (!finding.confidence) return {};
  const std::string percent = fmt::format("{:.0f} %", *finding.confidence * 100);
  if (finding.message.find(percent) != std::string::npos) return {};
  return percent + " sure that the two names mean the same thing";
}

std::string policy_in_words(const Finding& finding) {
  if (finding.policy.empty()) return {};
  return fmt::format("`{}` makes this {}; without it, it is major", finding.policy,
                     word(finding.level));
}

std::string acceptance_in_words(const Finding& finding) {
  if (!finding.accepted) return {};
  const Acceptance& accepted = *finding.accepted;
  std::string out = accepted.owner.empty() ? "" : "by " + accepted.owner;
  if (accepted.until.empty()) {
    out = "by the baseline";
  } else {
    out += (out.empty() ? "until " : " until ") + accepted.until;
  }
  return out + (accepted.reason.empty() ? "" : ": " + accepted.reason);
}

std::string shorten(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return std::string(text);
  return std::string(take_columns(text, columns - 1)) + "…";
}

std::string shorten_lines(std::string_view text, std::size_t columns) {
  constexpr std::size_t most = 10;
  std::string out;
  for (std::size_t line = 0; line < most && !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    out += shorten(printable(text.substr(0, end)), columns) + '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return out + (text.empty() ? "" : "…\n");
}

std::vector<const Finding*> shown_findings(const Report& report) {
  std::vector<const Finding*> shown;
  for (const Finding& finding : report.findings) {
    if (finding.severity != Severity::off) shown.push_back(&finding);
  }
  return shown;
}

std::string witness_lines(const Finding& finding, std::size_t columns) {
  const Evidence& evidence = finding.evidence;
  if (!evidence.payload) return {};
  const MarkedPayload payload = mark_payload(*evidence.payload, evidence.pointer, columns);
  const std::size_t offset = display_width(payload.before);
  return fmt::format("{}{}{}\n{}{} {}\n", payload.before, payload.marked, payload.after,
                     std::string(offset, ' '),
                     std::string(std::min(mark_width(payload.marked), columns), '^'),
                     printable(refusal_in_words(finding)));
}

FilePlace file_place(std::string_view file) {
  const std::size_t colon = file.rfind(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == file.size()) {
    return {std::string(file), ""};
  }
  return {std::string(file.substr(colon + 1)), std::string(file.substr(0, colon))};
}

const FindingSide& shown_side(const Finding& finding) {
  if (finding.after.present || finding.before.location.file.empty()) return finding.after;
  const bool in_revision = !file_place(finding.before.location.file).revision.empty();
  return in_revision && !finding.after.location.file.empty() ? finding.after : finding.before;
}

std::size_t common_start(std::string_view left, std::string_view right) {
  const auto [end, other] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  auto size = static_cast<std::size_t>(end - left.begin());
  while (size > 0 && size < left.size() && is_continuation(left[size])) --size;
  return size;
}

ValuePair compare_values(const Finding& finding, std::size_t most) {
  const std::string before = value_of(finding.before);
  const std::string after = value_of(finding.after);
  const std::size_t start = common_start(before, after);
  const std::size_t end =
      common_end(std::string_view(before).substr(start), std::string_view(after).substr(start));
  return {split_value(before, start, end, most), split_value(after, start, end, most)};
}

}  // namespace verdiff
