#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// AttributeError with `name` and `obj`, for suggestions.
Raised raise_attribute_error(Interpreter& interpreter, const Value& object, const StrObject* name,
                             std::string_view message);
/// NameError with `name`.
Raised raise_name_error(Interpreter& interpreter, Type& type, std::string_view name,
                        std::string_view message);
/// The attribute slots of types and of modules.
Value get_type_attribute(Interpreter& interpreter, const Value& self, StrObject* name);
bool set_type_attribute(Interpreter& interpreter, const Value& self, StrObject* name,
                        const Value& value);
Value get_module_attribute(Interpreter& interpreter, const Value& self, StrObject* name);
/// What looking `found` up in the class of an object gives.
Value bind(Interpreter& interpreter, const Value& found, const Value& object, Type& type);

}  // namespace loopscope::python
