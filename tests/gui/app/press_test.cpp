#include "gui/app/press.h"

#include <gtest/gtest.h>

#include "gui/app/commands.h"

namespace loopscope::gui {
namespace {

TEST(KeysNamed, AreThoseThatTheHelpShows) {
  for (const CommandInfo& info : commands()) {
    const std::vector<Key> keys = keys_named(text_of(info.key));
    ASSERT_EQ(keys.size(), 1U) << text_of(info.key);
    EXPECT_EQ(keys[0], info.key) << text_of(info.key);
  }
}

TEST(KeysNamed, AnythingElseIsTyped) {
  const std::vector<Key> keys = keys_named("Do it");
  ASSERT_EQ(keys.size(), 5U);
  EXPECT_EQ(keys[0].character, U'd');
  EXPECT_EQ(keys[0].typed, U'D');
  EXPECT_EQ(keys[2], Key::named(Key::Name::space));
}

}  // namespace
}  // namespace loopscope::gui
