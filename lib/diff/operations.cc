#include "diff/api.h"
#include "diff/likeness.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

namespace verdiff {

namespace {

/// `/users/{id}` and `/users/{userId}` are one path: names of templated parts don't matter
/// (OpenAPI 3.1.1 §4.8.8).
std::string template_of(std::string_view path) {
  std::string out;
  bool in_name = false;
  for (const char c : path) {
    if (c == '}') in_name = false;
    if (!in_name) out.push_back(c);
    if (c == '{') in_name = true;
  }
  return out;
}

using Key = std::tuple<OperationKind, std::string, std::string>;

Key key_of(const Operation& operation, std::string path) {
  // A tool has its name, a model or a schema is the only one.
  if (operation.kind == OperationKind::tool) path = operation.name;
  return {operation.kind, std::string(operation.method), std::move(path)};
}

using Operations = std::vector<const Operation*>;

Subject subject_of(const Operation& operation) {
  switch (operation.kind) {
    case OperationKind::callback:
      return Subject::callback;
    case OperationKind::webhook:
      return Subject::webhook;
    case OperationKind::tool:
      return Subject::tool;
    case OperationKind::request:
    case OperationKind::message:
    case OperationKind::model:
      break;
  }
  return Subject::operation;
}

// ---- a beginning that many paths share and that changed

/// Where a path may be cut: behind its first, second, … segment.
std::vector<std::size_t> cuts(std::string_view path) {
  std::vector<std::size_t> out{0};
  for (std::size_t at = path.find('/', 1); at != path.npos; at = path.find('/', at + 1)) {
    out.push_back(at);
  }
  return out;
}

struct Prefixes {
  std::string before, after;
  auto operator<=>(const Prefixes&) const = default;
};

/// The pair of beginnings that turns the most old paths into new ones; nullopt unless it explains
/// most of what is left over, and at least two paths (or the only one).
std::optional<Prefixes> moved_prefix(const Operations& gone, const Operations& fresh) {
  std::map<Key, std::vector<std::string>> by_rest;  // what is left behind a cut -> beginnings
  constexpr std::size_t most_beginnings = 64;       // of one rest; a hostile contract has more
  for (const Operation* operation : fresh) {
    const std::string path = template_of(operation->path);
    for (const std::size_t cut : cuts(path)) {
      std::vector<std::string>& beginnings = by_rest[key_of(*operation, path.substr(cut))];
      if (beginnings.size() < most_beginnings) beginnings.push_back(path.substr(0, cut));
    }
  }
  std::map<Prefixes, std::size_t> votes;
  for (const Operation* operation : gone) {
    const std::string path = template_of(operation->path);
    const auto all = cuts(path);
    // The longest common rest: the shortest beginnings.
    for (const std::size_t cut : all) {
      const auto found = by_rest.find(key_of(*operation, path.substr(cut)));
      if (found == by_rest.end()) continue;
      for (const std::string& beginning : found->second) ++votes[{path.substr(0, cut), beginning}];
      break;
    }
  }
  const auto best = std::max_element(
      votes.begin(), votes.end(), [](const auto& l, const auto& r) { return l.second < r.second; });
  if (best == votes.end() || best->first.before == best->first.after) return std::nullopt;
  const bool enough = best->second >= 2 && best->second * 2 > gone.size();
  if (!enough) return std::nullopt;
  return best->first;
}

// ---- pairing

class Pairing {
 public:
  explicit Pairing(Api& api) : api_(api) {
    for (const Operation& operation : api.before().operations) gone_.push_back(&operation);
    for (const Operation& operation : api.after().operations) fresh_.push_back(&operation);
    // As written first: two templates of one contract may differ in names alone.
    const auto as_written = [](const Operation& operation) { return operation.path; };
    const auto as_template = [](const Operation& operation) { return template_of(operation.path); };
    by_key(as_written, as_written);
    by_key(as_template, as_template);
    match_prefix();
    match_renames();
    std::sort(pairs_.begin(), pairs_.end(),
              [](const auto& l, const auto& r) { return l.first < r.first; });
  }

  const std::vector<std::pair<const Operation*, const Operation*>>& pairs() const { return pairs_; }
  const Operations& gone() const { return gone_; }
  const Operations& fresh() const { return fresh_; }

 private:
  void by_key(const auto& old_path, const auto& new_path) {
    std::multimap<Key, const Operation*> index;
    for (const Operation* operation : fresh_) {
      index.emplace(key_of(*operation, new_path(*operation)), operation);
    }
    std::unordered_set<const Operation*> paired;
    std::erase_if(gone_, [&](const Operation* operation) {
      const Key key = key_of(*operation, old_path(*operation));
      const auto twin = index.lower_bound(key);
      if (twin == index.end() || twin->first != key) return false;
      pairs_.emplace_back(operation, twin->second);
      paired.insert(twin->second);
      index.erase(twin);
      return true;
    });
    std::erase_if(fresh_, [&](const Operation* operation) { return paired.contains(operation); });
  }

  void match_prefix() {
    const auto moved = moved_prefix(gone_, fresh_);
    if (!moved) return;
    const auto known = static_cast<std::ptrdiff_t>(pairs_.size());
    by_key(
        [&](const Operation& operation) {
          const std::string path = template_of(operation.path);
          if (!path.starts_with(moved->before)) return path;
          return moved->after + path.substr(moved->before.size());
        },
        [](const Operation& operation) { return template_of(operation.path); });
    // It stands at the first that moved, by name: the order of paths means nothing.
    const auto [before, after] = *std::min_element(
        pairs_.begin() + known, pairs_.end(),
        [](const auto& l, const auto& r) { return l.first->name < r.first->name; });
    api_.state({.subject = Subject::path,
                .aspect = Aspect::prefix,
                .action = Action::moved,
                .before = present(before->place, moved->before.empty() ? "/" : moved->before),
                .after = present(after->place, moved->after.empty() ? "/" : moved->after)},
               "");
  }

