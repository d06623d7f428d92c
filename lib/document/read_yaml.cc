#include "base/utf8.h"
#include "document/builder.h"
#include "document/document.h"
#include "document/syntax_error.h"
#include "document/yaml_scalar.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

namespace verdiff {

namespace {

/// Leaves yaml-cpp's parser once the builder has failed; caught in this file.
struct Stop {};

constexpr std::string_view core_tag = "tag:yaml.org,2002:";

/// yaml-cpp 0.7 decodes the escapes `\N` and `\_` into one byte each, as if it wrote Latin-1. No
/// other byte can be out of place, because the source is UTF-8.
std::string repair_utf8(std::string_view text) {
  std::string out;
  for (std::size_t bad = find_bad_utf8(text); bad != std::string_view::npos;
       bad = find_bad_utf8(text)) {
    out += text.substr(0, bad);
    append_utf8(out, static_cast<unsigned char>(text[bad]));
    text.remove_prefix(bad + 1);
  }
  return out += text;
}

/// A carriage return alone ends a line (YAML 1.2.2 §5.4); yaml-cpp takes it for text.
std::string with_line_feeds(std::string_view source) {
  std::string out(source);
  for (std::size_t at = out.find('\r'); at != std::string::npos; at = out.find('\r', at + 1)) {
    if (at + 1 == out.size() || out[at + 1] != '\n') out[at] = '\n';
  }
  return out;
}

/// yaml-cpp's events -> builder. The library resolves neither types nor merge keys and lets
/// duplicate keys pass; that is done here and in the builder.
class Handler : public YAML::EventHandler {
 public:
  Handler(DocumentBuilder& build, std::size_t start)
      : build_(build), source_(build.source()), start_(start) {}

  std::uint32_t offset_of(const YAML::Mark& mark) const {
    return static_cast<std::uint32_t>(
        std::min(start_ + static_cast<std::size_t>(std::max(mark.pos, 0)), source_.size()));
  }

  /// What can only be said when the whole text has been parsed.
  void finish() {
    if (complex_key_) refuse_key(*complex_key_);
    check_last_quote();
  }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (complex_key_) return;
    if (++documents_ == 1) return;
    refuse(ErrorCode::several_documents,
           "expected one YAML document in a file, found another one; split the file at '---'",
           offset_of(mark));
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (complex_key_) return;
    const std::uint32_t offset = offset_of(mark);
    if (!expects_key()) {
      build_.null(is_written_null(offset) ? offset : place_of_nothing(offset));
      return done(anchor);
    }
    const std::string_view text = null_text(offset);
    if (text.empty()) {
      refuse(ErrorCode::unsupported_yaml, "expected a key before ':', found none; write one",
             offset);
    }
    take_key(text, offset, true, anchor);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& decoded) override {
    if (complex_key_) return;
    const std::uint32_t offset = offset_of(mark);
    const std::optional<std::string_view> raw = same_text(offset, decoded);
    const std::string repaired = raw ? std::string() : repair_utf8(decoded);
    const std::string_view text = raw.value_or(repaired);
    if (expects_key()) {
      check_scalar_tag(tag, offset);
      if (tag == "?" && text == "<<") {
        build_.merge(offset);
        return key_done(offset);
      }
      return take_key(text, offset, raw.has_value(), anchor);
    }
    scalar(tag, text, raw.has_value(), offset);
    done(anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t id) override {
    if (complex_key_) return;
    const std::uint32_t offset = offset_of(mark);
    const Anchor& anchor = anchors_[id];
    if (!anchor.complete) {
      refuse(ErrorCode::alias_expansion,
             "expected an alias of a value that is complete, found one inside of its own value; "
             "write the value out, or use $ref",
             offset);
    }
    if (!expects_key()) {
      if (anchor.key) {
        build_.string(*anchor.key, offset, true);
      } else {
        build_.value(anchor.value, offset);
      }
      return done(0);
    }
    if (!anchor.key && !anchor.value.is_string()) refuse_key(offset);
    take_key(anchor.key.value_or(anchor.value.text()), offset, true, 0);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    if (!begin(mark, tag, "seq", anchor)) return;
    levels_.back().dashed = style == YAML::EmitterStyle::Block;
    build_.begin_array(offset_of(mark));
    stop_if_failed();
  }
  void OnSequenceEnd() override {
    if (complex_key_) return;
    build_.end_array();
    end();
  }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    if (!begin(mark, tag, "map", anchor)) return;
    levels_.back().expects_key = true;
    levels_.back().map = true;
    build_.begin_object(offset_of(mark));
    stop_if_failed();
  }
  void OnMapEnd() override {
    if (complex_key_) return;
    build_.end_object();
    end();
  }

