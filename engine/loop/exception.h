#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>

#include "engine/base/pool.h"
#include "engine/base/ref.h"

namespace loopscope {

class OsError;

/// The message of Task.cancel(msg): text in C++, any object in Python. Immutable and counted.
class CancelMessage : public Pooled {
 public:
  CancelMessage() = default;
  CancelMessage(const CancelMessage&) = delete;
  CancelMessage& operator=(const CancelMessage&) = delete;
  /// What str(message) gives.
  virtual std::string text() const = 0;

  void add_ref() const { ++references_; }
  void release() const {
    if (--references_ == 0) delete this;
  }

 protected:
  virtual ~CancelMessage() = default;

 private:
  mutable std::uint32_t references_ = 0;
};
using MessageRef = Ref<const CancelMessage>;

/// A message of plain text; null for an empty `text` is up to the caller.
MessageRef make_message(std::string_view text);

/// An exception as the engine keeps it: in futures, on its way into a coroutine, in reports. The
/// object of either world (a std::exception_ptr, a Python exception object) lives in a derived
/// class, so that a cancellation travels without a C++ throw. Counted, immutable.
class Exception : public Pooled {
 public:
  /// How loops and tasks treat it.
  enum class Kind : std::uint8_t {
    ordinary,
    cancelled,   ///< asyncio.CancelledError
    leaves_loop  ///< SystemExit, KeyboardInterrupt: passes through tasks and handles to
                 ///< run_forever's caller
  };

  Exception(const Exception&) = delete;
  Exception& operator=(const Exception&) = delete;

  Kind kind() const { return kind_; }
  bool is_cancelled() const { return kind_ == Kind::cancelled; }

  /// "ValueError", "std::out_of_range".
  virtual std::string type_name() const = 0;
  /// What str(exception) gives; may be empty.
  virtual std::string message() const = 0;
  /// What repr(exception) gives: "ValueError('no')".
  virtual std::string repr() const;
  /// What a report shows of it; its last line is "Type: message".
  virtual std::string traceback() const;
  /// What a C++ frame sees: throws CancelledError for a cancellation, the std::exception_ptr's
  /// exception where there is one, else RaisedException.
  [[noreturn]] virtual void rethrow() const = 0;

  /// If this is a cancellation that needs no more than its message to be thrown: gives back one
  /// reference of this, and one of the message (which may be null). Else it does nothing.
  bool take_cancellation(const CancelMessage*& message) const {
    if (!plain_cancellation_) return false;
    message = reference_to_message();
    release();
    return true;
  }

  void add_ref() const { ++references_; }
  void release() const {
    if (--references_ == 0) delete this;
  }

 protected:
  explicit Exception(Kind kind, bool plain_cancellation = false)
      : kind_(kind), plain_cancellation_(plain_cancellation) {}
  /// For plain cancellations: their message, with a reference for the caller.
  virtual const CancelMessage* reference_to_message() const { return nullptr; }
  virtual ~Exception() = default;

 private:
  mutable std::uint32_t references_ = 0;
  Kind kind_;
  bool plain_cancellation_;
};
using ExceptionRef = Ref<const Exception>;

/// The cancellation of a task as a C++ coroutine sees it. No std::exception, as CancelledError is
/// no Exception in Python: `catch (const std::exception&)` does not swallow it.
class CancelledError final {
 public:
  CancelledError() = default;
  explicit CancelledError(MessageRef message) : message_(std::move(message)) {}
  struct Adopt {};
  /// Takes over a reference of `message`, which may be null.
  CancelledError(Adopt, const CancelMessage* message) : message_(MessageRef::adopt(message)) {}
  const MessageRef& message() const { return message_; }

 private:
  MessageRef message_;
};

/// Carries an Exception that has no C++ counterpart through C++ frames. `what()` is its repr.
class RaisedException : public std::exception {
 public:
  explicit RaisedException(ExceptionRef exception);
  const char* what() const noexcept override { return what_.c_str(); }
  const ExceptionRef& exception() const { return exception_; }

 private:
  ExceptionRef exception_;
  std::string what_;
};

/// SIGINT. A coroutine that throws it ends the loop's run, as does SystemExit; both come out of
/// run_forever in a LoopExit. No std::exception, as in Python they are no Exception.
class KeyboardInterrupt final {};

/// The program asks to end.
class SystemExit final {
 public:
  explicit SystemExit(int status = 0) : status_(status) {}
  int status() const { return status_; }

 private:
  int status_;
};

/// Thrown out of run_forever by an exception that leaves the loop (SystemExit, KeyboardInterrupt).
/// No std::exception, since nothing on the way may swallow it.
class LoopExit final {
 public:
  explicit LoopExit(ExceptionRef exception) : exception_(std::move(exception)) {}
  const ExceptionRef& exception() const { return exception_; }

 private:
  ExceptionRef exception_;
};

/// The Exception of what is being handled in a catch clause, or of `error`. RaisedException,
/// LoopExit and exception groups give back what they carry.
ExceptionRef current_exception();
ExceptionRef make_exception(std::exception_ptr error);

/// Makes the exceptions that the engine itself raises inside tasks and futures, in the world of
/// whoever reads them. The default makes C++ exceptions; the Python machine installs its own.
class ExceptionFactory {
 public:
  virtual ~ExceptionFactory() = default;
  /// CancelledError(message); message may be null.
  virtual ExceptionRef cancelled(const MessageRef& message) const;
  /// RuntimeError(text): LoopError here.
  virtual ExceptionRef runtime_error(const std::string& text) const;
  /// RecursionError(text).
  virtual ExceptionRef recursion_error(const std::string& text) const;
  /// OSError or the class that belongs to its code.
  virtual ExceptionRef os_error(const OsError& error) const;
  /// What leaves a loop by a signal that nobody handles: KeyboardInterrupt for SIGINT, for others
  /// SystemExit with the status that a shell shows for them.
  virtual ExceptionRef ended_by_signal(int number) const;
  /// The factory of C++ exceptions.
  static const ExceptionFactory& native();
};

}  // namespace loopscope
