#pragma once

#include <cstdint>

namespace verdiff::prove {

/// Counts the steps of one question. Steps are counted, never timed, so that an answer does not
/// depend on the machine (design §6). Once spent it stays spent: whoever sees `spent()` gives up.
class Budget {
 public:
  explicit Budget(std::uint64_t limit) : limit_(limit) {}

  /// False when the budget is spent.
  bool spend(std::uint64_t steps = 1) {
    used_ += steps;
    return used_ <= limit_;
  }
  std::uint64_t left() const { return spent() ? 0 : limit_ - used_; }
  bool spent() const { return used_ > limit_; }
  std::uint64_t used() const { return used_; }

 private:
  std::uint64_t limit_;
  std::uint64_t used_ = 0;
};

}  // namespace verdiff::prove
