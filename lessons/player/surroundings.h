#pragma once

#include <string>
#include <string_view>

#include "lessons/python/world.h"

namespace loopscope::player {

/// Reads what a program finds outside itself from TOML: the tables `files` and `web` (see
/// docs/authoring.md); other entries are somebody else's. `file` and the number of lines in front
/// of the text are for messages. Throws FileError with file, line and remedy.
python::World parse_surroundings(std::string_view toml, const std::string& file, int lines_before);

/// The text of a file that has these two tables and nothing else. Throws FileError.
python::World parse_surroundings_alone(std::string_view toml, const std::string& file);

}  // namespace loopscope::player
