#include "engine/io/stream_reader.h"

#include <fmt/format.h>

#include <utility>

#include "engine/io/errors.h"

namespace loopscope {

StreamReader::StreamReader(EventLoop& loop, std::size_t limit) : loop_(&loop), limit_(limit) {
  if (limit == 0) throw ArgumentError("Limit cannot be <= 0");
}

void StreamReader::wake() {
  if (const FutureRef<void> waiter = std::exchange(waiter_, nullptr)) {
    if (!waiter->cancelled()) waiter->set_result();
  }
}

void StreamReader::set_exception(ExceptionRef error) {
  exception_ = error;
  if (const FutureRef<void> waiter = std::exchange(waiter_, nullptr)) {
    if (!waiter->cancelled()) waiter->set_exception(std::move(error));
  }
}

void StreamReader::feed_eof() {
  eof_ = true;
  wake();
}

void StreamReader::feed_data(Bytes data) {
  if (data.empty()) return;
  buffer_ += as_text(data);
  wake();
  if (!transport_ || paused_ || buffered() <= 2 * limit_) return;
  try {
    transport_->pause_reading();
    paused_ = true;
  } catch (const NotImplementedError&) {
    // It can't be paused: whatever comes is buffered.
    transport_ = nullptr;
  }
}

void StreamReader::maybe_resume() {
  if (!paused_ || buffered() > limit_) return;
  paused_ = false;
  if (transport_) transport_->resume_reading();
}

void StreamReader::check() const {
  if (exception_) exception_->rethrow();
}

void StreamReader::check_nobody_waits(const char* function) const {
  if (!waiter_) return;
  throw LoopError(fmt::format(
      "{}() called while another coroutine is already waiting for incoming data", function));
}

Coro<void> StreamReader::wait_for_data(const char* function) {
  check_nobody_waits(function);
  // Waiting while reading is paused would never end: more than the limit may be asked for.
  if (paused_) {
    paused_ = false;
    if (transport_) transport_->resume_reading();
  }
  const StreamReaderRef self(this);
  struct Waits {
    StreamReader& reader;
    ~Waits() { reader.waiter_ = nullptr; }
  };
  const Waits waits{*this};
  waiter_ = create_future<void>(*loop_);
  co_await FutureRef<void>(waiter_);
}

std::string StreamReader::take(std::size_t size) {
  std::string data;
  if (size >= buffer_.size()) {
    data = std::exchange(buffer_, {});
  } else {
    data = buffer_.substr(0, size);
    buffer_.erase(0, size);
  }
  maybe_resume();
  return data;
}

Coro<std::string> StreamReader::read(std::ptrdiff_t size) {
  check();
  const StreamReaderRef self(this);
  if (size == 0) co_return std::string();
  if (size < 0) {
    // In pieces: a peer that sends more than is buffered would wait for ever.
    std::string all;
    while (true) {
      const std::string piece = co_await read(static_cast<std::ptrdiff_t>(limit_));
      if (piece.empty()) co_return all;
      all += piece;
    }
  }
  if (buffer_.empty() && !eof_) co_await wait_for_data("read");
  co_return take(static_cast<std::size_t>(size));
}

Coro<std::string> StreamReader::readline() {
  const StreamReaderRef self(this);
  std::string line;
  try {
    line = co_await readuntil("\n");
  } catch (const IncompleteReadError& error) {
    line = error.partial();
  } catch (const LimitOverrunError& error) {
    if (buffer_.compare(error.consumed(), 1, "\n") == 0) {
      buffer_.erase(0, error.consumed() + 1);
    } else {
      buffer_.clear();
    }
    maybe_resume();
    throw ArgumentError(error.what());
  }
  co_return line;
}

Coro<std::string> StreamReader::readuntil(std::string separator) {
  if (separator.empty()) throw ArgumentError("Separator should be at least one-byte string");
  check();
  const StreamReaderRef self(this);
  std::size_t clean = 0;  // bytes at the front where no separator begins
  std::size_t at = std::string::npos;
  while (true) {
    if (buffered() >= clean + separator.size()) {
      at = buffer_.find(separator, clean);
      if (at != std::string::npos) break;
      clean = buffered() + 1 - separator.size();
      if (clean > limit_) {
        throw LimitOverrunError("Separator is not found, and chunk exceed the limit", clean);
      }
    }
    if (eof_) throw IncompleteReadError(std::exchange(buffer_, {}), std::nullopt);
    co_await wait_for_data("readuntil");
  }
  if (at > limit_) {
    throw LimitOverrunError("Separator is found, but chunk is longer than limit", at);
  }
  co_return take(at + separator.size());
}

Coro<std::string> StreamReader::readexactly(std::ptrdiff_t size) {
  if (size < 0) throw ArgumentError("readexactly size can not be less than zero");
  check();
  const StreamReaderRef self(this);
  const auto wanted = static_cast<std::size_t>(size);
  if (wanted == 0) co_return std::string();
  while (buffered() < wanted) {
    if (eof_) throw IncompleteReadError(std::exchange(buffer_, {}), wanted);
    co_await wait_for_data("readexactly");
  }
  co_return take(wanted);
}

std::string StreamReader::repr() const {
  std::string text = "<StreamReader";
  if (!buffer_.empty()) text += fmt::format(" {} bytes", buffered());
  if (eof_) text += " eof";
  if (limit_ != default_stream_limit) text += fmt::format(" limit={}", limit_);
  if (waiter_) text += " waiter=" + waiter_->repr();
  if (exception_) text += " exception=" + exception_->repr();
  if (transport_) text += " transport=" + transport_->repr();
  if (paused_) text += " paused";
  return text + ">";
}

}  // namespace loopscope
