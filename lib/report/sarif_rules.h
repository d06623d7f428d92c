#pragma once

#include "policy/verdict.h"
#include "report/json_writer.h"
#include "rules/rule.h"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace verdiff {

/// The rules of a SARIF run (§3.49): those that its findings name, by id.
class SarifRules {
 public:
  void add(const Report& report);
  /// When all reports are there.
  void number();

  std::uint64_t index_of(std::string_view rule) const;
  /// The member `rules` of the tool.
  void write(JsonWriter& json) const;

 private:
  struct Entry {
    /// nullptr: a rule of --rules, or none at all. Then its first finding says what is known.
    const Rule* rule = nullptr;
    Finding finding;
    std::uint64_t index = 0;
  };

  std::map<std::string, Entry, std::less<>> entries_;
};

}  // namespace verdiff