  /// An operation that went and one that came: the same operationId, or alike in path, with the
  /// same messages.
  void match_renames() {
    constexpr double sure_enough = 0.7;
    const auto score = [&](std::size_t i, std::size_t j) {
      const Operation &before = *gone_[i], &after = *fresh_[j];
      if (before.kind != after.kind) return 0.0;
      const bool same_id =
          !before.operation_id.empty() && before.operation_id == after.operation_id;
      const bool same_method = before.method == after.method;
      const bool same_path = template_of(before.path) == template_of(after.path);
      if (!same_method && !(same_path || same_id)) return 0.0;
      const bool by_path = !before.path.empty() && !after.path.empty();
      const double path =
          by_path ? name_likeness(before.path, after.path) : name_likeness(before.name, after.name);
      const double base = same_id ? 0.75 : 0.25 + 0.3 * path;
      return std::min(
          1.0, base + 0.1 * path + 0.35 * same_messages(before, after) * (same_method ? 1.0 : 0.3));
    };
    for (const Match& match : best_matches(gone_.size(), fresh_.size(), sure_enough, score)) {
      const Operation*& before = gone_[match.before];
      const Operation*& after = fresh_[match.after];
      api_.state({.subject = subject_of(*after),
                  .aspect = Aspect::name,
                  .action = Action::renamed,
                  .direction = Direction::none,
                  .before = present(before->place, before->name),
                  .after = present(after->place, after->name),
                  .confidence = match.score},
                 after->name);
      pairs_.emplace_back(before, after);
      before = after = nullptr;
    }
    std::erase(gone_, nullptr);
    std::erase(fresh_, nullptr);
  }

  /// The share of payloads that are the same on both sides.
  double same_messages(const Operation& before, const Operation& after) {
    const auto schemas = [](const Operation& operation, const Contract& contract) {
      std::vector<SchemaId> out;
      const auto add = [&](const std::vector<MediaType>& list) {
        for (const MediaType& media : list) out.push_back(contract.flows[media.flow].schema);
      };
      for (const Message& message : operation.messages) {
        out.push_back(contract.flows[message.flow].schema);
      }
      if (operation.request_body) add(operation.request_body->media);
      for (const Response& response : operation.responses) add(response.media);
      return out;
    };
    const auto left = schemas(before, api_.before());
    const auto right = schemas(after, api_.after());
    if (left.empty() || right.empty()) return 0;
    std::size_t same = 0;
    for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
      if (api_.walk().same(left[i], right[i])) ++same;
    }
    return static_cast<double>(same) / static_cast<double>(std::max(left.size(), right.size()));
  }

  Api& api_;
  Operations gone_, fresh_;
  std::vector<std::pair<const Operation*, const Operation*>> pairs_;
};

// ---- what a pair of operations is made of

void compare_identity(Api& api, const OperationPair& pair) {
  const std::string_view before = pair.before.operation_id, after = pair.after.operation_id;
  if (before == after) return;
  const auto side = [](const Operation& operation) {
    ChangeSide out = present(operation.place, operation.name);
    out.present = !operation.operation_id.empty();
    if (out.present) out.value = Value::string(operation.operation_id);
    return out;
  };
  api.state({.subject = subject_of(pair.after),
             .aspect = Aspect::operation_id,
             .action = before.empty()  ? Action::added
                       : after.empty() ? Action::removed
                                       : Action::changed,
             .before = side(pair.before),
             .after = side(pair.after)},
            pair.after.name);
}

void compare_deprecation(Api& api, const OperationPair& pair) {
  api.state_mark({.subject = subject_of(pair.after),
                  .aspect = Aspect::deprecated,
                  .before = present(pair.before.place, pair.before.name),
                  .after = present(pair.after.place, pair.after.name)},
                 pair.before.deprecated, pair.after.deprecated, pair.after.name);
}

void compare_pair(Api& api, const OperationPair& pair) {
  compare_roles(api, pair);
  compare_serving(api, pair);
  compare_hints(api, subject_of(pair.after), pair);
  compare_strict(api, subject_of(pair.after), &pair.before, &pair.after);
  compare_identity(api, pair);
  compare_deprecation(api, pair);
  compare_attributes(api,
                     {subject_of(pair.after), Direction::none, pair.after.name, pair.before.place,
                      pair.after.place},
                     pair.before.attributes, pair.after.attributes);
  compare_servers(api, pair);
  compare_security(api, pair);
  compare_parameters(api, pair);
  compare_messages(api, pair);
}

void state_existence(Api& api, const Operation& operation, Action action) {
  const bool added = action == Action::added;
  api.state({.subject = subject_of(operation),
             .aspect = Aspect::existence,
             .action = action,
             .traits = operation.deprecated ? bit(Trait::was_deprecated) : 0,
             .before = added ? missing_at(root_of(api.before()), operation.name)
                             : present(operation.place, operation.name),
             .after = added ? present(operation.place, operation.name)
                            : missing_at(root_of(api.after()), operation.name)},
            operation.name);
  if (added) compare_strict(api, subject_of(operation), nullptr, &operation);
}

}  // namespace

void compare_operations(Api& api) {
  if (api.walk().across()) return compare_across(api);
  const Pairing pairing(api);
  for (const auto& [before, after] : pairing.pairs()) compare_pair(api, {*before, *after});
  for (const Operation* operation : pairing.gone())
    state_existence(api, *operation, Action::removed);
  for (const Operation* operation : pairing.fresh())
    state_existence(api, *operation, Action::added);
}

}  // namespace verdiff
