#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/platform/simulated/byte_queue.h"
#include "engine/platform/simulated/endpoint.h"
#include "engine/platform/simulated/internet.h"

namespace loopscope::simulated {

/// One end of a simulated TCP connection: handshake, sequence numbers, a window, acknowledgements,
/// retransmission, half-close and reset. As the world knows which packets get lost, timers run for
/// those alone; congestion is not modelled.
class TcpEnd final : public Connection, public std::enable_shared_from_this<TcpEnd> {
 public:
  TcpEnd(Internet& internet, Place local, Place remote);

  /// The client's side: asks for the connection. It is writable when that is decided.
  void begin_connect();

  Interest ready() const override;
  IoResult receive(std::span<std::byte> buffer) override;
  IoResult send(std::span<const std::byte> data) override;
  void shutdown_write() override;
  void close() override;
  int take_error() override;
  bool connected() const override { return stage_ == Stage::open; }
  SocketAddress local() const override { return local_.address; }
  SocketAddress peer() const override { return remote_.address; }
  std::string describe() const override;
  void set_buffer(Network::Option option, std::size_t bytes) override;

  void abort() override;
  /// Breaks both ends, as if something between them had.
  void break_off();
  /// Is not over.
  bool alive() const { return stage_ != Stage::over; }
  const Place& local_place() const { return local_; }
  const Place& remote_place() const { return remote_; }

 private:
  enum class Stage : std::uint8_t { connecting, half_open, open, over };
  struct Segment {
    std::vector<std::byte> bytes;
    bool end = false;
  };
  using Packet = Wire::Packet;

  std::shared_ptr<TcpEnd> self() { return shared_from_this(); }
  void send_packet(Packet packet) {
    internet_.wire().send(local_.host->description, remote_.host->description, std::move(packet));
  }
  void again(double since, double delay, int tries, std::function<void()> happen);
  std::size_t segment() const;

  // The handshake.
  void ask(int tries);
  void asked(int tries);
  void refuse();
  void grant(int tries);
  void granted();
  void confirm(int tries);
  void confirmed();

  // Sending.
  void transmit();
  void launch(std::uint64_t position, std::size_t count, bool end, int tries);
  void acknowledged(std::uint64_t upto, bool end, std::uint64_t limit);

  // Receiving.
  void arrived(std::uint64_t position, Segment segment);
  void take_in(Segment segment);
  void acknowledge(int tries);
  std::size_t room() const {
    return capacity_in_ > inbox_.size() ? capacity_in_ - inbox_.size() : 0;
  }

  // The end.
  void fail(int error, EventKind kind);
  void was_reset();
  void end();
  void forget_if_done();

  Internet& internet_;
  Place local_;
  Place remote_;
  std::weak_ptr<TcpEnd> peer_;
  Acceptor* acceptor_ = nullptr;  ///< where a half-open end will go
  Stage stage_ = Stage::connecting;
  int error_ = 0;
  bool let_go_ = false;  ///< nobody holds it any more

  ByteQueue outbox_;  ///< written and not acknowledged, from acknowledged_ on
  std::size_t capacity_out_;
  std::uint64_t acknowledged_ = 0;  ///< positions in the stream
  std::uint64_t sent_ = 0;
  std::uint64_t limit_;  ///< the peer takes what is before
  bool ending_ = false;  ///< no more will be written
  bool end_sent_ = false;
  bool end_acknowledged_ = false;

  ByteQueue inbox_;
  std::size_t capacity_in_;
  std::uint64_t received_ = 0;
  std::uint64_t advertised_;  ///< the limit that the peer was last told
  std::map<std::uint64_t, Segment> early_;
  bool end_received_ = false;
};

}  // namespace loopscope::simulated
