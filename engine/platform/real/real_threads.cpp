#include "engine/platform/real/real_threads.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <system_error>
#include <thread>
#include <utility>

#include "engine/platform/platform.h"

namespace loopscope {
namespace {

/// Whole days at most, as the clock's count of nanoseconds has an end.
std::chrono::duration<double> duration_of(double seconds) {
  return std::chrono::duration<double>(std::min(seconds, 1e6));
}

class RealThread final : public Thread {
 public:
  RealThread(Platform& platform, std::string name, std::function<void()> body)
      : Thread(std::move(name)), platform_(platform), body_(std::move(body)) {}
  ~RealThread() override {
    // The last reference may go on the thread itself.
    if (thread_.get_id() == std::this_thread::get_id()) {
      thread_.detach();
    } else if (thread_.joinable()) {
      thread_.join();
    }
  }

  void start() {
    thread_ = std::thread([this] { run(); });
  }
  bool is_alive() const override {
    const std::lock_guard lock(mutex_);
    return alive_;
  }
  bool join(double timeout) override {
    std::unique_lock lock(mutex_);
    const auto ended = [this] { return !alive_; };
    if (timeout >= 0) return ended_.wait_for(lock, duration_of(timeout), ended);
    ended_.wait(lock, ended);
    return true;
  }

 private:
  void run() {
    try {
      body_();
    } catch (const std::exception& error) {
      platform_.log("Exception in thread " + name() + ":\n" + error.what());
    } catch (...) {
      platform_.log("Exception in thread " + name() + ":\nan exception of unknown type");
    }
    body_ = nullptr;
    const std::lock_guard lock(mutex_);
    alive_ = false;
    ended_.notify_all();
  }

  Platform& platform_;
  std::function<void()> body_;
  mutable std::mutex mutex_;
  std::condition_variable ended_;
  bool alive_ = true;
  std::thread thread_;
};

class RealMonitor final : public Monitor {
 public:
  void lock() override { mutex_.lock(); }
  void unlock() override { mutex_.unlock(); }
  bool wait(double timeout, WaitReason) override {
    std::unique_lock lock(mutex_, std::adopt_lock);
    bool notified = true;
    if (timeout < 0) {
      condition_.wait(lock);
    } else {
      notified = condition_.wait_for(lock, duration_of(timeout)) == std::cv_status::no_timeout;
    }
    lock.release();
    return notified;
  }
  void notify_one() override { condition_.notify_one(); }
  void notify_all() override { condition_.notify_all(); }

 private:
  std::mutex mutex_;
  std::condition_variable condition_;
};

}  // namespace

RealThreads::~RealThreads() {
  for (const ThreadRef& thread : started_) thread->join();
}

ThreadRef RealThreads::start(Options options, std::function<void()> body) {
  const auto thread =
      std::make_shared<RealThread>(platform_, std::move(options.name), std::move(body));
  platform_.share_between_threads();
  const std::lock_guard lock(mutex_);
  std::erase_if(started_, [](const ThreadRef& other) { return !other->is_alive(); });
  try {
    thread->start();
  } catch (const std::system_error&) {
    throw Error("can't start new thread");
  }
  started_.push_back(thread);
  return thread;
}

std::unique_ptr<Monitor> RealThreads::new_monitor() {
  return std::make_unique<RealMonitor>();
}

unsigned RealThreads::processors() const {
  return std::max(1U, std::thread::hardware_concurrency());
}

}  // namespace loopscope
