#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/engine/trace/synthetic_trace.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/script.h"

namespace loopscope::gui {
namespace {

using testing::Desk;
using testing::DeskOptions;
using testing::Script;

std::unique_ptr<player::Session> session_of(std::shared_ptr<const Trace> trace) {
  return std::make_unique<player::Session>(std::move(trace));
}

/// Tasks that do random things for that many events.
std::unique_ptr<player::Session> random_run(std::uint32_t tasks, Position events) {
  loopscope::testing::SyntheticLoop loop({.tasks = tasks, .seed = 8});
  return session_of(loop.finish(events));
}

/// Two sleepers, one of which is woken by its timer; stands before the timer is due.
struct Wakeup {
  Script script;
  ObjectId main = script.task();
  ObjectId sleeper = script.sleeper(1.0);
  ObjectId other = script.sleeper(2.0);
  ObjectId timer = script.loop().heap.front();
  Position before = 0;
  Position after = 0;

  Wakeup() {
    script.waits(main, sleeper);
    script.add_value(EventKind::iteration_begin, 0, 1.0);
    script.at(1.0);
    before = script.add(EventKind::select_end, 0);
    after = script.add(EventKind::timer_due, timer);
    script.add(EventKind::timers_end, 0, 1);
    script.add(EventKind::handle_run_begin, timer);
    script.add(EventKind::handle_run_end, timer);
    script.add(EventKind::iteration_end, 0);
  }
};

void stand_at(Desk& desk, Position position) {
  desk.model().session->seek(position);
  desk.settle();
}

void expect_good(Desk& desk, const std::string& where) {
  for (const std::string& complaint : desk.complaints()) ADD_FAILURE() << where << complaint;
}

TEST(StagePanels, AreDrawnWellAtEverySizeInEveryLanguageAndTheme) {
  struct Look {
    Vec size;
    float scale;
    player::Language language;
    bool dark;
  };
  using player::Language;
  const Look looks[] = {{{1024, 640}, 1.0F, Language::english, true},
                        {{1024, 640}, 1.0F, Language::japanese, false},
                        {{1600, 1000}, 1.0F, Language::japanese, true},
                        {{3840, 2160}, 2.0F, Language::english, false}};
  for (const Look& look : looks) {
    DeskOptions options;
    options.size = look.size;
    options.scale = look.scale;
    options.settings.language = look.language;
    options.settings.dark = look.dark;
    for (const std::uint32_t tasks : {3U, 40U}) {
      Desk desk(random_run(tasks, 3'000), options);
      for (Position position = 0; position <= desk.session().end(); position += 211) {
        stand_at(desk, position);
        expect_good(desk, std::to_string(position) + ": ");
      }
    }
  }
}

TEST(StagePanels, HoveringATaskLightsItEverywhere) {
  const Wakeup wakeup;
  Desk desk(session_of(wakeup.script.shared_trace()));
  stand_at(desk, wakeup.before);
  const Selection sleeper{Selection::Kind::task, wakeup.sleeper};
  for (const std::string& id :
       {std::string("tasks/row-2"), "graph/node-" + std::to_string(wakeup.sleeper),
        "loop/handle-" + std::to_string(wakeup.timer), std::string("timeline/lane-2")}) {
    desk.move_to(desk.find(id).rect.center());
    EXPECT_EQ(desk.model().hover, sleeper) << id;
    desk.move_to({-1.0F, -1.0F});
    EXPECT_EQ(desk.model().hover, Selection{}) << id;
  }
}

TEST(StagePanels, SelectingATokenShowsWhyItIsThereAndEachCauseIsAClickAway) {
  const Wakeup wakeup;
  Desk desk(session_of(wakeup.script.shared_trace()));
  stand_at(desk, wakeup.before);
  EXPECT_TRUE(desk.shows("NOW"));
  desk.click("graph/node-" + std::to_string(wakeup.sleeper));
  EXPECT_EQ(desk.model().selection, (Selection{Selection::Kind::task, wakeup.sleeper}));
  EXPECT_TRUE(desk.shows("WHY"));
  const EventId changed = desk.session().state().task(wakeup.sleeper)->changed;
  desk.click("loop/why/cause-0");
  EXPECT_EQ(desk.session().position(), changed);
  expect_good(desk, "");
}

TEST(StagePanels, ATimerTravelsFromTheHeapToTheQueue) {
  const Wakeup wakeup;
  Desk desk(session_of(wakeup.script.shared_trace()));
  stand_at(desk, wakeup.before);
  const std::string id = "loop/handle-" + std::to_string(wakeup.timer);
  const Rect in_heap = desk.find(id).rect;
  desk.model().settings.reduced_motion = false;
  desk.model().session->seek(wakeup.after);
  std::vector<float> tops;
  do {
    desk.frame();
    tops.push_back(desk.find(id).rect.top);
    ASSERT_LT(tops.size(), 100U);
  } while (desk.workbench().wants_frame());
  EXPECT_NEAR(tops.front(), in_heap.top, 1.0F);
  EXPECT_GT(tops.back(), in_heap.bottom);
  EXPECT_GT(tops.size(), 5U);
  for (std::size_t i = 1; i < tops.size(); ++i) EXPECT_GE(tops[i], tops[i - 1]);
}

TEST(StagePanels, WithoutMotionEverythingIsInItsPlaceAtOnce) {
  const Wakeup wakeup;
  Desk desk(session_of(wakeup.script.shared_trace()));
  stand_at(desk, wakeup.before);
  const std::string id = "loop/handle-" + std::to_string(wakeup.timer);
  desk.model().session->seek(wakeup.after);
  desk.frame();
  const Rect first = desk.find(id).rect;
  desk.frame();
  EXPECT_EQ(desk.find(id).rect, first);
}

TEST(TimelinePanel, DraggingTheCursorTravelsInTime) {
  Desk desk(random_run(6, 2'000));
  stand_at(desk, 1'000);
  desk.drag("timeline/cursor", {-100.0F, 0.0F});
  const Position earlier = desk.session().position();
  EXPECT_LT(earlier, 1'000U);
  desk.drag("timeline/cursor", {200.0F, 0.0F});
  EXPECT_GT(desk.session().position(), 1'000U);
  desk.drag("timeline/cursor", {3000.0F, 0.0F});
  EXPECT_EQ(desk.session().position(), desk.session().end());
  desk.drag("timeline/cursor", {-3000.0F, 0.0F});
  EXPECT_EQ(desk.session().position(), 0U);
}

TEST(TimelinePanel, TheWheelZoomsAroundThePointerAndAButtonShowsTheWholeAgain) {
  Desk desk(random_run(6, 2'000));
  stand_at(desk, 1'000);
  const Rect lanes = desk.find("timeline/travel").rect;
  desk.wheel(lanes.center(), {0.0F, 4.0F});
  const TimeWindow near = desk.model().time_window;
  EXPECT_LT(near.to - near.from, 0.6);
  EXPECT_LT(near.from, 0.5);
  EXPECT_GT(near.to, 0.5);
  expect_good(desk, "");
  desk.drag("timeline/zoom", {-60.0F, 0.0F});
  EXPECT_LT(desk.model().time_window.from, near.from);
  desk.click("timeline/whole");
  EXPECT_EQ(desk.model().time_window, TimeWindow{});
}

TEST(TimelinePanel, FollowsTheCursorOutOfTheWindowThatIsShown) {
  Desk desk(random_run(6, 2'000));
  stand_at(desk, 100);
  const Rect lanes = desk.find("timeline/travel").rect;
  desk.wheel({lanes.left + 20.0F, lanes.center().y}, {0.0F, 8.0F});
  const TimeWindow before = desk.model().time_window;
  stand_at(desk, 1'900);
  EXPECT_GT(desk.model().time_window.from, before.to);
  EXPECT_NEAR(desk.model().time_window.to - desk.model().time_window.from, before.to - before.from,
              1e-9);
}

TEST(TimelinePanel, GoesByTimeOrByEvent) {
  Desk desk(random_run(6, 2'000));
  desk.click("timeline/axis");
  EXPECT_TRUE(desk.model().time_window.by_event);
  expect_good(desk, "");
  desk.click("timeline/axis");
  EXPECT_FALSE(desk.model().time_window.by_event);
}

TEST(TasksPanel, ShowsOnlyTheRowsInSightAndKeepsTheRunningTaskAmongThem) {
  Desk desk(random_run(500, 9'000));
  stand_at(desk, 8'000);
  std::size_t rows = 0;
  for (const Element& element : desk.seen().elements()) {
    rows += element.id.starts_with("tasks/row-") && element.interactive ? 1U : 0U;
  }
  EXPECT_GT(rows, 2U);
  EXPECT_LT(rows, 60U);
  ASSERT_NE(desk.session().state().current_task(), 0U);
  const auto number = desk.session().state().task(desk.session().state().current_task())->number;
  const Element& row = desk.find("tasks/row-" + std::to_string(number));
  EXPECT_TRUE(row.clip.contains(row.rect, 1.0F));
}

TEST(LoopPanel, SaysWhenARunThrowsACancellationIntoTheTask) {
  Script script;
  const ObjectId sleeper = script.sleeper(5.0);
  script.add(EventKind::cancel_requested, sleeper);
  const ObjectId wakeup = script.wakeup(sleeper);
  script.add_value(EventKind::iteration_begin, 0, 0.0);
  script.add(EventKind::select_end, 0);
  script.add(EventKind::timers_end, 0, 1);
  const Position begun = script.add(EventKind::handle_run_begin, wakeup);
  script.add(EventKind::task_step_begin, sleeper, 0, 0, 1);
  const Position delivered = script.add(EventKind::cancel_delivered, sleeper);
  Desk desk(session_of(script.shared_trace()));
  for (const Position position : {begun, delivered}) {
    stand_at(desk, position);
    EXPECT_EQ(desk.find("loop/run/does").text, "throws CancelledError into Task-1");
  }
}

TEST(LoopPanel, APopulatedQueueSaysHowManyMoreThereAre) {
  Script script;
  for (int i = 0; i < 2'000; ++i) script.call("print");
  Desk desk(session_of(script.shared_trace()));
  stand_at(desk, script.trace().size());
  EXPECT_TRUE(desk.find("loop/ready/more").text.starts_with("+"));
  expect_good(desk, "");
}

}  // namespace
}  // namespace loopscope::gui
