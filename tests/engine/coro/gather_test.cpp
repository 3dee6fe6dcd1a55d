#include "engine/coro/gather.h"

#include <stdexcept>
#include <string>
#include <vector>

#include "tests/engine/support/scenario.h"

namespace loopscope {
namespace {

using test::text_of;
using test::yes_no;
using testing::ElementsAre;

class GatherTest : public test::Scenario {
 protected:
  Coro<int> work(double seconds, int result) {
    co_await sleep(seconds);
    co_return result;
  }
  Coro<int> fail(double seconds) {
    co_await sleep(seconds);
    throw std::invalid_argument("bad");
  }
  /// Sleeps long; says when it is cancelled, and passes that on or returns.
  Coro<int> told(int number, bool pass_on) {
    try {
      co_await sleep(9);
    } catch (const CancelledError&) {
      say("w" + std::to_string(number));
      if (pass_on) throw;
    }
    co_return number;
  }
  template <class G>
  Coro<> await_cancelled(Ref<G> outer) {
    try {
      co_await outer;
    } catch (const CancelledError& error) {
      say("out " + text_of(error));
    }
  }
};

TEST_F(GatherTest, ResultsComeInTheOrderOfTheArguments) {
  auto program = [&]() -> Coro<> {
    const auto [a, b, c] = co_await gather(work(3, 1), work(1, 2), work(2, 3));
    say(std::to_string(a) + std::to_string(b) + std::to_string(c));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("12 3 123", "clean-up: 4"));
}

TEST_F(GatherTest, TheFirstErrorEndsItAndTheOthersGoOn) {
  auto good = [this]() -> Coro<> {
    co_await sleep(2);
    say("ok");
  };
  auto program = [&]() -> Coro<> {
    try {
      co_await gather(good(), fail(1));
    } catch (const std::invalid_argument& error) {
      say(error.what());
    }
    co_await sleep(3);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 bad", "8 2 ok", "clean-up: 4"));
}

TEST_F(GatherTest, OutcomesKeepExceptionsInTheirPlaces) {
  auto gone = []() -> Coro<int> {
    current_task()->cancel();
    co_await sleep(0);
    co_return 0;
  };
  auto program = [&]() -> Coro<> {
    std::vector<Coro<int>> all;
    all.push_back(work(2, 1));
    all.push_back(fail(1));
    all.push_back(gone());
    const auto outcomes = co_await gather_outcomes(std::move(all));
    say(std::to_string(*outcomes[0].value) + " " + outcomes[1].error->repr() + " " +
        outcomes[2].error->repr());
  };
  play(program());
  EXPECT_THAT(notes_,
              ElementsAre("11 2 1 std::invalid_argument('bad') CancelledError()", "clean-up: 4"));
}

TEST_F(GatherTest, CancellingItCancelsItsChildren) {
  auto program = [&]() -> Coro<> {
    auto outer = gather(told(1, true), told(2, true));
    co_await sleep(1);
    say(yes_no(outer->cancel(make_message("g"))));
    co_await await_cancelled(outer);
    say(yes_no(outer->cancelled()) + " " + yes_no(outer->done()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("4 1 True", "5 1 w1", "5 1 w2", "7 1 out CancelledError('g')",
                                  "7 1 False True", "clean-up: 4"));
}

TEST_F(GatherTest, CancellingItIsPassedOnEvenIfTheChildrenSuppressIt) {
  auto program = [&]() -> Coro<> {
    std::vector<Coro<int>> all;
    all.push_back(told(1, false));
    all.push_back(told(2, false));
    auto outer = gather_outcomes(std::move(all));
    co_await sleep(1);
    outer->cancel(make_message("g"));
    co_await await_cancelled(outer);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("5 1 w1", "5 1 w2", "7 1 out CancelledError()", "clean-up: 4"));
}

TEST_F(GatherTest, ACancelledChildEndsItButIsNotItsCancellation) {
  auto program = [&]() -> Coro<> {
    const TaskRef<int> first = create_task(work(5, 1));
    const TaskRef<int> second = create_task(work(2, 2));
    auto outer = gather(first, second);
    co_await sleep(1);
    first->cancel(make_message("child"));
    co_await await_cancelled(outer);
    say(yes_no(outer->cancelled()) + " " + yes_no(second->done()));
    co_await second;
    say("second");
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("7 1 out CancelledError('child')", "7 1 False False",
                                  "10 2 second", "clean-up: 4"));
}

TEST_F(GatherTest, ADuplicateIsAwaitedOnceAndAnswersTwice) {
  auto program = [&]() -> Coro<> {
    const TaskRef<int> task = create_task(work(1, 4));
    const auto [a, b] = co_await gather(task, task);
    say(std::to_string(a) + std::to_string(b));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("6 1 44", "clean-up: 4"));
}

TEST_F(GatherTest, OfNothingIsDoneAtOnce) {
  auto program = [&]() -> Coro<> {
    auto outer = gather_all(std::vector<TaskRef<int>>{});
    say(yes_no(outer->done()));
    const auto results = co_await outer;
    say(std::to_string(results.size()));
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 True", "1 0 0", "clean-up: 4"));
}

TEST_F(GatherTest, TheTraceTellsItsChildren) {
  auto program = [&]() -> Coro<> { co_await gather(work(1, 1), work(2, 2)); };
  play(program());
  int edges = 0;
  for (EventId id = 1; id <= agreement_.trace().size(); ++id) {
    if (agreement_.trace().event(id).kind == EventKind::future_awaits) ++edges;
  }
  EXPECT_EQ(edges, 2);
}

}  // namespace
}  // namespace loopscope
