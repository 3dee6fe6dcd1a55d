#include <fmt/format.h>

#include <cmath>

#include "engine/platform/platform.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/busy_wait.h"
#include "lessons/python/modules/datetime/datetime_values.h"
#include "lessons/python/modules/datetime/in_python.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

const DateTimeObject& self_of(const Value& self) {
  return *as<DateTimeObject>(self);
}

bool read_parts(Interpreter& interpreter, std::span<const Value> values, DateTimeParts& parts) {
  std::int64_t month = parts.date.month;
  std::int64_t day = parts.date.day;
  std::int64_t* const fields[] = {&parts.date.year,  &month,        &day,
                                  &parts.hour,       &parts.minute, &parts.second,
                                  &parts.microsecond};
  for (std::size_t i = 0; i < std::size(fields); ++i) {
    if (!read_field(interpreter, values[i], *fields[i])) return false;
  }
  if (values[7] && !read_zone(interpreter, values[7], parts.zone)) return false;
  if (!read_field(interpreter, values[8], parts.fold)) return false;
  if (!check_date(interpreter, parts.date.year, month, day)) return false;
  parts.date.month = static_cast<int>(month);
  parts.date.day = static_cast<int>(day);
  return true;
}

Value make(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{
      "datetime", "year month day hour minute second microsecond tzinfo * fold", 3};
  Value values[9];
  DateTimeParts parts;
  if (!read_arguments(interpreter, parameters, arguments, values) ||
      !read_parts(interpreter, values, parts)) {
    return {};
  }
  return make_datetime(interpreter, type, parts);
}

/// The instant, as the wall clock of `zone` (null: UTC without saying so).
Value at_instant(Interpreter& interpreter, Type& type, double seconds, const Value& zone) {
  if (!(std::fabs(seconds) < 2.6e11)) {
    return interpreter.raise_value_error("year is out of range");
  }
  auto microseconds = static_cast<std::int64_t>(std::nearbyint(seconds * 1e6));
  bool known = false;
  std::int64_t offset = 0;
  if (zone && !utc_offset(interpreter, zone, Value::none(), known, offset)) return {};
  microseconds += offset;
  DateTimeParts parts = parts_of_microseconds(microseconds);
  parts.zone = zone;
  return make_datetime(interpreter, type, parts);
}

Value now(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"now", "tz", 0};
  Value values[1];
  Value zone;
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  if (values[0] && !read_zone(interpreter, values[0], zone)) return {};
  interpreter.extension<BusyWait>().clock_read();
  return at_instant(interpreter, *as<Type>(self), interpreter.platform().wall_time(), zone);
}

Value utcnow(Interpreter& interpreter, const Value& self, Arguments) {
  interpreter.extension<BusyWait>().clock_read();
  return at_instant(interpreter, *as<Type>(self), interpreter.platform().wall_time(), Value());
}

Value fromtimestamp(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"fromtimestamp", "timestamp tz", 1};
  Value values[2];
  Value zone;
  double seconds = 0;
  if (!read_arguments(interpreter, parameters, arguments, values) ||
      !to_real(interpreter, values[0], seconds)) {
    return {};
  }
  if (values[1] && !read_zone(interpreter, values[1], zone)) return {};
  return at_instant(interpreter, *as<Type>(self), seconds, zone);
}

Value combine(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"combine", "date time tzinfo", 2};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  const DateObject* date = as_date(values[0]);
  const auto* time = native_cast<TimeObject>(values[1]);
  if (date == nullptr || time == nullptr) {
    return interpreter.raise_type_error("combine() needs a date and a time");
  }
  DateTimeParts parts{date->date,        time->hour, time->minute, time->second,
                      time->microsecond, time->zone, time->fold};
  if (values[2] && !read_zone(interpreter, values[2], parts.zone)) return {};
  return make_datetime(interpreter, *as<Type>(self), parts);
}

Value fromisoformat(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("fromisoformat: argument must be str");
  }
  const std::string_view text = text_of(arguments[0]);
  DateTimeParts parts;
  std::size_t used = 0;
  bool fine = parse_iso_date(text, parts.date, used);
  bool has_offset = false;
  std::int64_t offset = 0;
  if (fine && used < text.size()) {
    fine = parse_iso_time(text.substr(used + 1), parts, has_offset, offset);
  }
  if (!fine) {
    std::string shown;
    if (!repr_text(interpreter, arguments[0], shown)) return {};
    return interpreter.raise_value_error("Invalid isoformat string: {}", shown);
  }
  if (has_offset) {
    DatetimeTypes& types = datetime_types(interpreter);
    parts.zone =
        offset == 0 ? types.utc : make_timezone(interpreter, *types.timezone, offset, Value());
    if (!parts.zone) return {};
  }
  if (!check_date(interpreter, parts.date.year, parts.date.month, parts.date.day)) return {};
  return make_datetime(interpreter, *as<Type>(self), parts);
}

