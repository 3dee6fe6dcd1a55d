#include "lessons/python/modules/asyncio/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/functools.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/set_object.h"
#include "lessons/python/text/str_repr.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

constexpr int most_levels = 6;
constexpr std::size_t longest_string = 30;
constexpr std::size_t longest_integer = 40;
constexpr std::size_t longest_other = 30;
constexpr std::size_t most_items = 6;
constexpr std::size_t most_pairs = 4;

/// "…" in the middle of what is longer than `longest` characters.
std::string shorten(const std::string& text, std::size_t longest) {
  const std::size_t size = character_count(text);
  if (size <= longest) return text;
  const std::size_t left = (longest - 3) / 2;
  const std::size_t right = longest - 3 - left;
  return std::string(characters_between(text, 0, left)) + "..." +
         std::string(characters_between(text, size - right, size));
}

/// reprlib.Repr.
class ShortRepr {
 public:
  explicit ShortRepr(Interpreter& interpreter) : interpreter_(interpreter) {}

  bool write(const Value& value, int level, std::string& text) {
    const std::string_view name = type_name(interpreter_, value);
    std::span<const Value> items;
    if (name == "str" && is_string(value)) {
      text += string(text_of(value));
    } else if (name == "int" && is_integer(value)) {
      text += shorten(integer_text(value), longest_integer);
    } else if (name == "list" && value.is(Kind::list) && sequence_items(value, items)) {
      return write_items({items.begin(), items.end()}, "[", "]", level, text);
    } else if (name == "tuple" && value.is(Kind::tuple) && sequence_items(value, items)) {
      return write_items({items.begin(), items.end()}, "(", items.size() == 1 ? ",)" : ")", level,
                         text);
    } else if (name == "dict" && value.is(Kind::dict)) {
      return write_dict(dict_of(value), level, text);
    } else if ((name == "set" || name == "frozenset") && value.is(Kind::set)) {
      return write_set(set_of(value), name == "frozenset", level, text);
    } else {
      return write_other(value, text);
    }
    return true;
  }

 private:
  static std::string string(std::string_view text) {
    const std::string shown = str_repr(characters_between(text, 0, longest_string));
    const std::size_t size = character_count(text);
    if (character_count(shown) <= longest_string && size <= longest_string) return shown;
    const std::size_t left = (longest_string - 3) / 2;
    const std::size_t right = longest_string - 3 - left;
    const std::string both =
        str_repr(std::string(characters_between(text, 0, left)) +
                 std::string(characters_between(text, size - std::min(right, size), size)));
    const std::size_t shown_size = character_count(both);
    return std::string(characters_between(both, 0, left)) + "..." +
           std::string(characters_between(both, shown_size - right, shown_size));
  }

  bool write_items(const std::vector<Value>& items, const char* left, const char* right, int level,
                   std::string& text) {
    text += left;
    if (level <= 0 && !items.empty()) {
      text += "...";
    } else {
      for (std::size_t i = 0; i < items.size() && i < most_items; ++i) {
        if (i > 0) text += ", ";
        if (!write(items[i], level - 1, text)) return false;
      }
      if (items.size() > most_items) text += ", ...";
    }
    text += right;
    return true;
  }

  /// Sorted if they can be.
  void sort(std::vector<Value>& items) {
    if (!sort_values(interpreter_, items, Value(), false)) interpreter_.clear_error();
  }

  bool write_set(const SetObject& set, bool frozen, int level, std::string& text) {
    std::vector<Value> items;
    std::size_t at = 0;
    while (const SetObject::Entry* entry = set.next(at)) items.push_back(entry->key);
    if (items.empty()) {
      text += frozen ? "frozenset()" : "set()";
      return true;
    }
    sort(items);
    return write_items(items, frozen ? "frozenset({" : "{", frozen ? "})" : "}", level, text);
  }

  bool write_dict(const DictObject& dict, int level, std::string& text) {
    std::vector<Value> keys;
    std::size_t at = 0;
    while (const DictObject::Entry* entry = dict.next(at)) keys.push_back(entry->key);
    if (level <= 0 && !keys.empty()) {
      text += "{...}";
      return true;
    }
    sort(keys);
    text += "{";
    for (std::size_t i = 0; i < keys.size() && i < most_pairs; ++i) {
      const Value* value = nullptr;
      if (!dict.find(keys[i], value)) return false;
      if (value == nullptr) continue;
      if (i > 0) text += ", ";
      const Value kept = *value;
      if (!write(keys[i], level - 1, text)) return false;
      text += ": ";
      if (!write(kept, level - 1, text)) return false;
    }
    text += keys.size() > most_pairs ? ", ...}" : "}";
    return true;
  }

  bool write_other(const Value& value, std::string& text) {
    std::string shown;
    if (!repr_text(interpreter_, value, shown)) {
      if (!interpreter_.raised(*interpreter_.exceptions.exception)) return false;
      interpreter_.clear_error();
      text += fmt::format("<{} instance at {:#x}>", type_name(interpreter_, value),
                          interpreter_.identity(value));
      return true;
    }
    text += shorten(shown, longest_other);
    return true;
  }

