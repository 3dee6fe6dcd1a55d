#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace loopscope::python {

/// A day of the (proleptic) Gregorian calendar.
struct CivilDate {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
  friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

bool is_leap_year(std::int64_t year);
int days_in_month(std::int64_t year, int month);
/// Days since 1970-01-01.
std::int64_t days_of(const CivilDate& date);
CivilDate date_of_days(std::int64_t days);
/// 0: Monday … 6: Sunday.
int weekday_of_days(std::int64_t days);
/// 1: the first of January.
int day_of_year(const CivilDate& date);

struct IsoWeek {
  std::int64_t year;
  int week;
  int weekday;  ///< 1: Monday
};
IsoWeek iso_week(const CivilDate& date);

/// date.toordinal(): 1 is 0001-01-01.
constexpr std::int64_t ordinal_of_epoch = 719163;

/// A date with a time of day, as strftime() and the string forms need it.
struct CivilTime {
  CivilDate date;
  int hour = 0;
  int minute = 0;
  int second = 0;
  int microsecond = 0;
  std::optional<std::int64_t> utc_offset;  ///< microseconds
  std::string zone;                        ///< %Z
};

/// Date and time of day, UTC, of microseconds since 1970-01-01T00:00:00.
CivilTime civil_of_microseconds(std::int64_t microseconds);
std::int64_t microseconds_of(const CivilTime& time);

/// time.strftime() in the C locale; `%f` gives microseconds, as datetime's.
std::string format_time(const CivilTime& time, std::string_view format);
/// "2024-01-31"
std::string iso_date(const CivilDate& date);
/// "13:05:00", with ".000123" unless there are no microseconds.
std::string iso_time(int hour, int minute, int second, int microsecond);
/// "+09:00", "-03:30:15" …
std::string iso_offset(std::int64_t microseconds, bool colons = true);
/// "Mon Jan  1 00:00:00 2024"
std::string ctime_text(const CivilTime& time);

}  // namespace loopscope::python
