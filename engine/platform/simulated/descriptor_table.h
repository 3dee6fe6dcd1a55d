#pragma once

#include <cerrno>
#include <cstddef>
#include <memory>
#include <vector>

#include "engine/base/os_error.h"
#include "engine/platform/simulated/endpoint.h"

namespace loopscope::simulated {

/// The simulated process's descriptors: small numbers from 3 up, the lowest free one first.
class DescriptorTable {
 public:
  static constexpr int first = 3;

  /// `limit`: numbers stay below it.
  explicit DescriptorTable(int limit) : limit_(limit) {}

  /// Throws OsError(EMFILE) unless `count` descriptors can be opened.
  void require_room(int count = 1) const {
    if (open_ + count > limit_ - first) throw OsError(EMFILE);
  }
  /// Its number. Throws OsError(EMFILE).
  int open(std::unique_ptr<Endpoint> endpoint) {
    require_room();
    std::size_t index = 0;
    while (index < slots_.size() && slots_[index]) ++index;
    if (index == slots_.size()) slots_.emplace_back();
    const int number = first + static_cast<int>(index);
    endpoint->set_descriptor(number);
    slots_[index] = std::move(endpoint);
    ++open_;
    return number;
  }
  /// Puts another endpoint in the place of one. Throws OsError(EBADF).
  Endpoint& replace(int number, std::unique_ptr<Endpoint> endpoint) {
    at(number).set_descriptor(-1);
    endpoint->set_descriptor(number);
    auto& slot = slots_[static_cast<std::size_t>(number - first)];
    slot = std::move(endpoint);
    return *slot;
  }
  /// Takes it out. Throws OsError(EBADF).
  std::unique_ptr<Endpoint> take(int number) {
    at(number).set_descriptor(-1);
    --open_;
    return std::move(slots_[static_cast<std::size_t>(number - first)]);
  }
  /// Null if it is not open.
  Endpoint* find(int number) const {
    const auto index = static_cast<std::size_t>(number - first);
    return number >= first && index < slots_.size() ? slots_[index].get() : nullptr;
  }
  /// Throws OsError(EBADF).
  Endpoint& at(int number) const {
    Endpoint* const endpoint = find(number);
    if (endpoint == nullptr) throw OsError(EBADF);
    return *endpoint;
  }
  int open_count() const { return open_; }

 private:
  int limit_;
  int open_ = 0;
  std::vector<std::unique_ptr<Endpoint>> slots_;
};

}  // namespace loopscope::simulated
