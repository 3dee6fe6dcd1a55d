#pragma once

#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// sys.stdout or sys.stderr (`name`), as the program may have replaced it; null if it is None.
Value standard_stream(Interpreter& interpreter, StrObject* name);
/// The stream itself: 1 standard output, 2 standard error, 0 standard input.
Value make_stream(Interpreter& interpreter, int number);
/// file.write(text); false if it has raised.
bool write_to_file(Interpreter& interpreter, const Value& file, std::string_view text);

}  // namespace loopscope::python
