#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/io/protocol.h"
#include "engine/io/socket.h"

namespace loopscope {

class OsError;

/// asyncio.Server: accepts connections on listening sockets, each with a protocol of its own.
/// Counted; kept by the loop while it serves, and by its connections.
class Server {
 public:
  /// `sockets` are bound. Serves from start_serving() on.
  Server(EventLoop& loop, std::vector<SocketRef> sockets, ProtocolFactory factory, int backlog);
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  EventLoop& loop() const { return *loop_; }
  bool is_serving() const { return serving_; }
  /// The listening sockets; none once it is closed.
  const std::vector<SocketRef>& sockets() const { return sockets_; }

  /// Stops accepting and closes the listening sockets; connections go on.
  void close();
  Coro<void> start_serving();
  /// Serves until it is cancelled, and closes then. Throws LoopError if it is closed, or waited
  /// for in this way already.
  Coro<void> serve_forever();
  /// Waits until the server is closed and its last connection gone; as in 3.11 returns at once if
  /// it is closed already.
  Coro<void> wait_closed();

  std::string repr() const;

  /// Listens and accepts from now on: what start_serving() does first.
  void begin_serving();
  /// A transport of one of its connections comes / has gone.
  void attach() { ++active_; }
  void detach();

  void add_ref() { ++references_; }
  [[gnu::noinline]] void release();  // inlined, g++ 12 takes it for a use after free

 private:
  void accept_from(const SocketRef& socket);
  void accept_ready(const SocketRef& socket);
  bool accept_one(const SocketRef& socket);
  void out_of_descriptors(const SocketRef& socket, const OsError& error);
  void wake();

  EventLoop* loop_;
  std::vector<SocketRef> sockets_;
  ProtocolFactory factory_;
  int backlog_;
  std::size_t active_ = 0;
  std::vector<FutureRef<void>> waiters_;
  FutureRef<void> forever_;
  bool open_ = true;    ///< close() was not called
  bool awake_ = false;  ///< the waiters were woken
  bool serving_ = false;
  std::uint32_t references_ = 0;
};
using ServerRef = Ref<Server>;

}  // namespace loopscope
