#pragma once

#include <string>

#include "engine/coro/future.h"
#include "engine/io/connect.h"
#include "engine/io/transport.h"
#include "engine/loop/descriptors.h"

namespace loopscope {

/// What asyncio's two transports of pipes have in common.
class PipeTransport : public Transport, protected DescriptorUser {
 public:
  bool is_closing() const override { return closing_; }
  ExtraInfo get_extra_info(std::string_view name) const override;
  std::string repr() const override;

 protected:
  PipeTransport(EventLoop& loop, DescriptorRef pipe);
  ~PipeTransport() override;

  virtual const char* class_name() const = 0;
  virtual void read_ready() = 0;
  virtual bool watches_reading() const { return true; }
  virtual void clear_buffer() {}
  virtual std::string more_repr() const { return {}; }

  void start(ProtocolRef protocol, const FutureRef<void>& waiter);
  void add_reader();
  void remove_reader() { loop().descriptors().remove(number_, interest_read); }
  void schedule_connection_lost(ExceptionRef error);
  void call_connection_lost(ExceptionRef error);

  Descriptor& pipe() { return *pipe_; }
  int number() const { return number_; }
  bool gone() const { return !pipe_; }
  bool closing_ = false;

 private:
  void loop_closes() override;
  void let_go();

  DescriptorRef pipe_;  ///< null once it is closed
  int number_;
};

/// asyncio's _UnixReadPipeTransport.
class ReadPipeTransport final : public PipeTransport {
 public:
  /// Throws ArgumentError unless it is a pipe, a socket or a character device.
  static Ref<ReadPipeTransport> make(EventLoop& loop, DescriptorRef pipe, ProtocolRef protocol,
                                     const FutureRef<void>& waiter);

  bool is_reading() const override { return !closing_ && !paused_; }
  void pause_reading() override;
  void resume_reading() override;
  void close() override;

 private:
  using PipeTransport::PipeTransport;
  const char* class_name() const override { return "_UnixReadPipeTransport"; }
  void read_ready() override;
  bool watches_reading() const override { return is_reading(); }
  void end(ExceptionRef error);

  Protocol* stream_ = nullptr;  ///< the protocol
  bool paused_ = false;
};

/// asyncio's _UnixWritePipeTransport.
class WritePipeTransport final : public PipeTransport {
 public:
  static Ref<WritePipeTransport> make(EventLoop& loop, DescriptorRef pipe, ProtocolRef protocol,
                                      const FutureRef<void>& waiter);

  using Transport::write;
  void write(Bytes data) override;
  void write_eof() override;
  bool can_write_eof() const override { return true; }
  void close() override { write_eof(); }
  void abort() override { end(nullptr); }
  std::size_t get_write_buffer_size() const override { return buffer_.size(); }

 private:
  using PipeTransport::PipeTransport;
  const char* class_name() const override { return "_UnixWritePipeTransport"; }
  void read_ready() override;
  bool watches_reading() const override { return hears_end_; }
  void clear_buffer() override { buffer_.clear(); }
  std::string more_repr() const override;
  void add_writer();
  void remove_writer() { loop().descriptors().remove(number(), interest_write); }
  void write_ready();
  void failed(int error);
  void end(ExceptionRef error);

  std::string buffer_;
  int lost_ = 0;            ///< writes to a pipe that is gone
  bool hears_end_ = false;  ///< a pipe or a socket tells when its reader has gone
};

/// loop.connect_read_pipe(): the protocol is a Protocol. The pipe is owned by the transport.
Coro<Connection> connect_read_pipe(EventLoop& loop, ProtocolFactory factory, DescriptorRef pipe);
/// loop.connect_write_pipe()
Coro<Connection> connect_write_pipe(EventLoop& loop, ProtocolFactory factory, DescriptorRef pipe);

}  // namespace loopscope
