#pragma once

#include <string>
#include <vector>

#include "gui/panels/view.h"
#include "gui/widgets/controls.h"

namespace loopscope::gui {

/// One control of the toolbar, placed.
struct ToolbarItem {
  std::string id;
  std::string text;  ///< empty: a sign alone
  std::string tooltip;
  ButtonLook look;
  Rect rect;
  Action action;
};

/// The toolbar's content: which form of the controls the window's width allows, and where they are.
struct ToolbarPlan {
  std::vector<ToolbarItem> items;
  Rect title;  ///< the lesson's number and title: opens the list of lessons
  Rect clock;
  float brand = 0.0F;  ///< width of the product's name; 0: left out
};

ToolbarPlan plan_toolbar(const View& view);

/// "t = 1.000 s"
std::string clock_text(const View& view);
/// "1×", "0.25×"
std::string speed_text(double speed);
/// Id of a unit's short name in the texts.
const char* unit_text_id(StepUnit unit);

}  // namespace loopscope::gui
