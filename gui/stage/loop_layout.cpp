#include "gui/stage/loop_layout.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace loopscope::gui::stage {

namespace {

/// Shares of the height that is left when every box has its least height.
constexpr std::array<float, 4> growth = {0.12F, 0.50F, 0.24F, 0.14F};

float heading_height(const Metrics& m) {
  return m.px(28);
}

/// The least height of each box's content.
std::array<float, 4> least_contents(const Metrics& m) {
  return {m.px(22), m.px(60), m.token(), m.token()};
}

/// Puts the array, and the line below it, in the middle of its area's height.
void center_array(LoopStage& stage, const Metrics& m) {
  const bool tells = stage.popped.height() > 0.0F;
  const auto& cells = stage.array.cells;
  const float array = cells.empty() ? 0.0F : cells.back().number.bottom - stage.array_area.top;
  const float gap = cells.empty() ? 0.0F : m.gap();
  const float line = tells ? stage.popped.height() + gap : 0.0F;
  const float room = stage.array_area.height() + (tells ? stage.popped.height() : 0.0F);
  const float down = std::round(std::max(0.0F, room - array - line) / 2.0F);
  for (HeapCell& cell : stage.array.cells) {
    cell.cell = cell.cell.moved(0.0F, down);
    cell.number = cell.number.moved(0.0F, down);
  }
  if (!stage.array.more.empty()) stage.array.more = stage.array.more.moved(0.0F, down);
  if (!tells) return;
  const float top = std::min(stage.array_area.top + down + array + gap, stage.popped.top);
  stage.popped = stage.popped.moved(0.0F, top - stage.popped.top);
}

void lay_out_heap(LoopStage& stage, const LoopState& state, const Trace& trace,
                  const LoopView& loop, const Metrics& m, const LoopMeasures& measures) {
  Rect content = stage.phases[1].content;
  stage.array_area = content.cut_right(
      std::round(
          std::max(m.px(120), content.width() * (content.width() < m.px(420) ? 0.34F : 0.38F))),
      m.pad());
  if (stage.array_area.height() >= m.px(96)) {
    stage.popped = stage.array_area.cut_bottom(m.px(18));
  }
  const auto timer = [&](std::size_t index) {
    const HandleState* const handle = state.handle(loop.heap[index]);
    return handle != nullptr ? token_of(*handle, state, trace, measures.words) : Token{};
  };
  stage.tree = lay_out_heap_tree(content, m, loop.heap.size(), timer, measures.token);
  const auto more_width = [&](std::size_t count) {
    return measures.small(measures.more_text(count));
  };
  stage.array = lay_out_heap_array(stage.array_area, m, loop.heap_when, measures.mono, more_width,
                                   decimals_of(trace));
  center_array(stage, m);
}

/// The wakeup that the running callback is about to put into the queue: a sleep's timer gives the
/// future its result, and only that makes the task ready.
std::optional<Token> arriving_of(const LoopState& state, const Trace& trace, const LoopView& loop,
                                 const HandleWords& words) {
  const HandleState* const handle = state.handle(loop.running_handle);
  if (handle == nullptr || !handle->was_timer || handle->cancelled) return std::nullopt;
  const FutureState* const future = state.future(handle->owner);
  if (future == nullptr || future->done) return std::nullopt;
  const TaskState* const task = state.task(future->waiter);
  if (task == nullptr) return std::nullopt;
  Token token;
  token.arriving = true;
  token.task = task->id;
  token.status = TaskStatus::ready;
  token.number = task->number;
  token.label = words.wakeup + " " + std::string(trace.text(task->name));
  token.note = words.arriving;
  token.says = token.label + " " + token.note;
  return token;
}

void lay_out_queue(LoopStage& stage, const LoopState& state, const Trace& trace,
                   const LoopView& loop, const Metrics& m, const LoopMeasures& measures) {
  std::optional<Token> arriving;
  if (measures.shows_arriving) arriving = arriving_of(state, trace, loop, measures.words);
  FlowRequest request;
  request.count = loop.ready.size() + (arriving ? 1 : 0);
  request.token = [&](std::size_t index) {
    if (index == loop.ready.size()) return *arriving;
    const HandleState* const handle = state.handle(loop.ready[index]);
    return handle != nullptr ? token_of(*handle, state, trace, measures.words) : Token{};
  };
  request.measure = measures.token;
  request.text_width = measures.small;
  request.more_text = measures.more_text;
  const bool in_batch = loop.phase == LoopPhase::ready || loop.phase == LoopPhase::run;
  if (in_batch && loop.batch_left > 0 && loop.batch_left < loop.ready.size()) {
    request.divider_at = loop.batch_left;
    request.divider_width = std::ceil(measures.small(measures.next_iteration)) + m.px(13);
  }
  stage.queue = lay_out_flow(stage.phases[2].content, m, request);
  if (!arriving || stage.queue.hidden == 0) return;
  --request.count;
  stage.queue = lay_out_flow(stage.phases[2].content, m, request);
}

void lay_out_running(LoopStage& stage, const LoopState& state, const Trace& trace,
                     const LoopView& loop, const Metrics& m, const LoopMeasures& measures) {
  const Rect& content = stage.phases[3].content;
  stage.running_text = content;
  const HandleState* const handle = state.handle(loop.running_handle);
  if (handle == nullptr) return;
  Token token = token_of(*handle, state, trace, measures.words);
  const float width =
      std::min(std::ceil(measures.token(token).x), std::round(content.width() * 0.6F));
  const float top = std::round(content.center().y - m.token() / 2.0F);
  token.rect = Rect::at({content.left, top}, {width, m.token()});
  stage.running_text.left = token.rect.right + m.pad();
  stage.running.push_back(std::move(token));
}

}  // namespace

