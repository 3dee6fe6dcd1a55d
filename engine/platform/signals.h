#pragma once

#include <string>

#include "engine/trace/event.h"

namespace loopscope {

/// Who is told of signals. Must be taken back (`Signals::release`) before it goes.
class SignalReceiver {
 public:
  /// A signal has come. On the real platform this is called in the signal's handler, on any thread,
  /// and may do no more than such a handler may. `cause`: the event that tells of it; 0: none yet.
  virtual void signal_arrived(int number, EventId cause) noexcept = 0;

 protected:
  ~SignalReceiver() = default;
};

/// The signals of the process. Receivers are set and taken back on the main thread.
class Signals {
 public:
  virtual ~Signals() = default;
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  /// Tells `receiver`, and nobody else, of the signals of that number. Throws LoopError if they
  /// can't be caught.
  virtual void receive(int number, SignalReceiver& receiver) = 0;
  /// What the system does by default happens again, unless another receiver has taken the signal.
  /// Afterwards nobody calls the receiver.
  virtual void release(int number, SignalReceiver& receiver) noexcept = 0;
  /// Nobody receives the signal, and it is not ignored.
  virtual bool is_default(int number) const = 0;
  /// signal.raise_signal(): sends the program a signal.
  virtual void raise(int number) = 0;
  /// The calling thread may set receivers.
  virtual bool on_main_thread() const = 0;

  /// signal.valid_signals()
  static bool is_valid(int number) {
    return 1 <= number && number <= 64 && number != 32 && number != 33;
  }
  /// Throws ArgumentError("invalid signal number 99").
  static void check_number(int number);
  /// "SIGTERM"; "signal 40" for one without a name.
  static std::string name_of(int number);

 protected:
  Signals() = default;
};

}  // namespace loopscope
