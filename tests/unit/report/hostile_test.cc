#include "document/document.h"
#include "document/pointer.h"
#include "report/report.h"
#include "unit/report/sample.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

using namespace verdiff;

namespace {

/// A run of which every text is forged, also those that are no finding's.
Run forged_run() {
  Finding open = sample::hostile();
  open.accepted.reset();
  Report report = sample::report({open, sample::hostile()});
  const std::string evil = sample::hostile().message;
  report.before.operand = report.after.operand = evil;
  report.before.version = report.after.version = evil;
  report.before.format = evil;
  report.verdict = Verdict::insufficient;
  report.declared = Declared{evil, evil, Level::minor, evil};
  report.verdict_reason = evil;
  Run run;
  run.outcomes.push_back(
      {evil, std::nullopt, Error{ErrorCode::syntax, evil, {evil, 1, 1}, {{{evil, 2, 2}, evil}}}});
  run.outcomes.push_back({evil, report, std::nullopt});
  return run;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// The blocks of code are left out: nothing is markup there.
std::string without_blocks(const std::string& markdown) {
  std::string out, fence;
  for (const std::string& line : lines_of(markdown)) {
    const std::string ticks = line.substr(0, line.find_first_not_of('`'));
    if (fence.empty() && ticks.size() >= 3) {
      fence = ticks;
    } else if (!fence.empty()) {
      if (line == fence) fence.clear();
    } else {
      out += line + '\n';
    }
  }
  REQUIRE(fence.empty());
  return out;
}

}  // namespace

TEST_CASE("no form lets a control character or a direction through", "[hostile]") {
  for (const ReportForm form : {ReportForm::text, ReportForm::markdown, ReportForm::html,
                                ReportForm::junit, ReportForm::github, ReportForm::gitlab}) {
    CAPTURE(word(form));
    std::string text = render(forged_run(), form, {});
    // GitLab looks for the file by its path, so that is what it is.
    text = std::regex_replace(text, std::regex("\"path\": .*"), "");
    CHECK_FALSE(has(text, "\x1b"));
    CHECK_FALSE(has(text, "\x01"));
    CHECK_FALSE(has(text, "\r"));
    CHECK_FALSE(has(text, "\xe2\x80\xae"));
    CHECK_FALSE(has(text, "\xff"));
  }
}

TEST_CASE("no contract can forge HTML", "[hostile]") {
  const std::string html = render(forged_run(), ReportForm::html, {});
  CHECK_FALSE(has(html, "<script>forged"));
  CHECK_FALSE(has(html, "<img"));
  // Tags are the page's own, and so are attributes.
  const std::regex tag("<(/?[a-zA-Z]+)");
  std::size_t scripts = 0;
  for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
    if ((*at)[1] == "script") ++scripts;
  }
  CHECK(scripts == 1);
  CHECK_FALSE(std::regex_search(html, std::regex("<[^>]*(onerror|href=\"(?!#|data:,))")));
}

TEST_CASE("no contract can forge Markdown", "[hostile]") {
  const std::string all = without_blocks(render(forged_run(), ReportForm::markdown, {}));
  CHECK_FALSE(has(all, "<script"));
  CHECK_FALSE(has(all, "<img"));
  CHECK_FALSE(has(all, "@forged"));
  // Nothing in a summary is read as Markdown: it is HTML up to the next empty line.
  const std::string markdown =
      std::regex_replace(all, std::regex("<summary>[^\n]*</summary>\n\n"), "");
  CHECK_FALSE(has(markdown, "<summary>"));
  CHECK_FALSE(has(markdown, "**forged"));
  CHECK_FALSE(std::regex_search(markdown, std::regex("[^\\\\]\\[forged")));
  CHECK_FALSE(has(markdown, "https://forged"));
  CHECK_FALSE(has(markdown, "$forged"));
  std::size_t opened = 0, closed = 0;
  for (const std::string& line : lines_of(markdown)) {
    CHECK_FALSE(line.starts_with("# "));
    CHECK_FALSE(line.starts_with("::"));
    if (line == "<details>") ++opened;
    if (line == "</details>") ++closed;
    // A table's row has its own bars alone: five with four columns.
    if (line.starts_with("| ")) CHECK(std::count(line.begin(), line.end(), '|') == 5);
  }
  CHECK(opened == closed);
  CHECK(opened > 0);
}

TEST_CASE("no contract can forge a workflow command", "[hostile]") {
  const std::string text = render(forged_run(), ReportForm::github, {});
  const std::regex command("::(error|warning|notice) ([a-z]+=[^:,]*,)*title=[^:,]*::.*");
  const std::vector<std::string> lines = lines_of(text);
  CHECK(lines.size() == 5);
  for (const std::string& line : lines) {
    CAPTURE(line);
    CHECK(std::regex_match(line, command));
  }
}

TEST_CASE("forged texts leave JSON and XML well-formed", "[hostile]") {
  for (const ReportForm form : {ReportForm::json, ReportForm::sarif, ReportForm::gitlab}) {
    CAPTURE(word(form));
    CHECK(read_json("report.json", render(forged_run(), form, {})));
  }
  const std::string xml = render(forged_run(), ReportForm::junit, {});
  CHECK_FALSE(has(xml, "<script"));
  CHECK_FALSE(has(xml, "]]>"));
  CHECK_FALSE(has(xml, "\xef\xbf\xbf"));
  CHECK(std::regex_replace(xml, std::regex("&(amp|lt|gt|quot|#39);"), "").find('&') ==
        std::string::npos);
}

TEST_CASE("a message of SARIF makes no link of what a stranger wrote", "[hostile]") {
  const auto document = read_json("report.sarif", render(forged_run(), ReportForm::sarif, {}));
  REQUIRE(document);
  for (const std::string place : {"/results/0", "/invocations/0/toolExecutionNotifications/0"}) {
    const Node* const message = find_pointer(document->root(), "/runs/0" + place + "/message/text");
    REQUIRE(message != nullptr);
    CHECK(has(std::string(message->text()), "[forged] (//e.x)"));
    CHECK_FALSE(has(std::string(message->text()), "]("));
  }
}
