#include "gui/widgets/recording.h"

namespace loopscope::gui {

const Element* Recording::find(std::string_view id) const {
  for (const Element& element : elements_) {
    if (element.id == id) return &element;
  }
  return nullptr;
}

const Element* Recording::find_text(std::string_view text) const {
  for (const Element& element : elements_) {
    if (element.text == text && element.visible()) return &element;
  }
  return nullptr;
}

}  // namespace loopscope::gui
