#pragma once

#include <string>
#include <vector>

namespace loopscope::python {

/// The parts of a file of programs below tests/lessons/python, which are separated by lines "----".
std::vector<std::string> read_parts(const std::string& name);
/// The lines of a file there.
std::vector<std::string> read_lines(const std::string& name);

}  // namespace loopscope::python
