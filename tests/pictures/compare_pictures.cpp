// compare_pictures EXPECTED.png ACTUAL.png: whether two pictures of the window show the same. Edges
// of letters may be rasterised a little differently from one driver to the other: small squares
// are compared by their average. Ends with 0 if they are the same, 1 if not, 2 for bad input.
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>

#ifdef LOOPSCOPE_STB_FROM_SOURCE
#define STB_IMAGE_IMPLEMENTATION
#endif
#include <stb_image.h>

namespace {

constexpr int channels = 3;
constexpr int side = 6;              // of a square, in pixels
constexpr double most_apart = 14.0;  // of a square's average, of 255
constexpr double most_squares = 0.0015;

struct Picture {
  int width = 0;
  int height = 0;
  std::unique_ptr<unsigned char, void (*)(void*)> pixels{nullptr, stbi_image_free};

  explicit Picture(const char* file) {
    int found = 0;
    pixels.reset(stbi_load(file, &width, &height, &found, channels));
  }
  std::array<double, channels> average(int left, int top) const {
    std::array<double, channels> sum{};
    for (int y = top; y < top + side; ++y) {
      for (int x = left; x < left + side; ++x) {
        const auto at = static_cast<std::size_t>((y * width + x) * channels);
        for (std::size_t c = 0; c < channels; ++c) sum[c] += pixels.get()[at + c];
      }
    }
    for (double& each : sum) each /= side * side;
    return sum;
  }
};

bool same_square(const Picture& one, const Picture& other, int left, int top) {
  const auto a = one.average(left, top);
  const auto b = other.average(left, top);
  for (std::size_t c = 0; c < channels; ++c) {
    if (std::abs(a[c] - b[c]) > most_apart) return false;
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: compare_pictures EXPECTED.png ACTUAL.png\n");
    return 2;
  }
  const Picture expected(argv[1]);
  const Picture actual(argv[2]);
  if (!expected.pixels || !actual.pixels) {
    std::fprintf(stderr, "%s is no picture\n", expected.pixels ? argv[2] : argv[1]);
    return 2;
  }
  if (expected.width != actual.width || expected.height != actual.height) {
    std::printf("%d×%d instead of %d×%d\n", actual.width, actual.height, expected.width,
                expected.height);
    return 1;
  }
  int squares = 0;
  int different = 0;
  int first_x = 0;
  int first_y = 0;
  for (int top = 0; top + side <= expected.height; top += side) {
    for (int left = 0; left + side <= expected.width; left += side) {
      ++squares;
      if (same_square(expected, actual, left, top)) continue;
      if (different++ == 0) {
        first_x = left;
        first_y = top;
      }
    }
  }
  if (different <= most_squares * squares) return 0;
  std::printf("%d of %d squares differ, the first at %d, %d\n", different, squares, first_x,
              first_y);
  return 1;
}