 private:
  /// An open sequence or mapping.
  struct Level {
    YAML::anchor_t anchor = 0;
    bool map = false;
    bool dashed = false;  ///< a sequence in block style
    bool expects_key = false;
    std::uint32_t key_offset = 0;
  };
  struct Anchor {
    bool complete = false;
    Node value;
    std::optional<std::string_view> key;  ///< the anchor stands at a key
  };

  /// yaml-cpp takes the end of the file for the end of a quoted scalar; YAML does not.
  void check_last_quote() {
    if (!last_quoted_) return;
    const char quote = source_[*last_quoted_];
    std::size_t at = *last_quoted_ + 1;
    for (; at < source_.size(); ++at) {
      const bool doubled = quote == '\'' && source_.substr(at, 2) == "''";
      const bool escaped = quote == '"' && source_[at] == '\\';
      if (doubled || escaped) {
        ++at;
      } else if (source_[at] == quote) {
        return;
      }
    }
    refuse(ErrorCode::syntax, "expected a closing quote for this string, found the end of the file",
           *last_quoted_);
  }

  void stop_if_failed() const {
    if (build_.failed()) throw Stop();
  }
  [[noreturn]] void refuse(ErrorCode code, std::string message, std::size_t offset) {
    build_.fail(code, std::move(message), offset);
    throw Stop();
  }
  [[noreturn]] void refuse_key(std::uint32_t offset) {
    refuse(ErrorCode::unsupported_yaml,
           "expected a scalar as key, found something else; JSON has only strings as keys", offset);
  }
  [[noreturn]] void refuse_tag(std::string_view tag, std::uint32_t offset) {
    const bool core = tag.starts_with(core_tag);
    if (core) tag.remove_prefix(core_tag.size());
    refuse(ErrorCode::unsupported_yaml,
           fmt::format("expected a value without a tag, or with one of !!str !!int !!float !!bool "
                       "!!null !!seq !!map that fits it, found the tag '{}{}'; remove it",
                       core ? "!!" : "", shown(tag)),
           offset);
  }

  bool expects_key() const { return !levels_.empty() && levels_.back().expects_key; }

  void key_done(std::uint32_t offset) {
    levels_.back().expects_key = false;
    levels_.back().key_offset = offset;
    stop_if_failed();
  }

  void take_key(std::string_view text, std::uint32_t offset, bool in_source,
                YAML::anchor_t anchor) {
    build_.key(text, offset, in_source);
    stop_if_failed();
    if (anchor != 0) slot(anchor) = {true, {}, build_.last_key()};
    key_done(offset);
  }

  void done(YAML::anchor_t anchor) {
    stop_if_failed();
    if (anchor != 0) slot(anchor) = {true, build_.last_value(), {}};
    if (!levels_.empty()) levels_.back().expects_key = levels_.back().map;
  }

  bool begin(const YAML::Mark& mark, std::string_view tag, std::string_view expected,
             YAML::anchor_t anchor) {
    if (complex_key_) return false;
    const std::uint32_t offset = offset_of(mark);
    if (expects_key()) {
      complex_key_ = offset;
      return false;
    }
    const bool plain = tag == "?" || tag == "!";
    if (!plain && !(tag.starts_with(core_tag) && tag.substr(core_tag.size()) == expected)) {
      refuse_tag(tag, offset);
    }
    if (anchor != 0) slot(anchor) = {};
    levels_.push_back({anchor, false, false, false, 0});
    return true;
  }

  void end() {
    const YAML::anchor_t anchor = levels_.back().anchor;
    levels_.pop_back();
    done(anchor);
  }

  Anchor& slot(YAML::anchor_t id) {
    if (id >= anchors_.size()) anchors_.resize(id + 1);
    return anchors_[id];
  }

  /// The source's own copy of a scalar that is written as it is meant, quoted or not.
  std::optional<std::string_view> same_text(std::uint32_t offset, const std::string& text) {
    std::size_t first = offset;
    if (first < source_.size() && (source_[first] == '"' || source_[first] == '\'')) {
      last_quoted_ = first++;
    }
    const std::string_view raw = source_.substr(first, text.size());
    if (raw != text) return std::nullopt;
    return raw;
  }

  std::string_view null_text(std::uint32_t offset) const {
    for (const std::string_view text : {"~", "null", "Null", "NULL"}) {
      if (source_.substr(offset).starts_with(text)) return source_.substr(offset, text.size());
    }
    return {};
  }

  /// Whether a null stands at its mark. The mark of an empty value is that of whatever follows,
  /// which may be a key `null` (no deeper than the key of the empty value).
  bool is_written_null(std::uint32_t offset) const {
    if (source_.substr(offset).starts_with('&')) return true;
    if (null_text(offset).empty()) return false;
    if (levels_.empty() || !levels_.back().map) return true;
    const Location here = build_.locate(offset);
    const Location key = build_.locate(levels_.back().key_offset);
    return here.line == key.line || here.column > key.column;
  }

