#pragma once

#include <array>
#include <filesystem>
#include <string>

#include "gui/panels/view.h"

namespace loopscope::gui {

/// Version of the settings' file that is written, and the newest that is read.
inline constexpr int settings_version = 1;

inline constexpr float least_scale = 0.75F;
inline constexpr float greatest_scale = 2.5F;

/// Which sockets a program on the real clock finds.
enum class Sockets : std::uint8_t {
  ask,        ///< simulated ones, until the person has decided
  simulated,  ///< the person wants it so
  loopback    ///< the machine's own, at 127.0.0.1 and ::1 only: the person has agreed
};

/// What the window remembers from one time to the next.
struct Settings {
  player::Language language = player::Language::english;
  bool dark = true;
  bool high_contrast = false;
  float scale = 1.0F;  ///< of the interface, on top of the monitor's
  bool reduced_motion = false;
  int width = 1600;
  int height = 1000;
  std::string lesson;  ///< id of the last one; empty: the first
  std::size_t step = 0;
  double speed = 1.0;
  StepUnit unit = StepUnit::callback;
  std::string lessons;  ///< folder that the lessons are in; empty: those that came with the program
  Sockets sockets = Sockets::ask;
  bool toured = false;  ///< the tour was shown
  std::array<float, splitter_count> splits = default_splits;

  static constexpr std::array<float, splitter_count> default_splits = {0.352F, 0.742F, 0.5F,
                                                                       0.43F,  0.745F, 0.742F};

  friend bool operator==(const Settings&, const Settings&) = default;
};

/// $XDG_CONFIG_HOME/loopscope/settings.toml, or below ~/.config. Empty where the environment names
/// no folder of one's own: nothing is remembered then.
std::filesystem::path settings_file();

/// What reading gave: a damaged file is set aside (renamed to *.damaged), `damage` says so and why.
struct LoadedSettings {
  Settings settings;
  bool found = false;  ///< there was a file, and it was whole
  std::string damage;  ///< the parser's words; empty: nothing wrong
  std::filesystem::path set_aside;
};

/// Reads the file; a missing file gives `defaults`, and so do values that make no sense.
LoadedSettings load_settings(const std::filesystem::path& file, const Settings& defaults);

/// Writes a temporary file beside it and renames that, so that the file is whole at any moment.
/// Does nothing for an empty path. Throws FileError.
void save_settings(const std::filesystem::path& file, const Settings& settings);

}  // namespace loopscope::gui
