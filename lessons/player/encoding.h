#pragma once

#include <filesystem>
#include <string_view>

namespace loopscope::player {

/// Throws FileError, with the line, if `text` is no UTF-8. It was read from `file`, from its line
/// `first_line` on.
void check_is_utf8(const std::filesystem::path& file, std::string_view text, int first_line = 1);

}  // namespace loopscope::player
