#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// weakref.ref: knows an object without keeping it.
struct WeakReferenceObject : Container {
  static constexpr Kind object_kind = Kind::weak_reference;
  Object* target = nullptr;  ///< null: it has gone
  Value callback;            ///< null: none
  std::int64_t hash = -1;
};

/// weakref.ref(object, callback); one without a callback is shared. Raises TypeError for objects
/// that can't be referred to weakly ("cannot create weak reference to 'int' object").
Value make_weak_reference(Interpreter& interpreter, const Value& object, Value callback);
/// The object, None if it has gone.
Value weak_target(const Value& reference);
/// Breaks all weak references to an object that goes, and calls their callbacks.
void clear_weak_references(Interpreter& interpreter, Object* object);
/// The type weakref.ref itself; made by the core types.
void define_weak_reference(Interpreter& interpreter);

}  // namespace loopscope::python
