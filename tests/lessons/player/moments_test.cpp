#include "lessons/player/moments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "lessons/player/cue.h"
#include "lessons/player/lesson.h"
#include "lessons/player/session.h"
#include "tests/lessons/player/sample_run.h"
#include "tests/support/source_dir.h"

namespace loopscope::player {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

std::vector<std::string> cues_of(const Timeline& timeline) {
  std::vector<std::string> cues;
  for (const Moment& moment : moments_of(timeline)) cues.push_back(moment.cue);
  return cues;
}

void expect_each_is_found(const Timeline& timeline) {
  for (const Moment& moment : moments_of(timeline)) {
    EXPECT_EQ(Cue::parse(moment.cue).find(timeline, moment.at - 1), moment.at) << moment.cue;
  }
}

TEST(Moments, AreWrittenAsCues) {
  const auto cues = cues_of(Timeline(testing::sample_run()));
  EXPECT_THAT(cues, Contains("line 14"));
  EXPECT_THAT(cues, Contains(HasSubstr("output \"three starts\" task=\"Task-4\"")));
  EXPECT_THAT(cues, Contains(HasSubstr("task_done task=\"Task-2\"")));
  EXPECT_THAT(cues, Contains("task_status task=\"Task-2\" status=\"sleeping\""));
  EXPECT_THAT(cues, Contains(HasSubstr("timer_due task=\"Task-4\" "
                                       "label=\"call:_set_result_unless_cancelled\" when=1.0")));
}

TEST(Moments, AreFoundByTheirCues) {
  expect_each_is_found(Timeline(testing::sample_run()));
  const auto catalog = test::source_dir() / "lessons" / "catalog";
  for (const char* lesson : {"19", "33", "34", "42", "45"}) {
    const Session session(read_lesson(find_lesson(catalog, lesson), Language::english));
    SCOPED_TRACE(lesson);
    expect_each_is_found(session.timeline());
  }
}

TEST(Moments, StandInTheOrderInWhichTheyCome) {
  Position last = 0;
  for (const Moment& moment : moments_of(Timeline(testing::sample_run()))) {
    EXPECT_LE(last, moment.at);
    last = moment.at;
  }
}

}  // namespace
}  // namespace loopscope::player
