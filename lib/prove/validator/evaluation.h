#pragma once

#include "prove/validate.h"
#include "prove/validator/program.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff::validator {

/// One validation of one payload.
class Evaluation {
 public:
  Evaluation(Program& program, const ValidationOptions& options)
      : program_(program), options_(options) {}

  Validation run(Schema& schema, const Node& payload);

 private:
  /// A step into the payload; the pointer is written out only for errors.
  struct Path {
    const Path* parent = nullptr;
    std::string_view key;
    std::size_t index = 0;
    bool is_index = false;
  };
  /// Names that are absent in this exchange, at one value; from the schemas around, too.
  struct Absent {
    const Absent* around = nullptr;
    const std::vector<std::string_view>* names = nullptr;
    bool has(std::string_view name) const;
  };
  /// Which members and items of a value have been evaluated (2020-12 core §11).
  struct Evaluated {
    std::vector<bool> members, items;
    void add(const Evaluated& other);
  };
  /// Written out as a ValidationError only if it is shown.
  struct Failure {
    std::string instance_pointer;
    const Node* keyword = nullptr;
    ResourceId resource{};
    const Node* value = nullptr;
    std::string why;
    std::optional<Op> op;  // nullopt: a schema that is false, or a name that must not be there
  };
  struct Errors {
    std::size_t room = 0;  // without, the first failure ends the search
    std::vector<Failure> failures;
    bool full() const { return failures.size() >= room; }
  };
  /// Everything that a schema is run with, besides the value.
  struct Context {
    const Path* path = nullptr;
    const Absent* absent = nullptr;
    Evaluated* evaluated = nullptr;  // nullptr: nobody asks
    Errors* errors = nullptr;        // nullptr: nobody asks
  };
  static bool wants_errors(const Context& context) {
    return context.errors != nullptr && !context.errors->full();
  }

  bool matches(Schema& schema, const Node& value, const Context& context);
  bool matches_entered(Schema& schema, const Node& value, const Context& context);
  bool check(const Schema& schema, const Check& check, const Node& value, const Context& context);
  bool check_scalar(const Check& check, const Node& value);
  bool check_number(const Check& check, const Node& value);
  bool check_length(const Check& check, const Node& value);
  bool check_pattern(const Regex& regex, std::string_view text);
  bool check_format(const StringFormat& format, std::string_view text);
  bool check_unique(const Node& value);
  bool check_required(const Check& check, const Node& value, const Context& context);
  bool check_tags(const Check& check, const Node& value, const Context& context);
  bool check_properties(const Check& check, const Node& value, const Context& context);
  bool check_property(const Check& check, const NamedSchema* named, const Member& member,
                      const Context& context, bool& evaluated);
  bool check_names(const Check& check, const Node& value, const Context& context);
  bool check_items(const Check& check, const Node& value, const Context& context);
  bool check_contains(const Check& check, const Node& value, const Context& context);
  bool check_unevaluated(const Check& check, const Node& value, const Context& context);
  bool check_all(const Check& check, const Node& value, const Context& context);
  bool check_any(const Check& check, const Node& value, const Context& context);
  bool check_one(const Check& check, const Node& value, const Context& context);
  bool check_conditional(const Check& check, const Node& value, const Context& context);
  bool check_reference(const Check& check, const Node& value, const Context& context);

  bool matches_alone(Schema& schema, const Node& value, const Context& context,
                     Evaluated* evaluated);
  Schema& dynamic_target(const Check& check);
  void explain_alternatives(const Check& check, const Node& value, const Context& context);
  static int nearness(const Failure& first, std::string_view here);
  /// `why` returns the reason, and is called only if somebody asks.
  template <class Why>
  bool fail(const Check& check, const Node& value, const Context& context, Why why) {
    if (!wants_errors(context) || stopped_) return false;
    add_error(*check.keyword, scope_.back(), context, value, why(), check.op);
    return false;
  }
  static std::string pointer_to(const Path* path);
  void add_error(const Node& keyword, ResourceId resource, const Context& context,
                 const Node& value, std::string why, std::optional<Op> op = std::nullopt);
  ValidationError written_out(Failure failure) const;
  /// Gives up: nothing is decided. Returns false, for the caller to pass on.
  bool stop(UnknownReason reason, std::string detail);
  bool step(std::uint64_t steps = 1);
  const Node& text_node(std::string_view text);

  Program& program_;
  const ValidationOptions& options_;
  std::vector<ResourceId> scope_;  // the dynamic scope: resources entered, outermost first
  std::uint64_t steps_ = 0;
  std::uint32_t depth_ = 0;
  bool stopped_ = false;
  std::optional<UnknownReason> reason_;
  std::string detail_;
  std::deque<Document> texts_;
};

/// One clause that says why a value fails a check: "is greater than the maximum 1".
std::string why(const Check& check, const Node& value);

}  // namespace verdiff::validator
