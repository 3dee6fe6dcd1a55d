// Whether programs on the real clock may open sockets on this machine: the question and its
// answers.

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdlib>

#include "gui/app/live.h"
#include "tests/gui/support/desk.h"
#include "tests/gui/support/live_desk.h"
#include "tests/gui/support/programs.h"

namespace loopscope::gui {
namespace {

using testing::Desk;
using testing::DeskOptions;
using testing::expect_good;
using testing::wait_for;

constexpr const char* server = R"(
import asyncio

async def main():
    server = await asyncio.start_server(lambda reader, writer: None, "localhost", 0)
    print("port", server.sockets[0].getsockname()[1])
    async with server:
        await asyncio.sleep(100)

asyncio.run(main())
)";

/// On the virtual clock it opens no socket.
constexpr const char* late_server = R"(
import asyncio, socket, time

async def main():
    if time.time() > 1704070000:
        with socket.create_server(("127.0.0.1", 0)) as server:
            await asyncio.sleep(100)

asyncio.run(main())
)";

bool asks(Desk& desk) {
  return desk.seen().find("question/box") != nullptr;
}

/// No socket of this process has the port that the program has said. (Whether the machine has one
/// of that number says nothing: others have theirs.)
bool is_simulated(Desk& desk) {
  wait_for(desk, [&] { return !desk.model().output.empty(); });
  const std::string said = desk.model().output.front().text;
  const int port = std::atoi(said.substr(said.find(' ')).c_str());
  constexpr int enough = 1024;  // descriptors
  for (int descriptor = 0; descriptor < enough; ++descriptor) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    if (getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0 &&
        address.sin_family == AF_INET && ntohs(address.sin_port) == port) {
      return false;
    }
  }
  return true;
}

TEST(Sockets, AreAskedForOnceInBothLanguagesAndEveryTheme) {
  for (const player::Language language : player::all_languages) {
    for (const Vec size : {Vec{1024.0F, 640.0F}, Vec{1600.0F, 1000.0F}, Vec{3840.0F, 2160.0F}}) {
      DeskOptions options;
      options.size = size;
      options.scale = size.x > 2000.0F ? 2.5F : 1.0F;
      options.settings.language = language;
      options.settings.dark = size.x < 1100.0F;
      options.settings.high_contrast = size.x > 2000.0F;
      Desk desk(testing::run(server), options);
      desk.press(Command::clock);
      EXPECT_FALSE(desk.model().live) << "it waits for the answer";
      ASSERT_TRUE(asks(desk));
      const player::Texts& texts = desk.model().texts;
      for (const char* const id : {"sockets.heading", "sockets.allow", "sockets.keep"}) {
        EXPECT_TRUE(desk.shows(texts[id])) << id;
      }
      expect_good(desk);
      desk.click("question/keep");
      EXPECT_FALSE(asks(desk));
      EXPECT_TRUE(desk.model().live);
      EXPECT_EQ(desk.model().settings.sockets, Sockets::simulated);
      EXPECT_TRUE(is_simulated(desk));
      expect_good(desk);
      desk.press(Command::clock);
      wait_for(desk, [&] { return desk.model().live == nullptr; });
      desk.press(Command::clock);
      desk.press(Command::clock);
      EXPECT_TRUE(desk.model().live) << "it is not asked again";
    }
  }
}

TEST(Sockets, AreTheMachinesOwnOnceAllowed) {
  Desk desk(testing::run(server));
  desk.press(Command::clock);
  desk.click("question/allow");
  EXPECT_EQ(desk.model().settings.sockets, Sockets::loopback);
  EXPECT_EQ(desk.model().notice, desk.model().texts["sockets.allowed"]);
  ASSERT_TRUE(desk.model().live);
  EXPECT_FALSE(is_simulated(desk));
  expect_good(desk);
}

TEST(Sockets, TheQuestionIsAnsweredByKeys) {
  Desk desk(testing::run(server));
  desk.press(Command::clock);
  desk.press(Command::dismiss);
  EXPECT_FALSE(asks(desk));
  EXPECT_FALSE(desk.model().live) << "not now";
  EXPECT_EQ(desk.model().settings.sockets, Sockets::ask);
  desk.press(Command::clock);
  desk.press(Key::named(Key::Name::enter));
  EXPECT_EQ(desk.model().settings.sockets, Sockets::simulated);
  EXPECT_TRUE(desk.model().live);
  desk.model().settings.sockets = Sockets::ask;
  open_session(desk.model(), testing::run(server));
  desk.press(Command::clock);
  ASSERT_TRUE(asks(desk));
  desk.press(Command::sockets);
  EXPECT_EQ(desk.model().settings.sockets, Sockets::loopback);
  EXPECT_TRUE(desk.model().live);
}

TEST(Sockets, TheAnswerIsChangedByACommand) {
  Desk desk(testing::run(server));
  desk.press(Command::sockets);
  EXPECT_EQ(desk.model().settings.sockets, Sockets::loopback);
  EXPECT_FALSE(desk.model().live) << "nothing runs by that";
  expect_good(desk);
  desk.press(Command::clock);
  EXPECT_FALSE(is_simulated(desk));
  desk.press(Command::sockets);
  EXPECT_EQ(desk.model().settings.sockets, Sockets::simulated);
  ASSERT_TRUE(desk.model().live) << "it runs again with the others";
  EXPECT_TRUE(is_simulated(desk));
}

TEST(Sockets, AreAskedForWhenALiveRunTurnsToThemForTheFirstTime) {
  Desk desk(testing::run(late_server));
  desk.press(Command::clock);
  ASSERT_TRUE(desk.model().live);
  wait_for(desk, [&] { return desk.model().asks_sockets; });
  desk.frame();
  expect_good(desk);
  const auto before = desk.model().live;
  desk.press(Command::dismiss);
  for (int i = 0; i < 20; ++i) desk.frame();
  EXPECT_FALSE(asks(desk)) << "once a run";
  EXPECT_EQ(desk.model().live, before);
  desk.press(Command::sockets);
  EXPECT_NE(desk.model().live, before) << "it begins anew with real ones";
}

TEST(Sockets, AreNotAskedForByOtherPrograms) {
  Desk desk(testing::three_sleepers());
  desk.press(Command::clock);
  EXPECT_TRUE(desk.model().live);
  EXPECT_FALSE(asks(desk));
}

TEST(Sockets, TheQuestionGoesWithItsProgram) {
  Desk desk(testing::run(server));
  desk.press(Command::clock);
  ASSERT_TRUE(asks(desk));
  open_session(desk.model(), testing::three_sleepers());
  desk.settle();
  EXPECT_FALSE(asks(desk));
}

}  // namespace
}  // namespace loopscope::gui
