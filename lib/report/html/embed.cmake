# Writes files as functions of C++ that give their content:
#
#     cmake -D OUTPUT=<file.cc> -D HEADER=<include> -P embed.cmake -- FUNCTION=FILE...
cmake_minimum_required(VERSION 3.25)

set(content "// Written by embed.cmake.\n#include \"${HEADER}\"\n\nnamespace verdiff {\n")
set(is_argument FALSE)
math(EXPR last "${CMAKE_ARGC} - 1")
foreach(index RANGE ${last})
  set(argument "${CMAKE_ARGV${index}}")
  if(is_argument)
    string(REGEX MATCH "^([a-z_]+)=(.+)$" pair "${argument}")
    set(function "${CMAKE_MATCH_1}")
    file(READ "${CMAKE_MATCH_2}" text)
    string(APPEND content "\nstd::string_view ${function}() {\n  return R\"VERDIFF(${text})VERDIFF\";\n}\n")
  elseif(argument STREQUAL "--")
    set(is_argument TRUE)
  endif()
endforeach()
file(WRITE "${OUTPUT}" "${content}\n}  // namespace verdiff\n")
