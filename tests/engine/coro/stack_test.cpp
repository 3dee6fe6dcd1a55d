#include <gmock/gmock.h>

#include "engine/base/symbols.h"
#include "tests/engine/support/workers.h"

namespace loopscope {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Coro<> read_line() {
  co_await sleep(5);
}
Coro<int> handle_request(int number) {
  co_await read_line();
  co_return number;
}
Coro<> serve_client() {
  const int number = co_await handle_request(1);
  static_cast<void>(number);
}

std::vector<std::string> names(const TaskBase& task) {
  std::vector<std::string> all;
  for (const CoroutineFrame& frame : task.stack()) all.push_back(frame.name);
  return all;
}

class StackTest : public test::Workers {};

TEST_F(StackTest, OfAParkedTaskIsItsChainOfAwaits) {
  auto program = [&]() -> Coro<> {
    const auto task = create_task(serve_client());
    EXPECT_THAT(names(*task), ElementsAre("loopscope::serve_client"));
    co_await sleep(1);
    EXPECT_THAT(names(*task), ElementsAre("loopscope::serve_client", "loopscope::handle_request",
                                          "loopscope::read_line"));
    co_await task;
    EXPECT_THAT(task->stack(), IsEmpty());
  };
  play(program());
}

TEST_F(StackTest, NamesLambdasAfterTheFunctionThatTheyAreIn) {
  auto program = [&]() -> Coro<> {
    auto inner = []() -> Coro<> { co_await sleep(1); };
    const auto task = create_task(inner());
    co_await sleep(0);
    const std::vector<std::string> stack = names(*task);
    EXPECT_THAT(stack, ElementsAre(HasSubstr("{lambda")));
    co_await task;
  };
  play(program());
}

TEST(ReadableFunctionName, HasNoParameters) {
  EXPECT_EQ(readable_function_name("_ZN4here1fEiPKc.actor"), "here::f");
  EXPECT_EQ(readable_function_name("main"), "main");
  EXPECT_EQ(function_name_at(nullptr), "");
}

}  // namespace
}  // namespace loopscope
