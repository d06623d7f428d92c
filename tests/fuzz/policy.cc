#include "fuzz/fuzz.h"
#include "policy/accepted_edit.h"
#include "policy/config.h"
#include "policy/field_reader.h"
#include "policy/glob.h"
#include "report/report.h"

#include <string>

namespace {

using namespace verdiff;
using fuzz::require;

// An entry is added at the end, once, or the file is refused.
void add_entry(const std::string& text) {
  const AcceptedEntry entry = {"0123456789abcdef",          "rule", "a.yaml", "/a",
                               {"b: #", "c", "2026-12-31"}, {}};
  const auto edit = add_accepted("accepted.yaml", text, entry);
  if (!edit) return;
  require(edit->text.starts_with(text));
  const auto again = add_accepted("accepted.yaml", edit->text, entry);
  require(again && !again->is_new && again->text == edit->text);
}

}  // namespace

// The files that a team writes are read or refused; a glob without wildcards matches itself.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(fuzz::text_of(data, size));
  if (const auto document = parse_team_text("verdiff.yaml", text)) {
    if (const auto config = parse_config(*document, words<ReportForm>())) {
      (void)settings_for(*config, "models/churn.yaml");
    }
  }
  add_entry(text);
  if (size <= 256) require(Glob(text).matches(text) || has_wildcards(text));
  return 0;
}
