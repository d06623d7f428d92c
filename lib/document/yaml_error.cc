#include "document/syntax_error.h"

#include <fmt/format.h>
#include <yaml-cpp/exceptions.h>

#include <algorithm>
#include <array>

namespace verdiff {

namespace {

struct Explanation {
  std::string_view theirs;    ///< yaml-cpp's message, or its beginning
  std::string_view expected;  ///< `expected {}, found …`
  std::string_view advice;
};

namespace theirs = YAML::ErrorMsg;

constexpr std::string_view indent_advice =
    "check the indentation, and quote a value that holds ': ' or ' #'";

const auto explanations = std::to_array<Explanation>({
    {theirs::YAML_DIRECTIVE_ARGS, "one version behind %YAML", "write '%YAML 1.2'"},
    {theirs::YAML_VERSION, "a version behind %YAML", "write '%YAML 1.2'"},
    {theirs::YAML_MAJOR_VERSION, "YAML 1", "write '%YAML 1.2'"},
    {theirs::REPEATED_YAML_DIRECTIVE, "one %YAML directive", "remove one of them"},
    {theirs::TAG_DIRECTIVE_ARGS, "a handle and a prefix behind %TAG", ""},
    {theirs::REPEATED_TAG_DIRECTIVE, "one %TAG directive for a handle", "remove one of them"},
    {theirs::CHAR_IN_TAG_HANDLE, "a tag handle", "quote a value that starts with '!'"},
    {theirs::TAG_WITH_NO_SUFFIX, "a tag behind its handle", "quote a value that starts with '!'"},
    {theirs::END_OF_VERBATIM_TAG, "'>' at the end of a tag", ""},
    {theirs::END_OF_MAP_FLOW, "',' or '}' in a mapping in braces", "close it, or quote its values"},
    {theirs::END_OF_MAP, "a key of the mapping, or its end", indent_advice},
    {theirs::END_OF_SEQ_FLOW, "',' or ']' in a list in brackets", "close it, or quote its values"},
    {theirs::END_OF_SEQ, "'-' and the next item, or the end of the list", indent_advice},
    {theirs::MULTIPLE_TAGS, "one tag for a value", "remove one of them"},
    {theirs::MULTIPLE_ANCHORS, "one anchor for a value", "remove one of them"},
    {theirs::MULTIPLE_ALIASES, "one alias", "remove one of them"},
    {theirs::ALIAS_CONTENT, "an alias alone", "it can have no tag or anchor of its own"},
    {theirs::UNKNOWN_TOKEN, "a value",
     "quote a value that starts with one of , ] } # & * ! | > ' \" % @ `"},
    {theirs::DOC_IN_SCALAR, "the end of the string", "it is cut by '---' or '...'"},
    {theirs::EOF_IN_SCALAR, "the end of the string", "close its quotes"},
    {theirs::CHAR_IN_SCALAR, "the next character of a value", indent_advice},
    {theirs::TAB_IN_INDENTATION, "spaces for indentation", "replace the tab"},
    {theirs::FLOW_END, "a bracket or brace that closes an open one", "remove it or quote it"},
    {theirs::BLOCK_ENTRY, "'-' only where an item of a list may stand", indent_advice},
    {theirs::MAP_KEY, "'?' only where a key may stand", indent_advice},
    {theirs::MAP_VALUE, "':' only behind a key at its own level", indent_advice},
    {theirs::ALIAS_NOT_FOUND, "a name behind '*'", "quote a value that starts with '*'"},
    {theirs::ANCHOR_NOT_FOUND, "a name behind '&'", "quote a value that starts with '&'"},
    {theirs::CHAR_IN_ALIAS, "the end of an alias", "quote a value that starts with '*'"},
    {theirs::CHAR_IN_ANCHOR, "the end of an anchor", "quote a value that starts with '&'"},
    {theirs::ZERO_INDENT_IN_BLOCK, "an indentation from 1 to 9 behind '|' or '>'", ""},
    {theirs::CHAR_IN_BLOCK, "a line break behind '|' or '>'", "begin the text on the next line"},
    {theirs::UNKNOWN_ANCHOR, "an alias of an anchor further up",
     "quote a value that starts with '*'"},
});

/// yaml-cpp notices a wrong escape behind it.
SyntaxError explain_escape(std::string_view source, std::size_t offset, bool unicode) {
  std::size_t start = source.substr(0, offset).rfind('\\');
  if (start == std::string_view::npos) start = offset;
  std::size_t end = offset;  // which may be inside of a character
  while (end < source.size() && (static_cast<unsigned char>(source[end]) & 0xC0) == 0x80) ++end;
  const std::string found = shown(source.substr(start, end - start));
  if (unicode) {
    return {
        ErrorCode::bad_utf8,
        fmt::format("expected an escape that names a character, found '{}'; write the character "
                    "itself, or \\U and eight digits",
                    found),
        start};
  }
  return {
      ErrorCode::syntax,
      fmt::format("expected an escape that YAML knows, found '{}'; write '\\\\' for a backslash",
                  found),
      start};
}

/// The first tab in the indentation of the line around `offset`.
std::optional<std::size_t> tab_in_indentation(std::string_view source, std::size_t offset) {
  const std::size_t line = source.substr(0, offset).rfind('\n') + 1;  // npos + 1 == 0
  const std::size_t text = source.find_first_not_of(" \t", line);
  const std::size_t tab = source.substr(0, text).find('\t', line);
  if (tab == std::string_view::npos) return std::nullopt;
  return tab;
}

}  // namespace

SyntaxError explain_yaml(std::string_view source, std::size_t offset, std::string_view message) {
  const bool unicode = message.starts_with(theirs::INVALID_UNICODE);
  if (unicode || message.starts_with(theirs::INVALID_ESCAPE) ||
      message.starts_with(theirs::INVALID_HEX)) {
    return explain_escape(source, offset, unicode);
  }
  if (const std::optional<std::size_t> tab = tab_in_indentation(source, offset)) {
    return {ErrorCode::syntax, "expected spaces for indentation, found a tab; replace it", *tab};
  }
  const auto known =
      std::find_if(explanations.begin(), explanations.end(),
                   [&](const Explanation& entry) { return message.starts_with(entry.theirs); });
  const std::string_view expected =
      known == explanations.end() ? "well-formed YAML" : known->expected;
  const std::string_view advice = known == explanations.end() ? indent_advice : known->advice;
  return {ErrorCode::syntax,
          fmt::format("expected {}, found {}{}{}", expected, found_at(source, offset),
                      advice.empty() ? "" : "; ", advice),
          offset};
}

std::optional<SyntaxError> explain_control(std::string_view source) {
  const auto bad = std::find_if(source.begin(), source.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
  });
  if (bad == source.end()) return std::nullopt;
  const std::size_t offset = static_cast<std::size_t>(bad - source.begin());
  return SyntaxError{
      ErrorCode::syntax,
      fmt::format("expected no control character, found {}; write it as an escape in "
                  "double quotes",
                  found_at(source, offset)),
      offset};
}

}  // namespace verdiff
