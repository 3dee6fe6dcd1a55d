#include "lessons/player/wording.h"

#include "engine/base/float_text.h"

namespace loopscope::player {

std::string spoken_label(const HandleState& handle, const LoopState& state, const Trace& trace) {
  std::string label = label_of(handle, state, trace);
  if (label.starts_with("call:")) return label.substr(5);
  label[label.find(':')] = ' ';
  return label;
}

std::string timer_name(const HandleState& timer, const LoopState& state, const Trace& trace) {
  const FutureState* const future = state.future(timer.owner);
  const TaskState* task = state.task(timer.owner);
  if (future != nullptr && future->waiter != 0) task = state.task(future->waiter);
  return std::string(trace.text(task != nullptr ? task->name : timer.label));
}

std::string short_name(std::string_view qualified) {
  const std::size_t dot = qualified.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == qualified.size()) return std::string(qualified);
  return std::string(qualified.substr(dot + 1));
}

std::string seconds_text(double seconds, const Texts& texts) {
  return texts.format("loop.seconds", float_repr(round_decimal(seconds, 6)));
}

}  // namespace loopscope::player
