#include "gui/stage/words.h"

#include <gtest/gtest.h>

#include <string>

#include "tests/gui/support/script.h"

namespace loopscope::gui::stage {
namespace {

using player::Language;
using testing::Script;

TEST(Seconds, AreWrittenAsPythonWritesThem) {
  EXPECT_EQ(seconds_text(0.0), "0.0");
  EXPECT_EQ(seconds_text(2.0), "2.0");
  EXPECT_EQ(seconds_text(0.25), "0.25");
  EXPECT_EQ(seconds_text(1.0000004), "1.0");
  EXPECT_EQ(seconds_text(-0.0000001), "0.0");
  EXPECT_EQ(seconds_text(133.75), "133.75");
}

TEST(Words, ThereAreSomeForEveryKindOfEventInEveryLanguage) {
  for (const Language language : {Language::english, Language::japanese}) {
    const player::Texts texts(language);
    for (int kind = 0; kind < static_cast<int>(EventKind::count_); ++kind) {
      Script script;
      const ObjectId task = script.task();
      const EventId event = script.add(static_cast<EventKind>(kind), task, task, 0);
      std::string text;
      ASSERT_NO_THROW(text = describe(event, script.state(), script.trace(), texts)) << kind;
      EXPECT_FALSE(text.empty());
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
  }
}

TEST(Words, NameTheHandleAndTheTask) {
  const player::Texts texts(Language::english);
  Script script;
  const ObjectId task = script.task("fetch");
  script.wakeup(task);
  EXPECT_EQ(describe(script.trace().size(), script.state(), script.trace(), texts),
            "wakeup fetch enters the ready queue");
}

TEST(Words, NameAFutureThatIsGone) {
  const player::Texts texts(Language::english);
  Script script;
  const ObjectId sleep = script.future("sleep");
  const EventId done = script.add(EventKind::future_done, sleep);
  EXPECT_EQ(script.state().future(sleep), nullptr);
  EXPECT_EQ(describe(done, script.state(), script.trace(), texts), "sleep() is done");
}

TEST(Words, NameATimerThatHasLeftTheHeap) {
  const player::Texts texts(Language::english);
  Script script;
  script.timer(script.future("sleep"), 1.0);
  const ObjectId timer = script.loop().heap.front();
  script.add(EventKind::handle_cancelled, timer);
  const EventId dropped = script.add(EventKind::timer_dropped, timer);
  EXPECT_EQ(describe(dropped, script.state(), script.trace(), texts),
            "the cancelled timer of _set_result_unless_cancelled leaves the heap");
}

TEST(Words, TheBeginningHasSome) {
  const player::Texts texts(Language::english);
  const Trace trace;
  EXPECT_FALSE(describe(0, LoopState(), trace, texts).empty());
}

TEST(Words, SayWhatATaskWaitsFor) {
  const player::Texts texts(Language::english);
  Script script;
  const ObjectId sleeper = script.sleeper(2.0);
  const ObjectId main = script.task();
  script.waits(main, sleeper);
  const LoopState& state = script.state();
  EXPECT_EQ(waiting_text(*state.task(sleeper), state, script.trace(), texts), "sleeps to 2.0");
  EXPECT_EQ(waiting_text(*state.task(main), state, script.trace(), texts), "waits for Task-1");
}

TEST(ShortName, IsTheLastPartOfAQualifiedName) {
  EXPECT_EQ(short_name("gather.<locals>._done_callback"), "_done_callback");
  EXPECT_EQ(short_name("print"), "print");
  EXPECT_EQ(short_name("main.<locals>.<lambda>"), "<lambda>");
  EXPECT_EQ(short_name(""), "");
}

TEST(Words, NameTheLockAndWhoStandsInItsLine) {
  const player::Texts texts(Language::english);
  Script script;
  const ObjectId task = script.task("fetch");
  const ObjectId lock = script.sync(SyncKind::lock);
  const auto last = [&] {
    return describe(script.trace().size(), script.state(), script.trace(), texts);
  };
  EXPECT_EQ(last(), "a lock is made");
  script.acquires(task, lock);
  const EventId acquired = script.trace().size() - 1;
  EXPECT_EQ(describe(acquired, script.state(), script.trace(), texts), "the lock is acquired");
  const ObjectId turn = script.stands_in_line(task, lock);
  EXPECT_EQ(describe(script.trace().size() - 1, script.state(), script.trace(), texts),
            "fetch joins the line of the lock");
  EXPECT_EQ(waiting_text(*script.state().task(task), script.state(), script.trace(), texts),
            "waits for lock");
  script.add(EventKind::sync_left_line, lock, turn);
  script.add(EventKind::sync_destroyed, lock);
  EXPECT_EQ(last(), "the lock is gone");
}

TEST(Words, NumberLocksWhereThereAreSeveral) {
  const player::Texts texts(Language::english);
  Script script;
  script.sync(SyncKind::lock);
  script.sync(SyncKind::queue);
  const ObjectId second = script.sync(SyncKind::lock);
  script.add(EventKind::sync_changed, second, 0, 0,
             static_cast<std::uint16_t>(SyncChange::released));
  EXPECT_EQ(describe(script.trace().size(), script.state(), script.trace(), texts),
            "the lock 2 is released");
}

TEST(Words, NameTheTaskInsideATimeoutOrATaskGroup) {
  const player::Texts texts(Language::english);
  Script script;
  const ObjectId task = script.task("main");
  const ObjectId timeout = script.timeout(task, 2.5);
  const auto last = [&] {
    return describe(script.trace().size(), script.state(), script.trace(), texts);
  };
  EXPECT_EQ(last(), "main has time until 2.5 s");
  script.add(EventKind::timeout_left, timeout);
  EXPECT_EQ(last(), "main leaves its timeout");
  const ObjectId group = script.group(task);
  const ObjectId child = script.task("child");
  script.add(EventKind::group_task_added, group, child);
  EXPECT_EQ(last(), "child joins the task group of main");
}

}  // namespace
}  // namespace loopscope::gui::stage
