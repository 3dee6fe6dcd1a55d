#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "gui/panels/loop_io.h"
#include "gui/panels/panels.h"
#include "gui/panels/stage_tokens.h"
#include "gui/panels/why.h"
#include "gui/stage/loop_layout.h"
#include "gui/stage/motion.h"
#include "gui/stage/words.h"
#include "gui/widgets/controls.h"

namespace loopscope::gui {

namespace {

using stage::LoopStage;
using stage::PhaseBox;
using stage::Placed;
using stage::Token;

constexpr std::array phase_names = {"phase.select", "phase.timers", "phase.ready", "phase.run"};
constexpr std::array phase_ids = {"select", "timers", "ready", "run"};

/// How many steps of causes are looked at to find the handle that brought another one about.
constexpr int most_steps = 8;

std::string heading_note(const View& view, const LoopView* loop) {
  if (loop == nullptr) return view.texts["loop.none"];
  if (loop->closed) return view.texts["loop.closed"];
  if (loop->iteration == 0) return view.texts["loop.not_running"];
  return view.texts.format(
      "loop.note", loop->iteration, loop->number,
      stage::timeout_text(loop->select_timeout, stage::decimals_of(view.trace())));
}

stage::LoopMeasures measures_of(const View& view) {
  stage::LoopMeasures measures;
  measures.token = token_measure(view);
  measures.mono = [&view](const std::string& text) {
    return view.ui.measure(FontRole::mono_small, text).x;
  };
  measures.small = [&view](const std::string& text) {
    return view.ui.measure(FontRole::small, text).x;
  };
  measures.more_text = [&view](std::size_t count) { return view.texts.format("loop.more", count); };
  measures.words = stage::handle_words(view.texts);
  measures.next_iteration = view.texts["loop.next_iteration"];
  measures.shows_arriving = !view.keeps_secret();
  measures.select_rows = stage::io_rows_wanted(view.timeline());
  return measures;
}

/// The picture of one loop in one frame.
class LoopPicture {
 public:
  LoopPicture(const View& view, const LoopView& loop, const Rect& area, Actions& actions)
      : view_(view),
        ui_(view.ui),
        theme_(view.theme()),
        m_(view.metrics()),
        loop_(loop),
        actions_(actions),
        area_(area),
        io_(view, loop, actions) {
    Rect boxes = area;
    boxes.left += m_.px(20);
    stage_ = stage::lay_out_loop(view.state(), view.trace(), loop, boxes, m_, measures_of(view));
  }

  void draw() {
    draw_ways();
    for (std::size_t i = 0; i < stage_.phases.size(); ++i) draw_phase(i);
    place_tokens();
    io_.draw();
    draw_heap();
    draw_queue();
    draw_running();
    draw_tokens();
  }

 private:
  bool is_lit(std::size_t phase) const {
    return loop_.phase != LoopPhase::outside && static_cast<std::size_t>(loop_.phase) == phase + 1;
  }

  // The boxes and the ways between them.

  void draw_ways() {
    for (std::size_t i = 0; i + 1 < stage_.phases.size(); ++i) {
      const Rect& from = stage_.phases[i].box;
      const Rect& to = stage_.phases[i + 1].box;
      const float x = std::round(from.center().x);
      ui_.line({x, from.bottom}, {x, to.top - m_.px(4)}, theme_.arrow, m_.px(1.5F));
      ui_.arrow_head({x, to.top}, {0.0F, 1.0F}, m_.px(8), theme_.arrow);
    }
    const Rect& first = stage_.phases.front().box;
    const Rect& last = stage_.phases.back().box;
    const float x = std::round(area_.left + m_.px(6));
    const float top = std::round(first.center().y);
    const float bottom = std::round(last.center().y);
    ui_.polyline({{last.left, bottom}, {x, bottom}, {x, top}, {first.left - m_.px(4), top}},
                 theme_.arrow, m_.px(1.5F));
    ui_.arrow_head({first.left, top}, {1.0F, 0.0F}, m_.px(8), theme_.arrow);
    ui_.note_line("way_back", {x, top, first.left, bottom});
  }

