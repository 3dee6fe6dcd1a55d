#include "lessons/player/skeleton.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <string_view>
#include <system_error>

#include "engine/base/error.h"
#include "lessons/player/lesson.h"

namespace loopscope::player {
namespace {

constexpr std::string_view program = R"(import asyncio


async def worker(name, delay):
    print(name, "begins")
    await asyncio.sleep(delay)
    print(name, "ends")


async def main():
    await asyncio.gather(worker("a", 2), worker("b", 1))


asyncio.run(main())
)";

constexpr std::string_view english = R"(+++
title = "{title}"
level = 1
order = {order}
program = "program.py"
teaches = ["what this lesson is about"]
prerequisites = []
+++
What the lesson is about, in two or three sentences.

## Two tasks
cue: task_status task="Task-1" status="waiting"
predict: prints_next
because: The ready queue is first in, first out.

What is to be seen at this moment. One idea a step, in short sentences.

## Both sleep
cue: task_status task="Task-3" status="sleeping"
predict: at_what_time
because: The root of the heap is 1.0 s.

Two timers are in the heap: 2.0 s and 1.0 s.

## The first one ends
cue: output "b ends"

At 1.0 s the timer of Task-3 was due.

## The other one ends
cue: output "a ends"

At 2.0 s the timer of Task-2 was due.

## The end
cue: end

Both waited at the same time: 2 seconds in all.

**Try it.** Change one thing, and say what to look for.

**In CPython.** Name the function in its source that does this: `gather` in `asyncio/tasks.py`.
)";

constexpr std::string_view japanese = R"(+++
title = "{title}"
level = 1
order = {order}
program = "program.py"
teaches = ["このレッスンで学ぶこと"]
prerequisites = []
+++
このレッスンで何を見るのか、2、3文で書きます。

## 2つのタスク
cue: task_status task="Task-1" status="waiting"
predict: prints_next
because: 実行待ちキューは先入れ先出しです。

この瞬間に見えるものを書きます。1つのステップに1つの考え、短い文で。

## 2つとも眠る
cue: task_status task="Task-3" status="sleeping"
predict: at_what_time
because: ヒープの根は 1.0 秒です。

ヒープには 2.0 秒と 1.0 秒のタイマーがあります。

## 先に終わるもの
cue: output "b ends"

1.0 秒に Task-3 のタイマーの時刻が来ました。

## あとに終わるもの
cue: output "a ends"

2.0 秒に Task-2 のタイマーの時刻が来ました。

## 終わり
cue: end

2つは同時に待ったので、全部で 2 秒でした。

**試してみよう。** 1か所変えて、どこを見ればよいかを書きます。

**CPython では。** それを行う関数の名前を書きます。ここでは `asyncio/tasks.py` の `gather` です。
)";

void check_name(const std::string& name) {
  const bool plain =
      !name.empty() && name.front() != '-' && std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
      });
  if (!plain) {
    throw Error("\"" + name +
                "\" can't be a lesson's name: use small letters, digits and hyphens, such as "
                "two-timers");
  }
}

/// The next place in the course.
int next_order(const std::filesystem::path& catalog) {
  int last = 0;
  for (const std::filesystem::path& folder : find_lessons(catalog)) {
    last = std::max(last, read_lesson(folder, Language::english).order);
  }
  return last + 1;
}

void write(const std::filesystem::path& file, std::string_view text) {
  std::ofstream out(file, std::ios::binary);
  out << text;
  if (!out.flush()) throw FileError(file.string(), 0, "the file can't be written");
}

/// "two-timers" is "Two timers".
std::string title_of(std::string name) {
  std::replace(name.begin(), name.end(), '-', ' ');
  if (name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

}  // namespace

std::filesystem::path write_skeleton(const std::filesystem::path& catalog,
                                     const std::string& name) {
  check_name(name);
  std::error_code error;
  std::filesystem::create_directories(catalog, error);
  if (!std::filesystem::is_directory(catalog)) {
    throw Error("the folder " + catalog.string() + " can't be made: name another");
  }
  const int order = next_order(catalog);
  const std::filesystem::path folder = catalog / fmt::format("{:02}-{}", order, name);
  if (!std::filesystem::create_directory(folder)) {
    throw Error(folder.string() + " is there already: choose another name");
  }
  const std::string title = title_of(name);
  write(folder / "program.py", program);
  write(folder / lesson_file_name(Language::english),
        fmt::format(fmt::runtime(english), fmt::arg("title", title), fmt::arg("order", order)));
  write(folder / lesson_file_name(Language::japanese),
        fmt::format(fmt::runtime(japanese), fmt::arg("title", title), fmt::arg("order", order)));
  return folder;
}

}  // namespace loopscope::player
