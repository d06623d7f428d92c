# Installs the build tree BUILD below WORK, then configures, builds and runs the consumer against it.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

file(REMOVE_RECURSE "${WORK}")
run("${CMAKE_COMMAND}" --install "${BUILD}" --prefix "${WORK}/prefix")
foreach(file share/bash-completion/completions/verdiff share/zsh/vendor-completions/_verdiff
        share/fish/vendor_completions.d/verdiff.fish share/man/man1/verdiff.1)
  file(SIZE "${WORK}/prefix/${file}" size)
  if(size LESS 1000)
    message(FATAL_ERROR "${file} holds next to nothing")
  endif()
endforeach()
run("${CMAKE_COMMAND}" -G "${GENERATOR}" -S "${CMAKE_CURRENT_LIST_DIR}" -B "${WORK}/build"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}"
    "-DCMAKE_PREFIX_PATH=${WORK}/prefix")
run("${CMAKE_COMMAND}" --build "${WORK}/build")
set(models "${CMAKE_CURRENT_LIST_DIR}/../../testdata/models")
run("${WORK}/build/consumer" "${models}/churn/v1.yaml@POST /predict 200" "${models}/offers/v1.schema.json"
    "${models}/offers/answers.jsonl")
