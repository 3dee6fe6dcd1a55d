#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/operations.h"

namespace loopscope::python {

namespace {

/// str.format(): "{field!conversion:spec}", fields like "0.name[key]".
class Template {
 public:
  Template(Interpreter& interpreter, Arguments arguments, const Value* mapping)
      : interpreter_(interpreter), arguments_(arguments), mapping_(mapping) {}

  bool format(std::string_view text, int depth, std::string& result) {
    if (depth < 0) return interpreter_.raise_value_error("Max string recursion exceeded");
    for (std::size_t at = 0; at < text.size();) {
      const char c = text[at++];
      if (c != '{' && c != '}') {
        result += c;
        continue;
      }
      if (at < text.size() && text[at] == c) {
        result += text[at++];
        continue;
      }
      if (c == '}') {
        return interpreter_.raise_value_error("Single '}}' encountered in format string");
      }
      if (at == text.size()) {
        return interpreter_.raise_value_error("Single '{{' encountered in format string");
      }
      std::string_view field;
      if (!take_field(text, at, field)) return false;
      if (!replace(field, depth, result)) return false;
    }
    return true;
  }

 private:
  /// What stands between the braces; `at` is moved behind the closing one.
  bool take_field(std::string_view text, std::size_t& at, std::string_view& field) {
    const std::size_t begin = at;
    int open = 1;
    bool in_brackets = false;
    for (; at < text.size(); ++at) {
      const char c = text[at];
      if (c == '[' && open == 1) in_brackets = true;
      if (c == ']') in_brackets = false;
      if (in_brackets) continue;
      if (c == '{') ++open;
      if (c == '}' && --open == 0) break;
    }
    if (open > 0) return interpreter_.raise_value_error("expected '}}' before end of string");
    field = text.substr(begin, at++ - begin);
    return true;
  }

  bool replace(std::string_view field, int depth, std::string& result) {
    std::size_t end = 0;
    bool in_brackets = false;
    for (; end < field.size(); ++end) {
      if (field[end] == '[') in_brackets = true;
      if (field[end] == ']') in_brackets = false;
      if (!in_brackets && (field[end] == '!' || field[end] == ':')) break;
      if (field[end] == '{') {
        return interpreter_.raise_value_error("unexpected '{{' in field name");
      }
    }
    char conversion = 0;
    std::string_view rest = field.substr(end);
    if (rest.starts_with('!')) {
      if (rest.size() < 2) {
        return interpreter_.raise_value_error("unmatched '{{' in format spec");
      }
      conversion = rest[1];
      rest.remove_prefix(2);
      if (!rest.empty() && rest[0] != ':') {
        return interpreter_.raise_value_error("expected ':' after conversion specifier");
      }
    }
    if (!rest.empty()) rest.remove_prefix(1);
    Value value = find(field.substr(0, end));
    if (!value) return false;
    std::string spec;
    if (!rest.empty() && !format(rest, depth - 1, spec)) return false;
    return append(std::move(value), conversion, spec, result);
  }

  bool append(Value value, char conversion, const std::string& spec, std::string& result) {
    switch (conversion) {
      case 0:
        break;
      case 'r':
        value = repr(interpreter_, value);
        break;
      case 's':
        value = to_str(interpreter_, value);
        break;
      case 'a':
        value = ascii(interpreter_, value);
        break;
      default:
        return interpreter_.raise_value_error("Unknown conversion specifier {}", conversion);
    }
    if (!value) return false;
    const Value text = format_value(interpreter_, value, interpreter_.make_string(spec));
    if (!text) return false;
    result += text_of(text);
    return true;
  }

  /// The value of a field: its first part, then attributes and items of it.
  Value find(std::string_view name) {
    const std::size_t end = std::min(name.find_first_of(".["), name.size());
    Value value = first(name.substr(0, end));
    for (std::size_t at = end; at < name.size() && value;) {
      const bool attribute = name[at++] == '.';
      const std::size_t stop =
          attribute ? std::min(name.find_first_of(".[", at), name.size()) : name.find(']', at);
      if (stop == std::string_view::npos) {
        return interpreter_.raise_value_error("Missing ']' in format string");
      }
      const std::string_view part = name.substr(at, stop - at);
      if (part.empty()) return interpreter_.raise_value_error("Empty attribute in format string");
      if (attribute) {
        value = get_attribute(interpreter_, value, part);
        at = stop;
        continue;
      }
      value = get_item(interpreter_, value, key_of(part));
      at = stop + 1;
      if (at < name.size() && name[at] != '.' && name[at] != '[') {
        return interpreter_.raise_value_error(
            "Only '.' or '[' may follow ']' in format field specifier");
      }
    }
    return value;
  }

  static bool is_number(std::string_view text) {
    return !text.empty() && text.size() < 10 &&
           text.find_first_not_of("0123456789") == std::string_view::npos;
  }

  Value key_of(std::string_view part) {
    if (is_number(part)) return Value::small(std::stoll(std::string(part)));
    return interpreter_.make_string(part);
  }

  Value first(std::string_view name) {
    if (!name.empty() && !is_number(name)) return named(name);
    if (mapping_ != nullptr) {
      return interpreter_.raise_value_error("Format string contains positional fields");
    }
    std::size_t index = 0;
    if (name.empty()) {
      if (numbering_ == Numbering::manual) {
        return interpreter_.raise_value_error(
            "cannot switch from manual field specification to automatic field numbering");
      }
      numbering_ = Numbering::automatic;
      index = next_++;
    } else {
      if (numbering_ == Numbering::automatic) {
        return interpreter_.raise_value_error(
            "cannot switch from automatic field numbering to manual field specification");
      }
      numbering_ = Numbering::manual;
      index = std::stoul(std::string(name));
    }
    if (index < arguments_.count) return arguments_[index];
    return interpreter_.raise(
        *interpreter_.exceptions.index_error,
        "Replacement index " + std::to_string(index) + " out of range for positional args tuple");
  }

  Value named(std::string_view name) {
    if (mapping_ != nullptr) {
      return get_item(interpreter_, *mapping_, interpreter_.make_string(name));
    }
    if (const Value* value = arguments_.find_keyword(name)) return *value;
    return interpreter_.raise_with(*interpreter_.exceptions.key_error,
                                   interpreter_.make_string(name));
  }

  enum class Numbering { unknown, automatic, manual };

  Interpreter& interpreter_;
  Arguments arguments_;
  const Value* mapping_;
  Numbering numbering_ = Numbering::unknown;
  std::size_t next_ = 0;
};

}  // namespace

Value format_template(Interpreter& interpreter, std::string_view text, Arguments arguments,
                      const Value* mapping) {
  std::string result;
  if (!Template(interpreter, arguments, mapping).format(text, 1, result)) return {};
  return interpreter.make_string(result);
}

}  // namespace loopscope::python
