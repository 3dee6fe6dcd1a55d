// The workloads that libuv can express.
#include <uv.h>

#include <random>
#include <vector>

#include "bench/support.h"

namespace bench {
namespace {

/// A 0 ms timer that starts itself again: libuv's nearest thing to call_soon.
void chain(benchmark::State& state) {
  constexpr int length = 1'000;
  uv_loop_t loop;
  uv_loop_init(&loop);
  uv_timer_t timer;
  uv_timer_init(&loop, &timer);
  int left = 0;
  timer.data = &left;
  for (auto _ : state) {
    left = length;
    struct Next {
      static void call(uv_timer_t* self) {
        if (--*static_cast<int*>(self->data) > 0) uv_timer_start(self, call, 0, 0);
      }
    };
    uv_timer_start(&timer, Next::call, 0, 0);
    uv_run(&loop, UV_RUN_DEFAULT);
  }
  uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
  uv_run(&loop, UV_RUN_DEFAULT);
  uv_loop_close(&loop);
  done(state, length);
}
BENCHMARK(chain)->Name("chain/libuv")->UseRealTime();

constexpr int timers = 1'000'000;

std::vector<std::uint64_t> random_times(std::uint64_t span) {
  std::mt19937_64 random(7);
  std::uniform_int_distribution<std::uint64_t> uniform(0, span);
  std::vector<std::uint64_t> times(timers);
  for (auto& time : times) time = uniform(random);
  return times;
}

struct Timers {
  uv_loop_t loop;
  std::vector<uv_timer_t> all = std::vector<uv_timer_t>(timers);
  std::int64_t fired = 0;

  Timers() {
    uv_loop_init(&loop);
    for (auto& timer : all) {
      uv_timer_init(&loop, &timer);
      timer.data = this;
    }
  }
  ~Timers() {
    for (auto& timer : all) uv_close(reinterpret_cast<uv_handle_t*>(&timer), nullptr);
    uv_run(&loop, UV_RUN_DEFAULT);
    uv_loop_close(&loop);
  }
  static void fire(uv_timer_t* timer) { ++static_cast<Timers*>(timer->data)->fired; }
};

/// Its clock stands still while all are started, so all are due as soon as it is moved.
void timers_fire(benchmark::State& state) {
  const auto times = random_times(1);
  Timers work;
  for (auto _ : state) {
    uv_update_time(&work.loop);
    for (std::size_t i = 0; i < times.size(); ++i) {
      uv_timer_start(&work.all[i], Timers::fire, times[i], 0);
    }
    uv_run(&work.loop, UV_RUN_DEFAULT);
  }
  benchmark::DoNotOptimize(work.fired);
  done(state, timers);
}
BENCHMARK(timers_fire)->Name("timers_fire/libuv")->UseRealTime();

void timers_cancel(benchmark::State& state) {
  const auto times = random_times(1'000'000);
  Timers work;
  for (auto _ : state) {
    for (std::size_t i = 0; i < times.size(); ++i) {
      uv_timer_start(&work.all[i], Timers::fire, 1'000'000 + times[i], 0);
    }
    for (auto& timer : work.all) uv_timer_stop(&timer);
    uv_run(&work.loop, UV_RUN_NOWAIT);
  }
  done(state, timers);
}
BENCHMARK(timers_cancel)->Name("timers_cancel/libuv")->UseRealTime();

}  // namespace
}  // namespace bench
