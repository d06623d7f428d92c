#pragma once

#include "document/node.h"
#include "document/value.h"
#include "prove/shapes/number.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff::prove {

/// A string, by number: property names and string values. Equal strings have equal numbers.
enum class TextId : std::uint32_t {};
/// A JSON value, by number. Equal values (numbers by value, members without order) have equal
/// numbers, so that comparing deep values costs nothing.
enum class ValueId : std::uint32_t {};

using MemberIds = std::vector<std::pair<TextId, ValueId>>;

/// The JSON values of one prover, each once.
class Values {
 public:
  Values();

  TextId text(std::string_view text);
  const std::string& text(TextId id) const { return texts_[static_cast<std::size_t>(id)]; }
  /// In code points.
  std::uint64_t length(TextId id) const { return lengths_[static_cast<std::size_t>(id)]; }

  ValueId null() const { return ValueId{0}; }
  ValueId boolean(bool value) const { return ValueId{value ? 2u : 1u}; }
  ValueId number(const Rational& value);
  ValueId string(TextId text);
  ValueId array(std::vector<ValueId> items);
  /// Members in any order, names unique.
  ValueId object(MemberIds members);
  /// nullopt: a number in it has too large an exponent.
  std::optional<ValueId> read(const Node& node);

  NodeKind kind(ValueId id) const { return row(id).kind; }
  bool boolean(ValueId id) const { return id == boolean(true); }
  const Rational& number(ValueId id) const { return numbers_[row(id).index]; }
  TextId text(ValueId id) const { return TextId{row(id).index}; }
  const std::vector<ValueId>& items(ValueId id) const { return items_[row(id).index]; }
  /// Sorted by TextId.
  const MemberIds& members(ValueId id) const { return members_[row(id).index]; }
  std::optional<ValueId> member(ValueId id, TextId name) const;
  /// How many values there are in it, itself included.
  std::uint64_t size(ValueId id) const { return row(id).size; }

  /// With members sorted by name.
  Value to_value(ValueId id) const;

 private:
  struct Row {
    NodeKind kind = NodeKind::null;
    std::uint32_t index = 0;
    std::uint64_t size = 1;
  };
  const Row& row(ValueId id) const { return rows_[static_cast<std::size_t>(id)]; }
  ValueId add(NodeKind kind, std::size_t index, std::uint64_t size);

  std::deque<std::string> texts_;  // stays in place: text_numbers_ has views of them
  std::vector<std::uint64_t> lengths_;
  std::unordered_map<std::string_view, TextId> text_numbers_;
  std::vector<Row> rows_;
  std::deque<Rational> numbers_;
  std::deque<std::vector<ValueId>> items_;
  std::deque<MemberIds> members_;
  std::unordered_map<TextId, ValueId> by_text_;
  std::map<Rational, ValueId> by_number_;
  std::map<std::vector<ValueId>, ValueId> by_items_;
  std::map<MemberIds, ValueId> by_members_;
};

}  // namespace verdiff::prove
