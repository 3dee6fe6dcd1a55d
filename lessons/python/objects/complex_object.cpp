#include <cmath>
#include <complex>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/numbers.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

Value make_complex(Interpreter& interpreter, double real, double imaginary) {
  return Value::adopt(interpreter.make<ComplexObject>(*interpreter.types.complex, real, imaginary));
}

namespace {

using Complex = std::complex<double>;

Complex number_of(const Value& value) {
  const auto* object = as<ComplexObject>(value);
  return {object->real, object->imaginary};
}

bool operand(Interpreter& interpreter, const Value& value, Complex& number, bool& known) {
  known = true;
  double real = 0.0;
  if (value.is(Kind::complex)) {
    number = number_of(value);
    return true;
  }
  known = is_float(value) || is_integer(value);
  if (!known) return true;
  if (!to_real(interpreter, value, real)) return false;
  number = real;
  return true;
}

Value make(Interpreter& interpreter, Complex number) {
  return make_complex(interpreter, number.real(), number.imag());
}

template <BinaryOperator Op>
Value binary_slot(Interpreter& interpreter, const Value& left, const Value& right) {
  Complex a;
  Complex b;
  bool known = false;
  if (!operand(interpreter, left, a, known)) return {};
  if (!known) return Value::not_implemented();
  if (!operand(interpreter, right, b, known)) return {};
  if (!known) return Value::not_implemented();
  switch (Op) {
    case BinaryOperator::add:
      return make(interpreter, a + b);
    case BinaryOperator::subtract:
      return make(interpreter, a - b);
    case BinaryOperator::multiply:
      return make(interpreter, a * b);
    case BinaryOperator::true_divide:
      if (b == 0.0)
        return interpreter.raise(*interpreter.exceptions.zero_division_error,
                                 "complex division by zero");
      return make(interpreter, a / b);
    default:
      if (b == 0.0) return make(interpreter, 1.0);
      if (a == 0.0) return make(interpreter, 0.0);
      if (b.imag() == 0.0 && b.real() == std::floor(b.real()) && std::fabs(b.real()) <= 100.0) {
        Complex result = 1.0;
        for (int i = 0; i < static_cast<int>(std::fabs(b.real())); ++i) result *= a;
        return make(interpreter, b.real() < 0 ? 1.0 / result : result);
      }
      return make(interpreter, std::pow(a, b));
  }
}

std::string part(double number) {
  std::string text = float_text(number);
  if (text.size() > 2 && text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

Value repr_slot(Interpreter& interpreter, const Value& self) {
  const Complex number = number_of(self);
  if (number.real() == 0.0 && !std::signbit(number.real()))
    return interpreter.make_string(part(number.imag()) + "j");
  std::string imaginary = part(number.imag());
  if (imaginary[0] != '-') imaginary.insert(0, "+");
  return interpreter.make_string("(" + part(number.real()) + imaginary + "j)");
}

bool hash_slot(Interpreter&, const Value& self, std::int64_t& hash) {
  const Complex number = number_of(self);
  const auto combined = static_cast<std::uint64_t>(hash_float(number.real())) +
                        1000003 * static_cast<std::uint64_t>(hash_float(number.imag()));
  hash = static_cast<std::int64_t>(combined);
  if (hash == -1) hash = -2;
  return true;
}

Value compare_slot(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  Complex b;
  bool known = false;
  if (op != Comparison::equal && op != Comparison::not_equal) return Value::not_implemented();
  if (!operand(interpreter, right, b, known)) return {};
  if (!known) return Value::not_implemented();
  return Value::boolean((number_of(left) == b) == (op == Comparison::equal));
}

bool truth_slot(Interpreter&, const Value& self, bool& truth) {
  truth = number_of(self) != 0.0;
  return true;
}

Value negative_slot(Interpreter& interpreter, const Value& self) {
  return make(interpreter, -number_of(self));
}

Value absolute_slot(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, std::hypot(number_of(self).real(), number_of(self).imag()));
}

bool parse(std::string_view text, Complex& number) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.starts_with('(') && text.ends_with(')')) text = text.substr(1, text.size() - 2);
  double real = 0.0;
  double imaginary = 0.0;
  if (!text.ends_with('j') && !text.ends_with('J')) {
    if (!parse_float(text, real)) return false;
    number = real;
    return true;
  }
  text.remove_suffix(1);
  std::size_t split = text.size();
  while (split > 1) {
    --split;
    if ((text[split] == '+' || text[split] == '-') && (text[split - 1] | 0x20) != 'e') break;
    if (split == 1) split = 0;
  }
  if (text.size() <= 1) split = 0;
  const std::string_view tail = text.substr(split);
  if (split > 0 && !parse_float(text.substr(0, split), real)) return false;
  if (tail.empty() || tail == "+")
    imaginary = 1.0;
  else if (tail == "-")
    imaginary = -1.0;
  else if (!parse_float(tail, imaginary))
    return false;
  number = {real, imaginary};
  return true;
}

