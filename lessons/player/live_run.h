#pragma once

#include <atomic>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "lessons/python/run.h"
#include "lessons/python/world.h"

namespace loopscope::player {

/// A program that runs on a thread of its own while somebody looks on. Program and viewer take
/// turns: the trace may be read only while a LivePause is there, and the program goes on only while
/// none is. Used from one thread.
class LiveRun {
 public:
  /// Starts the program. Its clock is what `options` say; `should_stop` is taken.
  LiveRun(std::string program, std::string name, python::RunOptions options,
          python::World world = {});
  /// Stops the program and waits for its end.
  ~LiveRun();
  LiveRun(const LiveRun&) = delete;
  LiveRun& operator=(const LiveRun&) = delete;

  /// What was recorded so far; it grows.
  const std::shared_ptr<const Trace>& trace() const { return trace_; }
  /// How many events were there when the program last looked up; needs no pause.
  Position recorded() const { return recorded_.load(); }

  /// Nothing more will be recorded.
  bool ended() const { return over_.load(); }
  /// The program ends soon.
  void stop() { stop_.store(true); }
  /// The program has ended, and how; may be taken once. Nothing while it runs.
  std::optional<python::RunResult> take_result();

 private:
  friend class LivePause;
  void run(const std::string& program, const std::string& name, python::RunOptions options,
           const python::World& world);
  bool look_up();
  void pause();
  void resume();

  std::shared_ptr<const Trace> trace_;
  std::atomic<Position> recorded_ = 0;
  std::atomic<bool> stop_ = false;
  std::atomic<bool> over_ = false;
  std::atomic<bool> wanted_ = false;  ///< the viewer wants its turn

  std::mutex mutex_;
  std::condition_variable turned_;
  bool waits_ = false;  ///< the program lets the viewer have its turn
  std::optional<python::RunResult> result_;

  int pauses_ = 0;  ///< of the viewer, one inside of the other
  std::thread thread_;
};

/// While it is there the program stands still (it may take some hundredths of a second until it
/// does), and its trace may be read. May be made of a null pointer: nothing happens then.
class LivePause {
 public:
  explicit LivePause(std::shared_ptr<LiveRun> run) : run_(std::move(run)) {
    if (run_) run_->pause();
  }
  ~LivePause() {
    if (run_) run_->resume();
  }
  LivePause(const LivePause&) = delete;
  LivePause& operator=(const LivePause&) = delete;

 private:
  std::shared_ptr<LiveRun> run_;
};

}  // namespace loopscope::player
