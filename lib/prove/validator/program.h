#pragma once

#include "base/decimal.h"
#include "prove/validator/format.h"
#include "prove/validator/regex.h"
#include "prove/validator/resources.h"

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace verdiff::validator {

/// A number of a document: as a machine integer where it is one, else as an exact decimal.
struct Number {
  bool small = false;
  std::int64_t integer = 0;
  Decimal decimal;

  /// nullopt: an exponent past what is taken.
  static std::optional<Number> parse(std::string_view text);
  bool is_integer() const { return small || decimal.is_integer(); }
};
std::strong_ordering compare(const Number& left, const Number& right);
/// Is `value` an integer times `factor`? `factor` is not zero.
bool divides(const Number& factor, const Number& value);

/// One kind of check, in the order in which a schema's checks run: cheap ones first, and
/// unevaluated* last, since they ask what all others have evaluated.
enum class Op : std::uint8_t {
  type,
  constant,
  enumeration,
  minimum,
  exclusive_minimum,
  maximum,
  exclusive_maximum,
  multiple_of,
  min_length,
  max_length,
  pattern,
  format,
  min_items,
  max_items,
  min_properties,
  max_properties,
  required,
  dependent_required,
  tags,
  reference,
  dynamic_reference,
  properties,
  property_names,
  items,
  contains,
  unique_items,
  dependent_schemas,
  all_of,
  any_of,
  one_of,
  negation,
  conditional,
  unevaluated_items,
  unevaluated_properties,
};

struct Schema;

struct NamedSchema {
  std::string_view name;
  Schema* schema = nullptr;
  const Node* value = nullptr;
};
struct PatternSchema {
  const Regex* pattern = nullptr;
  Schema* schema = nullptr;
};

/// A keyword, or a group of keywords that only make sense together, ready to run. Which members
/// are set follows from `op`.
struct Check {
  Op op = Op::type;
  const Node* keyword = nullptr;      ///< its value in the document
  std::uint8_t types = 0;             ///< type: bits of `type_bit`
  std::uint64_t count = 0;            ///< limits; contains: minContains
  std::optional<std::uint64_t> most;  ///< contains: maxContains
  Number number;
  const Regex* regex = nullptr;
  const StringFormat* format = nullptr;
  /// properties: by name; tags: of them the constants; dependent_*: by trigger.
  std::vector<NamedSchema> named;
  /// properties: by the index of a member, where in `named` it was found last. Payloads of one kind
  /// have their members in one order; it is a guess, and checked.
  mutable std::vector<std::uint32_t> guesses;
  std::vector<PatternSchema> patterns;
  std::vector<Schema*> schemas;  ///< all_of, …; items: the prefix; conditional: if, then, else
  Schema* rest = nullptr;        ///< additionalProperties, items behind the prefix
  const Node* rest_keyword = nullptr;
  std::string_view anchor;   ///< dynamic_reference: the name looked for in the dynamic scope
  bool dynamic = false;      ///< dynamic_reference: looks in the scope at all
  bool marks_items = false;  ///< contains: what it matches counts as evaluated (2020-12)
};

struct Schema {
  Site site;
  bool compiled = false;
  std::optional<bool> boolean;
  std::string problem;           ///< why it can't be run: a reference that leads nowhere
  bool needs_evaluated = false;  ///< has unevaluated*
  std::vector<Check> checks;
  /// Program::absent_names, once asked for; by Exchange.
  std::optional<std::vector<std::string_view>> absent_in_request, absent_in_response;
};

/// Types as bits; `integer` is a number with a zero fraction.
enum class Type : std::uint8_t { null, boolean, integer, number, string, array, object };
constexpr std::uint8_t type_bit(Type type) {
  return static_cast<std::uint8_t>(1u << static_cast<unsigned>(type));
}

/// Makes schemas ready to run, each once, when they are first come to.
class Program {
 public:
  Program(const Contract& contract, Dialect dialect);

  Schema& at(Place place);
  Schema& at(Site site);
  void compile(Schema& schema);
  /// Properties that may not be there, and are not required, in a request (those marked readOnly)
  /// or a response (writeOnly): marked by the schema itself, by its `$ref` or in its `allOf`
  /// (OpenAPI 3.0.3 §4.7.24.2, 3.1.1 §4.8.24.5).
  const std::vector<std::string_view>& absent_names(Schema& schema, Exchange exchange);
  Resources& resources() { return resources_; }

 private:
  friend class SchemaCompiler;
  const Regex* regex(std::string_view pattern);
  std::vector<Site> merged_schemas(Site schema);

  Resources resources_;
  std::deque<Schema> schemas_;
  std::map<std::pair<const Node*, ResourceId>, Schema*> by_site_;  // looked up only
  std::map<std::string_view, std::unique_ptr<Regex>> regexes_;
};

}  // namespace verdiff::validator
