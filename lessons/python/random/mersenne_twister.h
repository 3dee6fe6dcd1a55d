#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace loopscope::python {

/// CPython's random.Random: the same numbers from the same seed.
class MersenneTwister {
 public:
  explicit MersenneTwister(std::uint64_t number) { seed(number); }

  /// random.seed(number)
  void seed(std::uint64_t number);
  /// The same for integers of any size: |number| as words of 32 bits, the lowest first.
  void seed(std::span<const std::uint32_t> words);

  /// The next 32 bits.
  std::uint32_t next();
  /// random.random(): at least 0.0, less than 1.0.
  double random();
  /// random.getrandbits(bits), up to 64.
  std::uint64_t bits(int count);
  /// A whole number below `limit` (at least 1), as randrange, choice, shuffle and sample draw it.
  std::uint64_t below(std::uint64_t limit);

  double uniform(double low, double high) { return low + (high - low) * random(); }
  double gauss(double mean, double deviation);
  double normal(double mean, double deviation);
  double exponential(double lambda);
  double triangular(double low, double high, double mode);

  /// All that decides the numbers to come.
  struct State {
    std::array<std::uint32_t, 624> words{};
    std::size_t index = 624;
    std::optional<double> gauss_next;
  };
  State state() const { return {state_, index_, gauss_next_}; }
  void set_state(const State& state) {
    state_ = state.words;
    index_ = state.index;
    gauss_next_ = state.gauss_next;
  }

 private:
  static constexpr std::size_t size = 624;
  void init(std::uint32_t number);
  void twist();

  std::array<std::uint32_t, size> state_{};
  std::size_t index_ = size;
  std::optional<double> gauss_next_;
};

}  // namespace loopscope::python
