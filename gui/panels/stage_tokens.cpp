#include "gui/panels/stage_tokens.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace loopscope::gui {

namespace {

float chip_width(const View& view, std::uint32_t number) {
  const float text = std::ceil(view.ui.measure(FontRole::mono_small, std::to_string(number)).x);
  return std::max(view.metrics().px(22), text + view.metrics().px(9));
}

/// What stands on the chip of a callback that no task is behind.
void draw_callback_sign(const View& view, const Rect& rect, float opacity) {
  view.ui.disc(rect.center(), view.metrics().px(3), view.theme().dim.faded(opacity));
}

}  // namespace

const TaskState* task_in_focus(const View& view) {
  const LoopState& state = view.state();
  if (view.selection.kind == Selection::Kind::task) {
    if (const TaskState* const task = state.task(view.selection.id)) return task;
  }
  if (const TaskState* const task = state.task(state.current_task())) return task;
  const LoopView* const loop = state.current_loop();
  const HandleState* const running = loop != nullptr ? state.handle(loop->running_handle) : nullptr;
  return running != nullptr ? stage::task_of(*running, state) : nullptr;
}

Selection selection_of(const stage::Token& token) {
  if (token.task != 0) return {Selection::Kind::task, token.task};
  const bool future = token.kind == stage::TokenKind::future;
  return {future ? Selection::Kind::future : Selection::Kind::handle, token.id};
}

TokenLook look_of(const View& view, const stage::Token& token) {
  TokenLook look;
  look.has_status = token.has_status();
  look.status = token.status;
  look.number = token.number;
  look.name = token.label;
  look.note = token.note;
  if (token.form == stage::TokenForm::brief) {
    // Of a timer the time matters most, of everything else the name.
    (token.kind == stage::TokenKind::timer ? look.name : look.note) = {};
  }
  look.note_first = token.kind == stage::TokenKind::handle && !token.arriving;
  look.ghost = token.arriving;
  look.struck = token.cancelled;
  const Selection selection = selection_of(token);
  look.selected = view.selection == selection;
  look.lit = view.hover == selection;
  if (token.cancelled) look.opacity = 0.45F;
  return look;
}

stage::TokenMeasure token_measure(const View& view) {
  return [&view](const stage::Token& token) -> Vec {
    if (token.form == stage::TokenForm::chip) {
      return {chip_width(view, token.number), view.metrics().px(22)};
    }
    return token_size(view.ui, look_of(view, token));
  };
}

void draw_stage_token(const View& view, Actions& actions, std::string_view id,
                      const stage::Token& token_to_draw, const stage::Placed& placed) {
  const Selection selection = selection_of(token_to_draw);
  TokenLook look = look_of(view, token_to_draw);
  look.opacity *= placed.opacity;
  Response response;
  const bool as_chip = token_to_draw.form == stage::TokenForm::chip;
  if (as_chip && token_to_draw.has_status()) {
    response = chip(view.ui, id, placed.rect, look.status, look.number, look.selected, look.lit,
                    token_to_draw.says);
  } else {
    if (as_chip) look.name = look.note = {};
    response = token(view.ui, id, placed.rect, look, token_to_draw.says);
    if (as_chip) draw_callback_sign(view, placed.rect, look.opacity);
  }
  if (response.hovered) {
    actions.add(Hover{selection});
    if (token_to_draw.form != stage::TokenForm::full) {
      std::string whole = token_to_draw.label;
      if (!token_to_draw.note.empty()) whole.append(" · ").append(token_to_draw.note);
      view.ui.tooltip(whole);
    }
  }
  if (response.clicked) actions.add(Select{selection});
}

}  // namespace loopscope::gui
