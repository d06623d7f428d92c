#include "rules/engine.h"

#include "rules/blame.h"
#include "rules/empty_producers.h"
#include "rules/fingerprint.h"
#include "rules/slot_proofs.h"
#include "rules/template.h"

#include <algorithm>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <tuple>

namespace verdiff {

namespace {

/// direction x effect -> level (design §2).
Level level_of(Effect effect, Direction direction) {
  switch (effect) {
    case Effect::none:
      return Level::none;
    case Effect::annotation:
    case Effect::equivalent:
      return Level::patch;
    case Effect::narrower:
      return direction == Direction::output ? Level::minor : Level::major;
    case Effect::wider:
      return direction == Direction::output ? Level::major : Level::minor;
    case Effect::incomparable:
    case Effect::unknown:
      return Level::major;
  }
  return Level::major;
}

/// What was decided about one change.
struct Judgement {
  Level level = Level::none;
  Effect effect = Effect::none;
  EvidenceKind evidence = EvidenceKind::reason;
  std::optional<std::uint32_t> slot;  ///< of the witness, or of what is not decided
};

class Judge {
 public:
  Judge(const Contract& before, const Contract& after, const Diff& diff,
        const std::vector<Rule>& rules, const JudgeOptions& options)
      : before_(before),
        after_(after),
        diff_(diff),
        catalogue_(rules),
        options_(options),
        proofs_(before, after, diff, options),
        below_(diff) {}

  std::vector<Finding> run() {
    count_culprits();
    std::vector<Finding> out;
    out.reserve(diff_.changes.size());
    proofs_.decide(proved_slots(), [&] {
      for (const Change& change : diff_.changes) {
        rules_.push_back(find_rule(catalogue_, change));
        out.push_back(describe(change, rules_.back()));
      }
    });
    // Effects and empty producers are asked of different provers.
    auto judged = std::async(launch_of(options_), [this] {
      for (std::size_t i = 0; i < diff_.changes.size(); ++i) judgements_.push_back(judge_change(i));
      judge_guards();
    });
    const auto empty = find_empty_producers();
    judged.get();
    for (std::size_t i = 0; i < diff_.changes.size(); ++i) {
      conclude(out[i], diff_.changes[i], rules_[i], judgements_[i]);
    }
    for (const auto& [slot, fact] : empty) {
      const Rule* const rule = find_rule(catalogue_, fact);
      conclude(out.emplace_back(describe(fact, rule)), fact, rule,
               {Level::major, Effect::unknown, EvidenceKind::unknown, slot});
    }
    return out;
  }

 private:
  /// Facts about words, and those that state their effect themselves, are no matter of a slot.
  static bool is_proved(const Change& change) {
    return change.effect == Effect::none && !change.slots.empty();
  }

  std::vector<std::uint32_t> proved_slots() const {
    std::set<std::uint32_t> out(diff_.guards.begin(), diff_.guards.end());
    for (const Change& change : diff_.changes) {
      if (is_proved(change)) out.insert(change.slots.begin(), change.slots.end());
    }
    return {out.begin(), out.end()};
  }

  std::vector<EmptyProducer> find_empty_producers() {
    std::vector<std::uint32_t> asked;
    for (std::uint32_t i = 0; i < diff_.changes.size(); ++i) {
      if (is_proved(diff_.changes[i])) asked.push_back(i);
    }
    return empty_producers(before_, after_, diff_, asked, proofs_);
  }

  void count_culprits() {
    culprits_.resize(diff_.pairs.size());
    for (const Change& change : diff_.changes) {
      if (!is_proved(change) || !can_break(change)) continue;
      for (const std::uint32_t slot : change.slots) ++culprits_[slot];
    }
  }

  /// Where several changes share a slot, those that by their words can't break are not blamed as
  /// long as there is one that can, or one further down that fails by itself.
  bool is_blamed(const Change& change, std::uint32_t slot) {
    return can_break(change) || (culprits_[slot] == 0 && !fails_below(slot));
  }

  /// Whether a change inside the slot fails at a slot of its own.
  bool fails_below(std::uint32_t slot) {
    const auto [known, fresh] = fails_below_.try_emplace(slot, false);
    if (!fresh) return known->second;
    for (const std::uint32_t below : below_(slot)) {
      const Change& change = diff_.changes[below];
      if (!is_proved(change)) continue;
      const bool fails =
          std::any_of(change.slots.begin(), change.slots.end(), [&](std::uint32_t inner) {
            return inner != slot && proofs_.inclusion(inner).answer == Answer::not_included;
          });
      if (fails) return fails_below_[slot] = true;
    }
    return false;
  }

