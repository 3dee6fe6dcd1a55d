#include <cstdint>
#include <string>
#include <string_view>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/text/format_spec.h"

namespace loopscope::python {

namespace {

bool wants_float(const FormatSpec& spec) {
  return std::u32string_view(U"eEfFgG%").find(spec.type) != std::u32string_view::npos &&
         spec.type != 0;
}

Value format_int_value(Interpreter& interpreter, const Value& value, const FormatSpec& spec) {
  std::int64_t number = 0;
  if (to_int64(value, number)) return interpreter.make_string(format_integer(number, spec));
  double real = 0;
  if (wants_float(spec) && !to_double(value, real)) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "int too large to convert to float");
  }
  return interpreter.make_string(format_integer(big_value(value), spec));
}

Value format_with(Interpreter& interpreter, const Value& value, std::string_view text) {
  const FormatSpec spec = FormatSpec::parse(text, type_name(interpreter, value));
  if (spec.width > 0 && !interpreter.check_memory(static_cast<std::size_t>(spec.width))) return {};
  if (spec.precision > 0 && !interpreter.check_memory(static_cast<std::size_t>(spec.precision))) {
    return {};
  }
  switch (value.kind()) {
    case Kind::boolean:
    case Kind::integer:
      return format_int_value(interpreter, value, spec);
    case Kind::floating:
      return interpreter.make_string(format_float(float_value(value), spec));
    default:
      return interpreter.make_string(format_text(text_of(value), spec));
  }
}

}  // namespace

Value format_number_or_text(Interpreter& interpreter, const Value& value, std::string_view spec) {
  if (spec.empty()) return to_str(interpreter, value);
  try {
    if (value.kind() == Kind::complex) {
      const auto& number = *as<ComplexObject>(value);
      return interpreter.make_string(format_complex(
          number.real, number.imaginary, FormatSpec::parse(spec, type_name(interpreter, value))));
    }
    return format_with(interpreter, value, spec);
  } catch (const FormatError& error) {
    const bool overflow = error.kind() == FormatError::Kind::overflow_error;
    return interpreter.raise(
        overflow ? *interpreter.exceptions.overflow_error : *interpreter.exceptions.value_error,
        error.what());
  }
}

}  // namespace loopscope::python
