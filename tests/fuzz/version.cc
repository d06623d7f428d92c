#include "semver/version.h"

#include "fuzz/fuzz.h"

// A version that is read prints as it was written, and every level has a next version.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using verdiff::fuzz::require;
  const std::string_view text = verdiff::fuzz::text_of(data, size);
  const auto version = verdiff::Version::parse(text);
  if (!version) return 0;
  require(version->to_text() == text);
  for (const auto level : {verdiff::Level::patch, verdiff::Level::minor, verdiff::Level::major}) {
    const verdiff::Version next = next_version(*version, level);
    require(declared_level(*version, next) >= level);
    require(*verdiff::Version::parse(next.to_text()) == next);
  }
  return 0;
}
