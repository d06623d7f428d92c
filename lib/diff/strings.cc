#include "diff/compare.h"

#include <string_view>

namespace verdiff {

namespace {

/// int32 is a part of int64, float a part of double (design §2; the OpenAPI format registry).
bool is_part_of(std::string_view inner, std::string_view outer) {
  return (inner == "int32" && outer == "int64") || (inner == "float" && outer == "double");
}

const Entry* only(std::span<const Owned> list) {
  return list.size() == 1 ? list.front().entry : nullptr;
}

Effect format_effect(const View& before, const View& after) {
  if (!before.has(Keyword::format)) return Effect::narrower;
  if (!after.has(Keyword::format)) return Effect::wider;
  const Entry* const left = only(before.all(Keyword::format));
  const Entry* const right = only(after.all(Keyword::format));
  if (left == nullptr || right == nullptr) return Effect::incomparable;
  if (is_part_of(left->value->text(), right->value->text())) return Effect::wider;
  if (is_part_of(right->value->text(), left->value->text())) return Effect::narrower;
  return Effect::incomparable;
}

}  // namespace

Effect content_effect(const PairView& at, Keyword keyword) {
  if (!at.before.has(keyword)) return Effect::narrower;
  if (!at.after.has(keyword)) return Effect::wider;
  return Effect::incomparable;
}

void compare_strings(Walk& walk, const PairView& at) {
  compare_list(walk, at, Keyword::pattern, Aspect::pattern);
  compare_list(walk, at, Keyword::format, Aspect::format, format_effect(at.before, at.after));
  compare_list(walk, at, Keyword::content_encoding, Aspect::content_encoding,
               content_effect(at, Keyword::content_encoding));
  compare_list(walk, at, Keyword::content_media_type, Aspect::content_media_type,
               content_effect(at, Keyword::content_media_type));
}

}  // namespace verdiff
