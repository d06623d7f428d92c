#include "document/text_proto.h"
#include "document/value.h"
#include "fuzz/document.h"

// What a text proto holds is the same to the JSON reader, once it is written as JSON.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace verdiff;
  using namespace verdiff::fuzz;
  const Result<Document> proto =
      read_text_proto("fuzz.pbtxt", std::string(text_of(data, size)), small_limits());
  if (!proto) {
    require_located(proto.error());
    return 0;
  }
  require_sound(*proto);
  require(proto->root().is_object());
  const Result<Document> json = read_json("again.json", to_json(proto->root()), small_limits());
  require(static_cast<bool>(json));
  require_equal(*proto, *json);
  return 0;
}
