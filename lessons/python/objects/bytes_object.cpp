#include "lessons/python/objects/bytes_object.h"

#include <algorithm>
#include <utility>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/comparison.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/slices.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/memory_view.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/str_hash.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {

void recount(Interpreter& interpreter, ByteArrayObject& array) {
  const std::size_t before = std::exchange(array.counted, array.data.size());
  if (array.counted > before)
    interpreter.account(array.counted - before);
  else
    interpreter.unaccount(before - array.counted);
}

namespace {

// The bytes of both types count for the program's memory, from here to the destroy slots.

Value adopt_bytes(Interpreter& interpreter, Type& type, std::string_view bytes) {
  Value result = Value::adopt(interpreter.make<BytesObject>(type, bytes));
  interpreter.account(bytes.size());
  return result;
}

Value adopt_bytearray(Interpreter& interpreter, Type& type, std::string_view bytes) {
  Value result = Value::adopt(interpreter.make<ByteArrayObject>(type, bytes));
  recount(interpreter, *as<ByteArrayObject>(result));
  return result;
}

void destroy_bytes(Object* object) noexcept {
  object->type->interpreter->unaccount(static_cast<BytesObject*>(object)->data.size());
  destroy_with<BytesObject>(object);
}

void destroy_bytearray(Object* object) noexcept {
  object->type->interpreter->unaccount(static_cast<ByteArrayObject*>(object)->counted);
  destroy_with<ByteArrayObject>(object);
}

}  // namespace

Value make_bytes(Interpreter& interpreter, std::string_view bytes) {
  return adopt_bytes(interpreter, *interpreter.types.bytes, bytes);
}

Value make_bytearray(Interpreter& interpreter, std::string_view bytes) {
  return adopt_bytearray(interpreter, *interpreter.types.bytearray, bytes);
}

std::string bytes_text(std::string_view bytes) {
  static constexpr char hex[] = "0123456789abcdef";
  const bool single = bytes.find('\'') != std::string_view::npos;
  const char quote = single && bytes.find('"') == std::string_view::npos ? '"' : '\'';
  std::string text = std::string("b") + quote;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\')
      (text += '\\') += c;
    else if (c == '\n')
      text += "\\n";
    else if (c == '\r')
      text += "\\r";
    else if (c == '\t')
      text += "\\t";
    else if (byte < 32 || byte > 126)
      ((text += "\\x") += hex[byte >> 4]) += hex[byte & 15];
    else
      text += c;
  }
  return text += quote;
}

bool bytes_view(const Value& value, std::string_view& bytes) {
  if (value.is(Kind::bytes))
    bytes = as<BytesObject>(value)->data;
  else if (value.is(Kind::bytearray))
    bytes = as<ByteArrayObject>(value)->data;
  else
    return memory_view_bytes(value, bytes);
  return true;
}

namespace {

std::string_view view(const Value& value) {
  std::string_view bytes;
  bytes_view(value, bytes);
  return bytes;
}

Value like(Interpreter& interpreter, const Value& model, std::string_view bytes) {
  return model.is(Kind::bytes) ? make_bytes(interpreter, bytes)
                               : make_bytearray(interpreter, bytes);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  if (self.is(Kind::bytes)) return interpreter.make_string(bytes_text(view(self)));
  return interpreter.make_string(std::string(type_name(interpreter, self)) + "(" +
                                 bytes_text(view(self)) + ")");
}

bool hash_slot(Interpreter&, const Value& self, std::int64_t& hash) {
  auto* bytes = as<BytesObject>(self);
  if (bytes->hash == -1) bytes->hash = hash_bytes(bytes->data);
  hash = bytes->hash;
  return true;
}

Value compare_slot(Interpreter&, const Value& left, const Value& right, Comparison op) {
  std::string_view a;
  std::string_view b;
  if (!bytes_view(left, a) || !bytes_view(right, b)) return Value::not_implemented();
  const int order = a.compare(b);
  return comparison_result(op, order);
}

bool length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = static_cast<std::int64_t>(view(self).size());
  return true;
}

