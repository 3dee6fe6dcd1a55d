#include "engine/platform/real/epoll_selector.h"

#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <string>

#include "engine/base/os_error.h"

namespace loopscope {

EpollSelector::EpollSelector() {
  epoll_ = epoll_create1(EPOLL_CLOEXEC);
  wakeup_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.fd = wakeup_;
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
  ready_.clear();
  woken_ = false;
  // Whole milliseconds, upwards, as Python's selectors do: a timer must not find itself early.
  const double limit = std::min(std::ceil(timeout * 1e3), 2147483647.0);
  if (wait(timeout < 0 ? -1 : static_cast<int>(limit))) return Outcome::woken;
  // The flag may be left over; but a wake() may also have come just now.
  if (watched_count_ == 0 && must_look_.exchange(false) && wait(0)) return Outcome::woken;
  return Outcome::timed_out;
}

bool EpollSelector::wait(int milliseconds) {
  std::array<epoll_event, 256> events;
  const int count =
      epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), milliseconds);
  if (count < 0 && errno != EINTR) {
    throw Error(std::string("The event loop can't wait for events: ") + std::strerror(errno));
  }
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    if (event.data.fd == wakeup_) {
      must_look_.store(true, std::memory_order_release);
      woken_ = true;
      continue;
    }
    // Errors and hang-ups wake both sides, as in Python's EpollSelector.
    const Interest found = static_cast<Interest>(
        ((event.events & ~static_cast<unsigned>(EPOLLOUT)) != 0 ? interest_read : 0) |
        ((event.events & ~static_cast<unsigned>(EPOLLIN)) != 0 ? interest_write : 0));
    const Interest asked = watched_[static_cast<std::size_t>(event.data.fd)];
    ready_.push_back({event.data.fd, static_cast<Interest>(found & asked), 0});
  }
  return count > 0;
}

void EpollSelector::watch(int descriptor, Interest interest) {
  const auto index = static_cast<std::size_t>(descriptor);
  if (index >= watched_.size()) watched_.resize(index + index / 2 + 16);
  const Interest before = watched_[index];
  if (before == interest) return;
  epoll_event event{};
  event.events = ((interest & interest_read) != 0 ? static_cast<unsigned>(EPOLLIN) : 0U) |
                 ((interest & interest_write) != 0 ? static_cast<unsigned>(EPOLLOUT) : 0U);
  event.data.fd = descriptor;
  const int operation = before == 0 ? EPOLL_CTL_ADD : interest == 0 ? EPOLL_CTL_DEL : EPOLL_CTL_MOD;
  // A descriptor that was closed first has left epoll by itself.
  if (epoll_ctl(epoll_, operation, descriptor, &event) < 0 && interest != 0) throw OsError(errno);
  watched_count_ += static_cast<std::size_t>(before == 0);
  watched_count_ -= static_cast<std::size_t>(interest == 0);
  watched_[index] = interest;
  if (watched_count_ > 0) must_look_.store(true, std::memory_order_release);
}

void EpollSelector::take_wakes() {
  must_look_.store(watched_count_ > 0, std::memory_order_release);
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
