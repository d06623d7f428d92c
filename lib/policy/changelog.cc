#include "policy/changelog.h"

#include "base/text.h"
#include "document/disk.h"
#include "document/limits.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <utility>

namespace verdiff {

namespace {

std::string title_of(ChangelogSection section) {
  std::string out(word(section));
  out.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(out.front())));
  return out;
}

/// A clause as a sentence: `the maximum … was removed` begins in upper case.
std::string capitalized(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  }
  return text;
}

/// One line, and no HTML outside of what stands in backquotes.
std::string as_markdown(std::string_view text) {
  std::string out;
  bool is_code = false;
  for (const char c : printable(text)) {
    if (c == '`') is_code = !is_code;
    if (c == '<' && !is_code) {
      out += "&lt;";
    } else {
      out += c;
    }
  }
  if (is_code) out += '`';
  return out;
}

/// Text over several lines, as one.
std::string on_one_line(std::string_view text) {
  std::string out;
  for (const std::string& line : wrap(text, 1'000'000)) out += (out.empty() ? "" : " ") + line;
  return out;
}

std::string place_of(const Finding& finding) {
  if (finding.flow.empty()) return "";
  std::string flow = finding.flow;
  std::replace(flow.begin(), flow.end(), '`', '\'');
  const std::string others =
      finding.reach > 1 ? fmt::format(" and {} more", finding.reach - 1) : std::string();
  return fmt::format(" (`{}`{})", flow, others);
}

std::string sentence_of(const Finding& finding, bool with_fix) {
  std::string out = as_markdown(capitalized(finding.message) + place_of(finding)) + ".";
  if (finding.level == Level::major) {
    out = "**Breaking:** " + out;
    if (with_fix && !finding.fix.empty()) out += " " + as_markdown(on_one_line(finding.fix));
  }
  return out;
}

/// Without a number, so that one more of them makes no second item.
constexpr std::string_view patches_in_words =
    "Wording and documentation changed; nothing that clients rely on did.";

}  // namespace

ChangelogSection section_of(const Finding& finding) {
  if (finding.subject == Subject::security || finding.subject == Subject::security_scheme) {
    return ChangelogSection::security;
  }
  const bool announces = finding.aspect == Aspect::deprecated || finding.aspect == Aspect::sunset;
  if (announces && finding.action == Action::added) return ChangelogSection::deprecated;
  if (finding.aspect != Aspect::existence) return ChangelogSection::changed;
  if (finding.action == Action::removed) return ChangelogSection::removed;
  if (finding.action == Action::added) return ChangelogSection::added;
  return ChangelogSection::changed;
}

