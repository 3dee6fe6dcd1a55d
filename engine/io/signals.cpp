#include "engine/io/signals.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <utility>

#include "engine/loop/method_handle.h"
#include "engine/platform/platform.h"
#include "engine/platform/signal_queue.h"

namespace loopscope {
namespace {

/// The signal handlers of a loop.
class LoopSignals final : public LoopAttachment, private SignalReceiver {
 public:
  explicit LoopSignals(EventLoop& loop) : loop_(loop), signals_(loop.platform().signals()) {}
  ~LoopSignals() override { remove_all(); }

  static LoopSignals* find(const EventLoop& loop) {
    return static_cast<LoopSignals*>(loop.attachment(Slot::signals));
  }
  static LoopSignals& of(EventLoop& loop) {
    if (find(loop) == nullptr) loop.attach(Slot::signals, std::make_unique<LoopSignals>(loop));
    return *find(loop);
  }

  void set(int number, HandleRef handle) {
    signals_.receive(number, *this);
    handlers_.insert_or_assign(number, std::move(handle));
  }
  bool remove(int number) {
    if (handlers_.erase(number) == 0) return false;
    signals_.release(number, *this);
    return true;
  }

  void loop_closes(EventLoop&) override { remove_all(); }
  void wakeup_read(EventLoop&) override {
    while (const auto arrival = queue_.pop()) call(*arrival);
    if (const std::uint32_t lost = queue_.take_lost(); lost != 0) {
      loop_.log(fmt::format("{} signals were lost: too many came at once", lost));
    }
  }

 private:
  void signal_arrived(int number, EventId cause) noexcept override {
    queue_.push({number, cause});
    loop_.wake();
  }

  // Several of a signal may wait at once, so each has a handle of its own.
  void call(const SignalQueue::Arrival& arrival) {
    const auto found = handlers_.find(arrival.number);
    if (found == handlers_.end()) return;
    const HandleRef target = found->second;
    const HandleRef handle =
        make_handle(loop_, target->label(), [target] { target->type().run(*target); });
    if (const ContextRef context = loop_.contexts().find(target.get())) {
      loop_.keep_context(*handle, context);
    }
    if (loop_.trace() == nullptr) {
      loop_.enqueue(*handle);
    } else {
      const CauseKept kept(*loop_.trace());
      loop_.trace()->set_cause(event_of(arrival));
      loop_.enqueue(*handle);
    }
    loop_.wake();
  }
  EventId event_of(const SignalQueue::Arrival& arrival) {
    if (arrival.cause != 0) return arrival.cause;
    LoopTrace& trace = *loop_.trace();
    return trace.record(EventKind::signal_arrived, 0, static_cast<std::uint32_t>(arrival.number),
                        trace.intern(Signals::name_of(arrival.number)), 0);
  }
  void remove_all() {
    while (!handlers_.empty()) remove(handlers_.begin()->first);
  }

  EventLoop& loop_;
  Signals& signals_;
  std::map<int, HandleRef> handlers_;
  SignalQueue queue_;
};

}  // namespace

void detail::set_signal_handler(EventLoop& loop, int number, HandleRef handle) {
  Signals::check_number(number);
  loop.check_open();
  if (!loop.platform().signals().on_main_thread()) {
    throw LoopError("set_wakeup_fd only works in main thread of the main interpreter");
  }
  if (loop.contexts().in_use()) loop.keep_context(*handle, nullptr);
  LoopSignals::of(loop).set(number, std::move(handle));
}

bool remove_signal_handler(EventLoop& loop, int number) {
  Signals::check_number(number);
  LoopSignals* const signals = LoopSignals::find(loop);
  return signals != nullptr && signals->remove(number);
}

}  // namespace loopscope
