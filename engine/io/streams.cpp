#include "engine/io/streams.h"

#include "engine/coro/sleep.h"
#include "engine/io/errors.h"

namespace loopscope {
namespace {

/// Keeps the function for as long as its coroutine runs, which may refer to what it captured.
Coro<void> serve_client(std::shared_ptr<const ClientConnected> connected, StreamReaderRef reader,
                        StreamWriterRef writer) {
  co_await (*connected)(std::move(reader), std::move(writer));
}

/// Reports the exception of a task that serves a client, and closes its connection.
struct ServingDone {
  static constexpr CallbackLabel label{"StreamReaderProtocol.connection_made.<locals>.callback"};
  TransportRef transport;
  void operator()(FutureBase& future) const {
    const ExceptionRef error = future.exception();
    if (!error) return;
    ExceptionContext context{.message = "Unhandled exception in client_connected_cb",
                             .exception = error};
    context.details.emplace_back("transport", transport->repr());
    future.loop().call_exception_handler(context);
    transport->close();
  }
};

Streams streams_of(const Connection& connection, StreamReaderRef reader) {
  const Ref<StreamReaderProtocol> protocol(
      static_cast<StreamReaderProtocol*>(connection.second.get()));
  StreamWriterRef writer(
      new StreamWriter(connection.first, protocol->flow(), reader, protocol->closed()));
  return {std::move(reader), std::move(writer)};
}

ProtocolFactory client_factory(const StreamReaderRef& reader) {
  const Ref<StreamReaderProtocol> protocol(new StreamReaderProtocol(reader, nullptr));
  return [protocol] { return ProtocolRef(protocol); };
}

ProtocolFactory server_factory(EventLoop& loop, ClientConnected connected, std::size_t limit) {
  auto shared = std::make_shared<const ClientConnected>(std::move(connected));
  return [&loop, shared, limit] {
    const StreamReaderRef reader(new StreamReader(loop, limit));
    return ProtocolRef(new StreamReaderProtocol(reader, shared));
  };
}

}  // namespace

StreamReaderProtocol::StreamReaderProtocol(StreamReaderRef reader,
                                           std::shared_ptr<const ClientConnected> connected)
    : flow_(new FlowControl(reader->loop())),
      reader_(std::move(reader)),
      connected_(std::move(connected)),
      closed_(create_future<void>(flow_->loop())) {}

StreamReaderProtocol::~StreamReaderProtocol() {
  // Nobody has to look at how it was closed.
  closed_->forget_traceback();
  if (reader_) reader_->drop_transport();
}

const CallbackLabel& StreamReaderProtocol::connection_made_label() const {
  static constexpr CallbackLabel label{"StreamReaderProtocol.connection_made"};
  return label;
}

void StreamReaderProtocol::connection_made(Transport& transport) {
  reader_->set_transport(transport);
  if (!connected_) return;
  const TransportRef kept(&transport);
  writer_ = StreamWriterRef(new StreamWriter(kept, flow_, reader_, closed_));
  const auto task = create_task(loop(), serve_client(connected_, reader_, writer_),
                                {.coroutine = "client_connected_cb"});
  task->add_done_callback(ServingDone{kept});
}

void StreamReaderProtocol::connection_lost(ExceptionRef error) {
  if (reader_) {
    if (error) {
      reader_->set_exception(error);
    } else {
      reader_->feed_eof();
    }
  }
  if (!closed_->done()) {
    if (error) {
      closed_->set_exception(error);
    } else {
      closed_->set_result();
    }
  }
  flow_->connection_lost(error);
  abandoned();
}

void StreamReaderProtocol::abandoned() {
  if (const StreamReaderRef reader = std::exchange(reader_, nullptr)) reader->drop_transport();
  writer_ = nullptr;
}

void StreamReaderProtocol::data_received(Bytes data) {
  if (reader_) reader_->feed_data(data);
}

bool StreamReaderProtocol::eof_received() {
  if (reader_) reader_->feed_eof();
  return true;
}

StreamWriter::StreamWriter(TransportRef transport, FlowControlRef flow, StreamReaderRef reader,
                           FutureRef<void> closed)
    : transport_(std::move(transport)),
      flow_(std::move(flow)),
      reader_(std::move(reader)),
      closed_(std::move(closed)) {}

StreamWriter::~StreamWriter() {
  if (!transport_->is_closing() && !transport_->loop().is_closed()) transport_->close();
}

void StreamWriter::release() {
  if (--references_ == 0) delete this;
}

Coro<void> StreamWriter::drain() {
  const StreamWriterRef self(this);
  if (reader_ && reader_->exception()) reader_->exception()->rethrow();
  // connection_lost() gets its turn: who writes and drains in a loop must hear of it.
  if (transport_->is_closing()) co_await sleep(0);
  co_await flow_->drain();
}

Coro<void> StreamWriter::wait_closed() {
  const StreamWriterRef self(this);
  co_await FutureRef<void>(closed_);
}

std::string StreamWriter::repr() const {
  return "<StreamWriter transport=" + transport_->repr() +
         (reader_ ? " reader=" + reader_->repr() : std::string()) + ">";
}

Coro<Streams> open_connection(std::string host, std::uint16_t port, std::size_t limit,
                              ConnectOptions options) {
  EventLoop& loop = EventLoop::running();
  StreamReaderRef reader(new StreamReader(loop, limit));
  ProtocolFactory factory = client_factory(reader);
  const Connection connection =
      co_await create_connection(loop, std::move(factory), std::move(host), port, options);
  co_return streams_of(connection, std::move(reader));
}

Coro<Streams> open_connection(SocketRef socket, std::size_t limit) {
  EventLoop& loop = EventLoop::running();
  StreamReaderRef reader(new StreamReader(loop, limit));
  ProtocolFactory factory = client_factory(reader);
  const Connection connection =
      co_await create_connection(loop, std::move(factory), std::move(socket));
  co_return streams_of(connection, std::move(reader));
}

Coro<Streams> open_unix_connection(std::string path, std::size_t limit) {
  EventLoop& loop = EventLoop::running();
  StreamReaderRef reader(new StreamReader(loop, limit));
  ProtocolFactory factory = client_factory(reader);
  const Connection connection =
      co_await create_unix_connection(loop, std::move(factory), std::move(path));
  co_return streams_of(connection, std::move(reader));
}

Coro<ServerRef> start_server(ClientConnected connected, std::string host, std::uint16_t port,
                             std::size_t limit, ServeOptions options) {
  EventLoop& loop = EventLoop::running();
  ProtocolFactory factory = server_factory(loop, std::move(connected), limit);
  ServerRef server =
      co_await create_server(loop, std::move(factory), std::move(host), port, options);
  co_return server;
}

Coro<ServerRef> start_unix_server(ClientConnected connected, std::string path, std::size_t limit,
                                  ServeOptions options) {
  EventLoop& loop = EventLoop::running();
  ProtocolFactory factory = server_factory(loop, std::move(connected), limit);
  ServerRef server =
      co_await create_unix_server(loop, std::move(factory), std::move(path), options);
  co_return server;
}

}  // namespace loopscope
