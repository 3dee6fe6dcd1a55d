#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/comparison.h"
#include "lessons/python/time/calendar.h"

namespace loopscope::python {

/// Microseconds of any timedelta and any difference of dates.
__extension__ using Microseconds = __int128;
constexpr std::int64_t microseconds_a_second = 1'000'000;
constexpr std::int64_t microseconds_a_day = 86'400 * microseconds_a_second;

struct TimedeltaObject : Object {
  static constexpr char tag = 0;
  std::int64_t days = 0;
  std::int64_t rest = 0;  ///< microseconds within the day, never negative
  Microseconds total() const { return static_cast<Microseconds>(days) * microseconds_a_day + rest; }
};

struct DateObject : Object {
  static constexpr char tag = 0;
  CivilDate date;
};

/// A datetime is a date with more; told apart by its tag.
struct DateTimeObject : DateObject {
  static constexpr char tag = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  int fold = 0;
  Value zone;  ///< null: naive
};

struct TimeObject : Object {
  static constexpr char tag = 0;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  int fold = 0;
  Value zone;  ///< null: naive
};

struct TimezoneObject : Object {
  static constexpr char tag = 0;
  std::int64_t offset = 0;  ///< microseconds
  Value name;               ///< null: made of the offset
};

/// The types of module datetime.
class DatetimeTypes final : public Extension {
 public:
  explicit DatetimeTypes(Interpreter& interpreter);
  void clear() override { utc.reset(); }

  Type* timedelta = nullptr;
  Type* date = nullptr;
  Type* datetime = nullptr;
  Type* time = nullptr;
  Type* tzinfo = nullptr;
  Type* timezone = nullptr;
  Value utc;
};

inline DatetimeTypes& datetime_types(Interpreter& interpreter) {
  return interpreter.extension<DatetimeTypes>();
}

// Each file defines its type.

Type& define_timedelta(Interpreter& interpreter);
Type& define_date(Interpreter& interpreter);
Type& define_datetime(Interpreter& interpreter, Type& date);
Type& define_time(Interpreter& interpreter);
Type& define_tzinfo(Interpreter& interpreter);
Type& define_timezone(Interpreter& interpreter, Type& tzinfo);

// Values. Those that make one raise OverflowError or ValueError where it is out of range.

Value make_timedelta(Interpreter& interpreter, Microseconds total);
Value make_date(Interpreter& interpreter, Type& type, const CivilDate& date);
Value make_timezone(Interpreter& interpreter, Type& type, std::int64_t offset, Value name);

/// What a datetime is made of.
struct DateTimeParts {
  CivilDate date;
  std::int64_t hour = 0;
  std::int64_t minute = 0;
  std::int64_t second = 0;
  std::int64_t microsecond = 0;
  Value zone = Value();
  std::int64_t fold = 0;
};
Value make_datetime(Interpreter& interpreter, Type& type, const DateTimeParts& parts);
Value make_time(Interpreter& interpreter, Type& type, const DateTimeParts& parts);
DateTimeParts parts_of(const DateTimeObject& value);
/// The datetime that many microseconds after 1970-01-01T00:00.
DateTimeParts parts_of_microseconds(std::int64_t microseconds);
/// Naive microseconds since 1970-01-01T00:00.
std::int64_t microseconds_of(const DateTimeObject& value);

DateObject* as_date(const Value& value);
DateTimeObject* as_datetime(const Value& value);

bool check_date(Interpreter& interpreter, std::int64_t year, std::int64_t month, std::int64_t day);
bool check_time(Interpreter& interpreter, const DateTimeParts& parts);
/// An int parameter; null: `number` stays.
bool read_field(Interpreter& interpreter, const Value& value, std::int64_t& number);
/// None or a tzinfo; null if it has raised and `fine` is false.
bool read_zone(Interpreter& interpreter, const Value& value, Value& zone);
/// zone.utcoffset(…) in microseconds; `known` is false for naive values.
bool utc_offset(Interpreter& interpreter, const Value& zone, const Value& argument, bool& known,
                std::int64_t& offset);
/// The parts of an ISO date at the beginning of a text; `used` bytes. False if it is none.
bool parse_iso_date(std::string_view text, CivilDate& date, std::size_t& used);
bool parse_iso_time(std::string_view text, DateTimeParts& parts, bool& has_offset,
                    std::int64_t& offset);
/// hours, minutes … as isoformat(timespec) shows them; false for an unknown timespec.
bool iso_time_text(std::string_view timespec, int hour, int minute, int second, int microsecond,
                   std::string& text);
/// Appends the time of day of a time or datetime, and "+09:00" behind it where its zone knows the
/// offset; `argument` is what the zone is asked about. False if it raised.
template <class T>
bool append_iso_time(Interpreter& interpreter, const T& value, const Value& argument,
                     std::string_view timespec, std::string& text) {
  if (!iso_time_text(timespec, value.hour, value.minute, value.second, value.microsecond, text)) {
    return interpreter.raise_value_error("Unknown timespec value");
  }
  bool known = false;
  std::int64_t offset = 0;
  if (value.zone && !utc_offset(interpreter, value.zone, argument, known, offset)) return false;
  if (known) text += iso_offset(offset);
  return true;
}

}  // namespace loopscope::python
