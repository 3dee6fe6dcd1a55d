#pragma once

#include <filesystem>

namespace loopscope::test {

/// The folder of the sources that the tests were built from: lessons, programs, expected logs. Only
/// its one source file knows the path, so that compiled tests can be shared between work trees.
std::filesystem::path source_dir();

}  // namespace loopscope::test
