#include "engine/io/selector_transport.h"

#include <fmt/format.h>

#include <utility>

#include "engine/io/errors.h"
#include "engine/io/server.h"
#include "engine/loop/method_handle.h"

namespace loopscope {
namespace {

constexpr CallbackLabel add_reader_label{"_SelectorTransport._add_reader"};
constexpr CallbackLabel set_waiter_label{"_set_result_unless_cancelled"};
constexpr int most_silent_writes = 5;  // asyncio's LOG_THRESHOLD_FOR_CONNLOST_WRITES

template <class F>
std::optional<SocketAddress> address_or_none(F ask) {
  try {
    return ask();
  } catch (const OsError&) {
    return std::nullopt;
  }
}

}  // namespace

SelectorTransport::SelectorTransport(EventLoop& loop, SocketRef socket,
                                     std::optional<SocketAddress> peer, Ref<Server> server)
    : Transport(loop),
      socket_(std::move(socket)),
      number_(socket_->number()),
      own_(address_or_none([this] { return std::optional(socket_->local_address()); })),
      peer_(std::move(peer)),
      server_(std::move(server)) {
  if (!peer_) peer_ = address_or_none([this] { return socket_->peer_address(); });
  if (server_) server_->attach();
  loop.descriptors().set_user(number_, this);
}

SelectorTransport::~SelectorTransport() {
  // Nobody can be told any more.
  if (socket_) let_go();
}

void SelectorTransport::start(const FutureRef<void>& waiter) {
  const Ref<SelectorTransport> self(this);
  call_soon_as(loop(), protocol()->connection_made_label(),
               [self, protocol = protocol()] { protocol->connection_made(*self); });
  // It only starts reading when connection_made() has been called.
  loop().call_soon(labelled<add_reader_label>([self] { self->add_reader(); }));
  if (!waiter) return;
  loop().call_soon(labelled<set_waiter_label>([waiter] {
    if (!waiter->cancelled()) waiter->set_result();
  }));
}

void SelectorTransport::set_protocol(ProtocolRef protocol) {
  Transport::set_protocol(std::move(protocol));
}

void SelectorTransport::add_reader() {
  if (!is_reading()) return;
  const Ref<SelectorTransport> self(this);
  const HandleRef handle = make_handle(loop(), read_label(), [self] { self->read_ready(); });
  loop().descriptors().add(number_, interest_read, *handle);
}

void SelectorTransport::add_writer() {
  const Ref<SelectorTransport> self(this);
  const HandleRef handle = make_handle(loop(), write_label(), [self] { self->write_ready(); });
  loop().descriptors().add(number_, interest_write, *handle);
}

void SelectorTransport::pause_reading() {
  if (!is_reading()) return;
  paused_ = true;
  remove_reader();
}

void SelectorTransport::resume_reading() {
  if (closing_ || !paused_) return;
  paused_ = false;
  add_reader();
}

void SelectorTransport::close() {
  if (closing_) return;
  const Ref<SelectorTransport> self(this);  // the reader may be the last to refer to it
  closing_ = true;
  remove_reader();
  if (!buffer_empty()) return;
  ++lost_;
  remove_writer();
  call_soon_as(loop(), connection_lost_label(), [self] { self->call_connection_lost(nullptr); });
}

void SelectorTransport::fatal_error(ExceptionRef error, const char* message) {
  if (!is_os_error(*error)) report(message, error);
  force_close(std::move(error));
}

void SelectorTransport::force_close(ExceptionRef error) {
  if (lost_ != 0) return;
  const Ref<SelectorTransport> self(this);
  if (!buffer_empty()) {
    clear_buffer();
    remove_writer();
  }
  if (!closing_) {
    closing_ = true;
    remove_reader();
  }
  ++lost_;
  call_soon_as(loop(), connection_lost_label(),
               [self, error = std::move(error)] { self->call_connection_lost(error); });
}

void SelectorTransport::call_connection_lost(ExceptionRef error) {
  const Ref<SelectorTransport> self(this);
  if (lost_ == 0) ++lost_;
  struct Last {
    SelectorTransport& transport;
    ~Last() { transport.let_go(); }
  };
  const Last last{*this};
  if (protocol()) protocol()->connection_lost(std::move(error));
}

// The socket, the protocol and the server, which may refer to this transport.
void SelectorTransport::let_go() {
  loop().descriptors().set_user(number_, nullptr);
  if (const SocketRef socket = std::exchange(socket_, nullptr)) socket->close();
  drop_protocol();
  if (const Ref<Server> server = std::exchange(server_, nullptr)) server->detach();
}

void SelectorTransport::loop_closes() {
  const Ref<SelectorTransport> self(this);
  closing_ = true;
  ++lost_;
  clear_buffer();
  if (const ProtocolRef kept = protocol()) kept->abandoned();
  let_go();
}

void SelectorTransport::note_lost_write() {
  if (lost_ >= most_silent_writes) loop().log("socket.send() raised exception.");
  ++lost_;
}

ExtraInfo SelectorTransport::get_extra_info(std::string_view name) const {
  if (name == "socket" && socket_) return socket_;
  if (name == "sockname" && own_) return *own_;
  if (name == "peername" && peer_) return *peer_;
  return {};
}

std::string SelectorTransport::repr() const {
  std::string text = fmt::format("<{}{} fd={}", class_name(),
                                 !socket_   ? " closed"
                                 : closing_ ? " closing"
                                            : "",
                                 number_);
  if (socket_ && !loop().is_closed()) {
    const auto polls = [this](Interest side) {
      return loop().descriptors().watcher(number_, side) != nullptr ? "polling" : "idle";
    };
    text += fmt::format(" read={} write=<{}, bufsize={}>", polls(interest_read),
                        polls(interest_write), get_write_buffer_size());
  }
  return text + ">";
}

}  // namespace loopscope
