// The methods that bytes shares with str, which treat bytes as ASCII: done by those of str.

#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

/// Bytes that are no text in ASCII become characters for private use, which no method of str takes
/// for letters, digits or spaces.
constexpr char32_t private_use = 0xE000;

bool is_plain(unsigned char byte) {
  return byte < 0x80 && (byte < 0x1C || byte > 0x1F);
}

Value as_text(Interpreter& interpreter, std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(text, is_plain(byte) ? char32_t{byte} : private_use + byte);
  }
  return interpreter.make_string(text);
}

Value as_bytes(Interpreter& interpreter, const Value& like, const Value& text) {
  std::string bytes;
  const std::string_view characters = text_of(text);
  for (std::size_t at = 0; at < characters.size();) {
    bytes += static_cast<char>(static_cast<unsigned char>(next_character(characters, at) & 0xFF));
  }
  return like.is(Kind::bytearray) ? make_bytearray(interpreter, bytes)
                                  : make_bytes(interpreter, bytes);
}

/// Texts in the result, in lists and tuples as well, as bytes.
Value back(Interpreter& interpreter, const Value& like, const Value& result) {
  if (is_string(result)) return as_bytes(interpreter, like, result);
  std::span<const Value> items;
  if (!sequence_items(result, items)) return result;
  std::vector<Value> made;
  for (const Value& item : items) made.push_back(as_bytes(interpreter, like, item));
  if (result.is(Kind::tuple)) return make_tuple(interpreter, std::span<const Value>(made));
  Value list = make_list(interpreter);
  for (Value& item : made) as<ListObject>(list)->items.push_back(std::move(item));
  return list;
}

/// Calls the method of str with bytes in the arguments as text.
Value through_str(Interpreter& interpreter, const char* method, const Value& self,
                  Arguments arguments) {
  std::string_view bytes;
  bytes_view(self, bytes);
  std::vector<Value> values;
  for (std::size_t i = 0; i < arguments.count + arguments.keyword_count(); ++i) {
    const Value& value = arguments.values[i];
    if (is_string(value)) {
      return interpreter.raise_type_error("a bytes-like object is required, not '{}'",
                                          type_name(interpreter, value));
    }
    std::string_view given;
    values.push_back(bytes_view(value, given) ? as_text(interpreter, given) : value);
  }
  const Value result = call_method(interpreter, as_text(interpreter, bytes), method,
                                   Arguments(values.data(), arguments.count, arguments.names));
  return result ? back(interpreter, self, result) : Value();
}

#define LOOPSCOPE_BYTES_METHOD(name)                                                      \
  Value name##_method(Interpreter& interpreter, const Value& self, Arguments arguments) { \
    return through_str(interpreter, #name, self, arguments);                              \
  }
// clang-format off
#define LOOPSCOPE_BYTES_METHODS(X) \
  X(capitalize) X(center) X(expandtabs) X(isalnum) X(isalpha) X(isascii) X(isdigit) X(islower) \
  X(isspace) X(istitle) X(isupper) X(ljust) X(partition) X(removeprefix) X(removesuffix) \
  X(rjust) X(rpartition) X(rsplit) X(swapcase) X(title) X(zfill)
// clang-format on
LOOPSCOPE_BYTES_METHODS(LOOPSCOPE_BYTES_METHOD)

/// Only "\n", "\r" and "\r\n" end a line of bytes.
Value splitlines(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"splitlines", "keepends", 0};
  Value values[1];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool keep = false;
  if (values[0] && !truth(interpreter, values[0], keep)) return {};
  std::string_view bytes;
  bytes_view(self, bytes);
  Value list = make_list(interpreter);
  for (std::size_t begin = 0; begin < bytes.size();) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n", begin), bytes.size());
    std::size_t next = std::min(end + 1, bytes.size());
    if (bytes.substr(end).starts_with("\r\n")) ++next;
    const std::string_view line = bytes.substr(begin, (keep ? next : end) - begin);
    as<ListObject>(list)->items.push_back(self.is(Kind::bytearray)
                                              ? make_bytearray(interpreter, line)
                                              : make_bytes(interpreter, line));
    begin = next;
  }
  return list;
}

#define LOOPSCOPE_BYTES_ENTRY(name) {#name, name##_method},
constexpr NativeDefinition methods[] = {
    LOOPSCOPE_BYTES_METHODS(LOOPSCOPE_BYTES_ENTRY){"splitlines", splitlines}};

}  // namespace

std::span<const NativeDefinition> bytes_text_methods() {
  return methods;
}

}  // namespace loopscope::python
