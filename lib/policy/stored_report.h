#pragma once

#include "policy/verdict.h"

#include <string>

namespace verdiff {

/// A report that waits until it is written: all that it says, packed. Of hundreds of contracts, one
/// report at a time is open; the others take a few hundred bytes a finding, where what the
/// catalogue says of its rule is not kept once more.
///
///     const StoredReport stored = report;
///     const Report again = stored.open();    // the same, field by field
class StoredReport {
 public:
  // Implicit: a report is put away where it is handed over.
  StoredReport(const Report& report);  // NOLINT(google-explicit-constructor)

  Report open() const;
  std::size_t bytes() const { return packed_.size(); }

 private:
  std::string packed_;
};

}  // namespace verdiff
