#include "policy/gto.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace verdiff {

namespace {

bool is_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `[dirname=]name` and stages are made of these; a version has a grammar of its own.
bool is_name(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
           c == '_' || c == '/' || c == '=' || c == '.';
  });
}

/// Digits of any length, by value.
bool is_before(const std::string& left, const std::string& right) {
  return left.size() != right.size() ? left.size() < right.size() : left < right;
}

/// Takes the number of the event from the end.
std::string take_counter(std::string_view& rest) {
  const std::size_t hash = rest.rfind('#');
  if (hash == std::string_view::npos || !is_digits(rest.substr(hash + 1))) return {};
  std::string_view digits = rest.substr(hash + 1);
  digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size() - 1));
  rest = rest.substr(0, hash);
  return std::string(digits);
}

struct Event {
  const GitTag* tag = nullptr;
  GtoTag parsed;
};

/// In the order in which things happened; of one number, taking back comes last.
void sort_events(std::vector<Event>& events) {
  std::stable_sort(events.begin(), events.end(), [](const Event& left, const Event& right) {
    if (left.parsed.counter != right.parsed.counter) {
      return is_before(left.parsed.counter, right.parsed.counter);
    }
    return left.parsed.withdrawn < right.parsed.withdrawn;
  });
}

}  // namespace

std::optional<GtoTag> parse_gto_tag(std::string_view name) {
  const std::size_t mark = name.find_first_of("@#");
  if (mark == std::string_view::npos || !is_name(name.substr(0, mark))) return std::nullopt;
  GtoTag out;
  out.artifact = std::string(name.substr(0, mark));
  std::string_view rest = name.substr(mark + 1);
  out.counter = take_counter(rest);
  if (rest.ends_with('!')) {
    out.withdrawn = true;
    rest.remove_suffix(1);
  }
  if (name[mark] == '#') {
    if (!is_name(rest)) return std::nullopt;
    out.stage = std::string(rest);
    return out;
  }
  if (!rest.starts_with('v')) return std::nullopt;
  auto version = Version::parse(rest.substr(1));
  if (!version) return std::nullopt;
  out.version = *std::move(version);
  return out;
}

std::vector<GitTag> without_withdrawn(std::vector<GitTag> tags) {
  std::map<std::pair<std::string, std::string>, std::vector<Event>> by_version;
  for (const GitTag& tag : tags) {
    auto parsed = parse_gto_tag(tag.name);
    if (!parsed || !parsed->version) continue;
    const auto key = std::pair(parsed->artifact, parsed->version->to_text());
    by_version[key].push_back({&tag, *std::move(parsed)});
  }
  std::vector<const GitTag*> gone;
  for (auto& [key, events] : by_version) {
    sort_events(events);
    const bool taken_back = events.back().parsed.withdrawn;
    for (const Event& event : events) {
      if (taken_back || event.parsed.withdrawn) gone.push_back(event.tag);
    }
  }
  std::sort(gone.begin(), gone.end());
  std::vector<GitTag> out;
  for (GitTag& tag : tags) {
    if (!std::binary_search(gone.begin(), gone.end(), &tag)) out.push_back(std::move(tag));
  }
  return out;
}

const GitTag* find_stage(const std::vector<GitTag>& tags, std::string_view stage) {
  const auto asked = parse_gto_tag(stage);
  if (!asked || asked->stage.empty() || asked->withdrawn) return nullptr;
  std::vector<Event> events;
  for (const GitTag& tag : tags) {
    auto parsed = parse_gto_tag(tag.name);
    if (!parsed || parsed->artifact != asked->artifact || parsed->stage != asked->stage) continue;
    events.push_back({&tag, *std::move(parsed)});
  }
  sort_events(events);
  // It is taken back from the version at that commit, whatever else the stage has.
  std::set<std::string_view> taken_back;
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->parsed.withdrawn) {
      taken_back.insert(event->tag->commit);
    } else if (!taken_back.contains(event->tag->commit)) {
      return event->tag;
    }
  }
  return nullptr;
}

const GitTag* find_registered(const std::vector<GitTag>& tags, std::string_view stage,
                              std::string_view commit) {
  const auto asked = parse_gto_tag(stage);
  const auto found = std::find_if(tags.begin(), tags.end(), [&](const GitTag& tag) {
    const auto parsed = parse_gto_tag(tag.name);
    return asked && parsed && parsed->version && !parsed->withdrawn && tag.commit == commit &&
           parsed->artifact == asked->artifact;
  });
  return found == tags.end() ? nullptr : &*found;
}

}  // namespace verdiff
