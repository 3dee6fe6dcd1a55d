#pragma once

#include <string_view>
#include <vector>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// A module written in Python.
struct LibrarySource {
  std::string_view name;  ///< dotted
  std::string_view file;  ///< as tracebacks name it: unittest/mock.py
  std::string_view text;
};
/// All of them; from the files of this folder.
const std::vector<LibrarySource>& library_sources();

/// Runs the module's source in its dict; false if it has raised.
bool make_library_module(Interpreter& interpreter, ModuleObject& module);

}  // namespace loopscope::python