Value strptime(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value parser = interpreter.import_module("_strptime");
  if (!parser) return {};
  return call_method(interpreter, parser, "parse_datetime", {self, arguments[0], arguments[1]});
}

/// Offset of an aware value in microseconds; `known` is false for naive ones.
bool own_offset(Interpreter& interpreter, const Value& self, bool& known, std::int64_t& offset) {
  known = false;
  offset = 0;
  const Value& zone = self_of(self).zone;
  return !zone || utc_offset(interpreter, zone, self, known, offset);
}

Value timestamp(Interpreter& interpreter, const Value& self, Arguments) {
  bool known = false;
  std::int64_t offset = 0;
  if (!own_offset(interpreter, self, known, offset)) return {};
  return make_float(interpreter,
                    static_cast<double>(microseconds_of(self_of(self)) - offset) / 1e6);
}

Value date_part(Interpreter& interpreter, const Value& self, Arguments) {
  return make_date(interpreter, *datetime_types(interpreter).date, self_of(self).date);
}

Value time_part(Interpreter& interpreter, const Value& self, Arguments) {
  DateTimeParts parts = parts_of(self_of(self));
  parts.zone.reset();
  return make_time(interpreter, *datetime_types(interpreter).time, parts);
}

Value timetz(Interpreter& interpreter, const Value& self, Arguments) {
  return make_time(interpreter, *datetime_types(interpreter).time, parts_of(self_of(self)));
}

Value replace(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{
      "replace", "year month day hour minute second microsecond tzinfo * fold", 0};
  Value values[9];
  DateTimeParts parts = parts_of(self_of(self));
  if (!read_arguments(interpreter, parameters, arguments, values) ||
      !read_parts(interpreter, values, parts)) {
    return {};
  }
  return make_datetime(interpreter, *self.object()->type, parts);
}

Value astimezone(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"astimezone", "tz", 0};
  Value values[1];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  Value zone = datetime_types(interpreter).utc;
  if (values[0] && !values[0].is_none() && !read_zone(interpreter, values[0], zone)) return {};
  bool known = false;
  std::int64_t from = 0;
  std::int64_t to = 0;
  if (!own_offset(interpreter, self, known, from) ||
      !utc_offset(interpreter, zone, self, known, to)) {
    return {};
  }
  DateTimeParts parts = parts_of_microseconds(microseconds_of(self_of(self)) - from + to);
  parts.zone = zone;
  return make_datetime(interpreter, *self.object()->type, parts);
}

Value utcoffset(Interpreter& interpreter, const Value& self, Arguments) {
  bool known = false;
  std::int64_t offset = 0;
  if (!own_offset(interpreter, self, known, offset)) return {};
  return known ? make_timedelta(interpreter, offset) : Value::none();
}

Value tzname(Interpreter& interpreter, const Value& self, Arguments) {
  const Value& zone = self_of(self).zone;
  return zone ? call_method(interpreter, zone, "tzname", {self}) : Value::none();
}

/// With "+09:00" behind it where the offset is known.
bool iso_text(Interpreter& interpreter, const Value& self, std::string_view separator,
              std::string_view timespec, std::string& text) {
  const DateTimeObject& value = self_of(self);
  text = iso_date(value.date) + std::string(separator);
  return append_iso_time(interpreter, value, self, timespec, text);
}

Value isoformat(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"isoformat", "sep timespec", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::string text;
  const std::string_view separator = values[0] && is_string(values[0]) ? text_of(values[0]) : "T";
  const std::string_view timespec = values[1] && is_string(values[1]) ? text_of(values[1]) : "auto";
  if (!iso_text(interpreter, self, separator, timespec, text)) return {};
  return interpreter.make_string(text);
}

bool civil_of(Interpreter& interpreter, const Value& self, CivilTime& time) {
  const DateTimeObject& value = self_of(self);
  time = {value.date, value.hour, value.minute, value.second, value.microsecond, {}, {}};
  bool known = false;
  std::int64_t offset = 0;
  if (!own_offset(interpreter, self, known, offset)) return false;
  if (known) time.utc_offset = offset;
  if (!value.zone) return true;
  const Value name = call_method(interpreter, value.zone, "tzname", {self});
  if (!name) return false;
  if (is_string(name)) time.zone = text_of(name);
  return true;
}

