// The machine's operations of match statements.

#include "lessons/python/machine/machine_internal.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/dict_views.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/set_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

bool get_length(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  std::int64_t size = 0;
  if (!length(interpreter, top[-1], size)) return false;
  put(top++, make_integer(interpreter, size));
  return true;
}

bool match_flag(Interpreter& interpreter, Value*& top, std::uint32_t flag) {
  bool matched = false;
  for (const Type* type : type_of(interpreter, top[-1]).mro)
    matched = matched || (type->Type::flags & flag) != 0;
  put(top++, Value::boolean(matched));
  return true;
}

bool match_mapping(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  return match_flag(interpreter, top, Type::mapping_pattern);
}

bool match_sequence(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  return match_flag(interpreter, top, Type::sequence_pattern);
}

/// subject.get(key); null without an error if it isn't there.
bool look_up(Interpreter& interpreter, const Value& subject, const Value& key, Value& value) {
  value.reset();
  if (subject.is(Kind::dict) && subject.object()->is_exact()) {
    const Value* found = nullptr;
    if (!dict_of(subject).find(key, found)) return false;
    if (found != nullptr) value = *found;
    return true;
  }
  const Value missing = make_list(interpreter);
  value = call_method(interpreter, subject, interpreter.names.get_, {key, missing});
  if (!value) return false;
  if (value.same(missing)) value.reset();
  return true;
}

bool match_keys(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value keys = top[-1];
  const Value subject = top[-2];
  const Value seen = make_set(interpreter);
  std::vector<Value> values;
  for (const Value& key : *as<TupleObject>(keys)) {
    bool added = false;
    if (!set_of(seen).add(key, &added)) return false;
    if (!added) {
      std::string shown;
      if (!repr_text(interpreter, key, shown)) return false;
      return interpreter.raise_value_error("mapping pattern checks duplicate key ({})", shown);
    }
    Value value;
    if (!look_up(interpreter, subject, key, value)) return false;
    if (!value) {
      put(top++, Value::none());
      return true;
    }
    values.push_back(std::move(value));
  }
  put(top++, make_tuple(interpreter, values));
  return true;
}

struct ClassMatch {
  const Value& subject;
  const Type& type;
  std::vector<std::string_view> seen = {};
  std::vector<Value> values = {};
};

/// False: raised. A null `values` entry at the end: no such attribute, no match.
bool match_attribute(Interpreter& interpreter, ClassMatch& match, const Value& name) {
  const std::string_view text = text_of(name);
  for (const std::string_view one : match.seen)
    if (one == text)
      return interpreter.raise_type_error("{}() got multiple sub-patterns for attribute '{}'",
                                          match.type.name, text);
  match.seen.push_back(text);
  Value value;
  if (!find_attribute(interpreter, match.subject, intern(interpreter, name), value)) return false;
  match.values.push_back(std::move(value));
  return true;
}

bool match_positions(Interpreter& interpreter, ClassMatch& match, const Value& type,
                     std::size_t count, bool& self_match) {
  Value names;
  if (!find_attribute(interpreter, type, interpreter.names.match_args, names)) return false;
  if (names && !names.is(Kind::tuple))
    return interpreter.raise_type_error("{}.__match_args__ must be a tuple (got {})",
                                        match.type.name, type_name(interpreter, names));
  self_match = !names && (match.type.Type::flags & Type::self_match) != 0;
  const std::size_t allowed = self_match ? 1 : names ? as<TupleObject>(names)->size : 0;
  if (count > allowed)
    return interpreter.raise_type_error("{}() accepts {} positional sub-pattern{} ({} given)",
                                        match.type.name, allowed, allowed == 1 ? "" : "s", count);
  if (self_match) {
    match.values.push_back(match.subject);
    return true;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Value& name = (*as<TupleObject>(names))[i];
    if (!is_string(name))
      return interpreter.raise_type_error("__match_args__ elements must be strings (got {})",
                                          type_name(interpreter, name));
    if (!match_attribute(interpreter, match, name)) return false;
    if (!match.values.back()) return true;
  }
  return true;
}

bool match_class(Interpreter& interpreter, FrameObject&, Value*& top, Instruction instruction) {
  const Value names = take(--top);
  const Value type = take(--top);
  const Value subject = take(--top);
  if (!type.is(Kind::type))
    return interpreter.raise_type_error("called match pattern must be a type");
  bool matched = false;
  if (!is_instance(interpreter, subject, type, matched)) return false;
  ClassMatch match{subject, *as<Type>(type)};
  bool self_match = false;
  const auto complete = [&] { return match.values.empty() || match.values.back(); };
  if (matched && instruction.argument > 0 &&
      !match_positions(interpreter, match, type, instruction.argument, self_match))
    return false;
  if (matched && complete()) {
    for (const Value& name : *as<TupleObject>(names)) {
      if (!match_attribute(interpreter, match, name)) return false;
      if (!complete()) break;
    }
  }
  put(top++, matched && complete() ? make_tuple(interpreter, match.values) : Value::none());
  return true;
}

bool copy_without_keys(Interpreter& interpreter, FrameObject&, Value*& top, Instruction) {
  const Value keys = take(--top);
  const Value subject = take(--top);
  Value copy = make_dict(interpreter);
  if (!merge_into_dict(interpreter, dict_of(copy), subject)) return false;
  for (const Value& key : *as<TupleObject>(keys)) {
    Value erased;
    if (!dict_of(copy).erase(key, erased)) return false;
  }
  put(top++, std::move(copy));
  return true;
}

}  // namespace

ColdOperation cold_pattern_operation(Operation operation) {
  switch (operation) {
    case Operation::get_length_:
      return &get_length;
    case Operation::match_mapping_:
      return &match_mapping;
    case Operation::match_sequence_:
      return &match_sequence;
    case Operation::match_keys_:
      return &match_keys;
    case Operation::match_class_:
      return &match_class;
    case Operation::copy_without_keys_:
      return &copy_without_keys;
    default:
      return nullptr;
  }
}

}  // namespace loopscope::python
