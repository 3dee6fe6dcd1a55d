// What the course has to have as a whole.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "lessons/player/lesson.h"

namespace loopscope::player {
namespace {

namespace fs = std::filesystem;

const fs::path catalog = fs::path(LOOPSCOPE_SOURCE_DIR) / "lessons" / "catalog";

std::vector<Lesson> course(Language language) {
  std::vector<Lesson> lessons;
  for (const fs::path& folder : find_lessons(catalog)) {
    lessons.push_back(read_lesson(folder, language));
  }
  return lessons;
}

TEST(Course, HasFourLevelsAndAtLeast28Lessons) {
  std::map<int, int> by_level;
  int lessons = 0;
  for (const Lesson& lesson : course(Language::english)) {
    if (!lesson.goals.empty()) continue;
    ++by_level[lesson.level];
    ++lessons;
  }
  EXPECT_GE(lessons, 28);
  EXPECT_EQ(by_level.size(), 4U);
}

TEST(Course, EveryLessonAsksAtLeastTwiceInFiveToTwelveSteps) {
  for (const Lesson& lesson : course(Language::english)) {
    if (!lesson.goals.empty()) continue;
    const auto asks =
        std::count_if(lesson.steps.begin(), lesson.steps.end(),
                      [](const LessonStep& step) { return step.prediction.has_value(); });
    EXPECT_GE(asks, 2) << lesson.id;
    EXPECT_GE(lesson.steps.size(), 5U) << lesson.id;
    EXPECT_LE(lesson.steps.size(), 12U) << lesson.id;
  }
}

TEST(Course, EveryLessonGivesSomethingToTryAndTellsHowCPythonDoesIt) {
  const std::map<Language, std::pair<std::string, std::string>> words = {
      {Language::english, {"**Try it.**", "**In CPython.**"}},
      {Language::japanese, {"**試してみよう。**", "**CPython では。**"}}};
  for (const auto& [language, pair] : words) {
    for (const Lesson& lesson : course(language)) {
      if (!lesson.goals.empty()) continue;
      std::string text;
      for (const LessonStep& step : lesson.steps) text += step.prose + "\n";
      EXPECT_NE(text.find(pair.first), std::string::npos) << lesson.file;
      EXPECT_NE(text.find(pair.second), std::string::npos) << lesson.file;
    }
  }
}

TEST(Course, LetsTheLearnerBeTheLoopInSixLessonsAndMendEightPrograms) {
  int turns = 0;
  int challenges = 0;
  for (const Lesson& lesson : course(Language::english)) {
    turns += static_cast<int>(std::any_of(lesson.steps.begin(), lesson.steps.end(),
                                          [](const LessonStep& step) { return step.turns > 0; }));
    challenges += static_cast<int>(!lesson.goals.empty());
  }
  EXPECT_GE(turns, 6);
  EXPECT_GE(challenges, 8);
}

TEST(Course, HasAGlossaryWithAsManyWordsInEveryLanguage) {
  std::map<Language, int> words;
  for (const Language language : all_languages) {
    std::ifstream in(catalog / ("glossary." + std::string(code_of(language)) + ".md"));
    for (std::string line; std::getline(in, line);) {
      words[language] += static_cast<int>(line.starts_with("## "));
    }
  }
  EXPECT_GT(words[Language::english], 30);
  EXPECT_EQ(words[Language::english], words[Language::japanese]);
}

}  // namespace
}  // namespace loopscope::player
