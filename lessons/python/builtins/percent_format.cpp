#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/float_text.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

/// `%[(key)][flags][width][.precision]type`
struct PercentSpec {
  bool left = false;
  bool plus = false;
  bool space = false;
  bool alternate = false;
  bool zero = false;
  std::int64_t width = -1;
  std::int64_t precision = -1;
  char32_t type = 0;
};

class PercentFormatter {
 public:
  PercentFormatter(Interpreter& interpreter, std::string_view format, const Value& arguments)
      : interpreter_(interpreter), format_(format), arguments_(arguments) {
    std::span<const Value> items;
    if (arguments.is(Kind::tuple) && sequence_items(arguments, items)) {
      tuple_ = items;
      is_tuple_ = true;
    }
  }

  Value format() {
    while (at_ < format_.size()) {
      const std::size_t percent = std::min(format_.find('%', at_), format_.size());
      result_ += format_.substr(at_, percent - at_);
      at_ = percent + 1;
      if (percent == format_.size()) break;
      if (!directive()) return {};
    }
    if (!used_all()) {
      return interpreter_.raise_type_error("not all arguments converted during string formatting");
    }
    return interpreter_.make_string(result_);
  }

 private:
  bool used_all() const {
    if (is_tuple_) return next_ >= tuple_.size() || used_key_;
    return next_ > 0 || used_key_ || is_mapping();
  }
  bool is_mapping() const {
    return !arguments_.is(Kind::string) && arguments_.is_object() &&
           arguments_.object()->type->slots.get_item != nullptr;
  }

  char peek() const { return at_ < format_.size() ? format_[at_] : '\0'; }

  const Value* next_argument() {
    if (is_tuple_ ? next_ < tuple_.size() : next_ == 0) {
      return is_tuple_ ? &tuple_[next_++] : (++next_, &arguments_);
    }
    interpreter_.raise_type_error("not enough arguments for format string");
    return nullptr;
  }

  bool directive() {
    PercentSpec spec;
    Value keyed;
    if (peek() == '(' && !read_key(keyed)) return false;
    read_flags(spec);
    if (!read_number(spec.width, &spec)) return false;
    if (peek() == '.') {
      ++at_;
      spec.precision = 0;
      if (!read_number(spec.precision, nullptr)) return false;
    }
    while (peek() == 'h' || peek() == 'l' || peek() == 'L') ++at_;
    if (at_ >= format_.size()) return interpreter_.raise_value_error("incomplete format");
    const std::size_t type_at = at_;
    spec.type = next_character(format_, at_);
    if (spec.type == U'%') {
      result_ += '%';
      return true;
    }
    const Value* argument = keyed ? &keyed : next_argument();
    if (argument == nullptr) return false;
    if (spec.width > 0 && !interpreter_.check_memory(static_cast<std::size_t>(spec.width))) {
      return false;
    }
    return convert(spec, *argument, type_at);
  }

  bool read_key(Value& value) {
    int depth = 1;
    const std::size_t begin = ++at_;
    for (; at_ < format_.size() && depth > 0; ++at_) {
      if (format_[at_] == '(') ++depth;
      if (format_[at_] == ')') --depth;
    }
    if (is_tuple_ || !is_mapping()) {
      return interpreter_.raise_type_error("format requires a mapping");
    }
    if (depth > 0) return interpreter_.raise_value_error("incomplete format key");
    const Value key = interpreter_.make_string(format_.substr(begin, at_ - begin - 1));
    value = get_item(interpreter_, arguments_, key);
    used_key_ = true;
    return static_cast<bool>(value);
  }

  void read_flags(PercentSpec& spec) {
    for (;; ++at_) {
      switch (peek()) {
        case '-':
          spec.left = true;
          break;
        case '+':
          spec.plus = true;
          break;
        case ' ':
          spec.space = true;
          break;
        case '#':
          spec.alternate = true;
          break;
        case '0':
          spec.zero = true;
          break;
        default:
          return;
      }
    }
  }

  /// A number or `*`; `spec` is given for a width, whose sign may mean left alignment.
  bool read_number(std::int64_t& number, PercentSpec* spec) {
    if (peek() == '*') {
      ++at_;
      const Value* argument = next_argument();
      if (argument == nullptr) return false;
      if (!is_integer(*argument)) return interpreter_.raise_type_error("* wants int");
      if (!index_number(interpreter_, *argument, number)) return false;
      if (number < 0) {
        if (spec != nullptr) spec->left = true;
        number = spec != nullptr ? -number : 0;
      }
      return true;
    }
    while (peek() >= '0' && peek() <= '9') {
      number = std::max<std::int64_t>(number, 0) * 10 + (format_[at_++] - '0');
      if (number > INT32_MAX) {
        return interpreter_.raise_value_error("{} too big",
                                              spec != nullptr ? "width" : "precision");
      }
    }
    return true;
  }

