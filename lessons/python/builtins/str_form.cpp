#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/builtins/methods.h"
#include "lessons/python/builtins/text_codec.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

enum class Side { left, right, both };

/// ljust(), rjust(), center(): the side that is filled.
template <Side side>
Value justify(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const auto& text = *as<StrObject>(self);
  std::int64_t width = 0;
  if (!index_number(interpreter, arguments[0], width)) return {};
  std::string fill = " ";
  if (arguments.count > 1) {
    if (!is_string(arguments[1])) {
      return interpreter.raise_type_error("The fill character must be a unicode character, not {}",
                                          type_name(interpreter, arguments[1]));
    }
    if (as<StrObject>(arguments[1])->length != 1) {
      return interpreter.raise_type_error("The fill character must be exactly one character long");
    }
    fill = text_of(arguments[1]);
  }
  const std::int64_t space = width - text.length;
  if (space <= 0) return self;
  if (!interpreter.check_memory(static_cast<std::size_t>(width) * fill.size())) return {};
  const std::int64_t left = side == Side::left    ? space
                            : side == Side::right ? 0
                                                  : space / 2 + (space & width & 1);
  std::string result;
  for (std::int64_t i = 0; i < left; ++i) result += fill;
  result += text.view();
  for (std::int64_t i = left; i < space; ++i) result += fill;
  return interpreter.make_string(result);
}

Value zfill(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const auto& text = *as<StrObject>(self);
  std::int64_t width = 0;
  if (!index_number(interpreter, arguments[0], width)) return {};
  if (width <= text.length) return self;
  if (!interpreter.check_memory(static_cast<std::size_t>(width))) return {};
  std::string result(text.view());
  const bool sign = !result.empty() && (result[0] == '+' || result[0] == '-');
  result.insert(sign ? 1 : 0, static_cast<std::size_t>(width - text.length), '0');
  return interpreter.make_string(result);
}

Value expandtabs(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"expandtabs", "tabsize", 0};
  Value values[1];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::int64_t size = 8;
  if (values[0] && !index_number(interpreter, values[0], size)) return {};
  const std::string_view text = text_of(self);
  std::string result;
  std::int64_t column = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (c == U'\t') {
      const std::int64_t space = size > 0 ? size - column % size : 0;
      if (!interpreter.check_memory(static_cast<std::size_t>(space))) return {};
      result.append(static_cast<std::size_t>(space), ' ');
      column += space;
      continue;
    }
    append_utf8(result, c);
    column = c == U'\n' || c == U'\r' ? 0 : column + 1;
  }
  return interpreter.make_string(result);
}

Value encode(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"encode", "encoding errors", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values) ||
      !check_string(interpreter, "encode", "encoding", values[0]) ||
      !check_string(interpreter, "encode", "errors", values[1])) {
    return {};
  }
  return encode_text(interpreter, self, values[0] ? text_of(values[0]) : "utf-8",
                     values[1] ? text_of(values[1]) : "strict");
}

Value maketrans(Interpreter& interpreter, const Value&, Arguments arguments) {
  Value table = make_dict(interpreter);
  DictObject& dict = dict_of(table);
  if (arguments.count == 1) {
    if (!arguments[0].is(Kind::dict)) {
      return interpreter.raise_type_error(
          "if you give only one argument to maketrans it must be a dict");
    }
    std::size_t at = 0;
    while (const DictObject::Entry* entry = dict_of(arguments[0]).next(at)) {
      Value key = entry->key;
      if (is_string(key)) {
        if (as<StrObject>(key)->length != 1) {
          return interpreter.raise_value_error(
              "string keys in translate table must be of length 1");
        }
        key = Value::small(static_cast<std::int64_t>(character_at(*as<StrObject>(key), 0)));
      }
      if (!dict.set(key, entry->value)) return {};
    }
    return table;
  }
  for (std::size_t i = 0; i < arguments.count; ++i) {
    if (!is_string(arguments[i])) {
      return interpreter.raise_type_error("maketrans() argument {} must be str, not {}", i + 1,
                                          type_name(interpreter, arguments[i]));
    }
  }
  const std::u32string from = to_characters(text_of(arguments[0]));
  const std::u32string to = to_characters(text_of(arguments[1]));
  if (from.size() != to.size()) {
    return interpreter.raise_value_error(
        "the first two maketrans arguments must have equal length");
  }
  const auto number = [](char32_t c) { return Value::small(static_cast<std::int64_t>(c)); };
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (!dict.set(number(from[i]), number(to[i]))) return {};
  }
  if (arguments.count > 2) {
    for (const char32_t c : to_characters(text_of(arguments[2]))) {
      if (!dict.set(number(c), Value::none())) return {};
    }
  }
  return table;
}

Value translate(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string result;
  for (const char32_t c : to_characters(text_of(self))) {
    const Value mapped =
        get_item(interpreter, arguments[0], Value::small(static_cast<std::int64_t>(c)));
    if (!mapped) {
      if (!interpreter.raised(*interpreter.exceptions.lookup_error)) return {};
      interpreter.clear_error();
      append_utf8(result, c);
    } else if (is_string(mapped)) {
      result += text_of(mapped);
    } else if (is_integer(mapped)) {
      std::int64_t code = 0;
      if (!to_int64(mapped, code) || code < 0 || code > static_cast<std::int64_t>(max_character)) {
        return interpreter.raise_value_error("character mapping must be in range(0x110000)");
      }
      append_utf8(result, static_cast<char32_t>(code));
    } else if (!mapped.is_none()) {
      return interpreter.raise_type_error("character mapping must return integer, None or str");
    }
  }
  return interpreter.make_string(result);
}

Value format(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return format_template(interpreter, text_of(self), arguments, nullptr);
}

Value format_map(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return format_template(interpreter, text_of(self), {}, &arguments[0]);
}

Value format_self(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("__format__() argument must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  return format_number_or_text(interpreter, self, text_of(arguments[0]));
}

constexpr NativeDefinition methods[] = {
    {"ljust", justify<Side::right>, Signature::positional, 1, 2},
    {"rjust", justify<Side::left>, Signature::positional, 1, 2},
    {"center", justify<Side::both>, Signature::positional, 1, 2},
    {"zfill", zfill, Signature::one},
    {"expandtabs", expandtabs},
    {"encode", encode},
    {"maketrans", maketrans, Signature::positional, 1, 3, NativeDefinition::static_method},
    {"translate", translate, Signature::one},
    {"format", format},
    {"format_map", format_map, Signature::one},
    {"__format__", format_self, Signature::one},
};

}  // namespace

std::span<const NativeDefinition> str_form_methods() {
  return methods;
}

}  // namespace loopscope::python
