// bytes % arguments: the directives of str, with bytes for texts.

#include <string>
#include <vector>

#include "lessons/python/builtins/builtins.h"
#include "lessons/python/builtins/methods.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

/// Every byte as the character of that number, and back.
std::string widened(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) append_utf8(text, static_cast<unsigned char>(c));
  return text;
}

std::string narrowed(std::string_view text) {
  std::string bytes;
  for (std::size_t at = 0; at < text.size();) bytes += static_cast<char>(next_character(text, at));
  return bytes;
}

/// Makes of a format and its arguments those of str % tuple.
class BytesDirectives {
 public:
  BytesDirectives(Interpreter& interpreter, std::string_view format, const Value& arguments)
      : interpreter_(interpreter), format_(format), arguments_(arguments) {}

  bool read() {
    while (at_ < format_.size()) {
      const char c = format_[at_++];
      text_ += widened({&c, 1});
      if (c == '%' && !directive()) return false;
    }
    const bool single = !arguments_.is(Kind::tuple);
    if (used_key_ || (single && arguments_.is(Kind::dict))) return true;
    const std::size_t given = single ? 1 : as<TupleObject>(arguments_)->size;
    if (next_ < given)
      return interpreter_.raise_type_error("not all arguments converted during bytes formatting");
    return true;
  }

  Value format() const {
    const Value text = interpreter_.make_string(text_);
    return format_percent(interpreter_, text, make_tuple(interpreter_, values_));
  }

 private:
  bool next_argument(Value& value) {
    if (!arguments_.is(Kind::tuple)) {
      value = arguments_;
      return next_++ == 0 ||
             interpreter_.raise_type_error("not enough arguments for format string");
    }
    const auto& tuple = *as<TupleObject>(arguments_);
    if (next_ >= tuple.size)
      return interpreter_.raise_type_error("not enough arguments for format string");
    value = tuple[next_++];
    return true;
  }

  bool directive() {
    Value keyed;
    if (at_ < format_.size() && format_[at_] == '(') {
      const std::size_t close = format_.find(')', at_);
      if (close == std::string_view::npos)
        return interpreter_.raise_value_error("incomplete format key");
      if (!arguments_.is(Kind::dict))
        return interpreter_.raise_type_error("format requires a mapping");
      keyed = get_item(interpreter_, arguments_,
                       make_bytes(interpreter_, format_.substr(at_ + 1, close - at_ - 1)));
      if (!keyed) return false;
      used_key_ = true;
      at_ = close + 1;
    }
    while (at_ < format_.size() &&
           std::string_view("#0- +.123456789*hlL").find(format_[at_]) != std::string_view::npos) {
      if (format_[at_] == '*') {
        Value width;
        if (!next_argument(width)) return false;
        values_.push_back(width);
      }
      text_ += format_[at_++];
    }
    if (at_ >= format_.size()) return interpreter_.raise_value_error("incomplete format");
    const char type = format_[at_++];
    if (type == '%') {
      text_ += '%';
      return true;
    }
    if (!keyed && !next_argument(keyed)) return false;
    return convert(type, keyed);
  }

  bool convert(char type, const Value& value) {
    if (type == 's' || type == 'b') return convert_bytes(value);
    if (type == 'c') return convert_byte(value);
    text_ += type == 'r' ? 'a' : type;
    values_.push_back(value);
    return true;
  }

  bool convert_bytes(const Value& value) {
    std::string_view bytes;
    Value made = value;
    if (!bytes_view(made, bytes)) {
      const Value method = special_method(interpreter_, value, interpreter_.names.bytes);
      made = method ? call(interpreter_, method) : Value();
      if (interpreter_.raised()) return false;
      if (!made || !bytes_view(made, bytes))
        return interpreter_.raise_type_error(
            "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
            type_name(interpreter_, value));
    }
    text_ += 's';
    values_.push_back(interpreter_.make_string(widened(bytes)));
    return true;
  }

  bool convert_byte(const Value& value) {
    std::string_view bytes;
    std::int64_t number = -1;
    if (bytes_view(value, bytes) && bytes.size() == 1)
      number = static_cast<unsigned char>(bytes[0]);
    else if (is_integer(value) && (!to_int64(value, number) || number < 0 || number > 255))
      return interpreter_.raise(*interpreter_.exceptions.overflow_error,
                                "%c arg not in range(256)");
    if (number < 0)
      return interpreter_.raise_type_error("%c requires an integer in range(256) or a single byte");
    const char byte = static_cast<char>(number);
    text_ += 's';
    values_.push_back(interpreter_.make_string(widened({&byte, 1})));
    return true;
  }

  Interpreter& interpreter_;
  std::string_view format_;
  const Value& arguments_;
  std::size_t at_ = 0;
  std::size_t next_ = 0;
  bool used_key_ = false;
  std::string text_;
  std::vector<Value> values_;
};

}  // namespace

Value format_percent_bytes(Interpreter& interpreter, const Value& format, const Value& arguments) {
  std::string_view bytes;
  if (!bytes_view(format, bytes)) return Value::not_implemented();
  const std::string kept(bytes);
  BytesDirectives directives(interpreter, kept, arguments);
  if (!directives.read()) return {};
  const Value text = directives.format();
  if (!text) return {};
  const std::string result = narrowed(text_of(text));
  return format.is(Kind::bytearray) ? make_bytearray(interpreter, result)
                                    : make_bytes(interpreter, result);
}

}  // namespace loopscope::python
