#pragma once

#include "base/location.h"
#include "diff/change.h"
#include "rules/rule.h"
#include "semver/level.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace verdiff {

#define VERDIFF_EVIDENCE_KINDS(X)                                                              \
  X(witness,                                                                                   \
    "a payload that the producer may send and the consumer rejects, checked by the validator") \
  X(proof, "inclusion holds, proved")                                                          \
  X(reason, "what sets of values can't see; the rule says why")                                \
  X(unknown, "not decided, and why")
VERDIFF_VOCABULARY(EvidenceKind, VERDIFF_EVIDENCE_KINDS)

struct Evidence {
  EvidenceKind kind = EvidenceKind::reason;
  std::optional<Value> payload;  ///< witness: the whole payload of the flow where possible
  std::string pointer;           ///< witness: the offending place in it
  std::string refused_by;        ///< witness: why the consumer refuses it, a clause without its
                                 ///< subject: "is greater than the maximum 1"
  bool whole_flow = false;       ///< witness: payload is that of the flow, not of the slot alone
  std::string unknown_reason;    ///< unknown: word of UnknownReason
  std::string detail;            ///< unknown, reason: in words
};

struct FindingSide {
  bool present = false;
  Location location;
  std::string pointer;  ///< JSON pointer in the file
  std::string name;
  std::string value;  ///< one line of JSON, whole (forms for people cut it); "" where there is none
};

/// A team's word for a finding that it takes: it stays in every report, and closes no gate.
struct Acceptance {
  std::string reason, owner;
  std::string until;  ///< the last day on which it holds, YYYY-MM-DD; "" for a baseline's

  bool operator==(const Acceptance&) const = default;
};

/// One thing that a reader must be told: what, where, level, why, how to fix it, and the evidence.
/// Owns everything it says.
struct Finding {
  std::string fingerprint;  ///< 16 hex digits; stable over line moves, key order, unrelated edits
  std::string rule;
  Level level = Level::none;
  Severity severity = Severity::error;
  Subject subject{};
  Aspect aspect{};
  Action action{};
  Direction direction{};
  Effect effect{};
  std::string
      flow;  ///< in words: "POST /predict 200 application/json"; or the operation, the component
  std::string payload_path;  ///< "/probability"; "" for the root
  std::uint32_t reach = 1;   ///< flows touched
  FindingSide before, after;
  Evidence evidence;
  std::optional<double> confidence;
  std::string policy;  ///< the named policy that lowered the level
  std::optional<Acceptance> accepted;
  std::string message, why, fix;
};

}  // namespace verdiff
