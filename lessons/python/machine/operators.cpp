// Python's operators, for values of any type.

#include <array>
#include <compare>

#include "lessons/python/machine/comparison.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"

namespace loopscope::python {
namespace {

constexpr std::array<const char*, binary_operator_count> symbols = {
    "+", "-", "*", "@", "/", "//", "%", "** or pow()", "<<", ">>", "&", "|", "^", "divmod()"};
constexpr std::array<const char*, binary_operator_count> in_place_symbols = {
    "+=", "-=", "*=", "@=", "/=", "//=", "%=", "**=", "<<=", ">>=", "&=", "|=", "^=", ""};

using BinarySlot = Value (*)(Interpreter&, const Value&, const Value&);

/// The numbers' slots of both operands; NotImplemented if neither knows.
Value try_binary(Interpreter& interpreter, std::size_t op, const Value& left, const Value& right) {
  Type& left_type = type_of(interpreter, left);
  Type& right_type = type_of(interpreter, right);
  const BinarySlot first = left_type.slots.binary[op];
  BinarySlot second = nullptr;
  if (&left_type != &right_type) {
    second = right_type.slots.binary[op];
    if (second == first) second = nullptr;
  }
  if (first != nullptr) {
    if (second != nullptr && right_type.is_subtype(left_type)) {
      Value result = second(interpreter, left, right);
      if (!result.is_not_implemented()) return result;
      second = nullptr;
    }
    Value result = first(interpreter, left, right);
    if (!result.is_not_implemented()) return result;
  }
  if (second != nullptr) return second(interpreter, left, right);
  return Value::not_implemented();
}

Raised unsupported(Interpreter& interpreter, const char* symbol, const Value& left,
                   const Value& right) {
  return interpreter.raise_type_error("unsupported operand type(s) for {}: '{}' and '{}'", symbol,
                                      type_name(interpreter, left), type_name(interpreter, right));
}

bool is_index(Interpreter& interpreter, const Value& value) {
  return type_of(interpreter, value).slots.index != nullptr;
}

Value repeat(Interpreter& interpreter, const Value& sequence, const Value& count, bool in_place) {
  if (!is_index(interpreter, count))
    return interpreter.raise_type_error("can't multiply sequence by non-int of type '{}'",
                                        type_name(interpreter, count));
  std::int64_t number = 0;
  if (!index_number(interpreter, count, number, "cannot fit 'int' into an index-sized integer"))
    return {};
  const Slots& slots = type_of(interpreter, sequence).slots;
  if (in_place && slots.in_place_repeat != nullptr)
    return slots.in_place_repeat(interpreter, sequence, number);
  return slots.repeat(interpreter, sequence, number);
}

/// What sequences do for + and *.
Value try_sequence(Interpreter& interpreter, BinaryOperator op, const Value& left,
                   const Value& right, bool in_place) {
  const Slots& slots = type_of(interpreter, left).slots;
  if (op == BinaryOperator::add) {
    if (in_place && slots.in_place_concat != nullptr)
      return slots.in_place_concat(interpreter, left, right);
    if (slots.concat != nullptr) return slots.concat(interpreter, left, right);
  } else if (op == BinaryOperator::multiply) {
    if (slots.repeat != nullptr) return repeat(interpreter, left, right, in_place);
    if (type_of(interpreter, right).slots.repeat != nullptr)
      return repeat(interpreter, right, left, false);
  }
  return Value::not_implemented();
}

}  // namespace

Value binary(Interpreter& interpreter, BinaryOperator op, const Value& left, const Value& right) {
  const auto index = static_cast<std::size_t>(op);
  Value result = try_binary(interpreter, index, left, right);
  if (!result.is_not_implemented()) return result;
  result = try_sequence(interpreter, op, left, right, false);
  if (!result.is_not_implemented()) return result;
  return unsupported(interpreter, symbols[index], left, right);
}

Value in_place(Interpreter& interpreter, BinaryOperator op, Value left, const Value& right) {
  const auto index = static_cast<std::size_t>(op);
  if (op == BinaryOperator::add && left.is(Kind::string) && is_string(right) &&
      left.object()->is_exact() && right.object()->is_exact())
    return concatenate(interpreter, std::move(left), right);
  const Slots& slots = type_of(interpreter, left).slots;
  if (slots.in_place[index] != nullptr) {
    Value result = slots.in_place[index](interpreter, left, right);
    if (!result.is_not_implemented()) return result;
  }
  Value result = try_binary(interpreter, index, left, right);
  if (!result.is_not_implemented()) return result;
  result = try_sequence(interpreter, op, left, right, true);
  if (!result.is_not_implemented()) return result;
  return unsupported(interpreter, in_place_symbols[index], left, right);
}

Value power(Interpreter& interpreter, const Value& base, const Value& exponent,
            const Value& modulus) {
  if (modulus.is_none()) return binary(interpreter, BinaryOperator::power, base, exponent);
  Type& type = type_of(interpreter, base);
  if (type.is_heap()) {
    if (const Value method = special_method(interpreter, base, interpreter.names.pow)) {
      Value result = call(interpreter, method, {exponent, modulus});
      if (!result || !result.is_not_implemented()) return result;
    }
  } else if (auto* slot = type.slots.power_modulo) {
    Value result = slot(interpreter, base, exponent, modulus);
    if (!result.is_not_implemented()) return result;
  }
  return interpreter.raise_type_error(
      "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'", type_name(interpreter, base),
      type_name(interpreter, exponent), type_name(interpreter, modulus));
}

namespace {

using UnarySlot = Value (*)(Interpreter&, const Value&);

Value unary(Interpreter& interpreter, UnarySlot slot, const Value& value, const char* what) {
  if (slot != nullptr) return slot(interpreter, value);
  return interpreter.raise_type_error("bad operand type for {}: '{}'", what,
                                      type_name(interpreter, value));
}

}  // namespace

Value negative(Interpreter& interpreter, const Value& value) {
  return unary(interpreter, type_of(interpreter, value).slots.negative, value, "unary -");
}

Value positive(Interpreter& interpreter, const Value& value) {
  return unary(interpreter, type_of(interpreter, value).slots.positive, value, "unary +");
}

Value absolute(Interpreter& interpreter, const Value& value) {
  return unary(interpreter, type_of(interpreter, value).slots.absolute, value, "abs()");
}

Value invert(Interpreter& interpreter, const Value& value) {
  return unary(interpreter, type_of(interpreter, value).slots.invert, value, "unary ~");
}

Value compare(Interpreter& interpreter, const Value& left, const Value& right, Comparison op) {
  if (left.is_small() && right.is_small()) {
    return comparison_result(op, left.small() <=> right.small());
  }
  static constexpr Comparison reflected[] = {Comparison::greater, Comparison::greater_equal,
                                             Comparison::equal,   Comparison::not_equal,
                                             Comparison::less,    Comparison::less_equal};
  static constexpr const char* names[] = {"<", "<=", "==", "!=", ">", ">="};
  const NativeRecursion guard(interpreter, " in comparison");
  if (!guard) return {};
  Type& left_type = type_of(interpreter, left);
  Type& right_type = type_of(interpreter, right);
  const auto index = static_cast<std::size_t>(op);
  bool right_tried = false;
  if (&left_type != &right_type && right_type.slots.compare != nullptr &&
      right_type.is_subtype(left_type)) {
    right_tried = true;
    Value result = right_type.slots.compare(interpreter, right, left, reflected[index]);
    if (!result.is_not_implemented()) return result;
  }
  if (left_type.slots.compare != nullptr) {
    Value result = left_type.slots.compare(interpreter, left, right, op);
    if (!result.is_not_implemented()) return result;
  }
  if (!right_tried && right_type.slots.compare != nullptr) {
    Value result = right_type.slots.compare(interpreter, right, left, reflected[index]);
    if (!result.is_not_implemented()) return result;
  }
  if (op == Comparison::equal) return Value::boolean(left.same(right));
  if (op == Comparison::not_equal) return Value::boolean(!left.same(right));
  return interpreter.raise_type_error("'{}' not supported between instances of '{}' and '{}'",
                                      names[index], type_name(interpreter, left),
                                      type_name(interpreter, right));
}

bool compare_truth(Interpreter& interpreter, const Value& left, const Value& right, Comparison op,
                   bool& result) {
  if (left.same(right) && (op == Comparison::equal || op == Comparison::not_equal)) {
    result = op == Comparison::equal;
    return true;
  }
  const Value value = compare(interpreter, left, right, op);
  return value && truth(interpreter, value, result);
}

bool equal(Interpreter& interpreter, const Value& left, const Value& right, bool& result) {
  if (left.same(right)) {
    result = true;
    return true;
  }
  if (left.is(Kind::string) && right.is(Kind::string) && left.object()->is_exact() &&
      right.object()->is_exact()) {
    result = text_of(left) == text_of(right);
    return true;
  }
  return compare_truth(interpreter, left, right, Comparison::equal, result);
}

bool truth(Interpreter& interpreter, const Value& value, bool& result) {
  if (!value.is_object()) {
    result = value.is_small() ? value.small() != 0 : !value.is_false() && !value.is_none();
    return true;
  }
  const Slots& slots = value.object()->type->slots;
  if (slots.truth != nullptr) return slots.truth(interpreter, value, result);
  if (slots.length != nullptr) {
    std::int64_t size = 0;
    if (!slots.length(interpreter, value, size)) return false;
    result = size != 0;
    return true;
  }
  result = true;
  return true;
}

bool hash(Interpreter& interpreter, const Value& value, std::int64_t& result) {
  if (value.is(Kind::string) && value.object()->is_exact()) {
    result = hash_string(*as<StrObject>(value));
    return true;
  }
  const auto slot = type_of(interpreter, value).slots.hash;
  if (slot != nullptr) return slot(interpreter, value, result);
  return interpreter.raise_type_error("unhashable type: '{}'", type_name(interpreter, value));
}

}  // namespace loopscope::python
