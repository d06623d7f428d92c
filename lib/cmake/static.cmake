# Distributions' CMake packages name shared libraries; these are the archives beside them. fmt has none in Debian and is
# compiled in. verdiff starts git as a program and asks nothing of the name service, so libc may be an archive, too.
set(CMAKE_FIND_LIBRARY_SUFFIXES .a)
set(VERDIFF_FMT fmt::fmt-header-only)

find_library(VERDIFF_YAML_ARCHIVE yaml-cpp REQUIRED)
find_path(VERDIFF_YAML_INCLUDE_DIR yaml-cpp/yaml.h REQUIRED)
add_library(yaml-cpp::yaml-cpp STATIC IMPORTED)
set_target_properties(yaml-cpp::yaml-cpp PROPERTIES
  IMPORTED_LOCATION "${VERDIFF_YAML_ARCHIVE}"
  INTERFACE_INCLUDE_DIRECTORIES "${VERDIFF_YAML_INCLUDE_DIR}")
