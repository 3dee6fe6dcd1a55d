#pragma once

#include <cstddef>
#include <span>

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

/// What a tuple with named fields (time.struct_time, sys.version_info) is made of; of static
/// storage.
struct StructSequence {
  const char* name;  ///< qualified, as repr() shows it
  std::span<const NativeProperty> fields;
};

/// Getter of field `index`.
template <std::size_t index>
Value struct_field(Interpreter&, const Value& self) {
  return (*as<TupleObject>(self))[index];
}

/// The type of such a tuple.
Type& define_struct_sequence(Interpreter& interpreter, const StructSequence& sequence,
                             const char* module, const char* name);

}  // namespace loopscope::python
