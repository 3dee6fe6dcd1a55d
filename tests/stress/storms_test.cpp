// Calls from other threads, signals and ends without order, all at once.
#include <csignal>
#include <thread>
#include <vector>

#include "engine/coro/sleep.h"
#include "engine/io/signals.h"
#include "engine/io/streams.h"
#include "engine/sync/event.h"
#include "tests/engine/io/io_test.h"
#include "tests/stress/descriptor_limit.h"

namespace loopscope::test {
namespace {

TEST(Storms, OfAMillionCallsFromFourThreadsNoneIsLost) {
  RealPlatform platform;
  EventLoop loop(platform);
  constexpr std::uint32_t threads = 4;
  constexpr std::uint32_t each = 250'000;
  std::vector<std::uint32_t> last(threads);
  std::uint32_t calls = 0;
  std::uint32_t out_of_order = 0;
  std::vector<ThreadRef> started;
  for (std::uint32_t number = 0; number < threads; ++number) {
    started.push_back(platform.threads().start({"caller"}, [&, number] {
      for (std::uint32_t i = 1; i <= each; ++i) {
        loop.call_soon_threadsafe([&, number, i] {
          if (last[number] + 1 != i) ++out_of_order;
          last[number] = i;
          if (++calls == threads * each) loop.stop();
        });
      }
    }));
  }
  loop.run_forever();
  for (const ThreadRef& thread : started) thread->join();
  EXPECT_EQ(calls, threads * each);
  EXPECT_EQ(out_of_order, 0U);
  EXPECT_EQ(last, std::vector<std::uint32_t>(threads, each));
}

TEST(Storms, OfSignalsTheLoopGoesOnAndSeesTheLast) {
  RealPlatform platform;
  EventLoop loop(platform);
  constexpr int threads = 3;
  constexpr int each = 20'000;
  int storm = 0;
  int timers = 0;
  int ended = 0;
  add_signal_handler(loop, SIGUSR1, [&] { ++storm; });
  // The system keeps at most one of a kind waiting: it may come after the storm's, but it comes.
  add_signal_handler(loop, SIGUSR2, [&] {
    if (++ended >= 1) loop.stop();
  });
  std::function<void()> tick = [&] {
    ++timers;
    loop.call_later(0.001, tick);
  };
  loop.call_soon(tick);
  std::vector<ThreadRef> started;
  for (int i = 0; i < threads; ++i) {
    started.push_back(platform.threads().start({"sender"}, [&] {
      for (int k = 0; k < each; ++k) platform.signals().raise(SIGUSR1);
    }));
  }
  const ThreadRef last = platform.threads().start({"last"}, [&] {
    for (const ThreadRef& thread : started) thread->join();
    platform.signals().raise(SIGUSR2);
  });
  loop.run_forever();
  last->join();
  EXPECT_GT(storm, 0);
  EXPECT_LE(storm, threads * each);
  EXPECT_GT(timers, 0);
  EXPECT_TRUE(remove_signal_handler(loop, SIGUSR1));
  loop.close();
}

/// Counts the frames it is in.
struct Alive {
  explicit Alive(int& count) : count_(count) { ++count_; }
  Alive(const Alive&) = delete;
  Alive& operator=(const Alive&) = delete;
  ~Alive() { --count_; }
  int& count_;
};

/// A server with clients, none of which comes to an end, a signal handler, sleeping tasks; then the
/// loop stops.
class Everything {
 public:
  Everything(RealPlatform& platform, int& alive) : alive_(alive), loop_(platform) {
    loop_.set_exception_handler([](EventLoop&, const ExceptionContext&) {});
  }

  void run() {
    static constexpr int clients = 20;
    add_signal_handler(loop_, SIGUSR1, [] {});
    const TaskRef<void> server = create_task(loop_, serve());
    for (int i = 0; i < clients; ++i) tasks_.push_back(create_task(loop_, talk()));
    tasks_.push_back(create_task(loop_, naps()));
    loop_.call_later(0.3, [this] { loop_.stop(); });
    loop_.run_forever();
    EXPECT_GE(alive_, 2 * clients + 2);
    EXPECT_EQ(accepted_, clients);
  }
  void close() {
    tasks_.clear();
    writers_.clear();
    server_ = nullptr;
    loop_.close();
  }

 private:
  Coro<> serve() {
    const Alive counted(alive_);
    ClientConnected handler = [this](StreamReaderRef reader, StreamWriterRef writer) {
      return answer(std::move(reader), std::move(writer));
    };
    server_ = co_await start_server(std::move(handler), "127.0.0.1", 0);
    listening_.set();
    co_await server_->serve_forever();
  }
  Coro<> answer(StreamReaderRef reader, StreamWriterRef writer) {
    const Alive counted(alive_);
    ++accepted_;
    writer->write(std::string(3'000'000, 'x'));  // more than the socket takes
    co_await writer->drain();
    const std::string line = co_await reader->readline();
  }
  Coro<> talk() {
    const Alive counted(alive_);
    co_await listening_.wait();
    const auto port = std::get<InetAddress>(server_->sockets().front()->local_address()).port;
    const auto [reader, writer] = co_await open_connection("127.0.0.1", port);
    writers_.push_back(writer);
    writer->write("no end of line");
    co_await sleep(1000);
  }
  Coro<> naps() {
    const Alive counted(alive_);
    co_await sleep(1000);
  }

  int& alive_;
  EventLoop loop_;
  SyncEvent listening_;
  ServerRef server_;
  std::vector<StreamWriterRef> writers_;
  std::vector<TaskRef<void>> tasks_;
  int accepted_ = 0;
};

TEST(Storms, ALoopThatIsClosedWithEverythingOpenLeavesNothingBehind) {
  RealPlatform platform;
  int alive = 0;
  const std::size_t before = open_descriptors();
  {
    Everything everything(platform, alive);
    everything.run();
    EXPECT_GT(open_descriptors(), before + 40);
    everything.close();
  }
  EXPECT_EQ(open_descriptors(), before);
  EXPECT_TRUE(platform.signals().is_default(SIGUSR1));
  EXPECT_EQ(alive, 0);
}

}  // namespace
}  // namespace loopscope::test
