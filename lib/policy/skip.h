#pragma once

#include "contract/contract.h"
#include "policy/glob.h"
#include "policy/verdict.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace verdiff {

/// What a team leaves out of a contract's promise (`skip` of verdiff.yaml), each a glob:
///
///     /internal/**                   operations, by their path
///     POST /predict                  an operation by its name, a response or a flow: as `show`
///     POST /predict 500              prints them, or the beginning of one at a word's end
///     #/components/schemas/Debug     findings at this JSON pointer and below it, in any file
///
/// What is left out has no level; how much was, stands in the report.
class Skips {
 public:
  explicit Skips(const std::vector<std::string>& patterns);

  bool empty() const { return patterns_.empty(); }
  /// Takes operations, responses and flows out. The payloads stay in Contract::flows, so that what
  /// only they use doesn't count as used by nobody.
  void drop(Contract& contract);
  /// Takes out findings of which every side stands at a pointer that is left out.
  void drop(std::vector<Finding>& findings);
  /// What was taken out, in the order of the patterns.
  std::vector<Skipped> counts() const;

 private:
  struct Pattern {
    enum class Kind { path, name, pointer } kind;
    std::string text;
    Glob whole, beginning;
  };

  /// Whether a pattern takes it out; then it is counted.
  bool takes(SkippedKind kind, const std::string& name, std::string_view path = {});
  void drop_parts(const Contract& contract, Operation& operation);
  const Pattern* pointer_pattern(const Finding& finding) const;
  void count(const Pattern& pattern, SkippedKind kind, std::string name);

  std::vector<Pattern> patterns_;
  /// Names, so that what both contracts have is counted once.
  std::map<std::pair<std::size_t, SkippedKind>, std::set<std::string>> taken_;
};

}  // namespace verdiff
