#include <fmt/format.h>

#include <cmath>

#include "engine/platform/platform.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/datetime/datetime_values.h"
#include "lessons/python/modules/datetime/in_python.h"
#include "lessons/python/modules/struct_sequence.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

const CivilDate& date_of(const Value& self) {
  return as<DateObject>(self)->date;
}

Value make(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"date", "year month day", 3};
  Value values[3];
  std::int64_t fields[3] = {};
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  for (std::size_t i = 0; i < 3; ++i) {
    if (!read_field(interpreter, values[i], fields[i])) return {};
  }
  if (!check_date(interpreter, fields[0], fields[1], fields[2])) return {};
  return make_date(interpreter, type,
                   {fields[0], static_cast<int>(fields[1]), static_cast<int>(fields[2])});
}

/// A date that many days since 1970-01-01, as an instance of the class `type`.
Value date_at(Interpreter& interpreter, Type& type, std::int64_t days) {
  if (days < days_of({1, 1, 1}) || days > days_of({9999, 12, 31})) {
    return interpreter.raise(*interpreter.exceptions.overflow_error, "date value out of range");
  }
  return make_date(interpreter, type, date_of_days(days));
}

Value today(Interpreter& interpreter, const Value& self, Arguments) {
  return call_method(interpreter, self, "fromtimestamp",
                     {make_float(interpreter, interpreter.platform().wall_time())});
}

Value fromtimestamp(Interpreter& interpreter, const Value& self, Arguments arguments) {
  double seconds = 0;
  if (!to_real(interpreter, arguments[0], seconds)) return {};
  if (!(std::fabs(seconds) < 3e11)) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "timestamp out of range for platform time_t");
  }
  return date_at(interpreter, *as<Type>(self),
                 static_cast<std::int64_t>(std::floor(seconds / 86'400)));
}

Value fromordinal(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t ordinal = 0;
  if (!index_number(interpreter, arguments[0], ordinal)) return {};
  if (ordinal < 1) return interpreter.raise_value_error("ordinal must be >= 1");
  return date_at(interpreter, *as<Type>(self), ordinal - ordinal_of_epoch);
}

Value fromisoformat(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("fromisoformat: argument must be str");
  }
  CivilDate date;
  std::size_t used = 0;
  const std::string_view text = text_of(arguments[0]);
  if (!parse_iso_date(text, date, used) || used != text.size()) {
    std::string shown;
    if (!repr_text(interpreter, arguments[0], shown)) return {};
    return interpreter.raise_value_error("Invalid isoformat string: {}", shown);
  }
  if (!check_date(interpreter, date.year, date.month, date.day)) return {};
  return make_date(interpreter, *as<Type>(self), date);
}

Value replace(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"replace", "year month day", 0};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  const CivilDate& date = date_of(self);
  std::int64_t fields[3] = {date.year, date.month, date.day};
  for (std::size_t i = 0; i < 3; ++i) {
    if (!read_field(interpreter, values[i], fields[i])) return {};
  }
  if (!check_date(interpreter, fields[0], fields[1], fields[2])) return {};
  return make_date(interpreter, *self.object()->type,
                   {fields[0], static_cast<int>(fields[1]), static_cast<int>(fields[2])});
}

Value weekday(Interpreter&, const Value& self, Arguments) {
  return Value::small(weekday_of_days(days_of(date_of(self))));
}
Value isoweekday(Interpreter&, const Value& self, Arguments) {
  return Value::small(weekday_of_days(days_of(date_of(self))) + 1);
}
Value toordinal(Interpreter&, const Value& self, Arguments) {
  return Value::small(days_of(date_of(self)) + ordinal_of_epoch);
}
constexpr NativeProperty iso_fields[] = {
    {"year", struct_field<0>}, {"week", struct_field<1>}, {"weekday", struct_field<2>}};
constexpr StructSequence iso_calendar_date{"datetime.IsoCalendarDate", iso_fields};

/// The type of what isocalendar() gives.
class CalendarDate final : public Extension {
 public:
  explicit CalendarDate(Interpreter& interpreter)
      : type(&define_struct_sequence(interpreter, iso_calendar_date, "datetime",
                                     "IsoCalendarDate")) {}
  Type* type;
};

Value isocalendar(Interpreter& interpreter, const Value& self, Arguments) {
  const IsoWeek week = iso_week(date_of(self));
  const Value items[] = {Value::small(week.year), Value::small(week.week),
                         Value::small(week.weekday)};
  return make_tuple(interpreter, *interpreter.extension<CalendarDate>().type, items);
}

Value isoformat(Interpreter& interpreter, const Value& self, Arguments) {
  return interpreter.make_string(iso_date(date_of(self)));
}
Value ctime(Interpreter& interpreter, const Value& self, Arguments) {
  CivilTime time;
  time.date = date_of(self);
  return interpreter.make_string(ctime_text(time));
}

