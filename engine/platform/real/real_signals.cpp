#include "engine/platform/real/real_signals.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <thread>

#include "engine/base/os_error.h"
#include "engine/loop/errors.h"

namespace loopscope {
namespace {

// A signal's handler is given a number and nothing else, so this has to lie at a fixed place.
std::array<std::atomic<SignalReceiver*>, 65> receivers;
std::atomic<int> handlers_running = 0;
static_assert(std::atomic<SignalReceiver*>::is_always_lock_free);

extern "C" void loopscope_signal_handler(int number) {
  const int error = errno;
  handlers_running.fetch_add(1);
  if (SignalReceiver* const receiver = receivers[static_cast<std::size_t>(number)].load()) {
    receiver->signal_arrived(number, 0);
  }
  handlers_running.fetch_sub(1);
  errno = error;
}

/// Handlers that run on other threads have ended.
void wait_for_handlers() {
  while (handlers_running.load() != 0) std::this_thread::yield();
}

void set_action(int number, void (*handler)(int)) {
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigfillset(&action.sa_mask);
  if (sigaction(number, &action, nullptr) == 0) return;
  if (errno == EINVAL) {
    throw LoopError("sig " + std::to_string(number) + " cannot be caught");
  }
  throw OsError(errno);
}

}  // namespace

RealSignals::~RealSignals() {
  for (int number = 1; number <= 64; ++number) {
    if (!taken_.test(static_cast<std::size_t>(number))) continue;
    std::signal(number, SIG_DFL);
    receivers[static_cast<std::size_t>(number)].store(nullptr);
  }
  wait_for_handlers();
}

void RealSignals::receive(int number, SignalReceiver& receiver) {
  const auto index = static_cast<std::size_t>(number);
  SignalReceiver* const before = receivers[index].exchange(&receiver);
  try {
    set_action(number, loopscope_signal_handler);
  } catch (...) {
    receivers[index].store(before);
    throw;
  }
  taken_.set(index);
  if (before != nullptr) wait_for_handlers();
}

void RealSignals::release(int number, SignalReceiver& receiver) noexcept {
  const auto index = static_cast<std::size_t>(number);
  SignalReceiver* expected = &receiver;
  if (receivers[index].load() == expected) {
    std::signal(number, SIG_DFL);
    receivers[index].compare_exchange_strong(expected, nullptr);
    taken_.reset(index);
  }
  wait_for_handlers();
}

bool RealSignals::is_default(int number) const {
  struct sigaction action {};
  return sigaction(number, nullptr, &action) == 0 && (action.sa_flags & SA_SIGINFO) == 0 &&
         action.sa_handler == SIG_DFL;
}

void RealSignals::raise(int number) {
  if (kill(getpid(), number) < 0) throw OsError(errno);
}

bool RealSignals::on_main_thread() const {
  return gettid() == getpid();
}

}  // namespace loopscope
