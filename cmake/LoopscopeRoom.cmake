# What every target of the project is built with, and how a room (a folder) becomes a library.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Build type" FORCE)
endif()

find_program(LOOPSCOPE_CCACHE ccache)
if(LOOPSCOPE_CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${LOOPSCOPE_CCACHE}")
endif()

add_library(loopscope_flags INTERFACE)
target_compile_options(loopscope_flags INTERFACE
  $<BUILD_INTERFACE:-Wall;-Wextra;-Wpedantic;-Wshadow;-Wconversion;-Werror>)
# g++ 12 reports overlapping copies in std::string where there are none (GCC bug 105329).
target_compile_options(loopscope_flags INTERFACE
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>>)
# Clang before 19 has no sized operator delete by default; and it warns of std::optional<EventLoop>,
# whose only virtual functions are those of a private base.
target_compile_options(loopscope_flags INTERFACE
  $<BUILD_INTERFACE:$<$<CXX_COMPILER_ID:Clang>:-fsized-deallocation;-Wno-delete-non-abstract-non-virtual-dtor>>)
if(LOOPSCOPE_SANITIZE)
  add_compile_options(-fsanitize=${LOOPSCOPE_SANITIZE} -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${LOOPSCOPE_SANITIZE})
  # Instrumented for threads, g++ 12 takes the inside of an empty std::optional for read.
  if(LOOPSCOPE_SANITIZE STREQUAL "thread" AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(loopscope_flags INTERFACE $<BUILD_INTERFACE:-Wno-maybe-uninitialized>)
  endif()
endif()
if(LOOPSCOPE_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# loopscope_room(NAME FOLDERS... ): a static library of all sources below the folders.
function(loopscope_room name)
  set(sources)
  foreach(folder IN LISTS ARGN)
    file(GLOB_RECURSE found CONFIGURE_DEPENDS "${folder}/*.cpp" "${folder}/*.h")
    list(APPEND sources ${found})
  endforeach()
  add_library(${name} STATIC ${sources})
  target_include_directories(${name} PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}>)
  target_link_libraries(${name} PRIVATE $<BUILD_INTERFACE:loopscope_flags>)
  set_target_properties(${name} PROPERTIES LINKER_LANGUAGE CXX)
endfunction()
