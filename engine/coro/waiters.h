#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "engine/base/ref.h"
#include "engine/coro/coro.h"
#include "engine/coro/future.h"

namespace loopscope {

/// A future that one coroutine waits for until it is woken: what asyncio's locks, queues and waits
/// make with create_future(). May stand in one WaiterLine.
class Waiter final : public FutureBase {
 public:
  using Value = void;

  /// The trace shows `label`.
  Waiter(EventLoop& loop, std::string_view label) : FutureBase(loop, label) {}

  /// set_result(), unless it is done; `result` is the repr of the value that asyncio gives it, a
  /// literal.
  void wake(std::string_view result = "None") {
    if (done()) return;
    result_ = result;
    finish();
  }
  void result() { check_result(); }
  std::string result_repr() const override { return std::string(result_); }
  bool in_line() const { return in_line_; }

 private:
  friend class WaiterLine;

  TextId result_text(LoopTrace& trace) const override { return trace.intern(result_); }
  void dispose() override { delete this; }

  std::string_view result_ = "None";
  Waiter* previous_ = nullptr;
  Waiter* next_ = nullptr;
  bool in_line_ = false;
};

/// `co_await until_woken(waiter)`
inline detail::FutureAwaiter<Waiter> until_woken(Ref<Waiter> waiter) {
  return detail::FutureAwaiter<Waiter>(std::move(waiter));
}

/// Who waits, first come first: asyncio's deque of waiters. Each waiter that stands in it belongs
/// to a coroutine, which takes it out.
class WaiterLine {
 public:
  WaiterLine() = default;
  WaiterLine(const WaiterLine&) = delete;
  WaiterLine& operator=(const WaiterLine&) = delete;

  void push_back(Waiter& waiter);
  void remove(Waiter& waiter);
  /// Null if nobody waits.
  Waiter* front() const { return first_; }
  static Waiter* after(const Waiter& waiter) { return waiter.next_; }
  bool empty() const { return first_ == nullptr; }
  std::size_t size() const { return size_; }
  /// Nobody waits but those who were cancelled and have not noticed yet.
  bool all_cancelled() const;
  /// The first that is not done; null if there is none.
  Waiter* first_pending() const;

 private:
  Waiter* first_ = nullptr;
  Waiter* last_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace loopscope
