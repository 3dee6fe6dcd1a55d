// What the course has to have as a whole.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "lessons/player/lesson.h"
#include "tests/support/source_dir.h"

namespace loopscope::player {
namespace {

namespace fs = std::filesystem;

const fs::path catalog = test::source_dir() / "lessons" / "catalog";

std::vector<Lesson> course(Language language) {
  std::vector<Lesson> lessons;
  for (const fs::path& folder : find_lessons(catalog)) {
    lessons.push_back(read_lesson(folder, language));
  }
  return lessons;
}

TEST(Course, HasFourLevelsAndAtLeast28Lessons) {
  std::map<int, int> by_level;
  int lessons = 0;
  for (const Lesson& lesson : course(Language::english)) {
    if (!lesson.goals.empty()) continue;
    ++by_level[lesson.level];
    ++lessons;
  }
  EXPECT_GE(lessons, 28);
  EXPECT_EQ(by_level.size(), 4U);
}

TEST(Course, EveryLessonAsksAtLeastTwiceInFiveToTwelveSteps) {
  for (const Lesson& lesson : course(Language::english)) {
    if (!lesson.goals.empty()) continue;
    const auto asks =
        std::count_if(lesson.steps.begin(), lesson.steps.end(),
                      [](const LessonStep& step) { return step.prediction.has_value(); });
    EXPECT_GE(asks, 2) << lesson.id;
    EXPECT_GE(lesson.steps.size(), 5U) << lesson.id;
    EXPECT_LE(lesson.steps.size(), 12U) << lesson.id;
  }
}

TEST(Course, JapaneseChoicesAreTimesInTheWordsOfTheRightOne) {
  for (const Lesson& lesson : course(Language::japanese)) {
    for (const LessonStep& step : lesson.steps) {
      if (!step.prediction) continue;
      for (const std::string& wrong : step.prediction->wrong) {
        EXPECT_FALSE(wrong.ends_with(" s"))
            << lesson.file << ": " << wrong << " gives the answer away";
      }
    }
  }
}

TEST(Course, EveryLessonGivesSomethingToTryAndTellsHowCPythonDoesIt) {
  const std::map<Language, std::pair<std::string, std::string>> words = {
      {Language::english, {"**Try it.**", "**In CPython.**"}},
      {Language::japanese, {"**試してみよう。**", "**CPython では。**"}}};
  for (const auto& [language, pair] : words) {
    for (const Lesson& lesson : course(language)) {
      if (!lesson.goals.empty()) continue;
      std::string text;
      for (const LessonStep& step : lesson.steps) text += step.prose + "\n";
      EXPECT_NE(text.find(pair.first), std::string::npos) << lesson.file;
      EXPECT_NE(text.find(pair.second), std::string::npos) << lesson.file;
    }
  }
}

TEST(Course, LetsTheLearnerBeTheLoopInTenLessonsAndMendEightPrograms) {
  int turns = 0;
  int challenges = 0;
  for (const Lesson& lesson : course(Language::english)) {
    turns += static_cast<int>(std::any_of(lesson.steps.begin(), lesson.steps.end(),
                                          [](const LessonStep& step) { return step.turns > 0; }));
    challenges += static_cast<int>(!lesson.goals.empty());
  }
  EXPECT_GE(turns, 10);
  EXPECT_GE(challenges, 8);
}

TEST(Course, HasAGlossaryWithAsManyWordsInEveryLanguage) {
  std::map<Language, int> words;
  for (const Language language : all_languages) {
    std::ifstream in(catalog / ("glossary." + std::string(code_of(language)) + ".md"));
    for (std::string line; std::getline(in, line);) {
      words[language] += static_cast<int>(line.starts_with("## "));
    }
  }
  EXPECT_GT(words[Language::english], 30);
  EXPECT_EQ(words[Language::english], words[Language::japanese]);
}

/// The programs of all lessons, challenges and their solutions left out.
std::map<std::string, std::string> programs() {
  std::map<std::string, std::string> by_lesson;
  for (const Lesson& lesson : course(Language::english)) {
    if (lesson.goals.empty()) by_lesson[lesson.id] = lesson.program;
  }
  return by_lesson;
}

TEST(Course, UsesEveryFunctionOfTheLoopsReference) {
  const std::vector<std::string> names = {
      "asyncio.AbstractEventLoop",
      ".run_forever(",
      ".run_until_complete(",
      ".is_running(",
      ".stop(",
      ".is_closed(",
      "loop.close(",
      ".shutdown_asyncgens(",
      ".call_soon(",
      ".call_soon_threadsafe(",
      ".call_later(",
      ".call_at(",
      "loop.time(",
      ".create_future(",
      "loop.create_task(",
      ".set_task_factory(",
      ".get_task_factory(",
      "loop.create_connection(",
      ".create_datagram_endpoint(",
      ".create_unix_connection(",
      "loop.create_server(",
      ".create_unix_server(",
      ".connect_accepted_socket(",
      ".add_reader(",
      ".remove_reader(",
      ".add_writer",
      ".remove_writer(",
      ".sock_recv(",
      ".sock_sendall(",
      ".sock_connect(",
      ".sock_accept(",
      "loop.getaddrinfo(",
      "loop.getnameinfo(",
      ".connect_read_pipe(",
      ".connect_write_pipe(",
      ".add_signal_handler(",
      ".remove_signal_handler(",
      ".run_in_executor(",
      ".set_default_executor(",
      ".set_exception_handler(",
      ".get_exception_handler(",
      ".default_exception_handler(",
      ".call_exception_handler(",
      ".get_debug(",
      ".set_debug(",
      "asyncio.Server",
      "server.close(",
      "server.wait_closed(",
      "server.sockets",
      "asyncio.Handle",
      "never.cancel(",
  };
  const auto all = programs();
  for (const std::string& name : names) {
    EXPECT_TRUE(std::any_of(
        all.begin(), all.end(),
        [&name](const auto& lesson) { return lesson.second.find(name) != std::string::npos; }))
        << "no lesson's program uses " << name;
  }
}

/// A well-known example of how event loops are taught, the lesson that shows it, and a line by
/// which it can be told.
struct Example {
  const char* what;
  const char* lesson;
  const char* line;
};

TEST(Course, ShowsTheWellKnownExamples) {
  const std::vector<Example> examples = {
      {"get_event_loop, a task, run_until_complete, close", "44-reading-older-code",
       "task = loop.create_task(say_hello())"},
      {"run: two coroutines gathered", "44-reading-older-code",
       "results = await asyncio.gather(task1(), task2())"},
      {"new_event_loop, the smallest", "44-reading-older-code",
       ".run_until_complete(asyncio.sleep(1))"},
      {"a loop for each thread", "33-one-loop-a-thread", "thread = threading.Thread(target=worker"},
      {"a loop made anew", "44-reading-older-code", ".run_until_complete(asyncio.sleep(0.5))"},
      {"isolated loops", "44-reading-older-code", "loop2 = create_isolated_loop()"},
      {"call_soon: Hello World", "11-run-forever-stop-close", "print('Hello World')"},
      {"call_later: the date every second", "44-reading-older-code",
       "loop.call_later(1, display_date, end_time, loop)"},
      {"add_reader on a socket pair", "34-descriptors", "loop.add_reader(rsock, reader)"},
      {"handlers of SIGINT and SIGTERM", "38-signals", "functools.partial(ask_exit, signame))"},
      {"three tasks side by side", "46-which-way-of-waiting", "# 3つのタスクを作成して並行実行"},
      {"tasks are flat", "18-tasks-are-flat",
       "task_a = asyncio.create_task(child_work(\"child_a\")"},
      {"stray tasks of a dead parent", "16-stray-tasks",
       "task_b = asyncio.create_task(child_work(\"b\"))"},
      {"get_running_loop", "44-reading-older-code",
       "loop = asyncio.get_running_loop()  # Python 3.7+"},
      {"get_event_loop outside of coroutines", "44-reading-older-code",
       "loop = asyncio.get_event_loop()"},
      {"new_event_loop, try, finally", "10-loops-by-hand", "asyncio.set_event_loop(loop)\ntry:"},
      {"asyncio.run does it all", "44-reading-older-code",
       "asyncio.run(main())  # ループの作成・実行・クローズを自動管理"},
      {"tasks left when main ends", "45-the-clean-up-by-hand", "# awaitしない！"},
      {"tidying up in except and finally", "45-the-clean-up-by-hand",
       "raise  # CancelledErrorは必ずre-raiseする（マナー）"},
      {"what run does with what is left", "45-the-clean-up-by-hand",
       "group = asyncio.gather(*remaining_tasks, return_exceptions=True)"},
      {"the whole clean-up", "09-what-asyncio-run-does",
       "await asyncio.sleep(0.1)  # クリーンアップに少し時間がかかる想定"},
      {"not raised again", "45-the-clean-up-by-hand", "# raise しない ← これが問題"},
      {"finishing in spite of a cancellation", "45-the-clean-up-by-hand",
       "await finish_remaining_work()  # 追加の非同期処理も可能"},
      {"the general pattern", "46-which-way-of-waiting",
       "asyncio.run(async_main())            # ① 同期の世界からasyncioを起動"},
      {"the pattern with a TaskGroup", "17-task-groups", "async with asyncio.TaskGroup() as tg:"},
      {"await a coroutine", "46-which-way-of-waiting", "データ取得開始"},
      {"tasks handed to gather", "46-which-way-of-waiting",
       "results = await asyncio.gather(task1, task2)"},
      {"a list of tasks handed to gather", "46-which-way-of-waiting",
       "tasks = [asyncio.create_task(fetch_data(url)) for url in"},
      {"coroutines handed to gather", "46-which-way-of-waiting",
       "await asyncio.gather(goodbye(), hello()) # タスクも同様"},
      {"a group that fails", "46-which-way-of-waiting", "except* Exception as eg:"},
      {"as_completed", "14-as-completed", "for coro in asyncio.as_completed(tasks):"},
      {"one after the other", "02-sequential-or-concurrent",
       "print(await fetch_data(\"タスク1\", 2))"},
      {"side by side", "02-sequential-or-concurrent",
       "asyncio.create_task(fetch_data(\"タスク1\", 2))"},
      {"many URLs", "40-many-urls", "async with session.get(url) as response:"},
      {"an argument list unpacked", "40-many-urls", "result = add(*numbers)"},
      {"many files", "41-many-files", "async with aiofiles.open(filename, 'r') as f:"},
      {"return_exceptions", "46-which-way-of-waiting",
       "asyncio.gather(task1, task2, task3, return_exceptions=True)"},
      {"wait_for", "22-timeouts", "await asyncio.wait_for(long_running_task(), timeout=5.0)"},
      {"cancel, and await what was cancelled", "45-the-clean-up-by-hand",
       "await task  # キャンセルされたタスクを待機するとCancelledErrorが発生"},
      {"a semaphore of five", "26-five-at-a-time", "semaphore = asyncio.Semaphore(5)"},
      {"an asynchronous generator", "24-async-generators", "async for value in async_generator():"},
      {"a call that blocks", "31-blocking-the-loop", "async def bad_example():"},
      {"executors", "32-executors", "result = await loop.run_in_executor(None, blocking_io)"},
  };
  const auto all = programs();
  for (const Example& example : examples) {
    const auto lesson = all.find(example.lesson);
    ASSERT_NE(lesson, all.end()) << example.lesson;
    EXPECT_NE(lesson->second.find(example.line), std::string::npos)
        << example.what << " is not in " << example.lesson;
  }
}

}  // namespace
}  // namespace loopscope::player
