#pragma once

#include <optional>
#include <string_view>

namespace verdiff::validator {

/// A format that the drafts define (2020-12 validation §7.3), as a set of strings. One definition
/// for the validator and the prover: what they share is the set, not how they reason about it.
struct StringFormat {
  std::string_view name;
  /// Is the well-formed UTF-8 text of the format? nullopt: it takes what is not built in.
  std::optional<bool> (*holds)(std::string_view text);
  /// An ECMA-262 pattern that every text of the format matches, as tight as it can be said.
  std::string_view pattern;
  std::string_view member, stranger;  ///< a text of the format, and one that is not
  std::string_view wider = "";        ///< formats that hold wherever this one does, by name
};

/// nullptr: no draft defines it, so it asserts nothing (2020-12 validation §7.2.3). A draft's
/// formats are known to all drafts.
const StringFormat* find_format(std::string_view name);

/// Is every text of the one surely of the other?
bool implies(const StringFormat& narrow, const StringFormat& wide);

// RFC 3339 §5.6 and appendix A.
std::optional<bool> is_date(std::string_view text);
std::optional<bool> is_time(std::string_view text);
std::optional<bool> is_date_time(std::string_view text);
std::optional<bool> is_duration(std::string_view text);

std::optional<bool> is_ipv4(std::string_view text);          // RFC 2673 §3.2
std::optional<bool> is_ipv6(std::string_view text);          // RFC 4291 §2.2
std::optional<bool> is_hostname(std::string_view text);      // RFC 1123 §2.1, RFC 5891 §4.4
std::optional<bool> is_idn_hostname(std::string_view text);  // RFC 5890 §2.3.2.3
std::optional<bool> is_email(std::string_view text);         // RFC 5321 §4.1.2
std::optional<bool> is_idn_email(std::string_view text);     // RFC 6531 §3.3

std::optional<bool> is_uri(std::string_view text);            // RFC 3986
std::optional<bool> is_uri_reference(std::string_view text);  // RFC 3986
std::optional<bool> is_iri(std::string_view text);            // RFC 3987
std::optional<bool> is_iri_reference(std::string_view text);  // RFC 3987
std::optional<bool> is_uri_template(std::string_view text);   // RFC 6570 §2
std::optional<bool> is_json_pointer(std::string_view text);   // RFC 6901 §3
std::optional<bool> is_relative_json_pointer(std::string_view text);
std::optional<bool> is_uuid(std::string_view text);   // RFC 4122 §3
std::optional<bool> is_regex(std::string_view text);  // ECMA-262

inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
inline bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace verdiff::validator
