#include "engine/loop/exception.h"

#include <cxxabi.h>

#include <csignal>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <typeinfo>

#include "engine/base/os_error.h"
#include "engine/loop/errors.h"
#include "engine/loop/exception_group.h"

namespace loopscope {
namespace {

class TextMessage final : public CancelMessage {
 public:
  explicit TextMessage(std::string_view text) : text_(text) {}
  std::string text() const override { return text_; }

 private:
  std::string text_;
};

std::string name_of_type(const std::type_info* type) {
  if (type == nullptr) return "exception";
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> name(
      abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), std::free);
  std::string text = status == 0 ? name.get() : type->name();
  constexpr std::string_view own = "loopscope::";
  if (text.starts_with(own)) text.erase(0, own.size());
  return text;
}

const std::type_info* type_of(const std::exception_ptr& error) {
#ifdef __GLIBCXX__
  return error.__cxa_exception_type();
#else
  try {
    std::rethrow_exception(error);
  } catch (...) {
    return abi::__cxa_current_exception_type();
  }
#endif
}

std::string quoted(const std::string& text) {
  const char quote =
      text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
  std::string result(1, quote);
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else {
      if (c == quote || c == '\\') result += '\\';
      result += c;
    }
  }
  return result + quote;
}

/// A cancellation.
class NativeCancelled final : public Exception {
 public:
  explicit NativeCancelled(MessageRef message)
      : Exception(Kind::cancelled, true), message_(std::move(message)) {}
  std::string type_name() const override { return "CancelledError"; }
  std::string message() const override { return message_ ? message_->text() : std::string(); }
  void rethrow() const override { throw CancelledError(message_); }

 private:
  const CancelMessage* reference_to_message() const override {
    return MessageRef(message_).detach();
  }

  MessageRef message_;
};

/// What a C++ frame threw, but for a cancellation.
class NativeException final : public Exception {
 public:
  NativeException(Kind kind, std::exception_ptr error)
      : Exception(kind), error_(std::move(error)) {}
  std::string type_name() const override { return name_of_type(type_of(error_)); }
  std::string message() const override {
    try {
      std::rethrow_exception(error_);
    } catch (const std::exception& error) {
      return error.what();
    } catch (const SystemExit& exit) {
      return std::to_string(exit.status());
    } catch (...) {
      return {};
    }
  }
  void rethrow() const override { std::rethrow_exception(error_); }

 private:
  std::exception_ptr error_;
};

/// The message of a CancelledError, which `error` is.
MessageRef message_of_cancellation(const std::exception_ptr& error) {
#ifdef __GLIBCXX__
  // Its one word is the address of what was thrown: to throw it again costs a microsecond.
  static_assert(sizeof(error) == sizeof(void*));
  const CancelledError* thrown = nullptr;
  std::memcpy(&thrown, static_cast<const void*>(&error), sizeof(error));
  return thrown->message();
#else
  try {
    std::rethrow_exception(error);
  } catch (const CancelledError& thrown) {
    return thrown.message();
  }
#endif
}

/// What RaisedException, LoopExit and groups carry; null for any other exception.
ExceptionRef carried_by(const std::exception_ptr& error) {
  try {
    std::rethrow_exception(error);
  } catch (const RaisedException& raised) {
    return raised.exception();
  } catch (const LoopExit& exit) {
    return exit.exception();
  } catch (const BaseExceptionGroup& group) {
    return group.group();
  } catch (...) {
    return nullptr;
  }
}

}  // namespace

MessageRef make_message(std::string_view text) {
  return MessageRef(new TextMessage(text));
}

std::string Exception::repr() const {
  const std::string text = message();
  return type_name() + "(" + (text.empty() ? std::string() : quoted(text)) + ")";
}

std::string Exception::traceback() const {
  const std::string text = message();
  return text.empty() ? type_name() : type_name() + ": " + text;
}

RaisedException::RaisedException(ExceptionRef exception)
    : exception_(std::move(exception)), what_(exception_->repr()) {}

ExceptionRef make_exception(std::exception_ptr error) {
  const std::type_info* const type = type_of(error);
  auto kind = Exception::Kind::ordinary;
  if (type != nullptr) {
    if (*type == typeid(CancelledError)) {
      // What was thrown is not kept: tasks that were cancelled are many, and its memory is large.
      return ExceptionFactory::native().cancelled(message_of_cancellation(error));
    }
    if (*type == typeid(KeyboardInterrupt) || *type == typeid(SystemExit)) {
      kind = Exception::Kind::leaves_loop;
    } else if (*type == typeid(RaisedException) || *type == typeid(LoopExit) ||
               *type == typeid(ExceptionGroup) || *type == typeid(BaseExceptionGroup)) {
      if (ExceptionRef carried = carried_by(error)) return carried;
    }
  }
  return ExceptionRef(new NativeException(kind, std::move(error)));
}

ExceptionRef current_exception() {
  return make_exception(std::current_exception());
}

ExceptionRef ExceptionFactory::cancelled(const MessageRef& message) const {
  if (message) return ExceptionRef(new NativeCancelled(message));
  // In C++ nobody can tell one CancelledError without a message from another.
  static thread_local const ExceptionRef plain(new NativeCancelled(nullptr));
  return plain;
}

ExceptionRef ExceptionFactory::runtime_error(const std::string& text) const {
  return make_exception(std::make_exception_ptr(LoopError(text)));
}

ExceptionRef ExceptionFactory::recursion_error(const std::string& text) const {
  return make_exception(std::make_exception_ptr(RecursionError(text)));
}

ExceptionRef ExceptionFactory::os_error(const OsError& error) const {
  return make_exception(std::make_exception_ptr(error));
}

ExceptionRef ExceptionFactory::ended_by_signal(int number) const {
  constexpr int statuses_of_signals = 128;
  return make_exception(number == SIGINT
                            ? std::make_exception_ptr(KeyboardInterrupt())
                            : std::make_exception_ptr(SystemExit(statuses_of_signals + number)));
}

const ExceptionFactory& ExceptionFactory::native() {
  static const ExceptionFactory factory;
  return factory;
}

}  // namespace loopscope
