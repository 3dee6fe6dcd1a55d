#include <fmt/format.h>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/datetime/datetime_values.h"
#include "lessons/python/modules/datetime/in_python.h"
#include "lessons/python/objects/int_object.h"

namespace loopscope::python {

namespace {

const TimeObject& self_of(const Value& self) {
  return *as<TimeObject>(self);
}

DateTimeParts parts_of_time(const TimeObject& value) {
  return {{}, value.hour, value.minute, value.second, value.microsecond, value.zone, value.fold};
}

Value make_with(Interpreter& interpreter, Type& type, const ParameterList& parameters,
                Arguments arguments, DateTimeParts parts) {
  Value values[6];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::int64_t* const fields[] = {&parts.hour, &parts.minute, &parts.second, &parts.microsecond};
  for (std::size_t i = 0; i < std::size(fields); ++i) {
    if (!read_field(interpreter, values[i], *fields[i])) return {};
  }
  if (values[4] && !read_zone(interpreter, values[4], parts.zone)) return {};
  if (!read_field(interpreter, values[5], parts.fold)) return {};
  return make_time(interpreter, type, parts);
}

Value make(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"time", "hour minute second microsecond tzinfo * fold",
                                            0};
  return make_with(interpreter, type, parameters, arguments, {});
}

Value replace(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"replace",
                                            "hour minute second microsecond tzinfo * fold", 0};
  return make_with(interpreter, *self.object()->type, parameters, arguments,
                   parts_of_time(self_of(self)));
}

bool own_offset(Interpreter& interpreter, const Value& self, bool& known, std::int64_t& offset) {
  known = false;
  const Value& zone = self_of(self).zone;
  return !zone || utc_offset(interpreter, zone, Value::none(), known, offset);
}

bool iso_text(Interpreter& interpreter, const Value& self, std::string_view timespec,
              std::string& text) {
  return append_iso_time(interpreter, self_of(self), Value::none(), timespec, text);
}

Value isoformat(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"isoformat", "timespec", 0};
  Value values[1];
  std::string text;
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  const std::string_view timespec = values[0] && is_string(values[0]) ? text_of(values[0]) : "auto";
  if (!iso_text(interpreter, self, timespec, text)) return {};
  return interpreter.make_string(text);
}

Value to_text(Interpreter& interpreter, const Value& self) {
  std::string text;
  if (!iso_text(interpreter, self, "auto", text)) return {};
  return interpreter.make_string(text);
}

