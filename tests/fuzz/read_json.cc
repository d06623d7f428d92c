#include "document/value.h"
#include "fuzz/document.h"

#include <nlohmann/json.hpp>

namespace {

/// What is read is JSON to the other reader of it, too. That one gives up on numbers past a double,
/// and knows one byte order mark as we do.
void require_json(const std::string& text) {
  constexpr std::size_t digits_of_a_double = 308;
  const bool has_large_numbers =
      text.size() > digits_of_a_double || text.find_first_of("eE") != std::string::npos;
  verdiff::fuzz::require(has_large_numbers || nlohmann::json::accept(text));
}

}  // namespace

// What JSON holds survives being written, and is the same to the YAML reader where that takes it.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verdiff;
  using namespace verdiff::fuzz;
  const std::string text(text_of(data, size));
  const Result<Document> json = read_json("fuzz.json", text, small_limits());
  if (!json) {
    require_located(json.error());
    return 0;
  }
  require_sound(*json);
  require_json(text);
  const Result<Document> again =
      read_json("again.json", to_json(Value::copy(json->root())), small_limits());
  require(static_cast<bool>(again));
  require_equal(*json, *again);
  const Result<Document> yaml = read_yaml("fuzz.yaml", text, small_limits());
  if (yaml) {
    require_equal(*json, *yaml);
  } else {
    require_located(yaml.error());
  }
  return 0;
}
