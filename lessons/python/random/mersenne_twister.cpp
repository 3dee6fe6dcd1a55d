#include "lessons/python/random/mersenne_twister.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>
#include <utility>

namespace loopscope::python {

void MersenneTwister::init(std::uint32_t number) {
  state_[0] = number;
  for (std::uint32_t i = 1; i < size; ++i) {
    state_[i] = 1812433253U * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
  }
  index_ = size;
}

void MersenneTwister::seed(std::uint64_t number) {
  const std::array<std::uint32_t, 2> words{static_cast<std::uint32_t>(number),
                                           static_cast<std::uint32_t>(number >> 32)};
  seed(std::span(words).first(words[1] != 0 ? 2 : 1));
}

void MersenneTwister::seed(std::span<const std::uint32_t> words) {
  init(19650218U);
  std::size_t i = 1;
  const auto advance = [&] {
    if (++i == size) {
      state_[0] = state_[size - 1];
      i = 1;
    }
  };
  const auto mix = [&](std::uint32_t factor) {
    return state_[i] ^ ((state_[i - 1] ^ (state_[i - 1] >> 30)) * factor);
  };
  std::size_t word = 0;
  for (std::size_t k = std::max(size, words.size()); k > 0; --k) {
    state_[i] = mix(1664525U) + words[word] + static_cast<std::uint32_t>(word);
    advance();
    if (++word == words.size()) word = 0;
  }
  for (std::size_t k = size - 1; k > 0; --k) {
    state_[i] = mix(1566083941U) - static_cast<std::uint32_t>(i);
    advance();
  }
  state_[0] = 0x80000000U;
  gauss_next_.reset();
}

void MersenneTwister::twist() {
  constexpr std::size_t distance = 397;
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint32_t y = (state_[i] & 0x80000000U) | (state_[(i + 1) % size] & 0x7FFFFFFFU);
    state_[i] = state_[(i + distance) % size] ^ (y >> 1) ^ ((y & 1U) != 0 ? 0x9908B0DFU : 0U);
  }
  index_ = 0;
}

std::uint32_t MersenneTwister::next() {
  if (index_ >= size) twist();
  std::uint32_t y = state_[index_++];
  y ^= y >> 11;
  y ^= (y << 7) & 0x9D2C5680U;
  y ^= (y << 15) & 0xEFC60000U;
  return y ^ (y >> 18);
}

double MersenneTwister::random() {
  const double high = next() >> 5;
  const double low = next() >> 6;
  return (high * 67108864.0 + low) * (1.0 / 9007199254740992.0);
}

std::uint64_t MersenneTwister::bits(int count) {
  if (count <= 0) return 0;
  if (count <= 32) return next() >> (32 - count);
  const std::uint64_t low = next();
  const std::uint64_t high = next() >> (64 - count);
  return (high << 32) | low;
}

std::uint64_t MersenneTwister::below(std::uint64_t limit) {
  const auto count = static_cast<int>(std::bit_width(limit));
  std::uint64_t number = bits(count);
  while (number >= limit) number = bits(count);
  return number;
}

double MersenneTwister::gauss(double mean, double deviation) {
  double z = 0;
  if (gauss_next_) {
    z = *gauss_next_;
    gauss_next_.reset();
  } else {
    const double x2pi = random() * (2.0 * std::numbers::pi);
    const double g2rad = std::sqrt(-2.0 * std::log(1.0 - random()));
    z = std::cos(x2pi) * g2rad;
    gauss_next_ = std::sin(x2pi) * g2rad;
  }
  return mean + z * deviation;
}

double MersenneTwister::normal(double mean, double deviation) {
  const double magic = 4 * std::exp(-0.5) / std::sqrt(2.0);
  for (;;) {
    const double u1 = random();
    const double u2 = 1.0 - random();
    const double z = magic * (u1 - 0.5) / u2;
    if (z * z / 4.0 <= -std::log(u2)) return mean + z * deviation;
  }
}

double MersenneTwister::exponential(double lambda) {
  return -std::log(1.0 - random()) / lambda;
}

double MersenneTwister::triangular(double low, double high, double mode) {
  double u = random();
  if (high == low) return low;
  double c = (mode - low) / (high - low);
  if (u > c) {
    u = 1.0 - u;
    c = 1.0 - c;
    std::swap(low, high);
  }
  return low + (high - low) * std::sqrt(u * c);
}

}  // namespace loopscope::python
