#include "formats/models/tensor_word.h"

#include "base/decimal.h"

#include <algorithm>

namespace verdiff {

bool is_tensor(const Node& value) {
  const Node* const shape = value.find("shape");
  const Node* const type = value.find("datatype");
  const bool typed = type == nullptr || type->is_string();
  if (!value.is_object() || !typed || (shape == nullptr && type == nullptr)) return false;
  if (shape == nullptr) return true;
  const auto is_size = [](const Node& size) {
    const auto number = size.is_number() ? Decimal::parse(size.text()) : std::nullopt;
    return number && number->is_integer();
  };
  return shape->is_array() && std::all_of(shape->items().begin(), shape->items().end(), is_size);
}

}  // namespace verdiff
