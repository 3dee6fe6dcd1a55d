#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "engine/coro/gather.h"
#include "engine/coro/run.h"
#include "engine/coro/sleep.h"
#include "engine/io/errors.h"
#include "engine/io/socket.h"
#include "engine/platform/real/real_platform.h"
#include "tests/engine/support/agreement.h"

namespace loopscope::test {

/// How many descriptors this process has open.
inline std::size_t open_descriptors() {
  const std::filesystem::directory_iterator all("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

inline InetAddress loopback(std::uint16_t port = 0) {
  return {"127.0.0.1", port, false};
}
inline std::uint16_t port_of(const SocketAddress& address) {
  return std::get<InetAddress>(address).port;
}

/// Programs on the machine's loopback interface. Every loop is compared with the fold of its trace
/// after each iteration, and in the end no descriptor may be left open.
class IoTest : public testing::Test {
 public:
  void SetUp() override {
    before_ = open_descriptors();
    runner_.emplace(platform_);
    agreement_.watch(loop());
    loop().set_exception_handler([this](EventLoop&, const ExceptionContext& context) {
      reports_.push_back(context.message +
                         (context.exception ? ": " + context.exception->repr() : std::string()));
    });
  }
  void TearDown() override {
    close();
    EXPECT_EQ(open_descriptors(), before_) << "a descriptor was left open";
    EXPECT_TRUE(agreement_.state().io().open().empty()) << "the trace has a descriptor open";
  }

  void close() { runner_.reset(); }
  EventLoop& loop() { return runner_->loop(); }
  template <class T>
  T play(Coro<T> main) {
    return runner_->run(std::move(main));
  }
  /// What running `main` throws, as Python shows it; empty if it does not.
  std::string raised(Coro<> main) {
    try {
      play(std::move(main));
    } catch (const OsError& error) {
      return std::string(error.python_name()) + ": " + error.what();
    } catch (const std::exception& error) {
      return error.what();
    } catch (const CancelledError&) {
      return "CancelledError";
    }
    return {};
  }

  RealPlatform platform_;
  Agreement agreement_{platform_};
  std::vector<std::string> reports_;  ///< what the loop's exception handler was told

 private:
  std::optional<Runner> runner_;
  std::size_t before_ = 0;
};

}  // namespace loopscope::test
