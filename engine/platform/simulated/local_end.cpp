#include "engine/platform/simulated/local_end.h"

#include <algorithm>
#include <cerrno>

namespace loopscope::simulated {

std::pair<std::shared_ptr<LocalEnd>, std::shared_ptr<LocalEnd>> LocalEnd::pair(UnixAddress first,
                                                                               UnixAddress second) {
  const auto a = std::make_shared<LocalEnd>();
  const auto b = std::make_shared<LocalEnd>();
  a->peer_ = b;
  b->peer_ = a;
  a->local_ = b->peer_address_ = std::move(first);
  b->local_ = a->peer_address_ = std::move(second);
  return {a, b};
}

std::pair<std::shared_ptr<LocalEnd>, std::shared_ptr<LocalEnd>> LocalEnd::pipe() {
  auto ends = pair();
  ends.first->kind_ = Kind::pipe_reads;
  ends.first->capacity_ = 65536;
  ends.second->kind_ = Kind::pipe_writes;
  return ends;
}

bool LocalEnd::peer_has_room() const {
  const auto peer = peer_.lock();
  return !peer || peer->inbox_.size() < peer->capacity_;
}

Interest LocalEnd::ready() const {
  const bool reads = kind_ != Kind::pipe_writes && (!inbox_.empty() || end_received_ || reset_);
  const bool writes = kind_ != Kind::pipe_reads && (ended_ || reset_ || peer_has_room());
  // A pipe without a reader is an error, which wakes both sides.
  const bool broken = kind_ == Kind::pipe_writes && peer_.expired();
  return static_cast<Interest>((reads || broken ? interest_read : 0) |
                               (writes ? interest_write : 0));
}

IoResult LocalEnd::receive(std::span<std::byte> buffer) {
  if (kind_ == Kind::pipe_writes) return {0, EBADF};
  if (inbox_.empty()) {
    if (std::exchange(reset_, false)) return {0, ECONNRESET};
    return {0, end_received_ ? 0 : EAGAIN};
  }
  const bool was_full = inbox_.size() >= capacity_;
  const std::size_t count = inbox_.take(buffer);
  if (const auto peer = peer_.lock(); peer && was_full) peer->notify(interest_write);
  return {count, 0};
}

IoResult LocalEnd::send(std::span<const std::byte> data) {
  if (kind_ == Kind::pipe_reads) return {0, EBADF};
  const auto peer = peer_.lock();
  if (ended_ || !peer) return {0, EPIPE};
  const std::size_t room = peer->capacity_ - std::min(peer->capacity_, peer->inbox_.size());
  const std::size_t count = std::min(room, data.size());
  if (count == 0 && !data.empty()) return {0, EAGAIN};
  peer->inbox_.append(data.first(count));
  if (count > 0) peer->notify(interest_read);
  return {count, 0};
}

void LocalEnd::shutdown_write() {
  if (std::exchange(ended_, true)) return;
  if (const auto peer = peer_.lock()) peer->peer_ended();
  notify(interest_write);
}

void LocalEnd::peer_ended() {
  end_received_ = true;
  notify(interest_read | interest_write);
}

void LocalEnd::close() {
  observe(nullptr);
  const auto peer = std::exchange(peer_, {}).lock();
  if (!peer) return;
  peer->peer_ = {};
  peer->reset_ = kind_ == Kind::socket && !inbox_.empty();
  peer->peer_ended();
}

void LocalEnd::set_buffer(Network::Option option, std::size_t bytes) {
  // Linux counts a Unix-domain socket's bytes at the sender; here they wait at the other end.
  const auto peer = peer_.lock();
  if (option == Network::Option::send_buffer && peer) {
    peer->capacity_ = std::max<std::size_t>(bytes, 1);
  }
}

std::string LocalEnd::describe() const {
  const bool alone = peer_.expired();
  switch (kind_) {
    case Kind::pipe_reads:
      return alone ? "the reading end of a pipe, whose writing end is closed"
                   : "the reading end of a pipe, which is empty";
    case Kind::pipe_writes:
      return "the writing end of a pipe";
    case Kind::socket:
      break;
  }
  const std::string& path = peer_address_.path.empty() ? local_.path : peer_address_.path;
  const std::string text = path.empty() ? "one of a socket pair" : "connected at '" + path + "'";
  return alone ? text + ", whose other end is closed" : text;
}

}  // namespace loopscope::simulated
