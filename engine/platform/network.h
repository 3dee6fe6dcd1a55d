#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace loopscope {

/// An IPv4 or IPv6 address and port. `host` is numeric ("127.0.0.1", "::1"), or a name where a
/// function says that it takes names.
struct InetAddress {
  std::string host;
  std::uint16_t port = 0;
  bool v6 = false;

  friend bool operator==(const InetAddress&, const InetAddress&) = default;
};

/// The path of a Unix domain socket; empty: not bound.
struct UnixAddress {
  std::string path;

  friend bool operator==(const UnixAddress&, const UnixAddress&) = default;
};

using SocketAddress = std::variant<InetAddress, UnixAddress>;

/// "('127.0.0.1', 8080)" or "'/tmp/socket'", as Python shows addresses.
std::string address_repr(const SocketAddress& address);

enum class SocketFamily : std::uint8_t { inet, inet6, unix_domain };
enum class SocketType : std::uint8_t { stream, datagram };

/// How many bytes went, or why none did.
struct IoResult {
  std::size_t bytes = 0;
  int error = 0;  ///< errno; EAGAIN: it would have to wait

  bool would_block() const;
  bool ok() const { return error == 0; }
};

/// One result of a name lookup.
struct ResolvedAddress {
  SocketFamily family = SocketFamily::inet;
  SocketType type = SocketType::stream;
  InetAddress address;
};

/// socket.gaierror
struct LookupFailure {
  int code = 0;         ///< EAI_NONAME …
  std::string message;  ///< "Name or service not known"
};

/// The sockets, pipes and names of a platform, non-blocking, by descriptor: what the io room is
/// built on. The real one is Linux's; the simulated one has hosts and links that are described by
/// the run. Every function that takes a descriptor throws OsError(EBADF) if it is not open, except
/// where the result has an error code. Used on the loop's thread, `lookup` apart.
class Network {
 public:
  virtual ~Network() = default;

  /// A new socket, non-blocking, not inherited by processes. Throws OsError (EMFILE …).
  virtual int open_socket(SocketFamily family, SocketType type) = 0;
  /// Two connected stream sockets; socket.socketpair().
  virtual std::pair<int, int> open_socket_pair() = 0;
  /// The reading and the writing end of a pipe, both non-blocking.
  virtual std::pair<int, int> open_pipe() = 0;
  /// What a descriptor is that somebody else has opened. Throws OsError (EBADF …).
  enum class FileKind : std::uint8_t { socket, pipe, character_device, regular, other };
  virtual FileKind kind_of(int descriptor) = 0;
  /// os.set_blocking(descriptor, False)
  virtual void set_non_blocking(int descriptor) = 0;
  /// What an open descriptor is and how it is, for reports: "connected to ('10.0.0.2', 80)". Empty
  /// where nothing is known.
  virtual std::string describe(int descriptor) const;
  /// Closes a descriptor. Must not be watched any more.
  virtual void close(int descriptor) = 0;

  virtual void bind(int socket, const SocketAddress& address) = 0;
  virtual void listen(int socket, int backlog) = 0;
  /// The next connection that waits: its socket and the peer's address. Null: none waits. Throws
  /// OsError (EMFILE, ECONNABORTED …).
  virtual std::optional<std::pair<int, SocketAddress>> accept(int socket) = 0;
  /// Begins to connect: 0, EINPROGRESS (ready to write when it is decided) or why it failed.
  virtual int connect(int socket, const SocketAddress& address) = 0;
  /// SO_ERROR: how a connection attempt ended, 0 if well; clears it.
  virtual int take_error(int socket) = 0;

  /// Reads into `buffer`. bytes 0 without an error: the peer has ended.
  virtual IoResult receive(int descriptor, std::span<std::byte> buffer) = 0;
  /// Writes as much as fits.
  virtual IoResult send(int descriptor, std::span<const std::byte> data) = 0;
  /// One datagram, and where it came from.
  virtual IoResult receive_from(int socket, std::span<std::byte> buffer, SocketAddress& from) = 0;
  virtual IoResult send_to(int socket, std::span<const std::byte> data,
                           const SocketAddress& to) = 0;
  /// No more will be written: the peer reads the end. socket.shutdown(SHUT_WR)
  virtual void shutdown_write(int socket) = 0;

  virtual SocketAddress local_address(int socket) = 0;
  /// Null: not connected.
  virtual std::optional<SocketAddress> peer_address(int socket) = 0;

  enum class Option : std::uint8_t {
    reuse_address,
    reuse_port,
    keep_alive,
    no_delay,
    broadcast,
    v6_only,
    receive_buffer,  ///< bytes
    send_buffer      ///< bytes
  };
  virtual void set_option(int socket, Option option, int value) = 0;

  /// Removes a socket that is left over at `path`; anything else there stays. Throws OsError if
  /// that can't be done.
  virtual void remove_socket_file(const std::string& path) = 0;

  /// getaddrinfo(): blocks the calling thread (on a simulated platform, for virtual time). `host`
  /// may be a name; empty: any address for `passive`, else the own host.
  virtual std::variant<std::vector<ResolvedAddress>, LookupFailure> lookup(
      std::string_view host, std::uint16_t port, std::optional<SocketFamily> family,
      SocketType type, bool passive) = 0;
  /// getnameinfo(): name of host and service, or their numbers if `numeric`.
  virtual std::variant<std::pair<std::string, std::string>, LookupFailure> name_of(
      const InetAddress& address, bool numeric) = 0;
};

}  // namespace loopscope
