#include "lessons/player/picture.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lessons/player/cue.h"
#include "lessons/player/text_width.h"
#include "tests/lessons/player/sample_run.h"

namespace loopscope::player {
namespace {

using ::testing::Contains;
using ::testing::Not;

class PictureOfARun : public ::testing::Test {
 protected:
  std::vector<std::string> picture(const char* cue, Language language = Language::english,
                                   const PictureOptions& options = {}) const {
    const Position position = Cue::parse(cue).find(timeline, 0).value();
    return picture_of(timeline, timeline.seek(position), texts_of(language), options);
  }
  const Timeline timeline{testing::sample_run()};
};

TEST_F(PictureOfARun, ShowsQueueHeapTasksProgramAndOutput) {
  const auto lines = picture("handle_run_begin label=_set_result_unless_cancelled");
  EXPECT_THAT(lines, Contains("  Runs now     _set_result_unless_cancelled"));
  EXPECT_THAT(lines, Contains("  Ready queue  empty"));
  EXPECT_THAT(lines, Contains("  Timer heap   [ 2.0 Task-2 | 3.0 Task-3 ]"));
  EXPECT_THAT(lines, Contains("  Task-1  main  waiting   line 10  waits for Task-2"));
  EXPECT_THAT(lines, Contains("  Task-2  work  sleeping  line 3  until 2.0 s"));
  EXPECT_THAT(lines, Contains("     3 (2,3,4)      await asyncio.sleep(delay)"));
  EXPECT_THAT(lines, Contains("  three starts"));
  EXPECT_THAT(lines, Not(Contains("  three ends")));
}

TEST_F(PictureOfARun, MarksTheLineThatRuns) {
  EXPECT_THAT(picture("line 3"), Contains(std::string("▶    3 ") + std::string(13, ' ') +
                                          "await asyncio.sleep(delay)"));
}

TEST_F(PictureOfARun, BeforeTheLoopShowsOnlyTheProgram) {
  const auto lines = picture("line 14");
  EXPECT_THAT(lines,
              Contains(std::string("▶   14 ") + std::string(9, ' ') + "asyncio.run(main())"));
  EXPECT_THAT(lines, Not(Contains("Tasks")));
}

TEST_F(PictureOfARun, NoLineIsWiderThanTheTerminal) {
  for (const Language language : all_languages) {
    for (Position position = 0; position <= timeline.end(); ++position) {
      PictureOptions options;
      options.width = 44;
      for (const std::string& line :
           picture_of(timeline, timeline.seek(position), texts_of(language), options)) {
        EXPECT_LE(text_width(line), 44U) << line;
      }
    }
  }
}

TEST_F(PictureOfARun, CountsWhatItDoesNotList) {
  PictureOptions options;
  options.tasks = 2;
  options.handles = 1;
  const auto lines = picture("timer_due when=1.0", Language::english, options);
  EXPECT_THAT(lines, Contains("  2 more"));
  EXPECT_THAT(lines, Contains("  Timer heap   [ 2.0 Task-2 | 1 more ]"));
}

}  // namespace
}  // namespace loopscope::player
