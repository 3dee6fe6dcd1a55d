#pragma once

#include <vector>

#include "gui/panels/view.h"
#include "gui/stage/io_rows.h"
#include "gui/stage/tween.h"

namespace loopscope::gui {

/// The content of the loop's first phase: what select watches and who waits for it, packets on
/// their way, workers and their jobs. Rows that there is no room for are scrolled to.
class IoPicture {
 public:
  IoPicture(const View& view, const LoopView& loop, Actions& actions);

  /// Puts the packets where they are on their ways; between the beginning and the end of the
  /// tweens' frame.
  void place(const Rect& area, stage::Tweens& tweens);
  void draw();

 private:
  struct Columns {
    float number = 0.0F;
    float source = 0.0F;
    float event = 0.0F;
  };
  Columns columns_of(float width) const;
  /// Columns of the packets: what it is, its ends with the way between them, and the note.
  struct Ways {
    float what = 0.0F;
    float name = 0.0F;
    float note = 0.0F;
  };
  Ways ways_of(float width) const;
  Rect track_of(const Rect& row) const;
  void draw_row(std::size_t index, Rect row);
  void draw_watched(const stage::IoRow& row, Rect place);
  void draw_packet(std::size_t index, const Rect& place);
  void draw_task(const stage::IoRow& row, Rect& place);

  const View& view_;
  Ui& ui_;
  const Metrics& m_;
  Actions& actions_;
  std::vector<stage::IoRow> rows_;
  std::vector<stage::Placed> packets_;  ///< by row, relative to the content
  Rect area_;
  float row_height_;
};

}  // namespace loopscope::gui
