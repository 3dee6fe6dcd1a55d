// One connection, client and server on one loop: 64 bytes go to and fro.
#include <memory>
#include <optional>
#include <utility>

#include "bench/support.h"
#include "engine/coro/run.h"
#include "engine/io/connect.h"
#include "engine/platform/real/real_platform.h"
#include "engine/trace/recorder.h"

namespace bench {
namespace {

using namespace loopscope;

constexpr int rounds = 1'000;
constexpr std::size_t message_bytes = 64;

class EchoServer final : public Protocol {
 public:
  void connection_made(Transport& transport) override { transport_ = TransportRef(&transport); }
  void connection_lost(ExceptionRef) override { transport_ = nullptr; }
  void data_received(Bytes data) override { transport_->write(data); }

 private:
  TransportRef transport_;
};

class EchoClient final : public Protocol {
 public:
  void connection_made(Transport& transport) override { transport_ = TransportRef(&transport); }
  void connection_lost(ExceptionRef) override { transport_ = nullptr; }
  void data_received(Bytes data) override {
    received_ += data.size();
    if (received_ < message_bytes) return;
    received_ = 0;
    if (--left_ > 0) {
      transport_->write(message_);
    } else {
      transport_->loop().stop();
    }
  }
  void begin() {
    left_ = rounds;
    transport_->write(message_);
  }
  void close() { transport_->abort(); }

 private:
  TransportRef transport_;
  std::string message_ = std::string(message_bytes, 'x');
  std::size_t received_ = 0;
  int left_ = 0;
};

Coro<ServerRef> connect(EventLoop& loop, Ref<EchoClient> client) {
  ProtocolFactory serve = [] { return ProtocolRef(new EchoServer); };
  ServerRef server = co_await create_server(loop, std::move(serve), "127.0.0.1", 0);
  const SocketAddress address = server->sockets().front()->local_address();
  ProtocolFactory factory = [client] { return ProtocolRef(client); };
  co_await create_connection(loop, std::move(factory), "127.0.0.1",
                             std::get<InetAddress>(address).port);
  co_return server;
}

void echo(benchmark::State& state, bool traced) {
  RealPlatform platform;
  Trace trace;
  std::optional<Recorder> recorder;
  if (traced) platform.set_recorder(&recorder.emplace(trace));
  EventLoop loop(platform);
  const Ref<EchoClient> client(new EchoClient);
  const ServerRef server = run_until_complete(loop, connect(loop, client));
  for (auto _ : state) {
    client->begin();
    loop.run_forever();
    trace.clear();
  }
  client->close();
  server->close();
  done(state, rounds);
}
BENCHMARK_CAPTURE(echo, loopscope, false)->Name("echo/loopscope")->UseRealTime();
BENCHMARK_CAPTURE(echo, traced, true)->Name("echo/traced")->UseRealTime();

}  // namespace
}  // namespace bench
