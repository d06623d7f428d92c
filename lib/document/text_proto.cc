#include "document/text_proto.h"

#include "base/utf8.h"
#include "document/builder.h"
#include "document/text_proto_scanner.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <limits>
#include <string_view>
#include <vector>

namespace verdiff {

namespace {

constexpr std::uint32_t nothing = std::numeric_limits<std::uint32_t>::max();

/// Where a value goes: the field, and the list around it.
struct Slot {
  std::string_view name;
  std::uint32_t name_offset = 0;
  std::uint32_t list_offset = nothing;  ///< nothing: it stands in no list
  bool colon = false;
};

/// One value of one field, or an empty list. Values of a field may stand apart from each other, so
/// they can't go to the builder as they come.
struct Entry {
  enum class Kind : std::uint8_t { scalar, message, empty_list };
  Slot slot;
  std::uint32_t offset = 0;
  Kind kind = Kind::scalar;
  TextProtoScalar scalar;
  std::uint32_t first = nothing;  ///< of a message: its fields, linked by `next`
  std::uint32_t last = nothing;
  std::uint32_t next = nothing;
};

class Parser {
 public:
  Parser(DocumentBuilder& build, const Limits& limits, std::size_t start)
      : build_(build), limits_(limits), scan_(build.source(), start) {}

  void run() {
    parse();
    if (scan_.error()) build_.fail(*scan_.error());
    if (!build_.failed()) write_message(0);
  }

 private:
  struct Open {
    std::uint32_t message = 0;
    char close = '\0';
  };

  bool failed() const { return build_.failed() || scan_.error().has_value(); }
  std::uint32_t offset() { return static_cast<std::uint32_t>(scan_.next()); }

  void parse() {
    Entry root;
    root.kind = Entry::Kind::message;
    entries_.push_back(root);
    open_.push_back({});
    while (!failed()) {
      const Open here = open_.back();
      if (here.close != '\0' && scan_.take(here.close)) {
        close_message();
      } else if (scan_.peek() == '\0' && scan_.next() == build_.source().size()) {
        if (here.close != '\0') fail_unclosed(here);
        return;
      } else {
        field();
      }
    }
  }

  void fail_unclosed(const Open& here) {
    const std::uint32_t opened = entries_[here.message].offset;
    build_.fail({ErrorCode::syntax,
                 fmt::format("expected '{}', found the end of the file", here.close),
                 build_.locate(scan_.next()),
                 {{build_.locate(opened), "the message begins here"}}});
  }

  void field() {
    Slot slot;
    slot.name_offset = offset();
    if (open_.back().close != '\0' && (scan_.peek() == '}' || scan_.peek() == '>')) {
      return scan_.fail(slot.name_offset, fmt::format("expected a field name or '{}', found '{}'",
                                                      open_.back().close, scan_.peek()));
    }
    slot.name = scan_.field_name();
    if (failed()) return;
    slot.colon = scan_.take(':');
    const std::uint32_t start = offset();
    if (scan_.take('[')) {
      slot.list_offset = start;
      return list(slot);
    }
    if (value(slot)) end_field();
  }

  /// Behind a field a comma or a semicolon may stand.
  void end_field() {
    if (!scan_.take(',')) scan_.take(';');
  }

  void list(const Slot& slot) {
    if (!scan_.take(']')) return list_values(slot);
    Entry empty;
    empty.slot = slot;
    empty.offset = slot.list_offset;
    empty.kind = Entry::Kind::empty_list;
    add(empty);
    end_field();
  }

  /// Values of a list up to a message: the rest follows when that has ended.
  void list_values(const Slot& slot) {
    while (!failed() && value(slot)) {
      if (!continues(slot)) return;
    }
  }

  /// Behind a value in a list: whether there is another one.
  bool continues(const Slot& slot) {
    if (scan_.take(',')) return true;
    if (scan_.take(']')) {
      end_field();
    } else if (!failed()) {
      scan_.fail(scan_.next(), fmt::format("expected ',' or ']' in the list of `{}`, found {}",
                                           shown(slot.name), scan_.found()));
    }
    return false;
  }

  /// False where a message has been opened (or on an error): its end comes later.
  bool value(const Slot& slot) {
    Entry entry;
    entry.slot = slot;
    entry.offset = offset();
    const char c = scan_.peek();
    if (c == '{' || c == '<') {
      entry.kind = Entry::Kind::message;
      if (open_.size() >= limits_.depth) {
        build_.fail_too_deep(entry.offset);
        return false;
      }
      scan_.take(c);
      open_.push_back({add(entry), c == '{' ? '}' : '>'});
      return false;
    }
    if (!slot.colon) {
      const bool listed = slot.list_offset != nothing;
      scan_.fail(listed ? slot.list_offset : entry.offset,
                 listed ? fmt::format("expected ':' before the list of `{}`; only a list of "
                                      "messages goes without",
                                      shown(slot.name))
                        : fmt::format("expected ':' or '{{' behind the field name `{}`, found {}",
                                      shown(slot.name), scan_.found()));
      return false;
    }
    entry.scalar = scan_.scalar();
    if (failed()) return false;
    add(entry);
    return true;
  }

