#pragma once

#include <string>

#include "engine/base/error.h"

namespace loopscope {

/// Misuse of a loop, a task or a future where asyncio raises RuntimeError, with its message.
class LoopError : public Error {
 public:
  using Error::Error;
};

/// asyncio.InvalidStateError: the operation is not allowed in the future's state.
class InvalidStateError : public Error {
 public:
  using Error::Error;
};

/// A wrong argument where asyncio raises ValueError.
class ArgumentError : public Error {
 public:
  using Error::Error;
};

/// Python's NotImplementedError: a transport that has no such operation.
class NotImplementedError : public LoopError {
 public:
  using LoopError::LoopError;
};

/// A cancellation goes from task to task without end, where Python raises RecursionError.
class RecursionError : public Error {
 public:
  using Error::Error;
};

/// TimeoutError, as asyncio raises it: without a text.
class TimeoutError : public Error {
 public:
  TimeoutError() : Error("") {}
};

/// Nothing can ever wake the loop: nothing is ready, no timer runs and nothing can arrive. `what()`
/// says who waits for whom.
class DeadlockError : public LoopError {
 public:
  using LoopError::LoopError;
};

}  // namespace loopscope
