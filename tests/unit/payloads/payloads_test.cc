#include "support/places.h"
#include "support/schema_file.h"
#include "verdiff.h"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

using namespace verdiff;
using testing::list_of;
using testing::SchemaFile;
namespace fs = std::filesystem;

namespace {

const std::string churn = VERDIFF_TESTDATA "/models/churn/";
const std::string offers = VERDIFF_TESTDATA "/models/offers/";

/// A file that is gone when the test is over.
class Scratch {
 public:
  Scratch(const std::string& name, const std::string& text)
      : path_((fs::temp_directory_path() / ("verdiff-payloads-" + name)).string()) {
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Scratch() { fs::remove(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

std::string problem(const SchemaFile& schema, const std::string& json) {
  const auto document = read_json("report.json", json);
  return document ? schema.problem(document->root()) : to_text(document.error());
}

Answer answer(const std::string& producer, const FitOptions& options = {}) {
  const auto report =
      fit(churn + producer + "@POST /predict 200", offers + "v1.schema.json", options);
  REQUIRE(report);
  return report->outcome.answer;
}

}  // namespace

TEST_CASE("an answer feeds the next model until its promise is gone", "[payloads]") {
  CHECK(answer("v1.yaml") == Answer::included);
  CHECK(answer("v2-minor.yaml") == Answer::included);
  CHECK(answer("v2-patch-refactor.yaml") == Answer::included);
  CHECK(answer("v2-major-logit.yaml") == Answer::not_included);
  CHECK(answer("v2-major-removed.yaml") == Answer::not_included);
  CHECK(answer("v2-major-rename.yaml") == Answer::not_included);
  CHECK(answer("v2-major-retyped.yaml") == Answer::not_included);
}

TEST_CASE("the consumer is read to the letter, and its writer is not its reader", "[payloads]") {
  // readOnly is absent from a request, writeOnly from a response: each side by its own exchange.
  const Scratch api("exchange.yaml", R"(openapi: 3.1.0
info: {title: t, version: 1.0.0}
paths:
  /a:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: {id: {type: string, readOnly: true}, key: {type: string, writeOnly: true}}
              required: [id, key]
              additionalProperties: false
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                properties: {id: {type: string, readOnly: true}, key: {type: string, writeOnly: true}}
                required: [id]
)");
  const auto report = fit(api.path(), api.path(), {});
  REQUIRE(report);
  REQUIRE(report->outcome.answer == Answer::not_included);
  CHECK(to_json(*report->outcome.witness) == R"({"id": ""})");
  CHECK(report->refused_by.line > 0);
}

TEST_CASE("reports of fit and validate keep to their schemas", "[payloads]") {
  const SchemaFile fits("docs/fit.schema.json");
  for (const char* const producer : {"v1.yaml", "v2-major-logit.yaml"}) {
    const auto report = fit(churn + producer + "@POST /predict 200", offers + "v1.schema.json", {});
    REQUIRE(report);
    CHECK(problem(fits, render(*report, ReportForm::json, {})) == "");
  }
  FitOptions small;
  small.budget = 1;
  const auto unknown = fit(churn + "v1.yaml@POST /predict 200", offers + "v1.schema.json", small);
  REQUIRE(unknown);
  CHECK(problem(fits, render(*unknown, ReportForm::json, {})) == "");
  CHECK(fits.list("/properties/answer/enum") == list_of<Answer>());
  CHECK(fits.list("/properties/reader/enum") == list_of<Reader>());
  CHECK(fits.list("/properties/reason/oneOf/1/properties/word/enum") == list_of<UnknownReason>());

  const SchemaFile validates("docs/validate.schema.json");
  const Scratch torn("torn.jsonl", "{\"class\": \"churn\"}\n{\n");
  const auto counted =
      validate(offers + "v1.schema.json", {offers + "answers.jsonl", torn.path()}, {});
  REQUIRE(counted);
  CHECK(counted->payloads() == 5);
  CHECK(counted->valid == 1);
  CHECK(problem(validates, render(*counted, ReportForm::json, {})) == "");
}

TEST_CASE("a long file is read line by line, and every failure is counted", "[payloads]") {
  std::string text;
  for (int i = 0; i < 20'000; ++i) {
    text += i % 100 == 0 ? "{\"probability\": 7, \"class\": \"churn\"}\r\n"
                         : "{\"probability\": 0.25, \"class\": \"stay\"}\n\n";
  }
  const Scratch file("long.jsonl", text);
  const auto report = validate(offers + "v1.schema.json", {file.path()}, {});
  REQUIRE(report);
  CHECK(report->valid == 19'800);
  CHECK(report->invalid == 200);
  REQUIRE(report->failures.size() == 10);
  CHECK(report->failures[1].where.line == 200);  // 1 + 2 * 99 + 1
  CHECK(report->failures[1].where.column == 17);
}

TEST_CASE("batches stop when nobody reads on", "[payloads]") {
  const Scratch file("rows.jsonl",
                     "{\"id\": 1, \"producer\": {}, \"consumer\": {}}\n"
                     "{\"id\": 2, \"producer\": {}, \"consumer\": {}}\n");
  std::vector<std::string> lines;
  const auto totals = fit_batch(file.path(), {}, [&](std::string_view line) {
    lines.emplace_back(line);
    return false;
  });
  REQUIRE(totals);
  CHECK(totals->rows == 1);
  CHECK(lines.size() == 1);
}