  /// Where an empty value is said to stand: at its key, or at the '-' before it.
  std::uint32_t place_of_nothing(std::uint32_t offset) const {
    if (levels_.empty()) return offset;
    if (levels_.back().map) return levels_.back().key_offset;
    if (!levels_.back().dashed) return offset;
    const std::size_t dash = source_.substr(0, offset).rfind('-');
    return dash == std::string_view::npos ? offset : static_cast<std::uint32_t>(dash);
  }

  void check_scalar_tag(std::string_view tag, std::uint32_t offset) {
    if (tag == "?" || tag == "!") return;
    const std::string_view name =
        tag.starts_with(core_tag) ? tag.substr(core_tag.size()) : std::string_view();
    for (const std::string_view known : {"str", "int", "float", "bool", "null"}) {
      if (name == known) return;
    }
    refuse_tag(tag, offset);
  }

  void scalar(std::string_view tag, std::string_view text, bool in_source, std::uint32_t offset) {
    check_scalar_tag(tag, offset);
    const bool tagged = tag.starts_with(core_tag);
    const std::string_view name = tagged ? tag.substr(core_tag.size()) : std::string_view();
    if (tag == "!" || name == "str") return build_.string(text, offset, in_source);
    const YamlScalar value = resolve_plain(text);
    if (tagged && !fits(value.kind, name)) refuse_tag(tag, offset);
    switch (value.kind) {
      case YamlScalar::Kind::null:
        return build_.null(offset);
      case YamlScalar::Kind::boolean:
        return build_.boolean(value.boolean, offset);
      case YamlScalar::Kind::integer:
      case YamlScalar::Kind::floating:
        if (text == value.number) return build_.number(text, offset, in_source);
        return build_.number(value.number, offset);
      case YamlScalar::Kind::not_a_number:
        refuse(ErrorCode::not_a_number,
               fmt::format("expected a number, found '{}', which JSON does not have; write null or "
                           "leave it out",
                           shown(text)),
               offset);
      case YamlScalar::Kind::too_large:
        refuse(ErrorCode::number_too_large,
               "expected a hexadecimal or octal number of at most 1024 digits, found a longer one",
               offset);
      case YamlScalar::Kind::string:
        return build_.string(text, offset, in_source);
    }
  }

  static bool fits(YamlScalar::Kind kind, std::string_view tag) {
    switch (kind) {
      case YamlScalar::Kind::null:
        return tag == "null";
      case YamlScalar::Kind::boolean:
        return tag == "bool";
      case YamlScalar::Kind::integer:
      case YamlScalar::Kind::too_large:
        return tag == "int" || tag == "float";
      case YamlScalar::Kind::floating:
      case YamlScalar::Kind::not_a_number:
        return tag == "float";
      case YamlScalar::Kind::string:
        return false;
    }
    return false;
  }

  DocumentBuilder& build_;
  std::string_view source_;
  std::size_t start_;
  std::vector<Level> levels_;
  std::vector<Anchor> anchors_;  // by yaml-cpp's number
  std::optional<std::size_t> last_quoted_;
  /// A key that is a collection. Only noted at first, because yaml-cpp also takes a collection
  /// without an end for a key, and then goes on to say so.
  std::optional<std::uint32_t> complex_key_;
  int documents_ = 0;
};

void parse(DocumentBuilder& build, std::size_t start) {
  Handler handler(build, start);
  try {
    std::istringstream in(with_line_feeds(build.source()));
    YAML::Parser parser(in);
    if (!parser.HandleNextDocument(handler)) {
      return build.fail(ErrorCode::syntax, "expected a value, found an empty file", start);
    }
    parser.HandleNextDocument(handler);  // refused by the handler
    handler.finish();
  } catch (const Stop&) {
    return;
  } catch (const YAML::ParserException& error) {
    const std::uint32_t offset = handler.offset_of(error.mark);
    if (error.msg == YAML::ErrorMsg::BAD_FILE) return build.fail_too_deep(offset);
    build.fail(explain_yaml(build.source(), offset, error.msg));
  }
}

}  // namespace

Result<Document> read_yaml(std::string name, std::string source, const Limits& asked) {
  // yaml-cpp 0.7 recurses, and stops itself at 500 levels with "bad file"; we stop before it does.
  constexpr std::uint32_t deepest = 490;
  Limits limits = asked;
  limits.depth = std::min(limits.depth, deepest);
  DocumentBuilder build(std::move(name), std::move(source), limits);
  const std::string_view text = build.source();
  if (std::optional<SyntaxError> error = explain_utf8(text)) build.fail(*std::move(error));
  if (std::optional<SyntaxError> error = explain_control(text)) build.fail(*std::move(error));
  const std::size_t start = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  if (text.substr(start).starts_with(byte_order_mark)) {
    build.fail(ErrorCode::syntax, "expected one byte order mark, found two; remove one", start);
  }
  if (!build.failed()) parse(build, start);
  return std::move(build).finish();
}

}  // namespace verdiff
