#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace loopscope::gui {

/// The code point that begins at `at`, which moves behind it. Bytes that are no UTF-8 give U+FFFD,
/// one byte at a time.
char32_t next_code_point(std::string_view text, std::size_t& at);

/// All code points of a text.
std::u32string code_points(std::string_view text);

std::string to_utf8(char32_t code_point);

/// True for characters of Chinese and Japanese writing, between which lines may break.
bool is_cjk(char32_t code_point);

}  // namespace loopscope::gui