  void draw_phase(std::size_t index) {
    const PhaseBox& phase = stage_.phases[index];
    box(ui_, phase_ids[index], phase.box, is_lit(index));
    const IdScope scope(ui_, phase_ids[index]);
    Rect row = phase.heading;
    const std::string heading =
        fmt::format("{}  {}", index + 1, capitals(view_.texts[phase_names[index]]));
    const float width = std::ceil(ui_.measure(FontRole::caption, heading).x) + 1.0F;
    ui_.text("heading", row.cut_left(width, m_.pad()), heading,
             {FontRole::caption, is_lit(index) ? theme_.text : theme_.dim, Align::left,
              Overflow::ellipsis});
    const std::string note = note_of(index);
    if (note.empty() || row.width() < m_.px(40)) return;
    ui_.text("note", row, note,
             {FontRole::small, is_lit(index) ? theme_.text : theme_.dim, Align::right,
              Overflow::ellipsis});
  }

  std::string note_of(std::size_t phase) const {
    switch (phase) {
      case 0:
        return poll_note();
      case 1:
        if (!loop_.popped.empty() && stage_.popped.empty()) return popped_text();
        if (loop_.heap.empty()) return {};
        if (stage_.tree.hidden > 0) {
          return view_.texts.format("loop.heap_hidden", loop_.heap.size(), stage_.tree.hidden);
        }
        return counted("loop.heap", loop_.heap.size());
      case 2:
        return loop_.ready.empty() ? std::string() : counted("loop.ready", loop_.ready.size());
      default:
        if (!is_lit(3) || stage_.running.empty()) return {};
        if (loop_.batch_left == 0) return view_.texts["loop.run_note"];
        return view_.texts.format("loop.run_left", loop_.batch_left);
    }
  }

  /// The text for one, or for several.
  std::string counted(const std::string& text, std::size_t count) const {
    return count == 1 ? view_.texts[text + "_one"] : view_.texts.format(text + "_note", count);
  }

  std::string seconds(double value) const {
    return stage::seconds_text(value, stage::decimals_of(view_.trace()));
  }

  std::string poll_note() const {
    if (loop_.iteration == 0 || !loop_.running) return view_.texts["loop.poll_note"];
    if (loop_.select_timeout < 0.0) return view_.texts["loop.timeout_none"];
    if (loop_.select_timeout == 0.0) return view_.texts["loop.timeout_zero"];
    return view_.texts.format("loop.timeout_timer", seconds(loop_.select_timeout));
  }

  // What is in the boxes.

  void say_empty(std::size_t phase, const char* text) {
    const IdScope scope(ui_, phase_ids[phase]);
    Rect row = stage_.phases[phase].content;
    row = row.cut_top(std::min(row.height(), m_.px(24)));
    ui_.text("empty", row, view_.texts[text],
             {FontRole::small, theme_.faint, Align::left, Overflow::ellipsis});
  }

  void draw_heap() {
    if (loop_.heap.empty()) say_empty(1, "loop.heap_empty");
    const IdScope scope(ui_, "timers");
    for (std::size_t i = 1; i < stage_.tree.tokens.size(); ++i) {
      const Rect& parent = placed_[(i - 1) / 2].rect;
      const Rect& child = placed_[i].rect;
      ui_.line({parent.center().x, parent.bottom}, {child.center().x, child.top}, theme_.arrow,
               m_.px(1.5F));
    }
    for (const stage::HeapCell& cell : stage_.array.cells) draw_cell(cell);
    draw_more(stage_.array.more, stage_.array.hidden);
    draw_popped();
  }

  void draw_cell(const stage::HeapCell& cell) {
    const HandleState* const handle = view_.state().handle(loop_.heap[cell.index]);
    const bool cancelled = handle != nullptr && handle->cancelled;
    const TaskState* const task =
        handle != nullptr ? stage::task_of(*handle, view_.state()) : nullptr;
    const bool lit = task != nullptr && (view_.lit(task->id) || view_.selected(task->id));
    ui_.fill(cell.cell, lit ? theme_.hovered : theme_.raised);
    ui_.stroke(cell.cell, theme_.border, 0.0F, m_.hair());
    const std::string id = fmt::format("cell-{}", cell.index);
    const Rect text = ui_.text(id, cell.cell, cell.text,
                               {FontRole::mono_small, cancelled ? theme_.faint : theme_.text,
                                Align::center, Overflow::ellipsis});
    if (cancelled) {
      const float y = std::round(text.center().y);
      ui_.line({text.left, y}, {text.right, y}, theme_.dim, m_.px(1));
    }
    ui_.text(id + "-index", cell.number, std::to_string(cell.index),
             {FontRole::mono_small, theme_.faint, Align::center, Overflow::ellipsis});
  }

