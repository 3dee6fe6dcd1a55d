#include "engine/platform/files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <string>

#include "engine/base/os_error.h"
#include "engine/platform/real/real_platform.h"
#include "engine/platform/simulated/simulated_platform.h"

namespace loopscope {
namespace {

using testing::ElementsAre;

/// A platform and an empty folder on it.
struct World {
  std::unique_ptr<Platform> platform;
  std::string folder;
};

World simulated_world() {
  World world{std::make_unique<SimulatedPlatform>(), "/work"};
  world.platform->files().make_folder(world.folder);
  return world;
}

World real_world() {
  std::string name = (std::filesystem::temp_directory_path() / "files_test.XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw OsError(errno, name);
  return {std::make_unique<RealPlatform>(), name};
}

struct Kind {
  const char* name;
  World (*make)();
};

class FilesOf : public testing::TestWithParam<Kind> {
 protected:
  ~FilesOf() override {
    if (GetParam().make == real_world) std::filesystem::remove_all(world_.folder);
  }
  std::string path(const std::string& name) const { return world_.folder + "/" + name; }
  Files& files() { return world_.platform->files(); }

  template <class F>
  int error_of(F action) {
    try {
      action();
    } catch (const OsError& error) {
      return error.code();
    }
    return 0;
  }

  World world_ = GetParam().make();
};

TEST_P(FilesOf, HoldWhatWasWrittenToThem) {
  files().write(path("a.txt"), "one");
  files().append(path("a.txt"), " two");
  files().append(path("b.txt"), "three");
  EXPECT_EQ(files().read(path("a.txt")), "one two");
  EXPECT_EQ(files().read(path("a.txt"), 4), "two");
  EXPECT_EQ(files().read(path("a.txt"), 4, 1), "t");
  EXPECT_EQ(files().read(path("a.txt"), 99), "");
  files().write(path("a.txt"), "new");
  EXPECT_EQ(files().read(path("a.txt")), "new");
  EXPECT_THAT(files().list(world_.folder), ElementsAre("a.txt", "b.txt"));
}

TEST_P(FilesOf, HaveSizesAndTimes) {
  const double before = world_.platform->wall_time();
  files().write(path("a.txt"), "12345");
  EXPECT_EQ(files().status(path("a.txt")).size, 5U);
  EXPECT_FALSE(files().status(path("a.txt")).folder);
  EXPECT_NEAR(files().status(path("a.txt")).changed, before, 60.0);
  EXPECT_TRUE(files().status(world_.folder).folder);
}

TEST_P(FilesOf, AreRenamedAndRemoved) {
  files().write(path("a.txt"), "a");
  files().write(path("b.txt"), "b");
  files().rename(path("a.txt"), path("b.txt"));
  EXPECT_EQ(files().read(path("b.txt")), "a");
  EXPECT_EQ(error_of([&] { files().read(path("a.txt")); }), ENOENT);
  files().rename(path("b.txt"), path("b.txt"));
  files().remove(path("b.txt"));
  EXPECT_THAT(files().list(world_.folder), ElementsAre());
}

TEST_P(FilesOf, SayWhatIsWrongAsTheSystemDoes) {
  files().write(path("file"), "");
  files().make_folder(path("folder"));
  EXPECT_EQ(error_of([&] { files().read(path("none")); }), ENOENT);
  EXPECT_EQ(error_of([&] { files().read(path("folder")); }), EISDIR);
  EXPECT_EQ(error_of([&] { files().write(path("folder"), "x"); }), EISDIR);
  EXPECT_EQ(error_of([&] { files().write(path("none/x"), "x"); }), ENOENT);
  EXPECT_EQ(error_of([&] { files().write(path("file/x"), "x"); }), ENOTDIR);
  EXPECT_EQ(error_of([&] { files().list(path("file")); }), ENOTDIR);
  EXPECT_EQ(error_of([&] { files().make_folder(path("folder")); }), EEXIST);
  EXPECT_EQ(error_of([&] { files().make_folder(path("none/x")); }), ENOENT);
  EXPECT_EQ(error_of([&] { files().remove(path("folder")); }), EISDIR);
  EXPECT_EQ(error_of([&] { files().rename(path("none"), path("x")); }), ENOENT);
  EXPECT_EQ(error_of([&] { files().status(""); }), ENOENT);
}

TEST_P(FilesOf, NameThePathInTheErrorsText) {
  try {
    files().read("/no/such.txt");
    FAIL();
  } catch (const OsError& error) {
    EXPECT_STREQ(error.what(), "[Errno 2] No such file or directory: '/no/such.txt'");
    EXPECT_STREQ(error.python_name(), "FileNotFoundError");
  }
}

INSTANTIATE_TEST_SUITE_P(Platforms, FilesOf,
                         testing::Values(Kind{"simulated", simulated_world},
                                         Kind{"real", real_world}),
                         [](const auto& about) { return std::string(about.param.name); });

}  // namespace
}  // namespace loopscope
