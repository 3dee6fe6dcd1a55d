// Assertions on what a program did, not only on what it returned: its trace is recorded, and
// matchers ask it.
#include <gtest/gtest.h>

#include <string>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "engine/testing/matchers.h"
#include "engine/trace/recorder.h"

namespace {

using namespace loopscope;
using ::testing::Not;

Coro<> migrate() {
  EventLoop::running().log("migration begins");
  co_await sleep(2);
  EventLoop::running().log("migration ends");
}

Coro<> warm_cache() {
  co_await sleep(1);
}

Coro<> answer_requests() {
  EventLoop::running().log("open for business");
  co_await sleep(3);
}

/// Requests may only be answered when the migration is through; the cache warms up beside it.
Coro<> start_service() {
  EventLoop& loop = EventLoop::running();
  const TaskRef<void> migration = create_task(loop, migrate(), {.name = "migration"});
  const TaskRef<void> cache = create_task(loop, warm_cache(), {.name = "cache"});
  co_await migration;
  co_await cache;
  const TaskRef<void> requests = create_task(loop, answer_requests(), {.name = "requests"});
  co_await requests;
}

class ServiceStart : public ::testing::Test {
 protected:
  void SetUp() override {
    platform_.set_recorder(&recorder_);
    run(platform_, start_service());
  }

  Trace trace_;
  Recorder recorder_{trace_};
  SimulatedPlatform platform_{{.seed = 0, .on_log = [](std::string_view) {}}};
};

TEST_F(ServiceStart, MigratesBeforeItOpens) {
  EXPECT_THAT(trace_, HappensBefore(printed("migration ends"), printed("open for business")));
  EXPECT_THAT(trace_, HappensBefore(finished("cache"), created("requests")));
}

TEST_F(ServiceStart, NeverAnswersWhileItMigrates) {
  EXPECT_THAT(trace_, NeverConcurrent("requests", between(printed("migration begins"),
                                                          printed("migration ends"))));
  EXPECT_THAT(trace_, Not(NeverConcurrent("migration", "cache"))) << "they share the time";
}

TEST_F(ServiceStart, IsOpenInTime) {
  EXPECT_THAT(trace_, FinishesWithin("migration", 2));
  EXPECT_THAT(trace_, FinishesWithin(between(created("migration"), created("requests")), 2.5));
}

}  // namespace
