#include "engine/coro/interrupts.h"

#include <csignal>
#include <memory>

namespace loopscope {
namespace {

/// The callback that asyncio uses to wake the loop.
constexpr CallbackLabel wake_label{"Runner._on_sigint.<locals>.<lambda>"};

[[noreturn]] void throw_interrupt(const EventLoop& loop) {
  throw LoopExit(loop.exception_factory().ended_by_signal(SIGINT));
}

}  // namespace

class Interrupts::Hook final : public LoopAttachment {
 public:
  explicit Hook(Interrupts& interrupts) : interrupts_(interrupts) {}
  void woken(EventLoop&) override { interrupts_.act(); }

 private:
  Interrupts& interrupts_;
};

Interrupts::Interrupts(EventLoop& loop, TaskBase& main_task) : loop_(loop), main_task_(main_task) {
  Signals* const signals = loop.platform().signals_if_any();
  if (signals == nullptr || !signals->on_main_thread() || !signals->is_default(SIGINT)) return;
  signals->receive(SIGINT, *this);
  signals_ = signals;
  loop.attach(LoopAttachment::Slot::interrupts, std::make_unique<Hook>(*this));
}

Interrupts::~Interrupts() {
  if (signals_ == nullptr) return;
  signals_->release(SIGINT, *this);
  loop_.attach(LoopAttachment::Slot::interrupts, nullptr);
}

void Interrupts::signal_arrived(int, EventId cause) noexcept {
  cause_.store(cause);
  arrived_.fetch_add(1);
  loop_.wake();
}

// Runner._on_sigint
void Interrupts::act() {
  while (count_ < arrived_.load()) {
    if (++count_ > 1 || main_task_.done()) throw_interrupt(loop_);
    const auto interrupt = [&] {
      main_task_.cancel();
      loop_.call_soon_threadsafe(labelled<wake_label>([] {}));
    };
    LoopTrace* const trace = loop_.trace();
    if (trace == nullptr) {
      interrupt();
      continue;
    }
    const CauseKept kept(*trace);
    EventId cause = cause_.load();
    if (cause == 0) {
      cause = trace->record(EventKind::signal_arrived, 0, SIGINT,
                            trace->intern(Signals::name_of(SIGINT)), 0);
    }
    trace->set_cause(cause);
    interrupt();
  }
}

void Interrupts::check_cancelled() {
  if (count_ > 0 && main_task_.uncancel() == 0) throw_interrupt(loop_);
}

}  // namespace loopscope
