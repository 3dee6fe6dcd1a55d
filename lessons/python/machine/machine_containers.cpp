// The machine's operations on containers and texts.

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/slices.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/dict_views.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/set_object.h"
#include "lessons/python/objects/showing.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

bool delete_subscript(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value key = take(--top);
  const Value container = take(--top);
  return delete_item(interpreter, container, key);
}

bool unary(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value value = take(--top);
  Value result;
  bool truth_value = false;
  switch (static_cast<UnaryKind>(instruction.argument)) {
    case UnaryKind::invert:
      result = invert(interpreter, value);
      break;
    case UnaryKind::plus:
      result = positive(interpreter, value);
      break;
    case UnaryKind::minus:
      result = negative(interpreter, value);
      break;
    case UnaryKind::not_:
      if (!truth(interpreter, value, truth_value)) return false;
      result = Value::boolean(!truth_value);
  }
  if (!result) return false;
  put(top++, std::move(result));
  return true;
}

bool build_set(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  Value set = make_set(interpreter);
  Value* const first = top - instruction.argument;
  for (Value* at = first; at < top; ++at)
    if (!set_of(set).add(*at)) return false;
  while (top > first) Value::drop((--top)->bits());
  put(top++, std::move(set));
  return true;
}

bool build_dict(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  Value dict = make_dict(interpreter);
  Value* const first = top - std::size_t{2} * instruction.argument;
  for (Value* at = first; at < top; at += 2)
    if (!dict_of(dict).set(at[0], at[1])) return false;
  while (top > first) Value::drop((--top)->bits());
  put(top++, std::move(dict));
  return true;
}

bool build_const_key_dict(Interpreter& interpreter, FrameObject&, Value*& top,
                          Instruction instruction) {
  const Value keys = take(--top);
  Value dict = make_dict(interpreter);
  Value* const first = top - instruction.argument;
  for (std::size_t i = 0; i < instruction.argument; ++i)
    if (!dict_of(dict).set((*as<TupleObject>(keys))[i], first[i])) return false;
  while (top > first) Value::drop((--top)->bits());
  put(top++, std::move(dict));
  return true;
}

bool build_string(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  Value* const first = top - instruction.argument;
  std::size_t size = 0;
  std::size_t length = 0;
  for (Value* at = first; at < top; ++at) {
    size += as<StrObject>(*at)->size;
    length += as<StrObject>(*at)->length;
  }
  Value text = make_string_room(interpreter, size, length);
  char* to = as<StrObject>(text)->data();
  for (Value* at = first; at < top; ++at) {
    const std::string_view part = text_of(*at);
    to += part.copy(to, part.size());
  }
  while (top > first) Value::drop((--top)->bits());
  put(top++, std::move(text));
  return true;
}

bool build_slice(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  Value step = instruction.argument == 3 ? take(--top) : Value::none();
  Value stop = take(--top);
  Value start = take(--top);
  put(top++, make_slice(interpreter, std::move(start), std::move(stop), std::move(step)));
  return true;
}

Value& below(Value* top, Instruction instruction) {
  return top[-static_cast<std::ptrdiff_t>(instruction.argument)];
}

/// "module.f()", as CPython calls a function whose unpacked arguments do not fit.
std::string shown_function(Interpreter& interpreter, const Value& callee) {
  Value name;
  Value module;
  std::string text;
  if (!find_attribute(interpreter, callee, interpreter.names.qualname, name) ||
      !find_attribute(interpreter, callee, interpreter.names.module, module)) {
    interpreter.clear_error();
  }
  if (!name) {
    if (!str_text(interpreter, callee, text)) interpreter.clear_error();
    return text;
  }
  if (module && is_string(module) && text_of(module) != "builtins") {
    text = std::string(text_of(module)) + ".";
  }
  if (!str_text(interpreter, name, text)) interpreter.clear_error();
  return text + "()";
}

bool list_extend(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value iterable = take(--top);
  if (extend_list(interpreter, below(top, instruction), iterable)) return true;
  const Slots& slots = type_of(interpreter, iterable).slots;
  if (interpreter.raised(*interpreter.exceptions.type_error) && slots.iter == nullptr &&
      slots.get_item == nullptr) {
    interpreter.clear_error();
    if (instruction.extra != 0) {
      return interpreter.raise_type_error("{} argument after * must be an iterable, not {}",
                                          shown_function(interpreter, top[-2]),
                                          type_name(interpreter, iterable));
    }
    return interpreter.raise_type_error("Value after * must be an iterable, not {}",
                                        type_name(interpreter, iterable));
  }
  return false;
}

bool list_to_tuple(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value list = take(--top);
  put(top++, make_tuple(interpreter, as<ListObject>(list)->items));
  return true;
}

bool set_add(Interpreter&, FrameObject&, Value*& top, Instruction instruction) {
  const Value item = take(--top);
  return set_of(below(top, instruction)).add(item);
}

bool set_update(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value iterable = take(--top);
  SetObject& set = set_of(below(top, instruction));
  return for_each(interpreter, iterable, [&](const Value& item) { return set.add(item); });
}

bool dict_add(Interpreter&, FrameObject&, Value*& top, Instruction instruction) {
  Value value = take(--top);
  const Value key = take(--top);
  return dict_of(below(top, instruction)).set(key, std::move(value));
}

bool dict_update(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value mapping = take(--top);
  Value keys;
  if (!mapping.is(Kind::dict)) {
    if (!find_attribute(interpreter, mapping, interpreter.names.keys, keys)) return false;
    if (!keys)
      return interpreter.raise_type_error("'{}' object is not a mapping",
                                          type_name(interpreter, mapping));
  }
  return merge_into_dict(interpreter, dict_of(below(top, instruction)), mapping);
}

