#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/cli/command.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::cli {
namespace {

using player::testing::ScratchFolder;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::loopscope;
using ::testing::Not;
using testing::Ran;
using ::testing::StartsWith;

class RunCommand : public ::testing::Test {
 protected:
  std::string program(const std::string& text) { return scratch.write("p.py", text); }
  Ran run(const std::string& text) { return loopscope({"run", program(text)}); }
  std::string path(const std::string& name) const { return scratch.path() / name; }
  static std::string contents(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  }

  /// Runs a line of the shell, where $0 is `loopscope` and $1 … are these.
  static Ran in_shell(const std::string& line, const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"-c", line, LOOPSCOPE_COMMAND};
    words.insert(words.end(), arguments.begin(), arguments.end());
    return testing::loopscope_at("/bin/sh", words);
  }

  static constexpr const char* sleeper =
      "import asyncio\n"
      "async def main():\n"
      "    await asyncio.sleep(1.5)\n"
      "    print('done')\n"
      "asyncio.run(main())\n";

  ScratchFolder scratch;
};

TEST_F(RunCommand, PrintsWhatTheProgramPrints) {
  const Ran ran = run("print('hello')\nprint('日本')\n");
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "hello\n日本\n");
  EXPECT_THAT(ran.err, IsEmpty());
}

