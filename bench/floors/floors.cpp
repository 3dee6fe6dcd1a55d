// What the machine allows: the same work without a loop's semantics.
#include <algorithm>
#include <coroutine>
#include <queue>
#include <random>
#include <utility>
#include <vector>

#include "bench/support.h"
#include "engine/base/pool.h"

namespace bench {
namespace {

using loopscope::Pool;

/// A ring of function pointers with one argument.
struct Ring {
  struct Call {
    void (*function)(void*);
    void* argument;
  };
  std::vector<Call> calls = std::vector<Call>(256);
  std::size_t head = 0;
  std::size_t tail = 0;
  void push(Call call) { calls[tail++ & 255] = call; }
  Call pop() { return calls[head++ & 255]; }
  bool empty() const { return head == tail; }
};

struct Chain {
  Ring* ring;
  int left;
};
void follow(void* argument) {
  auto& chain = *static_cast<Chain*>(argument);
  if (--chain.left > 0) chain.ring->push({follow, argument});
}

void chain(benchmark::State& state) {
  constexpr int length = 1'000;
  Ring ring;
  for (auto _ : state) {
    Chain work{&ring, length};
    ring.push({follow, &work});
    while (!ring.empty()) {
      const Ring::Call call = ring.pop();
      call.function(call.argument);
    }
  }
  done(state, length);
}
BENCHMARK(chain)->Name("chain/floor")->UseRealTime();

/// A coroutine with nothing around it.
struct Bare {
  struct promise_type {
    static void* operator new(std::size_t size) { return Pool::allocate(size); }
    static void operator delete(void* frame, std::size_t size) { Pool::free(frame, size); }
    Bare get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
  std::coroutine_handle<promise_type> handle;
};

struct HandleRing {
  std::vector<std::coroutine_handle<>> handles = std::vector<std::coroutine_handle<>>(256);
  std::size_t head = 0;
  std::size_t tail = 0;
  void push(std::coroutine_handle<> handle) { handles[tail++ & 255] = handle; }
  std::coroutine_handle<> pop() { return handles[head++ & 255]; }
  bool empty() const { return head == tail; }
};

struct Reschedule {
  HandleRing& ring;
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<> handle) { ring.push(handle); }
  void await_resume() const noexcept {}
};

Bare take_turns(HandleRing& ring, int turns) {
  for (int i = 0; i < turns; ++i) co_await Reschedule{ring};
}

void yield(benchmark::State& state) {
  constexpr int tasks = 2;
  constexpr int turns = 1'000;
  HandleRing ring;
  for (auto _ : state) {
    std::vector<Bare> all;
    for (int i = 0; i < tasks; ++i) {
      all.push_back(take_turns(ring, turns));
      ring.push(all.back().handle);
    }
    while (!ring.empty()) ring.pop().resume();
    for (const Bare& each : all) each.handle.destroy();
  }
  done(state, std::int64_t{tasks} * turns);
}
BENCHMARK(yield)->Name("yield/floor")->UseRealTime();

/// One word that a waiter leaves its handle in, and a ring to wake it through.
struct Slot {
  HandleRing* ring;
  std::coroutine_handle<> waiter;
  bool set = false;
  void fire() {
    set = true;
    if (waiter) ring->push(std::exchange(waiter, nullptr));
  }
  bool await_ready() const noexcept { return set; }
  void await_suspend(std::coroutine_handle<> handle) { waiter = handle; }
  void await_resume() const noexcept {}
};
struct Wait {
  Slot* slot;
  bool await_ready() const noexcept { return slot->await_ready(); }
  void await_suspend(std::coroutine_handle<> handle) const { slot->await_suspend(handle); }
  void await_resume() const noexcept {}
};

Slot* new_slot(HandleRing& ring) {
  return new (Pool::allocate(sizeof(Slot))) Slot{&ring, nullptr};
}

Bare play(HandleRing& ring, Slot** mine, Slot** theirs, int turns) {
  for (int i = 0; i < turns; ++i) {
    Slot* const slot = *mine;
    co_await Wait{slot};
    Pool::free(slot, sizeof(Slot));
    *mine = new_slot(ring);
    (*theirs)->fire();
  }
}

void future_switch(benchmark::State& state) {
  constexpr int turns = 1'000;
  HandleRing ring;
  for (auto _ : state) {
    Slot* first = new_slot(ring);
    Slot* second = new_slot(ring);
    first->fire();
    const Bare ping = play(ring, &first, &second, turns / 2);
    const Bare pong = play(ring, &second, &first, turns / 2);
    ring.push(ping.handle);
    ring.push(pong.handle);
    while (!ring.empty()) ring.pop().resume();
    ping.handle.destroy();
    pong.handle.destroy();
    Pool::free(first, sizeof(Slot));
    Pool::free(second, sizeof(Slot));
  }
  done(state, turns);
}
BENCHMARK(future_switch)->Name("future_switch/floor")->UseRealTime();

Bare once() {
  co_return;
}

void child_await(benchmark::State& state) {
  constexpr int children = 1'000;
  for (auto _ : state) {
    for (int i = 0; i < children; ++i) {
      const Bare child = once();
      child.handle.resume();
      child.handle.destroy();
    }
  }
  done(state, children);
}
BENCHMARK(child_await)->Name("child_await/floor")->UseRealTime();

void spawn_await(benchmark::State& state) {
  constexpr int children = 1'000;
  HandleRing ring;
  for (auto _ : state) {
    for (int i = 0; i < children; ++i) {
      void* const task = Pool::allocate(96);
      const Bare child = once();
      ring.push(child.handle);
      ring.pop().resume();
      child.handle.destroy();
      Pool::free(task, 96);
    }
  }
  done(state, children);
}
BENCHMARK(spawn_await)->Name("spawn_await/floor")->UseRealTime();

void timers_fire(benchmark::State& state) {
  constexpr int timers = 1'000'000;
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> uniform(0, 1e-3);
  std::vector<std::pair<double, void*>> times(timers);
  for (auto& time : times) time = {uniform(random), nullptr};
  for (auto _ : state) {
    std::priority_queue<std::pair<double, void*>, std::vector<std::pair<double, void*>>,
                        std::greater<>>
        heap;
    for (const auto& time : times) heap.push(time);
    while (!heap.empty()) heap.pop();
  }
  done(state, timers);
}
BENCHMARK(timers_fire)->Name("timers_fire/floor")->UseRealTime();

}  // namespace
}  // namespace bench
