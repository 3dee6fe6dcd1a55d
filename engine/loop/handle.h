#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "engine/base/pool.h"
#include "engine/base/ref.h"
#include "engine/loop/exception.h"
#include "engine/trace/event.h"

namespace loopscope {

class EventLoop;
class Handle;

/// The qualified name that a callback has in CPython ("gather.<locals>._done_callback"). Known by
/// its address: an object must outlive the loops that see it. Usually static constexpr.
struct CallbackLabel {
  std::string_view qualname;
};

/// Has the handle's loop run it as any other, and gives one reference back.
void run_and_release(Handle& handle);

/// What a kind of handle does; one static table for each.
struct HandleType {
  /// Calls the callback. An exception is reported by the loop, as Handle._run does; LoopExit and
  /// what the loop can't know pass through it.
  void (*run)(Handle&);
  /// Drops callback and arguments after cancel(); not called while the handle runs. Null: there is
  /// nothing to drop.
  void (*clear)(Handle&);
  /// The last reference went: destroys the handle and frees its memory.
  void (*destroy)(Handle&);
  EventLoop& (*loop)(const Handle&);
  const CallbackLabel& (*label)(const Handle&);
  /// The trace's identity of the task or future whose method it calls; 0: a plain callback.
  ObjectId (*owner)(const Handle&);
  HandleRole role = HandleRole::call;
  /// run and release in one, for a handle that nobody but the queue refers to. Reports exceptions
  /// itself.
  void (*run_last)(Handle&) = run_and_release;
  /// What repr(handle) gives, for reports; null: made of the label.
  std::string (*repr)(const Handle&) = nullptr;
  /// The label of all its handles, if they have no owner; else null, and they are asked.
  const CallbackLabel* plain_label = nullptr;
};

/// Reports the exception that is being handled as one of a callback (EventLoop's report).
void report_failed_callback(EventLoop& loop, const CallbackLabel& label);

/// What call_soon and call_at return: asyncio.Handle. Counted; 16 bytes without the callback, which
/// a derived class holds together with what its HandleType needs.
class Handle : public Pooled {
 public:
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  /// The callback will not be called. A timer stays in the heap until the loop removes it.
  void cancel();
  bool cancelled() const { return (word_ & cancelled_bit) != 0; }
  const HandleType& type() const { return *type_; }
  EventLoop& loop() const { return type_->loop(*this); }
  const CallbackLabel& label() const { return type_->label(*this); }
  ObjectId owner() const { return type_->owner(*this); }
  /// Identity in the trace; 0 when nothing is recorded.
  ObjectId trace_id() const { return id_; }

  void add_ref() { word_ += one_reference; }
  void release() {
    if (give_back()) type_->destroy(*this);
  }

 protected:
  /// Takes one reference off; true if it was the last.
  bool give_back() {
    if (word_ == one_reference) [[likely]]
      return true;
    word_ -= one_reference;
    if (word_ >= one_reference) return false;
    if ((word_ & context_bit) != 0) [[unlikely]]
      forget_context();
    return true;
  }
  /// Starts without references.
  explicit Handle(const HandleType& type) : type_(&type) {}
  ~Handle() = default;

 private:
  friend class EventLoop;
  friend class LoopTrace;

  static constexpr std::uint32_t cancelled_bit = 1;
  static constexpr std::uint32_t scheduled_bit = 2;  ///< in the heap: asyncio's _scheduled
  static constexpr std::uint32_t queued_bit = 4;     ///< in the ready queue; kept in traced loops
  static constexpr std::uint32_t context_bit = 8;    ///< the loop keeps a context for it
  static constexpr std::uint32_t one_reference = 256;
  /// Nobody but the ready queue of a traced loop refers to it.
  static constexpr std::uint32_t alone_in_queue = one_reference | queued_bit;

  void forget_context();

  const HandleType* type_;
  std::uint32_t word_ = 0;  ///< flags in the low byte, references above
  ObjectId id_ = 0;
};
static_assert(sizeof(Handle) == 16);

using HandleRef = Ref<Handle>;

/// A handle made by call_at and call_later: asyncio.TimerHandle.
class TimerHandle : public Handle {
 public:
  /// Loop seconds at which the callback is due.
  double when() const { return when_; }

 protected:
  TimerHandle(const HandleType& type, double when) : Handle(type), when_(when) {}
  ~TimerHandle() = default;

 private:
  double when_;
};
using TimerRef = Ref<TimerHandle>;

/// A callable with the qualified name that the trace shows for it.
template <const CallbackLabel& Label, class F>
struct Labelled {
  static constexpr const CallbackLabel& label = Label;
  F function;
  template <class... A>
  decltype(auto) operator()(A&&... arguments) {
    return function(std::forward<A>(arguments)...);
  }
};

/// `loop.call_soon(labelled<name>([] { … }))`, `name` being a static CallbackLabel.
template <const CallbackLabel& Label, class F>
Labelled<Label, std::decay_t<F>> labelled(F&& function) {
  return {std::forward<F>(function)};
}

/// Label of callables that bring none.
inline constexpr CallbackLabel anonymous_callback{"<lambda>"};

/// Handle (or TimerHandle) of a C++ callable, stored in place.
template <class F, class Base>
class CallbackHandle final : public Base {
 public:
  template <class... A>
  explicit CallbackHandle(EventLoop& loop, F function, A&&... arguments)
      : Base(table, std::forward<A>(arguments)...), function_(std::move(function)), loop_(&loop) {}

 private:
  static CallbackHandle& self(Handle& handle) { return static_cast<CallbackHandle&>(handle); }
  static void run_it(Handle& handle) { (*self(handle).function_)(); }
  static void run_last_it(Handle& handle) {
    // Given back when the callback has run: the next handle then has another block, and need not
    // wait for this one to come out of the queue.
    struct Kept {
      CallbackHandle& handle;
      ~Kept() {
        if (handle.give_back()) delete &handle;
      }
    };
    const Kept kept{self(handle)};
    try {
      (*self(handle).function_)();
    } catch (const LoopExit&) {
      throw;
    } catch (...) {
      report_failed_callback(*self(handle).loop_, own_label());
    }
  }
  static void clear_it(Handle& handle) { self(handle).function_.reset(); }
  static constexpr bool keeps_nothing = std::is_trivially_destructible_v<F>;
  static void destroy_it(Handle& handle) { delete &self(handle); }
  static EventLoop& loop_of(const Handle& handle) {
    return *static_cast<const CallbackHandle&>(handle).loop_;
  }
  static constexpr const CallbackLabel& own_label() {
    if constexpr (requires { F::label; }) {
      return F::label;
    } else {
      return anonymous_callback;
    }
  }
  static const CallbackLabel& label_of(const Handle&) { return own_label(); }
  static ObjectId owner_of(const Handle&) { return 0; }

  static constexpr HandleType table{run_it,           keeps_nothing ? nullptr : clear_it,
                                    destroy_it,       loop_of,
                                    label_of,         owner_of,
                                    HandleRole::call, run_last_it,
                                    nullptr,          &own_label()};

  /// The callable; trivially destructible ones need no flag.
  class Slot {
   public:
    explicit Slot(F function) : function_(std::move(function)) {}
    F& operator*() { return function_; }
    void reset() {}

   private:
    F function_;
  };

  // In this order: a function of two words is then copied by loads that its stores can feed.
  std::conditional_t<std::is_trivially_destructible_v<F>, Slot, std::optional<F>> function_;
  EventLoop* loop_;
};

}  // namespace loopscope
