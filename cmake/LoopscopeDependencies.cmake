# The parts from outside: the installed package first, otherwise FetchContent at a pinned version.
include(FetchContent)
set(FETCHCONTENT_QUIET OFF)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# loopscope_dependency(PACKAGE TARGET GIT_REPOSITORY GIT_TAG)
macro(loopscope_dependency package target repository tag)
  find_package(${package} QUIET CONFIG)
  if(NOT TARGET ${target})
    message(STATUS "${package} is not installed: fetching ${tag}")
    FetchContent_Declare(${package} GIT_REPOSITORY ${repository} GIT_TAG ${tag} SYSTEM)
    FetchContent_MakeAvailable(${package})
  endif()
endmacro()

set(FMT_INSTALL ON CACHE BOOL "A fmt that is fetched is installed with the engine")
loopscope_dependency(fmt fmt::fmt https://github.com/fmtlib/fmt.git 9.1.0)
loopscope_dependency(nlohmann_json nlohmann_json::nlohmann_json
                     https://github.com/nlohmann/json.git v3.11.2)

if(LOOPSCOPE_LESSONS)
  find_package(tomlplusplus QUIET CONFIG)
  if(NOT TARGET tomlplusplus::tomlplusplus)
    loopscope_dependency(tomlplusplus tomlplusplus::tomlplusplus
                         https://github.com/marzer/tomlplusplus.git v3.3.0)
  endif()
  loopscope_dependency(CLI11 CLI11::CLI11 https://github.com/CLIUtils/CLI11.git v2.2.0)
  find_package(Boost REQUIRED)
  pkg_check_modules(MD4C REQUIRED IMPORTED_TARGET md4c)
  pkg_check_modules(PCRE2 REQUIRED IMPORTED_TARGET libpcre2-8)
endif()
