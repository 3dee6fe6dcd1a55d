#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

struct SuperObject : Container {
  static constexpr Kind object_kind = Kind::super;
  Value type;    ///< the class to begin behind
  Value object;  ///< the instance or class; null: unbound
  Value self_type;
};

/// super(type, object).name; null and no error if there is none in the classes behind `type`.
Value find_in_super(Interpreter& interpreter, Type& self_type, const Type& type,
                    const Value& object, StrObject* name);

}  // namespace loopscope::python
