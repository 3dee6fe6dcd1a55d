#include "gui/stage/token.h"

#include <fmt/format.h>

#include <string_view>

namespace loopscope::gui::stage {

std::string seconds_text(double seconds, int decimals) {
  std::string text = fmt::format("{:.{}f}", seconds, decimals);
  const std::size_t point = text.find('.');
  if (point == std::string::npos) return text;  // no number
  while (text.back() == '0' && text.size() > point + 2) text.pop_back();
  return text == "-0.0" ? "0.0" : text;
}

int decimals_of(const Trace& trace) {
  return trace.description().virtual_clock ? 6 : 3;
}

const TaskState* task_of(const HandleState& handle, const LoopState& state) {
  if (handle.owner == 0) return nullptr;
  if (const TaskState* const task = state.task(handle.owner)) return task;
  const FutureState* const future = state.future(handle.owner);
  return future != nullptr && future->waiter != 0 ? state.task(future->waiter) : nullptr;
}

Token token_of(const HandleState& handle, const LoopState& state, const Trace& trace,
               const HandleWords& words) {
  Token token;
  token.id = handle.id;
  token.kind = handle.place == HandlePlace::heap ? TokenKind::timer : TokenKind::handle;
  token.cancelled = handle.cancelled;
  token.says = label_of(handle, state, trace);
  switch (handle.place) {
    case HandlePlace::heap:
      token.place = TokenPlace::heap;
      break;
    case HandlePlace::ready:
      token.place = TokenPlace::ready;
      break;
    case HandlePlace::running:
      token.place = TokenPlace::running;
      break;
  }
  if (const TaskState* const task = task_of(handle, state)) {
    token.task = task->id;
    token.status = task->status;
    token.number = task->number;
  }
  const bool own = handle.role != HandleRole::call && token.task != 0;
  const bool names_task = own || (handle.place == HandlePlace::heap && token.task != 0);
  if (names_task) {
    token.label = trace.text(state.task(token.task)->name);
  } else {
    token.label = short_name(trace.text(handle.label));
  }
  if (handle.place == HandlePlace::heap) {
    token.note =
        fmt::format(fmt::runtime(words.seconds), seconds_text(handle.when, decimals_of(trace)));
  } else if (own) {
    token.note = handle.role == HandleRole::step ? words.step : words.wakeup;
  }
  return token;
}

Token token_of(const TaskState& task, const Trace& trace) {
  Token token;
  token.id = task.id;
  token.kind = TokenKind::task;
  token.task = task.id;
  token.status = task.status;
  token.number = task.number;
  token.label = trace.text(task.name);
  token.says = token.label;
  return token;
}

}  // namespace loopscope::gui::stage
