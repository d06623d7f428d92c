#include "policy/release.h"

#include "base/text.h"
#include "policy/glob.h"
#include "policy/gto.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <set>
#include <utility>

namespace verdiff {

namespace {

/// "Churn model v2" as tags write it: "churn-model-v2".
std::string slug(std::string_view title) {
  std::string out;
  for (const char c : ascii_lower(title)) {
    const bool kept = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_';
    if (kept) {
      out += c;
    } else if (!out.empty() && out.back() != '-') {
      out += '-';
    }
  }
  if (out.ends_with('-')) out.pop_back();
  return out;
}

/// "churn.schema.json": "churn.schema", "churn".
std::vector<std::string> stems(const std::string& name) {
  std::vector<std::string> out;
  for (std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0;
       dot = name.rfind('.', dot - 1)) {
    out.push_back(name.substr(0, dot));
  }
  if (out.empty()) out.push_back(name);
  return out;
}

std::string last_part(const std::string& path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

void add_owner(std::vector<std::string>& group, const std::string& name) {
  if (name.empty()) return;
  for (const char* const separator : {"@", "/"}) {
    const std::string owner = name + separator;
    if (std::find(group.begin(), group.end(), owner) == group.end()) group.push_back(owner);
  }
}

/// A later version; of equal ones the later name, so that the choice does not depend on git.
bool is_newer(const ReleaseTag& left, const ReleaseTag& right) {
  const auto order = precedence(left.version, right.version);
  return order == 0 ? left.tag.name > right.tag.name : order > 0;
}

const ReleaseTag* newest_in(const std::vector<ReleaseTag>& tags, const ReleaseTag* best) {
  for (const ReleaseTag& tag : tags) {
    if (best != nullptr && tag.version.is_prerelease() != best->version.is_prerelease()) {
      if (!tag.version.is_prerelease()) best = &tag;
    } else if (best == nullptr || is_newer(tag, *best)) {
      best = &tag;
    }
  }
  return best;
}

std::string short_id(const std::string& commit) {
  return commit.substr(0, 12);
}

/// A CI says `main`, `refs/heads/main` or `origin/main`.
std::vector<std::string> refs_of(std::string branch) {
  constexpr std::string_view heads = "refs/heads/";
  if (branch.starts_with(heads)) branch.erase(0, heads.size());
  return {"refs/remotes/origin/" + branch, "refs/heads/" + branch, "refs/remotes/" + branch};
}

std::optional<Base> fork_from(const Repository& repository, std::string_view revision) {
  const auto commit = repository.merge_base(revision);
  if (!commit) return std::nullopt;
  return Base{*commit, short_id(*commit), std::nullopt};
}

/// What GTO has assigned to a stage, with the version that is registered there.
std::optional<Base> base_of_stage(const Repository& repository, const std::string& stage) {
  if (stage.find('#') == std::string::npos) return std::nullopt;
  const auto tags = repository.tags(false);
  if (!tags) return std::nullopt;
  const GitTag* const assigned = find_stage(*tags, stage);
  if (assigned == nullptr) return std::nullopt;
  Base out{assigned->commit, assigned->name, std::nullopt};
  const std::vector<GitTag> standing = without_withdrawn(*tags);
  const GitTag* const registered = find_registered(standing, stage, assigned->commit);
  if (registered == nullptr) return out;
  if (auto release = parse_release_tag(*registered)) out.version = std::move(release->version);
  return out;
}

Result<Base> given_base(const Repository& repository, const std::string& revision) {
  constexpr std::string_view dots = "...";
  const auto unknown = [&](std::string_view name) {
    return Error{ErrorCode::git,
                 fmt::format("base: expected a revision, found '{}', which git does not know; "
                             "fetch it (a shallow clone has few: fetch-depth: 0), or check the "
                             "name",
                             name),
                 {},
                 {}};
  };
  if (revision.ends_with(dots)) {
    const std::string name = revision.substr(0, revision.size() - dots.size());
    if (!repository.commit_of(name)) return unknown(name);
    if (auto base = fork_from(repository, name)) return *std::move(base);
    return Error{ErrorCode::git,
                 fmt::format("base: '{}' and HEAD have no commit in common in this clone; fetch "
                             "the whole history (fetch-depth: 0)",
                             name),
                 {},
                 {}};
  }
  if (auto stage = base_of_stage(repository, revision)) return *std::move(stage);
  const auto commit = repository.commit_of(revision);
  if (!commit) return unknown(revision);
  return Base{*commit, revision, std::nullopt};
}

}  // namespace

std::optional<ReleaseTag> parse_release_tag(const GitTag& tag) {
  if (auto registered = parse_gto_tag(tag.name); registered && registered->version) {
    if (registered->withdrawn) return std::nullopt;
    return ReleaseTag{tag, registered->artifact + "@", *std::move(registered->version)};
  }
  const std::size_t separator = tag.name.find_last_of("@/");
  const std::size_t end = separator == std::string::npos ? 0 : separator + 1;
  std::string_view text = std::string_view(tag.name).substr(end);
  if (text.starts_with('v')) text.remove_prefix(1);
  auto version = Version::parse(text);
  if (!version) return std::nullopt;
  return ReleaseTag{tag, tag.name.substr(0, end), *std::move(version)};
}

std::vector<std::vector<std::string>> owners_of(const ContractIdentity& contract) {
  const std::size_t slash = contract.path.rfind('/');
  const std::string folder = slash == std::string::npos ? "" : contract.path.substr(0, slash);
  const std::vector<std::string> names = stems(last_part(contract.path));
  const std::string title = slug(contract.title);
  std::vector<std::vector<std::string>> out(4);
  for (const std::string& name : names) {
    if (!folder.empty()) out[0].push_back(fmt::format("{}={}@", folder, name));
    if (!folder.empty()) add_owner(out[1], fmt::format("{}/{}", folder, name));
    add_owner(out[2], name);
  }
  if (!folder.empty()) {
    if (!title.empty()) out[0].push_back(fmt::format("{}={}@", folder, title));
    out[0].push_back(fmt::format("{}={}@", folder, last_part(folder)));
  }
  add_owner(out[3], title);
  for (std::string above = folder; !above.empty();) {
    out.emplace_back();
    add_owner(out.back(), above);
    if (above == folder) add_owner(out.back(), last_part(folder));
    const std::size_t end = above.rfind('/');
    above = end == std::string::npos ? "" : above.substr(0, end);
  }
  out.push_back({""});
  return out;
}

ReleaseTags::ReleaseTags(const std::vector<GitTag>& tags, std::string_view except) {
  for (const GitTag& tag : tags) {
    if (tag.name == except) continue;
    auto release = parse_release_tag(tag);
    if (release) by_owner_[release->owner].push_back(*std::move(release));
  }
}

const ReleaseTag* ReleaseTags::newest_of(const ContractIdentity& contract) const {
  for (const std::vector<std::string>& group : owners_of(contract)) {
    const ReleaseTag* best = nullptr;
    for (const std::string& owner : group) {
      const auto found = by_owner_.find(owner);
      if (found != by_owner_.end()) best = newest_in(found->second, best);
    }
    if (best != nullptr) return best;
  }
  return nullptr;
}

std::vector<const ReleaseTag*> ReleaseTags::of_same_owner(const ReleaseTag& tag) const {
  std::vector<const ReleaseTag*> out;
  const auto found = by_owner_.find(tag.owner);
  if (found == by_owner_.end()) return out;
  for (const ReleaseTag& other : found->second) out.push_back(&other);
  std::sort(out.begin(), out.end(), [](const ReleaseTag* left, const ReleaseTag* right) {
    return is_newer(*right, *left);
  });
  return out;
}

const ReleaseTag* ReleaseTags::newest_of_all() const {
  const ReleaseTag* best = nullptr;
  for (const auto& [owner, tags] : by_owner_) best = newest_in(tags, best);
  return best;
}

std::vector<const ReleaseTag*> ReleaseTags::newest() const {
  std::vector<const ReleaseTag*> out;
  for (const auto& [owner, tags] : by_owner_) out.push_back(newest_in(tags, nullptr));
  return out;
}

Result<Bases> Bases::find(const Repository& repository, const BaseOptions& options) {
  auto tags = repository.tags(true);
  if (!tags) return tags.error();
  *tags = without_withdrawn(*std::move(tags));
  if (options.merge_base) tags->clear();
  if (!options.tag_pattern.empty()) {
    const Glob pattern(options.tag_pattern);
    std::erase_if(*tags, [&](const GitTag& tag) { return !pattern.matches(tag.name); });
  }
  Bases out{ReleaseTags(*tags, options.release_tag)};
  out.pattern_ = options.tag_pattern;
  out.shallow_ = repository.is_shallow();
  out.empty_ = repository.head().empty();
  out.branch_ = options.branch;
  if (!options.release_tag.empty()) {
    out.releasing_ = parse_release_tag({options.release_tag, repository.head(), ""});
  }
  if (!options.revision.empty()) {
    auto given = given_base(repository, options.revision);
    if (!given) return given.error();
    out.given_ = *std::move(given);
    return out;
  }
  if (!options.tag_pattern.empty()) return out;
  out.fork_first_ = options.merge_base || !options.branch.empty();
  if (!options.branch.empty()) {
    for (const std::string& ref : refs_of(options.branch)) {
      if (out.fork_) break;
      out.fork_ = fork_from(repository, ref);
    }
  } else if (const auto branch = repository.default_branch()) {
    out.fork_ = fork_from(repository, *branch);
  }
  return out;
}

Result<Base> Bases::base_of(const ContractIdentity& contract) const {
  if (given_) return *given_;
  if (empty_) return Base{};
  if (fork_ && fork_first_) return *fork_;
  const ReleaseTag* tag = tags_.newest_of(contract);
  if (tag == nullptr && !pattern_.empty()) tag = tags_.newest_of_all();
  if (tag != nullptr) {
    return Base{tag->tag.commit, tag->tag.name, tag->version};
  }
  if (!pattern_.empty()) {
    return Error{ErrorCode::git,
                 fmt::format("base: expected a tag of a release that matches '{}' and that HEAD "
                             "descends from, found none in this clone; fetch the tags "
                             "(fetch-depth: 0)",
                             pattern_),
                 {contract.path, 0, 0},
                 {}};
  }
  // The history of a shallow clone ends somewhere: the fork may be its end, not the branch's.
  if (fork_ && !shallow_) return *fork_;
  return Error{
      ErrorCode::git,
      fmt::format("expected a released tag of the contract, or a commit that HEAD has in common "
                  "with {}; this {} has neither: fetch the whole history (fetch-depth: 0), or "
                  "give --base",
                  branch_.empty() ? "the default branch" : fmt::format("'{}'", branch_),
                  shallow_ ? "shallow clone" : "clone"),
      {contract.path, 0, 0},
      {}};
}

std::optional<Version> Bases::releasing(const ContractIdentity& contract) const {
  if (!releasing_) return std::nullopt;
  for (const std::vector<std::string>& group : owners_of(contract)) {
    if (std::find(group.begin(), group.end(), releasing_->owner) != group.end()) {
      return releasing_->version;
    }
  }
  return std::nullopt;
}

std::vector<std::string> Bases::commits() const {
  std::set<std::string> out;
  if (given_) return {given_->commit};
  if (fork_) out.insert(fork_->commit);
  if (!fork_ || !fork_first_) {
    for (const ReleaseTag* const tag : tags_.newest()) out.insert(tag->tag.commit);
  }
  return {out.begin(), out.end()};
}

}  // namespace verdiff
