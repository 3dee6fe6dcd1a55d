#include <cmath>
#include <cstdint>
#include <string>

#include "engine/base/float_text.h"
#include "lessons/python/builtins/functions.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

Value abs(Interpreter& interpreter, const Value&, Arguments arguments) {
  return absolute(interpreter, arguments[0]);
}

Value divmod(Interpreter& interpreter, const Value&, Arguments arguments) {
  return binary(interpreter, BinaryOperator::divmod, arguments[0], arguments[1]);
}

Value pow(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"pow", "base exp mod", 2};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  return power(interpreter, values[0], values[1], values[2] ? values[2] : Value::none());
}

Value with_prefix(Interpreter& interpreter, const Value& value, int base, const char* prefix) {
  const Value number = to_index(interpreter, value);
  if (!number) return {};
  const std::string text = integer_text(number, base);
  if (text.front() == '-') return interpreter.make_string("-" + (prefix + text.substr(1)));
  return interpreter.make_string(prefix + text);
}

Value bin(Interpreter& interpreter, const Value&, Arguments arguments) {
  return with_prefix(interpreter, arguments[0], 2, "0b");
}
Value oct(Interpreter& interpreter, const Value&, Arguments arguments) {
  return with_prefix(interpreter, arguments[0], 8, "0o");
}
Value hex(Interpreter& interpreter, const Value&, Arguments arguments) {
  return with_prefix(interpreter, arguments[0], 16, "0x");
}

Value chr(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t code = 0;
  if (!index_number(interpreter, arguments[0], code)) return {};
  if (code < 0 || code > static_cast<std::int64_t>(max_character)) {
    return interpreter.raise_value_error("chr() arg not in range(0x110000)");
  }
  return make_character(interpreter, static_cast<char32_t>(code));
}

Value ord(Interpreter& interpreter, const Value&, Arguments arguments) {
  const Value& value = arguments[0];
  std::string_view bytes;
  std::size_t count = 0;
  if (auto* text = try_as<StrObject>(value)) {
    if (text->length == 1) return Value::small(static_cast<std::int64_t>(character_at(*text, 0)));
    count = text->length;
  } else if (bytes_view(value, bytes)) {
    if (bytes.size() == 1) return Value::small(static_cast<unsigned char>(bytes[0]));
    count = bytes.size();
  } else {
    return interpreter.raise_type_error("ord() expected string of length 1, but {} found",
                                        type_name(interpreter, value));
  }
  return interpreter.raise_type_error("ord() expected a character, but string of length {} found",
                                      count);
}

Value round_number(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"round", "number ndigits", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  const Value method = special_method(interpreter, values[0], interpreter.names.round);
  if (!method) {
    if (interpreter.raised()) return {};
    return interpreter.raise_type_error("type {} doesn't define __round__ method",
                                        type_name(interpreter, values[0]));
  }
  if (!values[1] || values[1].is_none()) return call(interpreter, method);
  return call(interpreter, method, {values[1]});
}

constexpr NativeDefinition functions[] = {
    {"abs", abs, Signature::one},
    {"divmod", divmod, Signature::positional, 2, 2},
    {"pow", pow},
    {"bin", bin, Signature::one},
    {"oct", oct, Signature::one},
    {"hex", hex, Signature::one},
    {"chr", chr, Signature::one},
    {"ord", ord, Signature::one},
    {"round", round_number},
};

}  // namespace

std::span<const NativeDefinition> number_functions() {
  return functions;
}

}  // namespace loopscope::python
