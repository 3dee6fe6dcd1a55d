// Programs on the real clock whose sockets are the machine's own, and what they can't reach.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "engine/base/os_error.h"
#include "engine/platform/real/real_platform.h"
#include "lessons/player/io_rows.h"
#include "lessons/player/live_run.h"
#include "lessons/player/session.h"

namespace loopscope::python {
namespace {

using testing::HasSubstr;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;

/// Somebody else on this machine, with plain sockets.
class Neighbour {
 public:
  int open() {
    const int socket = net().open_socket(SocketFamily::inet, SocketType::stream);
    return socket;
  }
  /// Listens at a port that was free.
  int listen() {
    const int socket = open();
    net().bind(socket, InetAddress{"127.0.0.1", 0});
    net().listen(socket, 10);
    return socket;
  }
  std::uint16_t port_of(int socket) {
    return std::get<InetAddress>(net().local_address(socket)).port;
  }
  int accept(int listener) {
    wait(listener, interest_read);
    return net().accept(listener).value().first;
  }
  /// 0, or the errno with which it ended.
  int connect(int socket, std::uint16_t port) {
    const int begins = net().connect(socket, InetAddress{"127.0.0.1", port});
    if (begins != EINPROGRESS) return begins;
    wait(socket, interest_write);
    return net().take_error(socket);
  }
  void send(int socket, std::string_view text) {
    ASSERT_EQ(net().send(socket, std::as_bytes(std::span(text))).bytes, text.size());
  }
  /// What comes until the end of a line; or all, if the other side ends.
  std::string read_line(int socket) {
    std::string line;
    while (!line.ends_with('\n')) {
      wait(socket, interest_read);
      char one = 0;
      const IoResult got = net().receive(socket, std::as_writable_bytes(std::span(&one, 1)));
      if (got.bytes == 0) break;
      line += one;
    }
    return line;
  }
  void close(int socket) { net().close(socket); }

 private:
  Network& net() { return platform_.network(); }
  void wait(int socket, Interest interest) {
    selector_->watch(socket, interest);
    while (selector_->select(60) != Selector::Outcome::woken) {
    }
    selector_->watch(socket, 0);
  }

  RealPlatform platform_;
  std::unique_ptr<Selector> selector_ = platform_.new_selector();
};

RunOptions real(bool loopback) {
  RunOptions options;
  options.clock = ClockKind::real_time;
  options.loopback = loopback;
  return options;
}

RunResult run(const std::string& source, bool loopback = true) {
  return run_program(source, "program.py", real(loopback));
}

std::shared_ptr<player::LiveRun> live(const std::string& source, bool loopback = true) {
  return std::make_shared<player::LiveRun>(source, "program.py", real(loopback));
}

/// Prints its port, echoes lines in capitals and stops at an empty one.
const std::string server = R"(
import asyncio

async def main():
    done = asyncio.Event()

    async def shout(reader, writer):
        while (line := await reader.readline()).strip():
            writer.write(line.upper())
            await writer.drain()
        writer.close()
        done.set()

    server = await asyncio.start_server(shout, "localhost", 0)
    print(server.sockets[0].getsockname()[1])
    async with server:
        await done.wait()

asyncio.run(main())
)";

/// Waits for the number that a program prints first.
std::uint16_t printed_port(const std::shared_ptr<player::LiveRun>& run) {
  while (true) {
    {
      const player::LivePause pause(run);
      const player::Session session(run->trace(), std::nullopt);
      for (const EventId id : session.timeline().events_of(EventKind::output)) {
        const std::string_view text = run->trace()->text(run->trace()->event(id).detail);
        if (const int port = std::atoi(std::string(text).c_str()); port > 0) {
          return static_cast<std::uint16_t>(port);
        }
      }
    }
    if (run->ended()) return 0;
    std::this_thread::yield();
  }
}

RunResult end_of(player::LiveRun& run) {
  while (true) {
    if (auto result = run.take_result()) return *result;
    std::this_thread::yield();
  }
}

std::set<EventKind> kinds_of(const Trace& trace) {
  std::set<EventKind> kinds;
  for (EventId id = 1; id <= trace.size(); ++id) kinds.insert(trace.event(id).kind);
  return kinds;
}

TEST(LoopbackPrograms, AServerIsReachedFromOutside) {
  Neighbour neighbour;
  const auto program = live(server);
  const std::uint16_t port = printed_port(program);
  ASSERT_NE(port, 0);
  const int client = neighbour.open();
  ASSERT_EQ(neighbour.connect(client, port), 0);
  neighbour.send(client, "hello\n");
  EXPECT_EQ(neighbour.read_line(client), "HELLO\n");
  neighbour.send(client, "again\n");
  EXPECT_EQ(neighbour.read_line(client), "AGAIN\n");
  {
    const player::LivePause pause(program);
    player::Session session(program->trace(), std::nullopt);
    session.seek(session.end());
    std::vector<std::string> sources;
    for (const player::IoRow& row :
         player::io_rows(session.timeline(), session.state(), *session.state().current_loop(),
                         player::texts_of(player::Language::english), true)) {
      if (row.kind == player::IoRow::Kind::descriptor) sources.push_back(row.source);
    }
    EXPECT_THAT(sources,
                UnorderedElementsAre("listens at 127.0.0.1:" + std::to_string(port),
                                     "from 127.0.0.1:" + std::to_string(neighbour.port_of(client))))
        << "what the window shows";
  }
  neighbour.send(client, "\n");
  EXPECT_EQ(neighbour.read_line(client), "");
  neighbour.close(client);
  const RunResult result = end_of(*program);
  EXPECT_EQ(result.errors, "");
  EXPECT_EQ(result.exit_status, 0);
}

TEST(LoopbackPrograms, TellTheSameAsWithSimulatedSockets) {
  const std::string source = server.substr(0, server.rfind("asyncio.run")) + R"(
async def both():
    port = asyncio.Queue()
    global print
    print = port.put_nowait
    serving = asyncio.create_task(main())
    reader, writer = await asyncio.open_connection("localhost", await port.get())
    writer.write(b"hello\n\n")
    answer = await reader.readline()
    writer.close()
    await serving
    del print
    print(answer)

asyncio.run(both())
)";
  const RunResult own = run(source);
  const RunResult simulated = run(source, false);
  EXPECT_EQ(own.output, "b'HELLO\\n'\n") << own.errors;
  EXPECT_EQ(own.output, simulated.output);
  std::set<EventKind> world = kinds_of(*simulated.trace);
  for (const EventKind packets : {EventKind::packet_sent, EventKind::packet_arrived}) {
    world.erase(packets);
  }
  EXPECT_THAT(kinds_of(*own.trace), IsSupersetOf(world));
}

