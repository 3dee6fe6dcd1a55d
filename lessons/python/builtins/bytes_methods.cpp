#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/builtins/text_codec.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

std::string_view view(const Value& self) {
  std::string_view bytes;
  bytes_view(self, bytes);
  return bytes;
}

/// bytes or bytearray, as `like` is.
Value same_kind(Interpreter& interpreter, const Value& like, std::string_view bytes) {
  return like.is(Kind::bytearray) ? make_bytearray(interpreter, bytes)
                                  : make_bytes(interpreter, bytes);
}

bool need_bytes(Interpreter& interpreter, const Value& value, std::string_view& bytes) {
  if (bytes_view(value, bytes)) return true;
  return interpreter.raise_type_error("a bytes-like object is required, not '{}'",
                                      type_name(interpreter, value));
}

/// What find() looks for: bytes, or one byte as an int.
bool need_part(Interpreter& interpreter, const Value& value, std::string& part) {
  std::string_view bytes;
  if (bytes_view(value, bytes)) {
    part = bytes;
    return true;
  }
  if (!is_integer(value)) {
    return interpreter.raise_type_error("argument should be integer or bytes-like object, not '{}'",
                                        type_name(interpreter, value));
  }
  std::int64_t number = 0;
  if (!to_int64(value, number) || number < 0 || number > 255) {
    return interpreter.raise_value_error("byte must be in range(0, 256)");
  }
  part = std::string(1, static_cast<char>(number));
  return true;
}

Value decode(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"decode", "encoding errors", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values) ||
      !check_string(interpreter, "decode", "encoding", values[0]) ||
      !check_string(interpreter, "decode", "errors", values[1])) {
    return {};
  }
  return decode_text(interpreter, self, values[0] ? text_of(values[0]) : "utf-8",
                     values[1] ? text_of(values[1]) : "strict");
}

Value hex(Interpreter& interpreter, const Value& self, Arguments arguments) {
  constexpr const char* digits = "0123456789abcdef";
  static constexpr ParameterList parameters{"hex", "sep bytes_per_sep", 0};
  Value values[2];
  std::int64_t group = 1;
  if (!read_arguments(interpreter, parameters, arguments, values) ||
      (values[1] && !index_number(interpreter, values[1], group))) {
    return {};
  }
  std::string_view separator;
  if (values[0]) {
    if (is_string(values[0])) {
      separator = text_of(values[0]);
    } else if (!bytes_view(values[0], separator)) {
      return interpreter.raise_type_error("object of type '{}' has no len()",
                                          type_name(interpreter, values[0]));
    }
    if (character_count(separator) != 1) {
      return interpreter.raise_value_error("sep must be length 1.");
    }
  }
  // Groups are counted from the right, or from the left if their size is negative.
  const std::string_view bytes = view(self);
  const auto size = static_cast<std::size_t>(std::abs(group));
  const std::size_t first = group > 0 && size > 0 ? bytes.size() % size : 0;
  std::string result;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    if (i > 0 && size > 0 && i % size == first) result += separator;
    result += digits[byte >> 4];
    result += digits[byte & 15];
  }
  return interpreter.make_string(result);
}