std::array<PhaseBox, 4> lay_out_phases(const Rect& area, const Metrics& m, int select_rows) {
  const std::array<float, 4> least = least_contents(m);
  const float frame = heading_height(m) + m.px(8);
  float needed = 4 * frame;
  for (const float each : least) needed += each;
  const float gap = std::clamp(std::round((area.height() - needed) / 3.0F), m.px(8), m.px(24));
  float spare = std::max(0.0F, area.height() - needed - 3 * gap);
  // Rows of the first box come first, as long as they leave the others half of what is to spare.
  const float wanted = m.px(24) * static_cast<float>(select_rows) - least[0];
  const float rows = select_rows > 1 ? std::floor(std::min(wanted, spare * 0.5F)) : 0.0F;
  spare -= rows;
  // In a window that is too low the boxes shrink evenly: they never leave the area.
  const float shrink =
      std::min(1.0F, std::max(0.0F, area.height() - 3 * gap) / std::max(1.0F, needed));
  std::array<PhaseBox, 4> phases;
  float top = area.top;
  for (std::size_t i = 0; i < phases.size(); ++i) {
    float height = std::floor((frame + least[i]) * shrink + spare * growth[i]);
    if (i == 0) height += rows;
    PhaseBox& phase = phases[i];
    phase.box = {area.left, top, area.right, i == 3 ? area.bottom : top + height};
    Rect inner = phase.box.inset(m.pad(), 0);
    phase.heading = inner.cut_top(heading_height(m));
    inner.bottom -= m.px(8);
    phase.content = inner;
    top = phase.box.bottom + gap;
  }
  return phases;
}

std::vector<const Token*> LoopStage::tokens() const {
  std::vector<const Token*> all;
  for (const std::vector<Token>* const part : {&tree.tokens, &queue.tokens, &running}) {
    for (const Token& token : *part) all.push_back(&token);
  }
  return all;
}

LoopStage lay_out_loop(const LoopState& state, const Trace& trace, const LoopView& loop,
                       const Rect& area, const Metrics& metrics, const LoopMeasures& measures) {
  LoopStage stage;
  stage.phases = lay_out_phases(area, metrics, measures.select_rows);
  lay_out_heap(stage, state, trace, loop, metrics, measures);
  lay_out_queue(stage, state, trace, loop, metrics, measures);
  lay_out_running(stage, state, trace, loop, metrics, measures);
  return stage;
}

}  // namespace loopscope::gui::stage
