#include "lessons/player/live_run.h"

#include <utility>

#include "lessons/python/observed_run.h"

namespace loopscope::player {

LiveRun::LiveRun(std::string program, std::string name, python::RunOptions options,
                 python::World world) {
  std::unique_lock lock(mutex_);
  thread_ = std::thread([this, program = std::move(program), name = std::move(name),
                         options = std::move(options),
                         world = std::move(world)] { run(program, name, options, world); });
  turned_.wait(lock, [this] { return trace_ != nullptr; });
}

LiveRun::~LiveRun() {
  stop();
  {
    const std::lock_guard lock(mutex_);
    wanted_.store(false);
  }
  turned_.notify_all();
  thread_.join();
}

void LiveRun::run(const std::string& program, const std::string& name, python::RunOptions options,
                  const python::World& world) {
  options.trace = true;
  options.should_stop = [this] { return look_up(); };
  const auto begin = [this](const std::shared_ptr<const Trace>& trace) {
    const std::lock_guard lock(mutex_);
    trace_ = trace;
    turned_.notify_all();
  };
  python::RunResult result = python::run_observed(program, name, options, world, begin);
  look_up();
  const std::lock_guard lock(mutex_);
  recorded_.store(trace_->size());
  result_ = std::move(result);
  over_.store(true);
  turned_.notify_all();
}

/// The program's side, now and then: whoever wants the turn gets it.
bool LiveRun::look_up() {
  recorded_.store(trace_->size());
  if (wanted_.load()) {
    std::unique_lock lock(mutex_);
    waits_ = true;
    turned_.notify_all();
    turned_.wait(lock, [this] { return !wanted_.load(); });
    waits_ = false;
  }
  return stop_.load();
}

void LiveRun::pause() {
  if (++pauses_ > 1) return;
  std::unique_lock lock(mutex_);
  wanted_.store(true);
  turned_.wait(lock, [this] { return waits_ || over_.load(); });
}

void LiveRun::resume() {
  if (--pauses_ > 0) return;
  {
    const std::lock_guard lock(mutex_);
    wanted_.store(false);
  }
  turned_.notify_all();
}

std::optional<python::RunResult> LiveRun::take_result() {
  const std::lock_guard lock(mutex_);
  return std::exchange(result_, std::nullopt);
}

}  // namespace loopscope::player
