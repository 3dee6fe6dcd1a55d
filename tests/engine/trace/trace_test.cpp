#include "engine/trace/trace.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "engine/trace/recorder.h"

namespace loopscope {
namespace {

TEST(TextTable, GivesEachTextOneNumber) {
  TextTable texts;
  const TextId first = texts.intern("alpha");
  const TextId second = texts.intern("beta");
  EXPECT_NE(first, second);
  EXPECT_EQ(texts.intern("alpha"), first);
  EXPECT_EQ(texts.text(first), "alpha");
  EXPECT_EQ(texts.find("beta"), second);
  EXPECT_EQ(texts.find("gamma"), 0U);
  EXPECT_EQ(texts.text(99), "");
}

TEST(TextTable, KnowsTheEmptyTextAsZero) {
  TextTable texts;
  EXPECT_EQ(texts.intern(""), 0U);
  EXPECT_EQ(texts.text(0), "");
  EXPECT_EQ(texts.find(""), 0U);
}

TEST(TextTable, KeepsViewsValidWhileItGrows) {
  TextTable texts;
  const std::string_view early = texts.text(texts.intern("early"));
  const std::string large(200'000, 'x');
  const TextId large_id = texts.intern(large);
  std::vector<TextId> ids;
  for (int i = 0; i < 20'000; ++i) ids.push_back(texts.intern("text " + std::to_string(i)));
  EXPECT_EQ(early, "early");
  EXPECT_EQ(texts.text(large_id), large);
  for (int i = 0; i < 20'000; ++i) {
    EXPECT_EQ(texts.text(ids[static_cast<std::size_t>(i)]), "text " + std::to_string(i));
  }
  EXPECT_EQ(texts.size(), 20'003U);
}

TEST(Trace, KeepsEventsWhereTheyAreAcrossChunks) {
  Trace trace;
  Event event;
  event.kind = EventKind::output;
  event.subject = 1;
  trace.append(event);
  const Event* const first = &trace.event(1);
  for (std::uint32_t i = 2; i <= 300'000; ++i) {
    event.subject = i;
    ASSERT_EQ(trace.append(event), i);
  }
  EXPECT_EQ(first, &trace.event(1));
  for (std::uint32_t i = 1; i <= 300'000; ++i) ASSERT_EQ(trace.event(i).subject, i);
}

TEST(Trace, MovesWithItsEventsAndTexts) {
  Trace trace;
  Recorder recorder(trace);
  recorder.record(EventKind::output, 7, 0, recorder.intern("hello"), 0);
  Trace moved = std::move(trace);
  EXPECT_EQ(moved.size(), 1U);
  EXPECT_EQ(moved.text(moved.event(1).detail), "hello");
  Trace assigned;
  assigned = std::move(moved);
  EXPECT_EQ(assigned.event(1).subject, 7U);
}

TEST(Recorder, FillsInTimeLoopAndLine) {
  Trace trace;
  Recorder recorder(trace);
  recorder.set_time(1.5);
  recorder.set_loop(2);
  recorder.set_line(12);
  const EventId id = recorder.record_value(EventKind::timer_scheduled, 3, 2.25, 0, 1);
  const Event& event = trace.event(id);
  EXPECT_EQ(event.time, 1.5);
  EXPECT_EQ(event.loop, 2);
  EXPECT_EQ(event.line, 12U);
  EXPECT_EQ(event.value(), 2.25);
  EXPECT_EQ(event.flags, 1);
}

TEST(EventBurst, RecordsAcrossTheEndOfAChunkWhatSingleRecordsWould) {
  constexpr std::uint32_t chunk = 1U << 17;
  for (std::uint32_t before = chunk - 4; before <= chunk; ++before) {
    Trace trace;
    Recorder recorder(trace);
    recorder.set_line(7);
    for (std::uint32_t i = 0; i < before; ++i) {
      recorder.record(EventKind::handle_run_begin, i, 0, 0, 0);
    }
    {
      EventBurst burst(recorder, 3);
      EXPECT_EQ(burst.record_value(EventKind::iteration_begin, 0, 2.5, 1), before + 1);
      burst.set_time(4.0);
      EXPECT_EQ(burst.record(EventKind::timers_end, 11, 12, 13, 14), before + 2);
      EXPECT_EQ(burst.record(EventKind::handle_run_end, 21, 0, 0), before + 3);
    }
    ASSERT_EQ(trace.size(), before + 3);
    EXPECT_EQ(recorder.time(), 4.0);
    const Event& first = trace.event(before + 1);
    EXPECT_EQ(first.kind, EventKind::iteration_begin);
    EXPECT_EQ(first.value(), 2.5);
    EXPECT_EQ(first.time, 0.0);
    EXPECT_EQ(first.cause, 1U);
    EXPECT_EQ(first.loop, 3);
    EXPECT_EQ(first.line, 7U);
    const Event& second = trace.event(before + 2);
    EXPECT_EQ(second.subject, 11U);
    EXPECT_EQ(second.object, 12U);
    EXPECT_EQ(second.detail, 0U);
    EXPECT_EQ(second.cause, 13U);
    EXPECT_EQ(second.flags, 14);
    EXPECT_EQ(second.time, 4.0);
    EXPECT_EQ(trace.event(before + 3).subject, 21U);
    EXPECT_EQ(recorder.record(EventKind::iteration_end, 0, 0, 0, 0), before + 4);
    EXPECT_EQ(trace.event(before + 4).kind, EventKind::iteration_end);
  }
}

TEST(EventKind, NamesAreDistinctAndFoundAgain) {
  std::set<std::string_view> names;
  for (int i = 0; i < static_cast<int>(EventKind::count_); ++i) {
    const auto kind = static_cast<EventKind>(i);
    EXPECT_TRUE(names.insert(name_of(kind)).second);
    EXPECT_EQ(event_kind_named(name_of(kind)), kind);
  }
  EXPECT_EQ(event_kind_named("no_such_kind"), EventKind::count_);
  EXPECT_EQ(name_of(EventKind::program_end), "program_end");
  EXPECT_EQ(name_of(EventKind::timer_due), "timer_due");
}

}  // namespace
}  // namespace loopscope
