#include "gui/app/output_lines.h"

#include <gtest/gtest.h>

#include "engine/trace/recorder.h"

namespace loopscope::gui {
namespace {

class Writing {
 public:
  EventId write(std::string_view text, std::uint16_t stream) {
    return recorder_.record(EventKind::output, 0, 0, recorder_.intern(text), 0, stream);
  }
  std::vector<OutputLine> lines() { return output_lines(Timeline(trace_)); }

 private:
  std::shared_ptr<Trace> trace_ = std::make_shared<Trace>();
  Recorder recorder_{*trace_};
};

TEST(OutputLines, JoinPartsAndSplitAtLineFeeds) {
  Writing writing;
  const EventId first = writing.write("one ", 1);
  writing.write("line\nsecond", 1);
  writing.write("\n\nlast", 1);
  const auto lines = writing.lines();
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0].text, "one line");
  EXPECT_EQ(lines[0].event, first);
  EXPECT_EQ(lines[1].text, "second");
  EXPECT_EQ(lines[1].event, first + 1);
  EXPECT_EQ(lines[2].text, "");
  EXPECT_EQ(lines[3].text, "last");
}

TEST(OutputLines, KeepTheStreamsApart) {
  Writing writing;
  writing.write("out", 1);
  writing.write("error\n", 2);
  writing.write("put\n", 1);
  const auto lines = writing.lines();
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_EQ(lines[0].text, "output");
  EXPECT_FALSE(lines[0].error);
  EXPECT_EQ(lines[1].text, "error");
  EXPECT_TRUE(lines[1].error);
}

TEST(OutputLines, NothingWrittenNothingShown) {
  EXPECT_TRUE(Writing().lines().empty());
}

}  // namespace
}  // namespace loopscope::gui
