#include "policy/changelog.h"

#include "policy/date.h"

#include <catch2/catch.hpp>

#include <string>

using namespace verdiff;

namespace {

Finding finding_of(Level level, Subject subject, Aspect aspect, Action action,
                   const std::string& message) {
  Finding out;
  out.rule = message;
  out.level = level;
  out.subject = subject;
  out.aspect = aspect;
  out.action = action;
  out.message = message;
  out.flow = "GET /x 200";
  out.fix = "Keep it,\nfor now.\n";
  return out;
}

std::string section_in(Subject subject, Aspect aspect, Action action) {
  return std::string(word(section_of(finding_of(Level::major, subject, aspect, action, ""))));
}

ChangelogEntry entry_of(const std::string& version, const std::string& item,
                        ChangelogSection section = ChangelogSection::added) {
  ChangelogEntry out;
  if (!version.empty()) out.version = *Version::parse(version);
  out.date = version.empty() ? "" : "2026-01-02";
  out.items.push_back({section, item});
  return out;
}

}  // namespace

TEST_CASE("what happened to what decides the section") {
  CHECK(section_in(Subject::property, Aspect::existence, Action::removed) == "removed");
  CHECK(section_in(Subject::operation, Aspect::existence, Action::added) == "added");
  CHECK(section_in(Subject::property, Aspect::name, Action::renamed) == "changed");
  CHECK(section_in(Subject::schema, Aspect::maximum, Action::removed) == "changed");
  CHECK(section_in(Subject::operation, Aspect::deprecated, Action::added) == "deprecated");
  CHECK(section_in(Subject::operation, Aspect::sunset, Action::added) == "deprecated");
  CHECK(section_in(Subject::operation, Aspect::deprecated, Action::removed) == "changed");
  CHECK(section_in(Subject::security, Aspect::scope, Action::added) == "security");
  CHECK(section_in(Subject::security_scheme, Aspect::existence, Action::removed) == "security");
}

TEST_CASE("items are sentences, breaking ones first in their section, patches are one") {
  Report report;
  const auto add = [&](Level level, Aspect aspect, Action action, const std::string& message) {
    report.findings.push_back(finding_of(level, Subject::property, aspect, action, message));
  };
  add(Level::major, Aspect::existence, Action::removed, "property `a` was removed");
  add(Level::minor, Aspect::required, Action::changed, "property `<b>` of <c> is required now");
  add(Level::patch, Aspect::title, Action::changed, "the title reads differently");
  add(Level::patch, Aspect::title, Action::changed, "the title reads differently");
  add(Level::none, Aspect::unsupported, Action::changed, "something is not compared");
  report.findings[1].reach = 3;
  const auto items = changelog_items(report);
  REQUIRE(items.size() == 3);
  CHECK(items[0].text ==
        "**Breaking:** Property `a` was removed (`GET /x 200`). Keep it, for now.");
  CHECK(items[1].text == "Property `<b>` of &lt;c> is required now (`GET /x 200` and 2 more).");
  CHECK(items[2].text == "Wording and documentation changed; nothing that clients rely on did.");
}

TEST_CASE("names can't leave their line or their item") {
  Report report;
  report.findings.push_back(finding_of(Level::minor, Subject::property, Aspect::existence,
                                       Action::added, "property `a`\n## [9.9.9]\n<script>` new"));
  const auto items = changelog_items(report);
  REQUIRE(items.size() == 1);
  CHECK(items[0].text.find('\n') == std::string::npos);
}

TEST_CASE("an entry without items is none") {
  CHECK(changelog_text({}) == "");
  CHECK(insert_entry("text", {}) == "text");
}

TEST_CASE("an entry goes into an empty text, after a preamble") {
  const std::string text = insert_entry("", entry_of("", "New."));
  CHECK(text.find("# Changelog\n") == 0);
  CHECK(text.find("\n\n## [Unreleased]\n\n### Added\n\n- New.\n") != std::string::npos);
  CHECK(insert_entry(text, entry_of("", "New.")) == text);
}

TEST_CASE("items join the section that is there, and sections come in order") {
  const std::string before =
      "# C\n\n## [Unreleased]\n\n### Added\n\n- One.\n\n## [1.0.0] - 2026-01-01\n\n### Added\n\n- "
      "Zero.\n";
  const std::string added = insert_entry(before, entry_of("", "Two."));
  CHECK(added ==
        "# C\n\n## [Unreleased]\n\n### Added\n\n- One.\n- Two.\n\n## [1.0.0] - 2026-01-01\n\n### "
        "Added\n\n- Zero.\n");
  const std::string removed = insert_entry(added, entry_of("", "Gone.", ChangelogSection::removed));
  CHECK(removed.find("## [Unreleased]\n\n### Removed\n\n- Gone.\n\n### Added\n\n- One.") !=
        std::string::npos);
  const std::string security =
      insert_entry(removed, entry_of("", "Key.", ChangelogSection::security));
  CHECK(security.find("- Two.\n\n### Security\n\n- Key.\n\n## [1.0.0]") != std::string::npos);
  CHECK(insert_entry(security, entry_of("", "Gone.", ChangelogSection::removed)) == security);
}

TEST_CASE("a version comes before the first older one, however its heading is written") {
  const std::string before = "## Unreleased\n\n## v2.0.0 (2026-01-03)\n\n- x\n\n## 1.0.0\n\n- y\n";
  const std::string after = insert_entry(before, entry_of("1.1.0", "New."));
  CHECK(after ==
        "## Unreleased\n\n## v2.0.0 (2026-01-03)\n\n- x\n\n## [1.1.0] - 2026-01-02\n\n### "
        "Added\n\n- New.\n\n## 1.0.0\n\n- y\n");
  CHECK(insert_entry(before, entry_of("2.0.0", "New."))
            .find("## v2.0.0 (2026-01-03)\n\n- x\n\n### Added\n\n- New.\n\n## 1.0.0") !=
        std::string::npos);
}

TEST_CASE("links at the end stay there, and code is no heading") {
  const std::string before =
      "```\n## [Unreleased]\n```\n\n## [1.0.0]\n\n- y\n\n[1.0.0]: https://example.com\n";
  const std::string after = insert_entry(before, entry_of("0.9.0", "Old."));
  CHECK(after ==
        "```\n## [Unreleased]\n```\n\n## [1.0.0]\n\n- y\n\n## [0.9.0] - 2026-01-02\n\n### "
        "Added\n\n- Old.\n\n[1.0.0]: https://example.com\n");
  CHECK(insert_entry(before, entry_of("", "New.")).find("```\n\n## [Unreleased]\n\n### Added") !=
        std::string::npos);
}

TEST_CASE("line ends and a missing last one are kept") {
  CHECK(insert_entry("# C\r\n\r\n## [Unreleased]\r\n", entry_of("", "New.")) ==
        "# C\r\n\r\n## [Unreleased]\r\n\r\n### Added\r\n\r\n- New.\r\n");
  CHECK(insert_entry("# C", entry_of("", "New.")) ==
        "# C\n\n## [Unreleased]\n\n### Added\n\n- New.\n");
  CHECK(insert_entry("## \n##\n", entry_of("", "New.")).find("- New.") != std::string::npos);
}

TEST_CASE("dates are days that there are") {
  for (const char* const day : {"2026-01-31", "2024-02-29", "2000-02-29", "2026-12-01"}) {
    CHECK(is_date(day));
  }
  for (const char* const day :
       {"2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00", "2026-1-1",
        "26-01-01", "2026/01/01", "2026-01-0x", ""}) {
    CHECK_FALSE(is_date(day));
  }
}
