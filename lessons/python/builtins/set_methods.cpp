#include <cstdint>
#include <string>
#include <utility>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/set_object.h"

namespace loopscope::python {

namespace {

/// A set or frozenset, as `like` is one, with the same elements as `source` (a set).
Value copy_of(Interpreter& interpreter, const Value& source, const Value& like) {
  const bool frozen = type_of(interpreter, like).is_subtype(*interpreter.types.frozenset);
  Value result = frozen ? make_frozenset(interpreter) : make_set(interpreter);
  if (!set_of(result).copy_from(set_of(source))) return {};
  return result;
}

/// A set as it is, or a new one of an iterable's items.
Value as_set(Interpreter& interpreter, const Value& iterable) {
  if (iterable.is(Kind::set)) return iterable;
  Value result = make_set(interpreter);
  const bool fine =
      for_each(interpreter, iterable, [&](const Value& item) { return set_of(result).add(item); });
  return fine ? result : Value();
}

bool add_all(Interpreter& interpreter, const Value& self, const Value& iterable) {
  const Value other = as_set(interpreter, iterable);
  if (!other) return false;
  std::size_t at = 0;
  while (const SetObject::Entry* entry = set_of(other).next(at)) {
    if (!set_of(self).add_hashed(entry->key, entry->hash)) return false;
  }
  return true;
}

/// Elements of `from` that are in `other` (or are not) are put into `result`.
bool select(const Value& from, const Value& other, bool wanted, const Value& result) {
  std::size_t at = 0;
  while (const SetObject::Entry* entry = set_of(from).next(at)) {
    bool found = false;
    if (!set_of(other).contains_hashed(entry->key, entry->hash, found)) return false;
    if (found == wanted && !set_of(result).add_hashed(entry->key, entry->hash)) return false;
  }
  return true;
}

Value empty_like(Interpreter& interpreter, const Value& like) {
  return type_of(interpreter, like).is_subtype(*interpreter.types.frozenset)
             ? make_frozenset(interpreter)
             : make_set(interpreter);
}

Value unite(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value result = copy_of(interpreter, self, self);
  if (!result) return {};
  for (std::size_t i = 0; i < arguments.count; ++i) {
    if (!add_all(interpreter, result, arguments[i])) return {};
  }
  return result;
}

/// intersection() and difference().
template <bool wanted>
Value narrow(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Value result = copy_of(interpreter, self, self);
  for (std::size_t i = 0; i < arguments.count && result; ++i) {
    const Value other = as_set(interpreter, arguments[i]);
    Value next = empty_like(interpreter, self);
    if (!other) return {};
    // As CPython: an intersection goes through the smaller one.
    const bool swap =
        wanted && arguments[i].is(Kind::set) && set_of(other).size() > set_of(result).size();
    const bool through_other = wanted && !swap;
    if (!(through_other ? select(other, result, true, next)
                        : select(result, other, wanted, next))) {
      return {};
    }
    result = std::move(next);
  }
  return result;
}

Value symmetric(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value other = as_set(interpreter, arguments[0]);
  if (!other) return {};
  Value result = empty_like(interpreter, self);
  if (!select(other, self, false, result) || !select(self, other, false, result)) return {};
  return result;
}

/// Takes the elements of `source` over.
bool replace(const Value& self, const Value& source) {
  if (!source) return false;
  set_of(self).clear();
  return set_of(self).copy_from(set_of(source));
}

template <Value (*make)(Interpreter&, const Value&, Arguments)>
Value in_place(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!replace(self, make(interpreter, self, arguments))) return {};
  return Value::none();
}

Value update(Interpreter& interpreter, const Value& self, Arguments arguments) {
  for (std::size_t i = 0; i < arguments.count; ++i) {
    if (!add_all(interpreter, self, arguments[i])) return {};
  }
  return Value::none();
}

/// True if every element of `a` is in `b`.
bool all_in(const Value& a, const Value& b, bool& result) {
  std::size_t at = 0;
  result = set_of(a).size() <= set_of(b).size();
  while (result) {
    const SetObject::Entry* entry = set_of(a).next(at);
    if (entry == nullptr) break;
    if (!set_of(b).contains_hashed(entry->key, entry->hash, result)) return false;
  }
  return true;
}

template <bool super>
Value is_part(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value other = as_set(interpreter, arguments[0]);
  bool result = false;
  if (!other || !(super ? all_in(other, self, result) : all_in(self, other, result))) return {};
  return Value::boolean(result);
}

Value isdisjoint(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value other = as_set(interpreter, arguments[0]);
  if (!other) return {};
  std::size_t at = 0;
  while (const SetObject::Entry* entry = set_of(other).next(at)) {
    bool found = false;
    if (!set_of(self).contains_hashed(entry->key, entry->hash, found)) return {};
    if (found) return Value::boolean(false);
  }
  return Value::boolean(true);
}

Value add(Interpreter&, const Value& self, Arguments arguments) {
  return set_of(self).add(arguments[0]) ? Value::none() : Value();
}

Value discard(Interpreter&, const Value& self, Arguments arguments) {
  bool found = false;
  return set_of(self).discard(arguments[0], found) ? Value::none() : Value();
}

Value remove(Interpreter& interpreter, const Value& self, Arguments arguments) {
  bool found = false;
  if (!set_of(self).discard(arguments[0], found)) return {};
  if (!found) return interpreter.raise_with(*interpreter.exceptions.key_error, arguments[0]);
  return Value::none();
}

Value pop(Interpreter& interpreter, const Value& self, Arguments) {
  Value item = set_of(self).pop();
  if (item) return item;
  return interpreter.raise_with(*interpreter.exceptions.key_error,
                                interpreter.make_string("pop from an empty set"));
}

Value clear(Interpreter&, const Value& self, Arguments) {
  set_of(self).clear();
  return Value::none();
}

Value copy(Interpreter& interpreter, const Value& self, Arguments) {
  const bool frozen = type_of(interpreter, self).is_subtype(*interpreter.types.frozenset);
  if (frozen && self.object()->is_exact()) return self;
  return copy_of(interpreter, self, self);
}

constexpr NativeDefinition common_methods[] = {
    {"union", unite, Signature::positional},
    {"intersection", narrow<true>, Signature::positional},
    {"difference", narrow<false>, Signature::positional},
    {"symmetric_difference", symmetric, Signature::one},
    {"issubset", is_part<false>, Signature::one},
    {"issuperset", is_part<true>, Signature::one},
    {"isdisjoint", isdisjoint, Signature::one},
    {"copy", copy, Signature::none},
};
constexpr NativeDefinition set_methods[] = {
    {"add", add, Signature::one},
    {"discard", discard, Signature::one},
    {"remove", remove, Signature::one},
    {"pop", pop, Signature::none},
    {"clear", clear, Signature::none},
    {"update", update, Signature::positional},
    {"intersection_update", in_place<narrow<true>>, Signature::positional},
    {"difference_update", in_place<narrow<false>>, Signature::positional},
    {"symmetric_difference_update", in_place<symmetric>, Signature::one},
};

}  // namespace

void add_set_methods(Interpreter& interpreter) {
  add_methods(*interpreter.types.set, common_methods);
  add_methods(*interpreter.types.set, set_methods);
  add_methods(*interpreter.types.frozenset, common_methods);
}

}  // namespace loopscope::python
