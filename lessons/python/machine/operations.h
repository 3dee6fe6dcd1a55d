#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

// What Python's operators and basic functions do with any value. Those that return a Value return
// null, those that return bool return false if they have raised; results are owned.

/// type(value)
Type& type_of(const Interpreter& interpreter, const Value& value);
/// What messages call its type: type(value).__name__, with the module for types like datetime.date.
std::string_view type_name(const Interpreter& interpreter, const Value& value);

Value get_attribute(Interpreter& interpreter, const Value& object, StrObject* name);
Value get_attribute(Interpreter& interpreter, const Value& object, std::string_view name);
/// The same, but a missing attribute gives true and a null `value`.
bool find_attribute(Interpreter& interpreter, const Value& object, StrObject* name, Value& value);
/// A null value deletes.
bool set_attribute(Interpreter& interpreter, const Value& object, StrObject* name,
                   const Value& value);
/// object.__getattribute__ and object.__setattr__.
Value get_attribute_generic(Interpreter& interpreter, const Value& object, StrObject* name);
bool set_attribute_generic(Interpreter& interpreter, const Value& object, StrObject* name,
                           const Value& value);
/// type(object).name bound to the object, as special methods are found; null without an error if
/// there is none.
Value special_method(Interpreter& interpreter, const Value& object, StrObject* name);

/// callable(…)
Value call(Interpreter& interpreter, const Value& callable, Arguments arguments = {});
/// object.name(…)
Value call_method(Interpreter& interpreter, const Value& object, StrObject* name,
                  Arguments arguments = {});
Value call_method(Interpreter& interpreter, const Value& object, std::string_view name,
                  Arguments arguments = {});
/// callable(*tuple, **dict); `keywords` may be null.
Value call_with(Interpreter& interpreter, const Value& callable, const Value& tuple,
                const Value& keywords);
bool is_callable(const Interpreter& interpreter, const Value& value);

Value binary(Interpreter& interpreter, BinaryOperator op, const Value& left, const Value& right);
/// left op= right; takes `left` over.
Value in_place(Interpreter& interpreter, BinaryOperator op, Value left, const Value& right);
Value power(Interpreter& interpreter, const Value& base, const Value& exponent,
            const Value& modulus);
Value negative(Interpreter& interpreter, const Value& value);
Value positive(Interpreter& interpreter, const Value& value);
Value absolute(Interpreter& interpreter, const Value& value);
Value invert(Interpreter& interpreter, const Value& value);
Value compare(Interpreter& interpreter, const Value& left, const Value& right, Comparison op);
/// The comparison's truth; identity counts as equal for == and != (as containers compare).
bool compare_truth(Interpreter& interpreter, const Value& left, const Value& right, Comparison op,
                   bool& result);
bool equal(Interpreter& interpreter, const Value& left, const Value& right, bool& result);
bool truth(Interpreter& interpreter, const Value& value, bool& result);
bool contains(Interpreter& interpreter, const Value& container, const Value& item, bool& found);
bool hash(Interpreter& interpreter, const Value& value, std::int64_t& result);

/// repr(value), str(value), ascii(value), format(value, spec): a str.
Value repr(Interpreter& interpreter, const Value& value);
Value to_str(Interpreter& interpreter, const Value& value);
Value ascii(Interpreter& interpreter, const Value& value);
Value format_value(Interpreter& interpreter, const Value& value, const Value& spec);
/// Append their texts to `text`; false if they have raised.
bool repr_text(Interpreter& interpreter, const Value& value, std::string& text);
bool str_text(Interpreter& interpreter, const Value& value, std::string& text);

/// len(value)
bool length(Interpreter& interpreter, const Value& value, std::int64_t& result);
/// operator.length_hint(): 0 if unknown; never raises.
std::int64_t length_hint(Interpreter& interpreter, const Value& value);
Value get_item(Interpreter& interpreter, const Value& container, const Value& key);
bool set_item(Interpreter& interpreter, const Value& container, const Value& key,
              const Value& value);
bool delete_item(Interpreter& interpreter, const Value& container, const Value& key);

/// iter(value); TypeError "'int' object is not iterable".
Value iterate(Interpreter& interpreter, const Value& value);
/// next(iterator): null and no error at the end (check Interpreter::raised()).
Value next_item(Interpreter& interpreter, const Value& iterator);
/// The same, but a generator that returned a value leaves its StopIteration raised.
Value next_or_stop(Interpreter& interpreter, const Value& iterator);
/// Calls `take(Value item)`, which returns false to stop (after raising, or by its own wish), for
/// each item. False if anything has raised. Lists and tuples are walked without an iterator.
template <class F>
bool for_each(Interpreter& interpreter, const Value& iterable, F take);
/// list(iterable) and tuple(iterable).
Value to_list(Interpreter& interpreter, const Value& iterable);
Value to_tuple(Interpreter& interpreter, const Value& iterable);

/// isinstance(value, classes), issubclass(type, classes): with __instancecheck__ and tuples.
bool is_instance(Interpreter& interpreter, const Value& value, const Value& classes, bool& result);
bool is_subclass(Interpreter& interpreter, const Value& type, const Value& classes, bool& result);

template <class F>
bool for_each(Interpreter& interpreter, const Value& iterable, F take) {
  const Value iterator = iterate(interpreter, iterable);
  if (!iterator) return false;
  for (;;) {
    Value item = next_item(interpreter, iterator);
    if (!item) return !interpreter.raised();
    if (!take(std::move(item))) return !interpreter.raised();
  }
}

}  // namespace loopscope::python
