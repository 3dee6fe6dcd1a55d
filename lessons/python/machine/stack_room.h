#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// While it lives, the calling thread knows where its C++ stack ends. Python's own calls need none;
/// what re-enters the machine or recurses in C++ does, however high a program sets its limit.
class StackRoom {
 public:
  StackRoom();
  ~StackRoom() { end_ = before_; }
  StackRoom(const StackRoom&) = delete;
  StackRoom& operator=(const StackRoom&) = delete;

  /// What is left is only enough for ending what is under way.
  static bool used_up() { return static_cast<const char*>(__builtin_frame_address(0)) < end_; }

 private:
  inline static constinit thread_local const char* end_ = nullptr;
  const char* before_ = end_;
};

/// True if there is room for more recursion in C++; otherwise RecursionError was raised. For what
/// CPython doesn't count as a level.
bool check_stack(Interpreter& interpreter, const char* where);

/// One more level of recursion in C++: `NativeRecursion guard(interpreter, " in comparison"); if
/// (!guard) …`. False: RecursionError was raised.
class NativeRecursion {
 public:
  explicit NativeRecursion(Interpreter& interpreter, const char* where = "")
      : level_(interpreter, where),
        entered_(level_ && (!StackRoom::used_up() || check_stack(interpreter, where))) {}
  explicit operator bool() const { return entered_; }

 private:
  Recursion level_;
  bool entered_;
};

}  // namespace loopscope::python
