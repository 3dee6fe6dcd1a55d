#include "gui/app/input_queue.h"

#include <utility>

namespace loopscope::gui {

void InputQueue::move(Vec place) {
  told_.place = place;
  waiting_.push_back(told_);
}

void InputQueue::press(std::size_t button, bool down) {
  if (button >= told_.down.size()) return;
  told_.down[button] = down;
  waiting_.push_back(told_);
}

InputQueue::Dealt InputQueue::deal() {
  Dealt dealt;
  bool first = true;
  while (!waiting_.empty()) {
    if (const auto* const pointer = std::get_if<PointerState>(&waiting_.front())) {
      const bool is_button = pointer->down != dealt_.down;
      if (is_button && !first) break;
      dealt_ = *pointer;
      waiting_.pop_front();
      if (is_button) break;
    } else {
      dealt.keys.push_back(std::get<Key>(waiting_.front()));
      waiting_.pop_front();
    }
    first = false;
  }
  dealt.pointer = dealt_;
  return dealt;
}

}  // namespace loopscope::gui
