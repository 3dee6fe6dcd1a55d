#include "lessons/python/text/unicode.h"

#include <gtest/gtest.h>

namespace loopscope::python {
namespace {

TEST(Unicode, counts_and_finds_characters_not_bytes) {
  const std::string text = "aé日🙂z";
  EXPECT_EQ(character_count(text), 5U);
  EXPECT_EQ(byte_of_character(text, 2), 3U);
  EXPECT_EQ(byte_of_character(text, 9), text.size());
  EXPECT_EQ(characters_between(text, 1, 4), "é日🙂");
  EXPECT_EQ(characters_between(text, 4, 2), "");
  EXPECT_EQ(to_utf8(to_characters(text)), text);
}

TEST(Unicode, walks_backwards) {
  const std::string text = "é🙂";
  std::size_t at = text.size();
  EXPECT_EQ(previous_character(text, at), U'🙂');
  EXPECT_EQ(previous_character(text, at), U'é');
  EXPECT_EQ(at, 0U);
}

TEST(Unicode, knows_where_utf8_is_damaged) {
  std::size_t bad = 0;
  EXPECT_TRUE(is_utf8("aé日🙂", bad));
  EXPECT_FALSE(is_utf8("ab\xff", bad));
  EXPECT_EQ(bad, 2U);
  EXPECT_FALSE(is_utf8("a\xe6\x97", bad));
  EXPECT_EQ(bad, 1U);
  EXPECT_FALSE(is_utf8("\xc0\x80", bad));
  EXPECT_FALSE(is_utf8("\xed\xa0\x80", bad));
}

TEST(Unicode, changes_case_as_python_does) {
  EXPECT_EQ(to_upper("straße ǆ αβγ ящ ÿ"), "STRASSE Ǆ ΑΒΓ ЯЩ Ÿ");
  EXPECT_EQ(to_lower("ΑΣ ΣΑΣ. İ ЯЩ Ā"), "ας σας. i̇ ящ ā");
  EXPECT_EQ(to_title("they're 3rd ǆ ß"), "They'Re 3Rd ǅ Ss");
  EXPECT_EQ(to_capitalized("éCOLE NORMALE"), "École normale");
  EXPECT_EQ(to_swapped_case("aBc Éß"), "AbC éSS");
  EXPECT_EQ(to_folded("Straße ΣΑΣ"), "strasse σασ");
}

TEST(Unicode, classifies_characters) {
  EXPECT_TRUE(is_alphabetic(U'日'));
  EXPECT_FALSE(is_alphabetic(U'٣'));
  EXPECT_EQ(decimal_value(U'٣'), 3);
  EXPECT_EQ(decimal_value(U'²'), -1);
  EXPECT_TRUE(is_digit(U'²'));
  EXPECT_FALSE(is_digit(U'½'));
  EXPECT_TRUE(is_numeric(U'½'));
  EXPECT_TRUE(is_space(0x3000));
  EXPECT_FALSE(is_space(0x200B));
  EXPECT_FALSE(is_printable(0x200B));
  EXPECT_TRUE(is_printable(U' '));
  EXPECT_FALSE(is_printable(0xE000));
  EXPECT_TRUE(is_identifier("変数_1"));
  EXPECT_FALSE(is_identifier("1x"));
  EXPECT_FALSE(is_identifier(""));
}

TEST(Unicode, measures_columns) {
  EXPECT_EQ(display_width("ab日本"), 6);
  EXPECT_EQ(display_width("e\xcc\x81"), 1);
}

}  // namespace
}  // namespace loopscope::python
