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

TEST(TextTable, KnowsTheLabelsThatRecordsLeaveOut) {
  const TextTable texts;
  EXPECT_EQ(texts.text(TextTable::step_label), "Task.__step");
  EXPECT_EQ(texts.text(TextTable::wakeup_label), "Task.__wakeup");
}

TEST(TextTable, KeepsViewsValidWhileItGrows) {
  TextTable texts;
  const std::size_t before = texts.size();
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
  EXPECT_EQ(texts.size(), before + 20'002);
}

TEST(Trace, FindsEveryEventInManyBlocks) {
  Trace trace;
  Event event;
  event.kind = EventKind::output;
  constexpr Position count = 300'000;
  for (std::uint32_t i = 1; i <= count; ++i) {
    event.subject = i;
    event.time = i / 3;
    ASSERT_EQ(trace.append(event), i);
  }
  TraceReader reader(trace);
  for (std::uint32_t i = 1; i <= count; ++i) {
    ASSERT_EQ(reader.event(i).subject, i);
    ASSERT_EQ(reader.event(i).time, i / 3);
  }
  for (std::uint32_t i = count; i > 0; i -= 1 + i / 50) {
    ASSERT_EQ(trace.event(i).subject, i);
    ASSERT_EQ(reader.event(i).time, i / 3);
  }
}

TEST(Trace, StartsOverWhenItIsCleared) {
  Trace trace;
  Recorder recorder(trace);
  for (ObjectId i = 1; i <= 1000; ++i) recorder.record(EventKind::timer_due, i, 0, 0, 0);
  trace.clear();
  EXPECT_TRUE(trace.empty());
  for (ObjectId i = 1; i <= 1000; ++i) recorder.record(EventKind::timer_due, i + 7, 0, 0, 0);
  EXPECT_EQ(trace.size(), 1000U);
  for (EventId id = 1; id <= 1000; ++id) ASSERT_EQ(trace.event(id).subject, id + 7);
}

TEST(TraceReader, ReadsWhatIsAppendedMeanwhile) {
  Trace trace;
  Recorder recorder(trace);
  TraceReader reader(trace);
  for (ObjectId i = 1; i <= 5000; ++i) {
    recorder.set_time(i / 2);
    recorder.record(EventKind::timer_due, i, 0, 0, 0);
    ASSERT_EQ(reader.event(i).subject, i);
    ASSERT_EQ(reader.event(i).time, i / 2);
    ASSERT_EQ(reader.event(i / 2 + 1).subject, i / 2 + 1);
  }
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
