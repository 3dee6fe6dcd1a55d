#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/platform/run_control.h"
#include "engine/platform/selector.h"

namespace loopscope {

class Files;
class Network;
class Processes;
class Recorder;
class Signals;
class Threads;

/// The one seam to the world: clocks, waiting, network, randomness, the log; and what a process
/// counts (task and loop numbers). A platform outlives the loops made on it, and belongs to one
/// thread at a time unless said otherwise.
class Platform {
 public:
  virtual ~Platform() = default;
  Platform(const Platform&) = delete;
  Platform& operator=(const Platform&) = delete;

  /// Seconds of the clock that loops use; time.monotonic().
  double now() const { return virtual_now_ != nullptr ? *virtual_now_ : read_clock(); }
  /// Where now() is read from if it is a virtual clock, else null. Outlived by the platform.
  const double* virtual_clock() const { return virtual_now_; }
  /// True in a simulated world: of all threads one runs at a time, and hands its turn on where it
  /// waits.
  bool threads_take_turns() const { return threads_take_turns_; }
  /// Smallest step of `now()`; time.get_clock_info('monotonic').resolution.
  double clock_resolution() const { return 1e-9; }
  /// Seconds since 1970-01-01T00:00:00 UTC; time.time().
  virtual double wall_time() const = 0;
  /// Blocks the calling thread, loop included, for `seconds`; time.sleep().
  virtual void block(double seconds) = 0;
  /// Takes `seconds` of processor time. On a simulated platform the thread holds the interpreter
  /// lock of its process meanwhile, as Python code does; on a real one it spins.
  virtual void compute(double seconds);

  /// A selector for one more loop.
  virtual std::unique_ptr<Selector> new_selector() = 0;

  /// Sockets, pipes and names. Throws Error where there are none.
  virtual Network& network();
  /// Programs that run beside this one. Throws Error where there are none.
  virtual Processes& processes();
  /// Files. Throws Error where there are none.
  virtual Files& files();

  /// Starting and joining threads, and how they wait for each other. Throws Error where there are
  /// none.
  virtual Threads& threads();
  /// What the system sends to the program. Throws Error where there is nothing of the kind.
  Signals& signals();
  /// The same; null where there is nothing of the kind.
  virtual Signals* signals_if_any() { return nullptr; }

  /// The loops that were made on the platform, oldest first; kept in a simulated world.
  const std::vector<RunControl*>& loops() const { return loops_; }
  void add_loop(RunControl& loop) {
    if (threads_take_turns_) loops_.push_back(&loop);
  }
  void remove_loop(RunControl& loop) {
    if (threads_take_turns_) std::erase(loops_, &loop);
  }

  /// 64 random bits from the platform's one source (seeded on a simulated platform).
  virtual std::uint64_t random_bits() = 0;

  /// Writes a message for whoever runs the program, as Python's logging writes to standard error:
  /// one or more lines, without a final newline.
  virtual void log(std::string_view message) = 0;

  /// Records what the loops made from now on do; null turns it off. The recorder must outlive them.
  void set_recorder(Recorder* recorder) { recorder_ = recorder; }
  Recorder* recorder() const { return recorder_; }

  /// 1, 2 …: the numbers in "Task-1", "Task-2" …
  std::uint32_t next_task_number() {
    if (shared_) [[unlikely]]
      return last_task_.fetch_add(1, std::memory_order_relaxed) + 1;
    const std::uint32_t number = last_task_.load(std::memory_order_relaxed) + 1;
    last_task_.store(number, std::memory_order_relaxed);
    return number;
  }
  /// 1, 2 …: the numbers of the loops.
  std::uint8_t next_loop_number() { return ++last_loop_; }

  /// From now on several threads use the platform at once (each its own loops), so that numbers are
  /// counted with care. Threads that the platform itself starts are told of by it.
  void share_between_threads() {
    if (!shared_) shared_ = true;
  }

 protected:
  Platform() = default;

  /// Reads the clock where there is no virtual one.
  virtual double read_clock() const = 0;

  /// Where a virtual clock's seconds are; null: `read_clock` is asked.
  const double* virtual_now_ = nullptr;
  /// See `threads_take_turns`.
  bool threads_take_turns_ = false;

 private:
  Recorder* recorder_ = nullptr;
  std::vector<RunControl*> loops_;
  std::atomic<std::uint32_t> last_task_ = 0;
  std::atomic<std::uint8_t> last_loop_ = 0;
  bool shared_ = false;
};

}  // namespace loopscope
