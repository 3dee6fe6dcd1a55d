#include "gui/app/output_lines.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/gui/support/script.h"

namespace loopscope::gui {
namespace {

std::vector<OutputLine> lines_of(const std::vector<std::string>& texts) {
  testing::Script script;
  for (const std::string& text : texts) {
    script.add(EventKind::output, 0, 0, script.text(text), 1);
  }
  return output_lines(Timeline(script.shared_trace()));
}

TEST(OutputLines, GoOnUntilTheLineEnds) {
  const auto lines = lines_of({"a", "b\nc", "\n\n"});
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[0].text, "ab");
  EXPECT_EQ(lines[1].text, "c");
  EXPECT_EQ(lines[2].text, "");
}

TEST(OutputLines, AreCutWhereNobodyReadsOn) {
  std::string wide;
  for (int i = 0; i < 3'000; ++i) wide += "語";
  const auto lines = lines_of({wide, wide, "\nnext\n"});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_LT(lines[0].text.size(), 4'010U);
  EXPECT_NE(lines[0].text.find("語 …"), std::string::npos);
  EXPECT_EQ(lines[1].text, "next");
}

}  // namespace
}  // namespace loopscope::gui
