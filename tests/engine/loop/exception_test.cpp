#include "engine/loop/exception.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "engine/loop/errors.h"

namespace loopscope {
namespace {

ExceptionRef caught(auto&& action) {
  try {
    action();
  } catch (...) {
    return current_exception();
  }
  return nullptr;
}

TEST(Exception, KeepsACppExceptionAsItIs) {
  const ExceptionRef error = caught([] { throw std::out_of_range("no such"); });
  EXPECT_EQ(error->kind(), Exception::Kind::ordinary);
  EXPECT_EQ(error->type_name(), "std::out_of_range");
  EXPECT_EQ(error->message(), "no such");
  EXPECT_EQ(error->repr(), "std::out_of_range('no such')");
  EXPECT_EQ(error->traceback(), "std::out_of_range: no such");
  EXPECT_THROW(error->rethrow(), std::out_of_range);
}

TEST(Exception, KnowsACancellationWithoutAThrow) {
  const ExceptionRef plain = ExceptionFactory::native().cancelled(nullptr);
  EXPECT_TRUE(plain->is_cancelled());
  EXPECT_EQ(plain->repr(), "CancelledError()");
  const ExceptionRef told = ExceptionFactory::native().cancelled(make_message("too late"));
  EXPECT_EQ(told->repr(), "CancelledError('too late')");
}

TEST(Exception, ACancellationSurvivesAThrowWithItsMessage) {
  const ExceptionRef told = ExceptionFactory::native().cancelled(make_message("stop"));
  const ExceptionRef again = caught([&] { told->rethrow(); });
  EXPECT_TRUE(again->is_cancelled());
  EXPECT_EQ(again->message(), "stop");
}

TEST(Exception, WhatWasThrownToCancelIsNotKept) {
  const ExceptionRef first = caught([] { throw CancelledError(); });
  const ExceptionRef second = caught([] { throw CancelledError(); });
  EXPECT_EQ(first.get(), second.get());
  const MessageRef message = make_message("stop");
  const ExceptionRef told = caught([&] { throw CancelledError(message); });
  EXPECT_EQ(told->repr(), "CancelledError('stop')");
}

TEST(Exception, CancelledErrorIsNoStdException) {
  bool swallowed = false;
  try {
    try {
      ExceptionFactory::native().cancelled(nullptr)->rethrow();
    } catch (const std::exception&) {
      swallowed = true;
    }
  } catch (const CancelledError&) {
  }
  EXPECT_FALSE(swallowed);
}

class Foreign final : public Exception {
 public:
  Foreign() : Exception(Kind::ordinary) {}
  std::string type_name() const override { return "ValueError"; }
  std::string message() const override { return "it's"; }
  void rethrow() const override { throw RaisedException(ExceptionRef(this)); }
};

TEST(Exception, OneOfAnotherWorldComesBackUnchanged) {
  const ExceptionRef foreign(new Foreign);
  EXPECT_EQ(foreign->repr(), "ValueError(\"it's\")");
  EXPECT_EQ(caught([&] { foreign->rethrow(); }).get(), foreign.get());
  EXPECT_EQ(caught([&] { throw LoopExit(foreign); }).get(), foreign.get());
}

TEST(Exception, RuntimeErrorsOfTheEngineAreLoopErrors) {
  const ExceptionRef error = ExceptionFactory::native().runtime_error("no");
  EXPECT_THROW(error->rethrow(), LoopError);
  EXPECT_EQ(error->repr(), "LoopError('no')");
}

}  // namespace
}  // namespace loopscope
