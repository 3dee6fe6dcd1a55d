#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "engine/base/ref.h"
#include "engine/io/bytes.h"
#include "engine/loop/exception.h"
#include "engine/loop/handle.h"
#include "engine/platform/network.h"

namespace loopscope {

class Transport;

/// asyncio.BaseProtocol: what a transport calls. Counted; kept by its transport until
/// connection_lost has run. What a method throws ends the transport, as in asyncio.
class BaseProtocol {
 public:
  BaseProtocol() = default;
  BaseProtocol(const BaseProtocol&) = delete;
  BaseProtocol& operator=(const BaseProtocol&) = delete;

  /// The transport is there; keep a TransportRef to write to it.
  virtual void connection_made(Transport& transport);
  /// It is gone; null: the peer has ended, or it was closed or aborted here.
  virtual void connection_lost(ExceptionRef error);
  /// What waits to be sent went over the high-water mark / came down to the low-water mark.
  virtual void pause_writing() {}
  virtual void resume_writing() {}

  /// The loop closes with the connection still open, and nothing will be called any more: to let go
  /// of what refers to this protocol.
  virtual void abandoned() {}

  /// "<Echo object>", for reports.
  virtual std::string repr() const;
  /// The label of connection_made in the trace.
  virtual const CallbackLabel& connection_made_label() const;

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 protected:
  virtual ~BaseProtocol() = default;

 private:
  std::uint32_t references_ = 0;
};
using ProtocolRef = Ref<BaseProtocol>;
/// Makes the protocol of one connection.
using ProtocolFactory = std::function<ProtocolRef()>;

/// asyncio.Protocol: a stream of bytes.
class Protocol : public BaseProtocol {
 public:
  /// Some bytes, borrowed for the call.
  virtual void data_received(Bytes data) = 0;
  /// The peer will send no more. True: the transport stays open for writing.
  virtual bool eof_received() { return false; }
};

/// asyncio.BufferedProtocol: a stream that is read straight into the protocol's own memory.
class BufferedProtocol : public BaseProtocol {
 public:
  /// Where to put what comes; `hint`: how much would be good, -1: any. Must not be empty.
  virtual std::span<std::byte> get_buffer(std::ptrdiff_t hint) = 0;
  /// So many bytes of it were filled.
  virtual void buffer_updated(std::size_t bytes) = 0;
  virtual bool eof_received() { return false; }
};

/// asyncio.DatagramProtocol
class DatagramProtocol : public BaseProtocol {
 public:
  /// A datagram, borrowed for the call.
  virtual void datagram_received(Bytes data, const SocketAddress& from) = 0;
  /// An earlier operation has failed.
  virtual void error_received(ExceptionRef error);
};

/// asyncio.SubprocessProtocol. `number`: 0 standard input, 1 output, 2 error.
class SubprocessProtocol : public BaseProtocol {
 public:
  virtual void pipe_data_received(int number, Bytes data) = 0;
  virtual void pipe_connection_lost(int number, ExceptionRef error);
  virtual void process_exited() {}
};

}  // namespace loopscope
