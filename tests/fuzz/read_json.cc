#include "document/value.h"
#include "fuzz/document.h"

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
