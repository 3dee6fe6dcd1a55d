#pragma once

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// The virtual clock stands still while a program computes. A program that waits by looking (at the
/// clock, or once a turn of its loop) would look for ever: after many looks at the same instant,
/// every look takes a little time, as it does everywhere.
class BusyWait final : public Extension {
 public:
  explicit BusyWait(Interpreter& interpreter) : interpreter_(interpreter) {}

  /// The program reads the clock.
  void clock_read() { count(reads_, readings_at_once, 1e-5); }
  /// The program gives its loop a turn (asyncio.sleep).
  void turn() { count(turns_, turns_at_once, 1e-4); }

 private:
  static constexpr int readings_at_once = 10'000;
  static constexpr int turns_at_once = 100'000;

  void count(int& looks, int bearable, double cost);

  Interpreter& interpreter_;
  double instant_ = -1;
  int reads_ = 0;
  int turns_ = 0;
};

}  // namespace loopscope::python
