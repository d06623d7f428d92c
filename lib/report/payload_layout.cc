#include "report/payload_layout.h"

#include "base/text.h"
#include "document/pointer.h"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace verdiff {
namespace {

constexpr std::size_t columns = 72;
constexpr std::size_t longest_value = 240;
constexpr std::size_t lines_before = 24, lines_after = 12;

/// Writes the lines. Values nest no deeper than documents may (Limits::depth), so recursion ends.
class Layout {
 public:
  explicit Layout(std::vector<std::string> path) : path_(std::move(path)) {}

  /// `matched`: tokens of the path that lead here; npos where the mark is elsewhere.
  void write(const Value& value, std::size_t indent, std::size_t matched) {
    const bool on_path = matched != npos;
    const bool is_marked = on_path && next_of(value, matched) == npos;
    const std::string line = to_json(value, columns + 8);
    const bool is_container = !value.items.empty() || !value.members.empty();
    if (!is_container || display_width(line) + indent <= columns) {
      return write_inline(value, matched, is_marked);
    }
    if (is_marked) start_mark();
    out_ += value.kind == NodeKind::object ? '{' : '[';
    // Of a container over many lines, the bracket is enough.
    if (is_marked) end_mark();
    write_children(value, indent + 2, matched);
    out_ += '\n' + std::string(indent, ' ') + (value.kind == NodeKind::object ? '}' : ']');
  }

  MarkedPayload take() const {
    return {out_.substr(0, mark_), out_.substr(mark_, mark_end_ - mark_), out_.substr(mark_end_)};
  }

 private:
  static constexpr std::size_t npos = std::string::npos;

  void start_mark() { mark_ = out_.size(); }
  void end_mark() { mark_end_ = out_.size(); }

  /// The child of a value that the path leads on to; npos where it ends, or leads to nothing.
  std::size_t next_of(const Value& value, std::size_t matched) const {
    if (matched >= path_.size()) return npos;
    const std::string& token = path_[matched];
    if (value.kind == NodeKind::object) {
      const auto found = std::find_if(value.members.begin(), value.members.end(),
                                      [&](const auto& member) { return member.first == token; });
      if (found == value.members.end()) return npos;
      return static_cast<std::size_t>(found - value.members.begin());
    }
    std::size_t index = 0;
    const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), index);
    const bool is_index = problem == std::errc() && end == token.data() + token.size();
    return is_index && index < value.items.size() ? index : npos;
  }

  void write_inline(const Value& value, std::size_t matched, bool is_marked) {
    if (matched == npos) {
      out_ += printable(to_json(value, longest_value));
    } else if (is_marked) {
      start_mark();
      out_ += printable(to_json(value, longest_value));
      end_mark();
    } else {
      write_flat(value, matched);
    }
  }

  /// A container on one line, with the mark in it.
  void write_flat(const Value& value, std::size_t matched) {
    const std::size_t next = next_of(value, matched);
    const bool is_object = value.kind == NodeKind::object;
    const std::size_t count = is_object ? value.members.size() : value.items.size();
    out_ += is_object ? '{' : '[';
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0) out_ += ", ";
      const Value& child = write_key(value, i);
      const std::size_t path = i == next ? matched + 1 : npos;
      write_inline(child, path, path != npos && next_of(child, path) == npos);
    }
    out_ += is_object ? '}' : ']';
  }

  const Value& write_key(const Value& value, std::size_t index) {
    if (value.kind != NodeKind::object) return value.items[index];
    const auto& [key, child] = value.members[index];
    out_ += printable(to_json(Value::string(key), longest_value)) + ": ";
    return child;
  }

  void write_children(const Value& value, std::size_t indent, std::size_t matched) {
    const std::size_t next = matched == npos ? npos : next_of(value, matched);
    const bool is_object = value.kind == NodeKind::object;
    const std::size_t count = is_object ? value.members.size() : value.items.size();
    for (std::size_t i = 0; i < count; ++i) {
      out_ += (i > 0 ? ",\n" : "\n") + std::string(indent, ' ');
      const Value& child = write_key(value, i);
      write(child, indent, i == next ? matched + 1 : npos);
    }
  }

  std::vector<std::string> path_;
  std::string out_;
  std::size_t mark_ = 0, mark_end_ = 0;
};

std::string last_lines(std::string text) {
  std::size_t begin = text.size();
  for (std::size_t lines = 0; lines < lines_before; ++lines) {
    const std::size_t at = begin == 0 ? std::string::npos : text.rfind('\n', begin - 1);
    if (at == std::string::npos) return text;
    begin = at;
  }
  return "…" + text.substr(begin);
}

std::string first_lines(const std::string& text) {
  std::size_t end = 0;
  for (std::size_t lines = 0; lines <= lines_after; ++lines) {
    const std::size_t at = text.find('\n', end);
    if (at == std::string::npos) return text;
    end = at + 1;
  }
  return text.substr(0, end) + "…";
}

}  // namespace

MarkedPayload lay_out_payload(const Value& payload, std::string_view pointer) {
  auto tokens = split_pointer(pointer);
  Layout layout(tokens ? *std::move(tokens) : std::vector<std::string>{});
  layout.write(payload, 0, 0);
  const MarkedPayload whole = layout.take();
  return {last_lines(whole.before), whole.marked, first_lines(whole.after)};
}

}  // namespace verdiff
