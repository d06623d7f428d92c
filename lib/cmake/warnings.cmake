# Warnings for our own code; a build-only interface, so that it never reaches a consumer of the package.
add_library(verdiff_warnings INTERFACE)
target_compile_options(verdiff_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Wold-style-cast -Woverloaded-virtual -Wimplicit-fallthrough)
