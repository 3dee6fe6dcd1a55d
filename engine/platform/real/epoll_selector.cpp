#include "engine/platform/real/epoll_selector.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>

#include "engine/base/error.h"

namespace loopscope {

EpollSelector::EpollSelector() {
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  wakeup_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  if (epoll_ < 0 || wakeup_ < 0 || epoll_ctl(epoll_, EPOLL_CTL_ADD, wakeup_, &event) < 0) {
    const std::string reason = std::strerror(errno);
    if (epoll_ >= 0) close(epoll_);
    if (wakeup_ >= 0) close(wakeup_);
    throw Error("The event loop can't wait for events: " + reason);
  }
}

EpollSelector::~EpollSelector() {
  close(epoll_);
  close(wakeup_);
}

Selector::Outcome EpollSelector::select(double timeout) {
  // Whole milliseconds, upwards, as Python's selectors do: a timer must not find itself early.
  const int milliseconds = timeout < 0 ? -1 : static_cast<int>(std::ceil(timeout * 1e3));
  if (wait(milliseconds)) {
    must_look_.store(false, std::memory_order_release);
    take_wakes();
    return Outcome::woken;
  }
  // The flag may be left over; but a wake() may also have come just now.
  if (must_look_.exchange(false) && wait(0)) {
    take_wakes();
    return Outcome::woken;
  }
  return Outcome::timed_out;
}

bool EpollSelector::wait(int milliseconds) {
  epoll_event event{};
  const int count = epoll_wait(epoll_, &event, 1, milliseconds);
  if (count < 0 && errno != EINTR) {
    throw Error(std::string("The event loop can't wait for events: ") + std::strerror(errno));
  }
  return count > 0;
}

void EpollSelector::take_wakes() {
  std::uint64_t wakes = 0;
  if (read(wakeup_, &wakes, sizeof wakes) < 0 && errno != EAGAIN) {
    throw Error(std::string("The event loop's wake-up can't be read: ") + std::strerror(errno));
  }
}

void EpollSelector::wake() {
  const std::uint64_t one = 1;
  // Full (EAGAIN) means that the loop will wake anyway.
  if (write(wakeup_, &one, sizeof one) < 0 && errno != EAGAIN) {
    throw Error(std::string("The event loop can't be woken: ") + std::strerror(errno));
  }
  must_look_.store(true, std::memory_order_release);
}

}  // namespace loopscope
