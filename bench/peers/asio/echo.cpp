// The echo on asio: coroutines at both ends, one io_context.
#include <array>
#include <asio.hpp>

#include "bench/support.h"

namespace bench {
namespace {

using asio::awaitable;
using asio::detached;
using asio::use_awaitable;
using asio::ip::tcp;

constexpr int rounds = 1'000;
constexpr std::size_t message_bytes = 64;

awaitable<void> serve(tcp::socket& socket) {
  std::array<char, 65536> buffer;
  while (true) {
    const std::size_t bytes = co_await socket.async_read_some(asio::buffer(buffer), use_awaitable);
    co_await asio::async_write(socket, asio::buffer(buffer, bytes), use_awaitable);
  }
}

awaitable<void> ask(asio::io_context& io, tcp::socket& socket) {
  std::array<char, message_bytes> message{};
  std::array<char, 65536> buffer;
  for (int i = 0; i < rounds; ++i) {
    co_await asio::async_write(socket, asio::buffer(message), use_awaitable);
    std::size_t received = 0;
    while (received < message_bytes) {
      received += co_await socket.async_read_some(asio::buffer(buffer), use_awaitable);
    }
  }
  io.stop();
}

void echo(benchmark::State& state) {
  asio::io_context io(1);
  tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  tcp::socket client(io);
  client.connect(acceptor.local_endpoint());
  tcp::socket server = acceptor.accept();
  client.set_option(tcp::no_delay(true));
  server.set_option(tcp::no_delay(true));
  asio::co_spawn(io, serve(server), detached);
  for (auto _ : state) {
    asio::co_spawn(io, ask(io, client), detached);
    io.restart();
    io.run();
  }
  done(state, rounds);
}
BENCHMARK(echo)->Name("echo/asio")->UseRealTime();

}  // namespace
}  // namespace bench
