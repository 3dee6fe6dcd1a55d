#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lessons/player/hints.h"
#include "lessons/python/run.h"

namespace loopscope::python {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<Hint> hints_of(std::string_view source) {
  return run_program(source, "program.py", RunOptions()).hints;
}

TEST(Hints, SayWhereTimeSleepStopsTheLoopAndNotWhereItMay) {
  EXPECT_THAT(hints_of(R"(import asyncio, time
time.sleep(1)
async def main():
    for _ in range(3):
        time.sleep(1)
    await asyncio.to_thread(time.sleep, 1)
asyncio.run(main())
)"),
              ElementsAre(Hint{Hint::Kind::blocking_sleep, 5}));
}

TEST(Hints, SayWhereASecondLoopIsStartedInsideARunningOne) {
  EXPECT_THAT(hints_of(R"(import asyncio
async def nothing(): pass
async def main():
    for start in asyncio.run, asyncio.get_running_loop().run_until_complete:
        coroutine = nothing()
        try:
            start(coroutine)
        except RuntimeError:
            await coroutine
asyncio.run(main())
)"),
              ElementsAre(Hint{Hint::Kind::running_loop, 7, "asyncio.run"},
                          Hint{Hint::Kind::running_loop, 7, "loop.run_until_complete"}));
}

TEST(Hints, SayWhereAwaitCannotStand) {
  EXPECT_THAT(hints_of("import asyncio\nawait asyncio.sleep(1)\n"),
              ElementsAre(Hint{Hint::Kind::await_in_module, 2}));
  EXPECT_THAT(hints_of("def f(x):\n    await x\n"), ElementsAre(Hint{Hint::Kind::await_in_def, 2}));
  EXPECT_THAT(hints_of("def f(x):\n    async with x: pass\n"),
              ElementsAre(Hint{Hint::Kind::await_in_def, 2}));
  EXPECT_THAT(hints_of("def f(x):\n    return [y async for y in x]\n"),
              ElementsAre(Hint{Hint::Kind::await_in_def, 2}));
  EXPECT_THAT(hints_of("def f(:\n"), IsEmpty());
}

TEST(Hints, SayWhereACoroutineWasMadeThatIsNeverAwaited) {
  EXPECT_THAT(hints_of(R"(import asyncio
class Shop:
    async def order(self, what): pass
async def main():
    shop = Shop()
    kept = shop.order("tea")
    asyncio.sleep(1)
    await shop.order("milk")
    await asyncio.sleep(0)
asyncio.run(main())
)"),
              testing::UnorderedElementsAre(Hint{Hint::Kind::never_awaited, 6, "order"},
                                            Hint{Hint::Kind::never_awaited, 7, "sleep"}));
}

TEST(Hints, AreTextsOfBothLanguages) {
  for (const player::Language language : player::all_languages) {
    const player::Texts& texts = player::texts_of(language);
    for (const auto kind :
         {Hint::Kind::blocking_sleep, Hint::Kind::running_loop, Hint::Kind::await_in_def,
          Hint::Kind::await_in_module, Hint::Kind::never_awaited}) {
      EXPECT_THAT(player::hint_text(texts, {kind, 17, "order"}), HasSubstr("17"));
    }
    EXPECT_THAT(player::hint_text(texts, {Hint::Kind::never_awaited, 17, "order"}),
                HasSubstr("order()"));
  }
}

}  // namespace
}  // namespace loopscope::python
