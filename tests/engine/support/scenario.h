#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/platform/simulated/simulated_platform.h"
#include "tests/engine/support/agreement.h"

namespace loopscope::test {

/// Runs a program under the virtual clock as asyncio.run() does, and notes what it says together
/// with the loop's iteration and time, and in the end how many iterations the clean-up took. What
/// is expected of such notes was printed by CPython 3.11 for the same program.
class Scenario : public testing::Test {
 protected:
  /// "iteration time text", as in "4 1 cancel".
  void say(const std::string& text) {
    char stamp[64];
    std::snprintf(stamp, sizeof stamp, "%d %g ", static_cast<int>(loop().iteration()),
                  loop().time());
    notes_.push_back(stamp + text);
  }

  /// Runs `main` to its end, clean-up included.
  template <class T>
  void play(Coro<T> main) {
    try {
      runner_.run(std::move(main));
    } catch (const std::exception& error) {
      say(std::string("raised ") + error.what());
    } catch (const CancelledError&) {
      say("raised CancelledError");
    }
    const std::size_t before = agreement_.compared();
    runner_.close();
    notes_.push_back("clean-up: " + std::to_string(agreement_.compared() - before));
  }

  EventLoop& loop() { return *loop_; }

  void SetUp() override {
    loop_ = &runner_.loop();
    agreement_.watch(loop());
    loop().set_exception_handler([this](EventLoop&, const ExceptionContext& context) {
      notes_.push_back("handler: " + context.message);
    });
  }

  std::vector<std::string> notes_;
  SimulatedPlatform platform_{{.seed = 0, .on_log = [](std::string_view) {}}};
  Agreement agreement_{platform_};
  Runner runner_{platform_};
  EventLoop* loop_ = nullptr;
};

/// "CancelledError('why')"
inline std::string text_of(const CancelledError& error) {
  return ExceptionFactory::native().cancelled(error.message())->repr();
}

inline std::string yes_no(bool value) {
  return value ? "True" : "False";
}

}  // namespace loopscope::test
