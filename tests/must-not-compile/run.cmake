# Compiles SOURCE twice: with VERDIFF_CONTROL defined it has to pass, without it has to fail with an error
# that matches its first line, `// expect: REGEX`. So a typo can't pass for the wished refusal.
cmake_minimum_required(VERSION 3.25)

set(command "${COMPILER}" -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I "${LIB}" "${SOURCE}")

file(STRINGS "${SOURCE}" first LIMIT_COUNT 1)
if(NOT first MATCHES "^// expect: (.+)$")
  message(FATAL_ERROR "${SOURCE}: the first line has to be `// expect: REGEX`")
endif()
set(expected "${CMAKE_MATCH_1}")

execute_process(COMMAND ${command} -DVERDIFF_CONTROL RESULT_VARIABLE status ERROR_VARIABLE output)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "the control does not compile:\n${output}")
endif()
execute_process(COMMAND ${command} RESULT_VARIABLE status ERROR_VARIABLE output)
if(status EQUAL 0)
  message(FATAL_ERROR "it compiles")
elseif(NOT output MATCHES "${expected}")
  message(FATAL_ERROR "expected an error that matches '${expected}', found:\n${output}")
endif()
