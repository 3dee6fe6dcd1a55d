// 10,000 connections at once: a server in one process, its clients in another.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <string>
#include <vector>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/io/connect.h"
#include "engine/platform/real/real_platform.h"
#include "tests/engine/io/io_test.h"
#include "tests/stress/descriptor_limit.h"

namespace loopscope::test {
namespace {

constexpr int connections = 10'000;
constexpr int connectors = 100;  ///< tasks that connect one after the other
constexpr std::size_t message_bytes = sizeof(int);

class Echo final : public Protocol {
 public:
  explicit Echo(int& open, int& most) : open_(&open), most_(&most) {}
  void connection_made(Transport& transport) override {
    transport_ = TransportRef(&transport);
    *most_ = std::max(*most_, ++*open_);
  }
  void connection_lost(ExceptionRef) override {
    transport_ = nullptr;
    --*open_;
  }
  void data_received(Bytes data) override { transport_->write(data); }

 private:
  int* open_;
  int* most_;
  TransportRef transport_;
};

/// Sends its number and counts the answers that are right.
class Asker final : public Protocol {
 public:
  Asker(int number, int& answers, const FutureRef<void>& all_answered)
      : number_(number), answers_(&answers), all_answered_(all_answered) {}
  void connection_made(Transport& transport) override { transport_ = TransportRef(&transport); }
  void connection_lost(ExceptionRef) override { transport_ = nullptr; }
  void data_received(Bytes data) override {
    received_ += as_text(data);
    if (received_.size() < message_bytes) return;
    int answer = -1;
    std::memcpy(&answer, received_.data(), message_bytes);
    received_.clear();
    if (answer == number_ && ++*answers_ == connections) all_answered_->set_result();
  }
  void ask() {
    transport_->write(Bytes(reinterpret_cast<const std::byte*>(&number_), sizeof number_));
  }
  void close() { transport_->close(); }

 private:
  int number_;
  int* answers_;
  FutureRef<void> all_answered_;
  TransportRef transport_;
  std::string received_;
};

Coro<> connect_some(EventLoop& loop, std::uint16_t port, std::vector<Ref<Asker>>& askers,
                    int first) {
  for (int i = first; i < connections; i += connectors) {
    const Ref<Asker> asker = askers[static_cast<std::size_t>(i)];
    ProtocolFactory factory = [asker] { return ProtocolRef(asker); };
    co_await create_connection(loop, std::move(factory), "127.0.0.1", port);
  }
}

/// Twice: all are asked while all are open. Returns how many answers came.
Coro<int> run_clients(EventLoop& loop, std::uint16_t port) {
  int answers = 0;
  const FutureRef<void> all_answered = create_future<void>(loop);
  std::vector<Ref<Asker>> askers;
  for (int i = 0; i < connections; ++i) askers.emplace_back(new Asker(i, answers, all_answered));
  std::vector<Coro<>> tasks;
  for (int i = 0; i < connectors; ++i) tasks.push_back(connect_some(loop, port, askers, i));
  co_await gather_all(std::move(tasks));
  for (const Ref<Asker>& asker : askers) asker->ask();
  co_await all_answered;
  for (const Ref<Asker>& asker : askers) asker->close();
  co_await sleep(0);
  co_return answers;
}

/// The other process: 0 if every answer came.
int clients_process(std::uint16_t port) {
  RealPlatform platform;
  Runner runner(platform);
  const int answers = runner.run(run_clients(runner.loop(), port));
  runner.close();
  return answers == connections ? 0 : 1;
}

Coro<> serve_until_closed(EventLoop& loop, ServerRef server, const int& open, const int& most) {
  while (most == 0 || open > 0) co_await sleep(0.02);
  server->close();
  co_await server->wait_closed();
  EXPECT_FALSE(loop.is_closed());
}

TEST(Load, TenThousandConnectionsEchoAndNoneIsLost) {
  const DescriptorLimit limit(connections + 200);
  if (DescriptorLimit::now() < connections + 100) {
    GTEST_SKIP() << "the hard limit of descriptors is too low: " << DescriptorLimit::now();
  }
  const std::size_t before = open_descriptors();
  int most_open = 0;
  {
    RealPlatform platform;
    const SocketRef listener = Socket::open(platform, SocketFamily::inet);
    listener->bind(loopback());
    listener->listen(1'000);
    const std::uint16_t port = port_of(listener->local_address());
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) _exit(clients_process(port));

    Runner runner(platform);
    EventLoop& loop = runner.loop();
    int open = 0;
    ProtocolFactory factory = [&] { return ProtocolRef(new Echo(open, most_open)); };
    ServeOptions options;
    options.backlog = 1'000;
    const auto main = [&]() -> Coro<> {
      const ServerRef server = co_await create_server(loop, factory, listener, options);
      co_await serve_until_closed(loop, server, open, most_open);
    };
    runner.run(main());
    runner.close();
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0) << "an answer was lost";
  }
  EXPECT_EQ(most_open, connections);
  EXPECT_EQ(open_descriptors(), before);
}

}  // namespace
}  // namespace loopscope::test
