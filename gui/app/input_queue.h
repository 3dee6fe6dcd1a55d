#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <variant>
#include <vector>

#include "gui/app/key.h"
#include "gui/widgets/geometry.h"

namespace loopscope::gui {

/// The pointer, as it was told of.
struct PointerState {
  Vec place{-1.0F, -1.0F};     ///< outside the window: negative
  std::array<bool, 3> down{};  ///< left, right, middle

  friend bool operator==(const PointerState&, const PointerState&) = default;
};

/// What people did, in the order in which they did it, dealt out to frames: a slow frame must not
/// make one thing of a press, a movement and a release, nor a key outrun the pointer.
class InputQueue {
 public:
  void move(Vec place);
  /// Other buttons than left, right and middle are passed over.
  void press(std::size_t button, bool down);
  void press(const Key& key) { waiting_.push_back(key); }

  /// A button is down, with all that waits.
  bool is_held() const { return told_.down != std::array<bool, 3>{}; }

  /// What one frame sees.
  struct Dealt {
    PointerState pointer;
    std::vector<Key> keys;
  };
  /// The next of it: everything up to a button that goes down or up, or that button alone.
  Dealt deal();
  /// More waits for the next frame.
  bool empty() const { return waiting_.empty(); }

 private:
  std::deque<std::variant<Key, PointerState>> waiting_;
  PointerState told_;   ///< with all that waits
  PointerState dealt_;  ///< as the latest frame saw it
};

}  // namespace loopscope::gui
