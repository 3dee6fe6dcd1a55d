#include "engine/trace/timeline.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "tests/engine/trace/synthetic_trace.h"

namespace loopscope {
namespace {

using testing::SyntheticLoop;

std::shared_ptr<const Trace> some_trace(Position events, std::uint32_t seed = 1) {
  return SyntheticLoop({.tasks = 30, .seed = seed}).finish(events);
}

TEST(Timeline, EveryPositionIsTheFoldFromTheStart) {
  const auto trace = some_trace(3000);
  const Timeline timeline(trace);
  LoopState folded;
  ASSERT_EQ(timeline.seek(0), folded);
  for (Position position = 1; position <= trace->size(); ++position) {
    folded.apply(trace->event(position), *trace);
    ASSERT_EQ(timeline.seek(position), folded) << position;
  }
}

TEST(Timeline, SeekingAtRandomAmongManyKeyframesEqualsTheFold) {
  const auto trace = some_trace(60'000, 7);
  const Timeline timeline(trace);
  std::mt19937 random(5);
  std::vector<Position> targets(60);
  for (Position& target : targets) target = static_cast<Position>(random()) % (trace->size() + 1);
  LoopState wandering;
  std::vector<LoopState> reached;
  for (const Position target : targets) {
    timeline.seek(wandering, target);
    reached.push_back(wandering);
  }
  LoopState folded;
  for (Position position = 0; position <= trace->size(); ++position) {
    if (position > 0) folded.apply(trace->event(position), *trace);
    for (std::size_t i = 0; i < targets.size(); ++i) {
      if (targets[i] != position) continue;
      ASSERT_EQ(reached[i], folded) << position;
    }
  }
}

TEST(Timeline, ACopyOfAStateIsNotTouchedByWhatTheOtherDoes) {
  const auto trace = some_trace(2000);
  const Timeline timeline(trace);
  LoopState state = timeline.seek(1000);
  const LoopState copy = state;
  timeline.seek(state, 2000);
  EXPECT_EQ(copy, timeline.seek(1000));
  EXPECT_FALSE(copy == state);
}

TEST(Timeline, SeveralThreadsMaySeekAtOnce) {
  const auto trace = some_trace(20'000);
  const Timeline timeline(trace);
  const Timeline& shared = timeline;
  const LoopState expected = shared.seek(15'000);
  std::vector<std::thread> threads;
  std::vector<LoopState> reached(4);
  for (LoopState& state : reached) {
    threads.emplace_back([&shared, &state] {
      for (Position at = 100; at < 20'000; at += 1'990) shared.seek(state, at);
      shared.seek(state, 15'000);
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const LoopState& state : reached) EXPECT_EQ(state, expected);
}

TEST(Timeline, SeekingBeyondTheEndStopsAtTheEnd) {
  const auto trace = some_trace(500);
  const Timeline timeline(trace);
  EXPECT_EQ(timeline.seek(trace->size() + 100).position(), trace->size());
}

TEST(Timeline, StepsStopAtTheEventsOfTheirUnit) {
  const auto trace = some_trace(2000);
  const Timeline timeline(trace);
  const auto stop_kind = [](StepUnit unit) {
    return unit == StepUnit::line       ? EventKind::line_reached
           : unit == StepUnit::callback ? EventKind::handle_run_begin
                                        : EventKind::iteration_begin;
  };
  for (const StepUnit unit : {StepUnit::line, StepUnit::callback, StepUnit::iteration}) {
    std::vector<Position> forwards;
    for (Position at = timeline.next(unit, 0); at < timeline.end(); at = timeline.next(unit, at)) {
      EXPECT_EQ(trace->event(at).kind, stop_kind(unit));
      forwards.push_back(at);
    }
    std::vector<Position> backwards;
    for (Position at = timeline.previous(unit, timeline.end()); at > 0;
         at = timeline.previous(unit, at)) {
      backwards.push_back(at);
    }
    std::reverse(backwards.begin(), backwards.end());
    EXPECT_EQ(forwards, backwards);
    EXPECT_GT(forwards.size(), 3U);
  }
  EXPECT_EQ(timeline.next(StepUnit::event, 5), 6U);
  EXPECT_EQ(timeline.previous(StepUnit::event, 5), 4U);
  EXPECT_EQ(timeline.previous(StepUnit::event, 0), 0U);
  EXPECT_EQ(timeline.next(StepUnit::event, timeline.end()), timeline.end());
}

TEST(Timeline, IndexesHoldEveryEventOfTheirKind) {
  const auto trace = some_trace(2000);
  const Timeline timeline(trace);
  for (const EventKind kind :
       {EventKind::output, EventKind::line_reached, EventKind::task_created,
        EventKind::cancel_requested, EventKind::iteration_begin, EventKind::program_end}) {
    std::vector<EventId> expected;
    for (EventId id = 1; id <= trace->size(); ++id) {
      if (trace->event(id).kind == kind) expected.push_back(id);
    }
    EXPECT_EQ(timeline.events_of(kind), expected) << name_of(kind);
    EXPECT_FALSE(expected.empty()) << name_of(kind);
  }
}

TEST(Timeline, LanesTellTheStatusOfEveryTaskAtEveryPosition) {
  const auto trace = some_trace(3000, 3);
  const Timeline timeline(trace);
  LoopState state;
  std::vector<std::size_t> span(timeline.lanes().size());
  for (Position position = 1; position <= trace->size(); ++position) {
    state.apply(trace->event(position), *trace);
    for (std::size_t i = 0; i < state.task_count(); ++i) {
      const std::vector<Timeline::Span>& spans = timeline.lanes()[i].spans;
      while (span[i] + 1 < spans.size() && spans[span[i]].end <= position) ++span[i];
      ASSERT_EQ(name_of(spans[span[i]].status), name_of(state.task_at(i).status))
          << "task " << i + 1 << " at " << position;
    }
  }
  for (const Timeline::Lane& lane : timeline.lanes()) {
    for (std::size_t i = 1; i < lane.spans.size(); ++i) {
      EXPECT_EQ(lane.spans[i - 1].end, lane.spans[i].begin);
      EXPECT_EQ(lane.spans[i - 1].time_end, lane.spans[i].time_begin);
    }
    EXPECT_EQ(lane.spans.back().end, timeline.end());
  }
}

/// What two timelines of the same trace must agree in.
void expect_same(const Timeline& one, const Timeline& other) {
  ASSERT_EQ(one.end(), other.end());
  for (Position position = 0; position <= one.end(); position += one.end() / 50 + 1) {
    ASSERT_EQ(one.seek(position), other.seek(position)) << position;
  }
  EXPECT_EQ(one.events_of(EventKind::line_reached), other.events_of(EventKind::line_reached));
  ASSERT_EQ(one.lanes().size(), other.lanes().size());
  for (std::size_t i = 0; i < one.lanes().size(); ++i) {
    const auto& spans = one.lanes()[i].spans;
    ASSERT_EQ(spans.size(), other.lanes()[i].spans.size()) << i;
    for (std::size_t j = 0; j < spans.size(); ++j) {
      ASSERT_EQ(spans[j].status, other.lanes()[i].spans[j].status);
      ASSERT_EQ(spans[j].begin, other.lanes()[i].spans[j].begin);
      ASSERT_EQ(spans[j].end, other.lanes()[i].spans[j].end);
    }
  }
}

TEST(Timeline, GrowsWithATraceThatIsBeingRecorded) {
  SyntheticLoop loop({.tasks = 30, .seed = 4});
  const auto trace = loop.finish(100);
  Timeline timeline(trace);
  const Position before = timeline.end();
  for (Position size = 200; size < 20'000; size *= 2) {
    loop.finish(size);
    EXPECT_LT(timeline.end(), trace->size()) << "not before it was extended";
    timeline.extend();
    expect_same(timeline, Timeline(trace));
  }
  EXPECT_GT(timeline.end(), before);
  timeline.extend();
  EXPECT_EQ(timeline.end(), trace->size());
}

TEST(Timeline, HasRoomForATraceThatGrowsVeryLong) {
  SyntheticLoop loop({.tasks = 30, .seed = 4});
  const auto trace = loop.finish(100);
  Timeline timeline(trace);
  loop.finish(900'000);
  timeline.extend();
  expect_same(timeline, Timeline(trace));
}

TEST(Timeline, OfAnEmptyTraceHasOnlyTheStart) {
  const Timeline timeline(std::make_shared<Trace>());
  EXPECT_EQ(timeline.end(), 0U);
  EXPECT_EQ(timeline.seek(0), LoopState());
  EXPECT_EQ(timeline.next(StepUnit::line, 0), 0U);
}

}  // namespace
}  // namespace loopscope
