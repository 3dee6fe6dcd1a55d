#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/engine/support/scenario.h"

namespace loopscope::test {

/// A scenario with the coroutines that tests of waiting need.
class Workers : public Scenario {
 protected:
  Coro<int> work(double seconds, int result) {
    co_await sleep(seconds);
    co_return result;
  }
  Coro<int> fail(double seconds) {
    co_await sleep(seconds);
    throw std::invalid_argument("bad");
  }
  /// Sleeps long; says that it was cancelled and passes that on.
  Coro<int> stubborn(int number) {
    try {
      co_await sleep(9);
    } catch (const CancelledError&) {
      say(std::to_string(number) + " cancelled");
      throw;
    }
    co_return number;
  }
  /// Awaits something; says its error.
  template <class A>
  Coro<> outcome(A awaitable) {
    try {
      co_await std::move(awaitable);
    } catch (const CancelledError& error) {
      say(text_of(error));
    } catch (const TimeoutError&) {
      say("TimeoutError");
    } catch (const std::exception& error) {
      say(error.what());
    }
  }
  /// Labels of the callbacks and timers that were made, in their order; those of sleep() and of
  /// run_until_complete() left out.
  std::vector<std::string> callbacks() {
    std::vector<std::string> labels;
    const Trace& trace = agreement_.trace();
    for (EventId id = 1; id <= trace.size(); ++id) {
      const Event& event = trace.event(id);
      const bool named =
          event.kind == EventKind::handle_enqueued || event.kind == EventKind::timer_created;
      if (!named || event.flags != static_cast<std::uint16_t>(HandleRole::call)) continue;
      const std::string label(trace.text(event.detail));
      if (label != "_set_result_unless_cancelled" && label != "_run_until_complete_cb") {
        labels.push_back(label);
      }
    }
    return labels;
  }
};

}  // namespace loopscope::test
