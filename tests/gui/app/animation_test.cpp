#include "gui/app/animation.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "engine/base/error.h"

namespace loopscope::gui {
namespace {

namespace fs = std::filesystem;

constexpr int width = 8;
constexpr int height = 4;

using Pixels = std::vector<unsigned char>;

Pixels plain(unsigned char shade) {
  return Pixels(std::size_t{width} * height * 3, shade);
}

/// One pixel changed, counted from the bottom left.
Pixels with_dot(Pixels pixels, std::size_t x, std::size_t y) {
  pixels[(y * width + x) * 3] ^= 0xFFU;
  return pixels;
}

struct Chunk {
  std::string type;
  std::string data;

  std::uint32_t number(std::size_t at) const {
    std::uint32_t number = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      number = number << 8U | static_cast<unsigned char>(data.at(at + i));
    }
    return number;
  }
};

class Animations : public ::testing::Test {
 protected:
  Animations()
      : file_(fs::temp_directory_path() / ("animation-" + std::to_string(::getpid()) + ".png")) {}
  ~Animations() override { fs::remove(file_); }

  std::vector<Chunk> chunks() const {
    std::ifstream in(file_, std::ios::binary);
    const std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    std::vector<Chunk> chunks;
    for (std::size_t at = 8; at + 12 <= all.size();) {
      const Chunk length{"", all.substr(at, 4)};
      chunks.push_back({all.substr(at + 4, 4), all.substr(at + 8, length.number(0))});
      at += 12 + length.number(0);
    }
    return chunks;
  }
  std::vector<Chunk> of_type(const std::string& type) const {
    std::vector<Chunk> found;
    for (const Chunk& each : chunks()) {
      if (each.type == type) found.push_back(each);
    }
    return found;
  }

  fs::path file_;
};

TEST_F(Animations, KeepOfAFrameWhatDiffers) {
  Animation animation(file_, width, height);
  animation.add(plain(10), 0.5);
  animation.add(with_dot(plain(10), 6, 0), 0.25);
  animation.finish();
  const std::vector<Chunk> all = chunks();
  ASSERT_EQ(all.size(), 7U);
  EXPECT_EQ(all[0].type, "IHDR");
  EXPECT_EQ(all[0].number(0), 8U);
  EXPECT_EQ(all[0].number(4), 4U);
  EXPECT_EQ(all[1].type, "acTL");
  EXPECT_EQ(all[1].number(0), 2U);
  EXPECT_EQ(all[3].type, "IDAT");
  EXPECT_EQ(all[5].type, "fdAT");
  EXPECT_EQ(all[6].type, "IEND");
  const std::vector<Chunk> controls = of_type("fcTL");
  EXPECT_EQ(controls[0].number(0), 0U);
  EXPECT_EQ(controls[0].number(4), 8U);
  EXPECT_EQ(controls[0].number(20), 500U << 16U | 1000U);
  EXPECT_EQ(controls[1].number(0), 1U);
  EXPECT_EQ(controls[1].number(4), 1U) << "one pixel wide";
  EXPECT_EQ(controls[1].number(8), 1U);
  EXPECT_EQ(controls[1].number(12), 6U);
  EXPECT_EQ(controls[1].number(16), 3U) << "the lowest row is given first";
  EXPECT_EQ(all[5].number(0), 2U) << "frames and their controls are counted together";
}

TEST_F(Animations, FramesThatAreTheSameBecomeALongerOne) {
  Animation animation(file_, width, height);
  animation.add(plain(10), 0.04);
  animation.add(plain(10), 0.04);
  animation.hold(0.5);
  animation.finish();
  EXPECT_EQ(animation.frames(), 1U);
  EXPECT_EQ(of_type("fcTL").at(0).number(20) >> 16U, 580U);
}

/// The sum of a chunk without data is known from the format's description.
TEST_F(Animations, ChunksAreClosedByTheirSums) {
  Animation animation(file_, width, height);
  animation.add(plain(10), 1.0);
  animation.finish();
  std::ifstream in(file_, std::ios::binary);
  const std::string all((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  EXPECT_TRUE(all.ends_with("IEND\xAE\x42\x60\x82"));
}

TEST_F(Animations, AFileThatCanNotBeWrittenIsSaid) {
  EXPECT_THROW(Animation("/nowhere/at/all.png", width, height), FileError);
}

}  // namespace
}  // namespace loopscope::gui
