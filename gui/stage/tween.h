#pragma once

#include <cstdint>
#include <optional>
#include <unordered_map>

#include "gui/widgets/geometry.h"

namespace loopscope::gui::stage {

/// How long a token travels, in seconds.
inline constexpr double travel_seconds = 0.2;

/// Progress of a movement that starts fast and ends gently: 0 … 1 for 0 … 1, clamped.
float ease_out(float progress);

/// `amount` 0: all `from`; 1: all `to`.
Rect between(const Rect& from, const Rect& to, float amount);

/// Where a token is drawn in this frame.
struct Placed {
  Rect rect;
  float opacity = 1.0F;  ///< below 1 while it fades in
  bool moving = false;
};

/// Moves the tokens of one scene. A token has one identity, and travels from where it was last
/// drawn to where it belongs now; a new goal in mid-travel is headed for from that very spot.
class Tweens {
 public:
  using Key = std::uint32_t;

  /// Begins a frame. `now` in seconds, never falling; `still`: all tokens are at their goal at
  /// once.
  void begin(double now, bool still);
  /// Where the token with that goal is now. A token that the frame before did not show fades in,
  /// coming from `origin`; without one it fades in at its goal.
  Placed place(Key key, const Rect& goal, const std::optional<Rect>& origin = std::nullopt);
  /// Ends the frame: forgets tokens that were not placed; true while one still moves.
  bool end();
  /// Forgets everything: the next frame shows all tokens at their goal.
  void clear();

  /// Where the token was last drawn; nothing if it was not.
  std::optional<Rect> last_seen(Key key) const;

 private:
  struct Tween {
    Rect from;
    Rect goal;
    Rect seen;
    double started = 0.0;
    bool fades = false;
    std::uint64_t frame = 0;
  };
  float progress(const Tween& tween) const;

  std::unordered_map<Key, Tween> tweens_;
  double now_ = 0.0;
  bool still_ = true;
  bool fresh_ = true;  ///< nothing was drawn before: no fading in
  bool moving_ = false;
  std::uint64_t frame_ = 0;
};

}  // namespace loopscope::gui::stage
