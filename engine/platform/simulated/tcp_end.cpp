#include "engine/platform/simulated/tcp_end.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <utility>

namespace loopscope::simulated {

TcpEnd::TcpEnd(Internet& internet, Place local, Place remote)
    : internet_(internet),
      local_(std::move(local)),
      remote_(std::move(remote)),
      capacity_out_(internet.stream().send_buffer),
      limit_(internet.stream().receive_buffer),
      capacity_in_(internet.stream().receive_buffer),
      advertised_(internet.stream().receive_buffer) {}

std::size_t TcpEnd::segment() const {
  const StreamSettings& settings = internet_.stream();
  return local_.host == remote_.host ? settings.local_segment : settings.segment;
}

// Lets something happen once more, at its time after `since` for that many tries.
void TcpEnd::again(double since, double delay, int tries, std::function<void()> happen) {
  const double when = since + std::ldexp(delay, tries);
  internet_.agenda().at(
      when, [this, kept = self(), happen = std::move(happen), cause = internet_.trace().cause()] {
        const WorldTrace::Cause because(internet_.trace(), cause);
        happen();
      });
}

// The handshake. `ask`, `granted`, `confirm` are the client's, `grant` and `confirmed` the
// server's.

void TcpEnd::begin_connect() {
  internet_.keep(self());
  ask(0);
}

void TcpEnd::ask(int tries) {
  if (stage_ != Stage::connecting) return;
  if (tries > internet_.stream().connect_retries) {
    fail(ETIMEDOUT, EventKind::connection_refused);
    return;
  }
  const double now = internet_.agenda().now();
  send_packet({.kind = PacketKind::connect,
               .arrive = [end = self(), tries] { end->asked(tries); },
               .lost =
                   [end = self(), now, tries](PacketLoss why) {
                     if (why == PacketLoss::broken) {
                       end->fail(ECONNRESET, EventKind::connection_refused);
                       return;
                     }
                     end->again(now, end->internet_.stream().connect_again_after, tries,
                                [&asks = *end, tries] { asks.ask(tries + 1); });
                   }});
}

// At the host that was asked.
void TcpEnd::asked(int tries) {
  if (stage_ != Stage::connecting) return;
  Acceptor* const acceptor = internet_.acceptor(remote_);
  if (acceptor == nullptr || remote_.host->description.reach != HostDescription::Reach::up) {
    refuse();
    return;
  }
  if (!acceptor->reserve()) {
    again(internet_.agenda().now(), internet_.stream().connect_again_after, tries,
          [this, tries] { ask(tries + 1); });
    return;
  }
  const auto server = std::make_shared<TcpEnd>(internet_, remote_, local_);
  server->stage_ = Stage::half_open;
  server->acceptor_ = acceptor;
  server->peer_ = weak_from_this();
  peer_ = server;
  internet_.keep(server);
  server->grant(0);
}

void TcpEnd::refuse() {
  const bool up = remote_.host->description.reach == HostDescription::Reach::up;
  const int error = up ? ECONNREFUSED : EHOSTUNREACH;
  internet_.wire().send(remote_.host->description, local_.host->description,
                        {.kind = PacketKind::refuse,
                         .arrive =
                             [end = self(), error] {
                               if (end->stage_ != Stage::connecting) return;
                               end->fail(error, EventKind::connection_refused);
                             },
                         .lost =
                             [end = self()](PacketLoss) {
                               end->again(end->internet_.agenda().now(),
                                          end->internet_.stream().connect_again_after, 0,
                                          [&asks = *end] { asks.ask(1); });
                             }});
}

void TcpEnd::grant(int tries) {
  if (stage_ != Stage::half_open) return;
  if (tries > internet_.stream().connect_retries) {
    end();
    return;
  }
  const double now = internet_.agenda().now();
  send_packet({.kind = PacketKind::accept,
               .arrive =
                   [end = self()] {
                     if (const auto client = end->peer_.lock()) client->granted();
                   },
               .lost =
                   [end = self(), now, tries](PacketLoss) {
                     end->again(now, end->internet_.stream().connect_again_after, tries,
                                [&grants = *end, tries] { grants.grant(tries + 1); });
                   }});
}

void TcpEnd::granted() {
  if (stage_ == Stage::over) {
    if (const auto server = peer_.lock()) {
      send_packet({.kind = PacketKind::reset, .arrive = [server] { server->was_reset(); }});
    }
    return;
  }
  if (stage_ != Stage::connecting) return;
  stage_ = Stage::open;
  confirm(0);
  notify(interest_write);
}

void TcpEnd::confirm(int tries) {
  const auto server = peer_.lock();
  if (!server || stage_ != Stage::open || tries > internet_.stream().connect_retries) return;
  const double now = internet_.agenda().now();
  send_packet({.kind = PacketKind::acknowledge,
               .arrive = [server] { server->confirmed(); },
               .lost =
                   [end = self(), now, tries](PacketLoss) {
                     end->again(now, end->internet_.stream().connect_again_after, tries,
                                [&confirms = *end, tries] { confirms.confirm(tries + 1); });
                   },
               .quiet = true});
}

void TcpEnd::confirmed() {
  if (stage_ != Stage::half_open) return;
  stage_ = Stage::open;
  Acceptor* const acceptor = std::exchange(acceptor_, nullptr);
  if (internet_.acceptor(local_) == acceptor) {
    acceptor->arrived(self());
  } else {
    abort();
  }
}

// Sending.

IoResult TcpEnd::send(std::span<const std::byte> data) {
  if (error_ != 0) return {0, std::exchange(error_, 0)};
  if (stage_ == Stage::over || ending_) return {0, EPIPE};
  if (stage_ != Stage::open) return {0, EAGAIN};
  const std::size_t space = capacity_out_ - std::min(capacity_out_, outbox_.size());
  const std::size_t count = std::min(space, data.size());
  if (count == 0 && !data.empty()) return {0, EAGAIN};
  outbox_.append(data.first(count));
  transmit();
  return {count, 0};
}

void TcpEnd::transmit() {
  if (stage_ != Stage::open) return;
  const std::uint64_t written = acknowledged_ + outbox_.size();
  while (stage_ == Stage::open && sent_ < std::min(written, limit_)) {
    const std::uint64_t position = sent_;
    const auto most = static_cast<std::size_t>(std::min(written, limit_) - position);
    const std::size_t count = std::min(most, segment());
    sent_ += count;
    launch(position, count, false, 0);
  }
  if (stage_ == Stage::open && ending_ && !end_sent_ && sent_ == acknowledged_ + outbox_.size()) {
    end_sent_ = true;
    launch(sent_, 0, true, 0);
  }
}

void TcpEnd::launch(std::uint64_t position, std::size_t count, bool end, int tries) {
  if (stage_ != Stage::open) return;
  if (tries > internet_.stream().retransmissions) {
    fail(ETIMEDOUT, EventKind::connection_reset);
    return;
  }
  Segment segment{outbox_.copy(static_cast<std::size_t>(position - acknowledged_), count), end};
  const double now = internet_.agenda().now();
  send_packet({.kind = end ? PacketKind::end : PacketKind::data,
               .bytes = count,
               .arrive =
                   [from = self(), position, segment = std::move(segment)]() mutable {
                     const auto peer = from->peer_.lock();
                     if (peer && peer->alive()) {
                       peer->arrived(position, std::move(segment));
                       return;
                     }
                     from->internet_.wire().send(
                         from->remote_.host->description, from->local_.host->description,
                         {.kind = PacketKind::reset, .arrive = [from] { from->was_reset(); }});
                   },
               .lost =
                   [from = self(), position, count, end, now, tries](PacketLoss why) {
                     if (why == PacketLoss::broken) {
                       from->break_off();
                       return;
                     }
                     from->again(now, from->internet_.stream().retransmit_after, tries,
                                 [&sends = *from, position, count, end, tries] {
                                   sends.launch(position, count, end, tries + 1);
                                 });
                   }});
}

void TcpEnd::acknowledged(std::uint64_t upto, bool end, std::uint64_t limit) {
  if (stage_ != Stage::open) return;
  const bool moved = upto > acknowledged_;
  if (moved) {
    outbox_.drop(static_cast<std::size_t>(upto - acknowledged_));
    acknowledged_ = upto;
  }
  limit_ = std::max(limit_, limit);
  end_acknowledged_ |= end;
  transmit();
  if (moved) notify(interest_write);
  forget_if_done();
}

void TcpEnd::shutdown_write() {
  ending_ = true;
  transmit();
  notify(interest_write);
}

// Receiving.

IoResult TcpEnd::receive(std::span<std::byte> buffer) {
  if (!inbox_.empty()) {
    const std::size_t count = inbox_.take(buffer);
    const bool short_of_room = advertised_ - received_ < segment();
    if (stage_ == Stage::open && short_of_room && room() >= std::min(segment(), capacity_in_ / 2)) {
      acknowledge(0);
    }
    return {count, 0};
  }
  if (error_ != 0) return {0, std::exchange(error_, 0)};
  if (end_received_ || stage_ == Stage::over) return {0, 0};
  return {0, stage_ == Stage::connecting ? ENOTCONN : EAGAIN};
}

void TcpEnd::arrived(std::uint64_t position, Segment segment) {
  confirmed();
  if (stage_ != Stage::open) return;
  if (let_go_ && !segment.bytes.empty()) {
    abort();
    return;
  }
  if (position > received_) {
    early_.emplace(position, std::move(segment));
    return;
  }
  take_in(std::move(segment));
  while (!early_.empty() && early_.begin()->first == received_) {
    take_in(std::move(early_.extract(early_.begin()).mapped()));
  }
  acknowledge(0);
  notify(interest_read);
  forget_if_done();
}

void TcpEnd::take_in(Segment segment) {
  inbox_.append(segment.bytes);
  received_ += segment.bytes.size();
  end_received_ |= segment.end;
}

// Positions only grow, so that what an acknowledgement says when it is repeated is newer.
void TcpEnd::acknowledge(int tries) {
  const auto peer = peer_.lock();
  if (!peer || stage_ != Stage::open) return;
  if (tries > internet_.stream().retransmissions) {
    peer->fail(ETIMEDOUT, EventKind::connection_reset);
    return;
  }
  advertised_ = received_ + room();
  const double now = internet_.agenda().now();
  send_packet({.kind = PacketKind::acknowledge,
               .arrive = [peer, upto = received_, end = end_received_,
                          limit = advertised_] { peer->acknowledged(upto, end, limit); },
               .lost =
                   [from = self(), now, tries](PacketLoss) {
                     from->again(now, from->internet_.stream().retransmit_after, tries,
                                 [&repeats = *from, tries] { repeats.acknowledge(tries + 1); });
                   },
               .quiet = true});
}

// The end.

Interest TcpEnd::ready() const {
  constexpr Interest both = interest_read | interest_write;
  if (stage_ == Stage::over || error_ != 0) return both;
  if (stage_ != Stage::open) return 0;
  const bool reads = !inbox_.empty() || end_received_;
  const bool writes = ending_ || outbox_.size() < capacity_out_;
  return static_cast<Interest>((reads ? interest_read : 0) | (writes ? interest_write : 0));
}

void TcpEnd::close() {
  const auto kept = self();
  observe(nullptr);
  let_go_ = true;
  if (stage_ == Stage::connecting || stage_ == Stage::over) {
    end();
  } else if (!inbox_.empty()) {
    abort();  // what the peer sent was not read
  } else {
    ending_ = true;
    transmit();
    forget_if_done();
  }
}

void TcpEnd::abort() {
  if (stage_ == Stage::over) return;
  const auto kept = self();
  observe(nullptr);
  let_go_ = true;
  end();
  if (const auto peer = peer_.lock()) {
    send_packet({.kind = PacketKind::reset, .arrive = [peer] { peer->was_reset(); }});
  }
}

void TcpEnd::was_reset() {
  fail(end_received_ ? EPIPE : ECONNRESET, EventKind::connection_reset);
}

void TcpEnd::break_off() {
  const auto kept = self();
  const auto peer = peer_.lock();
  fail(ECONNRESET, EventKind::connection_reset);
  if (peer) peer->fail(ECONNRESET, EventKind::connection_reset);
}

void TcpEnd::fail(int error, EventKind kind) {
  if (stage_ == Stage::over) return;
  const auto kept = self();
  if (!let_go_ && stage_ != Stage::half_open) {
    error_ = error;
    WorldTrace& trace = internet_.trace();
    trace.record(kind, trace.descriptor(descriptor_number()), 0, address_repr(remote_.address),
                 static_cast<std::uint16_t>(error));
  }
  end();
  notify(interest_read | interest_write);
}

int TcpEnd::take_error() {
  return std::exchange(error_, 0);
}

void TcpEnd::end() {
  if (stage_ == Stage::half_open && internet_.acceptor(local_) == acceptor_) acceptor_->release();
  stage_ = Stage::over;
  early_.clear();
  outbox_.clear();
  internet_.forget(*this);
}

void TcpEnd::forget_if_done() {
  if (stage_ == Stage::open && let_go_ && end_acknowledged_ && end_received_) end();
}

void TcpEnd::set_buffer(Network::Option option, std::size_t bytes) {
  if (option == Network::Option::send_buffer) capacity_out_ = std::max<std::size_t>(bytes, 1);
  if (option == Network::Option::receive_buffer) capacity_in_ = std::max<std::size_t>(bytes, 1);
}

std::string TcpEnd::describe() const {
  const std::string peer = address_repr(remote_.address);
  switch (stage_) {
    case Stage::connecting:
      return "connecting to " + peer;
    case Stage::half_open:
      return "being connected by " + peer;
    case Stage::over:
      return "no longer connected to " + peer;
    case Stage::open:
      break;
  }
  std::string text = "connected to " + peer;
  if (end_received_) text += ", which has ended";
  if (outbox_.size() > 0) text += ", " + std::to_string(outbox_.size()) + " bytes on their way";
  return text;
}

}  // namespace loopscope::simulated
