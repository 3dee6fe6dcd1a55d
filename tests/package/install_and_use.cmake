# Installs the engine into an empty folder, then configures, builds and runs a project that knows
# nothing but that folder.

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE status OUTPUT_VARIABLE output
                  ERROR_VARIABLE output)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nended with ${status}:\n${output}")
  endif()
  set(output "${output}" PARENT_SCOPE)
endfunction()

set(prefix ${SCRATCH}/prefix)
set(flags)
if(SANITIZE)
  set(flags -fsanitize=${SANITIZE})
endif()
file(REMOVE_RECURSE ${SCRATCH})
run(${CMAKE_COMMAND} --install ${BUILD} --component engine --config ${CONFIG} --prefix ${prefix})

file(GLOB_RECURSE foreign RELATIVE ${prefix} ${prefix}/*)
list(FILTER foreign EXCLUDE REGEX "^include/engine/|/libloopscope_engine\\.a$|/cmake/loopscope/")
if(foreign)
  message(FATAL_ERROR "more than the engine was installed: ${foreign}")
endif()

run(${CMAKE_COMMAND} -S ${PROJECT} -B ${SCRATCH}/build -G ${GENERATOR}
    -D CMAKE_PREFIX_PATH=${prefix} -D CMAKE_CXX_COMPILER=${COMPILER}
    -D CMAKE_BUILD_TYPE=${CONFIG} -D CMAKE_CXX_FLAGS=${flags})
run(${CMAKE_COMMAND} --build ${SCRATCH}/build --config ${CONFIG})
run(${SCRATCH}/build/timer_program)
if(NOT output STREQUAL "3 virtual seconds, 5\n")
  message(FATAL_ERROR "the program printed: ${output}")
endif()
