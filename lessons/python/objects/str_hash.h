#pragma once

#include <cstdint>
#include <string_view>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/attributes.h"

namespace loopscope::python {

/// CPython's hash of a text with PYTHONHASHSEED=0: SipHash-1-3 with the key 0 over its characters
/// in the narrowest of 1, 2 or 4 bytes. Never -1.
std::int64_t hash_text(std::string_view text, bool ascii);
/// The same of bytes.
std::int64_t hash_bytes(std::string_view bytes);

/// An instance of a subclass of str.
Value make_string(Interpreter& interpreter, Type& type, std::string_view text);
std::size_t string_subclass_size(const Type& type, std::size_t capacity);
void destroy_string(Object* object) noexcept;

}  // namespace loopscope::python
