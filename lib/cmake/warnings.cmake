# Warnings for our own code; a build-only interface, so that it never reaches a consumer of the package.
add_library(verdiff_warnings INTERFACE)
target_compile_options(verdiff_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough)
# GCC 12 sees overlaps in `"literal" + std::string` at -O3 that are not there (GCC bug 105651).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(verdiff_warnings INTERFACE -Wno-restrict)
endif()
