#include "prove/validator/format.h"

#include "prove/validator/regex_syntax.h"

#include <algorithm>
#include <array>

namespace verdiff::validator {

namespace {

#define VERDIFF_DATE R"(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))"
#define VERDIFF_TIME \
  R"((?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+\-](?:[01]\d|2[0-3]):[0-5]\d))"
#define VERDIFF_POINTER R"((?:/(?:[^~/]|~[01])*)*)"
#define VERDIFF_OCTET R"((?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d))"
#define VERDIFF_SCHEME R"([A-Za-z][A-Za-z0-9+.\-]*:)"

constexpr auto formats = std::to_array<StringFormat>({
    {"date", is_date, "^" VERDIFF_DATE "$", "2000-01-01", "a"},
    {"date-time", is_date_time, "^" VERDIFF_DATE "[Tt]" VERDIFF_TIME "$", "2000-01-01T00:00:00Z",
     "a"},
    {"duration", is_duration, R"(^P(?:\d+[YMDW]|T\d)[\dYMDTHS]*$)", "P1D", "a"},
    {"email", is_email, R"(^[ -~]+@[ -~]+$)", "a@b.c", "a", "idn-email"},
    {"hostname", is_hostname, R"(^[A-Za-z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?$)", "a.b", "-",
     "idn-hostname"},
    {"idn-email", is_idn_email, R"(^[^]+@[^]+$)", "a@b.c", "a"},
    {"idn-hostname", is_idn_hostname, R"(^[^]+$)", "a.b", "-"},
    {"ipv4", is_ipv4, "^" VERDIFF_OCTET R"((?:\.)" VERDIFF_OCTET "){3}$", "127.0.0.1", "a"},
    {"ipv6", is_ipv6, R"(^[0-9A-Fa-f:.]+$)", "::1", "a"},
    {"iri", is_iri, "^" VERDIFF_SCHEME R"([^\x00-\x20]*$)", "a:b", "a", "iri-reference"},
    {"iri-reference", is_iri_reference, R"(^[^\x00-\x20]*$)", "a", "\\"},
    {"json-pointer", is_json_pointer, "^" VERDIFF_POINTER "$", "/a", "a"},
    {"regex", is_regex, "", "a", "("},
    {"relative-json-pointer", is_relative_json_pointer,
     R"(^(?:0|[1-9]\d*)(?:#|)" VERDIFF_POINTER R"()$)", "0/a", "a"},
    {"time", is_time, "^" VERDIFF_TIME "$", "00:00:00Z", "a"},
    {"uri", is_uri, "^" VERDIFF_SCHEME R"([!-~]*$)", "a:b", "a", "iri uri-reference"},
    {"uri-reference", is_uri_reference, R"(^[!-~]*$)", "a", "\\", "iri-reference"},
    {"uri-template", is_uri_template, R"(^[^\x00-\x20]*$)", "{a}", "{"},
    {"uuid", is_uuid, R"(^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$)",
     "00000000-0000-0000-0000-000000000000", "a"},
});

#undef VERDIFF_DATE
#undef VERDIFF_TIME
#undef VERDIFF_POINTER
#undef VERDIFF_OCTET
#undef VERDIFF_SCHEME

}  // namespace

const StringFormat* find_format(std::string_view name) {
  const auto at = std::lower_bound(
      formats.begin(), formats.end(), name,
      [](const StringFormat& format, std::string_view wanted) { return format.name < wanted; });
  return at != formats.end() && at->name == name ? &*at : nullptr;
}

bool implies(const StringFormat& narrow, const StringFormat& wide) {
  if (narrow.name == wide.name) return true;
  for (std::string_view rest = narrow.wider; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const StringFormat* const next = find_format(rest.substr(0, end));
    if (next != nullptr && implies(*next, wide)) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

/// A pattern that is read in full is one; one that is not may use what this engine can't run.
std::optional<bool> is_regex(std::string_view text) {
  const RegexSyntax syntax = parse_regex(text);
  if (syntax.problem.empty()) return true;
  if (syntax.malformed) return false;
  return std::nullopt;
}

}  // namespace verdiff::validator
