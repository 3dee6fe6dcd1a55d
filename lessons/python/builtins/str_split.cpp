#include <cstdint>
#include <string_view>
#include <vector>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

/// `limit` pieces are split off (negative: all), from the left.
std::vector<std::string_view> split_white_space(std::string_view text, std::int64_t limit) {
  std::vector<std::string_view> pieces;
  std::size_t at = 0;
  const auto skip = [&](bool space) {
    while (at < text.size()) {
      std::size_t behind = at;
      if (is_space(next_character(text, behind)) != space) break;
      at = behind;
    }
  };
  for (skip(true); at < text.size(); skip(true)) {
    const std::size_t begin = at;
    if (limit-- == 0) {
      pieces.push_back(text.substr(begin));
      break;
    }
    skip(false);
    pieces.push_back(text.substr(begin, at - begin));
  }
  return pieces;
}

/// The same from the right; the pieces in their order in the text.
std::vector<std::string_view> split_white_space_right(std::string_view text, std::int64_t limit) {
  std::vector<std::string_view> pieces;
  std::size_t at = text.size();
  const auto skip = [&](bool space) {
    while (at > 0) {
      std::size_t before = at;
      if (is_space(previous_character(text, before)) != space) break;
      at = before;
    }
  };
  for (skip(true); at > 0; skip(true)) {
    const std::size_t end = at;
    if (limit-- == 0) {
      pieces.push_back(text.substr(0, end));
      break;
    }
    skip(false);
    pieces.push_back(text.substr(at, end - at));
  }
  return {pieces.rbegin(), pieces.rend()};
}

std::vector<std::string_view> split_at(std::string_view text, std::string_view separator,
                                       std::int64_t limit, bool from_right) {
  std::vector<std::string_view> pieces;
  while (limit-- != 0) {
    const std::size_t at = from_right ? text.rfind(separator) : text.find(separator);
    if (at == std::string_view::npos) break;
    pieces.push_back(from_right ? text.substr(at + separator.size()) : text.substr(0, at));
    text = from_right ? text.substr(0, at) : text.substr(at + separator.size());
  }
  pieces.push_back(text);
  if (from_right) return {pieces.rbegin(), pieces.rend()};
  return pieces;
}

Value list_of(Interpreter& interpreter, const std::vector<std::string_view>& pieces) {
  Value list = make_list(interpreter);
  for (const std::string_view piece : pieces) {
    as<ListObject>(list)->items.push_back(interpreter.make_string(piece));
  }
  return list;
}

template <bool from_right>
Value split(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{from_right ? "rsplit" : "split", "sep maxsplit", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::int64_t limit = -1;
  if (values[1] && !index_number(interpreter, values[1], limit)) return {};
  const std::string_view text = text_of(self);
  if (!values[0] || values[0].is_none()) {
    return list_of(interpreter, from_right ? split_white_space_right(text, limit)
                                           : split_white_space(text, limit));
  }
  if (!is_string(values[0])) {
    return interpreter.raise_type_error("must be str or None, not {}",
                                        type_name(interpreter, values[0]));
  }
  const std::string_view separator = text_of(values[0]);
  if (separator.empty()) return interpreter.raise_value_error("empty separator");
  return list_of(interpreter, split_at(text, separator, limit, from_right));
}

Value splitlines(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"splitlines", "keepends", 0};
  Value values[1];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool keep = false;
  if (values[0] && !truth(interpreter, values[0], keep)) return {};
  const std::string_view text = text_of(self);
  std::vector<std::string_view> lines;
  for (std::size_t begin = 0, at = 0; at < text.size();) {
    const std::size_t end = at;
    const char32_t c = next_character(text, at);
    const bool breaks = is_line_break(c);
    if (c == U'\r' && at < text.size() && text[at] == '\n') ++at;
    if (breaks) lines.push_back(text.substr(begin, (keep ? at : end) - begin));
    if (!breaks && at == text.size()) lines.push_back(text.substr(begin));
    if (breaks) begin = at;
  }
  return list_of(interpreter, lines);
}

template <bool from_right>
Value partition(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  const std::string_view text = text_of(self);
  const std::string_view separator = text_of(arguments[0]);
  if (separator.empty()) return interpreter.raise_value_error("empty separator");
  const std::size_t at = from_right ? text.rfind(separator) : text.find(separator);
  const Value empty = interpreter.make_string("");
  if (at == std::string_view::npos) {
    if (from_right) return make_tuple(interpreter, {empty, empty, self});
    return make_tuple(interpreter, {self, empty, empty});
  }
  return make_tuple(interpreter, {interpreter.make_string(text.substr(0, at)), arguments[0],
                                  interpreter.make_string(text.substr(at + separator.size()))});
}

Value join(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value items = to_list(interpreter, arguments[0]);
  if (!items) {
    if (interpreter.raised(*interpreter.exceptions.type_error) &&
        type_of(interpreter, arguments[0]).slots.iter == nullptr) {
      interpreter.clear_error();
      return interpreter.raise_type_error("can only join an iterable");
    }
    return {};
  }
  const std::string_view separator = text_of(self);
  std::string result;
  std::size_t index = 0;
  for (const Value& item : as<ListObject>(items)->items) {
    if (!is_string(item)) {
      return interpreter.raise_type_error("sequence item {}: expected str instance, {} found",
                                          index, type_name(interpreter, item));
    }
    if (index++ > 0) result += separator;
    result += text_of(item);
    if (!interpreter.check_memory(result.size())) return {};
  }
  return interpreter.make_string(result);
}

/// strip() and its two halves.
template <bool left, bool right>
Value strip(Interpreter& interpreter, const Value& self, Arguments arguments) {
  constexpr const char* name = left && right ? "strip" : left ? "lstrip" : "rstrip";
  std::u32string characters;
  const bool given = arguments.count > 0 && !arguments[0].is_none();
  if (given) {
    if (!is_string(arguments[0])) {
      return interpreter.raise_type_error("{} arg must be None or str", name);
    }
    characters = to_characters(text_of(arguments[0]));
  }
  const auto goes = [&](char32_t c) {
    return given ? characters.find(c) != std::u32string::npos : is_space(c);
  };
  std::string_view text = text_of(self);
  for (std::size_t at = 0; left && !text.empty(); at = 0) {
    if (!goes(next_character(text, at))) break;
    text.remove_prefix(at);
  }
  for (std::size_t at = text.size(); right && !text.empty(); at = text.size()) {
    if (!goes(previous_character(text, at))) break;
    text = text.substr(0, at);
  }
  return interpreter.make_string(text);
}

constexpr NativeDefinition methods[] = {
    {"split", split<false>},
    {"rsplit", split<true>},
    {"splitlines", splitlines},
    {"partition", partition<false>, Signature::one},
    {"rpartition", partition<true>, Signature::one},
    {"join", join, Signature::one},
    {"strip", strip<true, true>, Signature::positional, 0, 1},
    {"lstrip", strip<true, false>, Signature::positional, 0, 1},
    {"rstrip", strip<false, true>, Signature::positional, 0, 1},
};

}  // namespace

std::span<const NativeDefinition> str_split_methods() {
  return methods;
}

}  // namespace loopscope::python
