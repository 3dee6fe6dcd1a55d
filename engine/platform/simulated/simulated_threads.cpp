#include "engine/platform/simulated/simulated_threads.h"

#include <algorithm>
#include <deque>
#include <utility>

namespace loopscope::simulated {
namespace {

class SimulatedThread final : public Thread {
 public:
  SimulatedThread(Turns& turns, Turns::MemberRef member)
      : Thread(member->name()), turns_(turns), member_(std::move(member)) {}

  bool is_alive() const override { return Turns::is_alive(*member_); }
  bool join(double timeout) override { return turns_.join(*member_, timeout); }

 private:
  Turns& turns_;
  Turns::MemberRef member_;
};

class SimulatedMonitor final : public Monitor {
 public:
  explicit SimulatedMonitor(Turns& turns) : turns_(turns) {}

  void lock() override {
    if (!take()) throw_deadlock("a lock");
  }
  void unlock() override {
    locked_ = false;
    // It keeps its place until it has the lock, which a thread that runs may take before.
    if (!asking_.empty()) turns_.wake(*asking_.front());
  }
  bool wait(double timeout, WaitReason reason) override;
  void notify_one() override {
    if (waiting_.empty()) return;
    Turns::Member* const first = waiting_.front();
    waiting_.pop_front();
    turns_.wake(*first);
  }
  void notify_all() override {
    while (!waiting_.empty()) notify_one();
  }

 private:
  bool take();
  [[noreturn]] void throw_deadlock(const std::string& what) {
    throw ThreadDeadlock("Deadlock: thread " + turns_.self().name() + " waits for " + what +
                         " that nobody can give");
  }

  Turns& turns_;
  bool locked_ = false;
  std::deque<Turns::Member*> asking_;   ///< for the lock
  std::deque<Turns::Member*> waiting_;  ///< for a notification
};

/// False: nobody will ever give the lock back.
bool SimulatedMonitor::take() {
  Turns::Member* const me = &turns_.self();
  struct Asking {
    SimulatedMonitor& monitor;
    Turns::Member* member;
    ~Asking() { std::erase(monitor.asking_, member); }
  };
  if (locked_ && !turns_.abandoned()) {
    asking_.push_back(me);
    const Asking asking{*this, me};
    while (locked_ && !turns_.abandoned()) {
      if (turns_.wait(Turns::never, Turns::Kind::work) == Turns::End::deadlock) return false;
    }
  }
  locked_ = true;
  return true;
}

bool SimulatedMonitor::wait(double timeout, WaitReason reason) {
  Turns::Member* const me = &turns_.self();
  const double until = timeout < 0 ? Turns::never : turns_.now() + timeout;
  const auto kind = reason == WaitReason::idle ? Turns::Kind::idle : Turns::Kind::work;
  unlock();
  waiting_.push_back(me);
  struct Waiting {
    SimulatedMonitor& monitor;
    Turns::Member* member;
    ~Waiting() { std::erase(monitor.waiting_, member); }
  };
  auto how = Turns::End::woken;
  bool notified = false;
  {
    const Waiting waiting{*this, me};
    how = turns_.wait(until, kind);
    notified = std::find(waiting_.begin(), waiting_.end(), me) == waiting_.end();
  }
  const bool locked = take();
  if (!locked || (!notified && how == Turns::End::deadlock)) throw_deadlock("a notification");
  return notified;
}

}  // namespace

ThreadRef SimulatedThreads::start(Options options, std::function<void()> body) {
  return std::make_shared<SimulatedThread>(
      turns_, turns_.start(std::move(options.name), options.process, std::move(body)));
}

std::unique_ptr<Monitor> SimulatedThreads::new_monitor() {
  return std::make_unique<SimulatedMonitor>(turns_);
}

}  // namespace loopscope::simulated
