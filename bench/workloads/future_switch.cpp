// Two tasks that hand each other the turn through futures.
#include "bench/workloads/world.h"

namespace bench {
namespace {

constexpr int turns = 1'000;

struct Table {
  EventLoop* loop;
  FutureRef<void> ball[2];
};

Coro<> play(Table& table, std::size_t side) {
  for (int i = 0; i < turns / 2; ++i) {
    co_await table.ball[side];
    table.ball[side] = create_future<void>(*table.loop);
    table.ball[1 - side]->set_result();
  }
}

Coro<> match(EventLoop& loop) {
  Table table{&loop, {create_future<void>(loop), create_future<void>(loop)}};
  table.ball[0]->set_result();
  Coro<> ping = play(table, 0);
  Coro<> pong = play(table, 1);
  co_await gather(std::move(ping), std::move(pong));
}

void future_switch(benchmark::State& state, Mode mode) {
  World world(mode);
  for (auto _ : state) {
    run_until_complete(world.loop(), match(world.loop()));
    world.rewind();
  }
  done(state, turns);
}
LOOPSCOPE_WORKLOAD(future_switch, "future_switch");

}  // namespace
}  // namespace bench
