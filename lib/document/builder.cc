#include "document/builder.h"

#include "base/decimal.h"
#include "base/hash.h"
#include "document/key_order.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>
#include <numeric>
#include <utility>

namespace verdiff {

namespace {

/// Hash of the value, so that every spelling of one number has the same.
std::uint64_t hash_number(const Decimal& number) {
  const std::uint64_t sign = number.is_negative() ? 1 : 0;
  return combine(combine(hash_text(number.digits()), static_cast<std::uint64_t>(number.exponent())),
                 sign);
}

/// The same for an integer without an exponent, straight from its text; nullopt for others.
std::optional<std::uint64_t> hash_integer(std::string_view text) {
  const bool negative = text.starts_with('-');
  std::string_view digits = text.substr(negative ? 1 : 0);
  if (digits.empty() || digits.front() == '0') return std::nullopt;
  if (!std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  // Longer ones may be past the largest exponent.
  if (digits.size() > static_cast<std::size_t>(Decimal::max_exponent)) return std::nullopt;
  const std::size_t kept = digits.find_last_not_of('0') + 1;
  const std::uint64_t exponent = digits.size() - kept;
  return combine(combine(hash_text(digits.substr(0, kept)), exponent), negative ? 1 : 0);
}

std::uint64_t hash_of(NodeKind kind, std::uint64_t content) {
  return combine(static_cast<std::uint64_t>(kind) + 1, content);
}

std::uint64_t hash_array(std::span<const Node> items) {
  std::uint64_t hash = items.size();
  for (const Node& item : items) hash = combine(hash, item.hash());
  return hash_of(NodeKind::array, hash);
}

/// A sum, because members have no order.
std::uint64_t hash_object(std::span<const Member> members) {
  std::uint64_t sum = members.size();
  for (const Member& member : members) sum += combine(member.key_hash, member.value.hash());
  return hash_of(NodeKind::object, sum);
}

}  // namespace

DocumentBuilder::DocumentBuilder(std::string name, std::string source, const Limits& limits)
    : limits_(limits) {
  // Offsets have 32 bits.
  limits_.bytes = std::min<std::size_t>(limits_.bytes, std::numeric_limits<std::uint32_t>::max());
  document_.name_ = std::move(name);
  const std::size_t size = source.size();
  if (size > limits_.bytes) source = {};
  document_.source_ = std::make_unique<const std::string>(std::move(source));
  document_.lines_ = LineIndex(*document_.source_);
  // Lines of JSONL are many and small: enough for most of them.
  constexpr std::size_t usual_values = 64;
  constexpr std::size_t usual_depth = 16;
  members_.reserve(usual_values);
  items_.reserve(usual_values);
  frames_.reserve(usual_depth);
  if (size > limits_.bytes) {
    fail({ErrorCode::too_large,
          fmt::format("expected at most {} bytes, found more; split the file", limits_.bytes),
          {document_.name_, 0, 0},
          {}});
  }
}

void DocumentBuilder::fail(Error error) {
  if (!error_) error_ = std::move(error);
}

void DocumentBuilder::fail(ErrorCode code, std::string message, std::size_t offset) {
  if (!error_) error_ = Error{code, std::move(message), locate(offset), {}};
}

std::optional<NodeKind> DocumentBuilder::open_container() const {
  if (frames_.empty()) return std::nullopt;
  return frames_.back().object ? NodeKind::object : NodeKind::array;
}

bool DocumentBuilder::count_value(std::uint32_t offset) {
  if (failed()) return false;
  ++unfolded_;
  if (++nodes_ > limits_.nodes) fail_too_many(offset);
  return !failed();
}

void DocumentBuilder::fail_too_many(std::uint32_t offset) {
  fail(ErrorCode::too_many_nodes,
       fmt::format("expected at most {} values in a file, found more; split the file",
                   limits_.nodes),
       offset);
}

void DocumentBuilder::fail_too_deep(std::uint32_t offset) {
  fail(ErrorCode::too_deep,
       fmt::format("expected values nested at most {} deep, found deeper ones; flatten them",
                   limits_.depth),
       offset);
}

void DocumentBuilder::place(const Node& node) {
  last_value_ = node;
  if (frames_.empty()) {
    assert(!has_root_ && "a document has one root");
    has_root_ = true;
  } else if (frames_.back().object) {
    members_.back().value = node;
  } else {
    items_.push_back(node);
  }
}

std::string_view DocumentBuilder::keep(std::string_view text, bool in_source) {
  return in_source ? text : document_.arena_.copy(text);
}

void DocumentBuilder::null(std::uint32_t offset) {
  if (!count_value(offset)) return;
  Node node;
  node.offset_ = offset;
  node.hash_ = hash_of(NodeKind::null, 0);
  place(node);
}

void DocumentBuilder::boolean(bool value, std::uint32_t offset) {
  if (!count_value(offset)) return;
  Node node;
  node.kind_ = NodeKind::boolean;
  node.flag_ = value;
  node.offset_ = offset;
  node.hash_ = hash_of(NodeKind::boolean, value ? 1 : 0);
  place(node);
}

void DocumentBuilder::number(std::string_view text, std::uint32_t offset, bool in_source) {
  if (!count_value(offset)) return;
  std::optional<std::uint64_t> hash = hash_integer(text);
  if (!hash) {
    const std::optional<Decimal> number = Decimal::parse(text);
    if (!number) return fail_number_too_large(offset);
    hash = hash_number(*number);
  }
  const std::string_view kept = keep(text, in_source);
  Node node;
  node.kind_ = NodeKind::number;
  node.data_ = kept.data();
  node.size_ = static_cast<std::uint32_t>(kept.size());
  node.offset_ = offset;
  node.hash_ = hash_of(NodeKind::number, *hash);
  place(node);
}

void DocumentBuilder::fail_number_too_large(std::uint32_t offset) {
  fail(ErrorCode::number_too_large,
       fmt::format("expected a number with an exponent up to {}, found a larger exponent",
                   Decimal::max_exponent),
       offset);
}

void DocumentBuilder::string(std::string_view content, std::uint32_t offset, bool in_source) {
  if (!count_value(offset)) return;
  const std::string_view kept = keep(content, in_source);
  Node node;
  node.kind_ = NodeKind::string;
  node.data_ = kept.data();
  node.size_ = static_cast<std::uint32_t>(kept.size());
  node.offset_ = offset;
  node.hash_ = hash_of(NodeKind::string, hash_text(kept));
  place(node);
}

void DocumentBuilder::begin(bool object, std::uint32_t offset) {
  if (!count_value(offset)) return;
  if (frames_.size() >= limits_.depth) return fail_too_deep(offset);
  frames_.push_back({object ? members_.size() : items_.size(), offset, object, false});
}

void DocumentBuilder::begin_array(std::uint32_t offset) {
  begin(false, offset);
}

void DocumentBuilder::begin_object(std::uint32_t offset) {
  begin(true, offset);
}

void DocumentBuilder::end_array() {
  if (failed()) return;
  assert(!frames_.empty() && !frames_.back().object);
  const Frame frame = frames_.back();
  frames_.pop_back();
  const std::span<const Node> items =
      document_.arena_.copy(std::span<const Node>(items_).subspan(frame.first));
  items_.resize(frame.first);
  Node node;
  node.kind_ = NodeKind::array;
  node.data_ = items.data();
  node.size_ = static_cast<std::uint32_t>(items.size());
  node.offset_ = frame.offset;
  node.hash_ = hash_array(items);
  place(node);
}

void DocumentBuilder::key(std::string_view content, std::uint32_t offset, bool in_source) {
  if (failed()) return;
  assert(!frames_.empty() && frames_.back().object);
  members_.push_back({keep(content, in_source), offset, hash_key(content), {}});
}

namespace {
// A key that no content has, because only its address counts; it never leaves this file.
constexpr std::array<char, 2> merge_mark = {'<', '<'};
bool is_merge(const Member& member) {
  return member.key.data() == merge_mark.data();
}
}  // namespace

void DocumentBuilder::merge(std::uint32_t offset) {
  if (failed()) return;
  assert(!frames_.empty() && frames_.back().object);
  frames_.back().merges = true;
  members_.push_back({{merge_mark.data(), merge_mark.size()}, offset, 0, {}});
}

void DocumentBuilder::fail_duplicate(const Member& earlier, const Member& later) {
  fail(
      {ErrorCode::duplicate_key,
       fmt::format("expected each key once in an object, found \"{}\" again; remove one of the two",
                   shown(later.key)),
       locate(later.key_offset),
       {{locate(earlier.key_offset), "the first one is here"}}});
}

/// Leaves the index of the members from `first` on in order_, unless they are few.
bool DocumentBuilder::check_unique(std::size_t first) {
  const std::span<const Member> members = std::span<const Member>(members_).subspan(first);
  const auto report = [&](std::size_t one, std::size_t other) {
    fail_duplicate(members[std::min(one, other)], members[std::max(one, other)]);
    return false;
  };
  if (members.size() <= Node::unindexed_members) {
    for (std::size_t later = 1; later < members.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) {
        if (HashedKey(members[earlier]) == HashedKey(members[later])) return report(earlier, later);
      }
    }
    return true;
  }
  order_.resize(members.size());
  std::iota(order_.begin(), order_.end(), 0u);
  std::sort(order_.begin(), order_.end(), [&](std::uint32_t left, std::uint32_t right) {
    return HashedKey(members[left]) < HashedKey(members[right]);
  });
  const auto same = std::adjacent_find(
      order_.begin(), order_.end(), [&](std::uint32_t left, std::uint32_t right) {
        return HashedKey(members[left]) == HashedKey(members[right]);
      });
  return same == order_.end() || report(*same, *(same + 1));
}

void DocumentBuilder::store_object(const Frame& frame) {
  const std::span<const Member> members = std::span<const Member>(members_).subspan(frame.first);
  const bool indexed = members.size() > Node::unindexed_members;
  const std::size_t bytes =
      members.size() * (sizeof(Member) + (indexed ? sizeof(std::uint32_t) : 0));
  Node node;
  if (!members.empty()) {
    Member* const stored =
        static_cast<Member*>(document_.arena_.allocate_raw(bytes, alignof(Member)));
    std::uninitialized_copy(members.begin(), members.end(), stored);
    if (indexed) {
      void* const behind = stored + members.size();
      std::uninitialized_copy(order_.begin(), order_.end(), static_cast<std::uint32_t*>(behind));
    }
    node.data_ = stored;
  }
  node.kind_ = NodeKind::object;
  node.size_ = static_cast<std::uint32_t>(members.size());
  node.offset_ = frame.offset;
  node.hash_ = hash_object(members);
  members_.resize(frame.first);
  place(node);
}

void DocumentBuilder::end_object() {
  if (failed()) return;
  assert(!frames_.empty() && frames_.back().object);
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (!check_unique(frame.first)) return;
  if (frame.merges) {
    fold_merged(frame);
    if (failed() || !check_unique(frame.first)) return;
  }
  store_object(frame);
}

/// Counts what an alias or a merge key brings in at this depth, as if it were written out.
void DocumentBuilder::measure_shared(const Node& node, std::uint32_t offset) {
  struct Open {
    const Node* node;
    std::size_t depth;  // of containers around it
  };
  std::vector<Open> open;
  const auto push = [&](const Node& next, std::size_t depth) {
    if (next.is_array() || next.is_object()) open.push_back({&next, depth});
  };
  push(node, frames_.size());
  ++unfolded_;
  while (!open.empty() && unfolded_ <= limits_.alias_nodes) {
    const Open next = open.back();
    open.pop_back();
    if (next.depth >= limits_.depth) return fail_too_deep(offset);
    unfolded_ += next.node->items().size() + next.node->members().size();
    if (unfolded_ > limits_.alias_nodes) break;
    for (const Node& item : next.node->items()) push(item, next.depth + 1);
    for (const Member& member : next.node->members()) push(member.value, next.depth + 1);
  }
  if (unfolded_ > limits_.alias_nodes) {
    fail(ErrorCode::alias_expansion,
         fmt::format("expected aliases that unfold to at most {} values, found more; write fewer "
                     "aliases",
                     limits_.alias_nodes),
         offset);
  }
}

void DocumentBuilder::value(const Node& node, std::uint32_t offset) {
  if (failed()) return;
  if (++nodes_ > limits_.nodes) return fail_too_many(offset);
  measure_shared(node, offset);
  if (failed()) return;
  Node shared = node;
  shared.offset_ = offset;
  place(shared);
}

/// Replaces the merge mark among the members by what it brings in.
void DocumentBuilder::fold_merged(const Frame& frame) {
  const auto first = members_.begin() + static_cast<std::ptrdiff_t>(frame.first);
  const auto found = std::find_if(first, members_.end(), is_merge);
  const Node source = found->value;
  members_.erase(found);
  const std::span<const Node> list = source.is_array() ? source.items() : std::span(&source, 1);
  for (const Node& object : list) {
    if (!object.is_object()) {
      return fail(ErrorCode::unsupported_yaml,
                  fmt::format("expected a mapping or a list of mappings behind the merge key '<<', "
                              "found {}; quote the key if it is meant as a plain one",
                              with_article(object.kind())),
                  source.offset());
    }
    for (const Member& member : object.members()) {
      measure_shared(member.value, source.offset());
      if (failed()) return;
      members_.push_back(member);
    }
  }
  drop_overruled(frame.first);
}

/// Of members with the same key the first stays.
void DocumentBuilder::drop_overruled(std::size_t first) {
  const std::span<Member> members = std::span(members_).subspan(first);
  std::vector<std::uint32_t> order(members.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
    const int compared = members[left].key.compare(members[right].key);
    return compared != 0 ? compared < 0 : left < right;
  });
  std::vector<bool> overruled(members.size());
  for (std::size_t i = 1; i < order.size(); ++i) {
    overruled[order[i]] = members[order[i]].key == members[order[i - 1]].key;
  }
  std::size_t kept = 0;
  for (std::size_t i = 0; i < members.size(); ++i) {
    if (!overruled[i]) members[kept++] = members[i];
  }
  members_.resize(first + kept);
}

Result<Document> DocumentBuilder::finish() && {
  if (error_) return std::move(*error_);
  assert(has_root_ && frames_.empty());
  document_.root_ = document_.arena_.copy(std::span<const Node>(&last_value_, 1)).data();
  return std::move(document_);
}

}  // namespace verdiff
