#include "engine/sync/queue.h"

#include <memory>

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using testing::ElementsAre;

class QueueTest : public test::Scenario {
 protected:
  Coro<> get(Queue<std::string> queue, int number) {
    try {
      const std::string item = co_await queue.get();
      say(std::to_string(number) + " got " + item);
    } catch (const CancelledError&) {
      say(std::to_string(number) + " cancelled");
      throw;
    }
  }
  Coro<> put(Queue<int> queue, int number) {
    try {
      co_await queue.put(number);
      say(std::to_string(number) + " put");
    } catch (const CancelledError&) {
      say(std::to_string(number) + " cancelled");
      throw;
    }
  }
};

TEST_F(QueueTest, HoldsProducersBackAndTellsWhenAllIsDone) {
  auto program = [&]() -> Coro<> {
    const Queue<int> queue(2);
    auto produce = [&]() -> Coro<> {
      for (int i = 0; i < 5; ++i) {
        co_await queue.put(i);
        say("put " + std::to_string(i));
      }
    };
    auto consume = [&]() -> Coro<> {
      while (true) {
        const int item = co_await queue.get();
        say("got " + std::to_string(item));
        co_await sleep(1);
        queue.task_done();
      }
    };
    const auto producer = create_task(produce());
    const auto consumer = create_task(consume());
    co_await producer;
    co_await queue.join();
    say("joined");
    consumer->cancel();
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 put 0", "2 0 put 1", "2 0 got 0", "3 0 put 2", "5 1 got 1",
                                  "6 1 put 3", "8 2 got 2", "9 2 put 4", "12 3 got 3", "14 4 got 4",
                                  "17 5 joined", "clean-up: 4"));
}

TEST_F(QueueTest, AWokenGetterThatIsCancelledWakesTheNext) {
  auto program = [&]() -> Coro<> {
    const Queue<std::string> queue;
    std::vector<TaskRef<void>> tasks;
    for (int i = 1; i <= 3; ++i) tasks.push_back(create_task(get(queue, i)));
    co_await sleep(0);
    queue.put_nowait("a");
    tasks[0]->cancel();
    tasks[1]->cancel();
    queue.put_nowait("b");
    co_await gather_outcomes(tasks);
    say(std::to_string(queue.qsize()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("3 0 1 cancelled", "3 0 2 cancelled", "3 0 3 got a", "5 0 1",
                                  "clean-up: 4"));
}

TEST_F(QueueTest, AWokenPutterThatIsCancelledWakesTheNext) {
  auto program = [&]() -> Coro<> {
    const Queue<int> queue(1);
    queue.put_nowait(0);
    std::vector<TaskRef<void>> tasks;
    for (int i = 1; i <= 3; ++i) tasks.push_back(create_task(put(queue, i)));
    co_await sleep(0);
    tasks[1]->cancel();
    say("got " + std::to_string(queue.get_nowait()));
    tasks[0]->cancel();
    for (int i = 0; i < 3; ++i) co_await sleep(0);
    say("got " + std::to_string(queue.get_nowait()));
    co_await gather_outcomes(tasks);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("2 0 got 0", "3 0 2 cancelled", "3 0 1 cancelled", "4 0 3 put",
                                  "5 0 got 3", "clean-up: 4"));
}

TEST_F(QueueTest, MisuseThrowsWhatAsyncioRaises) {
  const Queue<int> queue(1);
  EXPECT_THROW(static_cast<void>(queue.get_nowait()), QueueEmpty);
  queue.put_nowait(1);
  EXPECT_TRUE(queue.full());
  EXPECT_THROW(queue.put_nowait(2), QueueFull);
  EXPECT_EQ(queue.get_nowait(), 1);
  queue.task_done();
  try {
    queue.task_done();
    FAIL();
  } catch (const ArgumentError& error) {
    EXPECT_STREQ(error.what(), "task_done() called too many times");
  }
  EXPECT_EQ(make_exception(std::make_exception_ptr(QueueEmpty()))->repr(), "QueueEmpty()");
}

TEST_F(QueueTest, PriorityQueueGivesTheSmallestInHeapqsOrder) {
  struct FirstOnly {
    bool operator()(const std::pair<int, int>& a, const std::pair<int, int>& b) const {
      return a.first < b.first;
    }
  };
  const PriorityQueue<std::pair<int, int>, FirstOnly> queue;
  int place = 0;
  for (const int priority : {5, 1, 3, 1, 5, 1, 3, 2, 1, 5}) queue.put_nowait({priority, place++});
  std::string order;
  while (!queue.empty()) {
    const auto [priority, number] = queue.get_nowait();
    order += std::to_string(priority) + std::to_string(number) + " ";
  }
  EXPECT_EQ(order, "11 15 13 18 27 36 32 59 54 50 ");
}

TEST_F(QueueTest, LifoQueueGivesTheLastFirst) {
  const LifoQueue<int> queue;
  for (int i = 0; i < 3; ++i) queue.put_nowait(i);
  EXPECT_EQ(queue.repr(), "<LifoQueue maxsize=0 _queue=[0, 1, 2] tasks=3>");
  EXPECT_EQ(queue.get_nowait(), 2);
  EXPECT_EQ(queue.get_nowait(), 1);
}

TEST_F(QueueTest, TakesItemsThatCanOnlyBeMoved) {
  auto program = [&]() -> Coro<> {
    const Queue<std::unique_ptr<int>> queue(1);
    auto produce = [&]() -> Coro<> {
      for (int i = 0; i < 3; ++i) co_await queue.put(std::make_unique<int>(i));
    };
    const auto task = create_task(produce());
    int sum = 0;
    for (int i = 0; i < 3; ++i) {
      const auto item = co_await queue.get();
      sum += *item;
    }
    co_await task;
    say(std::to_string(sum));
  };
  play(program());
  EXPECT_THAT(notes_.back(), "clean-up: 4");
  EXPECT_THAT(notes_.front(), testing::EndsWith(" 3"));
}

TEST_F(QueueTest, TheFoldKnowsItsItemsAndItsTwoLines) {
  const Queue<std::pair<int, std::string>> queue(1, "jobs");
  queue.put_nowait({1, "early"});
  auto program = [&]() -> Coro<> {
    auto produce = [&]() -> Coro<> { co_await queue.put({2, "late"}); };
    const auto producer = create_task(produce());
    co_await sleep(0);
    const auto state = [&]() -> const SyncState& {
      return *agreement_.state().sync().find(queue.trace_id());
    };
    EXPECT_EQ(state().limit, 1U);
    EXPECT_EQ(state().value, 1U);
    EXPECT_EQ(state().unfinished, 1U);
    EXPECT_THAT(state().putters, ElementsAre(producer->waits_for()->trace_id()));
    EXPECT_EQ(agreement_.trace().text(state().items[0]), "(1, 'early')");
    static_cast<void>(queue.get_nowait());
    EXPECT_EQ(state().items.size(), 0U);
    co_await producer;
    EXPECT_EQ(agreement_.trace().text(state().items[0]), "(2, 'late')");
    queue.task_done();
    EXPECT_EQ(state().unfinished, 1U);
  };
  play(program());
}

}  // namespace
}  // namespace loopscope
