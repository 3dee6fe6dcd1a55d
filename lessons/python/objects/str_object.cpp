#include "lessons/python/objects/str_object.h"

#include <algorithm>
#include <cstring>

#include "lessons/python/machine/interpreter_state.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/str_hash.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {
namespace {

std::size_t object_size(std::size_t capacity) {
  return (sizeof(StrObject) + capacity + 8) / 8 * 8;
}

StrObject* allocate(Interpreter& interpreter, std::size_t size, std::size_t length,
                    std::size_t capacity) {
  if (capacity > 0xFFFFFF00) throw ProgramStopped("a str would be larger than 4 GiB");
  auto* string = static_cast<StrObject*>(
      interpreter.allocate(*interpreter.types.string, object_size(capacity)));
  string->hash = -1;
  string->size = static_cast<std::uint32_t>(size);
  string->length = static_cast<std::uint32_t>(length);
  string->capacity = static_cast<std::uint32_t>(capacity);
  return string;
}

}  // namespace

void destroy_string(Object* object) noexcept {
  auto* string = static_cast<StrObject*>(object);
  Type& type = *object->type;
  const std::size_t size = Interpreter::allocated_size(
      object, type.is_heap() ? string_subclass_size(type, string->capacity)
                             : object_size(string->capacity));
  type.interpreter->free_object(object, type, size);
}

std::size_t string_subclass_size(const Type& type, std::size_t capacity) {
  // As attributes_at_end_of() has it.
  std::size_t size = (sizeof(StrObject) + capacity + 15) / 8 * 8;
  if (type.attributes_offset == attributes_at_end) size += sizeof(Attributes);
  return size;
}

Value make_string(Interpreter& interpreter, std::string_view text) {
  if (text.size() == 1 && static_cast<unsigned char>(text[0]) < 128)
    return make_character(interpreter, static_cast<unsigned char>(text[0]));
  StrObject* string = allocate(interpreter, text.size(), character_count(text), text.size());
  std::copy(text.begin(), text.end(), string->data());
  return Value::adopt(string);
}

Value make_string(Interpreter& interpreter, Type& type, std::string_view text) {
  if (&type == interpreter.types.string) return make_string(interpreter, text);
  const std::size_t size = string_subclass_size(type, text.size());
  auto* string = static_cast<StrObject*>(interpreter.allocate(type, size));
  string->hash = -1;
  string->size = string->capacity = static_cast<std::uint32_t>(text.size());
  string->length = static_cast<std::uint32_t>(character_count(text));
  std::copy(text.begin(), text.end(), string->data());
  interpreter.prepare_attributes(string, size);
  return Value::adopt(string);
}

Value make_string_room(Interpreter& interpreter, std::size_t size, std::size_t length) {
  return Value::adopt(allocate(interpreter, size, length, size));
}

Value make_character(Interpreter& interpreter, char32_t character) {
  if (character < 256) {
    Value& shared = interpreter.state().characters[character];
    if (!shared) {
      const std::string text = to_utf8(character);
      StrObject* string = allocate(interpreter, text.size(), 1, text.size());
      std::memcpy(string->data(), text.data(), text.size());
      shared = Value::adopt(string);
    }
    return shared;
  }
  return make_string(interpreter, to_utf8(character));
}

std::size_t byte_offset(const StrObject& string, std::size_t index) {
  if (string.is_ascii()) return index;
  const char* data = string.data();
  if (index * 2 <= string.length) {
    std::size_t at = 0;
    for (; index > 0; --index) at += utf8_size(data[at]);
    return at;
  }
  std::size_t at = string.size;
  for (std::size_t rest = string.length - index; rest > 0; --rest) {
    --at;
    while ((static_cast<unsigned char>(data[at]) & 0xC0) == 0x80) --at;
  }
  return at;
}

char32_t character_at(const StrObject& string, std::size_t index) {
  if (string.is_ascii()) return static_cast<unsigned char>(string.data()[index]);
  std::size_t at = byte_offset(string, index);
  return next_character(string.view(), at);
}

Value substring(Interpreter& interpreter, const Value& value, std::size_t begin, std::size_t end) {
  const StrObject& string = *as<StrObject>(value);
  if (begin == 0 && end >= string.length && string.is_exact()) return value;
  if (begin >= end) return make_string(interpreter, {});
  const std::size_t first = byte_offset(string, begin);
  const std::size_t last =
      string.is_ascii() ? end : first + byte_of_character(string.view().substr(first), end - begin);
  return make_string(interpreter, string.view().substr(first, last - first));
}

Value concatenate(Interpreter& interpreter, Value left, const Value& right) {
  const StrObject& tail = *as<StrObject>(right);
  auto* head = as<StrObject>(left);
  if (tail.size == 0 && head->is_exact()) return left;
  if (head->size == 0 && tail.is_exact()) return right;
  const std::size_t size = std::size_t{head->size} + tail.size;
  const bool own = head->references == 1 && head->is_exact() && !head->is_interned() &&
                   (head->flags & (Object::identified | Object::referenced)) == 0;
  if (own && size <= head->capacity) {
    std::memcpy(head->data() + head->size, tail.data(), tail.size);
    head->size = static_cast<std::uint32_t>(size);
    head->length += tail.length;
    head->hash = -1;
    return left;
  }
  if (!interpreter.check_memory(size)) return {};
  // A temporary that grew once may grow again.
  const std::size_t capacity = own && size > 64 ? size + size / 2 : size;
  StrObject* string =
      allocate(interpreter, size, std::size_t{head->length} + tail.length, capacity);
  std::memcpy(string->data(), head->data(), head->size);
  std::memcpy(string->data() + head->size, tail.data(), tail.size);
  return Value::adopt(string);
}

std::string quoted(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  const bool both = text.find('"') != std::string_view::npos;
  const char quote = single && !both ? '"' : '\'';
  static constexpr char hex[] = "0123456789abcdef";
  std::string shown(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_character(text, at);
    if (c == static_cast<char32_t>(quote) || c == '\\') {
      shown += '\\';
      shown += static_cast<char>(c);
    } else if (c == '\n') {
      shown += "\\n";
    } else if (c == '\r') {
      shown += "\\r";
    } else if (c == '\t') {
      shown += "\\t";
    } else if (is_printable(c)) {
      shown.append(text.substr(begin, at - begin));
    } else {
      const int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
      shown += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
      for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) shown += hex[(c >> shift) & 15];
    }
  }
  return shown += quote;
}

std::int64_t hash_string(const StrObject& string) {
  if (string.hash == -1) string.hash = hash_text(string.view(), string.is_ascii());
  return string.hash;
}

StrObject* intern(Interpreter& interpreter, const Value& value) {
  auto* string = as<StrObject>(value);
  if (string->is_interned()) return string;
  auto& table = interpreter.state().interned;
  const auto found = table.find(string->view());
  if (found != table.end()) return *found;
  if (!string->is_exact()) return interpreter.intern(string->view());
  string->extra |= StrObject::interned;
  ++string->references;
  table.insert(string);
  return string;
}

}  // namespace loopscope::python
