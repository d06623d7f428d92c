#include "base/sha256.h"
#include "report/escape.h"
#include "report/html/page.h"
#include "report/report.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <regex>
#include <set>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

std::string html(const Report& report) {
  return render(report, ReportForm::html, {});
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++found;
  }
  return found;
}

std::string hash_of(std::string_view content) {
  const auto digest = sha256(content);
  return "'sha256-" + base64(std::string(digest.begin(), digest.end())) + "'";
}

}  // namespace

TEST_CASE("the policy of the page allows its own style and script alone") {
  const std::string page = html(sample::full_report());
  CHECK(has(page, "default-src 'none'; style-src " + hash_of(page_style()) + "; script-src " +
                      hash_of(page_script()) + ";"));
  CHECK(has(page, "<style>" + std::string(page_style()) + "</style>"));
  CHECK(has(page, "<script>" + std::string(page_script()) + "</script>"));
  CHECK_FALSE(has(page, "style=\""));
  CHECK_FALSE(std::regex_search(page, std::regex("(src|href)=\"(?!#|data:,\")")));
  CHECK_FALSE(has(page, "http://"));
  CHECK_FALSE(has(page, "@import"));
}

TEST_CASE("every element that is opened is closed") {
  const std::string page = render(sample::run(), ReportForm::html, {});
  for (const std::string tag :
       {"article", "details", "summary", "figure", "figcaption", "dl", "pre", "section", "nav",
        "form", "label", "main", "p", "ul", "ol", "li"}) {
    CAPTURE(tag);
    const std::regex open("<" + tag + "[ >]");
    const auto opened = static_cast<std::size_t>(std::distance(
        std::sregex_iterator(page.begin(), page.end(), open), std::sregex_iterator()));
    CHECK(opened == count(page, "</" + tag + ">"));
  }
}

TEST_CASE("what the filter needs stands in the page") {
  const std::string page = html(sample::full_report());
  CHECK(has(page, "<form class=\"filter\" hidden>"));
  for (const std::string level : {"major", "minor", "patch", "note"}) {
    CHECK(has(page, "name=\"level\" value=\"" + level + "\""));
    CHECK(has(page, "data-level=\"" + level + "\""));
  }
  CHECK(has(page, "name=\"accepted\""));
  CHECK(count(page, " data-accepted>") == 2);
  // One flow is no choice.
  CHECK_FALSE(has(page, "<select"));
  Finding other = sample::field_added();
  other.flow = "GET /other 200";
  const std::string two = html(sample::report({sample::range_dropped(), other}));
  CHECK(has(two, "<option value=\"2\">GET /other 200</option>"));
  CHECK(has(two, "data-flow=\"2\""));
}

TEST_CASE("anchors are unique, also when two contracts have the same finding") {
  Run run;
  run.outcomes.push_back({"a", sample::full_report(), std::nullopt});
  run.outcomes.push_back({"b", sample::full_report(), std::nullopt});
  const std::string page = render(run, ReportForm::html, {});
  std::set<std::string> seen;
  const std::regex id(" id=\"([^\"]*)\"");
  for (std::sregex_iterator at(page.begin(), page.end(), id), end; at != end; ++at) {
    CHECK(seen.insert((*at)[1]).second);
  }
  CHECK(seen.size() == 2 * (sample::full_report().findings.size() + 1));
}

TEST_CASE("of many findings the first are unfolded") {
  const std::string page = html(sample::report(std::vector<Finding>(100, sample::range_dropped())));
  CHECK(count(page, "<details open>") == 25);
  CHECK(count(page, "<details>") == 75);
}

TEST_CASE("texts as long as one likes don't make the page so") {
  Finding finding = sample::range_dropped();
  for (std::string* text : {&finding.message, &finding.why, &finding.fix, &finding.flow,
                            &finding.before.value, &finding.before.location.file}) {
    *text = std::string(1'000'000, 'x');
  }
  CHECK(html(sample::report({finding})).size() < 100'000);
}

TEST_CASE("the old and the new value are told apart where they differ") {
  const std::string page = html(sample::report({sample::undecided()}));
  CHECK(has(page, "&quot;^(?!<del>x</del>).*$&quot;"));
  CHECK(has(page, "&quot;^(?!<ins>y</ins>).*$&quot;"));
}