TEST_F(RunCommand, EndsWithOneForAnUncaughtExceptionAndTellsWhere) {
  const Ran ran = run("print('before')\nraise ValueError('no good')\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_EQ(ran.out, "before\n");
  EXPECT_THAT(ran.err, AllOf(HasSubstr("Traceback (most recent call last):"), HasSubstr("p.py"),
                             HasSubstr("line 2"), HasSubstr("ValueError: no good")));
}

TEST_F(RunCommand, EndsWithTheStatusOfSysExit) {
  EXPECT_EQ(run("import sys\nsys.exit(7)\n").status, 7);
}

TEST_F(RunCommand, TellsOfASyntaxErrorWithFileLineAndCaret) {
  const Ran ran = run("import asyncio\nif True\n    pass\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, IsEmpty());
  EXPECT_THAT(ran.err, AllOf(HasSubstr("p.py\", line 2"), HasSubstr("if True"), HasSubstr("^"),
                             HasSubstr("SyntaxError: expected ':'")));
}

TEST_F(RunCommand, TellsOfAnUnknownModule) {
  const Ran ran = run("import nosuchmodule\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("nosuchmodule"), HasSubstr("line 1")));
}

TEST_F(RunCommand, RefusesAFileThatIsNotThere) {
  const Ran ran = loopscope({"run", path("none.py")});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, AllOf(HasSubstr("none.py"), HasSubstr("no such file")));
  EXPECT_THAT(loopscope({"run", scratch.path()}).err, HasSubstr("it is a folder"));
}

TEST_F(RunCommand, SaysWhatABeginnerMayHaveMeantWhereThatIsAskedFor) {
  const std::string file = program("import asyncio\nawait asyncio.sleep(1)\n");
  const Ran plain = loopscope({"run", file});
  const Ran hinted = loopscope({"run", file, "--hints", "--lang", "ja"});
  EXPECT_THAT(plain.err, Not(HasSubstr("Hint")));
  EXPECT_EQ(hinted.status, 1);
  EXPECT_THAT(hinted.err, AllOf(HasSubstr(plain.err), HasSubstr("ヒント: 2 行目")));
  EXPECT_THAT(loopscope({"run", file, "--hints", "--lang", "en"}).err, HasSubstr("Hint: Line 2"));
}

TEST_F(RunCommand, WritesIterationsForComparingLoops) {
  const Ran ran = loopscope({"run", program(sleeper), "--iterations", path("i.jsonl")});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_EQ(ran.out, "done\n");
  EXPECT_THAT(contents(path("i.jsonl")),
              StartsWith("{\"loop\": 1, \"i\": 1, \"t\": 0.0, \"ran\": [\"step:Task-1\"], "
                         "\"ready\": [], \"timers\": [1.5]}\n"
                         "{\"loop\": 1, \"i\": 2, \"t\": 1.5, \"ran\": "
                         "[\"call:_set_result_unless_cancelled\"], \"ready\": "
                         "[\"wakeup:Task-1\"], \"timers\": []}\n"));
}

TEST_F(RunCommand, WritesATraceThatShowAndExportRead) {
  const std::string trace = path("t.jsonl");
  ASSERT_EQ(loopscope({"run", program(sleeper), "--trace", trace, "--seed", "5"}).status, 0);
  const Ran shown = loopscope({"show", trace});
  EXPECT_EQ(shown.status, 0) << shown.err;
  EXPECT_THAT(shown.out, AllOf(HasSubstr("p.py (seed 5, virtual clock)"), HasSubstr("Task-1"),
                               HasSubstr("done")));
  const Ran early = loopscope({"show", trace, "--at", "1", "--lang", "ja"});
  EXPECT_EQ(early.status, 0) << early.err;
  EXPECT_THAT(early.out, AllOf(HasSubstr("event 1: "), HasSubstr("プログラム")));
  const Ran exported = loopscope({"export", trace, "--to", "jsonl"});
  EXPECT_EQ(exported.status, 0);
  EXPECT_EQ(exported.out, contents(trace));
  EXPECT_EQ(loopscope({"export", trace, "--to", "jsonl", "-o", path("u.jsonl")}).status, 0);
  const Ran perfetto = loopscope({"export", trace, "--to", "perfetto"});
  EXPECT_EQ(perfetto.status, 0);
  EXPECT_THAT(perfetto.out, AllOf(HasSubstr("\"traceEvents\""), HasSubstr("\"Task-1 main\"")));
  EXPECT_EQ(loopscope({"export", trace, "--to", "perfetto", "-o", path("p.json")}).status, 0);
  EXPECT_EQ(contents(path("p.json")), perfetto.out);
  EXPECT_EQ(loopscope({"export", trace, "--to", "gif"}).status, 2);
  EXPECT_EQ(contents(path("u.jsonl")), contents(trace));
}

TEST_F(RunCommand, GivesTheSameTraceForTheSameSeed) {
  const std::string file =
      program("import random\nprint(random.random())\n" + std::string(sleeper));
  std::string traces[2];
  for (std::string& trace : traces) {
    ASSERT_EQ(loopscope({"run", file, "--seed", "9", "--trace", path("t.jsonl")}).status, 0);
    trace = contents(path("t.jsonl"));
  }
  EXPECT_EQ(traces[0], traces[1]);
}

TEST_F(RunCommand, HandsArgumentsToTheProgram) {
  const std::string file = program("import sys\nprint(sys.argv[1:])\n");
  EXPECT_EQ(loopscope({"run", file, "a", "--", "-b"}).out, "['a', '-b']\n");
}

TEST_F(RunCommand, OpensSocketsOfTheMachineOnTheRealClockOnly) {
  const std::string file = program(
      "import socket\n"
      "try:\n    socket.create_connection(('192.0.2.1', 80))\n"
      "except PermissionError as error:\n    print(error)\n"
      "print(socket.create_server(('', 0)).getsockname()[0])\n");
  const Ran ran = loopscope({"run", "--clock", "real", "--loopback", file});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, AllOf(HasSubstr("only this machine's loopback"), EndsWith("\n127.0.0.1\n")));
  const Ran jumping = loopscope({"run", "--loopback", file});
  EXPECT_EQ(jumping.status, 2);
  EXPECT_THAT(jumping.err, HasSubstr("--clock real"));
}

TEST_F(RunCommand, RefusesWhatItDoesNotKnow) {
  const Ran flag = loopscope({"run", program("print(1)\n"), "--clok", "real"});
  EXPECT_EQ(flag.status, 2);
  EXPECT_THAT(flag.out, IsEmpty());
  EXPECT_THAT(flag.err, AllOf(HasSubstr("--clok"), HasSubstr("--clock")));
  const Ran clock = loopscope({"run", program("print(1)\n"), "--clock", "wall"});
  EXPECT_EQ(clock.status, 2);
  EXPECT_THAT(clock.err, HasSubstr("--clock: must be virtual or real, not \"wall\""));
  for (const char* seed : {"x", "-1", "1e3", "", "18446744073709551616"}) {
    const Ran ran = loopscope({"run", program("print(1)\n"), "--seed", seed});
    EXPECT_EQ(ran.status, 2) << seed;
    EXPECT_THAT(ran.err, HasSubstr("--seed: must be a whole number from 0 to")) << seed;
  }
  EXPECT_EQ(loopscope({"run", program("print(1)\n"), "--seed", "18446744073709551615"}).out, "1\n");
  const Ran world = loopscope({"run", program("print(1)\n"), "--world", scratch.path()});
  EXPECT_EQ(world.status, 2);
  EXPECT_THAT(world.err, HasSubstr("it is a folder"));
  EXPECT_EQ(loopscope({"run"}).status, 2);
  const Ran unwritable =
      loopscope({"run", program("print(1)\n"), "--trace", path("no/such/folder.jsonl")});
  EXPECT_EQ(unwritable.status, 2);
  EXPECT_THAT(unwritable.out, IsEmpty()) << "the program must not run for nothing";
  EXPECT_THAT(unwritable.err, HasSubstr("can't write"));
}

TEST_F(RunCommand, WritesOverNoFileThatItReads) {
  const std::string file = program(sleeper);
  const std::string trace = path("t.jsonl");
  for (const char* option : {"--trace", "--iterations"}) {
    const Ran ran = loopscope(
        {"run", file, option, path("../" + scratch.path().filename().string() + "/p.py")});
    EXPECT_EQ(ran.status, 2);
    EXPECT_THAT(ran.err, HasSubstr("p.py, which would be lost; name another file"));
    EXPECT_EQ(contents(file), sleeper);
  }
  EXPECT_EQ(loopscope({"run", file, "--trace", trace, "--iterations", trace}).status, 2);
  ASSERT_EQ(loopscope({"run", file, "--trace", trace}).status, 0);
  const std::string written = contents(trace);
  EXPECT_EQ(loopscope({"export", trace, "--to", "perfetto", "-o", trace}).status, 2);
  EXPECT_EQ(contents(trace), written);
}

TEST_F(RunCommand, ATraceHoldsNothingElseWhereStandardOutputIsClosed) {
  const std::string file = program(sleeper);
  ASSERT_EQ(loopscope({"run", file, "--trace", path("open.jsonl")}).status, 0);
  const Ran closed = in_shell("\"$0\" run \"$1\" --trace \"$2\" >&-", {file, path("closed.jsonl")});
  EXPECT_EQ(closed.status, 0) << closed.err;
  EXPECT_EQ(contents(path("closed.jsonl")), contents(path("open.jsonl")));
}

TEST_F(RunCommand, SaysThatStandardOutputIsFull) {
  const std::string file = program(sleeper);
  ASSERT_EQ(loopscope({"run", file, "--trace", path("t.jsonl")}).status, 0);
  for (const char* command : {"run \"$1\"", "export \"$2\" --to jsonl", "lessons", "--help"}) {
    const Ran full =
        in_shell("\"$0\" " + std::string(command) + " >/dev/full", {file, path("t.jsonl")});
    EXPECT_EQ(full.status, 1) << command;
    EXPECT_EQ(full.err, "loopscope: standard output can't be written: is there space left?\n");
  }
}

TEST_F(RunCommand, ADamagedTraceIsRefusedWithFileAndLine) {
  const std::string trace = path("t.jsonl");
  ASSERT_EQ(loopscope({"run", program(sleeper), "--trace", trace}).status, 0);
  std::string text = contents(trace);
  scratch.write("cut.jsonl", text.substr(0, text.size() / 2));
  const Ran cut = loopscope({"show", path("cut.jsonl")});
  EXPECT_EQ(cut.status, 1);
  EXPECT_THAT(cut.err, AllOf(HasSubstr("cut.jsonl:"), HasSubstr("loopscope run")));
  EXPECT_THAT(cut.out, IsEmpty());
  text.replace(text.find("\"version\": 1"), 12, "\"version\": 9");
  scratch.write("new.jsonl", text);
  EXPECT_THAT(loopscope({"show", path("new.jsonl")}).err, HasSubstr("update Loopscope"));
  EXPECT_EQ(loopscope({"show", path("none.jsonl")}).status, 2);
  const Ran beyond = loopscope({"show", trace, "--at", "99999"});
  EXPECT_EQ(beyond.status, 2);
  EXPECT_THAT(beyond.err, HasSubstr("beyond the end"));
}

TEST(Command, TellsHowItIsUsed) {
  const Ran help = loopscope({"--help"});
  EXPECT_EQ(help.status, 0);
  for (const char* name : {"gui", "run", "play", "lessons", "check", "show", "export"}) {
    EXPECT_THAT(help.out, HasSubstr(name));
  }
  EXPECT_THAT(loopscope({"--version"}).out, StartsWith("loopscope "));
  const Ran unknown = loopscope({"dance"});
  EXPECT_EQ(unknown.status, 2);
  EXPECT_THAT(unknown.err, AllOf(HasSubstr("dance"), HasSubstr("run")));
  EXPECT_THAT(unknown.out, IsEmpty());
}

TEST(Command, WithoutADisplayNamesTheWayInTheTerminal) {
  for (const Ran& ran : {loopscope({}), loopscope({"gui"})}) {
    EXPECT_EQ(ran.status, 1);
    EXPECT_THAT(ran.err, HasSubstr("loopscope play 1"));
    EXPECT_THAT(ran.err, Not(HasSubstr("terminate")));
  }
}

}  // namespace
}  // namespace loopscope::cli