  bool convert(const PercentSpec& spec, const Value& value, std::size_t type_at) {
    switch (spec.type) {
      case U's':
      case U'r':
      case U'a':
        return convert_text(spec, value);
      case U'c':
        return convert_character(spec, value);
      case U'd':
      case U'i':
      case U'u':
      case U'o':
      case U'x':
      case U'X':
        return convert_integer(spec, value);
      case U'e':
      case U'E':
      case U'f':
      case U'F':
      case U'g':
      case U'G':
        return convert_float(spec, value);
      default: {
        const bool shown = spec.type > 31 && spec.type < 127;
        return interpreter_.raise_value_error(
            "unsupported format character '{}' (0x{:x}) at index {}",
            shown ? std::string(1, static_cast<char>(spec.type)) : std::string("?"),
            static_cast<unsigned>(spec.type), character_count(format_.substr(0, type_at)));
      }
    }
  }

  bool convert_text(const PercentSpec& spec, const Value& value) {
    const Value text = spec.type == U's'   ? to_str(interpreter_, value)
                       : spec.type == U'r' ? repr(interpreter_, value)
                                           : ascii(interpreter_, value);
    if (!text) return false;
    std::string_view shown = text_of(text);
    if (spec.precision >= 0) {
      shown = characters_between(shown, 0, static_cast<std::size_t>(spec.precision));
    }
    pad(spec, "", shown, false);
    return true;
  }

  bool convert_character(const PercentSpec& spec, const Value& value) {
    if (is_string(value)) {
      if (as<StrObject>(value)->length != 1) {
        return interpreter_.raise_type_error("%c requires int or char");
      }
      pad(spec, "", text_of(value), false);
      return true;
    }
    if (!is_integer(value)) return interpreter_.raise_type_error("%c requires int or char");
    std::int64_t code = 0;
    if (!to_int64(value, code) || code < 0 || code > static_cast<std::int64_t>(max_character)) {
      return interpreter_.raise(*interpreter_.exceptions.overflow_error,
                                "%c arg not in range(0x110000)");
    }
    pad(spec, "", to_utf8(static_cast<char32_t>(code)), false);
    return true;
  }

  bool convert_integer(const PercentSpec& spec, const Value& value) {
    const bool decimal = spec.type == U'd' || spec.type == U'i' || spec.type == U'u';
    Value number = value;
    if (!is_integer(value)) {
      Type& type = type_of(interpreter_, value);
      const auto convert =
          decimal && type.slots.to_integer != nullptr ? type.slots.to_integer : type.slots.index;
      if (convert == nullptr) {
        return interpreter_.raise_type_error("%{} format: {} is required, not {}",
                                             static_cast<char>(spec.type),
                                             decimal ? "a real number" : "an integer", type.name);
      }
      number = convert(interpreter_, value);
      if (!number) return false;
    }
    const int base = decimal ? 10 : spec.type == U'o' ? 8 : 16;
    std::string digits = integer_text(number, base);
    std::string sign = take_sign(spec, digits);
    const auto precision = static_cast<std::size_t>(std::max<std::int64_t>(spec.precision, 0));
    if (digits.size() < precision) digits.insert(0, precision - digits.size(), '0');
    if (spec.alternate && !decimal) sign += base == 8 ? "0o" : "0x";
    pad(spec, spec.type == U'X' ? to_upper(sign) : sign,
        spec.type == U'X' ? to_upper(digits) : digits, true);
    return true;
  }

  bool convert_float(const PercentSpec& spec, const Value& value) {
    double number = 0;
    if (!to_real(interpreter_, value, number)) return false;
    FloatStyle style;
    style.type = static_cast<char>(spec.type);
    style.alternate = spec.alternate;
    if (spec.precision >= 0) style.precision = static_cast<int>(spec.precision);
    std::string digits = float_text(number, style);
    const std::string sign = take_sign(spec, digits);
    pad(spec, sign, digits, true);
    return true;
  }

  static std::string take_sign(const PercentSpec& spec, std::string& digits) {
    if (digits.front() == '-') {
      digits.erase(0, 1);
      return "-";
    }
    return spec.plus ? "+" : spec.space ? " " : "";
  }

  void pad(const PercentSpec& spec, std::string_view sign, std::string_view body, bool number) {
    const std::size_t size = sign.size() + character_count(body);
    const auto width = static_cast<std::size_t>(std::max<std::int64_t>(spec.width, 0));
    const std::size_t space = width > size ? width - size : 0;
    const bool zeros = spec.zero && number && !spec.left;
    if (!spec.left && !zeros) result_.append(space, ' ');
    result_ += sign;
    if (zeros) result_.append(space, '0');
    result_ += body;
    if (spec.left) result_.append(space, ' ');
  }

  Interpreter& interpreter_;
  std::string_view format_;
  const Value& arguments_;
  std::span<const Value> tuple_;
  bool is_tuple_ = false;
  bool used_key_ = false;
  std::size_t next_ = 0;
  std::size_t at_ = 0;
  std::string result_;
};

}  // namespace

Value format_percent(Interpreter& interpreter, const Value& format, const Value& arguments) {
  return PercentFormatter(interpreter, text_of(format), arguments).format();
}

}  // namespace loopscope::python
