#include "gui/stage/tween.h"

#include <algorithm>

namespace loopscope::gui::stage {

float ease_out(float progress) {
  const float left = 1.0F - std::clamp(progress, 0.0F, 1.0F);
  return 1.0F - left * left * left;
}

Rect between(const Rect& from, const Rect& to, float amount) {
  const auto mix = [amount](float a, float b) { return a + (b - a) * amount; };
  return {mix(from.left, to.left), mix(from.top, to.top), mix(from.right, to.right),
          mix(from.bottom, to.bottom)};
}

void Tweens::begin(double now, bool still) {
  now_ = now;
  still_ = still;
  moving_ = false;
  ++frame_;
}

float Tweens::progress(const Tween& tween) const {
  return static_cast<float>((now_ - tween.started) / travel_seconds);
}

Placed Tweens::place(Key key, const Rect& goal, const std::optional<Rect>& origin) {
  const auto [found, is_new] = tweens_.try_emplace(key);
  Tween& tween = found->second;
  tween.frame = frame_;
  if (is_new) {
    tween = {origin.value_or(goal), goal, goal, now_, true, frame_};
    if (fresh_) tween.started = now_ - 2 * travel_seconds;
  } else if (!(tween.goal == goal)) {
    tween.from = tween.seen;
    tween.goal = goal;
    tween.started = now_;
  }
  if (still_) tween.started = now_ - 2 * travel_seconds;
  const float done = progress(tween);
  if (done >= 1.0F) {
    tween.seen = goal;
    tween.fades = false;
    return {goal, 1.0F, false};
  }
  moving_ = true;
  const float eased = ease_out(done);
  tween.seen = between(tween.from, goal, eased);
  return {tween.seen, tween.fades ? eased : 1.0F, true};
}

bool Tweens::end() {
  std::erase_if(tweens_, [this](const auto& entry) { return entry.second.frame != frame_; });
  fresh_ = false;
  return moving_;
}

void Tweens::clear() {
  tweens_.clear();
  fresh_ = true;
}

std::optional<Rect> Tweens::last_seen(Key key) const {
  const auto found = tweens_.find(key);
  if (found == tweens_.end()) return std::nullopt;
  return found->second.seen;
}

}  // namespace loopscope::gui::stage
