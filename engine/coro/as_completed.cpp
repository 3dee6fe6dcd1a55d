#include "engine/coro/as_completed.h"

namespace loopscope::detail {

struct Completions::Done {
  static constexpr CallbackLabel label{"as_completed.<locals>._on_completion"};
  Ref<Completions> all;
  void operator()(FutureBase& future) { all->completed(future); }
};

struct Completions::TimedOut {
  static constexpr CallbackLabel label{"as_completed.<locals>._on_timeout"};
  Ref<Completions> all;
  void operator()() { all->timed_out(); }
};

void Completions::start(const std::vector<Ref<FutureBase>>& futures,
                        std::optional<double> timeout) {
  trace_begin(futures);
  const Ref<Completions> self(this);
  for (const Ref<FutureBase>& future : futures) {
    todo_.emplace(future.get(), Awaited{future, future->add_done_callback(Done{self})});
  }
  if (!futures.empty() && timeout) timer_ = loop_.call_later(*timeout, TimedOut{self});
}

void Completions::completed(FutureBase& future) {
  if (todo_.empty()) return;  // the timeout was first
  todo_.erase(&future);
  put(Ref<FutureBase>(&future));
  if (!todo_.empty()) return;
  if (timer_) timer_->cancel();
  trace_end();
}

void Completions::timed_out() {
  timer_ = nullptr;
  auto todo = std::exchange(todo_, {});
  for (auto& [future, awaited] : todo) {
    awaited.future->remove_done_callback(*awaited.callback);
    put(nullptr);
  }
  trace_end();
}

void Completions::put(Ref<FutureBase> future) {
  done_.push_back(std::move(future));
  wake_next();
}

// As Queue's: the first who still waits leaves the line.
void Completions::wake_next() {
  while (Waiter* const next = getters_.front()) {
    const Ref<Waiter> kept(next);
    getters_.remove(*next);
    if (next->done()) continue;
    next->wake();
    return;
  }
}

namespace {

/// A place in the line, while this lives.
class Place {
 public:
  Place(WaiterLine& line, Ref<Waiter> waiter) : line_(line), waiter_(std::move(waiter)) {
    line_.push_back(*waiter_);
  }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() {
    if (waiter_->in_line()) line_.remove(*waiter_);
  }

 private:
  WaiterLine& line_;
  Ref<Waiter> waiter_;
};

}  // namespace

Coro<Ref<FutureBase>> Completions::next(Ref<Completions> self) {
  while (self->done_.empty()) {
    const Ref<Waiter> getter(new Waiter(self->loop_, "as_completed"));
    if (LoopTrace* const trace = self->loop_.trace(); trace != nullptr && self->id_ != 0) {
      trace->record(EventKind::future_awaits, getter->trace_id(), self->id_, 0, trace->cause());
    }
    try {
      const Place place(self->getters_, getter);
      co_await until_woken(getter);
    } catch (...) {
      getter->cancel();
      if (!self->done_.empty() && !getter->cancelled()) self->wake_next();
      throw;
    }
  }
  Ref<FutureBase> future = std::move(self->done_.front());
  self->done_.pop_front();
  if (!future) throw TimeoutError();
  co_return future;
}

// One object stands for all of them, so that each getter needs but one edge.
void Completions::trace_begin(const std::vector<Ref<FutureBase>>& futures) {
  LoopTrace* const trace = loop_.trace();
  if (trace == nullptr || futures.empty()) return;
  id_ = trace->new_object();
  trace->record(EventKind::future_created, id_, 0, trace->intern("as_completed"), trace->cause());
  for (const Ref<FutureBase>& future : futures) {
    trace->record(EventKind::future_awaits, id_, future->trace_id(), 0, trace->cause());
  }
}

void Completions::trace_end() const {
  LoopTrace* const trace = loop_.trace();
  if (trace == nullptr || id_ == 0) return;
  trace->record(EventKind::future_done, id_, 0, trace->intern("None"), trace->cause(),
                static_cast<std::uint16_t>(FutureOutcome::result));
}

}  // namespace loopscope::detail
