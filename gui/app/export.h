#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "gui/app/model.h"

namespace loopscope::gui {

/// Frames of a series of pictures at most.
inline constexpr std::size_t most_frames = 1000;

/// Where that command writes to, as it is suggested: "program.jsonl".
std::string export_name(const Model& model, Command command);

/// Does what that command is for: writes the trace, or asks for pictures, which the window takes
/// after the next frame (a series has one of each step in the part of the run that the timeline
/// shows). Throws FileError.
void export_to(Model& model, Command command, const std::filesystem::path& path);

/// The run that is shown as a text (see share.h). Throws Error.
std::string share_of(const Model& model);

/// Runs what a shared run's text describes, and stands where its cursor stood. Throws Error.
void open_share(Model& model, const std::string& text);

}  // namespace loopscope::gui
