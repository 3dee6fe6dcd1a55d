#pragma once

#include <cstdint>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// threading.get_ident() of the main thread.
inline constexpr std::int64_t main_thread_ident = 139637976000000;
/// threading.get_ident() of the calling thread.
std::int64_t thread_ident();
/// At the beginning of a thread.
void set_thread_ident(std::int64_t ident);
inline bool on_main_thread() {
  return thread_ident() == main_thread_ident;
}
/// The program's end: waits for the threads that are not daemons, as threading does. Throws
/// ProgramStopped if that never ends.
void wait_for_threads(Interpreter& interpreter);

}  // namespace loopscope::python
