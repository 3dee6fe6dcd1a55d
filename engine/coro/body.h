#pragma once

#include <exception>
#include <optional>
#include <type_traits>
#include <utility>

#include "engine/coro/coro.h"
#include "engine/coro/future.h"
#include "engine/loop/exception.h"

namespace loopscope::detail {

/// How the body of a scope has ended: with a value or by an exception.
template <class T>
class BodyOutcome {
 public:
  template <class... V>
  void returned(V&&... value) {
    value_.emplace(std::forward<V>(value)...);
  }
  void threw(std::exception_ptr error) { error_ = std::move(error); }

  /// Null if it returned.
  ExceptionRef exception() const { return error_ ? make_exception(error_) : nullptr; }
  /// The value; throws the exception.
  T take() {
    if (error_) std::rethrow_exception(error_);
    if constexpr (!std::is_void_v<T>) return std::move(*value_);
  }

 private:
  std::optional<ValueOf<T>> value_;
  std::exception_ptr error_;
};

/// Awaits the body, whatever comes of it.
template <class T>
Coro<BodyOutcome<T>> outcome_of(Coro<T> body) {
  BodyOutcome<T> outcome;
  try {
    if constexpr (std::is_void_v<T>) {
      co_await std::move(body);
      outcome.returned();
    } else {
      outcome.returned(co_await std::move(body));
    }
  } catch (...) {
    outcome.threw(std::current_exception());
  }
  co_return outcome;
}

}  // namespace loopscope::detail
