#include "gui/app/commands.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "lessons/player/texts.h"

namespace loopscope::gui {
namespace {

TEST(Commands, EveryCommandStandsInTheTableOnce) {
  std::set<Command> found;
  for (const CommandInfo& info : commands()) EXPECT_TRUE(found.insert(info.command).second);
  EXPECT_EQ(found.size(), static_cast<std::size_t>(Command::count_));
  for (const Command command : found) EXPECT_EQ(info_of(command).command, command);
}

TEST(Commands, NoTwoCommandsShareAKey) {
  std::map<std::string, std::string_view> owners;
  for (const CommandInfo& info : commands()) {
    for (const Key& key : {info.key, info.other_key}) {
      if (key.name == Key::Name::none) continue;
      const auto [owner, fresh] = owners.emplace(text_of(key), info.text);
      EXPECT_TRUE(fresh) << text_of(key) << " means " << owner->second << " and " << info.text;
    }
  }
}

TEST(Commands, EveryCommandHasAKeyThatFindsIt) {
  for (const CommandInfo& info : commands()) {
    ASSERT_NE(info.key.name, Key::Name::none) << info.text;
    ASSERT_NE(command_for(info.key), nullptr) << info.text;
    EXPECT_EQ(command_for(info.key)->command, info.command);
  }
  EXPECT_EQ(command_for(Key{}), nullptr);
  EXPECT_EQ(command_for(Key::of(U'€')), nullptr);
}

TEST(Commands, EveryCommandHasANameInBothLanguages) {
  for (const player::Language language : player::all_languages) {
    const player::Texts texts(language);
    std::set<std::string> names;
    for (const CommandInfo& info : commands()) {
      EXPECT_TRUE(texts.has(info.text)) << info.text;
      EXPECT_TRUE(texts.has(info.group)) << info.group;
      EXPECT_TRUE(names.insert(texts[info.text]).second) << texts[info.text] << " names two";
    }
  }
}

TEST(Keys, ReadAsPeopleNameThem) {
  EXPECT_EQ(text_of(Key::named(Key::Name::right)), "→");
  EXPECT_EQ(text_of(Key::named(Key::Name::page_down)), "Page Down");
  EXPECT_EQ(text_of(Key::of(U'q', true)), "Ctrl+Q");
  EXPECT_EQ(text_of(Key::of(U'?')), "?");
}

}  // namespace
}  // namespace loopscope::gui
