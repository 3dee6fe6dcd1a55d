#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/function_object.h"

namespace loopscope::python {

/// Calls a native function after checking the number of its arguments. `owner`: the type whose
/// method it is, for messages; null: a module's function.
Value call_native(Interpreter& interpreter, const NativeDefinition& definition, const Type* owner,
                  const Value& self, Arguments arguments);
/// callable(self, *arguments).
Value call_with_self(Interpreter& interpreter, const Value& callable, const Value& self,
                     Arguments arguments);

}  // namespace loopscope::python