Value strftime(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("strftime() argument 1 must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  const TimeObject& value = self_of(self);
  CivilTime time{{1900, 1, 1}, value.hour, value.minute, value.second, value.microsecond, {}, {}};
  bool known = false;
  std::int64_t offset = 0;
  if (!own_offset(interpreter, self, known, offset)) return {};
  if (known) time.utc_offset = offset;
  return interpreter.make_string(format_time(time, text_of(arguments[0])));
}

Value format(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (is_string(arguments[0]) && text_of(arguments[0]).empty()) return to_str(interpreter, self);
  return call_method(interpreter, self, "strftime", {arguments[0]});
}

Value show(Interpreter& interpreter, const Value& self) {
  const TimeObject& value = self_of(self);
  std::string text =
      fmt::format("{}({}, {}", type_name(interpreter, self), value.hour, value.minute);
  if (value.second != 0 || value.microsecond != 0) text += fmt::format(", {}", value.second);
  if (value.microsecond != 0) text += fmt::format(", {}", value.microsecond);
  if (value.zone) {
    text += ", tzinfo=";
    if (!repr_text(interpreter, value.zone, text)) return {};
  }
  return interpreter.make_string(text + ")");
}

std::int64_t microseconds_of_day(const TimeObject& value) {
  return ((value.hour * INT64_C(60) + value.minute) * 60 + value.second) * microseconds_a_second +
         value.microsecond;
}

bool hash_value(Interpreter&, const Value& self, std::int64_t& result) {
  result = microseconds_of_day(self_of(self));
  return true;
}

Value compare_values(Interpreter& interpreter, const Value& self, const Value& other,
                     Comparison op) {
  const auto* right = native_cast<TimeObject>(other);
  if (right == nullptr) return Value::not_implemented();
  bool known[2] = {};
  std::int64_t offset[2] = {};
  if (!own_offset(interpreter, self, known[0], offset[0]) ||
      !own_offset(interpreter, other, known[1], offset[1])) {
    return {};
  }
  if (known[0] != known[1]) {
    if (op == Comparison::equal || op == Comparison::not_equal) {
      return Value::boolean(op == Comparison::not_equal);
    }
    return interpreter.raise_type_error("can't compare offset-naive and offset-aware times");
  }
  const std::int64_t a = microseconds_of_day(self_of(self)) - offset[0];
  const std::int64_t b = microseconds_of_day(*right) - offset[1];
  return comparison_result(op, a < b ? -1 : a > b ? 1 : 0);
}

Value get_hour(Interpreter&, const Value& self) {
  return Value::small(self_of(self).hour);
}
Value get_minute(Interpreter&, const Value& self) {
  return Value::small(self_of(self).minute);
}
Value get_second(Interpreter&, const Value& self) {
  return Value::small(self_of(self).second);
}
Value get_microsecond(Interpreter&, const Value& self) {
  return Value::small(self_of(self).microsecond);
}
Value get_zone(Interpreter&, const Value& self) {
  const Value& zone = self_of(self).zone;
  return zone ? zone : Value::none();
}

Value get_fold(Interpreter&, const Value& self) {
  return Value::small(self_of(self).fold);
}

constexpr char fromisoformat_name[] = "time_fromisoformat";
constexpr char utcoffset_name[] = "time_utcoffset";
constexpr char tzname_name[] = "time_tzname";
constexpr char dst_name[] = "time_dst";
constexpr NativeDefinition methods[] = {
    {"fromisoformat", in_python<fromisoformat_name>, Signature::one, 0, unlimited,
     NativeDefinition::class_method},
    {"utcoffset", in_python<utcoffset_name>, Signature::none},
    {"tzname", in_python<tzname_name>, Signature::none},
    {"dst", in_python<dst_name>, Signature::none},
    {"replace", replace},
    {"isoformat", isoformat},
    {"strftime", strftime, Signature::one},
    {"__format__", format, Signature::one}};
constexpr NativeProperty properties[] = {{"hour", get_hour},     {"minute", get_minute},
                                         {"second", get_second}, {"microsecond", get_microsecond},
                                         {"fold", get_fold},     {"tzinfo", get_zone}};

/// A number of exactly `count` digits, which are taken off the text.
bool take_digits(std::string_view& text, std::size_t count, std::int64_t& number) {
  if (text.size() < count) return false;
  number = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    number = number * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

/// ".123" or ".123456" as microseconds.
bool take_fraction(std::string_view& text, std::int64_t& microseconds) {
  if (!text.starts_with('.') && !text.starts_with(',')) return true;
  text.remove_prefix(1);
  std::size_t digits = 0;
  microseconds = 0;
  for (; !text.empty() && text.front() >= '0' && text.front() <= '9'; text.remove_prefix(1)) {
    if (digits++ < 6) microseconds = microseconds * 10 + (text.front() - '0');
  }
  for (std::size_t i = digits; i < 6; ++i) microseconds *= 10;
  return digits > 0;
}

bool take_clock(std::string_view& text, DateTimeParts& parts) {
  if (!take_digits(text, 2, parts.hour)) return false;
  std::int64_t* const fields[] = {&parts.minute, &parts.second};
  for (std::int64_t* field : fields) {
    if (text.empty() || text.front() == '+' || text.front() == '-' || text.front() == 'Z') break;
    if (text.front() == ':') text.remove_prefix(1);
    if (!take_digits(text, 2, *field)) return false;
  }
  return take_fraction(text, parts.microsecond);
}

}  // namespace

bool check_time(Interpreter& interpreter, const DateTimeParts& parts) {
  if (parts.hour < 0 || parts.hour > 23) {
    return interpreter.raise_value_error("hour must be in 0..23");
  }
  if (parts.minute < 0 || parts.minute > 59) {
    return interpreter.raise_value_error("minute must be in 0..59");
  }
  if (parts.second < 0 || parts.second > 59) {
    return interpreter.raise_value_error("second must be in 0..59");
  }
  if (parts.microsecond < 0 || parts.microsecond > 999'999) {
    return interpreter.raise_value_error("microsecond must be in 0..999999");
  }
  if (parts.fold < 0 || parts.fold > 1) {
    return interpreter.raise_value_error("fold must be either 0 or 1");
  }
  return true;
}

bool parse_iso_time(std::string_view text, DateTimeParts& parts, bool& has_offset,
                    std::int64_t& offset) {
  if (!take_clock(text, parts)) return false;
  has_offset = !text.empty();
  offset = 0;
  if (text.empty() || text == "Z") return true;
  const bool negative = text.front() == '-';
  if (!negative && text.front() != '+') return false;
  text.remove_prefix(1);
  DateTimeParts shift;
  if (!take_clock(text, shift) || !text.empty()) return false;
  offset = ((shift.hour * 60 + shift.minute) * 60 + shift.second) * microseconds_a_second +
           shift.microsecond;
  if (negative) offset = -offset;
  return true;
}

bool iso_time_text(std::string_view timespec, int hour, int minute, int second, int microsecond,
                   std::string& text) {
  if (timespec == "auto") {
    text += iso_time(hour, minute, second, microsecond);
  } else if (timespec == "hours") {
    text += fmt::format("{:02}", hour);
  } else if (timespec == "minutes") {
    text += fmt::format("{:02}:{:02}", hour, minute);
  } else if (timespec == "seconds") {
    text += iso_time(hour, minute, second, 0);
  } else if (timespec == "milliseconds") {
    text += iso_time(hour, minute, second, 0) + fmt::format(".{:03}", microsecond / 1000);
  } else if (timespec == "microseconds") {
    text += iso_time(hour, minute, second, 0) + fmt::format(".{:06}", microsecond);
  } else {
    return false;
  }
  return true;
}

Value make_time(Interpreter& interpreter, Type& type, const DateTimeParts& parts) {
  if (!check_time(interpreter, parts)) return {};
  auto* object = interpreter.make<TimeObject>(type);
  object->hour = static_cast<int>(parts.hour);
  object->minute = static_cast<int>(parts.minute);
  object->second = static_cast<int>(parts.second);
  object->microsecond = static_cast<int>(parts.microsecond);
  object->fold = static_cast<int>(parts.fold);
  object->zone = parts.zone;
  return Value::adopt(object);
}

Type& define_time(Interpreter& interpreter) {
  TypeDefinition definition;
  definition.name = "time";
  definition.module = "datetime";
  definition.size = sizeof(TimeObject);
  definition.flags = Type::base_allowed;
  definition.tag = &TimeObject::tag;
  definition.slots.destroy = destroy_with<TimeObject>;
  definition.slots.make = make;
  definition.slots.repr = show;
  definition.slots.str = to_text;
  definition.slots.hash = hash_value;
  definition.slots.compare = compare_values;
  definition.methods = methods;
  definition.properties = properties;
  return define_type(interpreter, definition);
}

}  // namespace loopscope::python
