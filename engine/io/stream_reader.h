#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/coro/coro.h"
#include "engine/io/transport.h"

namespace loopscope {

/// Bytes that a stream buffers half of before it pauses reading: 64 KiB.
inline constexpr std::size_t default_stream_limit = std::size_t{64} * 1024;

/// asyncio.StreamReader: what has arrived, to be read by one coroutine at a time. Counted. Each
/// read throws what set_exception() was given, and LoopError if another coroutine waits already.
class StreamReader {
 public:
  /// `limit` in bytes: the longest line, and half of what is buffered. Throws ArgumentError("Limit
  /// cannot be <= 0").
  explicit StreamReader(EventLoop& loop, std::size_t limit = default_stream_limit);
  StreamReader(const StreamReader&) = delete;
  StreamReader& operator=(const StreamReader&) = delete;

  /// Up to `size` bytes as soon as there are some; empty: the end. Negative: all up to the end.
  Coro<std::string> read(std::ptrdiff_t size = -1);
  /// A line with its "\n"; what is left if the end comes first. Throws ArgumentError if the line is
  /// longer than the limit.
  Coro<std::string> readline();
  /// Exactly `size` bytes. Throws IncompleteReadError, and ArgumentError for a negative size.
  Coro<std::string> readexactly(std::ptrdiff_t size);
  /// Up to `separator`, which is included. Throws IncompleteReadError, LimitOverrunError (the data
  /// stays), and ArgumentError for an empty separator.
  Coro<std::string> readuntil(std::string separator = "\n");
  /// The end has come, and everything was read.
  bool at_eof() const { return eof_ && buffer_.empty(); }

  // For whoever fills it.

  void feed_data(Bytes data);
  void feed_eof();
  void set_exception(ExceptionRef error);
  const ExceptionRef& exception() const { return exception_; }
  /// The transport that is paused when too much is buffered.
  void set_transport(Transport& transport) { transport_ = TransportRef(&transport); }
  void drop_transport() { transport_ = nullptr; }

  EventLoop& loop() const { return *loop_; }
  std::string repr() const;

  void add_ref() { ++references_; }
  void release() {
    if (--references_ == 0) delete this;
  }

 private:
  ~StreamReader() = default;
  std::size_t buffered() const { return buffer_.size(); }
  std::string take(std::size_t size);
  void check() const;
  void check_nobody_waits(const char* function) const;
  void wake();
  void maybe_resume();
  Coro<void> wait_for_data(const char* function);

  EventLoop* loop_;
  std::size_t limit_;
  std::string buffer_;
  FutureRef<void> waiter_;
  ExceptionRef exception_;
  TransportRef transport_;
  std::uint32_t references_ = 0;
  bool eof_ = false;
  bool paused_ = false;
};
using StreamReaderRef = Ref<StreamReader>;

}  // namespace loopscope
