#include "engine/platform/simulated/simulated_processes.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <csignal>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/os_error.h"
#include "engine/platform/network.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

class SimulatedProcessesTest : public testing::Test {
 protected:
  struct Ended {
    int status = 0;
    std::string output;
    std::string error;
  };

  Processes& processes() { return platform_.processes(); }
  Network& net() { return platform_.network(); }

  StartedProcess start(std::vector<std::string> arguments) {
    ProcessRequest request;
    request.arguments = std::move(arguments);
    request.environment = {{{"HOME", "/home/learner"}}};
    request.input = request.output = request.error = {Redirection::Kind::pipe};
    return processes().start(request);
  }
  void give(const StartedProcess& process, std::string_view input) {
    net().send(process.input, std::as_bytes(std::span(input)));
    net().close(process.input);
  }
  std::string read_all(int descriptor) {
    const auto selector = platform_.new_selector();
    std::string all;
    while (true) {
      std::string text(4096, '\0');
      const IoResult result = net().receive(descriptor, std::as_writable_bytes(std::span(text)));
      if (result.would_block()) {
        selector->watch(descriptor, interest_read);
        if (selector->select(1000) != Selector::Outcome::woken) {
          ADD_FAILURE() << "nothing comes";
          return all;
        }
        selector->watch(descriptor, 0);
        continue;
      }
      EXPECT_EQ(result.error, 0);
      if (result.bytes == 0) return all;
      all += text.substr(0, result.bytes);
    }
  }
  Ended end_of(const StartedProcess& process) {
    Ended ended;
    ended.output = read_all(process.output);
    ended.error = read_all(process.error);
    ended.status = processes().wait(process.id);
    return ended;
  }
  Ended run(std::vector<std::string> arguments, std::string_view input = {}) {
    const StartedProcess process = start(std::move(arguments));
    give(process, input);
    return end_of(process);
  }
  Ended shell(const std::string& command, std::string_view input = {}) {
    return run({"sh", "-c", command}, input);
  }

  SimulatedPlatform platform_;
};

TEST_F(SimulatedProcessesTest, CommandsDoWhatTheyDoOnLinux) {
  EXPECT_EQ(run({"echo", "-n", "a", "b"}).output, "a b");
  EXPECT_EQ(run({"/bin/cat"}, "one\ntwo\n").output, "one\ntwo\n");
  EXPECT_EQ(run({"printf", "%s-%03d\\n", "a", "7", "b", "8"}).output, "a-007\nb-008\n");
  EXPECT_EQ(run({"sort", "-rn"}, "9\n10\n1\n").output, "10\n9\n1\n");
  EXPECT_EQ(run({"uniq", "-c"}, "a\na\nb\n").output, "      2 a\n      1 b\n");
  EXPECT_EQ(run({"wc"}, "one two\nthree\n").output, "      2       3      14\n");
  EXPECT_EQ(run({"wc", "-l"}, "one\ntwo\n").output, "2\n");
  EXPECT_EQ(run({"grep", "-in", "^o"}, "One\ntwo\nother\n").output, "1:One\n3:other\n");
  EXPECT_EQ(run({"tr", "a-z", "A-Z"}, "loop").output, "LOOP");
  EXPECT_EQ(run({"head", "-n", "2"}, "1\n2\n3\n").output, "1\n2\n");
  EXPECT_EQ(run({"tail", "-1"}, "1\n2\n3\n").output, "3\n");
  EXPECT_EQ(run({"seq", "2", "4"}).output, "2\n3\n4\n");
  EXPECT_EQ(run({"rev"}, "abc\n").output, "cba\n");
  EXPECT_EQ(run({"env"}).output, "HOME=/home/learner\n");
  EXPECT_EQ(run({"date", "+%Y-%m-%d"}).output, "2024-01-01\n");
  EXPECT_EQ(run({"false"}).status, 1);
  EXPECT_EQ(run({"grep", "x"}, "y\n").status, 1);
}

TEST_F(SimulatedProcessesTest, WhatIsNotThereSaysSo) {
  try {
    start({"no-such-program"});
    FAIL();
  } catch (const OsError& error) {
    EXPECT_EQ(error.code(), ENOENT);
  }
  const Ended ended = run({"cat", "missing"});
  EXPECT_EQ(ended.error, "cat: missing: No such file or directory\n");
  EXPECT_EQ(ended.status, 1);
}

TEST_F(SimulatedProcessesTest, ProcessesTakeVirtualTime) {
  EXPECT_EQ(run({"sleep", "2.5"}).status, 0);
  EXPECT_GE(platform_.now(), 2.5);
  EXPECT_LT(platform_.now(), 2.6);
}

TEST_F(SimulatedProcessesTest, SignalsEndThem) {
  for (const int signal : {SIGTERM, SIGKILL}) {
    const StartedProcess process = start({"sleep", "100"});
    EXPECT_EQ(processes().take_status(process.id), std::nullopt);
    processes().send_signal(process.id, SIGCHLD);
    processes().send_signal(process.id, signal);
    EXPECT_EQ(end_of(process).status, -signal);
  }
  EXPECT_LT(platform_.now(), 1.0);
  EXPECT_THROW(processes().send_signal(1, SIGTERM), OsError);
}

TEST_F(SimulatedProcessesTest, WhoWritesWhereNobodyReadsIsEnded) {
  const StartedProcess process = start({"yes"});
  net().close(process.output);
  EXPECT_EQ(processes().wait(process.id), -SIGPIPE);
}

TEST_F(SimulatedProcessesTest, TheShellRunsListsAndPipelines) {
  EXPECT_EQ(shell("echo a; echo b && false || echo c").output, "a\nb\nc\n");
  EXPECT_EQ(shell("printf '3\\n1\\n2\\n' | sort | head -n 1").output, "1\n");
  EXPECT_EQ(shell("cat | wc -c", "12345").output, "5\n");
  EXPECT_EQ(shell("X='a b'; echo \"$X\" $HOME ${X} '$X'").output, "a b /home/learner a b $X\n");
  EXPECT_EQ(shell("false; echo $?; exit 7; echo never").output, "1\n");
  EXPECT_EQ(shell("exit 7").status, 7);
  EXPECT_EQ(shell("yes | head -n 2").output, "y\ny\n");
}

TEST_F(SimulatedProcessesTest, TheShellRedirectsAndComplains) {
  const Ended both = shell("echo out; echo err >&2; echo gone > /dev/null");
  EXPECT_EQ(both.output, "out\n");
  EXPECT_EQ(both.error, "err\n");
  EXPECT_EQ(shell("cat missing 2>&1").output, "cat: missing: No such file or directory\n");
  const Ended missing = shell("no-such-program");
  EXPECT_EQ(missing.error, "sh: 1: no-such-program: not found\n");
  EXPECT_EQ(missing.status, 127);
  EXPECT_EQ(shell("echo 'open").status, 2);
  EXPECT_EQ(shell("| cat").status, 2);
}

TEST_F(SimulatedProcessesTest, TheShellWaitsForWhatRunsInTheBackground) {
  EXPECT_EQ(shell("sleep 1 & sleep 2 & wait; echo done").output, "done\n");
  EXPECT_LT(platform_.now(), 2.1);
}

TEST_F(SimulatedProcessesTest, TheyAreGoneWithTheirPlatform) {
  start({"cat"});
  start({"sh", "-c", "sleep 1000 | cat"});
}

}  // namespace
}  // namespace loopscope
