#include <string>
#include <string_view>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

template <std::string (*change)(std::string_view)>
Value changed(Interpreter& interpreter, const Value& self, Arguments) {
  return interpreter.make_string(change(text_of(self)));
}

/// True if there are characters and all of them are so.
template <bool (*holds)(char32_t)>
Value all_are(Interpreter&, const Value& self, Arguments) {
  const std::string_view text = text_of(self);
  bool result = !text.empty();
  for (std::size_t at = 0; result && at < text.size();) result = holds(next_character(text, at));
  return Value::boolean(result);
}

Value isprintable(Interpreter&, const Value& self, Arguments) {
  const std::string_view text = text_of(self);
  bool result = true;
  for (std::size_t at = 0; result && at < text.size();) {
    result = is_printable(next_character(text, at));
  }
  return Value::boolean(result);
}

Value isascii(Interpreter&, const Value& self, Arguments) {
  return Value::boolean(as<StrObject>(self)->is_ascii());
}

Value isidentifier(Interpreter&, const Value& self, Arguments) {
  return Value::boolean(is_identifier(text_of(self)));
}

/// islower() and isupper(): at least one such character, and none of the other case.
template <bool (*wanted)(char32_t), bool (*other)(char32_t)>
Value has_case(Interpreter&, const Value& self, Arguments) {
  const std::string_view text = text_of(self);
  bool any = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (other(c) || is_titlecase(c)) return Value::boolean(false);
    any = any || wanted(c);
  }
  return Value::boolean(any);
}

Value istitle(Interpreter&, const Value& self, Arguments) {
  const std::string_view text = text_of(self);
  bool any = false;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (is_uppercase(c) || is_titlecase(c)) {
      if (in_word) return Value::boolean(false);
      in_word = any = true;
    } else if (is_lowercase(c)) {
      if (!in_word) return Value::boolean(false);
      any = true;
    } else {
      in_word = false;
    }
  }
  return Value::boolean(any);
}

constexpr NativeDefinition methods[] = {
    {"upper", changed<to_upper>, Signature::none},
    {"lower", changed<to_lower>, Signature::none},
    {"title", changed<to_title>, Signature::none},
    {"capitalize", changed<to_capitalized>, Signature::none},
    {"swapcase", changed<to_swapped_case>, Signature::none},
    {"casefold", changed<to_folded>, Signature::none},
    {"isalpha", all_are<is_alphabetic>, Signature::none},
    {"isalnum", all_are<is_alphanumeric>, Signature::none},
    {"isdecimal", all_are<is_decimal>, Signature::none},
    {"isdigit", all_are<is_digit>, Signature::none},
    {"isnumeric", all_are<is_numeric>, Signature::none},
    {"isspace", all_are<is_space>, Signature::none},
    {"isprintable", isprintable, Signature::none},
    {"isascii", isascii, Signature::none},
    {"isidentifier", isidentifier, Signature::none},
    {"islower", has_case<is_lowercase, is_uppercase>, Signature::none},
    {"isupper", has_case<is_uppercase, is_lowercase>, Signature::none},
    {"istitle", istitle, Signature::none},
};

}  // namespace

std::span<const NativeDefinition> str_case_methods() {
  return methods;
}

}  // namespace loopscope::python