Value strftime(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("strftime() argument 1 must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  CivilTime time;
  time.date = date_of(self);
  return interpreter.make_string(format_time(time, text_of(arguments[0])));
}

/// format(date, spec): strftime, or str for an empty spec. Of datetimes and times as well.
Value format(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  if (text_of(arguments[0]).empty()) return to_str(interpreter, self);
  return call_method(interpreter, self, "strftime", {arguments[0]});
}

Value to_text(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(iso_date(date_of(self)));
}

Value show(Interpreter& interpreter, const Value& self) {
  const CivilDate& date = date_of(self);
  return interpreter.make_string(
      fmt::format("{}({}, {}, {})", type_name(interpreter, self), date.year, date.month, date.day));
}

bool hash_date(Interpreter&, const Value& self, std::int64_t& result) {
  result = days_of(date_of(self)) + ordinal_of_epoch;
  return true;
}

Value compare_dates(Interpreter&, const Value& self, const Value& other, Comparison op) {
  const DateObject* right = as_date(other);
  if (right == nullptr || as_datetime(other) != nullptr) return Value::not_implemented();
  const std::int64_t a = days_of(date_of(self));
  const std::int64_t b = days_of(right->date);
  return comparison_result(op, a < b ? -1 : a > b ? 1 : 0);
}

Value add(Interpreter& interpreter, const Value& left, const Value& right) {
  const bool first = as_date(left) != nullptr;
  const auto* delta = native_cast<TimedeltaObject>(first ? right : left);
  const DateObject* date = as_date(first ? left : right);
  if (delta == nullptr || date == nullptr) return Value::not_implemented();
  return date_at(interpreter, *date->type, days_of(date->date) + delta->days);
}

Value subtract(Interpreter& interpreter, const Value& left, const Value& right) {
  const DateObject* date = as_date(left);
  if (date == nullptr) return Value::not_implemented();
  if (const auto* delta = native_cast<TimedeltaObject>(right)) {
    return date_at(interpreter, *date->type, days_of(date->date) - delta->days);
  }
  const DateObject* other = as_date(right);
  if (other == nullptr || as_datetime(right) != nullptr) return Value::not_implemented();
  const Microseconds days = days_of(date->date) - days_of(other->date);
  return make_timedelta(interpreter, days * microseconds_a_day);
}

Value get_year(Interpreter&, const Value& self) {
  return Value::small(date_of(self).year);
}
Value get_month(Interpreter&, const Value& self) {
  return Value::small(date_of(self).month);
}
Value get_day(Interpreter&, const Value& self) {
  return Value::small(date_of(self).day);
}

constexpr char fromisocalendar_name[] = "fromisocalendar";
constexpr char timetuple_name[] = "timetuple";
constexpr NativeDefinition methods[] = {
    {"today", today, Signature::none, 0, 0, NativeDefinition::class_method},
    {"fromtimestamp", fromtimestamp, Signature::one, 0, unlimited, NativeDefinition::class_method},
    {"fromordinal", fromordinal, Signature::one, 0, unlimited, NativeDefinition::class_method},
    {"fromisoformat", fromisoformat, Signature::one, 0, unlimited, NativeDefinition::class_method},
    {"fromisocalendar", in_python<fromisocalendar_name>, Signature::any, 0, unlimited,
     NativeDefinition::class_method},
    {"timetuple", in_python<timetuple_name>, Signature::none},
    {"replace", replace},
    {"weekday", weekday, Signature::none},
    {"isoweekday", isoweekday, Signature::none},
    {"isocalendar", isocalendar, Signature::none},
    {"toordinal", toordinal, Signature::none},
    {"isoformat", isoformat, Signature::none},
    {"ctime", ctime, Signature::none},
    {"strftime", strftime, Signature::one},
    {"__format__", format, Signature::one},
};
constexpr NativeProperty properties[] = {
    {"year", get_year}, {"month", get_month}, {"day", get_day}};

}  // namespace

DateObject* as_date(const Value& value) {
  if (auto* date = native_cast<DateObject>(value)) return date;
  return native_cast<DateTimeObject>(value);
}

Value make_date(Interpreter& interpreter, Type& type, const CivilDate& date) {
  if (type.tag == &DateTimeObject::tag) return make_datetime(interpreter, type, {.date = date});
  auto* object = interpreter.make<DateObject>(type);
  object->date = date;
  return Value::adopt(object);
}

bool check_date(Interpreter& interpreter, std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < 1 || year > 9999) {
    return interpreter.raise_value_error("year {} is out of range", year);
  }
  if (month < 1 || month > 12) return interpreter.raise_value_error("month must be in 1..12");
  if (day < 1 || day > days_in_month(year, static_cast<int>(month))) {
    return interpreter.raise_value_error("day is out of range for month");
  }
  return true;
}

bool read_field(Interpreter& interpreter, const Value& value, std::int64_t& number) {
  return !value || index_number(interpreter, value, number);
}

bool parse_iso_date(std::string_view text, CivilDate& date, std::size_t& used) {
  if (text.size() < 8) return false;
  const auto number = [&](std::size_t at, std::size_t count, std::int64_t& result) {
    result = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (i >= text.size() || text[i] < '0' || text[i] > '9') return false;
      result = result * 10 + (text[i] - '0');
    }
    return true;
  };
  const bool dashes = text[4] == '-';
  std::int64_t month = 0;
  std::int64_t day = 0;
  if (!number(0, 4, date.year) || !number(dashes ? 5 : 4, 2, month) ||
      !number(dashes ? 8 : 6, 2, day)) {
    return false;
  }
  if (dashes && text[7] != '-') return false;
  date.month = static_cast<int>(month);
  date.day = static_cast<int>(day);
  used = dashes ? 10 : 8;
  return true;
}

Type& define_date(Interpreter& interpreter) {
  TypeDefinition definition;
  definition.name = "date";
  definition.module = "datetime";
  definition.size = sizeof(DateObject);
  definition.flags = Type::base_allowed;
  definition.tag = &DateObject::tag;
  Slots& slots = definition.slots;
  slots.destroy = destroy_with<DateObject>;
  slots.make = make;
  slots.repr = show;
  slots.str = to_text;
  slots.hash = hash_date;
  slots.compare = compare_dates;
  slots.binary[static_cast<std::size_t>(BinaryOperator::add)] = add;
  slots.binary[static_cast<std::size_t>(BinaryOperator::subtract)] = subtract;
  definition.methods = methods;
  definition.properties = properties;
  return define_type(interpreter, definition);
}

}  // namespace loopscope::python
