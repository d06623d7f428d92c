# Warnings for our own code; a build-only interface, so that it never reaches a consumer of the package.
add_library(verdiff_warnings INTERFACE)
target_compile_options(verdiff_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough)
# GCC 12 sees overlaps and uninitialised strings at -O3 that are not there (GCC bugs 105651, 105562).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  target_compile_options(verdiff_warnings INTERFACE -Wno-restrict -Wno-maybe-uninitialized)
endif()
