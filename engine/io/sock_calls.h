#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>

#include "engine/coro/coro.h"
#include "engine/io/socket.h"

namespace loopscope {

// asyncio's loop.sock_…(): one operation on a socket each, tried at once and, if it would have to
// wait, repeated when the socket is ready. They throw OsError, and LoopError if a transport uses
// the socket. Cancelling one stops it before its next attempt.

/// At most `size` bytes; empty: the peer has ended.
Coro<std::string> sock_recv(EventLoop& loop, SocketRef socket, std::size_t size);
/// The same into `buffer`, which must stay; returns how many bytes came.
Coro<std::size_t> sock_recv_into(EventLoop& loop, SocketRef socket, std::span<std::byte> buffer);
/// One datagram of at most `size` bytes, and where it came from.
Coro<std::pair<std::string, SocketAddress>> sock_recvfrom(EventLoop& loop, SocketRef socket,
                                                          std::size_t size);
/// The same into `buffer`, which must stay; returns how many bytes came, and from where.
Coro<std::pair<std::size_t, SocketAddress>> sock_recvfrom_into(EventLoop& loop, SocketRef socket,
                                                               std::span<std::byte> buffer);
/// Sends all of `data`.
Coro<void> sock_sendall(EventLoop& loop, SocketRef socket, std::string data);
/// Sends a datagram; returns how many bytes went.
Coro<std::size_t> sock_sendto(EventLoop& loop, SocketRef socket, std::string data,
                              SocketAddress address);
/// Connects; a host that is a name is looked up first.
Coro<void> sock_connect(EventLoop& loop, SocketRef socket, SocketAddress address);
/// The next connection and its peer's address.
Coro<std::pair<SocketRef, SocketAddress>> sock_accept(EventLoop& loop, SocketRef socket);

}  // namespace loopscope
