#pragma once

#include <optional>
#include <utility>

#include "engine/loop/event_loop.h"

namespace loopscope {

/// Handle of a callable whose label is known at run time only (a method of whatever class a
/// transport or protocol has). The label must outlive the loop.
template <class F>
class MethodHandle final : public Handle {
 public:
  MethodHandle(EventLoop& loop, const CallbackLabel& label, F function)
      : Handle(table), loop_(&loop), label_(&label), function_(std::move(function)) {}

 private:
  static MethodHandle& self(Handle& handle) { return static_cast<MethodHandle&>(handle); }
  static const MethodHandle& self(const Handle& handle) {
    return static_cast<const MethodHandle&>(handle);
  }
  static void run_it(Handle& handle) { (*self(handle).function_)(); }
  static void clear_it(Handle& handle) {
    // What goes may hold the last reference of what holds the handle.
    const std::optional<F> function = std::exchange(self(handle).function_, std::nullopt);
  }
  static void destroy_it(Handle& handle) { delete &self(handle); }
  static EventLoop& loop_of(const Handle& handle) { return *self(handle).loop_; }
  static const CallbackLabel& label_of(const Handle& handle) { return *self(handle).label_; }
  static ObjectId owner_of(const Handle&) { return 0; }
  static constexpr HandleType table{run_it,   clear_it, destroy_it,      loop_of,
                                    label_of, owner_of, HandleRole::call};

  EventLoop* loop_;
  const CallbackLabel* label_;
  std::optional<F> function_;
};

template <class F>
HandleRef make_handle(EventLoop& loop, const CallbackLabel& label, F function) {
  return HandleRef(new MethodHandle<F>(loop, label, std::move(function)));
}

/// loop.call_soon() with such a label.
template <class F>
HandleRef call_soon_as(EventLoop& loop, const CallbackLabel& label, F function) {
  HandleRef handle = make_handle(loop, label, std::move(function));
  loop.enqueue(*handle);
  return handle;
}

}  // namespace loopscope
