#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

/// One vocabulary: the enumerator in code, the word in a rule file, the field in a report and the
/// word in the docs are the same. A vocabulary is written once, as a list of `X(enumerator,
/// meaning)`:
///
///     #define VERDIFF_LEVELS(X) X(none, "no release needed") X(patch, "…")
///     VERDIFF_VOCABULARY(Level, VERDIFF_LEVELS)
///
/// which declares `enum class Level`, and makes `word(Level::patch)` "patch",
/// `parse_word<Level>("patch")` Level::patch and `words<Level>()` the list with meanings, in order.
/// The word is the enumerator with '_' read as '-'; a last '_' (kept for C++ keywords such as
/// `enum_`) is dropped.
namespace verdiff {

struct Word {
  std::string_view enumerator;
  std::string_view meaning;
};

template <class E>
struct Vocabulary;  // specialised by VERDIFF_VOCABULARY

/// The words of a vocabulary in declaration order: index = enumerator value.
template <class E>
std::span<const std::string> words() {
  static const auto list = [] {
    std::array<std::string, Vocabulary<E>::words.size()> out;
    for (std::size_t i = 0; i < out.size(); ++i) {
      out[i] = Vocabulary<E>::words[i].enumerator;
      if (out[i].ends_with('_')) out[i].pop_back();
      std::replace(out[i].begin(), out[i].end(), '_', '-');
    }
    return out;
  }();
  return list;
}

template <class E>
std::string_view word(E value) {
  return words<E>()[static_cast<std::size_t>(value)];
}

template <class E>
std::string_view meaning(E value) {
  return Vocabulary<E>::words[static_cast<std::size_t>(value)].meaning;
}

template <class E>
std::optional<E> parse_word(std::string_view text) {
  const auto list = words<E>();
  const auto found = std::find(list.begin(), list.end(), text);
  if (found == list.end()) return std::nullopt;
  return static_cast<E>(found - list.begin());
}

}  // namespace verdiff

#define VERDIFF_VOCABULARY_ENUMERATOR(name, text) name,
#define VERDIFF_VOCABULARY_WORD(name, text) ::verdiff::Word{#name, text},
/// Use at namespace scope inside `namespace verdiff`.
#define VERDIFF_VOCABULARY(Type, LIST)                                                  \
  enum class Type : std::uint8_t { LIST(VERDIFF_VOCABULARY_ENUMERATOR) };               \
  template <>                                                                           \
  struct Vocabulary<Type> {                                                             \
    static constexpr auto words = std::to_array<Word>({LIST(VERDIFF_VOCABULARY_WORD)}); \
  };