  Interpreter& interpreter_;
};

/// "(1, 'two', key=3)"
bool arguments_text(Interpreter& interpreter, const Value& arguments, const Value& keywords,
                    std::string& text) {
  text += "(";
  const char* separator = "";
  std::span<const Value> items;
  if (arguments && sequence_items(arguments, items)) {
    for (const Value& item : items) {
      text += std::exchange(separator, ", ");
      if (!short_repr(interpreter, item, text)) return false;
    }
  }
  if (keywords && keywords.is(Kind::dict)) {
    std::size_t at = 0;
    while (const DictObject::Entry* entry = dict_of(keywords).next(at)) {
      text += std::exchange(separator, ", ");
      if (!str_text(interpreter, entry->key, text)) return false;
      text += "=";
      if (!short_repr(interpreter, entry->value, text)) return false;
    }
  }
  text += ")";
  return true;
}

/// A text attribute; empty if it isn't there, or isn't a str.
bool text_attribute(Interpreter& interpreter, const Value& object, std::string_view name,
                    std::string& text) {
  Value value;
  if (!find_attribute(interpreter, object, interpreter.intern(name), value)) return false;
  text = value && is_string(value) ? std::string(text_of(value)) : std::string();
  return true;
}

bool format_callback(Interpreter& interpreter, const Value& callback, const Value& arguments,
                     const Value& keywords, const std::string& suffix, std::string& text) {
  Value function;
  Value bound;
  Value bound_keywords;
  std::string own;
  if (!arguments_text(interpreter, arguments, keywords, own)) return false;
  if (partial_parts(interpreter, callback, function, bound, bound_keywords)) {
    return format_callback(interpreter, function, bound, bound_keywords, own + suffix, text);
  }
  std::string name;
  if (!text_attribute(interpreter, callback, "__qualname__", name)) return false;
  if (name.empty() && !text_attribute(interpreter, callback, "__name__", name)) return false;
  if (name.empty() && !repr_text(interpreter, callback, name)) return false;
  text += name + own + suffix;
  return true;
}

/// What a functools.partialmethod binds; null for anything else.
Value partial_method(Interpreter& interpreter, const Value& value) {
  if (!value || type_of(interpreter, value).name != "partialmethod") return {};
  Value function;
  if (!find_attribute(interpreter, value, interpreter.intern("func"), function)) {
    interpreter.clear_error();
  }
  return function;
}

/// The function whose place in the source stands for a callback; null if there is none.
Value source_function(Interpreter& interpreter, const Value& callback) {
  Value function = callback;
  Value arguments;
  Value keywords;
  while (partial_parts(interpreter, function, function, arguments, keywords)) {
  }
  if (const Value bound = partial_method(interpreter, function)) function = bound;
  for (int i = 0; i < 100 && function; ++i) {
    Value wrapped;
    if (!find_attribute(interpreter, function, interpreter.names.wrapped, wrapped)) {
      interpreter.clear_error();
      break;
    }
    if (!wrapped) break;
    function = wrapped;
  }
  return function && function.is(Kind::function) ? function : Value();
}

std::string number_text(Interpreter& interpreter, const Value& object, std::string_view name) {
  Value value;
  if (!find_attribute(interpreter, object, interpreter.intern(name), value)) {
    interpreter.clear_error();
  }
  return value && is_integer(value) ? integer_text(value) : "0";
}

/// "asyncio/locks.py:114". Our own library's lines are not CPython's: those that a program can come
/// to see say theirs at their end ("#@ 114").
std::string place_text(Interpreter& interpreter, const std::string& file, const std::string& line) {
  constexpr std::string_view mark = "  #@ ";
  std::string shown = line;
  if (!line.empty() && line.size() < 9) {
    const std::string_view source = interpreter.source_line(file, std::stoi(line));
    const std::size_t at = source.rfind(mark);
    if (at != std::string_view::npos) shown = source.substr(at + mark.size());
  }
  return file + ":" + shown;
}

/// An attribute that isn't null or None: of a coroutine ("cr_…") or a generator ("gi_…").
Value coroutine_part(Interpreter& interpreter, const Value& coroutine, std::string_view name) {
  for (const char* prefix : {"cr_", "gi_"}) {
    Value value;
    const std::string full = prefix + std::string(name);
    if (!find_attribute(interpreter, coroutine, interpreter.intern(full), value)) {
      interpreter.clear_error();
    }
    if (value && !value.is_none()) return value;
  }
  return {};
}

void append_safe(Interpreter& interpreter, const Value& value, int level, std::string& text);

void append_safe_items(Interpreter& interpreter, std::span<const Value> items, int level,
                       std::string& text) {
  for (std::size_t i = 0; i < items.size() && i < most_items; ++i) {
    if (i > 0) text += ", ";
    append_safe(interpreter, items[i], level - 1, text);
  }
  if (items.size() > most_items) text += ", ...";
}

void append_safe_dict(Interpreter& interpreter, const DictObject& dict, int level,
                      std::string& text) {
  std::size_t at = 0;
  std::size_t count = 0;
  text += "{";
  while (const DictObject::Entry* entry = dict.next(at)) {
    if (count > 0) text += ", ";
    if (count++ == most_pairs) {
      text += "...";
      break;
    }
    append_safe(interpreter, entry->key, level - 1, text);
    text += ": ";
    append_safe(interpreter, entry->value, level - 1, text);
  }
  text += "}";
}

