#include "engine/trace/json_text.h"

#include <gtest/gtest.h>

#include <string>

namespace loopscope {
namespace {

std::string json(std::string_view text) {
  std::string out;
  append_json_text(out, text);
  return out;
}

TEST(JsonText, EscapesOnlyWhatJsonAsksFor) {
  EXPECT_EQ(json("plain / \x7f 日本 🙂"), "\"plain / \x7f 日本 🙂\"");
  EXPECT_EQ(json("\"\\\b\f\n\r\t"), R"("\"\\\b\f\n\r\t")");
  EXPECT_EQ(json(std::string_view("\0\x1f", 2)), "\"\\u0000\\u001f\"");
}

TEST(JsonText, ReplacesBytesThatAreNoUtf8) {
  const std::string replacement = "\xEF\xBF\xBD";
  EXPECT_EQ(json("a\xFFz"), "\"a" + replacement + "z\"");
  EXPECT_EQ(json("\xC0\x80"), "\"" + replacement + replacement + "\"") << "overlong";
  EXPECT_EQ(json("\xED\xA0\x80"), "\"" + replacement + replacement + replacement + "\"")
      << "half of a surrogate pair";
  EXPECT_EQ(json("\xE3\x81"), "\"" + replacement + replacement + "\"") << "cut off";
}

}  // namespace
}  // namespace loopscope