  void draw_more(const Rect& place, std::size_t hidden) {
    if (hidden == 0 || place.empty()) return;
    ui_.text("more", place, view_.texts.format("loop.more", hidden),
             {FontRole::small, theme_.dim, Align::left, Overflow::ellipsis});
  }

  void draw_popped() {
    if (loop_.popped.empty() || stage_.popped.empty()) return;
    Rect row = stage_.popped;
    const Rect sign = row.cut_left(m_.px(10), m_.tight());
    const float x = std::round(sign.center().x);
    const float bottom = std::round(sign.center().y + m_.px(6));
    ui_.line({x, bottom - m_.px(12)}, {x, bottom - m_.px(3)}, theme_.dim, m_.px(1.5F));
    ui_.arrow_head({x, bottom}, {0.0F, 1.0F}, m_.px(7), theme_.dim);
    ui_.text("popped", row, popped_text(),
             {FontRole::small, theme_.dim, Align::left, Overflow::ellipsis});
  }

  std::string popped_text() const {
    return view_.texts.format("loop.popped", seconds(view_.state().time()), loop_.popped.size());
  }

  void draw_queue() {
    if (stage_.queue.tokens.empty() && loop_.ready.empty()) {
      say_empty(2, "loop.ready_empty");
      return;
    }
    const IdScope scope(ui_, "ready");
    draw_more(stage_.queue.more, stage_.queue.hidden);
    if (!stage_.queue.divider) return;
    Rect row = *stage_.queue.divider;
    const float x = std::round(row.left + m_.px(2));
    ui_.dashed_line({x, row.top}, {x, row.bottom}, theme_.dim, m_.px(1.5F));
    row.left += m_.px(10);
    ui_.text("next_iteration", row, view_.texts["loop.next_iteration"],
             {FontRole::small, theme_.dim, Align::left, Overflow::ellipsis});
  }

  void draw_running() {
    if (stage_.running.empty()) {
      say_empty(3, "loop.run_nothing");
      return;
    }
    const IdScope scope(ui_, "run");
    const std::string text = doing();
    const Rect& place = stage_.running_text;
    const float height = ui_.wrapped_height(FontRole::small, text, place.width());
    if (height <= place.height() && place.width() > m_.px(80)) {
      const float top = std::round(place.center().y - height / 2.0F);
      ui_.wrapped("does", {place.left, top, place.right, place.bottom}, text,
                  {FontRole::small, theme_.text});
    } else {
      ui_.text("does", place, text,
               {FontRole::small, theme_.text, Align::left, Overflow::ellipsis});
    }
  }

  /// True if the handle's run throws, or has just thrown, CancelledError into the task.
  bool throws_into(const TaskState& task, const HandleState& handle) const {
    if (task.cancel_pending) return true;
    const auto& delivered = view_.timeline().events_of(EventKind::cancel_delivered);
    const auto next =
        std::upper_bound(delivered.begin(), delivered.end(), view_.session.position());
    if (next == delivered.begin()) return false;
    const EventId last = *(next - 1);
    return last > handle.arrived && view_.trace().event(last).subject == task.id;
  }

  /// True if the running step is its task's first: the one that creating the task enqueued.
  bool is_first_step(const HandleState& handle) const {
    const Event& run = view_.trace().event(handle.arrived);
    if (run.kind != EventKind::handle_run_begin || run.cause == 0) return false;
    const EventId made = view_.trace().event(run.cause).cause;
    return made != 0 && view_.trace().event(made).kind == EventKind::task_created;
  }

  /// What the running handle does, in words.
  std::string doing() const {
    const HandleState& handle = *view_.state().handle(loop_.running_handle);
    const TaskState* const task = stage::task_of(handle, view_.state());
    const player::Texts& texts = view_.texts;
    const std::string callback(view_.trace().text(handle.label));
    if (task == nullptr) return texts.format("loop.run_call", callback);
    const std::string name(view_.trace().text(task->name));
    if (handle.role != HandleRole::call && throws_into(*task, handle)) {
      return texts.format("loop.run_throw", name);
    }
    if (handle.role == HandleRole::wakeup) return texts.format("loop.run_wakeup", name);
    if (handle.role == HandleRole::step) {
      const std::string_view coroutine = view_.trace().text(task->coroutine);
      return is_first_step(handle)
                 ? texts.format("loop.run_start", coroutine.empty() ? name : coroutine)
                 : texts.format("loop.run_step", name);
    }
    if (handle.was_timer && !view_.keeps_secret()) return texts.format("loop.run_sleep", name);
    return texts.format("loop.run_call", callback);
  }

