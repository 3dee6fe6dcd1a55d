#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "engine/base/ref.h"
#include "engine/io/bytes.h"
#include "engine/platform/network.h"
#include "engine/platform/platform.h"
#include "engine/trace/event.h"

namespace loopscope {

/// A descriptor of a platform that is owned: an end of a pipe, or (see Socket) a socket. Counted;
/// closed at the latest with its last reference. Non-blocking. Tells the platform's recorder what
/// becomes of it. Must not outlive the platform.
class Descriptor {
 public:
  /// Owns `number`, which is non-blocking already.
  Descriptor(Platform& platform, int number, DescriptorKind kind);
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  /// The two ends of a new pipe, first the one that reads.
  static std::pair<Ref<Descriptor>, Ref<Descriptor>> pipe(Platform& platform);

  Platform& platform() const { return *platform_; }
  Network& network() const { return platform_->network(); }
  /// Its number, -1 once it is closed: socket.fileno().
  int number() const { return number_; }
  bool closed() const { return number_ < 0; }
  /// A second call does nothing. Loops must not wait for it any more.
  void close();
  /// Gives the number away without closing it: socket.detach().
  int detach();

  /// Reads what is there; bytes 0 without an error: the peer has ended.
  IoResult receive(std::span<std::byte> buffer);
  /// Writes as much as fits.
  IoResult send(Bytes data);

  /// How Python shows it.
  virtual std::string repr() const;

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 protected:
  virtual ~Descriptor();
  /// What it is has changed.
  void describe(DescriptorKind kind, const SocketAddress& address) const;
  void tell_sent(const IoResult& result) const;
  void tell_received(const IoResult& result) const;

 private:
  Platform* platform_;
  int number_;
  std::uint32_t references_ = 0;
};
using DescriptorRef = Ref<Descriptor>;

/// A socket as Python's socket.socket, non-blocking always. What the system refuses throws OsError,
/// except where the result has an error code.
class Socket final : public Descriptor {
 public:
  /// Owns `number`.
  Socket(Platform& platform, int number, SocketFamily family, SocketType type,
         DescriptorKind kind = DescriptorKind::socket);

  /// socket.socket(family, type)
  static Ref<Socket> open(Platform& platform, SocketFamily family,
                          SocketType type = SocketType::stream);
  /// socket.socketpair()
  static std::pair<Ref<Socket>, Ref<Socket>> pair(Platform& platform);

  SocketFamily family() const { return family_; }
  SocketType type() const { return type_; }

  void bind(const SocketAddress& address);
  void listen(int backlog);
  /// Nothing if no connection waits.
  std::optional<std::pair<Ref<Socket>, SocketAddress>> accept();
  /// Begins to connect: 0, EINPROGRESS or why it failed, as an errno.
  int connect(const SocketAddress& address);
  /// How that has ended: SO_ERROR, an errno.
  int take_error();
  IoResult receive_from(std::span<std::byte> buffer, SocketAddress& from);
  IoResult send_to(Bytes data, const SocketAddress& to);
  void shutdown_write() { network().shutdown_write(number()); }

  SocketAddress local_address() const { return network().local_address(number()); }
  std::optional<SocketAddress> peer_address() const { return network().peer_address(number()); }
  void set_option(Network::Option option, int value) {
    network().set_option(number(), option, value);
  }

  std::string repr() const override;

 private:
  SocketFamily family_;
  SocketType type_;
};
using SocketRef = Ref<Socket>;

}  // namespace loopscope
