#include "engine/io/server.h"

#include <fmt/format.h>

#include <cerrno>
#include <utility>

#include "engine/coro/sleep.h"
#include "engine/io/errors.h"
#include "engine/io/socket_transport.h"
#include "engine/loop/method_handle.h"

namespace loopscope {
namespace {

constexpr CallbackLabel accept_label{"BaseSelectorEventLoop._accept_connection"};
constexpr CallbackLabel start_label{"BaseSelectorEventLoop._start_serving"};
constexpr double accept_retry_delay = 1;  // seconds, asyncio's ACCEPT_RETRY_DELAY

/// asyncio's _accept_connection2: makes the protocol and the transport of a new connection.
Coro<void> accept_connection(ServerRef server, ProtocolFactory factory, SocketRef connection,
                             SocketAddress peer) {
  EventLoop& loop = server->loop();
  ExceptionRef failure;
  TransportRef transport;
  try {
    const ProtocolRef protocol = factory();
    const FutureRef<void> waiter = create_future<void>(loop);
    transport = SocketTransport::make(loop, std::move(connection), protocol, waiter,
                                      std::move(peer), server);
    co_await waiter;
  } catch (const LoopExit&) {
    throw;
  } catch (...) {
    failure = current_exception();
  }
  if (!failure) co_return;
  if (transport) transport->close();
  if (loop.get_debug()) {
    loop.call_exception_handler(
        {.message = "Error on transport creation for incoming connection", .exception = failure});
  }
}

bool lacks_resources(int error) {
  return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

Server::Server(EventLoop& loop, std::vector<SocketRef> sockets, ProtocolFactory factory,
               int backlog)
    : loop_(&loop), sockets_(std::move(sockets)), factory_(std::move(factory)), backlog_(backlog) {}

Server::~Server() {
  // The loop has let go of the readers, or there never were any.
  for (const SocketRef& socket : sockets_) socket->close();
}

void Server::release() {
  if (--references_ == 0) delete this;
}

void Server::begin_serving() {
  if (serving_) return;
  serving_ = true;
  for (const SocketRef& socket : sockets_) {
    socket->listen(backlog_);
    accept_from(socket);
  }
}

void Server::accept_from(const SocketRef& socket) {
  const ServerRef self(this);
  const HandleRef handle =
      make_handle(*loop_, accept_label, [self, socket] { self->accept_ready(socket); });
  loop_->descriptors().add(socket->number(), interest_read, *handle);
}

void Server::accept_ready(const SocketRef& socket) {
  // Several connections may wait: they are taken in one go.
  for (int i = 0; i < backlog_; ++i) {
    if (!accept_one(socket)) return;
  }
}

// False: no more for now.
bool Server::accept_one(const SocketRef& socket) {
  std::optional<std::pair<SocketRef, SocketAddress>> accepted;
  try {
    accepted = socket->accept();
  } catch (const OsError& error) {
    if (error.code() == ECONNABORTED || error.code() == EINTR) return false;
    if (!lacks_resources(error.code())) throw;  // the loop reports it
    out_of_descriptors(socket, error);
    // asyncio tries again, up to the backlog, and reports each time; one report is enough.
    return false;
  }
  if (!accepted) return false;
  create_task(*loop_,
              accept_connection(ServerRef(this), factory_, std::move(accepted->first),
                                std::move(accepted->second)),
              {.coroutine = "BaseSelectorEventLoop._accept_connection2"});
  return true;
}

// The socket stays ready, so that it is not watched for a while.
void Server::out_of_descriptors(const SocketRef& socket, const OsError& error) {
  ExceptionContext context{.message = "socket.accept() out of system resource",
                           .exception = os_exception(*loop_, error)};
  context.details.emplace_back("socket", socket->repr());
  loop_->call_exception_handler(context);
  loop_->descriptors().remove(socket->number(), interest_read);
  const ServerRef self(this);
  loop_->call_later(accept_retry_delay, labelled<start_label>([self, socket] {
                      if (self->open_) self->accept_from(socket);
                    }));
}

void Server::close() {
  if (!open_) return;
  const ServerRef self(this);
  open_ = false;
  for (const SocketRef& socket : std::exchange(sockets_, {})) {
    loop_->descriptors().remove(socket->number(), interest_read);
    socket->close();
  }
  serving_ = false;
  if (forever_ && !forever_->done()) {
    forever_->cancel();
    forever_ = nullptr;
  }
  if (active_ == 0) wake();
}

void Server::detach() {
  --active_;
  if (active_ == 0 && !open_) wake();
}

void Server::wake() {
  awake_ = true;
  for (const FutureRef<void>& waiter : std::exchange(waiters_, {})) {
    if (!waiter->done() && !loop_->is_closed()) waiter->set_result();
  }
}

Coro<void> Server::start_serving() {
  begin_serving();
  co_await sleep(0);  // so that the readers are there
}

Coro<void> Server::serve_forever() {
  if (forever_) {
    throw LoopError(fmt::format("server {} is already being awaited on serve_forever()", repr()));
  }
  if (!open_) throw LoopError(fmt::format("server {} is closed", repr()));
  const ServerRef self(this);
  begin_serving();
  forever_ = create_future<void>(*loop_);
  ExceptionRef cancelled;
  try {
    co_await forever_;
  } catch (const CancelledError&) {
    cancelled = current_exception();
  }
  if (cancelled) {
    struct Raise {
      Server& server;
      ~Raise() { server.forever_ = nullptr; }
    };
    const Raise raise{*this};
    close();
    try {
      co_await wait_closed();
    } catch (const std::exception&) {
      // The cancellation goes on, whatever comes of the waiting.
    }
    cancelled->rethrow();
  }
  forever_ = nullptr;
}

Coro<void> Server::wait_closed() {
  if (!open_ || awake_) co_return;
  const ServerRef self(this);
  waiters_.push_back(create_future<void>(*loop_));
  co_await waiters_.back();
}

std::string Server::repr() const {
  std::string list;
  for (const SocketRef& socket : sockets_) {
    if (!list.empty()) list += ", ";
    list += socket->repr();
  }
  return fmt::format("<Server sockets={}>", open_ ? "[" + list + "]" : "None");
}

}  // namespace loopscope