  // Tokens.

  /// Where a token that was not there comes from: the handle whose run brought it about.
  std::optional<Rect> origin_of(const Token& token, const stage::Tweens& tweens) const {
    const HandleState* const handle = view_.state().handle(token.id);
    if (handle == nullptr) return std::nullopt;
    EventId event = handle->arrived;
    for (int step = 0; step < most_steps && event != 0; ++step) {
      const Event& cause = view_.trace().event(event);
      if (cause.kind == EventKind::handle_run_begin && cause.subject != token.id) {
        const Rect run = stage_.phases[3].content;
        const Vec corner = tweens.last_seen(cause.subject).value_or(run).corner();
        return Rect::at(corner, token.rect.size());
      }
      if (cause.cause >= event) break;
      event = cause.cause;
    }
    return std::nullopt;
  }

  void place_tokens() {
    stage::Tweens& tweens = view_.motion.begin(stage::Scene::loop, view_.run, area_,
                                               ui_.input().time, holds_still(view_));
    tokens_ = stage_.tokens();
    for (const Token* const token : tokens_) {
      placed_.push_back(tweens.place(token->id, token->rect, origin_of(*token, tweens)));
    }
    io_.place(stage_.phases[0].content, tweens);
    if (tweens.end()) ui_.keep_moving();
  }

  void draw_tokens() {
    // Travelling tokens lie over those that rest.
    for (const bool moving : {false, true}) {
      for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (placed_[i].moving != moving) continue;
        draw_stage_token(view_, actions_, fmt::format("handle-{}", tokens_[i]->id), *tokens_[i],
                         placed_[i]);
      }
    }
  }

  const View& view_;
  Ui& ui_;
  const Theme& theme_;
  const Metrics& m_;
  const LoopView& loop_;
  Actions& actions_;
  Rect area_;
  IoPicture io_;
  LoopStage stage_;
  std::vector<const Token*> tokens_;
  std::vector<Placed> placed_;
};

/// A tab a loop, where there are several that are not closed: the one that runs is shown, unless
/// another one was chosen.
void draw_tabs(const View& view, Rect& content, Actions& actions) {
  const LoopView* const shown = view.loop();
  const LoopView* const current = view.state().current_loop();
  std::vector<const LoopView*> loops;
  for (const LoopView& each : view.state().loops()) {
    if (!each.closed || &each == shown || &each == current) loops.push_back(&each);
  }
  if (loops.size() < 2) return;
  const Metrics& m = view.metrics();
  const IdScope scope(view.ui, "tabs");
  Rect row = content.cut_top(m.px(26), m.gap());
  row.left += m.px(20);
  for (const LoopView* const loop : loops) {
    ButtonLook look;
    look.role = FontRole::small;
    look.chosen = loop == shown;
    look.tooltip = view.texts["loop.tab_tip"];
    const std::string text =
        view.texts.format(loop == current ? "loop.tab_runs" : "loop.tab", loop->number);
    const float width = std::ceil(button_width(view.ui, text, look));
    if (row.width() < width) break;
    const std::string id = fmt::format("loop-{}", loop->number);
    if (button(view.ui, id, row.cut_left(width, m.tight()), text, look).clicked) {
      actions.add(ShowLoop{loop->number});
    }
  }
}

}  // namespace

void draw_loop(const View& view, Actions& actions) {
  const Metrics& m = view.metrics();
  const LoopView* const loop = view.loop();
  Rect content = panel_frame(view.ui, "loop", view.areas.loop, view.texts["loop.heading"],
                             heading_note(view, loop));
  const IdScope scope(view.ui, "loop");
  const Rect line = content.cut_bottom(m.px(24), m.gap());
  draw_why(view, line, actions);
  draw_tabs(view, content, actions);
  const LoopView no_loop;
  LoopPicture(view, loop != nullptr ? *loop : no_loop, content, actions).draw();
}

}  // namespace loopscope::gui