void append_safe(Interpreter& interpreter, const Value& value, int level, std::string& text) {
  if (level <= 0) {
    text += "...";
    return;
  }
  std::span<const Value> items;
  switch (value.kind()) {
    case Kind::none:
      text += "None";
      return;
    case Kind::boolean:
      text += value.is_true() ? "True" : "False";
      return;
    case Kind::integer:
      text += shorten(integer_text(value), longest_integer);
      return;
    case Kind::floating:
      text += float_text(float_value(value));
      return;
    case Kind::string:
      text += shorten(str_repr(text_of(value)), longest_string);
      return;
    case Kind::list:
    case Kind::tuple: {
      sequence_items(value, items);
      const bool list = value.is(Kind::list);
      text += list ? "[" : "(";
      append_safe_items(interpreter, items, level, text);
      text += list ? "]" : items.size() == 1 ? ",)" : ")";
      return;
    }
    case Kind::dict:
      append_safe_dict(interpreter, dict_of(value), level, text);
      return;
    case Kind::exception:
      sequence_items(exception_of(value)->args, items);
      text += value.object()->type->name + "(";
      append_safe_items(interpreter, items, level, text);
      text += ")";
      return;
    default:
      text += fmt::format("<{} object>", type_name(interpreter, value));
  }
}

}  // namespace

bool short_repr(Interpreter& interpreter, const Value& value, std::string& text) {
  return ShortRepr(interpreter).write(value, most_levels, text);
}

bool callback_text(Interpreter& interpreter, const Value& callback, const Value& arguments,
                   std::string& text) {
  if (!format_callback(interpreter, callback, arguments, Value(), "", text)) return false;
  const Value function = source_function(interpreter, callback);
  if (!function) return true;
  const Value code = get_attribute(interpreter, function, interpreter.names.code);
  if (!code) return false;
  std::string file;
  if (!text_attribute(interpreter, code, "co_filename", file)) return false;
  text += " at " + place_text(interpreter, file, number_text(interpreter, code, "co_firstlineno"));
  return true;
}

bool coroutine_text(Interpreter& interpreter, const Value& coroutine, bool done,
                    std::string& text) {
  const std::string name = coroutine_name(interpreter, coroutine);
  text += name + "()";
  const Value code = coroutine_part(interpreter, coroutine, "code");
  if (!code && name == "sleep") {
    // Where CPython's asyncio.sleep() is, begins and waits.
    const bool waits = static_cast<bool>(coroutine_part(interpreter, coroutine, "await"));
    text += done    ? " done, defined at asyncio/tasks.py:637"
            : waits ? " running at asyncio/tasks.py:649"
                    : " running at asyncio/tasks.py:637";
    return true;
  }
  if (!code) {
    const Value running = coroutine_part(interpreter, coroutine, "running");
    if (running && running.is_true()) text += " running";
    return true;
  }
  std::string file;
  if (!text_attribute(interpreter, code, "co_filename", file)) return false;
  const Value frame = coroutine_part(interpreter, coroutine, "frame");
  if (frame) {
    text +=
        " running at " + place_text(interpreter, file, number_text(interpreter, frame, "f_lineno"));
  } else {
    text += " done, defined at " +
            place_text(interpreter, file, number_text(interpreter, code, "co_firstlineno"));
  }
  return true;
}

std::string safe_repr(Interpreter& interpreter, const Value& value) {
  std::string text;
  append_safe(interpreter, value, most_levels, text);
  return text;
}

std::string safe_str(Interpreter& interpreter, const Value& value) {
  return is_string(value) ? std::string(text_of(value)) : safe_repr(interpreter, value);
}

std::string callback_name(Interpreter& interpreter, const Value& callback) {
  if (!callback) return "None";
  Value function = callback;
  Value arguments;
  Value keywords;
  while (partial_parts(interpreter, function, function, arguments, keywords)) {
  }
  if (function.is(Kind::bound_method)) function = as<BoundMethodObject>(function)->function;
  if (function.is(Kind::function)) {
    return std::string(text_of(as<FunctionObject>(function)->qualname));
  }
  std::string name;
  if (!text_attribute(interpreter, function, "__qualname__", name)) interpreter.clear_error();
  return name.empty() ? type_of(interpreter, function).qualname : name;
}

std::string coroutine_name(Interpreter& interpreter, const Value& coroutine) {
  if (coroutine.is(Kind::generator)) {
    return std::string(text_of(as<GeneratorObject>(coroutine)->qualname));
  }
  std::string name;
  if (!text_attribute(interpreter, coroutine, "__qualname__", name)) interpreter.clear_error();
  if (name.empty() && !text_attribute(interpreter, coroutine, "__name__", name)) {
    interpreter.clear_error();
  }
  if (!name.empty()) return name;
  return fmt::format("<{} without __name__>", type_name(interpreter, coroutine));
}

}  // namespace loopscope::python
