#include "lessons/python/text/str_repr.h"

#include <gtest/gtest.h>

#include <string>

namespace loopscope::python {
namespace {

TEST(StrRepr, quotes_with_what_the_text_does_not_hold) {
  EXPECT_EQ(str_repr("a"), "'a'");
  EXPECT_EQ(str_repr("it's"), "\"it's\"");
  EXPECT_EQ(str_repr("it's \"x\""), "'it\\'s \"x\"'");
}

TEST(StrRepr, escapes_what_can_not_be_printed) {
  EXPECT_EQ(str_repr("a\n\t\r\\\x01\x7f"), "'a\\n\\t\\r\\\\\\x01\\x7f'");
  EXPECT_EQ(str_repr("日本 é🙂"), "'日本 é🙂'");
  EXPECT_EQ(str_repr("\u200b\u00a0\U000e0001"), "'\\u200b\\xa0\\U000e0001'");
}

TEST(StrRepr, ascii_escapes_everything_else) {
  EXPECT_EQ(str_ascii("é日🙂'"), "\"\\xe9\\u65e5\\U0001f642'\"");
}

TEST(StrRepr, shows_bytes) {
  EXPECT_EQ(bytes_repr(std::string("a\0'\xff\n", 5)), "\"a\\x00'\\xff\\n\"");
}

}  // namespace
}  // namespace loopscope::python
