#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/datetime/datetime_values.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

constexpr std::int64_t most_days = 999'999'999;

Microseconds total_of(const Value& value) {
  return as<TimedeltaObject>(value)->total();
}

Microseconds floor_divide(Microseconds a, Microseconds b) {
  const Microseconds quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

/// Days, seconds and microseconds as Python keeps them: the latter two are never negative.
struct Parts {
  std::int64_t days;
  std::int64_t seconds;
  std::int64_t microseconds;
};

Parts split(Microseconds total) {
  const Microseconds days = floor_divide(total, microseconds_a_day);
  const auto rest = static_cast<std::int64_t>(total - days * microseconds_a_day);
  return {static_cast<std::int64_t>(days), rest / microseconds_a_second,
          rest % microseconds_a_second};
}

/// Rounds half to even, as timedelta does.
Microseconds nearest(double number) {
  return static_cast<Microseconds>(std::nearbyint(number));
}

/// Adds `value` units; whole days and fractions apart, so that nothing is lost.
bool add_units(Interpreter& interpreter, const Value& value, std::int64_t unit, const char* name,
               Microseconds& total, double& fraction) {
  if (!value) return true;
  if (is_integer(value)) {
    std::int64_t number = 0;
    if (!to_int64(value, number) ||
        std::abs(static_cast<double>(number)) * static_cast<double>(unit) > 1e30) {
      return interpreter.raise(*interpreter.exceptions.overflow_error,
                               "Python int too large to convert to C int");
    }
    total += static_cast<Microseconds>(number) * unit;
    return true;
  }
  if (!is_float(value)) {
    return interpreter.raise_type_error("unsupported type for timedelta {} component: {}", name,
                                        type_name(interpreter, value));
  }
  double whole = 0;
  const double number = float_value(value);
  if (std::isnan(number)) {
    return interpreter.raise_value_error("cannot convert float NaN to integer");
  }
  if (std::isinf(number) || std::fabs(number) * static_cast<double>(unit) > 1e30) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "cannot convert float infinity to integer");
  }
  const double part = std::modf(number, &whole);
  total += static_cast<Microseconds>(whole) * unit;
  fraction += part * static_cast<double>(unit);
  return true;
}

Value make(Interpreter& interpreter, Type&, Arguments arguments) {
  static constexpr ParameterList parameters{
      "timedelta", "days seconds microseconds milliseconds minutes hours weeks", 0};
  Value values[7];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  constexpr std::int64_t units[] = {
      microseconds_a_day,           microseconds_a_second, 1, 1000, 60 * microseconds_a_second,
      3600 * microseconds_a_second, 7 * microseconds_a_day};
  constexpr const char* names[] = {"days",    "seconds", "microseconds", "milliseconds",
                                   "minutes", "hours",   "weeks"};
  Microseconds total = 0;
  double fraction = 0;
  for (std::size_t i = 0; i < 7; ++i) {
    if (!add_units(interpreter, values[i], units[i], names[i], total, fraction)) return {};
  }
  return make_timedelta(interpreter, total + nearest(fraction));
}

Value binary_add(Interpreter& interpreter, const Value& left, const Value& right) {
  if (native_cast<TimedeltaObject>(left) == nullptr ||
      native_cast<TimedeltaObject>(right) == nullptr) {
    return Value::not_implemented();
  }
  return make_timedelta(interpreter, total_of(left) + total_of(right));
}

Value binary_subtract(Interpreter& interpreter, const Value& left, const Value& right) {
  if (native_cast<TimedeltaObject>(left) == nullptr ||
      native_cast<TimedeltaObject>(right) == nullptr) {
    return Value::not_implemented();
  }
  return make_timedelta(interpreter, total_of(left) - total_of(right));
}

