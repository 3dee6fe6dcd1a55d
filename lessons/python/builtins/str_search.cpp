#include <algorithm>
#include <cstdint>
#include <string_view>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

bool read_bounds(Interpreter& interpreter, const Value* start, const Value* end, std::int64_t size,
                 std::int64_t& begin, std::int64_t& behind) {
  begin = 0;
  behind = size;
  const auto read = [&](const Value* value, std::int64_t& bound) {
    if (value == nullptr || value->is_null() || value->is_none()) return true;
    if (!is_integer(*value) && type_of(interpreter, *value).slots.index == nullptr) {
      interpreter.raise_type_error(
          "slice indices must be integers or None or have an __index__ method");
      return false;
    }
    if (!clamped_index(interpreter, *value, bound)) return false;
    if (bound < 0) bound = std::max<std::int64_t>(bound + size, 0);
    return true;
  };
  if (!read(start, begin) || !read(end, behind)) return false;
  behind = std::min(behind, size);
  return true;
}

namespace {

/// What find(), count() … look at: a part of the text and what is searched.
struct Search {
  std::string_view part;
  std::string_view wanted;
  std::int64_t begin = 0;  ///< character at which `part` begins
  bool possible = true;    ///< false: the bounds leave nothing, not even an empty text
};

bool part_of(Interpreter& interpreter, const Value& self, Arguments arguments, Search& search) {
  const auto& text = *as<StrObject>(self);
  std::int64_t behind = 0;
  if (!read_bounds(interpreter, argument_or_null(arguments, 1), argument_or_null(arguments, 2),
                   text.length, search.begin, behind)) {
    return false;
  }
  search.possible = search.begin <= behind;
  if (!search.possible) return true;
  const std::size_t first = byte_offset(text, static_cast<std::size_t>(search.begin));
  search.part =
      text.view().substr(first, byte_offset(text, static_cast<std::size_t>(behind)) - first);
  return true;
}

bool read_search(Interpreter& interpreter, const Value& self, Arguments arguments, Search& search) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  search.wanted = text_of(arguments[0]);
  return part_of(interpreter, self, arguments, search);
}

/// Character index of the first (or last) occurrence, -1 if there is none.
std::int64_t position(const Search& search, bool last) {
  if (!search.possible) return -1;
  const std::size_t at = last ? search.part.rfind(search.wanted) : search.part.find(search.wanted);
  if (at == std::string_view::npos) return -1;
  return search.begin + static_cast<std::int64_t>(character_count(search.part.substr(0, at)));
}

template <bool last, bool must>
Value find(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Search search;
  if (!read_search(interpreter, self, arguments, search)) return {};
  const std::int64_t at = position(search, last);
  if (at < 0 && must) return interpreter.raise_value_error("substring not found");
  return Value::small(at);
}

Value count(Interpreter& interpreter, const Value& self, Arguments arguments) {
  Search search;
  if (!read_search(interpreter, self, arguments, search)) return {};
  if (!search.possible) return Value::small(0);
  if (search.wanted.empty()) {
    return Value::small(static_cast<std::int64_t>(character_count(search.part)) + 1);
  }
  std::int64_t found = 0;
  for (std::size_t at = search.part.find(search.wanted); at != std::string_view::npos;
       at = search.part.find(search.wanted, at + search.wanted.size())) {
    ++found;
  }
  return Value::small(found);
}

/// startswith() and endswith(): one text or a tuple of them.
template <bool at_end>
Value has_affix(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const char* name = at_end ? "endswith" : "startswith";
  Search search;
  if (!part_of(interpreter, self, arguments, search)) return {};
  const auto matches = [&](const Value& affix) {
    return search.possible && (at_end ? search.part.ends_with(text_of(affix))
                                      : search.part.starts_with(text_of(affix)));
  };
  if (is_string(arguments[0])) return Value::boolean(matches(arguments[0]));
  const auto* tuple = try_as<TupleObject>(arguments[0]);
  if (tuple == nullptr) {
    return interpreter.raise_type_error("{} first arg must be str or a tuple of str, not {}", name,
                                        type_name(interpreter, arguments[0]));
  }
  for (const Value& affix : *tuple) {
    if (!is_string(affix)) {
      return interpreter.raise_type_error("tuple for {} must only contain str, not {}", name,
                                          type_name(interpreter, affix));
    }
    if (matches(affix)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

Value replace(Interpreter& interpreter, const Value& self, Arguments arguments) {
  for (std::size_t i = 0; i < 2; ++i) {
    if (!is_string(arguments[i])) {
      return interpreter.raise_type_error("replace() argument {} must be str, not {}", i + 1,
                                          type_name(interpreter, arguments[i]));
    }
  }
  std::int64_t limit = -1;
  if (arguments.count > 2 && !index_number(interpreter, arguments[2], limit)) return {};
  const std::string_view text = text_of(self);
  const std::string_view old = text_of(arguments[0]);
  const std::string_view fresh = text_of(arguments[1]);
  std::string result;
  std::size_t at = 0;
  for (; limit != 0; --limit) {
    if (old.empty()) {
      result += fresh;
      if (at >= text.size()) break;
      const std::size_t size = utf8_size(text[at]);
      result += text.substr(at, size);
      at += size;
      continue;
    }
    const std::size_t found = text.find(old, at);
    if (found == std::string_view::npos) break;
    result += text.substr(at, found - at);
    result += fresh;
    at = found + old.size();
    if (!interpreter.check_memory(result.size())) return {};
  }
  if (at < text.size()) result += text.substr(at);
  return interpreter.make_string(result);
}

template <bool suffix>
Value remove_affix(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("{}() argument must be str, not {}",
                                        suffix ? "removesuffix" : "removeprefix",
                                        type_name(interpreter, arguments[0]));
  }
  std::string_view text = text_of(self);
  const std::string_view affix = text_of(arguments[0]);
  if (suffix && text.ends_with(affix)) {
    text.remove_suffix(affix.size());
  } else if (!suffix && text.starts_with(affix)) {
    text.remove_prefix(affix.size());
  }
  return interpreter.make_string(text);
}

constexpr NativeDefinition methods[] = {
    {"find", find<false, false>, Signature::positional, 1, 3},
    {"rfind", find<true, false>, Signature::positional, 1, 3},
    {"index", find<false, true>, Signature::positional, 1, 3},
    {"rindex", find<true, true>, Signature::positional, 1, 3},
    {"count", count, Signature::positional, 1, 3},
    {"startswith", has_affix<false>, Signature::positional, 1, 3},
    {"endswith", has_affix<true>, Signature::positional, 1, 3},
    {"replace", replace, Signature::positional, 2, 3},
    {"removeprefix", remove_affix<false>, Signature::one},
    {"removesuffix", remove_affix<true>, Signature::one},
};

}  // namespace

std::span<const NativeDefinition> str_search_methods() {
  return methods;
}

}  // namespace loopscope::python
