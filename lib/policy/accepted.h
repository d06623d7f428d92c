#pragma once

#include "base/result.h"
#include "document/document.h"
#include "policy/verdict.h"
#include "rules/finding.h"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// Findings that a team takes, with a reason, an owner and an end: verdiff-accepted.yaml.
///
///     accepted:
///       - finding: 5c7ab1f0d2e94380    # rule, place, names and values on both sides: a digest
///         rule: property-renamed
///         contract: churn.yaml
///         pointer: /components/schemas/Prediction/properties/class
///         reason: the only reader was told, and moves in December
///         owner: team-churn
///         until: 2026-12-31
///
/// An accepted finding stays in every report with its level, and closes no gate. The file is
/// written to be reviewed: `rule` and `pointer` say to people what the digest means, and are
/// checked against the finding.
namespace verdiff {

struct AcceptedEntry {
  std::string finding;  ///< 16 hexadecimal digits: Finding::fingerprint
  std::string rule;
  std::string contract;  ///< the new contract's path, from the folder of the file
  std::string pointer;   ///< of the old side where there is one, else of the new
  Acceptance acceptance;
  Location location;

  bool operator==(const AcceptedEntry&) const = default;
};

/// Reads the file. bad-config: what is no entry at all; an entry that is too broad, unused or over
/// is one of the problems of `accept`.
Result<std::vector<AcceptedEntry>> parse_accepted(const Document& document);
/// A file that isn't there has no entries.
Result<std::vector<AcceptedEntry>> read_accepted(const std::string& path);

/// Marks the findings that entries of this contract accept, and fills `accepted_problems`. `today`:
/// a date as of date.h; an entry holds on its last day.
void accept(Report& report, const std::vector<AcceptedEntry>& entries, std::string_view contract,
            std::string_view today);

/// The findings of a JSON report that was written earlier, by fingerprint.
struct Baseline {
  std::set<std::string> anywhere;  ///< of the report of one contract, whatever that was called
  /// Of a report of many contracts: by the new contract's path.
  std::map<std::string, std::set<std::string>> by_contract;
};
Result<Baseline> read_baseline(const std::string& path);
/// Marks the findings that a baseline knows. What it knows and the report doesn't is good news.
void accept_baseline(Report& report, const Baseline& baseline);

/// Where words of acceptance come from. An empty path: from nowhere.
struct AcceptedSources {
  std::string file;      ///< accepted findings; it need not be there
  std::string baseline;  ///< --baseline: a JSON report
  std::string today;     ///< a day as of policy/date.h

  auto operator<=>(const AcceptedSources&) const = default;
};
/// What stands there, read once for all contracts. bad-config.
struct AcceptedWords {
  AcceptedSources sources;
  std::vector<AcceptedEntry> entries;
  Baseline baseline;
};
Result<AcceptedWords> read_words(const AcceptedSources& sources);

/// Marks what was accepted: it closes no gate then.
void mark_accepted(Report& report, const AcceptedWords& words);
/// Both, for one report. bad-config.
Result<void> mark_accepted(Report& report, const AcceptedSources& sources);

/// The contract that an operand names, as entries of the file at `path` call it: its path from the
/// folder of the file.
std::string contract_seen_from(const std::string& path, const std::string& operand);

/// The pointer that an entry says of a finding.
const std::string& accepted_pointer(const Finding& finding);

}  // namespace verdiff
