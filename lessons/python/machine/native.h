#pragma once

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <span>
#include <string_view>

#include "lessons/python/objects/value.h"

namespace loopscope::python {

struct TupleObject;

/// The arguments of a call, borrowed: `count` positional ones, behind them the values of keyword
/// arguments, whose names (interned strings) are in `names` (null: none).
struct Arguments {
  const Value* values = nullptr;
  std::size_t count = 0;
  const TupleObject* names = nullptr;

  Arguments() = default;
  Arguments(const Value* first, std::size_t number, const TupleObject* keywords = nullptr)
      : values(first), count(number), names(keywords) {}
  /// call(interpreter, f, {{a, b}}): positional arguments.
  Arguments(std::initializer_list<Value> list) : values(std::data(list)), count(list.size()) {}

  /// Positional argument.
  const Value& operator[](std::size_t index) const { return values[index]; }
  std::size_t keyword_count() const;
  /// Interned name of a keyword argument, and its value.
  std::string_view keyword(std::size_t index) const;
  const Value& keyword_value(std::size_t index) const { return values[count + index]; }
  /// The value of that keyword; null if it is not there.
  const Value* find_keyword(std::string_view name) const;
  /// Without the first `number` positional arguments.
  Arguments skip(std::size_t number) const { return {values + number, count - number, names}; }
};

/// A function written in C++. `self`: the object for methods, the class for class methods, the
/// module for a module's functions. Returns null if it has raised (Interpreter::raise…). It may
/// call back into the machine at any depth.
using NativeCode = Value (*)(Interpreter& interpreter, const Value& self, Arguments arguments);

/// How a native function is called: the machine checks the number of arguments, with CPython's
/// messages, before it calls.
enum class Signature : std::uint8_t {
  none,        ///< f(): "f() takes no arguments (1 given)"
  one,         ///< f(x): "f() takes exactly one argument (2 given)"
  positional,  ///< minimum … maximum positional: "f expected at most 2 arguments, got 3"
  any,         ///< anything; the function looks itself (see ArgumentReader in arguments.h)
};

constexpr std::uint16_t unlimited = 0xFFFF;

/// One entry of a type's or module's table of functions.
struct NativeDefinition {
  const char* name;
  NativeCode code;
  Signature signature = Signature::any;
  std::uint16_t minimum = 0;          ///< of Signature::positional
  std::uint16_t maximum = unlimited;  ///< of Signature::positional
  enum Binding : std::uint8_t { method, class_method, static_method } binding = method;
};

/// One entry of a type's table of computed attributes. A null setter: read-only; the setter gets a
/// null value for `del`.
struct NativeProperty {
  const char* name;
  Value (*get)(Interpreter& interpreter, const Value& self);
  bool (*set)(Interpreter& interpreter, const Value& self, const Value& value) = nullptr;
};

/// How a step of a coroutine or generator ended.
enum class SendResult : std::uint8_t {
  yielded,   ///< result: what it yields
  returned,  ///< result: its value
  raised     ///< an exception is set
};

}  // namespace loopscope::python