Value fromhex(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("fromhex() argument must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  std::string digits;
  std::size_t at = 0;
  for (const char c : text_of(arguments[0])) {
    if (c != ' ' && std::string_view("0123456789abcdefABCDEF").find(c) == std::string_view::npos) {
      return interpreter.raise_value_error(
          "non-hexadecimal number found in fromhex() arg at position {}", at);
    }
    if (c != ' ') digits += c;
    ++at;
  }
  if (digits.size() % 2 != 0) {
    return interpreter.raise_value_error(
        "non-hexadecimal number found in fromhex() arg at position {}", at);
  }
  std::string result;
  for (std::size_t i = 0; i < digits.size(); i += 2) {
    result += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
  }
  const bool array = as<Type>(self)->is_subtype(*interpreter.types.bytearray);
  return array ? make_bytearray(interpreter, result) : make_bytes(interpreter, result);
}

/// bytes.translate(table, /, delete=b"")
Value translate(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"translate", "table / delete", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::string_view table;
  std::string_view deleted;
  if ((!values[0].is_none() && !need_bytes(interpreter, values[0], table)) ||
      (values[1] && !need_bytes(interpreter, values[1], deleted))) {
    return {};
  }
  if (!values[0].is_none() && table.size() != 256) {
    return interpreter.raise_value_error("translation table must be 256 characters long");
  }
  std::string result;
  for (const char c : view(self)) {
    if (deleted.find(c) != std::string_view::npos) continue;
    result += table.empty() ? c : table[static_cast<unsigned char>(c)];
  }
  return same_kind(interpreter, self, result);
}

Value maketrans(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::string_view from;
  std::string_view to;
  if (!need_bytes(interpreter, arguments[0], from) || !need_bytes(interpreter, arguments[1], to)) {
    return {};
  }
  if (from.size() != to.size()) {
    return interpreter.raise_value_error("maketrans arguments must have same length");
  }
  std::string table(256, '\0');
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = static_cast<char>(i);
  for (std::size_t i = 0; i < from.size(); ++i) table[static_cast<unsigned char>(from[i])] = to[i];
  return make_bytes(interpreter, table);
}

template <bool last, bool must>
Value find(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string part;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  const std::string_view bytes = view(self);
  if (!need_part(interpreter, arguments[0], part) ||
      !read_bounds(interpreter, argument_or_null(arguments, 1), argument_or_null(arguments, 2),
                   static_cast<std::int64_t>(bytes.size()), begin, end)) {
    return {};
  }
  std::size_t at = std::string_view::npos;
  if (begin <= end) {
    const std::string_view range =
        bytes.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
    at = last ? range.rfind(part) : range.find(part);
  }
  if (at != std::string_view::npos) return Value::small(begin + static_cast<std::int64_t>(at));
  if (must) return interpreter.raise_value_error("subsection not found");
  return Value::small(-1);
}

/// The bytes between the optional bounds in arguments 1 and 2; `possible` false: they leave
/// nothing, not even an empty part. False if it has raised.
bool part_between(Interpreter& interpreter, const Value& self, Arguments arguments,
                  std::string_view& part, bool& possible) {
  part = view(self);
  std::int64_t from = 0;
  std::int64_t to = 0;
  if (!read_bounds(interpreter, argument_or_null(arguments, 1), argument_or_null(arguments, 2),
                   static_cast<std::int64_t>(part.size()), from, to)) {
    return false;
  }
  possible = from <= to && from <= static_cast<std::int64_t>(part.size());
  if (possible) {
    part = part.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from));
  }
  return true;
}

Value count(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string part;
  std::string_view bytes;
  bool possible = true;
  if (!need_part(interpreter, arguments[0], part) ||
      !part_between(interpreter, self, arguments, bytes, possible)) {
    return {};
  }
  if (!possible) return Value::small(0);
  if (part.empty()) return Value::small(static_cast<std::int64_t>(bytes.size()) + 1);
  std::int64_t found = 0;
  for (std::size_t at = bytes.find(part); at != std::string_view::npos;
       at = bytes.find(part, at + part.size())) {
    ++found;
  }
  return Value::small(found);
}

template <bool at_end>
Value has_affix(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::vector<Value> affixes{arguments[0]};
  if (const auto* tuple = try_as<TupleObject>(arguments[0])) {
    affixes.assign(tuple->begin(), tuple->end());
  }
  std::string_view part;
  bool possible = true;
  if (!part_between(interpreter, self, arguments, part, possible)) return {};
  for (const Value& affix : affixes) {
    std::string_view bytes;
    if (!bytes_view(affix, bytes)) {
      return interpreter.raise_type_error("{} first arg must be bytes or a tuple of bytes, not {}",
                                          at_end ? "endswith" : "startswith",
                                          type_name(interpreter, affix));
    }
    if (possible && (at_end ? part.ends_with(bytes) : part.starts_with(bytes))) {
      return Value::boolean(true);
    }
  }
  return Value::boolean(false);
}

