#pragma once

#include <filesystem>
#include <string>

namespace loopscope::player {

/// Writes a new lesson that works: a folder `NN-NAME` in `catalog` with a program and its text in
/// every language, NN and order being the next that are free. Returns the folder. Throws Error if
/// the name is none for a folder, or the folder is there already.
std::filesystem::path write_skeleton(const std::filesystem::path& catalog, const std::string& name);

}  // namespace loopscope::player
