# Writes a C++ file with every metaschema of DIR in it, sorted by path.
#   cmake -D DIR=… -D OUT=… -P embed.cmake
cmake_minimum_required(VERSION 3.25)

file(GLOB_RECURSE files RELATIVE "${DIR}" "${DIR}/*.json")
list(SORT files)
set(rows "")
foreach(path IN LISTS files)
  file(READ "${DIR}/${path}" text)
  string(REGEX REPLACE "\\.json$" "" uri "${path}")
  string(APPEND rows "    {\"${uri}\", R\"json(${text})json\"},\n")
endforeach()
file(CONFIGURE OUTPUT "${OUT}" @ONLY CONTENT [[
#include "document/metaschema.h"

#include <array>

namespace verdiff {

namespace {
constexpr auto embedded = std::to_array<Metaschema>({
@rows@});
}  // namespace

std::span<const Metaschema> metaschemas() {
  return embedded;
}

}  // namespace verdiff
]])
