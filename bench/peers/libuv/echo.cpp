// The echo on libuv: streams with callbacks, one loop.
#include <uv.h>

#include <array>
#include <cstdlib>

#include "bench/support.h"

namespace bench {
namespace {

constexpr int rounds = 1'000;
constexpr std::size_t message_bytes = 64;

/// One end of the connection; `left` counts the client's rounds.
struct End {
  uv_tcp_t stream{};
  uv_write_t write{};
  std::array<char, 65536> buffer{};
  std::array<char, message_bytes> message{};
  int left = -1;

  void send() {
    uv_buf_t data = uv_buf_init(message.data(), static_cast<unsigned>(message.size()));
    uv_write(&write, as_stream(), &data, 1, nullptr);
  }
  uv_stream_t* as_stream() { return reinterpret_cast<uv_stream_t*>(&stream); }
  void read() {
    stream.data = this;
    uv_tcp_nodelay(&stream, 1);
    uv_read_start(
        as_stream(),
        [](uv_handle_t* handle, std::size_t, uv_buf_t* into) {
          auto& end = *static_cast<End*>(handle->data);
          *into = uv_buf_init(end.buffer.data(), static_cast<unsigned>(end.buffer.size()));
        },
        [](uv_stream_t* from, ssize_t bytes, const uv_buf_t*) {
          auto& end = *static_cast<End*>(from->data);
          if (bytes != message_bytes) std::abort();
          if (end.left > 0 && --end.left == 0) {
            uv_stop(from->loop);
          } else {
            end.send();
          }
        });
  }
};

void echo(benchmark::State& state) {
  uv_loop_t loop;
  uv_loop_init(&loop);
  uv_tcp_t listener;
  End client;
  End server;
  uv_tcp_init(&loop, &listener);
  uv_tcp_init(&loop, &client.stream);
  uv_tcp_init(&loop, &server.stream);
  sockaddr_in address{};
  uv_ip4_addr("127.0.0.1", 0, &address);
  auto* const raw = reinterpret_cast<sockaddr*>(&address);
  uv_tcp_bind(&listener, raw, 0);
  listener.data = &server;
  uv_listen(reinterpret_cast<uv_stream_t*>(&listener), 1, [](uv_stream_t* from, int) {
    auto& end = *static_cast<End*>(from->data);
    uv_accept(from, end.as_stream());
    end.read();
    uv_stop(from->loop);
  });
  int length = sizeof address;
  uv_tcp_getsockname(&listener, raw, &length);
  uv_connect_t connecting;
  uv_tcp_connect(&connecting, &client.stream, raw,
                 [](uv_connect_t* self, int) { static_cast<End*>(self->handle->data)->read(); });
  client.stream.data = &client;
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_run(&loop, UV_RUN_NOWAIT);
  for (auto _ : state) {
    client.left = rounds;
    client.send();
    uv_run(&loop, UV_RUN_DEFAULT);
  }
  for (auto* handle :
       {reinterpret_cast<uv_handle_t*>(&listener), reinterpret_cast<uv_handle_t*>(&client.stream),
        reinterpret_cast<uv_handle_t*>(&server.stream)}) {
    uv_close(handle, nullptr);
  }
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_loop_close(&loop);
  done(state, rounds);
}
BENCHMARK(echo)->Name("echo/libuv")->UseRealTime();

}  // namespace
}  // namespace bench