Value get_item_slot(Interpreter& interpreter, const Value& self, const Value& key) {
  const std::string_view bytes = view(self);
  if (key.is(Kind::slice)) {
    SliceBounds bounds;
    if (!slice_bounds(interpreter, key, static_cast<std::int64_t>(bytes.size()), bounds)) return {};
    std::string part;
    std::int64_t at = bounds.start;
    for (std::int64_t i = 0; i < bounds.count; ++i, at += bounds.step)
      part += bytes[static_cast<std::size_t>(at)];
    return like(interpreter, self, part);
  }
  std::int64_t index = 0;
  if (!sequence_index(interpreter, key, static_cast<std::int64_t>(bytes.size()),
                      self.is(Kind::bytes) ? "index" : "bytearray", index)) {
    if (self.is(Kind::bytes) && interpreter.raised(*interpreter.exceptions.index_error)) {
      interpreter.clear_error();
      return interpreter.raise(*interpreter.exceptions.index_error, "index out of range");
    }
    return {};
  }
  return Value::small(static_cast<unsigned char>(bytes[static_cast<std::size_t>(index)]));
}

bool to_byte(Interpreter& interpreter, const Value& value, char& byte) {
  std::int64_t number = 0;
  if (!clamped_index(interpreter, value, number)) return false;
  if (number < 0 || number > 255)
    return interpreter.raise_value_error("byte must be in range(0, 256)");
  byte = static_cast<char>(number);
  return true;
}

bool to_buffer(Interpreter& interpreter, const Value& value, std::string& buffer,
               const char* type) {
  std::string_view bytes;
  std::int64_t count = 0;
  if (bytes_view(value, bytes)) {
    buffer = bytes;
    return true;
  }
  if (is_string(value)) return interpreter.raise_type_error("string argument without an encoding");
  if (is_integer(value)) {
    if (!index_number(interpreter, value, count, "cannot fit 'int' into an index-sized integer"))
      return false;
    if (count < 0) return interpreter.raise_value_error("negative count");
    if (!interpreter.check_memory(static_cast<std::size_t>(count))) return false;
    buffer.assign(static_cast<std::size_t>(count), '\0');
    return true;
  }
  if (type_of(interpreter, value).slots.iter == nullptr &&
      type_of(interpreter, value).slots.get_item == nullptr)
    return interpreter.raise_type_error("cannot convert '{}' object to {}",
                                        type_name(interpreter, value), type);
  return for_each(interpreter, value, [&](const Value& item) {
    char byte = 0;
    if (!is_integer(item) && type_of(interpreter, item).slots.index == nullptr) {
      interpreter.raise_type_error("'{}' object cannot be interpreted as an integer",
                                   type_name(interpreter, item));
      return false;
    }
    if (!to_byte(interpreter, item, byte)) {
      if (interpreter.raised(*interpreter.exceptions.value_error)) {
        interpreter.clear_error();
        interpreter.raise_value_error("bytes must be in range(0, 256)");
      }
      return false;
    }
    buffer += byte;
    return true;
  });
}

bool set_item_slot(Interpreter& interpreter, const Value& self, const Value& key,
                   const Value& value) {
  std::string& data = as<ByteArrayObject>(self)->data;
  const auto size = static_cast<std::int64_t>(data.size());
  if (key.is(Kind::slice)) {
    SliceBounds bounds;
    std::string bytes;
    if (!slice_bounds(interpreter, key, size, bounds)) return false;
    if (value && !to_buffer(interpreter, value, bytes, "bytearray")) return false;
    if (bounds.step == 1) {
      data.replace(static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.count),
                   bytes);
      recount(interpreter, *as<ByteArrayObject>(self));
      return true;
    }
    if (value && bytes.size() != static_cast<std::size_t>(bounds.count))
      return interpreter.raise_value_error(
          "attempt to assign bytes of size {} to extended slice of size {}", bytes.size(),
          bounds.count);
    for (std::int64_t i = bounds.count; i-- > 0;) {
      const auto at = static_cast<std::size_t>(bounds.start + i * bounds.step);
      if (value)
        data[at] = bytes[static_cast<std::size_t>(i)];
      else
        data.erase(at, 1);
    }
    return true;
  }
  std::int64_t index = 0;
  if (!sequence_index(interpreter, key, size, "bytearray", index)) return false;
  if (!value) {
    data.erase(static_cast<std::size_t>(index), 1);
    return true;
  }
  return to_byte(interpreter, value, data[static_cast<std::size_t>(index)]);
}

bool contains_slot(Interpreter& interpreter, const Value& self, const Value& item, bool& found) {
  std::string_view part;
  char byte = 0;
  if (!bytes_view(item, part)) {
    if (!is_integer(item))
      return interpreter.raise_type_error("a bytes-like object is required, not '{}'",
                                          type_name(interpreter, item));
    if (!to_byte(interpreter, item, byte)) return false;
    part = std::string_view(&byte, 1);
  }
  found = view(self).find(part) != std::string_view::npos;
  return true;
}

