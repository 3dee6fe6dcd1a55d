#include "lessons/player/texts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <string>

#include "engine/base/error.h"

namespace loopscope::player {
namespace {

std::size_t places_in(const std::string& text) {
  std::size_t count = 0;
  for (std::size_t at = text.find('{'); at != std::string::npos; at = text.find('{', at + 1)) {
    ++count;
  }
  return count;
}

TEST(Texts, HaveTheSameIdsAndPlacesInEveryLanguage) {
  const Texts english(Language::english);
  const Texts japanese(Language::japanese);
  EXPECT_EQ(english.ids(), japanese.ids());
  for (const std::string& id : english.ids()) {
    if (!japanese.has(id)) continue;
    EXPECT_EQ(places_in(english[id]), places_in(japanese[id])) << id;
    EXPECT_FALSE(english[id].empty()) << id;
    EXPECT_FALSE(japanese[id].empty()) << id;
  }
}

TEST(Texts, AreFoundByIdAndFilledIn) {
  const Texts texts = Texts::parse("[a]\nb = \"x {} y {}\"\n", "t.toml", Language::english);
  EXPECT_EQ(texts["a.b"], "x {} y {}");
  EXPECT_EQ(texts.format("a.b", 1, "two"), "x 1 y two");
  EXPECT_TRUE(texts.has("a.b"));
  EXPECT_FALSE(texts.has("a"));
  EXPECT_THROW(texts["a.c"], std::out_of_range);
}

TEST(Texts, OfADamagedFileAreRefusedWithTheLine) {
  const auto problem = [](const char* toml) -> std::string {
    try {
      Texts::parse(toml, "t.toml", Language::english);
    } catch (const FileError& error) {
      return error.what();
    }
    return "no error";
  };
  EXPECT_EQ(problem("a = \"x\"\nb = \n").substr(0, 9), "t.toml:2:");
  EXPECT_EQ(problem("[a]\nb = 3\n"), "t.toml:2: \"a.b\" must be a text in quotes");
}

TEST(Language, IsKnownByItsCode) {
  EXPECT_EQ(language_named("ja"), Language::japanese);
  EXPECT_EQ(language_named("fr"), std::nullopt);
  EXPECT_EQ(code_of(Language::english), "en");
}

}  // namespace
}  // namespace loopscope::player
