#include "gui/app/input_queue.h"

#include <gtest/gtest.h>

namespace loopscope::gui {
namespace {

constexpr std::array<bool, 3> none{};
constexpr std::array<bool, 3> left{true, false, false};

TEST(InputQueue, AQuickDragIsAPressAMovementAndARelease) {
  InputQueue queue;
  queue.move({10.0F, 10.0F});
  queue.press(0, true);
  queue.move({20.0F, 10.0F});
  queue.move({30.0F, 10.0F});
  queue.move({40.0F, 10.0F});
  queue.press(0, false);
  EXPECT_EQ(queue.deal().pointer, (PointerState{{10.0F, 10.0F}, none}));
  EXPECT_EQ(queue.deal().pointer, (PointerState{{10.0F, 10.0F}, left}));
  EXPECT_EQ(queue.deal().pointer, (PointerState{{40.0F, 10.0F}, left}));
  EXPECT_FALSE(queue.empty());
  EXPECT_EQ(queue.deal().pointer, (PointerState{{40.0F, 10.0F}, none}));
  EXPECT_TRUE(queue.empty());
  EXPECT_EQ(queue.deal().pointer, (PointerState{{40.0F, 10.0F}, none}));
}

TEST(InputQueue, AKeyDoesNotOutrunThePointer) {
  InputQueue queue;
  queue.press(0, true);
  queue.press(0, false);
  queue.press(Key::of(U'z', true));
  queue.press(Key::of(U'q', true));
  EXPECT_TRUE(queue.deal().keys.empty());
  EXPECT_TRUE(queue.deal().keys.empty());
  EXPECT_EQ(queue.deal().keys, (std::vector<Key>{Key::of(U'z', true), Key::of(U'q', true)}));
}

TEST(InputQueue, MovementsOfAFrameAreOne) {
  InputQueue queue;
  for (int i = 0; i <= 100; ++i) queue.move({static_cast<float>(i), 0.0F});
  EXPECT_EQ(queue.deal().pointer.place, (Vec{100.0F, 0.0F}));
  EXPECT_TRUE(queue.empty());
}

TEST(InputQueue, PassesOtherButtonsOver) {
  InputQueue queue;
  queue.press(5, true);
  EXPECT_TRUE(queue.empty());
}

}  // namespace
}  // namespace loopscope::gui
