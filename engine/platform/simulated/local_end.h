#pragma once

#include <memory>
#include <string>
#include <utility>

#include "engine/platform/simulated/byte_queue.h"
#include "engine/platform/simulated/endpoint.h"

namespace loopscope::simulated {

/// One end of what connects within a machine: socket pairs, Unix-domain connections and pipes.
/// What is written is there at once, as far as the other end's buffer has room.
class LocalEnd final : public Connection {
 public:
  /// A socket pair's or Unix-domain connection's ends; the addresses are paths or empty.
  static std::pair<std::shared_ptr<LocalEnd>, std::shared_ptr<LocalEnd>> pair(
      UnixAddress first = {}, UnixAddress second = {});
  /// The reading and the writing end.
  static std::pair<std::shared_ptr<LocalEnd>, std::shared_ptr<LocalEnd>> pipe();

  Interest ready() const override;
  IoResult receive(std::span<std::byte> buffer) override;
  IoResult send(std::span<const std::byte> data) override;
  void shutdown_write() override;
  void close() override;
  SocketAddress local() const override { return local_; }
  SocketAddress peer() const override { return peer_address_; }
  std::string describe() const override;
  void set_buffer(Network::Option option, std::size_t bytes) override;

  bool is_pipe() const { return kind_ != Kind::socket; }

 private:
  enum class Kind : std::uint8_t { socket, pipe_reads, pipe_writes };
  void peer_ended();
  bool peer_has_room() const;

  Kind kind_ = Kind::socket;
  UnixAddress local_;
  UnixAddress peer_address_;
  std::weak_ptr<LocalEnd> peer_;
  ByteQueue inbox_;
  std::size_t capacity_ = 212992;  // Linux's default for Unix-domain sockets
  bool ended_ = false;             ///< this end will not write any more
  bool end_received_ = false;
  bool reset_ = false;  ///< the peer went with something unread
};

}  // namespace loopscope::simulated
