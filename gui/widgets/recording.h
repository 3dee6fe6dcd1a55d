#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gui/theme/font_role.h"
#include "gui/widgets/geometry.h"

namespace loopscope::gui {

enum class ElementKind : std::uint8_t {
  panel,   ///< a box that others lie in
  text,    ///< a piece of text
  button,  ///< anything that can be clicked and is no token
  token,   ///< a handle, timer or task
  line,    ///< an edge or arrow that has an id
  region,  ///< a part that scrolls
  handle   ///< a splitter, scroll bar or the timeline's cursor: dragged, may lie over others
};

/// What to do with a text that is wider than its place.
enum class Overflow : std::uint8_t {
  never,     ///< it has to fit: the tests fail where it does not
  ellipsis,  ///< shortened with …; the whole text shows as a tooltip
  scrolled   ///< cut by a region that scrolls
};

/// One thing that was drawn in a frame.
struct Element {
  std::string id;    ///< path, e.g. "toolbar/step_forward"; the text's own id for texts
  std::string text;  ///< what it says (a shortened text: the whole text)
  Rect rect;         ///< where it is, uncut
  Rect place;        ///< texts: the place that it was given
  Rect clip;         ///< what can be seen at most
  ElementKind kind = ElementKind::text;
  Overflow overflow = Overflow::never;
  FontRole role = FontRole::body;
  bool enabled = true;
  bool interactive = false;
  bool shortened = false;
  int missing_glyphs = 0;
  int layer = 0;  ///< 0: the window; 1: menus; 2: dialogs; 3: messages; 4: tooltips

  bool visible() const { return !rect.intersect(clip).empty(); }
};

/// All that a frame drew, in drawing order. Kept only when asked for (the tests do).
class Recording {
 public:
  void clear() { elements_.clear(); }
  void add(Element element) { elements_.push_back(std::move(element)); }
  const std::vector<Element>& elements() const { return elements_; }

  /// The first element with that id; null if there is none.
  const Element* find(std::string_view id) const;
  /// The first visible element that says exactly `text`; null if there is none.
  const Element* find_text(std::string_view text) const;

 private:
  std::vector<Element> elements_;
};

}  // namespace loopscope::gui
