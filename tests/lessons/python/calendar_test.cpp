#include "lessons/python/time/calendar.h"

#include <gtest/gtest.h>

namespace loopscope::python {
namespace {

TEST(Calendar, goes_to_days_and_back) {
  for (std::int64_t days = -800000; days < 3000000; days += 137) {
    EXPECT_EQ(days_of(date_of_days(days)), days);
  }
  EXPECT_EQ(days_of({1970, 1, 1}), 0);
  EXPECT_EQ(days_of({1, 1, 1}), 1 - ordinal_of_epoch);
  EXPECT_EQ(days_in_month(2000, 2), 29);
  EXPECT_EQ(days_in_month(1900, 2), 28);
  EXPECT_EQ(weekday_of_days(0), 3);
}

TEST(Calendar, goes_to_microseconds_and_back) {
  const CivilTime before = civil_of_microseconds(-1);
  EXPECT_EQ(iso_date(before.date), "1969-12-31");
  EXPECT_EQ(iso_time(before.hour, before.minute, before.second, before.microsecond),
            "23:59:59.999999");
  EXPECT_EQ(microseconds_of(before), -1);
}

// What CPython 3.11 gives.
TEST(Calendar, formats_as_strftime) {
  const auto format = [](CivilDate date, const char* text) {
    return format_time({date, 15, 4, 5, 678, {}, {}}, text);
  };
  EXPECT_EQ(format({2024, 1, 1}, "%a %A %b %B %d %e|%j|%U|%W|%V|%G|%g|%u|%w"),
            "Mon Monday Jan January 01  1|001|00|01|01|2024|24|1|1");
  EXPECT_EQ(
      format({2024, 1, 1}, "%c|%x|%X|%D|%F|%T|%R|%r"),
      "Mon Jan  1 15:04:05 2024|01/01/24|15:04:05|01/01/24|2024-01-01|15:04:05|15:04|03:04:05 PM");
  EXPECT_EQ(format({2024, 1, 1}, "%H %I %M %S %f %p %y %Y %% %-d %-H"),
            "15 03 04 05 000678 PM 24 2024 % 1 15");
  EXPECT_EQ(format({2023, 1, 1}, "%a %A %b %B %d %e|%j|%U|%W|%V|%G|%g|%u|%w"),
            "Sun Sunday Jan January 01  1|001|01|00|52|2022|22|7|0");
  EXPECT_EQ(
      format({2023, 1, 1}, "%c|%x|%X|%D|%F|%T|%R|%r"),
      "Sun Jan  1 15:04:05 2023|01/01/23|15:04:05|01/01/23|2023-01-01|15:04:05|15:04|03:04:05 PM");
  EXPECT_EQ(format({2023, 1, 1}, "%H %I %M %S %f %p %y %Y %% %-d %-H"),
            "15 03 04 05 000678 PM 23 2023 % 1 15");
  EXPECT_EQ(format({2020, 12, 31}, "%a %A %b %B %d %e|%j|%U|%W|%V|%G|%g|%u|%w"),
            "Thu Thursday Dec December 31 31|366|52|52|53|2020|20|4|4");
  EXPECT_EQ(
      format({2020, 12, 31}, "%c|%x|%X|%D|%F|%T|%R|%r"),
      "Thu Dec 31 15:04:05 2020|12/31/20|15:04:05|12/31/20|2020-12-31|15:04:05|15:04|03:04:05 PM");
  EXPECT_EQ(format({2020, 12, 31}, "%H %I %M %S %f %p %y %Y %% %-d %-H"),
            "15 03 04 05 000678 PM 20 2020 % 31 15");
  EXPECT_EQ(format({2021, 1, 3}, "%a %A %b %B %d %e|%j|%U|%W|%V|%G|%g|%u|%w"),
            "Sun Sunday Jan January 03  3|003|01|00|53|2020|20|7|0");
  EXPECT_EQ(
      format({2021, 1, 3}, "%c|%x|%X|%D|%F|%T|%R|%r"),
      "Sun Jan  3 15:04:05 2021|01/03/21|15:04:05|01/03/21|2021-01-03|15:04:05|15:04|03:04:05 PM");
  EXPECT_EQ(format({2021, 1, 3}, "%H %I %M %S %f %p %y %Y %% %-d %-H"),
            "15 03 04 05 000678 PM 21 2021 % 3 15");
  EXPECT_EQ(format({1999, 7, 4}, "%a %A %b %B %d %e|%j|%U|%W|%V|%G|%g|%u|%w"),
            "Sun Sunday Jul July 04  4|185|27|26|26|1999|99|7|0");
  EXPECT_EQ(
      format({1999, 7, 4}, "%c|%x|%X|%D|%F|%T|%R|%r"),
      "Sun Jul  4 15:04:05 1999|07/04/99|15:04:05|07/04/99|1999-07-04|15:04:05|15:04|03:04:05 PM");
  EXPECT_EQ(format({1999, 7, 4}, "%H %I %M %S %f %p %y %Y %% %-d %-H"),
            "15 03 04 05 000678 PM 99 1999 % 4 15");
}

TEST(Calendar, writes_offsets) {
  EXPECT_EQ(iso_offset(32'400'000'000), "+09:00");
  EXPECT_EQ(iso_offset(-12'615'000'000), "-03:30:15");
  EXPECT_EQ(iso_offset(0, false), "+0000");
}

}  // namespace
}  // namespace loopscope::python
