#include "tests/engine/support/packet_program.h"

#include <cerrno>
#include <sstream>
#include <vector>

#include "engine/base/os_error.h"
#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/network.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/trace/jsonl.h"
#include "engine/trace/recorder.h"

namespace loopscope::test {
namespace {

/// A socket that is closed, and no longer waited for, with its scope.
class Socket {
 public:
  Socket(EventLoop& loop, int descriptor) : loop_(loop), descriptor_(descriptor) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    loop_.remove_reader(descriptor_);
    loop_.remove_writer(descriptor_);
    loop_.platform().network().close(descriptor_);
  }

  EventLoop& loop() const { return loop_; }
  int get() const { return descriptor_; }
  Network& net() const { return loop_.platform().network(); }

 private:
  EventLoop& loop_;
  int descriptor_;
};

Coro<> readable(Socket& socket) {
  const FutureRef<void> ready = create_future<void>(socket.loop());
  socket.loop().add_reader(socket.get(), [ready] {
    if (!ready->done()) ready->set_result();
  });
  co_await ready;
  socket.loop().remove_reader(socket.get());
}

Coro<> writable(Socket& socket) {
  const FutureRef<void> ready = create_future<void>(socket.loop());
  socket.loop().add_writer(socket.get(), [ready] {
    if (!ready->done()) ready->set_result();
  });
  co_await ready;
  socket.loop().remove_writer(socket.get());
}

Coro<> write_all(Socket& socket, std::string text) {
  std::size_t done = 0;
  while (done < text.size()) {
    const IoResult result =
        socket.net().send(socket.get(), std::as_bytes(std::span(text)).subspan(done));
    if (result.would_block()) {
      co_await writable(socket);
    } else if (!result.ok()) {
      throw OsError(result.error);
    } else {
      done += result.bytes;
    }
  }
}

/// Empty: the end.
Coro<std::string> read_some(Socket& socket) {
  while (true) {
    std::string text(4096, '\0');
    const IoResult result =
        socket.net().receive(socket.get(), std::as_writable_bytes(std::span(text)));
    if (result.ok()) {
      text.resize(result.bytes);
      co_return text;
    }
    if (!result.would_block()) throw OsError(result.error);
    co_await readable(socket);
  }
}

Coro<> echo(EventLoop& loop, int descriptor) {
  Socket socket(loop, descriptor);
  try {
    while (true) {
      const std::string text = co_await read_some(socket);
      if (text.empty()) break;
      co_await write_all(socket, text);
    }
  } catch (const OsError&) {
    // The client hears of it as well.
  }
}

Coro<> serve(EventLoop& loop, int clients) {
  Socket listener(loop,
                  loop.platform().network().open_socket(SocketFamily::inet, SocketType::stream));
  listener.net().bind(listener.get(), InetAddress{"10.0.0.2", 7, false});
  listener.net().listen(listener.get(), 2);
  std::vector<TaskRef<void>> connections;
  for (int i = 0; i < clients; ++i) {
    co_await readable(listener);
    while (auto accepted = listener.net().accept(listener.get())) {
      connections.push_back(create_task(loop, echo(loop, accepted->first)));
    }
  }
  for (const TaskRef<void>& connection : connections) co_await connection;
}

Coro<std::string> talk(Socket& socket, int number) {
  socket.net().bind(socket.get(), InetAddress{"10.0.0.3", 0, false});
  socket.net().connect(socket.get(), InetAddress{"10.0.0.2", 7, false});
  co_await writable(socket);
  const int error = socket.net().take_error(socket.get());
  if (error != 0) throw OsError(error);
  std::string answer;
  for (int line = 0; line < 3; ++line) {
    const std::string text(static_cast<std::size_t>(700 * number + 400 * line + 1), 'x');
    co_await write_all(socket, text);
    std::size_t back = 0;
    while (back < text.size()) {
      const std::string some = co_await read_some(socket);
      if (some.empty()) co_return answer + "ended";
      back += some.size();
    }
    answer += std::to_string(back) + ' ';
    co_await sleep(0.01);
  }
  co_return answer;
}

Coro<> client(EventLoop& loop, int number, std::string& seen) {
  Socket socket(loop,
                loop.platform().network().open_socket(SocketFamily::inet, SocketType::stream));
  std::string outcome;
  try {
    outcome = co_await talk(socket, number);
  } catch (const OsError& error) {
    outcome = error.what();
  }
  seen += std::to_string(number) + ": " + outcome + "\n";
}

}  // namespace

WorldDescription shaky_world() {
  return {.hosts = {{.name = "server", .addresses = {"10.0.0.2"}, .own = true},
                    {.name = "client", .addresses = {"10.0.0.3"}, .own = true}},
          .links = {{.from = "client",
                     .to = "server",
                     .latency = 0.02,
                     .jitter = 0.01,
                     .bandwidth = 1e6,
                     .loss = 0.1,
                     .reorder = 0.1,
                     .reset = 0.01}}};
}

Coro<> packet_program(int clients, std::string& seen) {
  EventLoop& loop = EventLoop::running();
  const TaskRef<void> server = create_task(loop, serve(loop, clients), {.name = "server"});
  std::vector<TaskRef<void>> tasks;
  for (int i = 1; i <= clients; ++i) {
    const std::string name = "client " + std::to_string(i);
    tasks.push_back(create_task(loop, client(loop, i, seen), {.name = name}));
  }
  for (const TaskRef<void>& task : tasks) {
    try {
      co_await task;
    } catch (const CancelledError&) {
      seen += "cancelled\n";
    }
  }
  server->cancel();
}

std::string trace_of_packet_program(const WorldDescription& world, std::uint64_t seed,
                                    int clients) {
  SimulatedPlatform platform({.seed = seed, .on_log = [](std::string_view) {}, .world = world});
  Trace trace;
  Recorder recorder(trace);
  platform.set_recorder(&recorder);
  std::string seen;
  run(platform, packet_program(clients, seen));
  std::ostringstream text;
  write_jsonl(trace, text);
  return text.str() + seen;
}

}  // namespace loopscope::test
