#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// bytes; immutable.
struct BytesObject : Object {
  static constexpr Kind object_kind = Kind::bytes;
  explicit BytesObject(std::string_view bytes) : data(bytes) {}
  std::string data;
  mutable std::int64_t hash = -1;
};

struct ByteArrayObject : Container {
  static constexpr Kind object_kind = Kind::bytearray;
  explicit ByteArrayObject(std::string_view bytes) : data(bytes) {}
  std::string data;
  std::size_t counted = 0;  ///< bytes of `data` that count for the program's memory
};

/// Counts what a bytearray has become for the program's memory: after each change of its size.
void recount(Interpreter& interpreter, ByteArrayObject& array);

Value make_bytes(Interpreter& interpreter, std::string_view bytes);
Value make_bytearray(Interpreter& interpreter, std::string_view bytes);
/// repr(bytes): b'…'.
std::string bytes_text(std::string_view bytes);
/// True for bytes, bytearray and a memoryview in one piece; `bytes` is valid until the object
/// changes.
bool bytes_view(const Value& value, std::string_view& bytes);

}  // namespace loopscope::python
