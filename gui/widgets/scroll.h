#pragma once

#include <string_view>

#include "gui/widgets/ui.h"

namespace loopscope::gui {

/// What a region that scrolls looks like in this frame.
struct ScrollArea {
  Rect view;             ///< what can be seen, scroll bars left out; clip to this
  Vec offset;            ///< of the content's corner, clamped
  Vec content;           ///< its whole extent
  bool changed = false;  ///< the person moved it: report `offset`

  /// Corner of the content in the window.
  Vec origin() const { return view.corner() - offset; }
};

/// A region of `content` extent seen through `rect`, at `offset`. Draws bars where the content is
/// larger, answers the wheel and the bars. Does not clip by itself.
ScrollArea scroll_area(Ui& ui, std::string_view id, const Rect& rect, Vec content, Vec offset);

/// The offset that brings [top, bottom) of the content into a view of `height`, moving as little as
/// possible and leaving `margin` where there is room.
float offset_showing(float offset, float height, float content, float top, float bottom,
                     float margin);

}  // namespace loopscope::gui
