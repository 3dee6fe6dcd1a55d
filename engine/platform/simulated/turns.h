#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "engine/platform/simulated/agenda.h"
#include "engine/platform/threads.h"
#include "engine/trace/event.h"

namespace loopscope {
class Platform;
}

namespace loopscope::simulated {

/// Lets the simulated threads of a platform take turns. They are threads of the system, exactly one
/// of which runs at any time: one that waits gives its turn to the next. Time moves only when all
/// of them wait; then the agenda's next entry happens, or the thread whose time comes first goes
/// on. Threads that become ready at the same time go on in the order in which they did, those whose
/// time is over together in the order in which they began to wait. So a run is the same every time.
///
/// Who is not started here counts as the main thread: whoever uses the platform otherwise.
class Turns {
 public:
  static constexpr double never = std::numeric_limits<double>::infinity();
  /// Seconds after which a thread that computes gives up the interpreter lock for another one that
  /// wants it: sys.getswitchinterval().
  static constexpr double switch_interval = 0.005;

  /// How a wait ended.
  enum class End : std::uint8_t {
    woken,
    timed_out,
    deadlock  ///< all threads wait, and nothing is left to happen
  };
  /// What a thread waits for; decides whom a deadlock is told first.
  enum class Kind : std::uint8_t { selector, work, idle, time, interpreter_lock, start };

  class Member;
  using MemberRef = std::shared_ptr<Member>;

  /// `on_ready` is called when a thread becomes ready to go on while another runs.
  Turns(Platform& platform, Agenda& agenda, std::function<void()> on_ready);
  /// Abandons the threads that have not ended.
  ~Turns();
  Turns(const Turns&) = delete;
  Turns& operator=(const Turns&) = delete;

  /// Seconds of the virtual clock.
  double now() const { return agenda_.now(); }
  /// The calling thread.
  Member& self() const;
  bool is_main() const { return &self() == members_.front().get(); }
  /// No other thread than the calling one has a part in the run.
  bool alone() const { return alive_ == 0; }

  /// Starts a thread, which runs at once; the caller goes on when it waits.
  /// Throws Error if the system has no thread left.
  MemberRef start(std::string name, ProcessId process, std::function<void()> body);
  static bool is_alive(const Member& member);
  /// Waits up to `timeout` seconds (negative: without limit) for its end; true if it has ended.
  bool join(Member& member, double timeout);

  /// Gives the turn away until somebody wakes the calling thread or virtual time `until` comes.
  /// Throws ThreadAbandoned if the platform goes away meanwhile.
  End wait(double until, Kind kind);
  /// Lets a waiting thread go on when its turn comes.
  void wake(Member& member);
  /// Lets those run that are ready, then goes on.
  void yield();
  /// Takes `seconds` of processor time, with the interpreter lock of the thread's process.
  void compute(double seconds);

  /// Unwinds all threads that have not ended and waits for their ends. Called by the main thread.
  void abandon();
  bool abandoned() const { return abandoned_; }

  /// What to do on a thread right before it gives its turn away and right after it got it back, for
  /// those who keep something for the thread that runs (an interpreter). Empty: nothing.
  std::function<void()> on_leave;
  std::function<void()> on_return;

 private:
  struct InterpreterLock {
    Member* owner = nullptr;  ///< computes now
    std::deque<Member*> queue;
  };

  End wait_for_turn(double until, Kind kind);
  void hand_over(Member& from, Member& to);
  void leave(Member& member);
  void come_back(Member& member);
  Member& next();
  Member* first_in_time() const;
  Member& told_of_deadlock() const;
  void make_ready(Member& member, End end);
  void run(Member& member);
  void end(Member& member);
  void join_ended();
  void report_exception(const Member& member);
  void acquire_interpreter(Member& member);
  void release_interpreter(Member& member);

  Platform& platform_;
  Agenda& agenda_;
  std::function<void()> on_ready_;
  std::mutex mutex_;  ///< for handing over; all else belongs to the thread whose turn it is
  std::vector<MemberRef> members_;  ///< the main thread first
  std::deque<Member*> ready_;
  std::map<ProcessId, InterpreterLock> interpreter_locks_;
  std::size_t alive_ = 0;  ///< the main thread apart
  std::uint64_t last_wait_ = 0;
  bool abandoned_ = false;
};

/// A thread that takes part.
class Turns::Member {
 public:
  const std::string& name() const { return name_; }
  ProcessId process() const { return process_; }

 private:
  friend class Turns;
  enum class State : std::uint8_t { runs, ready, waits, ended };

  std::string name_;
  ProcessId process_ = 0;
  std::function<void()> body_;
  std::thread thread_;
  std::condition_variable turn_came_;
  bool has_turn_ = false;

  State state_ = State::runs;
  Kind kind_ = Kind::start;
  End end_ = End::woken;
  double until_ = never;
  std::uint64_t order_ = 0;       ///< of beginning to wait
  std::vector<Member*> joining_;  ///< those who wait for its end
  // The recorder's, while others run.
  EventId cause_ = 0;
  std::uint32_t line_ = 0;
  std::uint8_t loop_ = 0;
};

}  // namespace loopscope::simulated
