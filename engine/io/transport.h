#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "engine/base/ref.h"
#include "engine/io/bytes.h"
#include "engine/io/protocol.h"
#include "engine/io/socket.h"
#include "engine/loop/event_loop.h"

namespace loopscope {

/// What get_extra_info() gives: nothing, an address, a socket, a pipe, a process id.
using ExtraInfo = std::variant<std::monostate, SocketAddress, SocketRef, DescriptorRef, int>;

/// asyncio's transports: one side of a connection, a datagram socket, an end of a pipe. What a kind
/// of transport has not throws NotImplementedError, as in asyncio. Counted; the loop keeps it while
/// it is open. Belongs to the loop's thread.
class Transport {
 public:
  Transport(const Transport&) = delete;
  Transport& operator=(const Transport&) = delete;

  EventLoop& loop() const { return *loop_; }
  const ProtocolRef& protocol() const { return protocol_; }
  virtual void set_protocol(ProtocolRef protocol);

  /// Stops reading, sends what is buffered, then calls connection_lost(null).
  virtual void close() = 0;
  /// Drops what is buffered and calls connection_lost(null) soon.
  virtual void abort();
  virtual bool is_closing() const = 0;
  /// "peername", "sockname", "socket", "pipe", "subprocess"
  virtual ExtraInfo get_extra_info(std::string_view name) const = 0;
  virtual std::string repr() const = 0;

  // Reading.

  virtual bool is_reading() const;
  virtual void pause_reading();
  virtual void resume_reading();

  // Writing. Never waits: what can't be sent now is kept, and the protocol is told to pause.

  virtual void write(Bytes data);
  void write(std::string_view text) { write(as_bytes(text)); }
  void writelines(const std::vector<std::string>& lines);
  /// Sends the end after what is buffered; reading goes on.
  virtual void write_eof();
  virtual bool can_write_eof() const;
  /// Sends a datagram; without an address to the one the socket is connected to.
  virtual void sendto(Bytes data, const std::optional<SocketAddress>& address = std::nullopt);
  virtual std::size_t get_write_buffer_size() const;
  /// (low, high) in bytes: 16 KiB and 64 KiB at first.
  std::pair<std::size_t, std::size_t> get_write_buffer_limits() const { return {low_, high_}; }
  /// What is not given follows from the other as in asyncio. Throws ArgumentError unless
  /// high >= low.
  void set_write_buffer_limits(std::optional<std::size_t> high,
                               std::optional<std::size_t> low = std::nullopt);

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 protected:
  explicit Transport(EventLoop& loop) : loop_(&loop) {}
  virtual ~Transport() = default;

  /// The write buffer has grown / shrunk.
  void maybe_pause_protocol();
  void maybe_resume_protocol();
  void drop_protocol() { protocol_ = nullptr; }
  /// Reports an exception of the protocol or the system to the loop's exception handler.
  void report(const std::string& message, ExceptionRef error) const;

 private:
  EventLoop* loop_;
  ProtocolRef protocol_;
  std::size_t high_ = std::size_t{64} * 1024;
  std::size_t low_ = std::size_t{16} * 1024;
  bool protocol_paused_ = false;
  std::uint32_t references_ = 0;
};
using TransportRef = Ref<Transport>;

}  // namespace loopscope