bool dict_merge(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value mapping = take(--top);
  DictObject& dict = dict_of(below(top, instruction));
  const Value& callee = top[-static_cast<std::ptrdiff_t>(instruction.argument) - 2];
  Value source = mapping;
  if (!mapping.is(Kind::dict)) {
    Value keys;
    if (!find_attribute(interpreter, mapping, interpreter.names.keys, keys)) return false;
    if (!keys)
      return interpreter.raise_type_error("{} argument after ** must be a mapping, not {}",
                                          shown_function(interpreter, callee),
                                          type_name(interpreter, mapping));
    source = make_dict(interpreter);
    if (!merge_into_dict(interpreter, dict_of(source), mapping)) return false;
  }
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict_of(source).next(at)) {
    if (!is_string(entry->key)) return interpreter.raise_type_error("keywords must be strings");
    if (dict.find(as<StrObject>(entry->key)) != nullptr)
      return interpreter.raise_type_error("{} got multiple values for keyword argument '{}'",
                                          shown_function(interpreter, callee), text_of(entry->key));
    dict.set(as<StrObject>(entry->key), entry->value);
  }
  return true;
}

Raised too_few(Interpreter& interpreter, std::size_t wanted, std::size_t got, bool star) {
  return interpreter.raise_value_error("not enough values to unpack (expected {}{}, got {})",
                                       star ? "at least " : "", wanted, got);
}

Raised too_many(Interpreter& interpreter, std::size_t wanted) {
  return interpreter.raise_value_error("too many values to unpack (expected {})", wanted);
}

/// What iterating over `source` raised, in the words of unpacking where it is no iterable at all.
bool cannot_unpack(Interpreter& interpreter, const Value& source) {
  if (interpreter.raised(*interpreter.exceptions.type_error) &&
      type_of(interpreter, source).slots.iter == nullptr) {
    interpreter.clear_error();
    return interpreter.raise_type_error("cannot unpack non-iterable {} object",
                                        type_name(interpreter, source));
  }
  return false;
}

/// The items of anything iterable; those of lists and tuples are checked in advance.
bool unpack(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const std::size_t wanted = instruction.argument;
  const Value source = take(--top);
  std::span<const Value> items;
  if (source.is_object() && source.object()->is_exact() && sequence_items(source, items)) {
    if (items.size() < wanted) return too_few(interpreter, wanted, items.size(), false);
    if (items.size() > wanted) return too_many(interpreter, wanted);
    for (std::size_t i = wanted; i-- > 0;) put(top++, items[i]);
    return true;
  }
  const Value iterator = iterate(interpreter, source);
  if (!iterator) return cannot_unpack(interpreter, source);
  std::vector<Value> taken;
  for (std::size_t i = 0; i < wanted; ++i) {
    taken.push_back(next_item(interpreter, iterator));
    if (taken.back()) continue;
    return !interpreter.raised() && too_few(interpreter, wanted, i, false);
  }
  if (next_item(interpreter, iterator)) return too_many(interpreter, wanted);
  if (interpreter.raised()) return false;
  for (std::size_t i = wanted; i-- > 0;) put(top++, std::move(taken[i]));
  return true;
}

bool unpack_star(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const std::size_t before = instruction.argument;
  const std::size_t after = instruction.extra;
  const Value source = take(--top);
  const Value list = to_list(interpreter, source);
  if (!list) return cannot_unpack(interpreter, source);
  const ValueVector& items = as<ListObject>(list)->items;
  if (items.size() < before + after)
    return too_few(interpreter, before + after, items.size(), true);
  for (std::size_t i = 0; i < after; ++i) put(top++, items[items.size() - 1 - i]);
  put(top++,
      make_list(interpreter, std::span(items.data() + before, items.size() - before - after)));
  for (std::size_t i = before; i-- > 0;) put(top++, items[i]);
  return true;
}

bool format(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value spec = instruction.extra != 0 ? take(--top) : Value();
  Value value = take(--top);
  switch (instruction.argument) {
    case 's':
      value = to_str(interpreter, value);
      break;
    case 'r':
      value = repr(interpreter, value);
      break;
    case 'a':
      value = ascii(interpreter, value);
      break;
    default:
      break;
  }
  if (!value) return false;
  const bool plain =
      value.is(Kind::string) && value.object()->is_exact() && (!spec || text_of(spec).empty());
  Value text = plain ? std::move(value)
                     : format_value(interpreter, value, spec ? spec : interpreter.make_string({}));
  if (!text) return false;
  put(top++, std::move(text));
  return true;
}

}  // namespace

ColdOperation cold_container_operation(Operation operation) {
  switch (operation) {
    case Operation::delete_subscript_:
      return &delete_subscript;
    case Operation::unary_:
      return &unary;
    case Operation::build_set_:
      return &build_set;
    case Operation::build_dict_:
      return &build_dict;
    case Operation::build_const_key_dict_:
      return &build_const_key_dict;
    case Operation::build_string_:
      return &build_string;
    case Operation::build_slice_:
      return &build_slice;
    case Operation::list_extend_:
      return &list_extend;
    case Operation::list_to_tuple_:
      return &list_to_tuple;
    case Operation::set_add_:
      return &set_add;
    case Operation::set_update_:
      return &set_update;
    case Operation::dict_add_:
      return &dict_add;
    case Operation::dict_update_:
      return &dict_update;
    case Operation::dict_merge_:
      return &dict_merge;
    case Operation::unpack_:
      return &unpack;
    case Operation::unpack_star_:
      return &unpack_star;
    case Operation::format_value_:
      return &format;
    default:
      return nullptr;
  }
}

}  // namespace loopscope::python
