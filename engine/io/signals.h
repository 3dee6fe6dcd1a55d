#pragma once

#include <type_traits>
#include <utility>

#include "engine/loop/event_loop.h"
#include "engine/platform/signals.h"

namespace loopscope {

namespace detail {
void set_signal_handler(EventLoop& loop, int number, HandleRef handle);
}  // namespace detail

/// loop.add_signal_handler(): calls `callback()` in the loop whenever the signal comes, as often as
/// it does, until remove_signal_handler() or the loop's close(). A handler that was there before is
/// replaced. Throws ArgumentError for no valid signal, LoopError if the loop is closed, the signal
/// can't be caught (SIGKILL, SIGSTOP) or this is not the main thread.
template <class F>
void add_signal_handler(EventLoop& loop, int number, F&& callback) {
  detail::set_signal_handler(
      loop, number,
      HandleRef(new CallbackHandle<std::decay_t<F>, Handle>(loop, std::forward<F>(callback))));
}

/// loop.remove_signal_handler(): what the system does by default happens again. False if there was
/// no handler. Throws ArgumentError for no valid signal.
bool remove_signal_handler(EventLoop& loop, int number);

}  // namespace loopscope
