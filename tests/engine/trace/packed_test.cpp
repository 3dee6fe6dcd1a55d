// Groups of events in one record: reading gives the events that single records would have given.
#include "engine/trace/packed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <iterator>
#include <random>
#include <vector>

#include "engine/loop/loop_trace.h"

namespace loopscope {
namespace {

bool same(const Event& a, const Event& b) {
  return std::memcmp(&a, &b, sizeof a) == 0;
}

/// A trace that is told in groups, and what it must come to, event by event.
class Groups {
 public:
  Trace trace;
  Recorder recorder{trace};
  LoopTrace loop{recorder, 3};
  std::vector<Event> expected;

  void expect(EventKind kind, ObjectId subject, std::uint32_t object, std::uint32_t detail,
              EventId cause, std::uint32_t flags = 0) {
    Event event;
    event.time = recorder.time();
    event.loop = 3;
    event.kind = kind;
    event.subject = subject;
    event.object = object;
    event.detail = detail;
    event.cause = cause;
    event.line = recorder.line();
    event.flags = static_cast<std::uint16_t>(flags);
    expected.push_back(event);
  }
  void expect_value(EventKind kind, ObjectId subject, double value, EventId cause) {
    expect(kind, subject, 0, 0, cause);
    expected.back().set_value(value);
  }
  EventId last() const { return static_cast<EventId>(expected.size()); }

  void check() {
    ASSERT_EQ(trace.size(), expected.size());
    TraceReader reader(trace);
    for (EventId id = 1; id <= trace.size(); ++id) {
      ASSERT_TRUE(same(reader.event(id), expected[id - 1])) << id;
    }
    for (EventId id = trace.size(); id > 0; --id) {
      ASSERT_TRUE(same(trace.event(id), expected[id - 1])) << id;
    }
  }

  void expect_iteration(double now, std::uint32_t count) {
    expect_value(EventKind::iteration_begin, 0, 0.0, 0);
    recorder.set_time(now);
    expect(EventKind::select_end, 0, 0, 0, 0);
    expect(EventKind::timers_end, 0, count, 0, 0);
  }
  void tell_iteration(double now, bool first) {
    const double before = recorder.time();
    if (!first) expect(EventKind::iteration_end, 0, 0, 0, 0);
    expect_iteration(now, 7);
    recorder.set_time(before);
    if (first) {
      loop.iteration(now, 7);
    } else {
      loop.next_iteration(now, 7);
    }
    EXPECT_EQ(recorder.time(), now);
  }

  LoopTrace::Between between;

  /// A handle that was queued by the event 5; returns its handle_run_begin.
  EventId tell_run(ObjectId handle) {
    expect(EventKind::handle_run_begin, handle, 0, 0, 5);
    const EventId begin = loop.run_begins(between, {handle, 5});
    EXPECT_EQ(begin, last());
    return begin;
  }
  void tell_run_end(ObjectId handle, EventId begin) {
    expect(EventKind::handle_run_end, handle, 0, 0, begin);
    between = loop.run_ends(handle, begin);
  }
  void tell_between() {
    loop.tell(between);
    between = {};
  }
  /// What begins when a handle has ended, which is told with it.
  void tell_turns(std::mt19937& random) {
    for (ObjectId handle = 121; handle < 126; ++handle) {
      tell_run_end(handle, tell_run(handle));
      if (random() % 2 == 0 && recorder.line() == 0) {
        const double now = random() % 4 == 0 ? 7.5 : recorder.time();
        const double before = recorder.time();
        expect(EventKind::iteration_end, 0, 0, 0, 0);
        expect_iteration(now, 7);
        recorder.set_time(before);
        between.batch = 7;
        if (now != before) between = loop.go_to(between, now);
        EXPECT_EQ(recorder.time(), now);
      } else if (random() % 4 == 0) {
        between = loop.go_to(between, 8.5);
      }
      if (random() % 3 == 0) tell_end(0);
    }
    tell_between();
  }

