#include "gui/stage/loop_layout.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <vector>

#include "tests/engine/trace/synthetic_trace.h"
#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using testing::none_overlap;
using testing::Script;
using testing::width_of_text;

LoopMeasures measures() {
  LoopMeasures result;
  result.token = [](const Token& token) -> Vec {
    switch (token.form) {
      case TokenForm::full:
        return {70.0F + width_of_text(token.label) + width_of_text(token.note), 28.0F};
      case TokenForm::brief:
        return {70.0F + width_of_text(token.note), 28.0F};
      case TokenForm::chip:
        return {26.0F, 22.0F};
    }
    return {};
  };
  result.mono = result.small = [](const std::string& text) { return width_of_text(text); };
  result.more_text = [](std::size_t count) { return "+" + std::to_string(count) + " more"; };
  result.next_iteration = "next iteration";
  return result;
}

LoopStage stage_of(const LoopState& state, const Trace& trace, const Rect& area) {
  return lay_out_loop(state, trace, *state.current_loop(), area, Metrics(), measures());
}

std::vector<Rect> places_of(const LoopStage& stage) {
  std::vector<Rect> places;
  for (const Token* const token : stage.tokens()) places.push_back(token->rect);
  for (const HeapCell& cell : stage.array.cells) places.push_back(cell.cell.inset(0.5F));
  if (!stage.queue.more.empty()) places.push_back(stage.queue.more);
  if (!stage.array.more.empty()) places.push_back(stage.array.more);
  return places;
}

TEST(LoopLayout, ThePhasesStandInOrderInsideTheAreaAtEverySize) {
  for (const float height : {120.0F, 300.0F, 360.0F, 640.0F, 1800.0F}) {
    const Rect area{20.0F, 40.0F, 420.0F, 40.0F + height};
    const auto phases = lay_out_phases(area, Metrics());
    for (std::size_t i = 0; i < phases.size(); ++i) {
      EXPECT_TRUE(area.contains(phases[i].box, 0.5F)) << height;
      EXPECT_TRUE(phases[i].box.contains(phases[i].heading, 0.5F));
      if (i > 0) {
        EXPECT_GT(phases[i].box.top, phases[i - 1].box.bottom);
      }
    }
  }
}

