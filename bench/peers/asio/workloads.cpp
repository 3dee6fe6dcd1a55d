// The workloads on asio (standalone, C++20 coroutines).
#include <asio.hpp>
#include <chrono>
#include <memory>
#include <random>
#include <vector>

#include "bench/support.h"

namespace bench {
namespace {

using asio::awaitable;
using asio::co_spawn;
using asio::detached;
using asio::use_awaitable;
using Clock = std::chrono::steady_clock;

struct Link {
  asio::io_context* io;
  int* left;
  void operator()() const {
    if (--*left > 0) asio::post(*io, Link{io, left});
  }
};

void chain(benchmark::State& state) {
  constexpr int length = 1'000;
  asio::io_context io(1);
  for (auto _ : state) {
    int left = length;
    asio::post(io, Link{&io, &left});
    io.restart();
    io.run();
  }
  done(state, length);
}
BENCHMARK(chain)->Name("chain/asio")->UseRealTime();

awaitable<void> take_turns(int turns) {
  const auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < turns; ++i) co_await asio::post(executor, use_awaitable);
}

void yield(benchmark::State& state) {
  constexpr int tasks = 2;
  constexpr int turns = 1'000;
  asio::io_context io(1);
  for (auto _ : state) {
    for (int i = 0; i < tasks; ++i) co_spawn(io, take_turns(turns), detached);
    io.restart();
    io.run();
  }
  done(state, std::int64_t{tasks} * turns);
}
BENCHMARK(yield)->Name("yield/asio")->UseRealTime();

awaitable<int> child(int value) {
  co_return value;
}

awaitable<void> await_children(int children, std::int64_t& sum) {
  for (int i = 0; i < children; ++i) {
    const int value = co_await child(i);
    sum += value;
  }
}

void child_await(benchmark::State& state) {
  constexpr int children = 1'000;
  asio::io_context io(1);
  std::int64_t sum = 0;
  for (auto _ : state) {
    co_spawn(io, await_children(children, sum), detached);
    io.restart();
    io.run();
  }
  benchmark::DoNotOptimize(sum);
  done(state, children);
}
BENCHMARK(child_await)->Name("child_await/asio")->UseRealTime();

awaitable<void> empty() {
  co_return;
}

awaitable<void> spawn_and_await(int children) {
  const auto executor = co_await asio::this_coro::executor;
  for (int i = 0; i < children; ++i) co_await co_spawn(executor, empty(), use_awaitable);
}

void spawn_await(benchmark::State& state) {
  constexpr int children = 1'000;
  asio::io_context io(1);
  for (auto _ : state) {
    co_spawn(io, spawn_and_await(children), detached);
    io.restart();
    io.run();
  }
  done(state, children);
}
BENCHMARK(spawn_await)->Name("spawn_await/asio")->UseRealTime();

awaitable<void> long_sleep(asio::steady_timer& timer) {
  // As in the other peers the sleeper sees its cancellation as an exception.
  try {
    co_await timer.async_wait(use_awaitable);
  } catch (const std::exception&) {
  }
}

void sleeping(benchmark::State& state) {
  constexpr int tasks = 100'000;
  asio::io_context io(1);
  for (auto _ : state) {
    std::vector<std::unique_ptr<asio::steady_timer>> timers;
    timers.reserve(tasks);
    for (int i = 0; i < tasks; ++i) {
      timers.push_back(
          std::make_unique<asio::steady_timer>(io, std::chrono::seconds(1000 + i % 977)));
      co_spawn(io, long_sleep(*timers.back()), detached);
    }
    io.restart();
    io.poll();
    for (const auto& timer : timers) timer->cancel();
    io.restart();
    io.run();
  }
  done(state, tasks);
}
BENCHMARK(sleeping)->Name("sleeping/asio")->UseRealTime();

awaitable<void> own_sleep(int i) {
  asio::steady_timer timer(co_await asio::this_coro::executor,
                           std::chrono::seconds(1000 + i % 977));
  co_await timer.async_wait(use_awaitable);
}

void memory(benchmark::State& state) {
  constexpr int tasks = 100'000;
  double bytes = 0;
  for (auto _ : state) {
    asio::io_context io(1);
    for (int i = 0; i < 100; ++i) co_spawn(io, own_sleep(i), detached);
    io.poll();
    const double before = resident_bytes();
    for (int i = 0; i < tasks; ++i) co_spawn(io, own_sleep(i), detached);
    io.poll();
    bytes = (resident_bytes() - before) / tasks;
  }
  state.counters["bytes"] = bytes;
}
BENCHMARK(memory)->Name("memory/asio")->Iterations(1)->UseRealTime();

std::vector<Clock::duration> random_times(double span) {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform(0, span);
  std::vector<Clock::duration> times(1'000'000);
  for (auto& time : times) {
    time =
        std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(uniform(random)));
  }
  return times;
}

void timers_fire(benchmark::State& state) {
  asio::io_context io(1);
  const auto times = random_times(1e-3);
  for (auto _ : state) {
    std::int64_t fired = 0;
    std::vector<asio::steady_timer> timers;
    timers.reserve(times.size());
    const auto base = Clock::now() - std::chrono::seconds(1);
    for (const auto& time : times) {
      timers.emplace_back(io, base + time);
      timers.back().async_wait([&fired](const asio::error_code&) { ++fired; });
    }
    io.restart();
    io.run();
    benchmark::DoNotOptimize(fired);
  }
  done(state, static_cast<std::int64_t>(times.size()));
}
BENCHMARK(timers_fire)->Name("timers_fire/asio")->UseRealTime();

void timers_cancel(benchmark::State& state) {
  asio::io_context io(1);
  const auto times = random_times(1000);
  for (auto _ : state) {
    std::int64_t ended = 0;
    std::vector<asio::steady_timer> timers;
    timers.reserve(times.size());
    const auto base = Clock::now() + std::chrono::seconds(1000);
    for (const auto& time : times) {
      timers.emplace_back(io, base + time);
      timers.back().async_wait([&ended](const asio::error_code&) { ++ended; });
    }
    for (auto& timer : timers) timer.cancel();
    io.restart();
    io.run();
    benchmark::DoNotOptimize(ended);
  }
  done(state, static_cast<std::int64_t>(times.size()));
}
BENCHMARK(timers_cancel)->Name("timers_cancel/asio")->UseRealTime();

}  // namespace
}  // namespace bench
