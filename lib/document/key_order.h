#pragma once

#include "base/hash.h"
#include "document/node.h"

#include <cstdint>
#include <string_view>

namespace verdiff {

/// Member::key_hash. Private to this folder, as the order below is.
inline std::uint32_t hash_key(std::string_view key) {
  const std::uint64_t hash = hash_text(key);
  return static_cast<std::uint32_t>(hash ^ hash >> 32);
}

/// A key that is looked for, or that a member has.
struct HashedKey {
  std::uint32_t hash;
  std::string_view text;

  explicit HashedKey(std::string_view key) : hash(hash_key(key)), text(key) {}
  explicit HashedKey(const Member& member) : hash(member.key_hash), text(member.key) {}

  /// Characters lie far from their members: hashes settle nearly all questions without them.
  bool operator==(const HashedKey& other) const { return hash == other.hash && text == other.text; }
  /// The order of an object's index. Keys made to meet in one hash cost no more than text does.
  bool operator<(const HashedKey& other) const {
    return hash != other.hash ? hash < other.hash : text < other.text;
  }
};

}  // namespace verdiff