Value replace(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string_view old;
  std::string_view fresh;
  std::int64_t limit = -1;
  if (!need_bytes(interpreter, arguments[0], old) ||
      !need_bytes(interpreter, arguments[1], fresh) ||
      (arguments.count > 2 && !index_number(interpreter, arguments[2], limit))) {
    return {};
  }
  const std::string_view bytes = view(self);
  std::string result;
  std::size_t at = 0;
  while (!old.empty() && limit-- != 0) {
    const std::size_t found = bytes.find(old, at);
    if (found == std::string_view::npos) break;
    result += bytes.substr(at, found - at);
    result += fresh;
    at = found + old.size();
    if (!interpreter.check_memory(result.size())) return {};
  }
  result += bytes.substr(at);
  return same_kind(interpreter, self, result);
}

bool is_byte_space(char c) {
  return c == ' ' || (c >= '\t' && c <= '\r');
}

Value split(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"split", "sep maxsplit", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::int64_t limit = -1;
  if (values[1] && !index_number(interpreter, values[1], limit)) return {};
  std::string_view rest = view(self);
  Value list = make_list(interpreter);
  const auto add = [&](std::string_view piece) {
    as<ListObject>(list)->items.push_back(same_kind(interpreter, self, piece));
  };
  if (!values[0] || values[0].is_none()) {
    for (;;) {
      while (!rest.empty() && is_byte_space(rest.front())) rest.remove_prefix(1);
      if (rest.empty()) return list;
      const auto end = static_cast<std::size_t>(
          std::find_if(rest.begin(), rest.end(), is_byte_space) - rest.begin());
      const std::size_t size = limit-- == 0 ? rest.size() : end;
      add(rest.substr(0, size));
      rest.remove_prefix(size);
    }
  }
  std::string_view separator;
  if (!need_bytes(interpreter, values[0], separator)) return {};
  if (separator.empty()) return interpreter.raise_value_error("empty separator");
  for (std::size_t at = 0; limit-- != 0 && (at = rest.find(separator)) != std::string_view::npos;) {
    add(rest.substr(0, at));
    rest.remove_prefix(at + separator.size());
  }
  add(rest);
  return list;
}

Value join(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string result;
  bool first = true;
  std::size_t index = 0;
  const bool fine = for_each(interpreter, arguments[0], [&](const Value& item) -> bool {
    std::string_view bytes;
    if (!bytes_view(item, bytes)) {
      return interpreter.raise_type_error(
          "sequence item {}: expected a bytes-like object, {} found", index,
          type_name(interpreter, item));
    }
    if (!first) result += view(self);
    result += bytes;
    first = false;
    ++index;
    return interpreter.check_memory(result.size());
  });
  return fine ? same_kind(interpreter, self, result) : Value();
}

template <bool left, bool right>
Value strip(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string_view given = " \t\n\r\v\f";
  if (arguments.count > 0 && !arguments[0].is_none() &&
      !need_bytes(interpreter, arguments[0], given)) {
    return {};
  }
  std::string_view bytes = view(self);
  const auto goes = [&](char c) { return given.find(c) != std::string_view::npos; };
  while (left && !bytes.empty() && goes(bytes.front())) bytes.remove_prefix(1);
  while (right && !bytes.empty() && goes(bytes.back())) bytes.remove_suffix(1);
  return same_kind(interpreter, self, bytes);
}

