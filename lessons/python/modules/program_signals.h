#pragma once

#include <array>
#include <deque>

#include "engine/platform/signals.h"
#include "lessons/python/interpreter.h"

namespace loopscope {
class EventLoop;
}

namespace loopscope::python {

/// The program's handlers of signals, whoever sends these: the program itself, or somebody from
/// outside (an intervention). A handler runs at once if the program is the sender; what comes from
/// outside is handled by the main thread's loop as soon as it looks.
class ProgramSignals final : public Extension, private SignalReceiver {
 public:
  /// What stands in for a handler, as small integers: signal.SIG_DFL, SIG_IGN and
  /// signal.default_int_handler.
  enum Special : std::int64_t { by_system = 0, ignored = 1, interrupts = 2 };

  explicit ProgramSignals(Interpreter& interpreter);
  ~ProgramSignals() override;
  void clear() override;

  /// Signals from outside are the program's from now on.
  void receive_all();
  /// A loop of the program was made: it handles what comes from outside.
  void add_loop(EventLoop& loop);

  const Value& handler(int number) const { return handlers_[index(number)]; }
  void set_handler(int number, Value handler) { handlers_[index(number)] = std::move(handler); }
  bool is_special(int number, Special special) const;
  /// The calling thread may set handlers.
  bool on_main_thread() const;
  /// Does what is to be done about a signal; `frame` is the handler's second argument. False if
  /// that has raised.
  bool deliver(int number, const Value& frame);

 private:
  class Hook;
  struct Arrival {
    int number;
    EventId cause;
  };

  static std::size_t index(int number) { return static_cast<std::size_t>(number); }
  void signal_arrived(int number, EventId cause) noexcept override;
  void deliver_arrived(EventLoop& loop);

  Interpreter& interpreter_;
  std::array<Value, 65> handlers_;
  std::deque<Arrival> arrived_;
  bool receives_ = false;
};

}  // namespace loopscope::python