TEST(LoopbackPrograms, AClientReachesAServerOutside) {
  Neighbour neighbour;
  const int listener = neighbour.listen();
  const auto program = live(R"(
import asyncio

async def main():
    reader, writer = await asyncio.open_connection("127.0.0.1", )" +
                            std::to_string(neighbour.port_of(listener)) + R"()
    writer.write(b"who?\n")
    print(await reader.readline())
    writer.close()
    await writer.wait_closed()

asyncio.run(main())
)");
  const int accepted = neighbour.accept(listener);
  EXPECT_EQ(neighbour.read_line(accepted), "who?\n");
  neighbour.send(accepted, "me\n");
  EXPECT_EQ(neighbour.read_line(accepted), "");
  neighbour.close(accepted);
  neighbour.close(listener);
  const RunResult result = end_of(*program);
  EXPECT_EQ(result.output, "b'me\\n'\n") << result.errors;
}

TEST(LoopbackPrograms, BlockingSocketsOfThreadsReachTheMachineToo) {
  Neighbour neighbour;
  const int listener = neighbour.listen();
  const auto program = live(R"(
import socket, threading

def ask():
    with socket.create_connection(("localhost", )" +
                            std::to_string(neighbour.port_of(listener)) + R"()) as sock:
        sock.sendall(b"hello\n")
        print(sock.recv(100))

thread = threading.Thread(target=ask)
thread.start()
thread.join()
)");
  const int accepted = neighbour.accept(listener);
  EXPECT_EQ(neighbour.read_line(accepted), "hello\n");
  neighbour.send(accepted, "hi");
  neighbour.close(accepted);
  neighbour.close(listener);
  EXPECT_EQ(end_of(*program).output, "b'hi'\n");
}

TEST(LoopbackPrograms, EveryOtherAddressIsRefused) {
  const RunResult result = run(R"(
import asyncio, socket

async def main():
    try:
        await asyncio.open_connection("192.0.2.1", 80)
    except PermissionError as error:
        print(error)
    try:
        await asyncio.start_server(lambda r, w: None, "192.0.2.1", 80)
    except OSError as error:
        print(error)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        try:
            sock.sendto(b"x", ("192.0.2.1", 80))
        except OSError as error:
            print(error.errno)
    server = await asyncio.start_server(lambda r, w: None, "", 0)
    print([each.getsockname()[0] for each in server.sockets])
    server.close()

asyncio.run(main())
)");
  EXPECT_THAT(result.output,
              HasSubstr("[Errno 13] only this machine's loopback (127.0.0.1, ::1) is "
                        "reachable, not ('192.0.2.1', 80)\n[Errno 13] error while"));
  EXPECT_THAT(result.output, HasSubstr("\n13\n['127.0.0.1']\n"));
  EXPECT_EQ(result.errors, "");
}

TEST(LoopbackPrograms, TheSimulatedWebStaysAsItIs) {
  const RunResult result = run(R"(
import asyncio

async def main():
    reader, writer = await asyncio.open_connection("example.com", 80)
    writer.write(b"GET / HTTP/1.0\r\nHost: example.com\r\n\r\n")
    print(await reader.readline())
    writer.close()

asyncio.run(main())
)");
  EXPECT_THAT(result.output, HasSubstr("200 OK")) << result.errors;
}

TEST(LoopbackPrograms, WithoutPermissionNothingOfTheMachineIsOpened) {
  Neighbour neighbour;
  const int taken = neighbour.listen();
  const std::string port = std::to_string(neighbour.port_of(taken));
  const std::string binds = "import socket\nsock = socket.create_server(('127.0.0.1', " + port +
                            "))\nprint(sock.getsockname()[1])\nsock.close()\n";
  EXPECT_EQ(run(binds, false).output, port + "\n") << "a simulated port of the same number";
  EXPECT_THAT(run(binds).errors, HasSubstr("OSError: [Errno 98]"));
  neighbour.close(taken);

  const auto program = live(server, false);
  const std::uint16_t simulated = printed_port(program);
  ASSERT_NE(simulated, 0);
  const int client = neighbour.open();
  EXPECT_EQ(neighbour.connect(client, simulated), ECONNREFUSED);
  neighbour.close(client);
}

TEST(LoopbackPrograms, OneThatIsStoppedGivesItsPortBack) {
  Neighbour neighbour;
  auto program = live(server);
  const std::uint16_t port = printed_port(program);
  ASSERT_NE(port, 0);
  program->stop();
  EXPECT_EQ(end_of(*program).exit_status, 1);
  const int client = neighbour.open();
  EXPECT_EQ(neighbour.connect(client, port), ECONNREFUSED);
  neighbour.close(client);
}

}  // namespace
}  // namespace loopscope::python
