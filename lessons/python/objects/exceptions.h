#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/exception_object.h"

namespace loopscope::python {

/// __new__ and __init__ of BaseException; `args` are the arguments.
Value make_base_exception(Interpreter& interpreter, Type& type, Arguments arguments);
bool init_base_exception(Interpreter& interpreter, const Value& self, Arguments arguments);

/// Gives the exceptions with attributes of their own their properties and constructors.
void define_exception_details(Interpreter& interpreter);
/// BaseExceptionGroup and ExceptionGroup.
void define_exception_groups(Interpreter& interpreter);
/// except*: splits `exception` by `type`; false if it has raised. What matched (null: nothing) and
/// what did not (null: nothing) are exceptions or groups.
bool split_exception(Interpreter& interpreter, const Value& exception, const Value& type,
                     Value& match, Value& rest);
/// What except* has to raise in the end: `raised` is the list of what handlers raised and what was
/// not handled; None: nothing.
Value combine_exceptions(Interpreter& interpreter, const Value& original, const Value& raised);
/// The exceptions of a group.
const Value& group_exceptions(const Value& group);

}  // namespace loopscope::python
