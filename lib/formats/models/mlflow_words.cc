#include "base/text.h"
#include "base/utf8.h"
#include "formats/models/mlflow_signature.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace verdiff {

namespace {

/// A word out of a file, for a message and for `did_you_mean`, which is quadratic.
std::string_view shortened(std::string_view text) {
  constexpr std::size_t most = 60;
  return text.substr(0, code_point_offset(text, most));
}

/// As MLflow spells them: `sparkml_vector`.
std::span<const std::string> column_type_words() {
  static const auto list = [] {
    std::array<std::string, Vocabulary<ColumnType>::words.size()> out;
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = word(static_cast<ColumnType>(i));
      std::replace(out[i].begin(), out[i].end(), '-', '_');
    }
    return out;
  }();
  return list;
}

struct Dtype {
  std::string_view name;
  std::string_view datatype;  ///< empty: the name itself
};

/// `np.dtype(…).name`; those with a size or a unit behind the name are in `sized`.
constexpr auto dtypes = std::to_array<Dtype>({
    {"bool", "BOOL"},     {"int8", "INT8"},    {"int16", "INT16"},   {"int32", "INT32"},
    {"int64", "INT64"},   {"uint8", "UINT8"},  {"uint16", "UINT16"}, {"uint32", "UINT32"},
    {"uint64", "UINT64"}, {"float16", "FP16"}, {"bfloat16", "BF16"}, {"float32", "FP32"},
    {"float64", "FP64"},  {"object", "BYTES"}, {"str", "BYTES"},     {"bytes", "BYTES"},
    {"float96", ""},      {"float128", ""},    {"complex64", ""},    {"complex128", ""},
    {"complex192", ""},   {"complex256", ""},  {"datetime64", ""},   {"timedelta64", ""},
    {"void", ""},
});

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `str320`, `bytes64`, `void8`: a size in bits; `datetime64[ns]`: a unit.
std::string_view without_size(std::string_view dtype) {
  for (const std::string_view name : {"str", "bytes", "void"}) {
    if (dtype.starts_with(name) && all_digits(dtype.substr(name.size()))) return name;
  }
  for (const std::string_view name : {"datetime64", "timedelta64"}) {
    if (dtype.starts_with(name) && dtype.substr(name.size()).starts_with('[') &&
        dtype.ends_with(']')) {
      return name;
    }
  }
  return dtype;
}

}  // namespace

std::string to_text(const Inside& at) {
  std::vector<const Inside*> chain;
  for (const Inside* step = &at; step != nullptr; step = step->outer) chain.push_back(step);
  std::string out;
  for (auto step = chain.rbegin(); step != chain.rend(); ++step) {
    if ((*step)->index != Inside::no_index) {
      out += fmt::format("[{}]", (*step)->index);
      continue;
    }
    const std::string_view key = shortened((*step)->key);
    out += fmt::format("{}{}{}", out.empty() ? "" : ".", key,
                       key.size() < (*step)->key.size() ? "…" : "");
  }
  return out;
}

std::optional<ColumnType> column_type_of(std::string_view text) {
  const std::span<const std::string> known = column_type_words();
  const auto found = std::find(known.begin(), known.end(), text);
  if (found == known.end()) return std::nullopt;
  return static_cast<ColumnType>(found - known.begin());
}

std::string unknown_column_type(std::string_view text,
                                std::initializer_list<std::string_view> others) {
  const std::span<const std::string> types = column_type_words();
  std::vector<std::string_view> known(types.begin(), types.end());
  known.insert(known.end(), others.begin(), others.end());
  const std::string_view word = shortened(text);
  return fmt::format("MLflow has no type \"{}\"{}; known: {}", word, did_you_mean(word, known),
                     fmt::join(known, ", "));
}

std::optional<std::string> datatype_of(std::string_view dtype) {
  const std::string_view name = without_size(dtype);
  const auto found = std::find_if(dtypes.begin(), dtypes.end(),
                                  [&](const Dtype& known) { return known.name == name; });
  if (found == dtypes.end()) return std::nullopt;
  return std::string(found->datatype.empty() ? dtype : found->datatype);
}

std::string unknown_dtype(std::string_view text) {
  std::array<std::string_view, dtypes.size()> known;
  std::transform(dtypes.begin(), dtypes.end(), known.begin(),
                 [](const Dtype& dtype) { return dtype.name; });
  const std::string_view word = shortened(text);
  return fmt::format("numpy has no dtype \"{}\"{}; known: {}", word, did_you_mean(word, known),
                     fmt::join(known, ", "));
}

}  // namespace verdiff
