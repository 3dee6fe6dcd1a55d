#include "lessons/player/skeleton.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "engine/base/error.h"
#include "lessons/player/check.h"
#include "lessons/player/lesson.h"
#include "tests/lessons/player/scratch_folder.h"

namespace loopscope::player {
namespace {

TEST(Skeleton, IsALessonInOrder) {
  const testing::ScratchFolder scratch;
  const auto first = write_skeleton(scratch.path(), "two-timers");
  EXPECT_EQ(first.filename(), "01-two-timers");
  const auto second = write_skeleton(scratch.path(), "more");
  EXPECT_EQ(second.filename(), "02-more");
  for (const LessonProblem& problem : check_catalog(scratch.path())) {
    ADD_FAILURE() << problem.text();
  }
  EXPECT_EQ(read_lesson(first, Language::japanese).title, "Two timers");
  EXPECT_EQ(read_lesson(second, Language::english).order, 2);
}

TEST(Skeleton, MakesTheFolderOfLessonsIfThereIsNone) {
  const testing::ScratchFolder scratch;
  const auto lesson = write_skeleton(scratch.path() / "my" / "lessons", "first");
  EXPECT_EQ(lesson, scratch.path() / "my" / "lessons" / "01-first");
}

TEST(Skeleton, RefusesNamesThatAreNoneAndFilesInPlaceOfAFolder) {
  const testing::ScratchFolder scratch;
  for (const char* name : {"", "-x", "Two Timers", "../up", "a/b", "あ"}) {
    EXPECT_THROW(write_skeleton(scratch.path(), name), Error) << name;
  }
  EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
  scratch.write("file", "");
  EXPECT_THROW(write_skeleton(scratch.path() / "file", "x"), Error);
}

}  // namespace
}  // namespace loopscope::player
