#include "lessons/python/time/calendar.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

namespace loopscope::python {

namespace {

constexpr std::array day_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                               "Friday", "Saturday", "Sunday"};
constexpr std::array month_names{"January",   "February", "March",    "April",
                                 "May",       "June",     "July",     "August",
                                 "September", "October",  "November", "December"};
constexpr std::int64_t microseconds_a_second = 1'000'000;
constexpr std::int64_t seconds_a_day = 86'400;

std::string_view day_name(const CivilTime& time) {
  return day_names[static_cast<std::size_t>(weekday_of_days(days_of(time.date)))];
}
std::string_view month_name(const CivilTime& time) {
  return month_names[static_cast<std::size_t>(time.date.month - 1)];
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

/// Weeks of the year that begin with `first` (0: Monday, 6: Sunday), as %U and %W count them.
int week_of_year(const CivilTime& time, int first) {
  const int weekday = weekday_of_days(days_of(time.date));
  const int since_first = (weekday - first + 7) % 7;
  return (day_of_year(time.date) + 6 - since_first) / 7;
}

std::string directive(const CivilTime& time, char letter) {
  const int hour12 = time.hour % 12 == 0 ? 12 : time.hour % 12;
  switch (letter) {
    case 'a':
      return std::string(day_name(time).substr(0, 3));
    case 'A':
      return std::string(day_name(time));
    case 'b':
    case 'h':
      return std::string(month_name(time).substr(0, 3));
    case 'B':
      return std::string(month_name(time));
    case 'c':
      return ctime_text(time);
    case 'C':
      return fmt::format("{:02}", time.date.year / 100);
    case 'd':
      return fmt::format("{:02}", time.date.day);
    case 'D':
    case 'x':
      return format_time(time, "%m/%d/%y");
    case 'e':
      return fmt::format("{:2}", time.date.day);
    case 'f':
      return fmt::format("{:06}", time.microsecond);
    case 'F':
      return iso_date(time.date);
    case 'g':
      return fmt::format("{:02}", iso_week(time.date).year % 100);
    case 'G':
      return fmt::format("{:04}", iso_week(time.date).year);
    case 'H':
      return fmt::format("{:02}", time.hour);
    case 'I':
      return fmt::format("{:02}", hour12);
    case 'j':
      return fmt::format("{:03}", day_of_year(time.date));
    case 'k':
      return fmt::format("{:2}", time.hour);
    case 'l':
      return fmt::format("{:2}", hour12);
    case 'm':
      return fmt::format("{:02}", time.date.month);
    case 'M':
      return fmt::format("{:02}", time.minute);
    case 'n':
      return "\n";
    case 'p':
      return time.hour < 12 ? "AM" : "PM";
    case 'P':
      return time.hour < 12 ? "am" : "pm";
    case 'r':
      return format_time(time, "%I:%M:%S %p");
    case 'R':
      return format_time(time, "%H:%M");
    case 's': {
      return std::to_string(floor_divide(microseconds_of(time), microseconds_a_second));
    }
    case 'S':
      return fmt::format("{:02}", time.second);
    case 't':
      return "\t";
    case 'T':
    case 'X':
      return format_time(time, "%H:%M:%S");
    case 'u':
      return std::to_string(weekday_of_days(days_of(time.date)) + 1);
    case 'U':
      return fmt::format("{:02}", week_of_year(time, 6));
    case 'V':
      return fmt::format("{:02}", iso_week(time.date).week);
    case 'w':
      return std::to_string((weekday_of_days(days_of(time.date)) + 1) % 7);
    case 'W':
      return fmt::format("{:02}", week_of_year(time, 0));
    case 'y':
      return fmt::format("{:02}", time.date.year % 100);
    case 'Y':
      return std::to_string(time.date.year);
    case 'z':
      return time.utc_offset ? iso_offset(*time.utc_offset, false) : "";
    case 'Z':
      return time.zone;
    case '%':
      return "%";
    default:
      return std::string{'%', letter};
  }
}

}  // namespace

bool is_leap_year(std::int64_t year) {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in_month(std::int64_t year, int month) {
  constexpr std::array days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : days[static_cast<std::size_t>(month - 1)];
}

std::int64_t days_of(const CivilDate& date) {
  // Years begin in March, so that the leap day is the last one.
  const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
  const std::int64_t era = floor_divide(year, 400);
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month = (date.month + 9) % 12;
  const std::int64_t day_of_march_year = (153 * month + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_march_year;
  return era * 146097 + day_of_era - 719468;
}

CivilDate date_of_days(std::int64_t days) {
  days += 719468;
  const std::int64_t era = floor_divide(days, 146097);
  const std::int64_t day_of_era = days - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month = (5 * day + 2) / 153;
  CivilDate date;
  date.day = static_cast<int>(day - (153 * month + 2) / 5 + 1);
  date.month = static_cast<int>(month < 10 ? month + 3 : month - 9);
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

int weekday_of_days(std::int64_t days) {
  return static_cast<int>(((days + 3) % 7 + 7) % 7);
}

int day_of_year(const CivilDate& date) {
  return static_cast<int>(days_of(date) - days_of({date.year, 1, 1})) + 1;
}

IsoWeek iso_week(const CivilDate& date) {
  const std::int64_t days = days_of(date);
  const int weekday = weekday_of_days(days);
  // A week belongs to the year of its Thursday.
  const CivilDate thursday = date_of_days(days - weekday + 3);
  return {thursday.year, (day_of_year(thursday) - 1) / 7 + 1, weekday + 1};
}

CivilTime civil_of_microseconds(std::int64_t microseconds) {
  const std::int64_t seconds = floor_divide(microseconds, microseconds_a_second);
  const std::int64_t days = floor_divide(seconds, seconds_a_day);
  const auto second_of_day = static_cast<int>(seconds - days * seconds_a_day);
  CivilTime time;
  time.date = date_of_days(days);
  time.hour = second_of_day / 3600;
  time.minute = second_of_day / 60 % 60;
  time.second = second_of_day % 60;
  time.microsecond = static_cast<int>(microseconds - seconds * microseconds_a_second);
  return time;
}

std::int64_t microseconds_of(const CivilTime& time) {
  const std::int64_t seconds =
      days_of(time.date) * seconds_a_day + time.hour * 3600 + time.minute * 60 + time.second;
  return seconds * microseconds_a_second + time.microsecond;
}

std::string format_time(const CivilTime& time, std::string_view format) {
  std::string result;
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] != '%' || at + 1 == format.size()) {
      result += format[at];
    } else if (format[at + 1] == '-' && at + 2 < format.size()) {  // glibc: no padding
      std::string text = directive(time, format[at + 2]);
      const std::size_t digits = text.find_first_not_of("0 ");
      result += digits == std::string::npos ? "0" : text.substr(digits);
      at += 2;
    } else {
      result += directive(time, format[++at]);
    }
  }
  return result;
}

std::string iso_date(const CivilDate& date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string iso_time(int hour, int minute, int second, int microsecond) {
  std::string text = fmt::format("{:02}:{:02}:{:02}", hour, minute, second);
  return microsecond != 0 ? text + fmt::format(".{:06}", microsecond) : text;
}

std::string iso_offset(std::int64_t microseconds, bool colons) {
  const std::int64_t size = std::abs(microseconds);
  const std::int64_t seconds = size / microseconds_a_second;
  const char* colon = colons ? ":" : "";
  std::string text = fmt::format("{}{:02}{}{:02}", microseconds < 0 ? '-' : '+', seconds / 3600,
                                 colon, seconds / 60 % 60);
  if (size % (60 * microseconds_a_second) != 0) text += fmt::format("{}{:02}", colon, seconds % 60);
  if (size % microseconds_a_second != 0)
    text += fmt::format(".{:06}", size % microseconds_a_second);
  return text;
}

std::string ctime_text(const CivilTime& time) {
  return fmt::format("{} {} {:2} {:02}:{:02}:{:02} {}", day_name(time).substr(0, 3),
                     month_name(time).substr(0, 3), time.date.day, time.hour, time.minute,
                     time.second, time.date.year);
}

}  // namespace loopscope::python
