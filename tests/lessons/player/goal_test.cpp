#include "lessons/player/goal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/base/error.h"
#include "lessons/player/session.h"

namespace loopscope::player {
namespace {

using ::testing::HasSubstr;

bool met(const std::string& goal, const std::string& program) {
  const Session session("import asyncio\n" + program, "program.py");
  return Goal::parse(goal).met(session.timeline());
}

std::string refusal(const std::string& goal) {
  try {
    Goal::parse(goal);
  } catch (const Error& error) {
    return error.what();
  }
  return "no error";
}

TEST(Goal, NothingPendingLooksAtTheMomentWhenTheLoopIsLeft) {
  const std::string stray =
      "async def main():\n    asyncio.create_task(asyncio.sleep(5))\n    await asyncio.sleep(1)\n"
      "asyncio.run(main())\n";
  EXPECT_FALSE(met("nothing_pending", stray));
  EXPECT_TRUE(met("nothing_pending", "asyncio.run(asyncio.sleep(1))\n"));
}

TEST(Goal, EndsByIsTheLoopTimeOfTheEnd) {
  EXPECT_TRUE(met("ends_by 1.0", "asyncio.run(asyncio.sleep(1))\n"));
  EXPECT_FALSE(met("ends_by 0.9", "asyncio.run(asyncio.sleep(1))\n"));
}

TEST(Goal, PrintsMayNameTheTime) {
  const std::string program =
      "async def main():\n    await asyncio.sleep(1)\n    print('tick 1')\nasyncio.run(main())\n";
  EXPECT_TRUE(met("prints tick", program));
  EXPECT_TRUE(met("prints \"tick 1\" at=1.0", program));
  EXPECT_FALSE(met("prints \"tick 1\" at=2.0", program));
  EXPECT_FALSE(met("never_prints tick", program));
  EXPECT_TRUE(met("never_prints tock", program));
}

TEST(Goal, AtMostCountsWhatHasBegunAndNotEnded) {
  const std::string program =
      "async def work(n):\n    print('begin', n)\n    await asyncio.sleep(1)\n"
      "    print('end', n)\n"
      "async def main():\n    await asyncio.gather(work(1), work(2), work(3))\n"
      "asyncio.run(main())\n";
  EXPECT_TRUE(met("at_most 3 from=begin to=end", program));
  EXPECT_FALSE(met("at_most 2 from=begin to=end", program));
  EXPECT_FALSE(met("at_most 3 from=nothing to=end", program)) << "it must happen at all";
}

TEST(Goal, NoErrorMeansStatusZeroAndNothingReported) {
  EXPECT_TRUE(met("no_error", "print('fine')\n"));
  EXPECT_FALSE(met("no_error", "raise ValueError('oh')\n"));
  EXPECT_FALSE(met("no_error", "async def f(): pass\nf()\n"));
}

TEST(Goal, NoBlockingLooksAtEveryHandle) {
  const std::string blocks =
      "import time\nasync def main():\n    time.sleep(0.5)\nasyncio.run(main())\n";
  EXPECT_FALSE(met("no_blocking 0.1", blocks));
  EXPECT_TRUE(met("no_blocking 1", blocks));
}

TEST(Goal, CancelledIsHowATaskEnds) {
  const std::string program =
      "async def main():\n    task = asyncio.create_task(asyncio.sleep(5), name='worker')\n"
      "    await asyncio.sleep(1)\n    task.cancel()\n    await asyncio.wait([task])\n"
      "asyncio.run(main())\n";
  EXPECT_TRUE(met("cancelled task=worker", program));
  EXPECT_FALSE(met("cancelled task=Task-1", program));
  EXPECT_FALSE(met("cancelled task=nobody", program));
}

TEST(Goal, ThatIsWrittenWrongSaysWhatIsPossible) {
  EXPECT_THAT(refusal("be_nice"), HasSubstr("unknown goal \"be_nice\""));
  EXPECT_THAT(refusal("ends_by"), HasSubstr("needs something behind it"));
  EXPECT_THAT(refusal("ends_by soon"), HasSubstr("needs a number"));
  EXPECT_THAT(refusal("at_most 5 from=x"), HasSubstr("needs to="));
  EXPECT_THAT(refusal("no_error 3"), HasSubstr("out of place"));
  EXPECT_THAT(refusal("prints x before=3"), HasSubstr("no field \"before\""));
}

TEST(Goal, IsSaidInWords) {
  EXPECT_EQ(Goal::parse("prints x at=2.0").words(texts_of(Language::english)),
            "It prints “x” at 2 s");
  EXPECT_EQ(Goal::parse("at_most 5 from=a to=b").words(texts_of(Language::english)),
            "Between “a” and “b”: never more than 5 at once");
}

}  // namespace
}  // namespace loopscope::player
