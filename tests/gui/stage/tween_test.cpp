#include "gui/stage/tween.h"

#include <gtest/gtest.h>

#include "gui/stage/motion.h"

namespace loopscope::gui::stage {
namespace {

constexpr Rect here{0.0F, 0.0F, 40.0F, 20.0F};
constexpr Rect there{100.0F, 50.0F, 160.0F, 70.0F};

TEST(Ease, StartsAtZeroEndsAtOneAndSlowsDown) {
  EXPECT_FLOAT_EQ(ease_out(0.0F), 0.0F);
  EXPECT_FLOAT_EQ(ease_out(1.0F), 1.0F);
  EXPECT_FLOAT_EQ(ease_out(-3.0F), 0.0F);
  EXPECT_FLOAT_EQ(ease_out(7.0F), 1.0F);
  EXPECT_GT(ease_out(0.5F) - ease_out(0.0F), ease_out(1.0F) - ease_out(0.5F));
}

TEST(Tweens, LastBetween150And250Milliseconds) {
  EXPECT_GE(travel_seconds, 0.15);
  EXPECT_LE(travel_seconds, 0.25);
}

TEST(Tweens, ShowTheFirstFrameAtRest) {
  Tweens tweens;
  tweens.begin(10.0, false);
  const Placed placed = tweens.place(1, here);
  EXPECT_EQ(placed.rect, here);
  EXPECT_FLOAT_EQ(placed.opacity, 1.0F);
  EXPECT_FALSE(tweens.end());
}

TEST(Tweens, ATokenTravelsFromWhereItWasToWhereItIs) {
  Tweens tweens;
  tweens.begin(0.0, false);
  tweens.place(1, here);
  tweens.end();
  tweens.begin(1.0, false);
  EXPECT_EQ(tweens.place(1, there).rect, here);
  EXPECT_TRUE(tweens.end());
  tweens.begin(1.0 + travel_seconds / 2, false);
  const Placed midway = tweens.place(1, there);
  EXPECT_GT(midway.rect.left, here.left);
  EXPECT_LT(midway.rect.left, there.left);
  EXPECT_FLOAT_EQ(midway.opacity, 1.0F);
  tweens.end();
  tweens.begin(1.0 + travel_seconds, false);
  EXPECT_EQ(tweens.place(1, there).rect, there);
  EXPECT_FALSE(tweens.end());
}

TEST(Tweens, ANewGoalInMidTravelIsHeadedForFromThatSpot) {
  Tweens tweens;
  tweens.begin(0.0, false);
  tweens.place(1, here);
  tweens.end();
  tweens.begin(1.0, false);
  tweens.place(1, there);
  tweens.end();
  tweens.begin(1.1, false);
  const Rect midway = tweens.place(1, there).rect;
  tweens.end();
  tweens.begin(1.1, false);
  EXPECT_EQ(tweens.place(1, here).rect, midway);
  tweens.end();
}

TEST(Tweens, ANewTokenFadesInFromItsOrigin) {
  Tweens tweens;
  tweens.begin(0.0, false);
  tweens.place(1, here);
  tweens.end();
  tweens.begin(1.0, false);
  tweens.place(1, here);
  const Placed born = tweens.place(2, there, here);
  EXPECT_EQ(born.rect, here);
  EXPECT_LT(born.opacity, 0.01F);
  tweens.end();
  tweens.begin(1.0 + travel_seconds, false);
  tweens.place(1, here);
  const Placed grown = tweens.place(2, there, here);
  EXPECT_EQ(grown.rect, there);
  EXPECT_FLOAT_EQ(grown.opacity, 1.0F);
  tweens.end();
}

TEST(Tweens, NothingMovesForThoseWhoPreferNoMotion) {
  Tweens tweens;
  tweens.begin(0.0, true);
  tweens.place(1, here);
  tweens.end();
  tweens.begin(0.01, true);
  EXPECT_EQ(tweens.place(1, there).rect, there);
  EXPECT_EQ(tweens.place(2, here, there).rect, here);
  EXPECT_FALSE(tweens.end());
}

TEST(Tweens, ForgetTokensThatAreGone) {
  Tweens tweens;
  tweens.begin(0.0, false);
  tweens.place(1, here);
  tweens.end();
  tweens.begin(0.1, false);
  EXPECT_TRUE(tweens.last_seen(1));
  tweens.end();
  EXPECT_FALSE(tweens.last_seen(1));
}

TEST(Motion, TokensOfAnotherRunOrAreaStartAtRest) {
  Motion motion;
  const Rect area{0.0F, 0.0F, 400.0F, 300.0F};
  motion.begin(Scene::loop, 1, area, 0.0, false).place(1, here);
  Tweens& same = motion.begin(Scene::loop, 1, area, 1.0, false);
  EXPECT_EQ(same.place(1, there).rect, here);
  same.end();
  Tweens& other_run = motion.begin(Scene::loop, 2, area, 1.0, false);
  EXPECT_EQ(other_run.place(1, there).rect, there);
  other_run.end();
  Tweens& resized = motion.begin(Scene::loop, 2, area.inset(5.0F), 1.0, false);
  EXPECT_EQ(resized.place(1, here).rect, here);
}

}  // namespace
}  // namespace loopscope::gui::stage
