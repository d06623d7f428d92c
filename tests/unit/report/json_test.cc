#include "document/document.h"
#include "document/pointer.h"
#include "report/report.h"
#include "support/golden.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

/// The value at a pointer as one line of JSON; "nothing" where there is none.
std::string at(const std::string& json, const std::string& pointer) {
  const auto document = read_json("report.json", json);
  REQUIRE(document);
  const Node* const node = find_pointer(document->root(), pointer);
  return node == nullptr ? "nothing" : to_json(*node);
}

/// Goldens outlive releases of verdiff.
std::string without_version(std::string json) {
  const std::string version = at(json, "/verdiff");
  return json.replace(json.find(version), version.size(), "\"VERSION\"");
}

}  // namespace

TEST_CASE("the JSON report reads as it always did") {
  Report report = sample::report({sample::range_dropped(), sample::renamed(), sample::undecided(),
                                  sample::field_added(), sample::note()});
  REQUIRE(check(report, {}));
  const std::string json = without_version(render_json(report));
  CHECK(json == verdiff::testing::golden("reports/sample.json", json));
}

TEST_CASE("a report without findings is a report") {
  const std::string json = render_json(sample::report({}));
  CHECK(at(json, "/findings") == "[]");
  CHECK(at(json, "/level") == R"("none")");
  CHECK(at(json, "/verdict") == R"("none")");
  CHECK(at(json, "/declared") == "null");
  CHECK(at(json, "/summary") == R"({"findings": 0, "major": 0, "minor": 0, "patch": 0, "none": 0, )"
                                R"("sentence": "NONE: no difference"})");
}

TEST_CASE("what is absent is null") {
  Report report = sample::report({sample::field_added()});
  report.before.version.reset();
  report.before.title.clear();
  report.findings[0].flow.clear();
  report.findings[0].fix.clear();
  const std::string json = render_json(report);
  CHECK(at(json, "/old/version") == "null");
  CHECK(at(json, "/old/version_location") == "null");
  CHECK(at(json, "/old/title") == "null");
  CHECK(at(json, "/findings/0/before") == "null");
  CHECK(at(json, "/findings/0/after/value") == R"({"type": "number"})");
  CHECK(at(json, "/findings/0/flow") == "null");
  CHECK(at(json, "/findings/0/fix") == "null");
  CHECK(at(json, "/findings/0/accepted") == "null");
}

TEST_CASE("numbers of a witness keep their exact text") {
  Finding finding = sample::range_dropped();
  finding.evidence.payload = Value::number("9007199254740993.10");
  CHECK(at(render_json(sample::report({finding})), "/findings/0/evidence/payload") ==
        "9007199254740993.10");
}

TEST_CASE("a report is JSON whatever the texts in it hold") {
  Finding finding = sample::range_dropped();
  finding.message = "quote \" backslash \\ newline \n null \x01 not UTF-8 \xff";
  Report report = sample::report({finding});
  report.before.operand = "\xff.yaml";
  const std::string json = render_json(report);
  CHECK(at(json, "/findings/0/message") ==
        R"("quote \" backslash \\ newline \n null \u0001 not UTF-8 )"
        "\xef\xbf\xbd\"");
  CHECK(at(json, "/old/operand") == "\"\xef\xbf\xbd.yaml\"");
}

TEST_CASE("bump's report knows no target version") {
  Report report = sample::report({sample::range_dropped()});
  REQUIRE(bump(report, "1.4.2", ZeroRule::cargo));
  CHECK(at(render_json(report), "/declared") ==
        R"({"from": "1.4.2", "to": null, "level": null, "next": "2.0.0"})");
}