template <bool upper>
Value change_case(Interpreter& interpreter, const Value& self, Arguments) {
  std::string result(view(self));
  for (char& c : result) {
    if (upper && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (!upper && c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return same_kind(interpreter, self, result);
}

// Of bytearray alone.

Value append(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string part;
  if (!is_integer(arguments[0])) {
    return interpreter.raise_type_error("'{}' object cannot be interpreted as an integer",
                                        type_name(interpreter, arguments[0]));
  }
  if (!need_part(interpreter, arguments[0], part)) return {};
  as<ByteArrayObject>(self)->data += part;
  recount(interpreter, *as<ByteArrayObject>(self));
  return Value::none();
}

Value extend(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string added;
  std::string_view bytes;
  if (bytes_view(arguments[0], bytes)) {
    added = bytes;
  } else if (!for_each(interpreter, arguments[0], [&](const Value& item) {
               std::string part;
               if (!need_part(interpreter, item, part)) return false;
               added += part;
               return true;
             })) {
    return {};
  }
  as<ByteArrayObject>(self)->data += added;
  recount(interpreter, *as<ByteArrayObject>(self));
  return Value::none();
}

/// Place of an item; IndexError with that text if there is none.
bool item_place(Interpreter& interpreter, const std::string& data, std::int64_t& index,
                const char* text) {
  const auto size = static_cast<std::int64_t>(data.size());
  if (index < 0) index += size;
  if (index >= 0 && index < size) return true;
  return interpreter.raise(*interpreter.exceptions.index_error, text);
}

Value pop(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string& data = as<ByteArrayObject>(self)->data;
  std::int64_t index = -1;
  if (arguments.count > 0 && !index_number(interpreter, arguments[0], index)) return {};
  if (!item_place(interpreter, data, index,
                  data.empty() ? "pop from empty bytearray" : "pop index out of range")) {
    return {};
  }
  const auto byte = static_cast<unsigned char>(data[static_cast<std::size_t>(index)]);
  data.erase(static_cast<std::size_t>(index), 1);
  return Value::small(byte);
}

Value insert(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string& data = as<ByteArrayObject>(self)->data;
  std::int64_t index = 0;
  std::string part;
  if (!index_number(interpreter, arguments[0], index) ||
      !need_part(interpreter, arguments[1], part)) {
    return {};
  }
  const auto size = static_cast<std::int64_t>(data.size());
  if (index < 0) index = std::max<std::int64_t>(index + size, 0);
  data.insert(static_cast<std::size_t>(std::min(index, size)), part);
  return Value::none();
}

Value remove(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::string& data = as<ByteArrayObject>(self)->data;
  std::string part;
  if (!need_part(interpreter, arguments[0], part)) return {};
  const std::size_t at = data.find(part);
  if (at == std::string::npos) {
    return interpreter.raise_value_error("value not found in bytearray");
  }
  data.erase(at, 1);
  return Value::none();
}

Value reverse(Interpreter&, const Value& self, Arguments) {
  std::string& data = as<ByteArrayObject>(self)->data;
  std::reverse(data.begin(), data.end());
  return Value::none();
}

Value clear(Interpreter&, const Value& self, Arguments) {
  as<ByteArrayObject>(self)->data.clear();
  return Value::none();
}

Value copy(Interpreter& interpreter, const Value& self, Arguments) {
  return make_bytearray(interpreter, view(self));
}

constexpr NativeDefinition common_methods[] = {
    {"decode", decode},
    {"hex", hex},
    {"translate", translate},
    {"maketrans", maketrans, Signature::positional, 2, 2, NativeDefinition::static_method},
    {"fromhex", fromhex, Signature::one, 0, unlimited, NativeDefinition::class_method},
    {"find", find<false, false>, Signature::positional, 1, 3},
    {"rfind", find<true, false>, Signature::positional, 1, 3},
    {"index", find<false, true>, Signature::positional, 1, 3},
    {"rindex", find<true, true>, Signature::positional, 1, 3},
    {"count", count, Signature::positional, 1, 3},
    {"startswith", has_affix<false>, Signature::positional, 1, 3},
    {"endswith", has_affix<true>, Signature::positional, 1, 3},
    {"replace", replace, Signature::positional, 2, 3},
    {"split", split},
    {"join", join, Signature::one},
    {"strip", strip<true, true>, Signature::positional, 0, 1},
    {"lstrip", strip<true, false>, Signature::positional, 0, 1},
    {"rstrip", strip<false, true>, Signature::positional, 0, 1},
    {"upper", change_case<true>, Signature::none},
    {"lower", change_case<false>, Signature::none},
};
constexpr NativeDefinition array_methods[] = {
    {"append", append, Signature::one},        {"extend", extend, Signature::one},
    {"pop", pop, Signature::positional, 0, 1}, {"insert", insert, Signature::positional, 2, 2},
    {"remove", remove, Signature::one},        {"reverse", reverse, Signature::none},
    {"clear", clear, Signature::none},         {"copy", copy, Signature::none},
};

}  // namespace

void add_bytes_methods(Interpreter& interpreter) {
  add_methods(*interpreter.types.bytes, common_methods);
  add_methods(*interpreter.types.bytearray, common_methods);
  add_methods(*interpreter.types.bytes, bytes_text_methods());
  add_methods(*interpreter.types.bytearray, bytes_text_methods());
  add_methods(*interpreter.types.bytearray, array_methods);
}

}  // namespace loopscope::python
