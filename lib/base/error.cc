#include "base/error.h"

#include "base/text.h"

#include <fmt/format.h>

namespace verdiff {

std::string to_text(const Location& where) {
  if (where.file.empty() || where.line == 0) return where.file;
  return fmt::format("{}:{}:{}", where.file, where.line, where.column);
}

namespace {

std::string line_of(const Location& where, std::string_view kind, std::string_view message) {
  const std::string place = to_text(where);
  return printable(fmt::format("{}{}{}: {}", place, place.empty() ? "" : ": ", kind, message));
}

}  // namespace

std::string to_text(const Error& error) {
  std::string out = line_of(error.where, "error", error.message);
  out += fmt::format(" [{}]", word(error.code));
  for (const ErrorNote& note : error.notes) out += "\n" + line_of(note.where, "note", note.message);
  return out;
}

}  // namespace verdiff