  Judgement judge_change(std::size_t i) {
    const Change& change = diff_.changes[i];
    const Rule* const rule = rules_[i];
    if (rule == nullptr) return {Level::major, change.effect, EvidenceKind::reason, {}};
    if (!is_proved(change)) return by_rule(*rule, change, change.effect);
    std::optional<std::uint32_t> undecided;
    for (const std::uint32_t slot : change.slots) {
      const Answer answer = proofs_.inclusion(slot).answer;
      if (answer == Answer::not_included && is_blamed(change, slot)) {
        return {Level::major, proofs_.effect(slot), EvidenceKind::witness, slot};
      }
      if (answer == Answer::unknown && !undecided) undecided = slot;
    }
    if (rule->judged == Judged::reason) {
      const Judgement reasoned = by_rule(*rule, change, worst_effect(change));
      if (reasoned.level == Level::major || !undecided) return reasoned;
    }
    if (undecided) return {Level::major, Effect::unknown, EvidenceKind::unknown, undecided};
    const Effect effect = worst_effect(change);
    const Level level = effect == Effect::equivalent ? Level::patch : Level::minor;
    return {level, effect, EvidenceKind::proof, {}};
  }

  /// The effect of a change that is not to blame for the slot's failure.
  static Effect compatible_effect(const Change& change) {
    const bool same_values = change.aspect == Aspect::wording || change.action == Action::reordered;
    if (same_values) return Effect::equivalent;
    return change.direction == Direction::output ? Effect::narrower : Effect::wider;
  }

  /// The effect at the slots whose inclusion holds, or that others are blamed for.
  Effect worst_effect(const Change& change) {
    Effect out = Effect::equivalent;
    for (const std::uint32_t slot : change.slots) {
      if (proofs_.inclusion(slot).answer == Answer::not_included) {
        out = compatible_effect(change);
      } else if (proofs_.effect(slot) != Effect::equivalent) {
        out = proofs_.effect(slot);
      }
    }
    return out;
  }

  static Judgement by_rule(const Rule& rule, const Change& change, Effect effect) {
    Judgement out{Level::major, effect, EvidenceKind::reason, {}};
    if (rule.level_by_effect || !rule.level) {
      out.level = level_of(effect, change.direction);
      if (effect == Effect::unknown) out.evidence = EvidenceKind::unknown;
    } else {
      out.level = (*rule.level)[change.direction];
    }
    return out;
  }

  void judge_guards() {
    for (const std::uint32_t slot : diff_.guards) {
      const Outcome& outcome = proofs_.inclusion(slot);
      if (outcome.answer == Answer::included) continue;
      const auto below = below_(slot);
      const bool explained = std::any_of(below.begin(), below.end(), [&](std::uint32_t change) {
        return judgements_[change].level == Level::major && is_proved(diff_.changes[change]);
      });
      if (explained) continue;
      const bool refuted = outcome.answer == Answer::not_included;
      for (const std::uint32_t change : below) {
        if (!is_proved(diff_.changes[change])) continue;
        judgements_[change] = {Level::major, refuted ? proofs_.effect(slot) : Effect::unknown,
                               refuted ? EvidenceKind::witness : EvidenceKind::unknown, slot};
      }
    }
  }

  FindingSide side(const ChangeSide& from) const {
    FindingSide out;
    out.present = from.present;
    out.name = from.name;
    if (from.place.document != nullptr && from.place.node != nullptr) {
      out.location = from.place.document->locate(*from.place.node);
      out.pointer = from.place.document->pointer_to(*from.place.node);
    }
    if (from.value) out.value = to_json(*from.value);
    return out;
  }

  Evidence evidence(const Judgement& judgement, const Change& change) {
    Evidence out;
    out.kind = judgement.evidence;
    if (judgement.evidence == EvidenceKind::witness) {
      SlotProofs::Shown shown = proofs_.show(*judgement.slot, change);
      out.payload = std::move(shown.payload);
      out.pointer = std::move(shown.pointer);
      out.refused_by = std::move(shown.refused_by);
      out.whole_flow = shown.whole_flow;
    }
    if (judgement.evidence == EvidenceKind::unknown && judgement.slot) {
      const Outcome& outcome = proofs_.inclusion(*judgement.slot);
      out.unknown_reason = word(outcome.reason.value_or(UnknownReason::unsupported));
      out.detail = outcome.detail;
    } else if (judgement.evidence == EvidenceKind::unknown) {
      // Nothing that a proof was asked for: what is not compared says itself what it is.
      const ChangeSide& shown = change.after.present ? change.after : change.before;
      out.unknown_reason = word(UnknownReason::unsupported);
      if (shown.value && shown.value->kind == NodeKind::string) out.detail = shown.value->text;
    }
    return out;
  }