  void close_message() {
    const Slot slot = entries_[open_.back().message].slot;
    open_.pop_back();
    if (slot.list_offset == nothing) return end_field();
    if (continues(slot)) list_values(slot);
  }

  /// To the message that is open.
  std::uint32_t add(const Entry& entry) {
    const auto id = static_cast<std::uint32_t>(entries_.size());
    if (id >= limits_.nodes) {
      build_.fail(ErrorCode::too_many_nodes,
                  fmt::format("expected at most {} values in a file, found more; split the file",
                              limits_.nodes),
                  entry.offset);
      return 0;
    }
    entries_.push_back(entry);
    Entry& parent = entries_[open_.back().message];
    if (parent.first == nothing) {
      parent.first = id;
    } else {
      entries_[parent.last].next = id;
    }
    parent.last = id;
    return id;
  }

  /// The values of a message, field by field in the order of their first occurrence.
  std::vector<std::vector<std::uint32_t>> fields_of(std::uint32_t message) const {
    std::vector<std::uint32_t> order;
    for (std::uint32_t id = entries_[message].first; id != nothing; id = entries_[id].next) {
      order.push_back(id);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t left, std::uint32_t right) {
      return entries_[left].slot.name < entries_[right].slot.name;
    });
    std::vector<std::vector<std::uint32_t>> out;
    for (const std::uint32_t id : order) {
      const bool same =
          !out.empty() && entries_[out.back().front()].slot.name == entries_[id].slot.name;
      if (!same) out.emplace_back();
      out.back().push_back(id);
    }
    std::sort(out.begin(), out.end(),
              [](const auto& left, const auto& right) { return left.front() < right.front(); });
    return out;
  }

  /// Whether the builder may keep a view instead of a copy.
  bool in_source(std::string_view text) const {
    const std::string_view source = build_.source();
    const std::less_equal<const char*> not_behind;
    return not_behind(source.data(), text.data()) &&
           not_behind(text.data() + text.size(), source.data() + source.size());
  }

  // Recurses as deep as messages nest: `value` keeps that within the limit.
  void write_message(std::uint32_t message) {
    build_.begin_object(entries_[message].offset);
    for (const std::vector<std::uint32_t>& values : fields_of(message)) {
      if (build_.failed()) return;
      write_field(values);
    }
    build_.end_object();
  }

  void write_field(const std::vector<std::uint32_t>& values) {
    const Entry& first = entries_[values.front()];
    build_.key(first.slot.name, first.slot.name_offset, in_source(first.slot.name));
    const bool list = values.size() > 1 || first.slot.list_offset != nothing;
    if (!list) return write_value(first, values.front());
    build_.begin_array(first.slot.list_offset != nothing ? first.slot.list_offset : first.offset);
    for (const std::uint32_t id : values) {
      if (build_.failed()) return;
      write_value(entries_[id], id);
    }
    build_.end_array();
  }

  void write_value(const Entry& entry, std::uint32_t id) {
    if (entry.kind == Entry::Kind::message) return write_message(id);
    if (entry.kind == Entry::Kind::empty_list) return;
    const TextProtoScalar& scalar = entry.scalar;
    switch (scalar.kind) {
      case TextProtoScalar::Kind::boolean:
        return build_.boolean(scalar.boolean, entry.offset);
      case TextProtoScalar::Kind::number:
        return build_.number(scalar.text, entry.offset, in_source(scalar.text));
      case TextProtoScalar::Kind::string:
        return build_.string(scalar.text, entry.offset, in_source(scalar.text));
    }
  }

  DocumentBuilder& build_;
  Limits limits_;
  TextProtoScanner scan_;
  std::vector<Entry> entries_;  // the first is the whole text
  std::vector<Open> open_;
};

}  // namespace

Result<Document> read_text_proto(std::string name, std::string source, const Limits& asked) {
  // What is written out at the end recurses.
  constexpr std::uint32_t deepest = 490;
  Limits limits = asked;
  limits.depth = std::min(limits.depth, deepest);
  DocumentBuilder build(std::move(name), std::move(source), limits);
  const std::string_view text = build.source();
  if (std::optional<SyntaxError> error = explain_utf8(text)) build.fail(*std::move(error));
  const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (!build.failed()) Parser(build, limits, start).run();
  return std::move(build).finish();
}

}  // namespace verdiff
