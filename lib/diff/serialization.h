#pragma once

#include "diff/api.h"

#include <cstdint>
#include <span>
#include <string>

namespace verdiff {

/// A value that is written as text: a parameter or a header.
struct Serialized {
  std::uint32_t flow = 0;
  std::span<const Attribute> attributes;
  Place place;
  bool form = false;  ///< `form` is its default style, else `simple`
};

struct SerializationSite {
  Subject subject{};
  Direction direction{};
  const std::string& owner;
};

/// style, explode, allowReserved, allowEmptyValue and collectionFormat, with their defaults filled
/// in (OpenAPI 3.1.1 §4.8.12.2).
void compare_serialization(Api& api, const SerializationSite& site, const Serialized& before,
                           const Serialized& after);

}  // namespace verdiff
