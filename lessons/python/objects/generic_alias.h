#pragma once

#include <span>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// list[int] and int | None: what annotations are made of.
struct GenericAliasObject : Container {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  GenericAliasObject(Value o, Value a) : origin(std::move(o)), arguments(std::move(a)) {}
  Value origin;     ///< the class; null in a union
  Value arguments;  ///< tuple
};

/// origin[arguments]; a single argument is put into a tuple.
Value make_generic_alias(Interpreter& interpreter, const Value& origin, const Value& arguments);
/// __class_getitem__ of classes that are generic: for add_methods().
std::span<const NativeDefinition> class_getitem_method();
/// left | right for types.
Value make_union(Interpreter& interpreter, const Value& left, const Value& right);

}  // namespace loopscope::python
