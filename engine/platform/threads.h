#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>

#include "engine/base/error.h"

namespace loopscope {

/// Number of a simulated process; threads of one share an interpreter lock. 0: the program's own.
using ProcessId = std::uint32_t;

/// Nothing can ever end a thread's wait, as all other threads wait too. Simulated threads only.
class ThreadDeadlock : public Error {
 public:
  using Error::Error;
};

/// Thrown out of every wait of a simulated thread whose platform goes away. No std::exception: let
/// it pass, so that the thread's frames are unwound.
class ThreadAbandoned final {};

/// Why a thread waits.
enum class WaitReason : std::uint8_t {
  work,  ///< somebody should end the wait: if nobody ever can, it is a deadlock
  idle   ///< for something to do, as a pool's worker: it may wait for ever
};

/// A thread that was started. Dropping it does not end the thread.
class Thread {
 public:
  virtual ~Thread() = default;
  Thread(const Thread&) = delete;
  Thread& operator=(const Thread&) = delete;

  const std::string& name() const { return name_; }
  virtual bool is_alive() const = 0;
  /// Waits up to `timeout` seconds (negative: without limit) for the thread's end; true if it has
  /// ended. Throws ThreadDeadlock if it never can.
  virtual bool join(double timeout = -1) = 0;

 protected:
  explicit Thread(std::string name) : name_(std::move(name)) {}

 private:
  std::string name_;
};
using ThreadRef = std::shared_ptr<Thread>;

/// A lock with a condition, from which all waiting between threads is made (locks, queues, joins).
/// Not recursive. Simulated threads get it in the order in which they asked.
class Monitor {
 public:
  virtual ~Monitor() = default;
  Monitor(const Monitor&) = delete;
  Monitor& operator=(const Monitor&) = delete;

  virtual void lock() = 0;
  virtual void unlock() = 0;
  /// With the lock held: gives it up, waits for a notification up to `timeout` seconds (negative:
  /// without limit) and takes the lock again. False if the time is over. May return early on the
  /// real platform. Throws ThreadDeadlock (lock held) if no notification can ever come.
  virtual bool wait(double timeout = -1, WaitReason reason = WaitReason::work) = 0;
  /// With the lock held: ends the oldest wait, or all.
  virtual void notify_one() = 0;
  virtual void notify_all() = 0;

 protected:
  Monitor() = default;
};

/// The threads of a platform.
class Threads {
 public:
  struct Options {
    std::string name;
    ProcessId process = 0;  ///< simulated threads only
  };

  virtual ~Threads() = default;
  Threads(const Threads&) = delete;
  Threads& operator=(const Threads&) = delete;

  /// Starts a thread that calls `body`. An exception that leaves it is written to the platform's
  /// log. Throws Error("can't start new thread") if the system has none left.
  virtual ThreadRef start(Options options, std::function<void()> body) = 0;
  virtual std::unique_ptr<Monitor> new_monitor() = 0;
  /// A process whose threads don't share the interpreter lock with others.
  virtual ProcessId new_process() = 0;
  /// os.cpu_count()
  virtual unsigned processors() const = 0;
  /// 0, 1 …: the numbers in "ThreadPoolExecutor-0" …
  unsigned next_pool_number() { return pools_.fetch_add(1, std::memory_order_relaxed); }

 protected:
  Threads() = default;

 private:
  std::atomic<unsigned> pools_ = 0;
};

}  // namespace loopscope
