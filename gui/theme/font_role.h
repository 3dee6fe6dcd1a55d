#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace loopscope::gui {

/// The one type scale: what a text is for decides its face and its size (logical pixels).
enum class FontRole : std::uint8_t {
  body,       ///< prose and buttons, 15
  strong,     ///< emphasised prose, 15 semi-bold
  emphasis,   ///< prose in italics, 15
  small,      ///< notes beside a heading, secondary cells, 13
  label,      ///< names on tokens, 13 medium
  caption,    ///< headings of panels, 12 semi-bold, spaced
  heading,    ///< headings in a lesson, 17 semi-bold
  title,      ///< the product's name, 18 bold
  mono,       ///< program, output, numbers, 13.5
  mono_small  ///< line numbers, 12
};
inline constexpr std::size_t font_role_count = 10;

}  // namespace loopscope::gui
