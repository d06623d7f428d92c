#pragma once

#include "base/result.h"
#include "base/vocabulary.h"
#include "policy/verdict.h"
#include "semver/version.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// A report as an entry of a changelog (Keep a Changelog 1.1.0), and the entry in its file.
namespace verdiff {

/// Keep a Changelog's sections that contracts have a use for, in the order in which they are
/// written: what breaks somebody comes first.
#define VERDIFF_CHANGELOG_SECTIONS(X)     \
  X(removed, "what is gone")              \
  X(changed, "what is different")         \
  X(added, "what is new")                 \
  X(deprecated, "what is on its way out") \
  X(security, "what callers have to show")
VERDIFF_VOCABULARY(ChangelogSection, VERDIFF_CHANGELOG_SECTIONS)

/// The section of a finding, by what it is about and what happened.
ChangelogSection section_of(const Finding& finding);

struct ChangelogItem {
  ChangelogSection section{};
  std::string text;  ///< one line of Markdown, without the hyphen

  bool operator==(const ChangelogItem&) const = default;
};

struct ChangelogEntry {
  std::optional<Version> version;    ///< none: unreleased
  std::string date;                  ///< YYYY-MM-DD; empty: none
  std::vector<ChangelogItem> items;  ///< by section, breaking ones first
};

/// What a report tells users: every minor and major finding in a sentence, with what to do about a
/// major one; all patches in one. Notes, and what is off, are not told.
std::vector<ChangelogItem> changelog_items(const Report& report);

/// `## [1.3.0] - 2026-03-01` and the sections below it. Empty where nothing is to be told.
std::string changelog_text(const ChangelogEntry& entry);

/// A changelog with the entry in it. Items join the section of the same name below `[Unreleased]`
/// or the version where that exists; else they come with a heading of their own, in the order of
/// versions. Items that stand there already are not added again, and nothing else is touched. Of an
/// empty text: a new changelog.
std::string insert_entry(const std::string& text, const ChangelogEntry& entry);

/// `changelog --write`: the entries into a file, which is made where there is none, and left alone
/// where nothing changes.
Result<void> write_changelog(const std::string& path, const std::vector<ChangelogEntry>& entries);

}  // namespace verdiff
