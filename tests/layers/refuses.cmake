# The check has to refuse each include of tests/layers/broken that breaks the law, and no other one.
cmake_minimum_required(VERSION 3.25)

execute_process(
  COMMAND "${CMAKE_COMMAND}" -D "ROOT=${CMAKE_CURRENT_LIST_DIR}/broken"
          -D "TABLE=${CMAKE_CURRENT_LIST_DIR}/../layers.txt"
          -P "${CMAKE_CURRENT_LIST_DIR}/../../lib/cmake/layers.cmake"
  RESULT_VARIABLE status ERROR_VARIABLE output)
string(REGEX REPLACE "CMake Error.*" "" found "${output}")
file(READ "${CMAKE_CURRENT_LIST_DIR}/expected.txt" expected)
if(status EQUAL 0 OR NOT found STREQUAL expected)
  message(FATAL_ERROR "status ${status}, expected:\n${expected}\nfound:\n${found}")
endif()
