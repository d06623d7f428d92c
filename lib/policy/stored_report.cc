#include "policy/stored_report.h"

#include "rules/rule.h"

#include <bit>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace verdiff {

namespace {

/// Texts by number: a text that was written once is a number from then on.
using Numbers = std::unordered_map<std::string_view, std::uint64_t>;

/// What findings repeat most, and every report would otherwise hold again. It has the first
/// numbers.
struct Catalogue {
  std::vector<std::string_view> texts;
  Numbers numbers;

  Catalogue() {
    add("");
    for (const Rule& rule : builtin_rules()) {
      for (const std::string* text : {&rule.id, &rule.why, &rule.fix}) add(*text);
    }
  }
  void add(std::string_view text) {
    if (numbers.emplace(text, texts.size()).second) texts.push_back(text);
  }
};

const Catalogue& catalogue() {
  static const Catalogue once;
  return once;
}

template <class T>
concept Plain = std::is_enum_v<T> || std::integral<T>;

/// Seven bits a byte, the lowest first; the eighth says that more follow.
class Packer {
 public:
  template <class... T>
  void operator()(const T&... fields) {
    (put(fields), ...);
  }

  std::string take() { return out_; }  // a copy has no room to grow

 private:
  void number(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out_ += static_cast<char>(value | 0x80);
    out_ += static_cast<char>(value);
  }

  void put(const std::string& text) {
    const Catalogue& known = catalogue();
    const auto in_catalogue = known.numbers.find(text);
    if (in_catalogue != known.numbers.end()) return number(in_catalogue->second + 1);
    const auto [found, is_new] = numbers_.emplace(text, known.texts.size() + numbers_.size());
    if (!is_new) return number(found->second + 1);
    number(0);
    number(text.size());
    out_ += text;
  }
  template <Plain T>
  void put(const T& value) {
    number(static_cast<std::uint64_t>(value));
  }
  void put(double value) { number(std::bit_cast<std::uint64_t>(value)); }
  template <class T>
  void put(const std::optional<T>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  template <class T>
  void put(const std::vector<T>& items) {
    number(items.size());
    for (const T& item : items) put(item);
  }
  template <class First, class Second>
  void put(const std::pair<First, Second>& both) {
    put(both.first);
    put(both.second);
  }
  template <class T>
  void put(const T& object) {
    pack(*this, object);
  }

  std::string out_;
  Numbers numbers_;  // its keys are texts of the report
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed) : rest_(packed) {}

  template <class... T>
  void operator()(T&... fields) {
    (get(fields), ...);
  }

 private:
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if ((byte & 0x80) == 0) return value;
    }
  }

  std::string_view text() {
    const std::vector<std::string_view>& known = catalogue().texts;
    const std::uint64_t said = number();
    if (said > 0) return said <= known.size() ? known[said - 1] : texts_[said - 1 - known.size()];
    const std::size_t size = number();
    const std::string_view out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    texts_.push_back(out);
    return out;
  }

  void get(std::string& out) { out = text(); }
  template <Plain T>
  void get(T& out) {
    out = static_cast<T>(number());
  }
  void get(double& out) { out = std::bit_cast<double>(number()); }
  template <class T>
  void get(std::optional<T>& out) {
    if (number() != 0) get(out.emplace(T{}));
  }
  template <class T>
  void get(std::vector<T>& out) {
    out.resize(number());
    for (T& item : out) get(item);
  }
  /// clang 14 finds no default for the pairs that a Value has of itself.
  template <class First, class Second>
  void get(std::vector<std::pair<First, Second>>& out) {
    for (std::uint64_t left = number(); left > 0; --left) {
      First first{};
      Second second{};
      get(first);
      get(second);
      out.emplace_back(std::move(first), std::move(second));
    }
  }
  template <class T>
  void get(T& object) {
    pack(*this, object);
  }

  std::string_view rest_;
  std::vector<std::string_view> texts_;
};

// The fields of everything that a report is made of, for both ways. A binding names all of them:
// one that joins a struct does not compile until it is here.

template <class T, class Wanted>
concept Is = std::same_as<std::remove_const_t<T>, Wanted>;

template <class Archive>
void pack(Archive& archive, Is<Location> auto& object) {
  auto& [file, line, column] = object;
  archive(file, line, column);
}

/// Recursive: as deep as a witness nests.
template <class Archive>
void pack(Archive& archive, Is<Value> auto& object) {
  auto& [kind, boolean, text, items, members] = object;
  archive(kind, boolean, text, items, members);
}

template <class Archive>
void pack(Archive& archive, Is<Evidence> auto& object) {
  auto& [kind, payload, pointer, refused_by, whole_flow, unknown_reason, detail] = object;
  archive(kind, payload, pointer, refused_by, whole_flow, unknown_reason, detail);
}

template <class Archive>
void pack(Archive& archive, Is<FindingSide> auto& object) {
  auto& [present, location, pointer, name, value] = object;
  archive(present, location, pointer, name, value);
}

template <class Archive>
void pack(Archive& archive, Is<Acceptance> auto& object) {
  auto& [reason, owner, until] = object;
  archive(reason, owner, until);
}

template <class Archive>
void pack(Archive& archive, Is<Finding> auto& object) {
  auto& [fingerprint, rule, level, severity, subject, aspect, action, direction, effect, flow,
         payload_path, reach, before, after, evidence, confidence, policy, accepted, message, why,
         fix] = object;
  archive(fingerprint, rule, level, severity, subject, aspect, action, direction, effect, flow,
          payload_path, reach, before, after, evidence, confidence, policy, accepted, message, why,
          fix);
}

template <class Archive>
void pack(Archive& archive, Is<ContractSummary> auto& object) {
  auto& [operand, format, title, version, version_location, flows, schemas, present] = object;
  archive(operand, format, title, version, version_location, flows, schemas, present);
}

template <class Archive>
void pack(Archive& archive, Is<Declared> auto& object) {
  auto& [from, to, level, next] = object;
  archive(from, to, level, next);
}

template <class Archive>
void pack(Archive& archive, Is<Skipped> auto& object) {
  auto& [pattern, kind, count] = object;
  archive(pattern, kind, count);
}

template <class Archive>
void pack(Archive& archive, Is<AcceptedProblem> auto& object) {
  auto& [kind, finding, message, location] = object;
  archive(kind, finding, message, location);
}

template <class Archive>
void pack(Archive& archive, Is<Report> auto& object) {
  auto& [name, before, after, reader, level, findings, skipped, accepted_problems, verdict,
         declared, verdict_reason, unchanged] = object;
  archive(name, before, after, reader, level, findings, skipped, accepted_problems, verdict,
          declared, verdict_reason, unchanged);
}

}  // namespace

StoredReport::StoredReport(const Report& report) {
  Packer packer;
  packer(report);
  packed_ = packer.take();
}

Report StoredReport::open() const {
  Report out;
  Unpacker unpack(packed_);
  unpack(out);
  return out;
}

}  // namespace verdiff
