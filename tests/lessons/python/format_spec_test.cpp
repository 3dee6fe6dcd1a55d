#include "lessons/python/text/format_spec.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <string>

namespace loopscope::python {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

template <class Format>
std::string or_message(Format format) {
  try {
    return format();
  } catch (const FormatError& error) {
    return std::string("! ") + error.what();
  }
}

std::string floating(double value, const char* spec) {
  return or_message([&] { return format_float(value, FormatSpec::parse(spec, "float")); });
}
/// Both kinds of integers give the same.
std::string integer(std::int64_t value, const char* spec) {
  const std::string text =
      or_message([&] { return format_integer(value, FormatSpec::parse(spec, "int")); });
  EXPECT_EQ(text, or_message([&] {
              return format_integer(BigInteger(value), FormatSpec::parse(spec, "int"));
            }));
  return text;
}
std::string text(const char* value, const char* spec) {
  return or_message([&] { return format_text(value, FormatSpec::parse(spec, "str")); });
}

// What CPython 3.11 gives; "! " stands in front of the message of its ValueError.

TEST(FormatSpec, formats_floats_as_python_does) {
  EXPECT_EQ(floating(0.0, ""), "0.0");
  EXPECT_EQ(floating(0.0, ".3"), "0.0");
  EXPECT_EQ(floating(0.0, "e"), "0.000000e+00");
  EXPECT_EQ(floating(0.0, ".0f"), "0");
  EXPECT_EQ(floating(0.0, ".2f"), "0.00");
  EXPECT_EQ(floating(0.0, "g"), "0");
  EXPECT_EQ(floating(0.0, "#g"), "0.00000");
  EXPECT_EQ(floating(0.0, "#.0f"), "0.");
  EXPECT_EQ(floating(0.0, "%"), "0.000000%");
  EXPECT_EQ(floating(0.0, ".1%"), "0.0%");
  EXPECT_EQ(floating(0.0, ","), "0.0");
  EXPECT_EQ(floating(0.0, "015,.2f"), "0,000,000,000.00");
  EXPECT_EQ(floating(0.0, "+.3e"), "+0.000e+00");
  EXPECT_EQ(floating(0.0, "z.0f"), "0");
  EXPECT_EQ(floating(0.0, "_>12"), "_________0.0");
  EXPECT_EQ(floating(0.0, "^12"), "    0.0     ");
  EXPECT_EQ(floating(0.0, "n"), "0");
  EXPECT_EQ(floating(0.0, "G"), "0");
  EXPECT_EQ(floating(0.0, "#.3"), "0.00");
  EXPECT_EQ(floating(-0.0, ""), "-0.0");
  EXPECT_EQ(floating(-0.0, ".3"), "-0.0");
  EXPECT_EQ(floating(-0.0, "e"), "-0.000000e+00");
  EXPECT_EQ(floating(-0.0, ".0f"), "-0");
  EXPECT_EQ(floating(-0.0, ".2f"), "-0.00");
  EXPECT_EQ(floating(-0.0, "g"), "-0");
  EXPECT_EQ(floating(-0.0, "#g"), "-0.00000");
  EXPECT_EQ(floating(-0.0, "#.0f"), "-0.");
  EXPECT_EQ(floating(-0.0, "%"), "-0.000000%");
  EXPECT_EQ(floating(-0.0, ".1%"), "-0.0%");
  EXPECT_EQ(floating(-0.0, ","), "-0.0");
  EXPECT_EQ(floating(-0.0, "015,.2f"), "-000,000,000.00");
  EXPECT_EQ(floating(-0.0, "+.3e"), "-0.000e+00");
  EXPECT_EQ(floating(-0.0, "z.0f"), "0");
  EXPECT_EQ(floating(-0.0, "_>12"), "________-0.0");
  EXPECT_EQ(floating(-0.0, "^12"), "    -0.0    ");
  EXPECT_EQ(floating(-0.0, "n"), "-0");
  EXPECT_EQ(floating(-0.0, "G"), "-0");
  EXPECT_EQ(floating(-0.0, "#.3"), "-0.00");
  EXPECT_EQ(floating(1.0, ""), "1.0");
  EXPECT_EQ(floating(1.0, ".3"), "1.0");
  EXPECT_EQ(floating(1.0, "e"), "1.000000e+00");
  EXPECT_EQ(floating(1.0, ".0f"), "1");
  EXPECT_EQ(floating(1.0, ".2f"), "1.00");
  EXPECT_EQ(floating(1.0, "g"), "1");
  EXPECT_EQ(floating(1.0, "#g"), "1.00000");
  EXPECT_EQ(floating(1.0, "#.0f"), "1.");
  EXPECT_EQ(floating(1.0, "%"), "100.000000%");
  EXPECT_EQ(floating(1.0, ".1%"), "100.0%");
  EXPECT_EQ(floating(1.0, ","), "1.0");
  EXPECT_EQ(floating(1.0, "015,.2f"), "0,000,000,001.00");
  EXPECT_EQ(floating(1.0, "+.3e"), "+1.000e+00");
  EXPECT_EQ(floating(1.0, "z.0f"), "1");
  EXPECT_EQ(floating(1.0, "_>12"), "_________1.0");
  EXPECT_EQ(floating(1.0, "^12"), "    1.0     ");
  EXPECT_EQ(floating(1.0, "n"), "1");
  EXPECT_EQ(floating(1.0, "G"), "1");
  EXPECT_EQ(floating(1.0, "#.3"), "1.00");
  EXPECT_EQ(floating(1.5, ""), "1.5");
  EXPECT_EQ(floating(1.5, ".3"), "1.5");
  EXPECT_EQ(floating(1.5, "e"), "1.500000e+00");
  EXPECT_EQ(floating(1.5, ".0f"), "2");
  EXPECT_EQ(floating(1.5, ".2f"), "1.50");
  EXPECT_EQ(floating(1.5, "g"), "1.5");
  EXPECT_EQ(floating(1.5, "#g"), "1.50000");
  EXPECT_EQ(floating(1.5, "#.0f"), "2.");
  EXPECT_EQ(floating(1.5, "%"), "150.000000%");
  EXPECT_EQ(floating(1.5, ".1%"), "150.0%");
  EXPECT_EQ(floating(1.5, ","), "1.5");
  EXPECT_EQ(floating(1.5, "015,.2f"), "0,000,000,001.50");
  EXPECT_EQ(floating(1.5, "+.3e"), "+1.500e+00");
  EXPECT_EQ(floating(1.5, "z.0f"), "2");
  EXPECT_EQ(floating(1.5, "_>12"), "_________1.5");
  EXPECT_EQ(floating(1.5, "^12"), "    1.5     ");
  EXPECT_EQ(floating(1.5, "n"), "1.5");
  EXPECT_EQ(floating(1.5, "G"), "1.5");
  EXPECT_EQ(floating(1.5, "#.3"), "1.50");
  EXPECT_EQ(floating(-2.5, ""), "-2.5");
  EXPECT_EQ(floating(-2.5, ".3"), "-2.5");
  EXPECT_EQ(floating(-2.5, "e"), "-2.500000e+00");
  EXPECT_EQ(floating(-2.5, ".0f"), "-2");
  EXPECT_EQ(floating(-2.5, ".2f"), "-2.50");
  EXPECT_EQ(floating(-2.5, "g"), "-2.5");
  EXPECT_EQ(floating(-2.5, "#g"), "-2.50000");
  EXPECT_EQ(floating(-2.5, "#.0f"), "-2.");
  EXPECT_EQ(floating(-2.5, "%"), "-250.000000%");
  EXPECT_EQ(floating(-2.5, ".1%"), "-250.0%");
  EXPECT_EQ(floating(-2.5, ","), "-2.5");
  EXPECT_EQ(floating(-2.5, "015,.2f"), "-000,000,002.50");
  EXPECT_EQ(floating(-2.5, "+.3e"), "-2.500e+00");
  EXPECT_EQ(floating(-2.5, "z.0f"), "-2");
  EXPECT_EQ(floating(-2.5, "_>12"), "________-2.5");
  EXPECT_EQ(floating(-2.5, "^12"), "    -2.5    ");
  EXPECT_EQ(floating(-2.5, "n"), "-2.5");
  EXPECT_EQ(floating(-2.5, "G"), "-2.5");
  EXPECT_EQ(floating(-2.5, "#.3"), "-2.50");
  EXPECT_EQ(floating(123456.789, ""), "123456.789");
  EXPECT_EQ(floating(123456.789, ".3"), "1.23e+05");
  EXPECT_EQ(floating(123456.789, "e"), "1.234568e+05");
  EXPECT_EQ(floating(123456.789, ".0f"), "123457");
  EXPECT_EQ(floating(123456.789, ".2f"), "123456.79");
  EXPECT_EQ(floating(123456.789, "g"), "123457");
  EXPECT_EQ(floating(123456.789, "#g"), "123457.");
  EXPECT_EQ(floating(123456.789, "#.0f"), "123457.");
  EXPECT_EQ(floating(123456.789, "%"), "12345678.900000%");
  EXPECT_EQ(floating(123456.789, ".1%"), "12345678.9%");
  EXPECT_EQ(floating(123456.789, ","), "123,456.789");
  EXPECT_EQ(floating(123456.789, "015,.2f"), "0,000,123,456.79");
  EXPECT_EQ(floating(123456.789, "+.3e"), "+1.235e+05");
  EXPECT_EQ(floating(123456.789, "z.0f"), "123457");
  EXPECT_EQ(floating(123456.789, "_>12"), "__123456.789");
  EXPECT_EQ(floating(123456.789, "^12"), " 123456.789 ");
  EXPECT_EQ(floating(123456.789, "n"), "123457");
  EXPECT_EQ(floating(123456.789, "G"), "123457");
  EXPECT_EQ(floating(123456.789, "#.3"), "1.23e+05");
  EXPECT_EQ(floating(1234567.0, ""), "1234567.0");
  EXPECT_EQ(floating(1234567.0, ".3"), "1.23e+06");
  EXPECT_EQ(floating(1234567.0, "e"), "1.234567e+06");
  EXPECT_EQ(floating(1234567.0, ".0f"), "1234567");
  EXPECT_EQ(floating(1234567.0, ".2f"), "1234567.00");
  EXPECT_EQ(floating(1234567.0, "g"), "1.23457e+06");
  EXPECT_EQ(floating(1234567.0, "#g"), "1.23457e+06");
  EXPECT_EQ(floating(1234567.0, "#.0f"), "1234567.");
  EXPECT_EQ(floating(1234567.0, "%"), "123456700.000000%");
  EXPECT_EQ(floating(1234567.0, ".1%"), "123456700.0%");
  EXPECT_EQ(floating(1234567.0, ","), "1,234,567.0");
  EXPECT_EQ(floating(1234567.0, "015,.2f"), "0,001,234,567.00");
  EXPECT_EQ(floating(1234567.0, "+.3e"), "+1.235e+06");
  EXPECT_EQ(floating(1234567.0, "z.0f"), "1234567");
  EXPECT_EQ(floating(1234567.0, "_>12"), "___1234567.0");
  EXPECT_EQ(floating(1234567.0, "^12"), " 1234567.0  ");
  EXPECT_EQ(floating(1234567.0, "n"), "1.23457e+06");
  EXPECT_EQ(floating(1234567.0, "G"), "1.23457E+06");
  EXPECT_EQ(floating(1234567.0, "#.3"), "1.23e+06");
  EXPECT_EQ(floating(1e+16, ""), "1e+16");
  EXPECT_EQ(floating(1e+16, ".3"), "1e+16");
  EXPECT_EQ(floating(1e+16, "e"), "1.000000e+16");
  EXPECT_EQ(floating(1e+16, ".0f"), "10000000000000000");
  EXPECT_EQ(floating(1e+16, ".2f"), "10000000000000000.00");
  EXPECT_EQ(floating(1e+16, "g"), "1e+16");
  EXPECT_EQ(floating(1e+16, "#g"), "1.00000e+16");
  EXPECT_EQ(floating(1e+16, "#.0f"), "10000000000000000.");
  EXPECT_EQ(floating(1e+16, "%"), "1000000000000000000.000000%");
  EXPECT_EQ(floating(1e+16, ".1%"), "1000000000000000000.0%");
  EXPECT_EQ(floating(1e+16, ","), "1e+16");
  EXPECT_EQ(floating(1e+16, "015,.2f"), "10,000,000,000,000,000.00");
  EXPECT_EQ(floating(1e+16, "+.3e"), "+1.000e+16");
  EXPECT_EQ(floating(1e+16, "z.0f"), "10000000000000000");
  EXPECT_EQ(floating(1e+16, "_>12"), "_______1e+16");
  EXPECT_EQ(floating(1e+16, "^12"), "   1e+16    ");
  EXPECT_EQ(floating(1e+16, "n"), "1e+16");
  EXPECT_EQ(floating(1e+16, "G"), "1E+16");
  EXPECT_EQ(floating(1e+16, "#.3"), "1.00e+16");
  EXPECT_EQ(floating(1e+20, ""), "1e+20");
  EXPECT_EQ(floating(1e+20, ".3"), "1e+20");
  EXPECT_EQ(floating(1e+20, "e"), "1.000000e+20");
  EXPECT_EQ(floating(1e+20, ".0f"), "100000000000000000000");
  EXPECT_EQ(floating(1e+20, ".2f"), "100000000000000000000.00");
  EXPECT_EQ(floating(1e+20, "g"), "1e+20");
  EXPECT_EQ(floating(1e+20, "#g"), "1.00000e+20");
  EXPECT_EQ(floating(1e+20, "#.0f"), "100000000000000000000.");
  EXPECT_EQ(floating(1e+20, "%"), "10000000000000000000000.000000%");
  EXPECT_EQ(floating(1e+20, ".1%"), "10000000000000000000000.0%");
  EXPECT_EQ(floating(1e+20, ","), "1e+20");
  EXPECT_EQ(floating(1e+20, "015,.2f"), "100,000,000,000,000,000,000.00");
  EXPECT_EQ(floating(1e+20, "+.3e"), "+1.000e+20");
  EXPECT_EQ(floating(1e+20, "z.0f"), "100000000000000000000");
  EXPECT_EQ(floating(1e+20, "_>12"), "_______1e+20");
  EXPECT_EQ(floating(1e+20, "^12"), "   1e+20    ");
  EXPECT_EQ(floating(1e+20, "n"), "1e+20");
  EXPECT_EQ(floating(1e+20, "G"), "1E+20");
  EXPECT_EQ(floating(1e+20, "#.3"), "1.00e+20");
  EXPECT_EQ(floating(1e-05, ""), "1e-05");
  EXPECT_EQ(floating(1e-05, ".3"), "1e-05");
  EXPECT_EQ(floating(1e-05, "e"), "1.000000e-05");
  EXPECT_EQ(floating(1e-05, ".0f"), "0");
  EXPECT_EQ(floating(1e-05, ".2f"), "0.00");
  EXPECT_EQ(floating(1e-05, "g"), "1e-05");
  EXPECT_EQ(floating(1e-05, "#g"), "1.00000e-05");
  EXPECT_EQ(floating(1e-05, "#.0f"), "0.");
  EXPECT_EQ(floating(1e-05, "%"), "0.001000%");
  EXPECT_EQ(floating(1e-05, ".1%"), "0.0%");
  EXPECT_EQ(floating(1e-05, ","), "1e-05");
  EXPECT_EQ(floating(1e-05, "015,.2f"), "0,000,000,000.00");
  EXPECT_EQ(floating(1e-05, "+.3e"), "+1.000e-05");
  EXPECT_EQ(floating(1e-05, "z.0f"), "0");
  EXPECT_EQ(floating(1e-05, "_>12"), "_______1e-05");
  EXPECT_EQ(floating(1e-05, "^12"), "   1e-05    ");
  EXPECT_EQ(floating(1e-05, "n"), "1e-05");
  EXPECT_EQ(floating(1e-05, "G"), "1E-05");
  EXPECT_EQ(floating(1e-05, "#.3"), "1.00e-05");
  EXPECT_EQ(floating(0.1, ""), "0.1");
  EXPECT_EQ(floating(0.1, ".3"), "0.1");
  EXPECT_EQ(floating(0.1, "e"), "1.000000e-01");
  EXPECT_EQ(floating(0.1, ".0f"), "0");
  EXPECT_EQ(floating(0.1, ".2f"), "0.10");
  EXPECT_EQ(floating(0.1, "g"), "0.1");
  EXPECT_EQ(floating(0.1, "#g"), "0.100000");
  EXPECT_EQ(floating(0.1, "#.0f"), "0.");
  EXPECT_EQ(floating(0.1, "%"), "10.000000%");
  EXPECT_EQ(floating(0.1, ".1%"), "10.0%");
  EXPECT_EQ(floating(0.1, ","), "0.1");
  EXPECT_EQ(floating(0.1, "015,.2f"), "0,000,000,000.10");
  EXPECT_EQ(floating(0.1, "+.3e"), "+1.000e-01");
  EXPECT_EQ(floating(0.1, "z.0f"), "0");
  EXPECT_EQ(floating(0.1, "_>12"), "_________0.1");
  EXPECT_EQ(floating(0.1, "^12"), "    0.1     ");
  EXPECT_EQ(floating(0.1, "n"), "0.1");
  EXPECT_EQ(floating(0.1, "G"), "0.1");
  EXPECT_EQ(floating(0.1, "#.3"), "0.100");
  EXPECT_EQ(floating(5e-324, ""), "5e-324");
  EXPECT_EQ(floating(5e-324, ".3"), "4.94e-324");
  EXPECT_EQ(floating(5e-324, "e"), "4.940656e-324");
  EXPECT_EQ(floating(5e-324, ".0f"), "0");
  EXPECT_EQ(floating(5e-324, ".2f"), "0.00");
  EXPECT_EQ(floating(5e-324, "g"), "4.94066e-324");
  EXPECT_EQ(floating(5e-324, "#g"), "4.94066e-324");
  EXPECT_EQ(floating(5e-324, "#.0f"), "0.");
  EXPECT_EQ(floating(5e-324, "%"), "0.000000%");
  EXPECT_EQ(floating(5e-324, ".1%"), "0.0%");
  EXPECT_EQ(floating(5e-324, ","), "5e-324");
  EXPECT_EQ(floating(5e-324, "015,.2f"), "0,000,000,000.00");
  EXPECT_EQ(floating(5e-324, "+.3e"), "+4.941e-324");
  EXPECT_EQ(floating(5e-324, "z.0f"), "0");
  EXPECT_EQ(floating(5e-324, "_>12"), "______5e-324");
  EXPECT_EQ(floating(5e-324, "^12"), "   5e-324   ");
  EXPECT_EQ(floating(5e-324, "n"), "4.94066e-324");
  EXPECT_EQ(floating(5e-324, "G"), "4.94066E-324");
  EXPECT_EQ(floating(5e-324, "#.3"), "4.94e-324");
  EXPECT_EQ(floating(0.3333333333333333, ""), "0.3333333333333333");
  EXPECT_EQ(floating(0.3333333333333333, ".3"), "0.333");
  EXPECT_EQ(floating(0.3333333333333333, "e"), "3.333333e-01");
  EXPECT_EQ(floating(0.3333333333333333, ".0f"), "0");
  EXPECT_EQ(floating(0.3333333333333333, ".2f"), "0.33");
  EXPECT_EQ(floating(0.3333333333333333, "g"), "0.333333");
  EXPECT_EQ(floating(0.3333333333333333, "#g"), "0.333333");
  EXPECT_EQ(floating(0.3333333333333333, "#.0f"), "0.");
  EXPECT_EQ(floating(0.3333333333333333, "%"), "33.333333%");
  EXPECT_EQ(floating(0.3333333333333333, ".1%"), "33.3%");
  EXPECT_EQ(floating(0.3333333333333333, ","), "0.3333333333333333");
  EXPECT_EQ(floating(0.3333333333333333, "015,.2f"), "0,000,000,000.33");
  EXPECT_EQ(floating(0.3333333333333333, "+.3e"), "+3.333e-01");
  EXPECT_EQ(floating(0.3333333333333333, "z.0f"), "0");
  EXPECT_EQ(floating(0.3333333333333333, "_>12"), "0.3333333333333333");
  EXPECT_EQ(floating(0.3333333333333333, "^12"), "0.3333333333333333");
  EXPECT_EQ(floating(0.3333333333333333, "n"), "0.333333");
  EXPECT_EQ(floating(0.3333333333333333, "G"), "0.333333");
  EXPECT_EQ(floating(0.3333333333333333, "#.3"), "0.333");
  EXPECT_EQ(floating(infinity, ""), "inf");
  EXPECT_EQ(floating(infinity, ".3"), "inf");
  EXPECT_EQ(floating(infinity, "e"), "inf");
  EXPECT_EQ(floating(infinity, ".0f"), "inf");
  EXPECT_EQ(floating(infinity, ".2f"), "inf");
  EXPECT_EQ(floating(infinity, "g"), "inf");
  EXPECT_EQ(floating(infinity, "#g"), "inf");
  EXPECT_EQ(floating(infinity, "#.0f"), "inf");
  EXPECT_EQ(floating(infinity, "%"), "inf%");
  EXPECT_EQ(floating(infinity, ".1%"), "inf%");
  EXPECT_EQ(floating(infinity, ","), "inf");
  EXPECT_EQ(floating(infinity, "015,.2f"), "000000000000inf");
  EXPECT_EQ(floating(infinity, "+.3e"), "+inf");
  EXPECT_EQ(floating(infinity, "z.0f"), "inf");
  EXPECT_EQ(floating(infinity, "_>12"), "_________inf");
  EXPECT_EQ(floating(infinity, "^12"), "    inf     ");
  EXPECT_EQ(floating(infinity, "n"), "inf");
  EXPECT_EQ(floating(infinity, "G"), "INF");
  EXPECT_EQ(floating(infinity, "#.3"), "inf");
  EXPECT_EQ(floating(-infinity, ""), "-inf");
  EXPECT_EQ(floating(-infinity, ".3"), "-inf");
  EXPECT_EQ(floating(-infinity, "e"), "-inf");
  EXPECT_EQ(floating(-infinity, ".0f"), "-inf");
  EXPECT_EQ(floating(-infinity, ".2f"), "-inf");
  EXPECT_EQ(floating(-infinity, "g"), "-inf");
  EXPECT_EQ(floating(-infinity, "#g"), "-inf");
  EXPECT_EQ(floating(-infinity, "#.0f"), "-inf");
  EXPECT_EQ(floating(-infinity, "%"), "-inf%");
  EXPECT_EQ(floating(-infinity, ".1%"), "-inf%");
  EXPECT_EQ(floating(-infinity, ","), "-inf");
  EXPECT_EQ(floating(-infinity, "015,.2f"), "-00000000000inf");
  EXPECT_EQ(floating(-infinity, "+.3e"), "-inf");
  EXPECT_EQ(floating(-infinity, "z.0f"), "-inf");
  EXPECT_EQ(floating(-infinity, "_>12"), "________-inf");
  EXPECT_EQ(floating(-infinity, "^12"), "    -inf    ");
  EXPECT_EQ(floating(-infinity, "n"), "-inf");
  EXPECT_EQ(floating(-infinity, "G"), "-INF");
  EXPECT_EQ(floating(-infinity, "#.3"), "-inf");
  EXPECT_EQ(floating(not_a_number, ""), "nan");
  EXPECT_EQ(floating(not_a_number, ".3"), "nan");
  EXPECT_EQ(floating(not_a_number, "e"), "nan");
  EXPECT_EQ(floating(not_a_number, ".0f"), "nan");
  EXPECT_EQ(floating(not_a_number, ".2f"), "nan");
  EXPECT_EQ(floating(not_a_number, "g"), "nan");
  EXPECT_EQ(floating(not_a_number, "#g"), "nan");
  EXPECT_EQ(floating(not_a_number, "#.0f"), "nan");
  EXPECT_EQ(floating(not_a_number, "%"), "nan%");
  EXPECT_EQ(floating(not_a_number, ".1%"), "nan%");
  EXPECT_EQ(floating(not_a_number, ","), "nan");
  EXPECT_EQ(floating(not_a_number, "015,.2f"), "000000000000nan");
  EXPECT_EQ(floating(not_a_number, "+.3e"), "+nan");
  EXPECT_EQ(floating(not_a_number, "z.0f"), "nan");
  EXPECT_EQ(floating(not_a_number, "_>12"), "_________nan");
  EXPECT_EQ(floating(not_a_number, "^12"), "    nan     ");
  EXPECT_EQ(floating(not_a_number, "n"), "nan");
  EXPECT_EQ(floating(not_a_number, "G"), "NAN");
  EXPECT_EQ(floating(not_a_number, "#.3"), "nan");
  EXPECT_EQ(floating(100.0, ""), "100.0");
  EXPECT_EQ(floating(100.0, ".3"), "1e+02");
  EXPECT_EQ(floating(100.0, "e"), "1.000000e+02");
  EXPECT_EQ(floating(100.0, ".0f"), "100");
  EXPECT_EQ(floating(100.0, ".2f"), "100.00");
  EXPECT_EQ(floating(100.0, "g"), "100");
  EXPECT_EQ(floating(100.0, "#g"), "100.000");
  EXPECT_EQ(floating(100.0, "#.0f"), "100.");
  EXPECT_EQ(floating(100.0, "%"), "10000.000000%");
  EXPECT_EQ(floating(100.0, ".1%"), "10000.0%");
  EXPECT_EQ(floating(100.0, ","), "100.0");
  EXPECT_EQ(floating(100.0, "015,.2f"), "0,000,000,100.00");
  EXPECT_EQ(floating(100.0, "+.3e"), "+1.000e+02");
  EXPECT_EQ(floating(100.0, "z.0f"), "100");
  EXPECT_EQ(floating(100.0, "_>12"), "_______100.0");
  EXPECT_EQ(floating(100.0, "^12"), "   100.0    ");
  EXPECT_EQ(floating(100.0, "n"), "100");
  EXPECT_EQ(floating(100.0, "G"), "100");
  EXPECT_EQ(floating(100.0, "#.3"), "1.00e+02");
  EXPECT_EQ(floating(0.00012345, ""), "0.00012345");
  EXPECT_EQ(floating(0.00012345, ".3"), "0.000123");
  EXPECT_EQ(floating(0.00012345, "e"), "1.234500e-04");
  EXPECT_EQ(floating(0.00012345, ".0f"), "0");
  EXPECT_EQ(floating(0.00012345, ".2f"), "0.00");
  EXPECT_EQ(floating(0.00012345, "g"), "0.00012345");
  EXPECT_EQ(floating(0.00012345, "#g"), "0.000123450");
  EXPECT_EQ(floating(0.00012345, "#.0f"), "0.");
  EXPECT_EQ(floating(0.00012345, "%"), "0.012345%");
  EXPECT_EQ(floating(0.00012345, ".1%"), "0.0%");
  EXPECT_EQ(floating(0.00012345, ","), "0.00012345");
  EXPECT_EQ(floating(0.00012345, "015,.2f"), "0,000,000,000.00");
  EXPECT_EQ(floating(0.00012345, "+.3e"), "+1.234e-04");
  EXPECT_EQ(floating(0.00012345, "z.0f"), "0");
  EXPECT_EQ(floating(0.00012345, "_>12"), "__0.00012345");
  EXPECT_EQ(floating(0.00012345, "^12"), " 0.00012345 ");
  EXPECT_EQ(floating(0.00012345, "n"), "0.00012345");
  EXPECT_EQ(floating(0.00012345, "G"), "0.00012345");
  EXPECT_EQ(floating(0.00012345, "#.3"), "0.000123");
}

TEST(FormatSpec, formats_integers_as_python_does) {
  EXPECT_EQ(integer(0, ""), "0");
  EXPECT_EQ(integer(0, "d"), "0");
  EXPECT_EQ(integer(0, "b"), "0");
  EXPECT_EQ(integer(0, "#b"), "0b0");
  EXPECT_EQ(integer(0, "o"), "0");
  EXPECT_EQ(integer(0, "#o"), "0o0");
  EXPECT_EQ(integer(0, "x"), "0");
  EXPECT_EQ(integer(0, "#X"), "0X0");
  EXPECT_EQ(integer(0, "_x"), "0");
  EXPECT_EQ(integer(0, ","), "0");
  EXPECT_EQ(integer(0, "012,"), "0,000,000,000");
  EXPECT_EQ(integer(0, "013,"), "0,000,000,000");
  EXPECT_EQ(integer(0, "_b"), "0");
  EXPECT_EQ(integer(0, "+d"), "+0");
  EXPECT_EQ(integer(0, " "), " 0");
  EXPECT_EQ(integer(0, "5"), "    0");
  EXPECT_EQ(integer(0, "<5"), "0    ");
  EXPECT_EQ(integer(0, "^7"), "   0   ");
  EXPECT_EQ(integer(0, "=+10"), "+        0");
  EXPECT_EQ(integer(0, "08"), "00000000");
  EXPECT_EQ(integer(0, ".2f"), "0.00");
  EXPECT_EQ(integer(0, "e"), "0.000000e+00");
  EXPECT_EQ(
      integer(0, "\346\227\245>8"),
      "\346\227\245\346\227\245\346\227\245\346\227\245\346\227\245\346\227\245\346\227\2450");
  EXPECT_EQ(integer(0, "#_x"), "0x0");
  EXPECT_EQ(integer(0, "#010x"), "0x00000000");
  EXPECT_EQ(integer(0, "%"), "0.000000%");
  EXPECT_EQ(integer(7, ""), "7");
  EXPECT_EQ(integer(7, "d"), "7");
  EXPECT_EQ(integer(7, "b"), "111");
  EXPECT_EQ(integer(7, "#b"), "0b111");
  EXPECT_EQ(integer(7, "o"), "7");
  EXPECT_EQ(integer(7, "#o"), "0o7");
  EXPECT_EQ(integer(7, "x"), "7");
  EXPECT_EQ(integer(7, "#X"), "0X7");
  EXPECT_EQ(integer(7, "_x"), "7");
  EXPECT_EQ(integer(7, ","), "7");
  EXPECT_EQ(integer(7, "012,"), "0,000,000,007");
  EXPECT_EQ(integer(7, "013,"), "0,000,000,007");
  EXPECT_EQ(integer(7, "_b"), "111");
  EXPECT_EQ(integer(7, "+d"), "+7");
  EXPECT_EQ(integer(7, " "), " 7");
  EXPECT_EQ(integer(7, "c"), "\007");
  EXPECT_EQ(integer(7, "5"), "    7");
  EXPECT_EQ(integer(7, "<5"), "7    ");
  EXPECT_EQ(integer(7, "^7"), "   7   ");
  EXPECT_EQ(integer(7, "=+10"), "+        7");
  EXPECT_EQ(integer(7, "08"), "00000007");
  EXPECT_EQ(integer(7, ".2f"), "7.00");
  EXPECT_EQ(integer(7, "e"), "7.000000e+00");
  EXPECT_EQ(
      integer(7, "\346\227\245>8"),
      "\346\227\245\346\227\245\346\227\245\346\227\245\346\227\245\346\227\245\346\227\2457");
  EXPECT_EQ(integer(7, "#_x"), "0x7");
  EXPECT_EQ(integer(7, "#010x"), "0x00000007");
  EXPECT_EQ(integer(7, "%"), "700.000000%");
  EXPECT_EQ(integer(-255, ""), "-255");
  EXPECT_EQ(integer(-255, "d"), "-255");
  EXPECT_EQ(integer(-255, "b"), "-11111111");
  EXPECT_EQ(integer(-255, "#b"), "-0b11111111");
  EXPECT_EQ(integer(-255, "o"), "-377");
  EXPECT_EQ(integer(-255, "#o"), "-0o377");
  EXPECT_EQ(integer(-255, "x"), "-ff");
  EXPECT_EQ(integer(-255, "#X"), "-0XFF");
  EXPECT_EQ(integer(-255, "_x"), "-ff");
  EXPECT_EQ(integer(-255, ","), "-255");
  EXPECT_EQ(integer(-255, "012,"), "-000,000,255");
  EXPECT_EQ(integer(-255, "013,"), "-0,000,000,255");
  EXPECT_EQ(integer(-255, "_b"), "-1111_1111");
  EXPECT_EQ(integer(-255, "+d"), "-255");
  EXPECT_EQ(integer(-255, " "), "-255");
  EXPECT_EQ(integer(-255, "c"), "! %c arg not in range(0x110000)");
  EXPECT_EQ(integer(-255, "5"), " -255");
  EXPECT_EQ(integer(-255, "<5"), "-255 ");
  EXPECT_EQ(integer(-255, "^7"), " -255  ");
  EXPECT_EQ(integer(-255, "=+10"), "-      255");
  EXPECT_EQ(integer(-255, "08"), "-0000255");
  EXPECT_EQ(integer(-255, ".2f"), "-255.00");
  EXPECT_EQ(integer(-255, "e"), "-2.550000e+02");
  EXPECT_EQ(integer(-255, "\346\227\245>8"),
            "\346\227\245\346\227\245\346\227\245\346\227\245-255");
  EXPECT_EQ(integer(-255, "#_x"), "-0xff");
  EXPECT_EQ(integer(-255, "#010x"), "-0x00000ff");
  EXPECT_EQ(integer(-255, "%"), "-25500.000000%");
  EXPECT_EQ(integer(1234567, ""), "1234567");
  EXPECT_EQ(integer(1234567, "d"), "1234567");
  EXPECT_EQ(integer(1234567, "b"), "100101101011010000111");
  EXPECT_EQ(integer(1234567, "#b"), "0b100101101011010000111");
  EXPECT_EQ(integer(1234567, "o"), "4553207");
  EXPECT_EQ(integer(1234567, "#o"), "0o4553207");
  EXPECT_EQ(integer(1234567, "x"), "12d687");
  EXPECT_EQ(integer(1234567, "#X"), "0X12D687");
  EXPECT_EQ(integer(1234567, "_x"), "12_d687");
  EXPECT_EQ(integer(1234567, ","), "1,234,567");
  EXPECT_EQ(integer(1234567, "012,"), "0,001,234,567");
  EXPECT_EQ(integer(1234567, "013,"), "0,001,234,567");
  EXPECT_EQ(integer(1234567, "_b"), "1_0010_1101_0110_1000_0111");
  EXPECT_EQ(integer(1234567, "+d"), "+1234567");
  EXPECT_EQ(integer(1234567, " "), " 1234567");
  EXPECT_EQ(integer(1234567, "c"), "! %c arg not in range(0x110000)");
  EXPECT_EQ(integer(1234567, "5"), "1234567");
  EXPECT_EQ(integer(1234567, "<5"), "1234567");
  EXPECT_EQ(integer(1234567, "^7"), "1234567");
  EXPECT_EQ(integer(1234567, "=+10"), "+  1234567");
  EXPECT_EQ(integer(1234567, "08"), "01234567");
  EXPECT_EQ(integer(1234567, ".2f"), "1234567.00");
  EXPECT_EQ(integer(1234567, "e"), "1.234567e+06");
  EXPECT_EQ(integer(1234567, "\346\227\245>8"), "\346\227\2451234567");
  EXPECT_EQ(integer(1234567, "#_x"), "0x12_d687");
  EXPECT_EQ(integer(1234567, "#010x"), "0x0012d687");
  EXPECT_EQ(integer(1234567, "%"), "123456700.000000%");
  EXPECT_EQ(integer(5, "z"),
            "! Negative zero coercion (z) not allowed in integer format specifier");
  EXPECT_EQ(integer(5, "+c"), "! Sign not allowed with integer format specifier 'c'");
  EXPECT_EQ(integer(5, "#c"), "! Alternate form (#) not allowed with integer format specifier 'c'");
  EXPECT_EQ(integer(5, ",_"), "! Cannot specify both ',' and '_'.");
  EXPECT_EQ(integer(5, ",,"), "! Cannot specify ',' with ','.");
  EXPECT_EQ(integer(5, "__"), "! Cannot specify '_' with '_'.");
  EXPECT_EQ(integer(5, "_,"), "! Cannot specify both ',' and '_'.");
  EXPECT_EQ(integer(5, ",x"), "! Cannot specify ',' with 'x'.");
  EXPECT_EQ(integer(5, ",n"), "! Cannot specify ',' with 'n'.");
  EXPECT_EQ(integer(5, ",c"), "! Cannot specify ',' with 'c'.");
  EXPECT_EQ(integer(5, "_c"), "! Cannot specify '_' with 'c'.");
  EXPECT_EQ(integer(5, "s"), "! Unknown format code 's' for object of type 'int'");
  EXPECT_EQ(integer(5, "."), "! Format specifier missing precision");
  EXPECT_EQ(integer(5, "99999999999999999999"), "! Too many decimal digits in format string");
  EXPECT_EQ(integer(5, ".99999999999999999999f"), "! Too many decimal digits in format string");
  EXPECT_EQ(integer(5, "\346\227\245"), "! Unknown format code '\\x65e5' for object of type 'int'");
  EXPECT_EQ(integer(5, "1000q"), "! Unknown format code 'q' for object of type 'int'");
}

TEST(FormatSpec, formats_texts_as_python_does) {
  EXPECT_EQ(text("añ日", "d"), "! Unknown format code 'd' for object of type 'str'");
  EXPECT_EQ(text("añ日", "+"), "! Sign not allowed in string format specifier");
  EXPECT_EQ(text("añ日", " "), "! Space not allowed in string format specifier");
  EXPECT_EQ(text("añ日", "#"), "! Alternate form (#) not allowed in string format specifier");
  EXPECT_EQ(text("añ日", "="), "! '=' alignment not allowed in string format specifier");
  EXPECT_EQ(text("añ日", "=5"), "! '=' alignment not allowed in string format specifier");
  EXPECT_EQ(text("añ日", ","), "! Cannot specify ',' with 's'.");
  EXPECT_EQ(text("añ日", "_"), "! Cannot specify '_' with 's'.");
  EXPECT_EQ(text("añ日", "z"),
            "! Negative zero coercion (z) not allowed in string format specifier");
  EXPECT_EQ(text("añ日", ".2"), "a\303\261");
  EXPECT_EQ(text("añ日", "5q5"), "! Invalid format specifier '5q5' for object of type 'str'");
  EXPECT_EQ(text("añ日", "05"), "a\303\261\346\227\24500");
  EXPECT_EQ(text("añ日", "<5"), "a\303\261\346\227\245  ");
  EXPECT_EQ(text("añ日", "^9"), "   a\303\261\346\227\245   ");
  EXPECT_EQ(text("añ日", "\346\227\245^9"),
            "\346\227\245\346\227\245\346\227\245a\303\261\346\227\245\346\227\245\346\227\245\346"
            "\227\245");
  EXPECT_EQ(text("añ日", ".0"), "");
  EXPECT_EQ(text("añ日", "s"), "a\303\261\346\227\245");
  EXPECT_EQ(text("añ日", "\346\227\245"),
            "! Unknown format code '\\x65e5' for object of type 'str'");
}

TEST(FormatSpec, formats_large_integers) {
  const BigInteger value = BigInteger(1) << 70;
  EXPECT_EQ(format_integer(value, FormatSpec::parse(",", "int")), "1,180,591,620,717,411,303,424");
  EXPECT_EQ(format_integer(-value, FormatSpec::parse("#x", "int")), "-0x400000000000000000");
  EXPECT_EQ(integer_text(value, 2), "1" + std::string(70, '0'));
}

TEST(FormatSpec, refuses_characters_out_of_range) {
  try {
    format_integer(std::int64_t{-1}, FormatSpec::parse("c", "int"));
    FAIL();
  } catch (const FormatError& error) {
    EXPECT_EQ(error.kind(), FormatError::Kind::overflow_error);
  }
}

}  // namespace
}  // namespace loopscope::python
