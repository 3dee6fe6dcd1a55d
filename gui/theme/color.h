#pragma once

#include <cstdint>

namespace loopscope::gui {

/// A colour with straight alpha.
struct Color {
  std::uint8_t red = 0;
  std::uint8_t green = 0;
  std::uint8_t blue = 0;
  std::uint8_t alpha = 255;

  /// From 0xRRGGBB.
  static constexpr Color rgb(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16), static_cast<std::uint8_t>(value >> 8),
            static_cast<std::uint8_t>(value), 255};
  }
  /// The same colour, its opacity multiplied by 0 … 1.
  constexpr Color faded(float opacity) const {
    return {red, green, blue, static_cast<std::uint8_t>(static_cast<float>(alpha) * opacity)};
  }

  friend bool operator==(const Color&, const Color&) = default;
};

/// `amount` 0: all `from`; 1: all `to`.
constexpr Color mix(Color from, Color to, float amount) {
  const auto channel = [amount](std::uint8_t a, std::uint8_t b) {
    return static_cast<std::uint8_t>(static_cast<float>(a) * (1.0F - amount) +
                                     static_cast<float>(b) * amount);
  };
  return {channel(from.red, to.red), channel(from.green, to.green), channel(from.blue, to.blue),
          channel(from.alpha, to.alpha)};
}

}  // namespace loopscope::gui
