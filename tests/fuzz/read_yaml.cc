#include "document/value.h"
#include "fuzz/document.h"

// What YAML holds is the same to the JSON reader, once it is written as JSON.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verdiff;
  using namespace verdiff::fuzz;
  const Result<Document> yaml =
      read_yaml("fuzz.yaml", std::string(text_of(data, size)), small_limits());
  if (!yaml) {
    require_located(yaml.error());
    return 0;
  }
  require_sound(*yaml);
  const Result<Document> json = read_json("again.json", to_json(yaml->root()), small_limits());
  require(static_cast<bool>(json));
  require_equal(*yaml, *json);
  return 0;
}
