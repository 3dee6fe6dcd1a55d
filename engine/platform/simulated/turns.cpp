#include "engine/platform/simulated/turns.h"

#include <algorithm>
#include <exception>
#include <system_error>
#include <utility>

#include "engine/platform/platform.h"
#include "engine/trace/recorder.h"

namespace loopscope::simulated {
namespace {

/// Who the calling thread is, if it was started by a Turns.
struct Started {
  const void* turns = nullptr;
  Turns::Member* member = nullptr;

  static Started& current() {
    static thread_local Started started;
    return started;
  }
};

}  // namespace

Turns::Turns(Platform& platform, Agenda& agenda, std::function<void()> on_ready)
    : platform_(platform), agenda_(agenda), on_ready_(std::move(on_ready)) {
  members_.push_back(std::make_shared<Member>());
  members_.front()->name_ = "MainThread";
}

Turns::~Turns() {
  abandon();
}

Turns::Member& Turns::self() const {
  const Started& started = Started::current();
  return started.turns == this ? *started.member : *members_.front();
}

// Beginning and end of threads.

Turns::MemberRef Turns::start(std::string name, ProcessId process, std::function<void()> body) {
  if (abandoned_) throw Error("can't start new thread: the platform goes away");
  join_ended();
  Member& starter = self();
  auto member = std::make_shared<Member>();
  member->name_ = std::move(name);
  member->process_ = process;
  member->body_ = std::move(body);
  if (Recorder* const recorder = platform_.recorder()) member->cause_ = recorder->cause();
  Member& started = *member;
  try {
    started.thread_ = std::thread([this, &started] { run(started); });
  } catch (const std::system_error&) {
    throw Error("can't start new thread");
  }
  members_.push_back(member);
  ++alive_;
  starter.state_ = Member::State::ready;
  starter.end_ = End::woken;
  ready_.push_back(&starter);
  hand_over(starter, started);
  acquire_interpreter(starter);
  return member;
}

/// The threads of the system that have nothing more to do.
void Turns::join_ended() {
  std::erase_if(members_, [](const MemberRef& member) {
    if (member->state_ != Member::State::ended) return false;
    member->thread_.join();
    return true;
  });
}

void Turns::run(Member& member) {
  Started::current() = {this, &member};
  {
    std::unique_lock lock(mutex_);
    member.turn_came_.wait(lock, [&member] { return member.has_turn_; });
    member.has_turn_ = false;
  }
  if (!abandoned_) {
    come_back(member);
    try {
      member.body_();
    } catch (const ThreadAbandoned&) {
    } catch (...) {
      report_exception(member);
    }
  }
  try {
    member.body_ = nullptr;
  } catch (const ThreadAbandoned&) {
  }
  end(member);
}

void Turns::report_exception(const Member& member) {
  std::string text = "Exception in thread " + member.name_ + ":";
  try {
    throw;
  } catch (const std::exception& error) {
    text += std::string("\n") + error.what();
  } catch (...) {
    text += "\nan exception of unknown type";
  }
  platform_.log(text);
}

void Turns::end(Member& member) {
  leave(member);
  member.state_ = Member::State::ended;
  --alive_;
  for (Member* const waiting : std::exchange(member.joining_, {})) wake(*waiting);
  release_interpreter(member);
  Member& following = abandoned_ ? *members_.front() : next();
  const std::lock_guard lock(mutex_);
  following.state_ = Member::State::runs;
  following.has_turn_ = true;
  following.turn_came_.notify_one();
}

bool Turns::is_alive(const Member& member) {
  return member.state_ != Member::State::ended;
}

bool Turns::join(Member& member, double timeout) {
  Member& me = self();
  const double until = timeout < 0 ? never : agenda_.now() + timeout;
  while (is_alive(member)) {
    member.joining_.push_back(&me);
    const End how = wait(until, Kind::work);
    std::erase(member.joining_, &me);
    if (how == End::timed_out) break;
    if (how == End::deadlock) {
      throw ThreadDeadlock("Deadlock: thread " + me.name_ + " waits for the end of thread " +
                           member.name_ + ", which never comes");
    }
  }
  return !is_alive(member);
}

void Turns::abandon() {
  if (abandoned_) return;
  abandoned_ = true;
  Member& main = *members_.front();
  // A thread that is unwound may have started others.
  for (std::size_t i = 1; i < members_.size(); ++i) {
    Member& member = *members_[i];
    if (is_alive(member)) hand_over(main, member);
    member.thread_.join();
  }
  members_.resize(1);
  ready_.clear();
}

// Taking turns.

void Turns::hand_over(Member& from, Member& to) {
  if (&from == &to) {
    from.state_ = Member::State::runs;
    return;
  }
  leave(from);
  {
    std::unique_lock lock(mutex_);
    to.state_ = Member::State::runs;
    to.has_turn_ = true;
    to.turn_came_.notify_one();
    from.turn_came_.wait(lock, [&from] { return from.has_turn_; });
    from.has_turn_ = false;
    from.state_ = Member::State::runs;
  }
  come_back(from);
}

void Turns::leave(Member& member) {
  if (on_leave) on_leave();
  if (const Recorder* const recorder = platform_.recorder()) {
    member.cause_ = recorder->cause();
    member.line_ = recorder->line();
    member.loop_ = recorder->loop();
  }
}

void Turns::come_back(Member& member) {
  if (Recorder* const recorder = platform_.recorder()) {
    recorder->set_cause(member.cause_);
    recorder->set_line(member.line_);
    recorder->set_loop(member.loop_);
    recorder->set_time(agenda_.now());
  }
  if (on_return) on_return();
}

Turns::End Turns::wait(double until, Kind kind) {
  Member& me = self();
  release_interpreter(me);
  const End how = wait_for_turn(until, kind);
  acquire_interpreter(me);
  return how;
}

Turns::End Turns::wait_for_turn(double until, Kind kind) {
  Member& me = self();
  if (!abandoned_) {
    me.until_ = until;
    me.kind_ = kind;
    me.order_ = ++last_wait_;
    me.state_ = Member::State::waits;
    hand_over(me, next());
  }
  if (abandoned_ && &me != members_.front().get()) {
    // What an abandoned thread's destructors wait for will not come.
    if (std::uncaught_exceptions() == 0) throw ThreadAbandoned();
    return End::timed_out;
  }
  return me.end_;
}

void Turns::wake(Member& member) {
  const bool can_be_woken = member.kind_ != Kind::time && member.kind_ != Kind::interpreter_lock;
  if (member.state_ == Member::State::waits && can_be_woken) make_ready(member, End::woken);
}

void Turns::make_ready(Member& member, End end) {
  member.state_ = Member::State::ready;
  member.end_ = end;
  ready_.push_back(&member);
  if (on_ready_) on_ready_();
}

void Turns::yield() {
  if (ready_.empty() || abandoned_) return;
  Member& me = self();
  release_interpreter(me);
  make_ready(me, End::woken);
  hand_over(me, next());
  if (abandoned_ && &me != members_.front().get()) throw ThreadAbandoned();
  acquire_interpreter(me);
}

/// Whose turn it is; lets time pass until it is somebody's.
Turns::Member& Turns::next() {
  while (ready_.empty()) {
    Member* const first = first_in_time();
    if (agenda_.happen_by(first != nullptr ? first->until_ : never)) {
      agenda_.happen_due();
    } else if (first != nullptr) {
      agenda_.advance_to(std::max(agenda_.now(), first->until_));
      make_ready(*first, End::timed_out);
    } else {
      make_ready(told_of_deadlock(), End::deadlock);
    }
  }
  Member& member = *ready_.front();
  ready_.pop_front();
  return member;
}

/// Null: nobody waits for a time.
Turns::Member* Turns::first_in_time() const {
  Member* first = nullptr;
  for (const auto& member : members_) {
    if (member->state_ != Member::State::waits || member->until_ == never) continue;
    if (first == nullptr || member->until_ < first->until_ ||
        (member->until_ == first->until_ && member->order_ < first->order_)) {
      first = member.get();
    }
  }
  return first;
}

/// Loops first, since they know who waits for whom; then whoever has waited longest.
Turns::Member& Turns::told_of_deadlock() const {
  Member* told = nullptr;
  for (const auto& member : members_) {
    if (member->state_ != Member::State::waits) continue;
    const auto rank = [](const Member& of) { return std::pair(of.kind_, of.order_); };
    if (told == nullptr || rank(*member) < rank(*told)) told = member.get();
  }
  // The caller waits, or another thread does that started it.
  return *told;
}

// The interpreter lock. Code between two waits takes no time, so that only a thread that computes
// keeps others from running.

void Turns::acquire_interpreter(Member& member) {
  while (true) {
    const auto found = interpreter_locks_.find(member.process_);
    if (found == interpreter_locks_.end() || found->second.owner == nullptr || abandoned_) return;
    InterpreterLock& lock = found->second;
    if (lock.queue.empty()) {
      lock.owner->until_ = std::min(lock.owner->until_, agenda_.now() + switch_interval);
    }
    lock.queue.push_back(&member);
    wait_for_turn(never, Kind::interpreter_lock);
  }
}

void Turns::release_interpreter(Member& member) {
  const auto found = interpreter_locks_.find(member.process_);
  if (found == interpreter_locks_.end() || found->second.owner != nullptr) return;
  std::deque<Member*>& queue = found->second.queue;
  if (queue.empty()) return;
  Member* const following = queue.front();
  queue.pop_front();
  make_ready(*following, End::woken);
}

void Turns::compute(double seconds) {
  Member& me = self();
  InterpreterLock& lock = interpreter_locks_[me.process_];
  double left = seconds;
  // What rounding leaves over is no time.
  const double nothing = platform_.clock_resolution();
  while (left > nothing) {
    acquire_interpreter(me);
    lock.owner = &me;
    const double end = agenda_.now() + left;
    const double until = lock.queue.empty() ? end : std::min(end, agenda_.now() + switch_interval);
    struct Release {
      InterpreterLock& lock;
      ~Release() { lock.owner = nullptr; }
    };
    {
      const Release release{lock};
      wait_for_turn(until, Kind::time);
    }
    left = end - agenda_.now();
    if (left <= nothing || lock.queue.empty()) continue;
    // Somebody has asked for the lock: it goes round.
    release_interpreter(me);
    lock.queue.push_back(&me);
    wait_for_turn(never, Kind::interpreter_lock);
  }
}

}  // namespace loopscope::simulated
