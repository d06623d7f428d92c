#pragma once

#include "base/vocabulary.h"
#include "payloads/fit.h"
#include "payloads/validation.h"
#include "policy/run.h"
#include "policy/verdict.h"
#include "report/pieces.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// A report in one of its forms; one file a form.
namespace verdiff {

#define VERDIFF_REPORT_FORMS(X)                                           \
  X(text, "for people, on a terminal")                                    \
  X(json, "for programs: docs/report.schema.json")                        \
  X(markdown, "for people: fits a comment of a pull request")             \
  X(html, "for people: one page that needs nothing else")                 \
  X(sarif, "for code scanning: SARIF 2.1.0")                              \
  X(junit, "for viewers of tests: JUnit's XML")                           \
  X(github, "for GitHub: workflow commands that annotate a pull request") \
  X(gitlab, "for GitLab: a code quality report")
VERDIFF_VOCABULARY(ReportForm, VERDIFF_REPORT_FORMS)

#define VERDIFF_PATCH_LISTINGS(X)                                                               \
  X(auto_, "listed while they are few, else counted by rule, so that they don't bury the rest") \
  X(list, "every one")                                                                          \
  X(count, "one line a rule")
VERDIFF_VOCABULARY(PatchListing, VERDIFF_PATCH_LISTINGS)

/// How the text form looks, and what the others have to know besides the report.
struct RenderOptions {
  bool color = false;
  std::uint32_t width = 100;                   ///< columns
  PatchListing patches = PatchListing::auto_;  ///< of the findings of level patch and none
  std::optional<Level> fail_on = {};           ///< `diff --fail-on`: which findings fail
};

/// The report, newline at the end. The same report gives the same bytes.
std::string render(const Report& report, ReportForm form, const RenderOptions& options);

/// All contracts of a run in one document. Of a run of one contract that could be read, it is the
/// report of that contract. Of hundreds of contracts it may be large, so it is given in pieces.
void render(const Run& run, ReportForm form, const RenderOptions& options, const TakeText& take);
std::string render(const Run& run, ReportForm form, const RenderOptions& options);

/// The side whose contract refuses a witness: the consumer's, which is the old one for an output
/// and the new one for an input. "old" or "new".
constexpr std::string_view consumer_side(Direction direction) {
  return direction == Direction::input ? "new" : "old";
}

/// Of the questions about payloads (payloads/): docs/fit.schema.json, docs/validate.schema.json.
/// They have the forms text and json alone; any other is taken for json.
std::string render(const FitReport& report, ReportForm form, const RenderOptions& options);
std::string render(const PayloadReport& report, ReportForm form, const RenderOptions& options);

std::string render_text(const Report& report, const RenderOptions& options);
std::string render_json(const Report& report);

void render_text(const Run& run, const RenderOptions& options, const TakeText& take);
void render_json(const Run& run, const RenderOptions& options, const TakeText& take);
void render_html(const Run& run, const RenderOptions& options, const TakeText& take);
void render_sarif(const Run& run, const RenderOptions& options, const TakeText& take);
void render_junit(const Run& run, const RenderOptions& options, const TakeText& take);
void render_gitlab(const Run& run, const RenderOptions& options, const TakeText& take);
/// Of these, a platform shows so much and no more.
std::string render_markdown(const Run& run, const RenderOptions& options);
std::string render_github(const Run& run, const RenderOptions& options);

}  // namespace verdiff
