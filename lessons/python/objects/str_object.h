#pragma once

#include <cstdint>
#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// A str: UTF-8 in place behind the header, with its number of characters. Immutable, apart from
/// temporaries that the machine extends in place.
struct StrObject : Object {
  static constexpr Kind object_kind = Kind::string;
  static constexpr std::uint16_t interned = 1;  ///< in `extra`

  mutable std::int64_t hash;  ///< -1: not computed yet
  std::uint32_t size;         ///< bytes
  std::uint32_t length;       ///< characters (code points)
  std::uint32_t capacity;     ///< bytes of room

  char* data() { return reinterpret_cast<char*>(this + 1); }
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
  std::string_view view() const { return {data(), size}; }
  bool is_ascii() const { return size == length; }
  bool is_interned() const { return (extra & interned) != 0; }
};

inline bool is_string(const Value& value) {
  return value.is(Kind::string);
}
/// The text of a str; valid as long as the str.
inline std::string_view text_of(const Value& string) {
  return as<StrObject>(string)->view();
}
inline std::string_view text_of(const StrObject* string) {
  return string->view();
}

/// A str of valid UTF-8 (lone surrogates as three bytes). Interpreter::make_string is the same.
Value make_string(Interpreter& interpreter, std::string_view text);
/// A str of `size` bytes and `length` characters to be filled in at once.
Value make_string_room(Interpreter& interpreter, std::size_t size, std::size_t length);
/// The str of one character; those below 256 are shared.
Value make_character(Interpreter& interpreter, char32_t character);
/// Character `index` (0 <= index < length).
char32_t character_at(const StrObject& string, std::size_t index);
/// Byte at which character `index` begins (index <= length).
std::size_t byte_offset(const StrObject& string, std::size_t index);
/// s[begin:end] in characters, within its bounds.
Value substring(Interpreter& interpreter, const Value& string, std::size_t begin, std::size_t end);
/// a + b; takes `left`, which is extended in place if nobody else has it.
Value concatenate(Interpreter& interpreter, Value left, const Value& right);
/// repr(str): quotes chosen and characters escaped as Python does.
std::string quoted(std::string_view text);
/// CPython's hash of a str with PYTHONHASHSEED=0 (never -1).
std::int64_t hash_string(const StrObject& string);
/// The interned str of an arbitrary str (a subclass's instance too). Borrowed.
StrObject* intern(Interpreter& interpreter, const Value& string);

}  // namespace loopscope::python