  void apply_policies(Finding& finding, const Rule& rule, const Change& change) const {
    if (finding.level == Level::major && finding.evidence.kind == EvidenceKind::unknown) {
      if (options_.unknown == UnknownPolicy::major) return;
      finding.level = Level::minor;
      finding.severity =
          std::min(finding.severity,
                   options_.unknown == UnknownPolicy::warn ? Severity::warning : Severity::note);
      return;
    }
    const bool is_major = finding.level == Level::major;
    if (is_major && finding.direction == Direction::input) return;
    for (const auto& [policy, level] : rule.policies) {
      if (raises(policy) == is_major) continue;
      const bool chosen = std::find(options_.policies.begin(), options_.policies.end(),
                                    word(policy)) != options_.policies.end();
      // A contract that promised its list would grow has asked for the policy itself.
      const bool promised =
          policy == Policy::open_enums && (change.traits & bit(Trait::open_enum)) != 0;
      if (!chosen && !promised) continue;
      finding.level = level;
      finding.policy = word(policy);
      return;
    }
  }

  /// All of a finding that its rule and the change alone decide.
  Finding describe(const Change& change, const Rule* rule) const {
    Finding out;
    out.subject = change.subject;
    out.aspect = change.aspect;
    out.action = change.action;
    out.direction = change.direction;
    out.flow = change.flow ? after_.flows[diff_.flows[*change.flow].after].name : change.owner;
    out.payload_path = change.payload_path;
    out.reach = std::max<std::uint32_t>(change.reach, 1);
    out.before = side(change.before);
    out.after = side(change.after);
    out.confidence = change.confidence;
    if (rule != nullptr) {
      out.rule = rule->id;
      out.severity = rule->severity;
      out.message = fill(rule->message, change);
      out.why = rule->why;
      out.fix = rule->fix;
    } else {
      out.rule = "unexplained";
      out.message = fill("{subject} {action} in a way that no rule explains", change);
      out.why = "A change that the catalogue doesn't know could mean anything; it counts as major.";
    }
    out.fingerprint = fingerprint(out);
    return out;
  }

  /// What the judgement adds.
  void conclude(Finding& finding, const Change& change, const Rule* rule,
                const Judgement& judgement) {
    finding.level = judgement.level;
    finding.effect = judgement.effect;
    finding.evidence = evidence(judgement, change);
    if (rule != nullptr) apply_policies(finding, *rule, change);
  }

  const Contract& before_;
  const Contract& after_;
  const Diff& diff_;
  const std::vector<Rule>& catalogue_;
  const JudgeOptions& options_;
  SlotProofs proofs_;
  ChangesBelow below_;
  std::vector<const Rule*> rules_;
  std::vector<std::uint32_t> culprits_;
  std::vector<Judgement> judgements_;
  std::map<std::uint32_t, bool> fails_below_;
};

/// Worst first, then by place.
bool comes_before(const Finding& left, const Finding& right) {
  const auto key = [](const Finding& finding) {
    return std::tie(finding.flow, finding.payload_path, finding.after.location,
                    finding.before.location, finding.rule, finding.message);
  };
  if (left.level != right.level) return left.level > right.level;
  return key(left) < key(right);
}

/// Reachable for ever, so that it is no leak; never taken apart.
void leave(std::unique_ptr<Judge> judge) {
  static std::mutex one_at_a_time;
  static std::vector<std::unique_ptr<Judge>>& left = *new std::vector<std::unique_ptr<Judge>>;
  const std::lock_guard lock(one_at_a_time);
  left.push_back(std::move(judge));
}

}  // namespace

std::vector<Finding> judge(const Contract& before, const Contract& after, const Diff& diff,
                           const std::vector<Rule>& rules, const JudgeOptions& options) {
  auto judge = std::make_unique<Judge>(before, after, diff, rules, options);
  std::vector<Finding> findings = judge->run();
  if (options.leave_memory) leave(std::move(judge));
  std::stable_sort(findings.begin(), findings.end(), comes_before);
  tell_twins_apart(findings);
  return findings;
}

}  // namespace verdiff
