#include "engine/loop/descriptors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>

#include <array>
#include <string>
#include <vector>

#include "engine/base/os_error.h"
#include "engine/loop/event_loop.h"
#include "engine/platform/network.h"
#include "engine/platform/real/real_platform.h"
#include "tests/engine/support/agreement.h"

namespace loopscope {
namespace {

using testing::ElementsAre;

class DescriptorsTest : public testing::Test {
 protected:
  void SetUp() override {
    agreement_.watch(loop_);
    std::tie(here_, there_) = network().open_socket_pair();
  }
  void TearDown() override {
    network().close(here_);
    network().close(there_);
  }
  Network& network() { return platform_.network(); }
  void send() {
    static constexpr std::array<std::byte, 1> data{std::byte{'x'}};
    EXPECT_EQ(network().send(there_, data).bytes, 1U);
  }
  std::size_t receive() {
    std::array<std::byte, 16> buffer{};
    return network().receive(here_, buffer).bytes;
  }
  void run_an_iteration() {
    loop_.stop();
    loop_.run_forever();
  }

  RealPlatform platform_;
  test::Agreement agreement_{platform_};
  EventLoop loop_{platform_};
  int here_ = -1;
  int there_ = -1;
};

TEST_F(DescriptorsTest, AReaderIsCalledWheneverThereIsSomethingToRead) {
  std::size_t received = 0;
  loop_.add_reader(here_, [&] {
    received += receive();
    loop_.stop();
  });
  send();
  loop_.run_forever();
  EXPECT_EQ(received, 1U);
  send();
  loop_.run_forever();
  EXPECT_EQ(received, 2U);
}

TEST_F(DescriptorsTest, AReaderThatReadsNothingIsCalledInEveryIteration) {
  int calls = 0;
  loop_.add_reader(here_, [&] {
    if (++calls == 3) loop_.stop();
  });
  send();
  loop_.run_forever();
  EXPECT_EQ(calls, 3);
  EXPECT_EQ(loop_.iteration(), 3U);
}

TEST_F(DescriptorsTest, TheReaderOfADescriptorRunsBeforeItsWriter) {
  std::vector<std::string> calls;
  loop_.add_writer(here_, [&] { calls.push_back("writer"); });
  loop_.add_reader(here_, [&] { calls.push_back("reader"); });
  send();
  run_an_iteration();
  EXPECT_THAT(calls, ElementsAre("reader", "writer"));
}

TEST_F(DescriptorsTest, WhatIsReadyRunsBehindWhatWasQueuedBefore) {
  std::vector<std::string> calls;
  loop_.add_writer(here_, [&] { calls.push_back("writer"); });
  loop_.call_soon([&] { calls.push_back("soon"); });
  run_an_iteration();
  EXPECT_THAT(calls, ElementsAre("soon", "writer"));
}

TEST_F(DescriptorsTest, AReaderThatWasQueuedIsSkippedOnceItIsRemoved) {
  int calls = 0;
  loop_.call_soon([&] { EXPECT_TRUE(loop_.remove_reader(here_)); });
  loop_.add_reader(here_, [&] { ++calls; });
  send();
  run_an_iteration();
  EXPECT_EQ(calls, 0);
  EXPECT_FALSE(loop_.remove_reader(here_));
}

TEST_F(DescriptorsTest, ASecondReaderTakesThePlaceOfTheFirst) {
  std::string called;
  const HandleRef first = loop_.add_reader(here_, [&] { called += "first"; });
  loop_.add_reader(here_, [&] { called += "second"; });
  EXPECT_TRUE(first->cancelled());
  send();
  run_an_iteration();
  EXPECT_EQ(called, "second");
}

TEST_F(DescriptorsTest, AReaderWhoseHandleWasCancelledIsRemovedWhenItWouldRun) {
  const HandleRef handle = loop_.add_reader(here_, [] { FAIL() << "was cancelled"; });
  handle->cancel();
  send();
  run_an_iteration();
  EXPECT_EQ(loop_.descriptors().watcher(here_, interest_read), nullptr);
}

TEST_F(DescriptorsTest, RemovingTheReaderKeepsTheWriter) {
  int calls = 0;
  loop_.add_reader(here_, [] { FAIL() << "was removed"; });
  loop_.add_writer(here_, [&] { ++calls; });
  EXPECT_TRUE(loop_.remove_reader(here_));
  send();
  run_an_iteration();
  EXPECT_EQ(calls, 1);
}

TEST_F(DescriptorsTest, TheEndOfThePeerWakesBothSides) {
  std::vector<std::string> calls;
  loop_.add_reader(here_, [&] { calls.push_back("reader"); });
  network().close(there_);
  there_ = network().open_socket(SocketFamily::unix_domain, SocketType::stream);
  run_an_iteration();
  EXPECT_THAT(calls, ElementsAre("reader"));
}

TEST_F(DescriptorsTest, AByteTheHandleItWakesAndWhatThatDoesAreOneChain) {
  EventId effect = 0;
  loop_.add_reader(here_, [&] {
    receive();
    effect = loop_.trace()->recorder().cause();
    loop_.stop();
  });
  send();
  loop_.run_forever();
  const Trace& trace = agreement_.trace();
  const Event& run = trace.event(effect);
  ASSERT_EQ(run.kind, EventKind::handle_run_begin);
  const Event& queued = trace.event(run.cause);
  ASSERT_EQ(queued.kind, EventKind::handle_enqueued);
  const Event& ready = trace.event(queued.cause);
  EXPECT_EQ(ready.kind, EventKind::io_ready);
  EXPECT_EQ(ready.subject, run.subject);
  const DescriptorState* const descriptor = agreement_.state().io().find(ready.object);
  ASSERT_NE(descriptor, nullptr);
  EXPECT_EQ(descriptor->number, static_cast<std::uint32_t>(here_));
  EXPECT_EQ(descriptor->reader, run.subject);
}

TEST_F(DescriptorsTest, SelectEndCountsTheDescriptorsThatAreReady) {
  loop_.add_writer(here_, [] {});
  loop_.add_writer(there_, [] {});
  run_an_iteration();
  for (EventId id = 1; id <= agreement_.trace().size(); ++id) {
    const Event& event = agreement_.trace().event(id);
    if (event.kind != EventKind::select_end) continue;
    EXPECT_EQ(event.object, 2U);
  }
}

TEST_F(DescriptorsTest, MisuseRaisesWhatAsyncioRaises) {
  EXPECT_THROW(loop_.add_reader(-1, [] {}), ArgumentError);
  try {
    loop_.add_reader(-1, [] {});
  } catch (const ArgumentError& error) {
    EXPECT_STREQ(error.what(), "Invalid file descriptor: -1");
  }
  EXPECT_FALSE(loop_.remove_writer(here_));
  EXPECT_FALSE(loop_.remove_writer(1'000'000));
  loop_.close();
  EXPECT_FALSE(loop_.remove_reader(here_));
  EXPECT_THROW(loop_.add_reader(here_, [] {}), LoopError);
}

TEST_F(DescriptorsTest, AFileOnADiskCannotBeWatched) {
  const int file = ::open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  try {
    loop_.add_reader(file, [] {});
    ADD_FAILURE() << "epoll refuses files";
  } catch (const OsError& error) {
    EXPECT_STREQ(error.what(), "[Errno 1] Operation not permitted");
    EXPECT_STREQ(error.python_name(), "PermissionError");
  }
  network().close(file);
}

TEST_F(DescriptorsTest, ADescriptorThatATransportUsesIsRefused) {
  struct User final : DescriptorUser {
    std::string repr() const override { return "<transport>"; }
    bool is_closing() const override { return closing; }
    void loop_closes() override {}
    bool closing = false;
  };
  User user;
  loop_.descriptors().set_user(here_, &user);
  try {
    loop_.add_reader(here_, [] {});
    ADD_FAILURE();
  } catch (const LoopError& error) {
    EXPECT_EQ(error.what(),
              "File descriptor " + std::to_string(here_) + " is used by transport <transport>");
  }
  user.closing = true;
  loop_.add_reader(here_, [] {});
  EXPECT_TRUE(loop_.remove_reader(here_));
  loop_.descriptors().set_user(here_, nullptr);
}

}  // namespace
}  // namespace loopscope