Value multiply(Interpreter& interpreter, const Value& left, const Value& right) {
  const bool first = native_cast<TimedeltaObject>(left) != nullptr;
  const Value& delta = first ? left : right;
  const Value& factor = first ? right : left;
  std::int64_t number = 0;
  if (is_integer(factor) && to_int64(factor, number)) {
    const double size = static_cast<double>(total_of(delta)) * static_cast<double>(number);
    if (std::fabs(size) > 1e30) return make_timedelta(interpreter, Microseconds(1) << 100);
    return make_timedelta(interpreter, total_of(delta) * number);
  }
  if (is_float(factor)) {
    return make_timedelta(interpreter,
                          nearest(static_cast<double>(total_of(delta)) * float_value(factor)));
  }
  return Value::not_implemented();
}

Raised raise_division_by_zero(Interpreter& interpreter) {
  return interpreter.raise(*interpreter.exceptions.zero_division_error,
                           "integer division or modulo by zero");
}

Value true_divide(Interpreter& interpreter, const Value& left, const Value& right) {
  if (native_cast<TimedeltaObject>(left) == nullptr) return Value::not_implemented();
  const auto total = static_cast<double>(total_of(left));
  if (native_cast<TimedeltaObject>(right) != nullptr) {
    if (total_of(right) == 0) return raise_division_by_zero(interpreter);
    return make_float(interpreter, total / static_cast<double>(total_of(right)));
  }
  std::int64_t number = 0;
  if (is_integer(right) && to_int64(right, number)) {
    if (number == 0) return raise_division_by_zero(interpreter);
    // Half to even.
    const Microseconds quotient = floor_divide(total_of(left), number);
    const Microseconds rest = (total_of(left) - quotient * number) * 2;
    const Microseconds size = number < 0 ? -static_cast<Microseconds>(number) : number;
    const Microseconds twice = rest < 0 ? -rest : rest;
    const bool up = twice > size || (twice == size && quotient % 2 != 0);
    return make_timedelta(interpreter, quotient + (up ? 1 : 0));
  }
  if (!is_float(right)) return Value::not_implemented();
  if (float_value(right) == 0) return raise_division_by_zero(interpreter);
  return make_timedelta(interpreter, nearest(total / float_value(right)));
}

Value floor_division(Interpreter& interpreter, const Value& left, const Value& right) {
  if (native_cast<TimedeltaObject>(left) == nullptr) return Value::not_implemented();
  std::int64_t number = 0;
  if (native_cast<TimedeltaObject>(right) != nullptr) {
    if (total_of(right) == 0) return raise_division_by_zero(interpreter);
    return make_integer(interpreter,
                        static_cast<std::int64_t>(floor_divide(total_of(left), total_of(right))));
  }
  if (!is_integer(right) || !to_int64(right, number)) return Value::not_implemented();
  if (number == 0) return raise_division_by_zero(interpreter);
  return make_timedelta(interpreter, floor_divide(total_of(left), number));
}

Value remainder(Interpreter& interpreter, const Value& left, const Value& right) {
  if (native_cast<TimedeltaObject>(left) == nullptr ||
      native_cast<TimedeltaObject>(right) == nullptr) {
    return Value::not_implemented();
  }
  if (total_of(right) == 0) return raise_division_by_zero(interpreter);
  return make_timedelta(
      interpreter,
      total_of(left) - floor_divide(total_of(left), total_of(right)) * total_of(right));
}

Value negate(Interpreter& interpreter, const Value& self) {
  return make_timedelta(interpreter, -total_of(self));
}
Value itself(Interpreter&, const Value& self) {
  return self;
}
Value magnitude(Interpreter& interpreter, const Value& self) {
  return make_timedelta(interpreter, total_of(self) < 0 ? -total_of(self) : total_of(self));
}
bool is_nonzero(Interpreter&, const Value& self, bool& result) {
  result = total_of(self) != 0;
  return true;
}

Value compare_totals(Interpreter&, const Value& self, const Value& other, Comparison op) {
  if (native_cast<TimedeltaObject>(other) == nullptr) return Value::not_implemented();
  const Microseconds a = total_of(self);
  const Microseconds b = total_of(other);
  return comparison_result(op, a < b ? -1 : a > b ? 1 : 0);
}

bool hash_total(Interpreter&, const Value& self, std::int64_t& result) {
  result = static_cast<std::int64_t>(total_of(self) % INT64_C(2305843009213693951));
  if (result == -1) result = -2;
  return true;
}

