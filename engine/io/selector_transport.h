#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/coro/future.h"
#include "engine/io/transport.h"
#include "engine/loop/descriptors.h"

namespace loopscope {

class Server;

/// asyncio's _SelectorTransport: what transports of sockets have in common.
class SelectorTransport : public Transport, protected DescriptorUser {
 public:
  void set_protocol(ProtocolRef protocol) override;
  void close() override;
  void abort() override { force_close(nullptr); }
  bool is_closing() const override { return closing_; }
  bool is_reading() const override { return !closing_ && !paused_; }
  void pause_reading() override;
  void resume_reading() override;
  ExtraInfo get_extra_info(std::string_view name) const override;
  std::string repr() const override;

 protected:
  /// `peer`: its address, if it is known already. `server`: the one that accepted it, or null.
  SelectorTransport(EventLoop& loop, SocketRef socket, std::optional<SocketAddress> peer,
                    Ref<Server> server);
  ~SelectorTransport() override;

  /// Schedules connection_made, then reading, then `waiter` (which may be null).
  void start(const FutureRef<void>& waiter);

  virtual const char* class_name() const = 0;
  virtual bool buffer_empty() const = 0;
  virtual void clear_buffer() = 0;
  virtual void read_ready() = 0;
  virtual void write_ready() = 0;
  virtual const CallbackLabel& read_label() const = 0;
  virtual const CallbackLabel& write_label() const = 0;
  virtual const CallbackLabel& connection_lost_label() const = 0;

  void add_reader();
  void add_writer();
  void remove_reader() { loop().descriptors().remove(number_, interest_read); }
  void remove_writer() { loop().descriptors().remove(number_, interest_write); }
  /// An exception that ends the transport; the system's are not reported.
  void fatal_error(ExceptionRef error, const char* message);
  void force_close(ExceptionRef error);
  void call_connection_lost(ExceptionRef error);

  Socket& socket() { return *socket_; }
  bool paused() const { return paused_; }
  const std::optional<SocketAddress>& peer() const { return peer_; }
  /// Writes to a lost connection are counted, and the fifth and later ones warned of.
  void note_lost_write();
  bool connection_lost() const { return lost_ != 0; }

 private:
  class ReadyHandle;
  void loop_closes() override;
  void let_go();

  SocketRef socket_;  ///< null once it is closed
  int number_;
  std::optional<SocketAddress> own_;
  std::optional<SocketAddress> peer_;
  Ref<Server> server_;
  int lost_ = 0;  ///< connection_lost is scheduled, or was called; counts writes from then on
  bool closing_ = false;
  bool paused_ = false;
};

}  // namespace loopscope
