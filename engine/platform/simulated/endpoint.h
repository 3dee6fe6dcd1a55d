#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>

#include "engine/platform/network.h"
#include "engine/platform/simulated/ready_board.h"
#include "engine/platform/simulated/world_trace.h"

namespace loopscope::simulated {

/// One end of a connection of bytes, whoever holds it: a socket of the program or a simulated
/// service.
class Connection {
 public:
  /// Hears when a connection may be ready for something that it was not ready for.
  class Observer {
   public:
    virtual void changed(Interest events) = 0;
    /// Negative: none.
    virtual int descriptor_number() const { return -1; }

   protected:
    ~Observer() = default;
  };

  virtual ~Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  /// Borrowed; null: nobody listens.
  void observe(Observer* observer) { observer_ = observer; }

  virtual Interest ready() const = 0;
  virtual IoResult receive(std::span<std::byte> buffer) = 0;
  virtual IoResult send(std::span<const std::byte> data) = 0;
  virtual void shutdown_write() = 0;
  /// The holder lets go of it: what was written still goes, if the peer reads.
  virtual void close() = 0;
  /// Gives the connection up at once: the peer's is reset.
  virtual void abort() { close(); }
  /// Why the connection failed; cleared by asking.
  virtual int take_error() { return 0; }
  virtual bool connected() const { return true; }
  virtual SocketAddress local() const = 0;
  virtual SocketAddress peer() const = 0;
  /// "connected to ('10.0.0.2', 80)", for reports.
  virtual std::string describe() const = 0;
  virtual void set_buffer(Network::Option, std::size_t) {}

 protected:
  Connection() = default;
  void notify(Interest events) const {
    if (observer_ != nullptr) observer_->changed(events);
  }
  int descriptor_number() const {
    return observer_ != nullptr ? observer_->descriptor_number() : -1;
  }

 private:
  Observer* observer_ = nullptr;
};

/// Takes the connections that come to an address.
class Acceptor {
 public:
  /// Whether one more may be under way or wait.
  virtual bool reserve() = 0;
  /// One for which room was reserved is there.
  virtual void arrived(std::shared_ptr<Connection> connection) = 0;
  /// It will not come after all.
  virtual void release() = 0;

 protected:
  ~Acceptor() = default;
};

/// What a descriptor of the simulated network stands for. What a kind does not know throws or
/// answers as Linux does for it.
class Endpoint {
 public:
  virtual ~Endpoint() = default;
  Endpoint(const Endpoint&) = delete;
  Endpoint& operator=(const Endpoint&) = delete;

  int descriptor() const { return descriptor_; }
  void set_descriptor(int descriptor) { descriptor_ = descriptor; }
  Readiness readiness() const { return {ready(), read_cause_, write_cause_}; }

  virtual Interest ready() const = 0;
  virtual Network::FileKind kind() const { return Network::FileKind::socket; }
  /// For reports: "listens at ('127.0.0.1', 80)".
  virtual std::string describe() const = 0;
  virtual void close() = 0;

  virtual void bind(const SocketAddress& address);
  virtual void listen(int backlog);
  struct Accepted {
    std::unique_ptr<Endpoint> endpoint;
    SocketAddress peer;
  };
  /// The next connection that waits; nothing: none.
  virtual std::optional<Accepted> accept();
  virtual int connect(const SocketAddress& address);
  virtual int take_error();
  virtual IoResult receive(std::span<std::byte> buffer);
  virtual IoResult send(std::span<const std::byte> data);
  virtual IoResult receive_from(std::span<std::byte> buffer, SocketAddress& from);
  virtual IoResult send_to(std::span<const std::byte> data, const SocketAddress& to);
  virtual void shutdown_write();
  virtual SocketAddress local() const;
  virtual std::optional<SocketAddress> peer() const;
  virtual void set_option(Network::Option option, int value);

 protected:
  Endpoint(ReadyBoard& board, const WorldTrace& trace) : board_(board), trace_(trace) {}

  /// It may have become ready for these.
  void touched(Interest events);

 private:
  ReadyBoard& board_;
  const WorldTrace& trace_;
  int descriptor_ = -1;
  EventId read_cause_ = 0;
  EventId write_cause_ = 0;
};

}  // namespace loopscope::simulated
