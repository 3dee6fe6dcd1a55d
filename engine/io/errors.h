#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "engine/base/os_error.h"
#include "engine/loop/errors.h"
#include "engine/loop/exception.h"
#include "engine/platform/network.h"

namespace loopscope {

class EventLoop;

/// socket.gaierror: a name lookup failed. `code()` is an EAI_ code.
class NameLookupError : public OsError {
 public:
  explicit NameLookupError(const LookupFailure& failure)
      : OsError(Message{"[Errno " + std::to_string(failure.code) + "] " + failure.message},
                failure.code) {}
};

/// asyncio.IncompleteReadError: the stream ended before what was asked for had arrived.
class IncompleteReadError : public Error {
 public:
  /// `expected`: bytes; none: up to a separator.
  IncompleteReadError(std::string partial, std::optional<std::size_t> expected)
      : Error(std::to_string(partial.size()) + " bytes read on a total of " +
              (expected ? std::to_string(*expected) : "undefined") + " expected bytes"),
        partial_(std::move(partial)),
        expected_(expected) {}
  /// What was read before the end; it has left the stream's buffer.
  const std::string& partial() const { return partial_; }
  std::optional<std::size_t> expected() const { return expected_; }

 private:
  std::string partial_;
  std::optional<std::size_t> expected_;
};

/// asyncio.LimitOverrunError: a separator was not found within the stream's limit.
class LimitOverrunError : public Error {
 public:
  LimitOverrunError(const std::string& message, std::size_t consumed)
      : Error(message), consumed_(consumed) {}
  /// Bytes of the buffer that are known to have no separator.
  std::size_t consumed() const { return consumed_; }

 private:
  std::size_t consumed_;
};

/// OsError as a future or a protocol is told of it, in the world of whoever reads it.
ExceptionRef os_exception(const EventLoop& loop, const OsError& error);
inline ExceptionRef os_exception(const EventLoop& loop, int code) {
  return os_exception(loop, OsError(code));
}
/// The exception that is being handled in a catch clause; an OsError as above.
ExceptionRef current_io_exception(const EventLoop& loop);
/// An OsError that came as a C++ exception.
bool is_os_error(const Exception& exception);

}  // namespace loopscope
