// A chat server on this machine.
//
//   chat_server [PORT]    serves at 127.0.0.1:PORT (8888) until it is interrupted; talk to it with
//                         `nc 127.0.0.1 8888`: the first line is your name
//   chat_server --demo    serves at a free port, lets two clients talk and ends
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>
#include <utility>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/io/server.h"
#include "engine/platform/real/real_platform.h"
#include "examples/chat.h"

namespace {

using namespace loopscope;

std::uint16_t port_of(const ServerRef& server) {
  return std::get<InetAddress>(server->sockets().front()->local_address()).port;
}

Coro<> serve(chat::Room& room, std::uint16_t port) {
  const ServerRef server = co_await chat::start_server(room, "127.0.0.1", port);
  std::printf("Serving at 127.0.0.1:%d\n", port_of(server));
  std::fflush(stdout);
  co_await server->serve_forever();
}

/// Says one thing when somebody else is there, and hears what is said until the other has gone.
Coro<> visitor(std::string name, std::string words, std::uint16_t port) {
  const Streams streams = co_await open_connection("127.0.0.1", port);
  const StreamReaderRef reader = streams.first;
  const StreamWriterRef writer = streams.second;
  writer->write(name + "\n");
  if (name == "Ada") {
    const std::string greeting = co_await reader->readline();
    std::printf("%s hears: %s", name.c_str(), greeting.c_str());
  }
  writer->write(words + "\n");
  const std::string answer = co_await reader->readline();
  std::printf("%s hears: %s", name.c_str(), answer.c_str());
  writer->close();
  co_await writer->wait_closed();
}

Coro<> demo(chat::Room& room) {
  const ServerRef server = co_await chat::start_server(room, "127.0.0.1", 0);
  const std::uint16_t port = port_of(server);
  const TaskRef<void> ada = create_task(visitor("Ada", "Good morning", port));
  while (room.size() == 0) co_await sleep(0.001);
  const TaskRef<void> charles = create_task(visitor("Charles", "How is the engine?", port));
  co_await ada;
  co_await charles;
  server->close();
  while (room.size() > 0) co_await sleep(0.001);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string argument = argc > 1 ? argv[1] : "8888";
  const int port = argument == "--demo" ? 0 : std::atoi(argument.c_str());
  if (argument != "--demo" && (port < 1 || port > 65535)) {
    std::fprintf(stderr, "usage: chat_server [PORT | --demo]\n");
    return 2;
  }
  try {
    RealPlatform platform;
    chat::Room room;
    run(platform, port == 0 ? demo(room) : serve(room, static_cast<std::uint16_t>(port)));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "chat_server: %s\n", error.what());
    return 1;
  }
  return 0;
}
