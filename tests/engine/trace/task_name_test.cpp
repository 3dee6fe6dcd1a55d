#include <gtest/gtest.h>

#include <string>

#include "engine/trace/trace.h"

namespace loopscope {
namespace {

TEST(TaskNames, TheNumberedNameIsTheSameTextHoweverItIsAskedFor) {
  TextTable texts;
  const TextId id = TextTable::task_name(12);
  EXPECT_EQ(texts.text(id), "Task-12");
  EXPECT_EQ(texts.intern("Task-12"), id);
  EXPECT_EQ(texts.find("Task-12"), id);
}

TEST(TaskNames, NamesThatOnlyLookAlikeAreOrdinaryTexts) {
  TextTable texts;
  for (const std::string& name : std::initializer_list<std::string>{
           "Task-", "Task-012", "Task-x", "Task-1 ", "Task-99999999999", "Task--1", "task-1"}) {
    const TextId id = texts.intern(name);
    EXPECT_EQ(texts.text(id), name);
    EXPECT_EQ(texts.find(name), id);
    EXPECT_LT(id, 100U) << name;
  }
}

TEST(TaskNames, AreKeptApart) {
  const TextTable texts;
  const std::string_view first = texts.text(TextTable::task_name(0));
  for (std::uint32_t i = 1; i < 2'000; ++i) {
    EXPECT_EQ(texts.text(TextTable::task_name(i)), "Task-" + std::to_string(i));
  }
  EXPECT_EQ(first, "Task-0") << "a view stays what it is";
}

}  // namespace
}  // namespace loopscope
