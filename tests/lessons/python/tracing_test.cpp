// What a program's run tells the trace beside its loop.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "engine/trace/event.h"
#include "engine/trace/trace.h"
#include "lessons/python/run.h"

namespace loopscope::python {
namespace {

using testing::ElementsAre;

/// What the events of a kind say, in their order.
std::vector<std::string> told(const std::string& source, EventKind kind) {
  const RunResult result = run_program(source, "program.py", {});
  std::vector<std::string> texts;
  for (EventId id = 1; id <= result.trace->size(); ++id) {
    const Event event = result.trace->event(id);
    if (event.kind == kind) texts.emplace_back(result.trace->text(event.detail));
  }
  return texts;
}

TEST(Tracing, TellsOfTheProgramsExceptions) {
  EXPECT_THAT(told("try:\n    {}['a']\nexcept KeyError: pass\n", EventKind::exception),
              ElementsAre("KeyError: a"));
}

TEST(Tracing, KeepsQuietAboutWhatALibraryRaisesAndHandles) {
  EXPECT_THAT(told("import enum, socket\nsocket.AF_INET\n", EventKind::exception), ElementsAre());
}

TEST(Tracing, TellsWhenALibrarysExceptionReachesTheProgram) {
  EXPECT_THAT(told("import queue\ntry:\n    queue.Queue().get_nowait()\nexcept queue.Empty: pass\n",
                   EventKind::exception),
              ElementsAre("Empty"));
}

TEST(Tracing, SaysWhatASocketHasBecome) {
  EXPECT_THAT(told("import socket\n"
                   "listener = socket.socket()\n"
                   "listener.bind(('127.0.0.1', 8000))\n"
                   "listener.listen()\n"
                   "client = socket.socket()\n"
                   "client.connect(('127.0.0.1', 8000))\n"
                   "server, _ = listener.accept()\n"
                   "for each in client, server, listener: each.close()\n",
                   EventKind::descriptor_described),
              ElementsAre("('127.0.0.1', 8000)", "('127.0.0.1', 8000)", "('127.0.0.1', 49152)"));
}

TEST(Tracing, CountsTheBytesThatASocketTakes) {
  const RunResult result = run_program(
      "import socket\na, b = socket.socketpair()\na.send(b'abc')\nprint(b.recv(10))\n"
      "a.close(); b.close()\n",
      "program.py", {});
  std::uint32_t sent = 0;
  std::uint32_t received = 0;
  for (EventId id = 1; id <= result.trace->size(); ++id) {
    const Event event = result.trace->event(id);
    if (event.kind == EventKind::data_sent) sent += event.object;
    if (event.kind == EventKind::data_received) received += event.object;
  }
  EXPECT_EQ(sent, 3U);
  EXPECT_EQ(received, 3U);
}

}  // namespace
}  // namespace loopscope::python
