#pragma once

#include <cstddef>
#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// memoryview over bytes or bytearray: items of one byte, every `step`-th of them.
struct MemoryViewObject : Container {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  Value source;  ///< bytes or bytearray; null once released
  std::size_t start = 0;
  std::size_t count = 0;
  std::ptrdiff_t step = 1;
};

/// What a memoryview shows, if it is in one piece and its source still has it.
bool memory_view_bytes(const Value& value, std::string_view& bytes);
/// The type memoryview.
Type& memory_view_type(Interpreter& interpreter);

}  // namespace loopscope::python
