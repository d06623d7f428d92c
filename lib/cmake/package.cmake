# Install rules, the CMake package and CPack. Two components: `runtime` is the command,
# `development` the library with its headers.
include(CMakePackageConfigHelpers)

install(TARGETS verdiff_cli RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT runtime)
install(FILES LICENSE README.md CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT runtime)

set(package_directory "${CMAKE_INSTALL_LIBDIR}/cmake/verdiff")
install(TARGETS verdiff EXPORT verdiff-targets COMPONENT development
        ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        LIBRARY DESTINATION "${CMAKE_INSTALL_LIBDIR}"
        FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}/verdiff")
install(EXPORT verdiff-targets NAMESPACE verdiff:: DESTINATION "${package_directory}"
        COMPONENT development)
configure_package_config_file("${CMAKE_CURRENT_LIST_DIR}/verdiff-config.cmake.in"
                              "${PROJECT_BINARY_DIR}/verdiff-config.cmake"
                              INSTALL_DESTINATION "${package_directory}")
# While 0.x, a minor version may break (SemVer §4).
write_basic_package_version_file("${PROJECT_BINARY_DIR}/verdiff-config-version.cmake"
                                 COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/verdiff-config.cmake"
              "${PROJECT_BINARY_DIR}/verdiff-config-version.cmake"
        DESTINATION "${package_directory}" COMPONENT development)

set(CPACK_GENERATOR TGZ DEB)
set(CPACK_PACKAGE_VENDOR "The verdiff authors")
set(CPACK_PACKAGE_CONTACT "The verdiff authors <verdiff@users.noreply.github.com>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_RESOURCE_FILE_README "${PROJECT_SOURCE_DIR}/README.md")
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL runtime development)
set(CPACK_COMPONENTS_GROUPING ONE_PER_GROUP)

# The TGZ holds both components, the DEBs hold one each.
set(CPACK_ARCHIVE_COMPONENT_INSTALL OFF)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_NAME verdiff)
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libverdiff-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libfmt-dev, libyaml-cpp-dev, libsimdjson-dev, libgmp-dev")
# dpkg-shlibdeps reads the libraries that the command needs out of its binary.
set(CPACK_DEBIAN_RUNTIME_PACKAGE_SHLIBDEPS ON)
include(CPack)