Value strftime(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("strftime() argument 1 must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  CivilTime time;
  if (!civil_of(interpreter, self, time)) return {};
  return interpreter.make_string(format_time(time, text_of(arguments[0])));
}

Value ctime(Interpreter& interpreter, const Value& self, Arguments) {
  CivilTime time;
  if (!civil_of(interpreter, self, time)) return {};
  return interpreter.make_string(ctime_text(time));
}

Value to_text(Interpreter& interpreter, const Value& self) {
  std::string text;
  if (!iso_text(interpreter, self, " ", "auto", text)) return {};
  return interpreter.make_string(text);
}

Value show(Interpreter& interpreter, const Value& self) {
  const DateTimeObject& value = self_of(self);
  std::string text =
      fmt::format("{}({}, {}, {}, {}, {}", type_name(interpreter, self), value.date.year,
                  value.date.month, value.date.day, value.hour, value.minute);
  if (value.second != 0 || value.microsecond != 0) text += fmt::format(", {}", value.second);
  if (value.microsecond != 0) text += fmt::format(", {}", value.microsecond);
  if (value.fold != 0) text += ", fold=1";
  if (value.zone) {
    text += ", tzinfo=";
    if (!repr_text(interpreter, value.zone, text)) return {};
  }
  return interpreter.make_string(text + ")");
}

bool hash_value(Interpreter& interpreter, const Value& self, std::int64_t& result) {
  bool known = false;
  std::int64_t offset = 0;
  if (!own_offset(interpreter, self, known, offset)) return false;
  result = microseconds_of(self_of(self)) - offset;
  if (result == -1) result = -2;
  return true;
}

Value compare_values(Interpreter& interpreter, const Value& self, const Value& other,
                     Comparison op) {
  const DateTimeObject* right = as_datetime(other);
  const bool equality = op == Comparison::equal || op == Comparison::not_equal;
  if (right == nullptr) {
    if (as_date(other) == nullptr) return Value::not_implemented();
    if (equality) return Value::boolean(op == Comparison::not_equal);
    return interpreter.raise_type_error("can't compare datetime.datetime to datetime.date");
  }
  bool known[2] = {};
  std::int64_t offset[2] = {};
  if (!own_offset(interpreter, self, known[0], offset[0]) ||
      !own_offset(interpreter, other, known[1], offset[1])) {
    return {};
  }
  if (known[0] != known[1]) {
    if (equality) return Value::boolean(op == Comparison::not_equal);
    return interpreter.raise_type_error("can't compare offset-naive and offset-aware datetimes");
  }
  const std::int64_t a = microseconds_of(self_of(self)) - offset[0];
  const std::int64_t b = microseconds_of(*right) - offset[1];
  return comparison_result(op, a < b ? -1 : a > b ? 1 : 0);
}

/// The datetime `delta` later (or earlier), in the same zone.
Value shifted(Interpreter& interpreter, const DateTimeObject& value, Microseconds delta) {
  const Microseconds moved = microseconds_of(value) + delta;
  if (moved < static_cast<Microseconds>(days_of({1, 1, 1})) * microseconds_a_day ||
      moved >= static_cast<Microseconds>(days_of({10000, 1, 1})) * microseconds_a_day) {
    return interpreter.raise(*interpreter.exceptions.overflow_error, "date value out of range");
  }
  DateTimeParts parts = parts_of_microseconds(static_cast<std::int64_t>(moved));
  parts.zone = value.zone;
  return make_datetime(interpreter, *value.type, parts);
}

Value add(Interpreter& interpreter, const Value& left, const Value& right) {
  const bool first = as_datetime(left) != nullptr;
  const auto* delta = native_cast<TimedeltaObject>(first ? right : left);
  const DateTimeObject* value = as_datetime(first ? left : right);
  if (delta == nullptr || value == nullptr) return Value::not_implemented();
  return shifted(interpreter, *value, delta->total());
}

Value subtract(Interpreter& interpreter, const Value& left, const Value& right) {
  const DateTimeObject* value = as_datetime(left);
  if (value == nullptr) return Value::not_implemented();
  if (const auto* delta = native_cast<TimedeltaObject>(right)) {
    return shifted(interpreter, *value, -delta->total());
  }
  const DateTimeObject* other = as_datetime(right);
  if (other == nullptr) return Value::not_implemented();
  bool known[2] = {};
  std::int64_t offset[2] = {};
  if (!own_offset(interpreter, left, known[0], offset[0]) ||
      !own_offset(interpreter, right, known[1], offset[1])) {
    return {};
  }
  if (known[0] != known[1]) {
    return interpreter.raise_type_error("can't subtract offset-naive and offset-aware datetimes");
  }
  return make_timedelta(interpreter, static_cast<Microseconds>(microseconds_of(*value)) -
                                         offset[0] - microseconds_of(*other) + offset[1]);
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
Value get_fold(Interpreter&, const Value& self) {
  return Value::small(self_of(self).fold);
}
Value get_zone(Interpreter&, const Value& self) {
  const Value& zone = self_of(self).zone;
  return zone ? zone : Value::none();
}

constexpr auto of_class = NativeDefinition::class_method;
constexpr char dst_name[] = "datetime_dst";
constexpr char utctimetuple_name[] = "utctimetuple";
constexpr NativeDefinition methods[] = {
    {"now", now, Signature::any, 0, unlimited, of_class},
    {"today", utcnow, Signature::none, 0, 0, of_class},
    {"utcnow", utcnow, Signature::none, 0, 0, of_class},
    {"fromtimestamp", fromtimestamp, Signature::any, 0, unlimited, of_class},
    {"utcfromtimestamp", fromtimestamp, Signature::any, 0, unlimited, of_class},
    {"combine", combine, Signature::any, 0, unlimited, of_class},
    {"fromisoformat", fromisoformat, Signature::one, 0, unlimited, of_class},
    {"strptime", strptime, Signature::positional, 2, 2, of_class},
    {"timestamp", timestamp, Signature::none},
    {"date", date_part, Signature::none},
    {"time", time_part, Signature::none},
    {"timetz", timetz, Signature::none},
    {"replace", replace},
    {"astimezone", astimezone},
    {"utcoffset", utcoffset, Signature::none},
    {"tzname", tzname, Signature::none},
    {"dst", in_python<dst_name>, Signature::none},
    {"utctimetuple", in_python<utctimetuple_name>, Signature::none},
    {"isoformat", isoformat},
    {"strftime", strftime, Signature::one},
    {"ctime", ctime, Signature::none},
};
constexpr NativeProperty properties[] = {{"hour", get_hour},     {"minute", get_minute},
                                         {"second", get_second}, {"microsecond", get_microsecond},
                                         {"fold", get_fold},     {"tzinfo", get_zone}};

}  // namespace

DateTimeObject* as_datetime(const Value& value) {
  return native_cast<DateTimeObject>(value);
}

std::int64_t microseconds_of(const DateTimeObject& value) {
  return microseconds_of(
      CivilTime{value.date, value.hour, value.minute, value.second, value.microsecond, {}, {}});
}

DateTimeParts parts_of(const DateTimeObject& value) {
  return {value.date,        value.hour, value.minute, value.second,
          value.microsecond, value.zone, value.fold};
}

DateTimeParts parts_of_microseconds(std::int64_t microseconds) {
  const CivilTime time = civil_of_microseconds(microseconds);
  return {time.date, time.hour, time.minute, time.second, time.microsecond, Value(), 0};
}

Value make_datetime(Interpreter& interpreter, Type& type, const DateTimeParts& parts) {
  if (!check_time(interpreter, parts)) return {};
  auto* object = interpreter.make<DateTimeObject>(type);
  object->date = parts.date;
  object->hour = static_cast<int>(parts.hour);
  object->minute = static_cast<int>(parts.minute);
  object->second = static_cast<int>(parts.second);
  object->microsecond = static_cast<int>(parts.microsecond);
  object->fold = static_cast<int>(parts.fold);
  object->zone = parts.zone;
  return Value::adopt(object);
}

Type& define_datetime(Interpreter& interpreter, Type& date) {
  TypeDefinition definition;
  definition.name = "datetime";
  definition.module = "datetime";
  definition.base = &date;
  definition.size = sizeof(DateTimeObject);
  definition.flags = Type::base_allowed;
  definition.tag = &DateTimeObject::tag;
  Slots& slots = definition.slots;
  slots.destroy = destroy_with<DateTimeObject>;
  slots.make = make;
  slots.repr = show;
  slots.str = to_text;
  slots.hash = hash_value;
  slots.compare = compare_values;
  slots.binary[static_cast<std::size_t>(BinaryOperator::add)] = add;
  slots.binary[static_cast<std::size_t>(BinaryOperator::subtract)] = subtract;
  definition.methods = methods;
  definition.properties = properties;
  return define_type(interpreter, definition);
}

}  // namespace loopscope::python
