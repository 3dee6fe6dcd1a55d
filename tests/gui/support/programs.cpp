#include "tests/gui/support/programs.h"

namespace loopscope::gui::testing {

std::unique_ptr<player::Session> three_sleepers() {
  return run(R"(import asyncio

async def fetch_data(name, delay):
    print(f"{name}: 開始")
    await asyncio.sleep(delay)
    print(f"{name}: 完了")
    return f"{name}の結果"

async def main():
    t1 = asyncio.create_task(fetch_data("タスク1", 2))
    t2 = asyncio.create_task(fetch_data("タスク2", 3))
    t3 = asyncio.create_task(fetch_data("タスク3", 1))

    print(await t1)
    print(await t2)
    print(await t3)

asyncio.run(main())
)");
}

std::unique_ptr<player::Session> run(const std::string& program) {
  return std::make_unique<player::Session>(program, "program.py");
}

}  // namespace loopscope::gui::testing