Value concat_slot(Interpreter& interpreter, const Value& self, const Value& other) {
  std::string_view tail;
  if (!bytes_view(other, tail))
    return interpreter.raise_type_error("can't concat {} to {}", type_name(interpreter, other),
                                        type_name(interpreter, self));
  return like(interpreter, self, std::string(view(self)).append(tail));
}

Value extend_slot(Interpreter& interpreter, const Value& self, const Value& other) {
  std::string_view tail;
  if (!bytes_view(other, tail))
    return interpreter.raise_type_error("can't concat {} to {}", type_name(interpreter, other),
                                        type_name(interpreter, self));
  as<ByteArrayObject>(self)->data.append(std::string(tail));
  recount(interpreter, *as<ByteArrayObject>(self));
  return self;
}

Value repeat_slot(Interpreter& interpreter, const Value& self, std::int64_t count) {
  std::string text;
  const std::string_view bytes = view(self);
  if (count > 0 && !interpreter.check_memory(bytes.size() * static_cast<std::size_t>(count)))
    return {};
  for (std::int64_t i = 0; i < count; ++i) text += bytes;
  return like(interpreter, self, text);
}

Value remainder_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  return format_percent_bytes(interpreter, left, right);
}

Value iter_slot(Interpreter& interpreter, const Value& self) {
  return make_index_iterator(interpreter, *interpreter.types.bytes_iterator, self);
}

Value next_slot(Interpreter&, const Value& self) {
  auto* iterator = as<IndexIterator>(self);
  if (!iterator->container) return {};
  const std::string_view bytes = view(iterator->container);
  if (iterator->index >= bytes.size()) {
    iterator->container.reset();
    return {};
  }
  return Value::small(static_cast<unsigned char>(bytes[iterator->index++]));
}

bool read(Interpreter& interpreter, const char* type, Arguments arguments, std::string& buffer) {
  const ParameterList parameters{type, "source encoding errors", 0};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return false;
  if (!values[0]) return true;
  if (values[1] || values[2]) {
    if (!is_string(values[0]))
      return interpreter.raise_type_error("encoding without a string argument");
    const Value bytes = call_method(interpreter, values[0], "encode",
                                    {values[1] ? values[1] : interpreter.make_string("utf-8"),
                                     values[2] ? values[2] : interpreter.make_string("strict")});
    if (!bytes) return false;
    buffer = view(bytes);
    return true;
  }
  if (values[0].is_object()) {
    const Value method = special_method(interpreter, values[0], interpreter.names.bytes);
    if (method) {
      const Value bytes = call(interpreter, method);
      if (!bytes) return false;
      buffer = view(bytes);
      return true;
    }
  }
  return to_buffer(interpreter, values[0], buffer, type);
}

Value make_bytes_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  std::string buffer;
  if (!read(interpreter, "bytes", arguments, buffer)) return {};
  return adopt_bytes(interpreter, type, buffer);
}

Value make_bytearray_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  std::string buffer;
  if (!read(interpreter, "bytearray", arguments, buffer)) return {};
  return adopt_bytearray(interpreter, type, buffer);
}

}  // namespace

void define_bytes(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_bytes;
  slots.make = &make_bytes_slot;
  slots.repr = &repr_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  slots.length = &length_slot;
  slots.get_item = &get_item_slot;
  slots.contains = &contains_slot;
  slots.concat = &concat_slot;
  slots.repeat = &repeat_slot;
  slots.iter = &iter_slot;
  slots.binary[static_cast<std::size_t>(BinaryOperator::remainder)] = &remainder_slot;
  interpreter.types.bytes =
      &define_type(interpreter, {.name = "bytes",
                                 .kind = Kind::bytes,
                                 .size = sizeof(BytesObject),
                                 .flags = Type::base_allowed | Type::self_match,
                                 .slots = slots});
  slots.destroy = &destroy_bytearray;
  slots.traverse = [](Object*, Visitor&) {};
  slots.clear = [](Object*) {};
  slots.make = &make_bytearray_slot;
  slots.hash = &unhashable;
  slots.set_item = &set_item_slot;
  slots.in_place_concat = &extend_slot;
  interpreter.types.bytearray =
      &define_type(interpreter, {.name = "bytearray",
                                 .kind = Kind::bytearray,
                                 .size = sizeof(ByteArrayObject),
                                 .flags = Type::base_allowed | Type::container | Type::self_match,
                                 .slots = slots});
  interpreter.types.bytes_iterator =
      &define_index_iterator(interpreter, "bytes_iterator", &next_slot);
}

}  // namespace loopscope::python
