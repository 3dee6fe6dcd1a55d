#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <random>
#include <vector>

#include "engine/trace/recorder.h"
#include "engine/trace/trace.h"

namespace loopscope::testing {

/// A small model of an event loop whose tasks do random things (yield, sleep, await one another,
/// cancel, print, end), and which writes the trace that an engine would. Its own structures are
/// there to be compared with the fold.
class SyntheticLoop {
 public:
  struct Settings {
    std::uint32_t tasks = 10;
    std::uint32_t seed = 1;
    bool cancellations = true;
  };

  explicit SyntheticLoop(const Settings& settings);

  /// Goes on for one iteration.
  void iterate();
  /// Iterates until there are at least so many events, then ends the program. Returns the trace.
  std::shared_ptr<const Trace> finish(Position events);

  const Trace& trace() const { return *trace_; }
  /// Identities in the ready queue, front first, and in the heap's array.
  std::vector<ObjectId> ready() const;
  std::vector<ObjectId> heap() const;

 private:
  struct Handle {
    ObjectId id = 0;
    ObjectId owner = 0;
    double when = 0.0;
    bool cancelled = false;
    std::size_t task = 0;  // index; for timers: whose sleep it ends
    bool is_timer = false;
    EventId arrived = 0;
  };
  struct Task {
    ObjectId id = 0;
    ObjectId future = 0;               // the sleep that it waits for
    std::shared_ptr<Handle> timer;     // of that sleep
    std::vector<std::size_t> waiters;  // tasks that await this one
    bool finished = false;
    bool parked = false;
    bool cancel = false;  // a CancelledError is on its way
  };

  std::uint32_t random(std::uint32_t below) {
    return static_cast<std::uint32_t>(random_()) % below;
  }
  void create_task();
  void enqueue(std::size_t task, HandleRole role);
  void wake(std::size_t task);
  void run(const Handle& handle);
  void step(std::size_t task);
  void sleep(std::size_t task);
  void end_task(std::size_t task, FutureOutcome outcome);
  void cancel_some(std::size_t by);
  void await_some(std::size_t task);
  void drop_cancelled_timers();
  double move_due_timers();
  void push_timer(std::shared_ptr<Handle> handle);
  std::shared_ptr<Handle> pop_timer();

  std::shared_ptr<Trace> trace_ = std::make_shared<Trace>();
  Recorder recorder_{*trace_};
  std::mt19937 random_;
  Settings settings_;
  std::vector<Task> tasks_;
  std::deque<std::shared_ptr<Handle>> ready_;
  std::vector<std::shared_ptr<Handle>> heap_;
  double now_ = 0.0;
};

}  // namespace loopscope::testing