Value make_slot(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"complex", "real imag", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  Complex real;
  Complex imaginary;
  bool known = true;
  if (values[0] && is_string(values[0])) {
    if (values[1])
      return interpreter.raise_type_error("complex() can't take second arg if first is a string");
    if (!parse(text_of(values[0]), real))
      return interpreter.raise_value_error("complex() arg is a malformed string");
  } else if (values[0] && !operand(interpreter, values[0], real, known)) {
    return {};
  }
  if (!known)
    return interpreter.raise_type_error(
        "complex() first argument must be a string or a number, not '{}'",
        type_name(interpreter, values[0]));
  if (values[1]) {
    if (is_string(values[1]))
      return interpreter.raise_type_error("complex() second arg can't be a string");
    if (!operand(interpreter, values[1], imaginary, known)) return {};
    if (!known)
      return interpreter.raise_type_error("complex() second argument must be a number, not '{}'",
                                          type_name(interpreter, values[1]));
    // Real parts are taken as they are: a sum would lose the sign of -0.0.
    if (values[1].is(Kind::complex)) real -= imaginary.imag();
    real = {real.real(), values[0] && values[0].is(Kind::complex) ? real.imag() + imaginary.real()
                                                                  : imaginary.real()};
  }
  return Value::adopt(interpreter.make<ComplexObject>(type, real.real(), real.imag()));
}

Value get_real(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, number_of(self).real());
}

Value get_imaginary(Interpreter& interpreter, const Value& self) {
  return make_float(interpreter, number_of(self).imag());
}

Value conjugate(Interpreter& interpreter, const Value& self, Arguments) {
  return make(interpreter, std::conj(number_of(self)));
}

Value positive_slot(Interpreter& interpreter, const Value& self) {
  return make(interpreter, number_of(self));
}

constexpr NativeDefinition methods[] = {{"conjugate", &conjugate, Signature::none}};
constexpr NativeProperty properties[] = {{"real", &get_real}, {"imag", &get_imaginary}};

}  // namespace

void define_complex(Interpreter& interpreter) {
  Slots slots;
  slots.destroy = &destroy_with<ComplexObject>;
  slots.make = &make_slot;
  slots.repr = &repr_slot;
  slots.hash = &hash_slot;
  slots.compare = &compare_slot;
  const auto binary = [&slots](BinaryOperator op) -> auto& {
    return slots.binary[static_cast<std::size_t>(op)];
  };
  binary(BinaryOperator::add) = &binary_slot<BinaryOperator::add>;
  binary(BinaryOperator::subtract) = &binary_slot<BinaryOperator::subtract>;
  binary(BinaryOperator::multiply) = &binary_slot<BinaryOperator::multiply>;
  binary(BinaryOperator::true_divide) = &binary_slot<BinaryOperator::true_divide>;
  binary(BinaryOperator::power) = &binary_slot<BinaryOperator::power>;
  slots.negative = &negative_slot;
  slots.positive = &positive_slot;
  slots.absolute = &absolute_slot;
  slots.truth = &truth_slot;
  interpreter.types.complex = &define_type(interpreter, {.name = "complex",
                                                         .kind = Kind::complex,
                                                         .size = sizeof(ComplexObject),
                                                         .flags = Type::base_allowed,
                                                         .slots = slots,
                                                         .methods = methods,
                                                         .properties = properties});
}

}  // namespace loopscope::python
