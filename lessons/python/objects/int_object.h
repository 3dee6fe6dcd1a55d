#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <cstdint>
#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

using BigInteger = boost::multiprecision::cpp_int;

/// An int that does not fit into a Value (a small one), or an instance of a subclass of int (then
/// any value). True and False are no IntObjects.
struct IntObject : Object {
  static constexpr Kind object_kind = Kind::integer;
  explicit IntObject(BigInteger number) : value(std::move(number)) {}
  const BigInteger value;
};

/// int of any size, in its smallest form.
Value make_integer(Interpreter& interpreter, std::int64_t number);
Value make_integer(Interpreter& interpreter, std::uint64_t number);
Value make_integer(Interpreter& interpreter, const BigInteger& number);
/// A subclass's instance.
Value make_integer(Interpreter& interpreter, Type& type, const BigInteger& number);

/// True for int, bool and subclasses.
inline bool is_integer(const Value& value) {
  const Kind kind = value.kind();
  return kind == Kind::integer || kind == Kind::boolean;
}
/// The number of an int (or bool) of any size.
BigInteger big_value(const Value& integer);
/// True if an int fits; `number` is set then.
bool to_int64(const Value& integer, std::int64_t& number);
/// The double nearest to an int; false if it is beyond double's range.
bool to_double(const Value& integer, double& number);
/// operator.index(): an int or what has __index__; raises TypeError ("'str' object cannot be
/// interpreted as an integer").
Value to_index(Interpreter& interpreter, const Value& value);
/// The same as a number; raises OverflowError(`overflow`) if it is too large for 64 bits.
bool index_number(Interpreter& interpreter, const Value& value, std::int64_t& number,
                  const char* overflow = "Python int too large to convert to C ssize_t");
/// The same, clamped to 64 bits (slices).
bool clamped_index(Interpreter& interpreter, const Value& value, std::int64_t& number);
/// Text in base 2 … 36, without prefix; "-" in front of a negative one.
std::string integer_text(const Value& integer, int base = 10);
/// int(text, base): underscores, sign, prefix, white space. Raises ValueError as int() does.
Value parse_integer(Interpreter& interpreter, std::string_view text, int base);
/// float of an int for int / int, rounded correctly; raises OverflowError.
Value divide_integers(Interpreter& interpreter, const BigInteger& a, const BigInteger& b);

}  // namespace loopscope::python
