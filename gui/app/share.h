#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/platform/simulated/world_description.h"

namespace loopscope::gui {

/// A run as a value: what another copy needs to make the same one.
struct SharedRun {
  std::string name;     ///< of the program, "program.py"
  std::string program;  ///< its text
  std::string lesson;   ///< id of the lesson that it belongs to; empty: none
  std::uint64_t seed = 0;
  bool debug = false;
  Position position = 0;  ///< where the cursor stands
  std::vector<Intervention> interventions;
};

/// The run as a text without spaces that can be pasted anywhere: "loopscope1:" and the compressed
/// description, in the letters of base64url. Throws Error for a program that is too long.
std::string share_text(const SharedRun& run);

/// Reads such a text; spaces and line breaks inside of it don't matter. Throws Error, with the
/// remedy, for a text that is none, is not whole, or was made by a newer version.
SharedRun read_share(std::string_view text);

}  // namespace loopscope::gui