  struct Step {
    EventId begin = 0;
    std::uint32_t batch = 0;
    bool alone = false;  ///< nothing else was told with it, or since
  };
  /// A step of the task 41 by the handle 31.
  Step begin_step() {
    Step step{0, between.ended == 0 ? between.batch : 0, recorder.line() == 0};
    expect(EventKind::handle_run_begin, 31, 0, 0, 2);
    expect(EventKind::task_step_begin, 41, 0, 0, last());
    if (between.ended != 0) tell_between();
    step.begin = step.alone ? loop.run_step(step.batch, {31, 2}, 41)
                            : loop.run_step_apart(between, {31, 2}, 41);
    between = {};
    EXPECT_EQ(step.begin, last());
    loop.set_cause(step.begin);
    return step;
  }
  void expect_end(EventId begin) {
    const std::uint32_t line = recorder.line();
    expect(EventKind::task_step_end, 41, 0, 0, begin);
    recorder.set_line(0);
    expect(EventKind::handle_run_end, 31, 0, 0, begin - 1);
    recorder.set_line(line);
  }
  void tell_yield(std::uint32_t line, std::uint32_t batch) {
    if (batch != 0 && recorder.line() == 0) {
      expect(EventKind::iteration_end, 0, 0, 0, 0);
      expect_iteration(recorder.time(), batch);
      between.batch = batch;
    }
    Step step = begin_step();
    recorder.set_line(line);
    if (line % 2 == 1) {
      expect(EventKind::future_created, 45, 0, 0, step.begin);
      loop.record_brief(EventKind::future_created, 45, step.begin);
      step.alone = false;
    }
    EXPECT_EQ(step.alone, loop.is_last(step.begin) && step.alone);
    expect(EventKind::task_yielded, 41, 0, 0, step.begin);
    expect(EventKind::handle_enqueued, 51, 41, TextTable::step_label, step.begin, 1);
    const EventId enqueued = last();
    expect_end(step.begin);
    EXPECT_EQ(step.alone ? loop.whole_yield(step.batch, 31, 51)
                         : loop.step_yielded(41, 31, step.begin, 51),
              enqueued);
    EXPECT_EQ(recorder.line(), 0U);
  }
  void tell_wait(std::uint32_t line) {
    const Step step = begin_step();
    recorder.set_line(line);
    expect(EventKind::task_waits_for, 41, 71, 0, step.begin);
    expect_end(step.begin);
    loop.step_waits(41, 31, step.begin, 71);
  }
  void tell_end(std::uint32_t line) {
    const Step step = begin_step();
    recorder.set_line(line);
    expect_end(step.begin);
    loop.step_ended(41, 31, step.begin);
  }
  void tell_task(std::uint32_t line) {
    recorder.set_line(line);
    expect(EventKind::task_created, 81, 82, 83, loop.cause());
    expect(EventKind::handle_enqueued, 84, 81, TextTable::step_label, last(), 1);
    EXPECT_EQ(loop.task_created(81, 82, 83, 84), last());
  }
  void tell_done(std::uint32_t line) {
    recorder.set_line(line);
    expect(EventKind::future_done, 91, 0, 92, loop.cause(), 2);
    expect(EventKind::handle_enqueued, 94, 93, TextTable::wakeup_label, last(), 2);
    EXPECT_EQ(loop.done_wakes(91, FutureOutcome::cancelled, 92, 93, 94), last());
  }
  void tell_timer(std::uint32_t line) {
    recorder.set_line(line);
    expect(EventKind::timer_created, 101, 102, 103, loop.cause(), 1);
    expect_value(EventKind::timer_scheduled, 101, -0.1, last());
    EXPECT_EQ(loop.timer_scheduled(101, 102, 103, HandleRole::step, -0.1), last());
  }
  void tell_handle(std::uint32_t line) {
    recorder.set_line(line);
    expect(EventKind::handle_enqueued, 111, 112, 113, loop.cause(), 2);
    EXPECT_EQ(loop.handle_enqueued(111, 112, 113, HandleRole::wakeup), last());
    expect(EventKind::handle_run_begin, 111, 0, 0, last());
    EXPECT_EQ(loop.record_brief(EventKind::handle_run_begin, 111, last() - 1), last());
  }
};

TEST(PackedTrace, ReadsAsSingleRecordsWould) {
  Groups groups;
  std::mt19937 random(3);
  const auto line = [&] {
    static constexpr std::uint32_t lines[] = {0, 0, 0, 12, 0xffffff, 0x1000000, 0xffffffff};
    return lines[random() % std::size(lines)];
  };
  for (int i = 0; i < 20'000; ++i) {
    if (random() % 3 == 0) groups.recorder.set_line(line());
    if (random() % 3 == 0) groups.recorder.set_time(static_cast<double>(random() % 4));
    switch (random() % 10) {
      case 0:
        groups.tell_iteration(random() % 2 == 0 ? groups.recorder.time() : 9.5, true);
        break;
      case 1:
        groups.tell_iteration(random() % 2 == 0 ? groups.recorder.time() : 9.5, false);
        break;
      case 2:
        groups.tell_yield(line(), random() % 2 * 7);
        break;
      case 3:
        groups.tell_wait(line());
        break;
      case 4:
        groups.tell_end(line());
        break;
      case 5:
        groups.tell_task(line());
        break;
      case 6:
        groups.tell_done(line());
        break;
      case 7:
        groups.tell_timer(line());
        break;
      case 8:
        groups.tell_turns(random);
        break;
      default:
        groups.tell_handle(line());
        break;
    }
  }
  groups.check();
}

TEST(PackedTrace, IsNotMadeLongerWhereTimeHasMoved) {
  Groups groups;
  const EventId begin = groups.loop.run_step(0, {31, 2}, 41);
  EXPECT_TRUE(groups.loop.is_last(begin));
  groups.recorder.set_time(1.0);
  EXPECT_FALSE(groups.loop.is_last(begin));
}

TEST(PackedTrace, TakesAtMost32BytesAnEvent) {
  for (const packed::Size size : packed::sizes) {
    EXPECT_LE(size.words, packed::longest);
    EXPECT_LE(size.words, 4 * std::max<int>(1, size.events));
  }
}

}  // namespace
}  // namespace loopscope
