// repr(), str(), ascii() and format() of any value.

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/stack_room.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

Value repr(Interpreter& interpreter, const Value& value) {
  const NativeRecursion guard(interpreter, " while getting the repr of an object");
  if (!guard) return {};
  Value text = type_of(interpreter, value).slots.repr(interpreter, value);
  if (text && !is_string(text))
    return interpreter.raise_type_error("__repr__ returned non-string (type {})",
                                        type_name(interpreter, text));
  return text;
}

Value to_str(Interpreter& interpreter, const Value& value) {
  if (value.is(Kind::string) && value.object()->is_exact()) return value;
  const NativeRecursion guard(interpreter, " while getting the str of an object");
  if (!guard) return {};
  const Slots& slots = type_of(interpreter, value).slots;
  Value text = slots.str(interpreter, value);
  if (text && !is_string(text))
    return interpreter.raise_type_error("__str__ returned non-string (type {})",
                                        type_name(interpreter, text));
  return text;
}

Value ascii(Interpreter& interpreter, const Value& value) {
  const Value shown = repr(interpreter, value);
  if (!shown || as<StrObject>(shown)->is_ascii()) return shown;
  std::string text;
  const std::string_view all = text_of(shown);
  for (std::size_t at = 0; at < all.size();) {
    const auto c = static_cast<std::uint32_t>(next_character(all, at));
    if (c < 128)
      text += static_cast<char>(c);
    else if (c < 0x100)
      text += fmt::format("\\x{:02x}", c);
    else if (c < 0x10000)
      text += fmt::format("\\u{:04x}", c);
    else
      text += fmt::format("\\U{:08x}", c);
  }
  return interpreter.make_string(text);
}

Value format_value(Interpreter& interpreter, const Value& value, const Value& spec) {
  const bool builtin = !value.is_object() || value.object()->is_exact();
  switch (builtin ? value.kind() : Kind::native) {
    case Kind::integer:
    case Kind::boolean:
    case Kind::floating:
    case Kind::complex:
    case Kind::string:
      return format_number_or_text(interpreter, value, text_of(spec));
    default:
      break;
  }
  const Value method = special_method(interpreter, value, interpreter.names.format);
  if (!method) return {};
  Value text = call(interpreter, method, Arguments(&spec, 1));
  if (text && !is_string(text))
    return interpreter.raise_type_error("__format__ must return a str, not {}",
                                        type_name(interpreter, text));
  return text;
}

bool repr_text(Interpreter& interpreter, const Value& value, std::string& text) {
  const Value shown = repr(interpreter, value);
  if (!shown) return false;
  text += text_of(shown);
  return true;
}

bool str_text(Interpreter& interpreter, const Value& value, std::string& text) {
  const Value shown = to_str(interpreter, value);
  if (!shown) return false;
  text += text_of(shown);
  return true;
}

}  // namespace loopscope::python