std::vector<ChangelogItem> changelog_items(const Report& report) {
  std::vector<ChangelogItem> out;
  std::set<std::string_view> explained;
  bool has_patches = false;
  for (const Finding& finding : report.findings) {  // worst first
    if (finding.level == Level::none || finding.severity == Severity::off) continue;
    const bool is_told = finding.level > Level::patch || finding.rule == "artifact-changed";
    if (!is_told) {
      has_patches = true;
      continue;
    }
    const bool is_new = explained.insert(finding.rule).second;
    out.push_back({section_of(finding), sentence_of(finding, is_new)});
  }
  if (has_patches) out.push_back({ChangelogSection::changed, std::string(patches_in_words)});
  std::stable_sort(out.begin(), out.end(),
                   [](const ChangelogItem& left, const ChangelogItem& right) {
                     return left.section < right.section;
                   });
  // The same words twice help nobody.
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

namespace {

std::string heading_of(const ChangelogEntry& entry) {
  if (!entry.version) return "## [Unreleased]";
  const std::string date = entry.date.empty() ? "" : " - " + entry.date;
  return fmt::format("## [{}]{}", entry.version->to_text(), date);
}

/// `### Removed` and its items, an empty line between heading and list.
std::vector<std::string> section_lines(const ChangelogEntry& entry, ChangelogSection section) {
  std::vector<std::string> out;
  for (const ChangelogItem& item : entry.items) {
    if (item.section == section) out.push_back("- " + item.text);
  }
  if (!out.empty()) out.insert(out.begin(), {"### " + title_of(section), ""});
  return out;
}

std::vector<std::string> entry_lines(const ChangelogEntry& entry) {
  std::vector<std::string> out = {heading_of(entry)};
  for (std::size_t i = 0; i < words<ChangelogSection>().size(); ++i) {
    const auto lines = section_lines(entry, static_cast<ChangelogSection>(i));
    if (lines.empty()) continue;
    out.emplace_back();
    out.insert(out.end(), lines.begin(), lines.end());
  }
  return out;
}

std::string join(const std::vector<std::string>& lines, std::string_view newline) {
  std::string out;
  for (const std::string& line : lines) out.append(line).append(newline);
  return out;
}

/// A changelog as lines without their ends.
class Changelog {
 public:
  explicit Changelog(const std::string& text) {
    newline_ = text.find("\r\n") != std::string::npos ? "\r\n" : "\n";
    ends_open_ = !text.empty() && text.back() != '\n';
    std::size_t at = 0;
    while (at < text.size()) {
      const std::size_t end = std::min(text.find('\n', at), text.size());
      lines_.push_back(text.substr(at, end - at));
      at = end + 1;
    }
    mark_code();
  }

  void insert(const ChangelogEntry& entry) {
    const auto heading = find_heading(entry.version);
    if (!heading) {
      insert_block(place_of(entry.version), entry_lines(entry));
      return;
    }
    for (std::size_t i = 0; i < words<ChangelogSection>().size(); ++i) {
      insert_section(*heading, entry, static_cast<ChangelogSection>(i));
    }
  }

  std::string text() const {
    std::string out;
    for (const std::string& line : lines_) out.append(line).append("\n");
    if (ends_open_ && !out.empty()) out.pop_back();
    return out;
  }

 private:
  using Lines = std::vector<std::string>;

  /// What stands in a fenced block of code is no heading.
  void mark_code() {
    is_code_.clear();
    bool inside = false;
    for (const std::string& line : lines_) {
      const bool fence = line.starts_with("```") || line.starts_with("~~~");
      is_code_.push_back(inside || fence);
      if (fence) inside = !inside;
    }
  }

  bool is_heading(std::size_t line, std::string_view marks) const {
    return !is_code_[line] && lines_[line].starts_with(marks);
  }

  /// The first word of a heading without its brackets: `## [1.3.0] - 2026-03-01`.
  static std::string name_in(std::string_view heading) {
    std::string out;
    for (const char c : heading.substr(heading.find_first_not_of("# "))) {
      if (c == ' ' || c == ']' || c == '\r' || c == '(') break;
      if (c != '[') out += c;
    }
    return out;
  }

  static std::optional<Version> version_in(const std::string& heading) {
    if (heading.find_first_not_of("# \r") == std::string::npos) return std::nullopt;
    std::string name = name_in(heading);
    if (name.starts_with('v')) name.erase(0, 1);
    auto version = Version::parse(name);
    return version ? std::optional<Version>(*std::move(version)) : std::nullopt;
  }

  static bool is_unreleased(const std::string& heading) {
    return heading.find_first_not_of("# \r") != std::string::npos &&
           ascii_lower(name_in(heading)) == "unreleased";
  }

  std::optional<std::size_t> find_heading(const std::optional<Version>& version) const {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (!is_heading(line, "## ")) continue;
      if (version ? version_in(lines_[line]) == version : is_unreleased(lines_[line])) return line;
    }
    return std::nullopt;
  }

  /// Where the next heading of this kind or a higher one stands, or the links at the end.
  std::size_t block_end(std::size_t line) const {
    const std::string_view marks = lines_[line].starts_with("###") ? "### " : "## ";
    for (std::size_t at = line + 1; at < lines_.size(); ++at) {
      if (is_heading(at, "## ") || is_heading(at, marks)) return at;
    }
    return links_begin();
  }

  /// The definitions of links that close the file: `[1.3.0]: https://…`.
  std::size_t links_begin() const {
    std::size_t at = lines_.size();
    while (at > 0) {
      const std::string& line = lines_[at - 1];
      const bool is_link = line.starts_with('[') && line.find("]:") != std::string::npos;
      if (!is_link && !is_blank(line)) break;
      --at;
    }
    const bool has_links =
        std::any_of(lines_.begin() + static_cast<std::ptrdiff_t>(at), lines_.end(),
                    [](const std::string& line) { return !is_blank(line); });
    return has_links ? at : lines_.size();
  }

  static bool is_blank(const std::string& line) {
    return line.find_first_not_of(" \t\r") == std::string::npos;
  }

  /// Before the first older version; unreleased work before all.
  std::size_t place_of(const std::optional<Version>& version) const {
    for (std::size_t line = 0; line < lines_.size(); ++line) {
      if (!is_heading(line, "## ")) continue;
      if (!version) return line;
      const auto other = version_in(lines_[line]);
      if (other && precedence(*other, *version) < 0) return line;
    }
    return links_begin();
  }

  void insert_section(std::size_t heading, const ChangelogEntry& entry, ChangelogSection section) {
    Lines lines = section_lines(entry, section);
    if (lines.empty()) return;
    const std::size_t end = block_end(heading);
    const std::string title = lines.front();
    std::size_t after = heading;
    for (std::size_t at = heading + 1; at < end; ++at) {
      if (!is_heading(at, "### ")) continue;
      if (without_return(lines_[at]) == title) return add_items(at, lines);
      if (comes_before(lines_[at], section)) after = at;
    }
    const bool is_first = after == heading;
    insert_block(is_first ? first_section(heading, end) : block_end(after), lines);
  }

  /// Among the sections that this program writes, in their order.
  static bool comes_before(const std::string& heading, ChangelogSection section) {
    for (std::size_t i = 0; i < static_cast<std::size_t>(section); ++i) {
      if (without_return(heading) == "### " + title_of(static_cast<ChangelogSection>(i))) {
        return true;
      }
    }
    return false;
  }

  std::size_t first_section(std::size_t heading, std::size_t end) const {
    for (std::size_t at = heading + 1; at < end; ++at) {
      if (is_heading(at, "### ")) return at;
    }
    return end;
  }

  static std::string without_return(std::string line) {
    while (line.ends_with('\r') || line.ends_with(' ')) line.pop_back();
    return line;
  }

  void add_items(std::size_t title, const Lines& lines) {
    std::size_t end = block_end(title);
    std::set<std::string> known;
    for (std::size_t at = title + 1; at < end; ++at) known.insert(without_return(lines_[at]));
    while (end > title + 1 && is_blank(lines_[end - 1])) --end;
    Lines fresh;
    for (std::size_t i = 2; i < lines.size(); ++i) {
      if (known.count(lines[i]) == 0) fresh.push_back(lines[i]);
    }
    if (end == title + 1 && !fresh.empty()) fresh.insert(fresh.begin(), "");
    put(end, fresh);
  }

  /// Lines with an empty one before and after them.
  void insert_block(std::size_t at, Lines lines) {
    if (at > 0 && !is_blank(lines_[at - 1])) lines.insert(lines.begin(), "");
    if (at < lines_.size() && !is_blank(lines_[at])) lines.emplace_back();
    put(at, lines);
  }

  void put(std::size_t at, Lines lines) {
    if (lines.empty()) return;
    if (newline_ == "\r\n") {
      for (std::string& line : lines) line += '\r';
    }
    if (at == lines_.size() && ends_open_) {
      if (newline_ == "\r\n") lines_.back() += '\r';
      ends_open_ = false;
    }
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(at), lines.begin(), lines.end());
    mark_code();
  }

  Lines lines_;
  std::vector<bool> is_code_;
  std::string newline_;
  bool ends_open_ = false;
};

constexpr std::string_view preamble =
    "# Changelog\n"
    "\n"
    "The format is [Keep a Changelog 1.1.0](https://keepachangelog.com/en/1.1.0/); versions "
    "follow\n"
    "[SemVer 2.0.0](https://semver.org/spec/v2.0.0.html).\n";

}  // namespace

std::string changelog_text(const ChangelogEntry& entry) {
  return entry.items.empty() ? "" : join(entry_lines(entry), "\n");
}

std::string insert_entry(const std::string& text, const ChangelogEntry& entry) {
  if (entry.items.empty()) return text;
  Changelog changelog(text.empty() ? std::string(preamble) : text);
  changelog.insert(entry);
  return changelog.text();
}

Result<void> write_changelog(const std::string& path, const std::vector<ChangelogEntry>& entries) {
  std::string before;
  if (is_file(path)) {
    auto text = read_file(path, Limits{}.bytes);
    if (!text) return text.error();
    before = *std::move(text);
  }
  std::string after = before;
  for (const ChangelogEntry& entry : entries) after = insert_entry(after, entry);
  if (after == before) return {};
  return replace_file(path, after);
}

}  // namespace verdiff
