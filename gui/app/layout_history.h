#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "gui/panels/view.h"

namespace loopscope::gui {

/// How the window is arranged: what people move, hide and enlarge.
struct Arrangement {
  std::array<float, splitter_count> splits{};  ///< as Settings::splits
  float scale = 1.0F;
  Presenting presenting;
  TimeWindow time_window;

  friend bool operator==(const Arrangement&, const Arrangement&) = default;
};

/// The arrangements that the window had, so that every change can be taken back. A bar that is
/// dragged and a timeline that is zoomed give one change, however many frames they take.
class LayoutHistory {
 public:
  explicit LayoutHistory(const Arrangement& now) : now_(now) {}

  /// Takes note of how the window is arranged after a frame; `time`: of that frame, in seconds;
  /// `held`: the pointer's button is down, so that what moves may be dragged, however slowly.
  void note(const Arrangement& arrangement, double time, bool held = false);

  bool can_undo() const { return !past_.empty(); }
  bool can_redo() const { return !future_.empty(); }
  /// The arrangement before the last change; the present one if there was none.
  const Arrangement& undo();
  const Arrangement& redo();

  /// Another run is shown: what of the old one the timeline showed means nothing any more.
  void forget_time_windows();

 private:
  static constexpr std::size_t most_changes = 200;

  Arrangement now_;
  double changed_at_ = 0.0;
  bool held_ = false;          ///< since the last change
  unsigned changed_part_ = 0;  ///< what moved last and may go on moving; 0: nothing
  std::vector<Arrangement> past_;
  std::vector<Arrangement> future_;
};

}  // namespace loopscope::gui
