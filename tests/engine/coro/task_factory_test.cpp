#include <functional>

#include "tests/engine/support/workers.h"

namespace loopscope {
namespace {

using testing::ElementsAre;

/// A coroutine that drives another and counts its steps.
struct Counted {
  Coroutine inner;
  int* steps;

  static StepResult resume(Coroutine& self, ExceptionRef thrown) {
    auto& counted = *static_cast<Counted*>(self.data());
    ++*counted.steps;
    return counted.inner.resume(std::move(thrown));
  }
  static void destroy(Coroutine& self) { delete static_cast<Counted*>(self.data()); }
  static std::string name(const Coroutine&) { return "counted"; }
};
const CoroutineType counted_type{Counted::resume, Counted::destroy, Counted::name};

class TaskFactoryTest : public test::Workers {};

TEST_F(TaskFactoryTest, SeesEveryTaskAndMayNameIt) {
  auto program = [&]() -> Coro<> {
    loop().set_task_factory([this](EventLoop&, Coroutine coroutine, TaskSetup& setup) {
      say("made " + setup.name.value_or("a task"));
      setup.name = "by-factory";
      return coroutine;
    });
    const auto first = create_task(work(1, 4));
    const auto second = create_task(fail(1), {.name = "mine"});
    const int result = co_await first;
    say(first->name() + " " + std::to_string(result));
    co_await outcome(second);
    loop().set_task_factory(nullptr);
    const auto third = create_task(work(0, 1));
    say(third->name());
    co_await third;
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("1 0 made a task", "1 0 made mine", "5 1 by-factory 4", "5 1 bad",
                                  "5 1 Task-3", "clean-up: 4"));
}

TEST_F(TaskFactoryTest, MayDriveTheCoroutineItself) {
  int steps = 0;
  auto program = [&]() -> Coro<> {
    loop().set_task_factory([&](EventLoop&, Coroutine coroutine, TaskSetup&) {
      return Coroutine(counted_type, new Counted{std::move(coroutine), &steps});
    });
    const int result = co_await create_task(work(1, 4));
    say(std::to_string(result));
    co_await outcome(create_task(fail(1)));
    const auto cancelled = create_task(stubborn(1));
    co_await sleep(0);
    cancelled->cancel();
    co_await outcome(cancelled);
    loop().set_task_factory(nullptr);
  };
  play(program());
  EXPECT_THAT(notes_, ElementsAre("5 1 4", "9 2 bad", "11 2 1 cancelled", "12 2 CancelledError()",
                                  "clean-up: 4"));
  EXPECT_EQ(steps, 6);
}

TEST_F(TaskFactoryTest, HasToReturnACoroutine) {
  loop().set_task_factory([](EventLoop&, Coroutine, TaskSetup&) { return Coroutine(); });
  EXPECT_THROW(create_task(loop(), work(1, 1)), ArgumentError);
}

}  // namespace
}  // namespace loopscope
