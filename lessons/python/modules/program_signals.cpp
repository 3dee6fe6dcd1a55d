#include "lessons/python/modules/program_signals.h"

#include <csignal>
#include <memory>

#include "engine/loop/event_loop.h"
#include "engine/platform/platform.h"
#include "engine/platform/signal_defaults.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/exceptions.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/int_object.h"

namespace loopscope::python {

namespace {

constexpr int last_number = 64;

bool can_be_caught(int number) {
  return Signals::is_valid(number) && number != SIGKILL && number != SIGSTOP;
}

}  // namespace

/// Looks for signals when its loop was woken.
class ProgramSignals::Hook final : public LoopAttachment {
 public:
  explicit Hook(ProgramSignals& signals) : signals_(signals) {}
  void woken(EventLoop& loop) override { signals_.deliver_arrived(loop); }

 private:
  ProgramSignals& signals_;
};

ProgramSignals::ProgramSignals(Interpreter& interpreter) : interpreter_(interpreter) {
  handlers_.fill(Value::small(by_system));
  set_handler(SIGINT, Value::small(interrupts));
  set_handler(SIGPIPE, Value::small(ignored));
  set_handler(SIGXFSZ, Value::small(ignored));
}

ProgramSignals::~ProgramSignals() {
  Signals* const signals = interpreter_.platform().signals_if_any();
  if (!receives_ || signals == nullptr) return;
  for (int number = 1; number <= last_number; ++number) signals->release(number, *this);
}

void ProgramSignals::clear() {
  handlers_.fill(Value::small(by_system));
}

void ProgramSignals::receive_all() {
  Signals* const signals = interpreter_.platform().signals_if_any();
  if (signals == nullptr) return;
  receives_ = true;
  for (int number = 1; number <= last_number; ++number) {
    if (can_be_caught(number)) signals->receive(number, *this);
  }
}

void ProgramSignals::add_loop(EventLoop& loop) {
  if (!receives_) return;
  loop.attach(LoopAttachment::Slot::interrupts, std::make_unique<Hook>(*this));
  if (!arrived_.empty()) loop.wake();
}

bool ProgramSignals::is_special(int number, Special special) const {
  return handler(number).is_small() && handler(number).small() == special;
}

bool ProgramSignals::on_main_thread() const {
  const Signals* const signals = interpreter_.platform().signals_if_any();
  return signals != nullptr && signals->on_main_thread();
}

bool ProgramSignals::deliver(int number, const Value& frame) {
  if (is_special(number, ignored)) return true;
  if (is_special(number, interrupts)) {
    return interpreter_.raise(
        make_exception(interpreter_, *interpreter_.exceptions.keyboard_interrupt, Arguments()));
  }
  if (is_special(number, by_system)) {
    if (is_ignored_by_default(number)) return true;
    return interpreter_.raise_with(*interpreter_.exceptions.system_exit,
                                   Value::small(128 + number));
  }
  const Value kept = handler(number);
  return static_cast<bool>(call(interpreter_, kept, {Value::small(number), frame}));
}

void ProgramSignals::signal_arrived(int number, EventId cause) noexcept {
  arrived_.push_back({number, cause});
  for (RunControl* const loop : interpreter_.platform().loops()) loop->wake();
}

void ProgramSignals::deliver_arrived(EventLoop& loop) {
  if (!on_main_thread()) return;
  while (!arrived_.empty()) {
    const Arrival arrival = arrived_.front();
    arrived_.pop_front();
    LoopTrace* const trace = loop.trace();
    const Because because = trace != nullptr ? Because(*trace, arrival.cause) : Because();
    if (!deliver(arrival.number, Value::none())) throw LoopExit(take_exception(interpreter_));
  }
}

// The module _signal, on which signal is written. Numbers are checked there.

namespace {

int number_of(const Value& value) {
  return static_cast<int>(value.small());
}

Value get_handler(Interpreter& interpreter, const Value&, Arguments arguments) {
  return interpreter.extension<ProgramSignals>().handler(number_of(arguments[0]));
}

Value set_handler(Interpreter& interpreter, const Value&, Arguments arguments) {
  interpreter.extension<ProgramSignals>().set_handler(number_of(arguments[0]), arguments[1]);
  return Value::none();
}

Value deliver(Interpreter& interpreter, const Value&, Arguments arguments) {
  const bool done =
      interpreter.extension<ProgramSignals>().deliver(number_of(arguments[0]), arguments[1]);
  return done ? Value::none() : Value();
}

Value on_main_thread(Interpreter& interpreter, const Value&, Arguments) {
  return Value::boolean(interpreter.extension<ProgramSignals>().on_main_thread());
}

constexpr NativeDefinition functions[] = {{"get_handler", get_handler, Signature::one},
                                          {"set_handler", set_handler, Signature::positional, 2, 2},
                                          {"deliver", deliver, Signature::positional, 2, 2},
                                          {"on_main_thread", on_main_thread, Signature::none}};

}  // namespace

bool make_signal_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

}  // namespace loopscope::python