TEST(LoopLayout, NothingOverlapsInRandomStates) {
  std::mt19937 random(11);
  loopscope::testing::SyntheticLoop loop({.tasks = 60, .seed = 4});
  const auto trace = loop.finish(20'000);
  LoopState state;
  for (EventId id = 1; id <= trace->size(); ++id) {
    state.apply(trace->event(id), *trace);
    if (random() % 100 != 0) continue;
    const Rect area{0.0F, 0.0F, 320.0F + static_cast<float>(random() % 700),
                    330.0F + static_cast<float>(random() % 700)};
    const LoopStage stage = stage_of(state, *trace, area);
    EXPECT_TRUE(none_overlap(places_of(stage))) << "at " << id;
    for (const Rect& place : places_of(stage)) EXPECT_TRUE(area.contains(place, 1.0F)) << id;
  }
}

TEST(LoopLayout, EveryTokenHasOneIdentity) {
  loopscope::testing::SyntheticLoop loop({.tasks = 30, .seed = 2});
  const auto trace = loop.finish(5'000);
  LoopState state;
  for (EventId id = 1; id <= trace->size(); ++id) {
    state.apply(trace->event(id), *trace);
    const LoopStage stage = stage_of(state, *trace, {0, 0, 900, 700});
    std::set<ObjectId> seen;
    for (const Token* const token : stage.tokens()) EXPECT_TRUE(seen.insert(token->id).second);
  }
}

TEST(LoopLayout, ATimerKeepsItsIdentityFromTheHeapToTheQueueToItsRun) {
  Script script;
  const ObjectId sleeper = script.sleeper(1.0);
  const Rect area{0, 0, 600, 600};
  const ObjectId timer = script.loop().heap.front();
  const auto only = [&] {
    const LoopStage stage = stage_of(script.state(), script.trace(), area);
    std::vector<Token> found;
    for (const Token* const token : stage.tokens()) {
      if (!token->arriving) found.push_back(*token);
    }
    EXPECT_EQ(found.size(), 1U);
    return found.front();
  };
  EXPECT_EQ(only().id, timer);
  EXPECT_EQ(only().place, TokenPlace::heap);
  EXPECT_EQ(only().task, sleeper);
  EXPECT_EQ(only().note, "1.0 s");
  const float in_heap = only().rect.top;
  script.add_value(EventKind::iteration_begin, 0, 1.0);
  script.at(1.0);
  script.add(EventKind::select_end, 0);
  script.add(EventKind::timer_due, timer);
  EXPECT_EQ(only().id, timer);
  EXPECT_EQ(only().place, TokenPlace::ready);
  EXPECT_GT(only().rect.top, in_heap);
  const float in_queue = only().rect.top;
  script.add(EventKind::timers_end, 0, 1);
  script.add(EventKind::handle_run_begin, timer);
  EXPECT_EQ(only().id, timer);
  EXPECT_EQ(only().place, TokenPlace::running);
  EXPECT_GT(only().rect.top, in_queue);
}

TEST(LoopLayout, HandlesOfTheNextIterationStandBehindADivider) {
  Script script;
  const ObjectId first = script.wakeup(script.task());
  script.wakeup(script.task());
  script.add_value(EventKind::iteration_begin, 0, 0.0);
  script.add(EventKind::select_end, 0);
  script.add(EventKind::timers_end, 0, 2);
  script.add(EventKind::handle_run_begin, first);
  script.call("print");
  const LoopStage stage = stage_of(script.state(), script.trace(), {0, 0, 900, 600});
  ASSERT_EQ(stage.queue.tokens.size(), 2U);
  ASSERT_TRUE(stage.queue.divider);
  EXPECT_GT(stage.queue.divider->left, stage.queue.tokens[0].rect.right - 0.5F);
  EXPECT_LT(stage.queue.divider->right, stage.queue.tokens[1].rect.left + 0.5F);
}

TEST(LoopLayout, TheWakeupThatATimersCallbackWillBringIsArrivingUntilItIsThere) {
  Script script;
  const ObjectId sleeper = script.sleeper(1.0);
  const ObjectId timer = script.loop().heap.front();
  const ObjectId sleep = script.state().task(sleeper)->waits_for;
  const auto queue = [&] {
    return stage_of(script.state(), script.trace(), {0, 0, 900, 600}).queue.tokens;
  };
  script.add_value(EventKind::iteration_begin, 0, 1.0);
  script.at(1.0);
  script.add(EventKind::select_end, 0);
  script.add(EventKind::timer_due, timer);
  script.add(EventKind::timers_end, 0, 1);
  ASSERT_EQ(queue().size(), 1U);
  EXPECT_FALSE(queue().front().arriving);  // the timer's own callback
  script.add(EventKind::handle_run_begin, timer);
  ASSERT_EQ(queue().size(), 1U);
  EXPECT_TRUE(queue().front().arriving);
  EXPECT_EQ(queue().front().task, sleeper);
  EXPECT_EQ(queue().front().says, "wakeup Task-1 arriving");
  script.add(EventKind::future_done, sleep);
  script.wakeup(sleeper);
  ASSERT_EQ(queue().size(), 1U);
  EXPECT_FALSE(queue().front().arriving);
}

TEST(LoopLayout, CancelledTimersStayInTheirPlace) {
  Script script;
  script.sleeper(1.0);
  script.sleeper(2.0);
  script.add(EventKind::handle_cancelled, script.loop().heap.back());
  const LoopStage stage = stage_of(script.state(), script.trace(), {0, 0, 600, 600});
  ASSERT_EQ(stage.tree.tokens.size(), 2U);
  EXPECT_FALSE(stage.tree.tokens[0].cancelled);
  EXPECT_TRUE(stage.tree.tokens[1].cancelled);
}

TEST(LoopLayout, TensOfThousandsOfHandlesCostNoMoreThanWhatFits) {
  Script script;
  for (int i = 0; i < 20'000; ++i) script.call("print");
  const LoopStage stage = stage_of(script.state(), script.trace(), {0, 0, 600, 600});
  EXPECT_GT(stage.queue.hidden, 19'000U);
  EXPECT_LT(stage.tokens().size(), 400U);
}

}  // namespace
}  // namespace loopscope::gui::stage