Value to_text(Interpreter& interpreter, const Value& self) {
  const Parts parts = split(total_of(self));
  std::string text;
  if (parts.days != 0) {
    text = fmt::format("{} day{}, ", parts.days, std::abs(parts.days) != 1 ? "s" : "");
  }
  text += fmt::format("{}:{:02}:{:02}", parts.seconds / 3600, parts.seconds / 60 % 60,
                      parts.seconds % 60);
  if (parts.microseconds != 0) text += fmt::format(".{:06}", parts.microseconds);
  return interpreter.make_string(text);
}

Value show(Interpreter& interpreter, const Value& self) {
  const Parts parts = split(total_of(self));
  std::string text;
  const auto add = [&](const char* name, std::int64_t number) {
    if (number == 0) return;
    if (!text.empty()) text += ", ";
    text += fmt::format("{}={}", name, number);
  };
  add("days", parts.days);
  add("seconds", parts.seconds);
  add("microseconds", parts.microseconds);
  return interpreter.make_string("datetime.timedelta(" + (text.empty() ? "0" : text) + ")");
}

Value total_seconds(Interpreter& interpreter, const Value& self, Arguments) {
  return make_float(interpreter, static_cast<double>(total_of(self)) /
                                     static_cast<double>(microseconds_a_second));
}

Value get_days(Interpreter&, const Value& self) {
  return Value::small(split(total_of(self)).days);
}
Value get_seconds(Interpreter&, const Value& self) {
  return Value::small(split(total_of(self)).seconds);
}
Value get_microseconds(Interpreter&, const Value& self) {
  return Value::small(split(total_of(self)).microseconds);
}

constexpr NativeDefinition methods[] = {{"total_seconds", total_seconds, Signature::none}};
constexpr NativeProperty properties[] = {
    {"days", get_days}, {"seconds", get_seconds}, {"microseconds", get_microseconds}};

}  // namespace

Value make_timedelta(Interpreter& interpreter, Microseconds total) {
  constexpr Microseconds limit = static_cast<Microseconds>(most_days + 1) * microseconds_a_day;
  if (total >= limit || total < -static_cast<Microseconds>(most_days) * microseconds_a_day) {
    const std::int64_t days =
        total >= limit * 1000 ? INT64_C(1000000000000)
                              : static_cast<std::int64_t>(floor_divide(total, microseconds_a_day));
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             fmt::format("days={}; must have magnitude <= 999999999", days));
  }
  auto* delta = interpreter.make<TimedeltaObject>(*datetime_types(interpreter).timedelta);
  delta->days = static_cast<std::int64_t>(floor_divide(total, microseconds_a_day));
  delta->rest = static_cast<std::int64_t>(total - static_cast<Microseconds>(delta->days) *
                                                      microseconds_a_day);
  return Value::adopt(delta);
}

Type& define_timedelta(Interpreter& interpreter) {
  TypeDefinition definition;
  definition.name = "timedelta";
  definition.module = "datetime";
  definition.size = sizeof(TimedeltaObject);
  definition.tag = &TimedeltaObject::tag;
  Slots& slots = definition.slots;
  slots.destroy = destroy_with<TimedeltaObject>;
  slots.make = make;
  slots.repr = show;
  slots.str = to_text;
  slots.hash = hash_total;
  slots.compare = compare_totals;
  slots.negative = negate;
  slots.positive = itself;
  slots.absolute = magnitude;
  slots.truth = is_nonzero;
  const auto set = [&](BinaryOperator op, auto* function) {
    slots.binary[static_cast<std::size_t>(op)] = function;
  };
  set(BinaryOperator::add, binary_add);
  set(BinaryOperator::subtract, binary_subtract);
  set(BinaryOperator::multiply, multiply);
  set(BinaryOperator::true_divide, true_divide);
  set(BinaryOperator::floor_divide, floor_division);
  set(BinaryOperator::remainder, remainder);
  definition.methods = methods;
  definition.properties = properties;
  return define_type(interpreter, definition);
}

}  // namespace loopscope::python
