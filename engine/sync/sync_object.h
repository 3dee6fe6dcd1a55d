#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/pool.h"
#include "engine/base/ref.h"
#include "engine/coro/coro.h"
#include "engine/coro/waiters.h"
#include "engine/loop/errors.h"
#include "engine/sync/sync_trace.h"

namespace loopscope {

namespace detail {

/// What the engine's locks, events … have in common: their state, which copies share and which
/// coroutines that wait keep alive, belongs to the first loop on which somebody had to wait.
class SyncObject : public SyncTrace, public Pooled {
 public:
  using SyncTrace::SyncTrace;

  /// The running loop; throws LoopError("… is bound to a different event loop") where it is not the
  /// one that the object belongs to.
  EventLoop& bound_loop();
  /// "<Lock [locked, waiters:1]>"
  virtual std::string repr() const = 0;

  void add_ref() { ++references_; }
  void release_ref() {
    if (--references_ == 0) delete this;
  }

 protected:
  /// "<Lock [locked, waiters:2]>" of "Lock", "locked" and the line.
  static std::string repr_of(std::string_view type, std::string_view state, const WaiterLine& line);
  /// Writes down a line for tell().
  static void list(const WaiterLine& line, ObjectQueue& futures);

 private:
  std::atomic<EventLoop*> loop_ = nullptr;  // asyncio too takes care of threads only here
  std::uint32_t references_ = 0;
};

/// A place in a line of waiters, while this lives. Must be kept by a coroutine that keeps the
/// object.
class InLine {
 public:
  /// `label` is shown for the future that is waited for: "Lock.acquire".
  InLine(SyncObject& object, WaiterLine& line, std::string_view label,
         SyncLine which = SyncLine::waiters);
  InLine(const InLine&) = delete;
  InLine& operator=(const InLine&) = delete;
  ~InLine();

  const Ref<Waiter>& waiter() const { return waiter_; }
  /// `co_await place.turn()`: returns when the waiter is woken.
  FutureAwaiter<Waiter> turn() const { return until_woken(waiter_); }

 private:
  SyncObject& object_;
  WaiterLine& line_;
  Ref<Waiter> waiter_;
};

/// An error of a release that no caller can be told of.
void report_failed_release(const std::string& what);

/// Counted pointer to a SyncObject, whose own release() is another thing.
template <class T>
class SyncRef {
 public:
  explicit SyncRef(T* object) : object_(object) { object_->add_ref(); }
  SyncRef(const SyncRef& other) : SyncRef(other.object_) {}
  SyncRef& operator=(const SyncRef& other) {
    SyncRef copy(other);
    std::swap(object_, copy.object_);
    return *this;
  }
  ~SyncRef() { object_->release_ref(); }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  friend bool operator==(const SyncRef&, const SyncRef&) = default;

 private:
  T* object_;
};

}  // namespace detail

/// Holds a lock, a condition's lock or one unit of a semaphore, and releases it when it is
/// destroyed: the block of an `async with`. Where that is misuse (somebody has released it already)
/// the running loop's exception handler is told.
template <class L>
class [[nodiscard]] Holding {
 public:
  /// Takes over what the caller has acquired.
  explicit Holding(L lock) : lock_(std::move(lock)) {}
  Holding(Holding&& other) noexcept
      : lock_(other.lock_), held_(std::exchange(other.held_, false)) {}  // NOLINT: no lock is empty
  Holding& operator=(Holding&&) = delete;
  ~Holding() {
    if (!held_) return;
    try {
      lock_.release();
    } catch (const Error& error) {
      detail::report_failed_release(error.what());
    }
  }

  /// Releases it now; throws as the lock's release() does.
  void release() {
    held_ = false;
    lock_.release();
  }

 private:
  L lock_;
  bool held_ = true;
};

/// `const auto held = co_await hold(lock);`: acquires, and releases at the end of the scope.
template <class L>
Coro<Holding<L>> hold(L lock) {
  co_await lock.acquire();
  co_return Holding<L>(std::move(lock));
}

}  // namespace loopscope
