#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gui/theme/theme.h"

namespace loopscope::gui {

enum class Syntax : std::uint8_t { plain, keyword, function, string, number, comment };

/// A stretch of one line of a program.
struct SyntaxSpan {
  std::string_view text;
  Syntax kind = Syntax::plain;
};

/// A program's lines, each split into spans that together are the line.
using SyntaxLines = std::vector<std::vector<SyntaxSpan>>;

/// Splits a program. Views into `source`. Never fails: what is no Python is plain.
SyntaxLines highlight(std::string_view source);

Color color_of(const Theme& theme, Syntax kind);

}  // namespace loopscope::gui
