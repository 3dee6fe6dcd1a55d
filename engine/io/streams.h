#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/io/connect.h"
#include "engine/io/flow_control.h"
#include "engine/io/stream_reader.h"
#include "engine/io/transport.h"

namespace loopscope {

class StreamWriter;
using StreamWriterRef = Ref<StreamWriter>;
using Streams = std::pair<StreamReaderRef, StreamWriterRef>;

/// What a server does with each connection: becomes a task of its own.
using ClientConnected = std::function<Coro<void>(StreamReaderRef, StreamWriterRef)>;

/// asyncio.StreamReaderProtocol: fills a StreamReader, and lets a StreamWriter wait.
class StreamReaderProtocol final : public Protocol {
 public:
  /// `connected` may be null.
  StreamReaderProtocol(StreamReaderRef reader, std::shared_ptr<const ClientConnected> connected);
  ~StreamReaderProtocol() override;

  void connection_made(Transport& transport) override;
  void connection_lost(ExceptionRef error) override;
  void data_received(Bytes data) override;
  bool eof_received() override;
  void pause_writing() override { flow_->pause_writing(); }
  void resume_writing() override { flow_->resume_writing(); }
  void abandoned() override;
  const CallbackLabel& connection_made_label() const override;

  /// Done when the connection is lost, with its exception if there is one.
  const FutureRef<void>& closed() const { return closed_; }
  const FlowControlRef& flow() const { return flow_; }

 private:
  EventLoop& loop() const { return flow_->loop(); }

  FlowControlRef flow_;
  StreamReaderRef reader_;  ///< null after the connection
  StreamWriterRef writer_;  ///< of a server's connection, as long as that lasts
  std::shared_ptr<const ClientConnected> connected_;
  FutureRef<void> closed_;
};

/// asyncio.StreamWriter. Counted; closes its transport when its last reference goes.
class StreamWriter {
 public:
  /// `flow` hears of the transport; `reader` may be null; `closed` is done when the connection is
  /// lost.
  StreamWriter(TransportRef transport, FlowControlRef flow, StreamReaderRef reader,
               FutureRef<void> closed);
  StreamWriter(const StreamWriter&) = delete;
  StreamWriter& operator=(const StreamWriter&) = delete;

  const TransportRef& transport() const { return transport_; }
  void write(std::string_view data) { transport_->write(data); }
  void write(Bytes data) { transport_->write(data); }
  void writelines(const std::vector<std::string>& lines) { transport_->writelines(lines); }
  void write_eof() { transport_->write_eof(); }
  bool can_write_eof() const { return transport_->can_write_eof(); }
  void close() { transport_->close(); }
  bool is_closing() const { return transport_->is_closing(); }
  ExtraInfo get_extra_info(std::string_view name) const { return transport_->get_extra_info(name); }
  /// Waits until what is buffered has come down to the low-water mark. Throws the reader's
  /// exception, or OsError("Connection lost").
  Coro<void> drain();
  /// Waits until the connection is lost; throws its exception if there is one.
  Coro<void> wait_closed();
  std::string repr() const;

  void add_ref() { ++references_; }
  [[gnu::noinline]] void release();

 private:
  ~StreamWriter();

  TransportRef transport_;
  FlowControlRef flow_;
  StreamReaderRef reader_;
  FutureRef<void> closed_;
  std::uint32_t references_ = 0;
};

/// asyncio.open_connection()
Coro<Streams> open_connection(std::string host, std::uint16_t port,
                              std::size_t limit = default_stream_limit,
                              ConnectOptions options = {});
/// The same on a socket that is connected.
Coro<Streams> open_connection(SocketRef socket, std::size_t limit = default_stream_limit);
/// asyncio.start_server()
Coro<ServerRef> start_server(ClientConnected connected, std::string host, std::uint16_t port,
                             std::size_t limit = default_stream_limit, ServeOptions options = {});
/// asyncio.open_unix_connection(), asyncio.start_unix_server()
Coro<Streams> open_unix_connection(std::string path, std::size_t limit = default_stream_limit);
Coro<ServerRef> start_unix_server(ClientConnected connected, std::string path,
                                  std::size_t limit = default_stream_limit,
                                  ServeOptions options = {});

}  // namespace loopscope
