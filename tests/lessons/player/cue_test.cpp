#include "lessons/player/cue.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

#include "tests/lessons/player/sample_run.h"

namespace loopscope::player {
namespace {

class CueInARun : public ::testing::Test {
 protected:
  std::optional<Position> find(const char* cue, Position after = 0) const {
    return Cue::parse(cue).find(timeline, after);
  }
  Event event_at(std::optional<Position> position) const {
    return timeline.trace().event(position.value());
  }
  std::string name_of_task(ObjectId id) const {
    return std::string(timeline.trace().text(timeline.seek(timeline.end()).task(id)->name));
  }

  const Timeline timeline{testing::sample_run()};
};

TEST_F(CueInARun, StartAndEndAreTheEndsOfTheTrace) {
  EXPECT_EQ(find("start"), 0U);
  EXPECT_EQ(find("start", 5), 0U) << "it leads back to the beginning";
  EXPECT_EQ(find("end", 5), timeline.end());
}

TEST_F(CueInARun, ALineIsFoundWhenItIsReached) {
  const auto first = find("line 3");
  EXPECT_EQ(event_at(first).kind, EventKind::line_reached);
  EXPECT_EQ(event_at(first).line, 3U);
  EXPECT_EQ(name_of_task(event_at(first).subject), "Task-2");
  EXPECT_EQ(name_of_task(event_at(find("line 3 nth=3")).subject), "Task-4");
  EXPECT_EQ(name_of_task(event_at(find("line 3", *first)).subject), "Task-3");
  EXPECT_EQ(find("line 3 nth=4"), std::nullopt);
  EXPECT_EQ(find("line 3 task=Task-4"), find("line 3 nth=3"));
}

TEST_F(CueInARun, TheEndOfATaskIsFoundByItsName) {
  const auto done = find("task_done task=Task-4");
  EXPECT_EQ(event_at(done).kind, EventKind::future_done);
  EXPECT_EQ(event_at(done).time, 1.0);
  EXPECT_EQ(event_at(find("task_done")).subject, event_at(done).subject);
  EXPECT_EQ(find("task_done task=Task-99"), std::nullopt);
}

TEST_F(CueInARun, OutputIsFoundByAPartOfIt) {
  EXPECT_EQ(event_at(find("output \"two ends\"")).time, 3.0);
  EXPECT_EQ(event_at(find("output ends")).time, 1.0);
  EXPECT_EQ(find("output four"), std::nullopt);
}

TEST_F(CueInARun, ATimerIsFoundByItsTimeAndByTheTaskThatSleeps) {
  const auto due = find("timer_due when=2.0");
  EXPECT_EQ(event_at(due).kind, EventKind::timer_due);
  EXPECT_EQ(event_at(due).time, 2.0);
  EXPECT_EQ(find("timer_due task=Task-2"), due);
  EXPECT_EQ(find("timer_due time=2"), due);
  EXPECT_EQ(find("timer_scheduled task=Task-2 when=2"), find("timer_scheduled"));
}

TEST_F(CueInARun, AHandleIsFoundByItsLabelInEitherForm) {
  const auto wakeup = find("handle_run_begin label=wakeup:Task-4");
  EXPECT_EQ(event_at(wakeup).kind, EventKind::handle_run_begin);
  EXPECT_EQ(event_at(wakeup).time, 1.0);
  EXPECT_EQ(find("handle_run_begin task=Task-4 nth=3"), wakeup) << "its step, its timer, it";
  EXPECT_EQ(event_at(find("handle_run_begin label=_set_result_unless_cancelled")).time, 1.0);
  EXPECT_EQ(find("handle_run_begin label=call:_set_result_unless_cancelled"),
            find("handle_run_begin label=_set_result_unless_cancelled"));
}

TEST_F(CueInARun, AStatusIsFoundWhereTheTaskEntersIt) {
  const auto sleeping = find("task_status task=Task-3 status=sleeping");
  const auto status_at = [&](Position position) {
    const LoopState state = timeline.seek(position);
    return std::string(name_of(state.task_at(2).status));
  };
  EXPECT_EQ(status_at(*sleeping), "sleeping");
  EXPECT_EQ(status_at(*sleeping - 1), "running");
  EXPECT_EQ(status_at(*find("task_status task=Task-3 status=ready", *sleeping)), "ready");
  EXPECT_EQ(find("task_status task=Task-1 status=sleeping"), std::nullopt);
  EXPECT_NE(find("task_status task=Task-1 status=waiting"), std::nullopt);
}

TEST_F(CueInARun, IterationsAreCountedFromTheStepBefore) {
  const auto second = find("iteration_begin nth=2");
  EXPECT_EQ(timeline.seek(*second).current_loop()->iteration, 2U);
  EXPECT_EQ(timeline.seek(*find("iteration_begin nth=2", *second)).current_loop()->iteration, 4U);
}

}  // namespace
}  // namespace loopscope::player
