// The slots of str.

#include <cstring>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/comparison.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/slices.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/core_types.h"
#include "lessons/python/objects/iterators.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/str_hash.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {
namespace {

const StrObject& string_of(const Value& value) {
  return *as<StrObject>(value);
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(quoted(text_of(self)));
}

Value str_slot(Interpreter& interpreter, const Value& self) {
  if (self.object()->is_exact()) return self;
  return interpreter.make_string(text_of(self));
}

bool hash_slot(Interpreter&, const Value& self, std::int64_t& hash) {
  hash = hash_string(string_of(self));
  return true;
}

Value compare_slot(Interpreter&, const Value& left, const Value& right, Comparison op) {
  if (!is_string(left) || !is_string(right)) return Value::not_implemented();
  const int order = text_of(left).compare(text_of(right));  // UTF-8 sorts as code points do
  return comparison_result(op, order);
}

bool length_slot(Interpreter&, const Value& self, std::int64_t& length) {
  length = string_of(self).length;
  return true;
}

Value sliced(Interpreter& interpreter, const Value& self, const SliceBounds& bounds) {
  const StrObject& string = string_of(self);
  if (bounds.step == 1) {
    return substring(interpreter, self, static_cast<std::size_t>(bounds.start),
                     static_cast<std::size_t>(std::max(bounds.start, bounds.stop)));
  }
  if (string.is_ascii()) {
    std::string text;
    std::int64_t at = bounds.start;
    for (std::int64_t i = 0; i < bounds.count; ++i, at += bounds.step) text += string.data()[at];
    return interpreter.make_string(text);
  }
  const std::u32string characters = to_characters(string.view());
  std::u32string text;
  std::int64_t at = bounds.start;
  for (std::int64_t i = 0; i < bounds.count; ++i, at += bounds.step)
    text += characters[static_cast<std::size_t>(at)];
  return interpreter.make_string(to_utf8(text));
}

Value get_item_slot(Interpreter& interpreter, const Value& self, const Value& key) {
  const StrObject& string = string_of(self);
  if (key.is(Kind::slice)) {
    SliceBounds bounds;
    if (!slice_bounds(interpreter, key, string.length, bounds)) return {};
    return sliced(interpreter, self, bounds);
  }
  if (!key.is_small() && !key.is_boolean() && !key.is(Kind::integer) &&
      type_of(interpreter, key).slots.index == nullptr)
    return interpreter.raise_type_error("string indices must be integers, not '{}'",
                                        type_name(interpreter, key));
  std::int64_t index = 0;
  if (!sequence_index(interpreter, key, string.length, "string", index)) return {};
  return make_character(interpreter, character_at(string, static_cast<std::size_t>(index)));
}

bool contains_slot(Interpreter& interpreter, const Value& self, const Value& item, bool& found) {
  if (!is_string(item))
    return interpreter.raise_type_error("'in <string>' requires string as left operand, not {}",
                                        type_name(interpreter, item));
  found = text_of(self).find(text_of(item)) != std::string_view::npos;
  return true;
}

Value concat_slot(Interpreter& interpreter, const Value& self, const Value& other) {
  if (!is_string(other))
    return interpreter.raise_type_error("can only concatenate str (not \"{}\") to str",
                                        type_name(interpreter, other));
  return concatenate(interpreter, self, other);
}

Value repeat_slot(Interpreter& interpreter, const Value& self, std::int64_t count) {
  const StrObject& string = string_of(self);
  if (count <= 0 || string.size == 0) return interpreter.make_string({});
  if (count == 1 && string.is_exact()) return self;
  const auto times = static_cast<std::size_t>(count);
  if (times > (std::size_t{1} << 40) || !interpreter.check_memory(times * string.size))
    return interpreter.raised()
               ? Value()
               : Value(interpreter.raise_with(*interpreter.exceptions.memory_error, Value()));
  Value result = make_string_room(interpreter, times * string.size, times * string.length);
  char* data = as<StrObject>(result)->data();
  for (std::size_t i = 0; i < times; ++i)
    std::memcpy(data + i * string.size, string.data(), string.size);
  return result;
}

Value remainder_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  if (!is_string(left)) return Value::not_implemented();
  return format_percent(interpreter, left, right);
}

Value iter_slot(Interpreter& interpreter, const Value& self) {
  return make_index_iterator(interpreter, *interpreter.types.string_iterator, self);
}

Value next_slot(Interpreter& interpreter, const Value& self) {
  auto* iterator = as<IndexIterator>(self);
  if (!iterator->container) return {};
  const StrObject& string = string_of(iterator->container);
  if (iterator->index >= string.size) {
    iterator->container.reset();
    return {};
  }
  if (string.is_ascii())
    return make_character(interpreter,
                          static_cast<unsigned char>(string.data()[iterator->index++]));
  return make_character(interpreter, next_character(string.view(), iterator->index));
}

Value decode(Interpreter& interpreter, const Value* values) {
  return call_method(interpreter, values[0], "decode",
                     {values[1] ? values[1] : interpreter.make_string("utf-8"),
                      values[2] ? values[2] : interpreter.make_string("strict")});
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"str", "object encoding errors", 0};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  Value text;
  if (!values[0]) {
    text = interpreter.make_string({});
  } else if (values[1] || values[2]) {
    std::string_view bytes;
    if (!bytes_view(values[0], bytes))
      return is_string(values[0]) ? interpreter.raise_type_error("decoding str is not supported")
                                  : interpreter.raise_type_error(
                                        "decoding to str: need a bytes-like object, {} found",
                                        type_name(interpreter, values[0]));
    text = decode(interpreter, values);
  } else {
    text = to_str(interpreter, values[0]);
  }
  if (!text || &type == interpreter.types.string) return text;
  return make_string(interpreter, type, text_of(text));
}

}  // namespace

void define_strings(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_string;
  slots.make = &make_slot;
  slots.repr = &repr_slot;
  slots.str = &str_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  slots.length = &length_slot;
  slots.get_item = &get_item_slot;
  slots.contains = &contains_slot;
  slots.concat = &concat_slot;
  slots.repeat = &repeat_slot;
  slots.binary[static_cast<std::size_t>(BinaryOperator::remainder)] = &remainder_slot;
  slots.iter = &iter_slot;
  Type& type = *interpreter.types.string;
  const Slots own = slots;
  inherit_slots(slots, interpreter.types.object->slots);
  type.slots = slots;
  add_slot_wrappers(type, own);
  interpreter.types.string_iterator =
      &define_index_iterator(interpreter, "str_iterator", &next_slot);
}

}  // namespace loopscope::python
