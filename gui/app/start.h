#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/error.h"
#include "gui/app/model.h"

namespace loopscope::gui {

/// Something wrong with how the app was called: status 2.
class UsageError : public Error {
 public:
  using Error::Error;
};

/// What the command line asks for.
struct StartOptions {
  std::string what;                     ///< lesson, FILE.py or trace; empty: the last lesson
  std::optional<std::size_t> step;      ///< of the lesson, from 1
  std::optional<Position> event;        ///< position to stand at
  std::optional<std::string> language;  ///< "en" or "ja"
  std::optional<std::string> theme;     ///< "dark", "light" or "contrast"
  int width = 0;                        ///< 0: as remembered
  int height = 0;
  float scale = 0.0F;            ///< 0: the monitor's
  std::string share;             ///< a shared run's text to open; empty: none
  std::string lessons;           ///< folder that the lessons are in; empty: those that came with it
  bool chooses_lessons = false;  ///< `lessons` counts; else: as remembered
  std::vector<std::string> keys;  ///< pressed before the picture is taken, as keys_named has them
  std::string shot;               ///< PNG file to write, then end; empty: open the window
};

/// Opens what is asked for in the model. Throws UsageError for a lesson, step or event that is not
/// there, FileError for a file that can't be read or understood.
void open_what(Model& model, const StartOptions& options);

/// Runs the app; returns its exit status. Throws Error, one clear message each.
int start(const StartOptions& options);

}  // namespace loopscope::gui
