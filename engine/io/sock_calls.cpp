#include "engine/io/sock_calls.h"

#include <cerrno>
#include <optional>

#include "engine/io/errors.h"
#include "engine/io/resolve.h"

namespace loopscope {
namespace {

constexpr CallbackLabel recv_label{"BaseSelectorEventLoop._sock_recv"};
constexpr CallbackLabel recv_into_label{"BaseSelectorEventLoop._sock_recv_into"};
constexpr CallbackLabel recvfrom_label{"BaseSelectorEventLoop._sock_recvfrom"};
constexpr CallbackLabel recvfrom_into_label{"BaseSelectorEventLoop._sock_recvfrom_into"};
constexpr CallbackLabel sendall_label{"BaseSelectorEventLoop._sock_sendall"};
constexpr CallbackLabel sendto_label{"BaseSelectorEventLoop._sock_sendto"};
constexpr CallbackLabel connect_label{"BaseSelectorEventLoop._sock_connect_cb"};
constexpr CallbackLabel accept_label{"BaseSelectorEventLoop._sock_accept"};
constexpr CallbackLabel read_done_label{"BaseSelectorEventLoop._sock_read_done"};
constexpr CallbackLabel write_done_label{"BaseSelectorEventLoop._sock_write_done"};

/// Stops the waiting when its future is done, unless somebody else has taken the descriptor's side.
template <Interest Side>
struct WaitDone {
  static constexpr const CallbackLabel& label =
      Side == interest_read ? read_done_label : write_done_label;
  int descriptor;
  HandleRef handle;
  void operator()(FutureBase& future) const {
    if (handle->cancelled()) return;
    if constexpr (Side == interest_read) {
      future.loop().remove_reader(descriptor);
    } else {
      future.loop().remove_writer(descriptor);
    }
  }
};

/// Throws unless the operation would only have to wait.
void check(const IoResult& result) {
  if (!result.ok() && !result.would_block()) throw OsError(result.error);
}

/// Ends `future` with what `attempt` gives, if it gives something: an optional, or true for void.
template <class T, class F>
void try_to_end(Future<T>& future, F& attempt) {
  try {
    if (auto value = attempt()) {
      if constexpr (std::is_void_v<T>) {
        future.set_result();
      } else {
        future.set_result(std::move(*value));
      }
    }
  } catch (...) {
    future.set_exception(current_io_exception(future.loop()));
  }
}

/// Calls `attempt` whenever the descriptor is ready until `future` is done.
template <Interest Side, const CallbackLabel& Label, class T, class F>
void attempt_when_ready(const FutureRef<T>& future, const SocketRef& socket, F attempt) {
  EventLoop& loop = future->loop();
  const int descriptor = socket->number();
  auto callback = labelled<Label>([future, attempt = std::move(attempt)]() mutable {
    // It may have been cancelled in this iteration.
    if (!future->done()) try_to_end(*future, attempt);
  });
  HandleRef handle = Side == interest_read ? loop.add_reader(descriptor, std::move(callback))
                                           : loop.add_writer(descriptor, std::move(callback));
  future->add_done_callback(WaitDone<Side>{descriptor, std::move(handle)});
}

template <class T, Interest Side, const CallbackLabel& Label, class F>
FutureRef<T> when_ready(EventLoop& loop, const SocketRef& socket, F attempt) {
  FutureRef<T> future = create_future<T>(loop);
  attempt_when_ready<Side, Label>(future, socket, std::move(attempt));
  return future;
}

bool must_wait(int connect_error) {
  return connect_error == EINPROGRESS || connect_error == EAGAIN || connect_error == EALREADY ||
         connect_error == EINTR;
}

FutureRef<void> start_connecting(EventLoop& loop, const SocketRef& socket,
                                 const SocketAddress& address) {
  const int error = socket->connect(address);
  if (must_wait(error)) {
    return when_ready<void, interest_write, connect_label>(loop, socket, [socket, address] {
      const int result = socket->take_error();
      if (result != 0) {
        throw OsError::described(result, "Connect call failed " + address_repr(address));
      }
      return true;
    });
  }
  FutureRef<void> future = create_future<void>(loop);
  if (error != 0) {
    future->set_exception(os_exception(loop, error));
  } else {
    future->set_result();
  }
  return future;
}

}  // namespace

Coro<std::string> sock_recv(EventLoop& loop, SocketRef socket, std::size_t size) {
  const auto attempt = [socket, size]() -> std::optional<std::string> {
    std::string data(size, '\0');
    const IoResult result = socket->receive(std::as_writable_bytes(std::span(data)));
    check(result);
    if (!result.ok()) return std::nullopt;
    data.resize(result.bytes);
    return data;
  };
  std::optional<std::string> data = attempt();
  if (!data) {
    data = co_await when_ready<std::string, interest_read, recv_label>(loop, socket, attempt);
  }
  co_return std::move(*data);
}

Coro<std::size_t> sock_recv_into(EventLoop& loop, SocketRef socket, std::span<std::byte> buffer) {
  const auto attempt = [socket, buffer]() -> std::optional<std::size_t> {
    const IoResult result = socket->receive(buffer);
    check(result);
    return result.ok() ? std::optional(result.bytes) : std::nullopt;
  };
  std::optional<std::size_t> received = attempt();
  if (!received) {
    received =
        co_await when_ready<std::size_t, interest_read, recv_into_label>(loop, socket, attempt);
  }
  co_return *received;
}

Coro<std::pair<std::string, SocketAddress>> sock_recvfrom(EventLoop& loop, SocketRef socket,
                                                          std::size_t size) {
  using Datagram = std::pair<std::string, SocketAddress>;
  const auto attempt = [socket, size]() -> std::optional<Datagram> {
    Datagram datagram{std::string(size, '\0'), {}};
    const IoResult result =
        socket->receive_from(std::as_writable_bytes(std::span(datagram.first)), datagram.second);
    check(result);
    if (!result.ok()) return std::nullopt;
    datagram.first.resize(result.bytes);
    return datagram;
  };
  std::optional<Datagram> datagram = attempt();
  if (!datagram) {
    datagram = co_await when_ready<Datagram, interest_read, recvfrom_label>(loop, socket, attempt);
  }
  co_return std::move(*datagram);
}

Coro<std::pair<std::size_t, SocketAddress>> sock_recvfrom_into(EventLoop& loop, SocketRef socket,
                                                               std::span<std::byte> buffer) {
  using Datagram = std::pair<std::size_t, SocketAddress>;
  const auto attempt = [socket, buffer]() -> std::optional<Datagram> {
    Datagram datagram;
    const IoResult result = socket->receive_from(buffer, datagram.second);
    check(result);
    if (!result.ok()) return std::nullopt;
    datagram.first = result.bytes;
    return datagram;
  };
  std::optional<Datagram> datagram = attempt();
  if (!datagram) {
    datagram =
        co_await when_ready<Datagram, interest_read, recvfrom_into_label>(loop, socket, attempt);
  }
  co_return std::move(*datagram);
}

Coro<void> sock_sendall(EventLoop& loop, SocketRef socket, std::string data) {
  auto attempt = [socket, left = std::move(data), position = std::size_t{0}]() mutable {
    const IoResult result = socket->send(as_bytes(left).subspan(position));
    check(result);
    position += result.bytes;
    return position == left.size();
  };
  const bool sent = attempt();
  if (!sent) {
    co_await when_ready<void, interest_write, sendall_label>(loop, socket, std::move(attempt));
  }
}

Coro<std::size_t> sock_sendto(EventLoop& loop, SocketRef socket, std::string data,
                              SocketAddress address) {
  const auto attempt = [socket, data, address]() -> std::optional<std::size_t> {
    const IoResult result = socket->send_to(as_bytes(data), address);
    check(result);
    return result.ok() ? std::optional(result.bytes) : std::nullopt;
  };
  std::optional<std::size_t> sent = attempt();
  if (!sent) {
    sent = co_await when_ready<std::size_t, interest_write, sendto_label>(loop, socket, attempt);
  }
  co_return *sent;
}

Coro<void> sock_connect(EventLoop& loop, SocketRef socket, SocketAddress address) {
  if (const auto* const inet = std::get_if<InetAddress>(&address)) {
    NameQuery query{inet->host, inet->port, socket->family(), socket->type()};
    const auto resolved = co_await ensure_resolved(loop, std::move(query));
    address = resolved.front().address;
  }
  co_await start_connecting(loop, socket, address);
}

Coro<std::pair<SocketRef, SocketAddress>> sock_accept(EventLoop& loop, SocketRef socket) {
  using Connection = std::pair<SocketRef, SocketAddress>;
  const FutureRef<Connection> future = create_future<Connection>(loop);
  auto attempt = [socket] { return socket->accept(); };
  try_to_end(*future, attempt);
  if (!future->done()) attempt_when_ready<interest_read, accept_label>(future, socket, attempt);
  co_return co_await future;
}

}  // namespace loopscope
