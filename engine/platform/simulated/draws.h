#pragma once

#include <cstdint>
#include <string_view>

namespace loopscope::simulated {

/// A source of draws that depends on nothing but the run's seed and a name. (std's distributions
/// differ between libraries, and so would traces.)
class Draws {
 public:
  Draws(std::uint64_t seed, std::string_view name) : state_(mix(seed)) {
    for (const char c : name) state_ = mix(state_ ^ static_cast<unsigned char>(c));
  }

  std::uint64_t next() {
    state_ += step;
    return mix(state_);
  }
  /// 0 ≤ x < 1
  double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }
  /// True with that probability. Draws nothing if it is 0.
  bool chance(double probability) { return probability > 0 && uniform() < probability; }

 private:
  // Splitmix64's constants.
  static constexpr std::uint64_t step = 0x9E3779B97F4A7C15;
  static std::uint64_t mix(std::uint64_t x) {
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
    return x ^ (x >> 31);
  }

  std::uint64_t state_;
};

}  // namespace loopscope::simulated
