#include "gui/app/settings.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "engine/base/error.h"

namespace loopscope::gui {
namespace {

namespace fs = std::filesystem;

class SettingsFile : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "loopscope-settings-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path file() const { return folder_ / "loopscope" / "settings.toml"; }
  void write(const std::string& text) const {
    fs::create_directories(file().parent_path());
    std::ofstream(file()) << text;
  }
  static std::string read(const fs::path& path) {
    std::ifstream stream(path);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
  }

  fs::path folder_;
};

TEST_F(SettingsFile, WhatIsSavedIsLoaded) {
  Settings settings;
  settings.language = player::Language::japanese;
  settings.dark = false;
  settings.high_contrast = true;
  settings.scale = 1.25F;
  settings.reduced_motion = true;
  settings.width = 1280;
  settings.height = 720;
  settings.lesson = "02-sequential-or-concurrent";
  settings.step = 4;
  settings.speed = 2.0;
  settings.unit = StepUnit::iteration;
  settings.sockets = Sockets::loopback;
  settings.splits[1] = 0.6F;
  save_settings(file(), settings);
  const LoadedSettings loaded = load_settings(file(), Settings());
  EXPECT_EQ(loaded.settings, settings);
  EXPECT_EQ(loaded.damage, "");
}

TEST_F(SettingsFile, NamesItsVersionAndANewerOneIsSetAside) {
  save_settings(file(), Settings());
  const std::string text = read(file());
  EXPECT_NE(text.find("version = 1"), std::string::npos);
  write("version = 2\ntheme = \"light\"\n");
  const LoadedSettings loaded = load_settings(file(), Settings());
  EXPECT_EQ(loaded.settings, Settings());
  EXPECT_NE(loaded.damage.find("newer"), std::string::npos);
  EXPECT_TRUE(fs::exists(loaded.set_aside));
  EXPECT_FALSE(fs::exists(file()));
}

TEST_F(SettingsFile, AMissingFileGivesTheDefaults) {
  Settings defaults;
  defaults.language = player::Language::japanese;
  const LoadedSettings loaded = load_settings(file(), defaults);
  EXPECT_EQ(loaded.settings, defaults);
  EXPECT_EQ(loaded.damage, "");
}

TEST_F(SettingsFile, ADamagedFileIsSetAsideAndSaidSo) {
  const std::string text = "language = \"ja\"\ntheme = [broken\n";
  write(text);
  const LoadedSettings loaded = load_settings(file(), Settings());
  EXPECT_EQ(loaded.settings, Settings());
  EXPECT_NE(loaded.damage.find("settings.toml:"), std::string::npos) << loaded.damage;
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_EQ(read(loaded.set_aside), text);
}

TEST_F(SettingsFile, ValuesThatMakeNoSenseAreLeftOut) {
  write(
      "language = \"xx\"\nspeed = 17.0\nunit = \"mile\"\nstep = -3\n"
      "[window]\nwidth = 3\nheight = \"high\"\n[splits]\nbottom = 7.5\n");
  const LoadedSettings loaded = load_settings(file(), Settings());
  EXPECT_EQ(loaded.settings, Settings());
  EXPECT_EQ(loaded.damage, "");
}

TEST_F(SettingsFile, SavingLeavesNothingElseBehind) {
  save_settings(file(), Settings());
  save_settings(file(), Settings());
  const auto entries = fs::directory_iterator(file().parent_path());
  EXPECT_EQ(std::distance(begin(entries), end(entries)), 1);
}

TEST_F(SettingsFile, AFolderInItsPlaceIsSetAside) {
  fs::create_directories(file() / "inside");
  EXPECT_THROW(save_settings(file(), Settings()), FileError);
  EXPECT_FALSE(fs::exists(file().string() + ".new")) << "nothing half done stays behind";
  const LoadedSettings loaded = load_settings(file(), Settings());
  EXPECT_EQ(loaded.damage, "settings.toml is a folder");
  EXPECT_TRUE(fs::is_directory(loaded.set_aside));
  EXPECT_NO_THROW(save_settings(file(), Settings()));
}

TEST_F(SettingsFile, AFolderThatCannotBeWrittenGivesAClearError) {
  std::ofstream(folder_ / "loopscope") << "in the way";
  try {
    save_settings(file(), Settings());
    FAIL() << "saved into a file";
  } catch (const FileError& error) {
    EXPECT_NE(std::string(error.what()).find("settings.toml"), std::string::npos);
  }
}

TEST(SettingsPlace, FollowsTheEnvironment) {
  const char* before = std::getenv("XDG_CONFIG_HOME");
  const std::string kept = before == nullptr ? "" : before;
  setenv("XDG_CONFIG_HOME", "/somewhere", 1);
  EXPECT_EQ(settings_file(), "/somewhere/loopscope/settings.toml");
  setenv("XDG_CONFIG_HOME", "relative", 1);
  EXPECT_NE(settings_file(), "relative/loopscope/settings.toml");
  const char* home = std::getenv("HOME");
  const std::string own = home == nullptr ? "" : home;
  unsetenv("HOME");
  EXPECT_EQ(settings_file(), "") << "the working directory is no place for them";
  EXPECT_NO_THROW(save_settings(settings_file(), Settings()));
  if (home != nullptr) setenv("HOME", own.c_str(), 1);
  if (before == nullptr) {
    unsetenv("XDG_CONFIG_HOME");
  } else {
    setenv("XDG_CONFIG_HOME", kept.c_str(), 1);
  }
}

}  // namespace
}  // namespace loopscope::gui
