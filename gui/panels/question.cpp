#include <algorithm>
#include <cmath>

#include "gui/panels/panels.h"
#include "gui/widgets/controls.h"

namespace loopscope::gui {

bool answer_question(const View& view, const Key& key, Actions& actions) {
  if (!view.asks_sockets || view.palette != nullptr || key.repeated) return false;
  const bool allows = command_for(key) == &info_of(Command::sockets);
  if (!allows && key.name != Key::Name::enter) return false;
  actions.add(AnswerSockets{allows});
  return true;
}

void draw_question(const View& view, Actions& actions) {
  if (!view.asks_sockets) return;
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "question");
  const Rect& window = ui.viewport();
  const float around = m.px(20);
  const float width = std::min(m.px(480), window.width() - 2 * m.pad());
  const float inner_width = width - 2 * around;
  const std::string key = text_of(info_of(Command::sockets).key);
  const std::string& heading = view.texts["sockets.heading"];
  const std::string text = view.texts.format("sockets.text", key);
  const std::string keys = view.texts.format("sockets.keys", key);
  const float heading_height = ui.wrapped_height(FontRole::heading, heading, inner_width);
  const float text_height = ui.wrapped_height(FontRole::body, text, inner_width);
  const float keys_height = ui.wrapped_height(FontRole::small, keys, inner_width);
  const float height = 2 * around + heading_height + text_height + keys_height + m.control() +
                       m.px(10) + 2 * m.px(16);
  const Vec size{width, std::ceil(height)};
  const Vec corner{window.center().x - size.x / 2, window.center().y - size.y / 2};
  const Rect box = Rect::at({std::round(corner.x), std::round(corner.y)}, size);

  ui.begin_layer(3, window);
  ui.interact("outside", window, ElementKind::handle, {});
  ui.fill(window, theme.shadow);
  ui.interact("box", box, ElementKind::panel, heading);
  ui.shadow(box, m.radius());
  ui.fill(box, theme.panel, m.radius());
  ui.stroke(box, theme.border, m.radius(), m.hair());
  Rect inner = box.inset(around);
  ui.wrapped("heading", inner.cut_top(heading_height, m.px(10)), heading,
             {FontRole::heading, theme.text});
  ui.wrapped("text", inner.cut_top(text_height, m.px(16)), text, {FontRole::body, theme.text});
  Rect row = inner.cut_top(m.control(), m.px(16));
  const auto answer = [&](const char* id, const std::string& label, const ButtonLook& look,
                          bool allowed) {
    const Rect place = row.cut_right(button_width(ui, label, look), m.gap());
    if (button(ui, id, place, label, look).clicked) actions.add(AnswerSockets{allowed});
  };
  answer("allow", view.texts["sockets.allow"], {}, true);
  answer("keep", view.texts["sockets.keep"], {.chosen = true}, false);
  ui.wrapped("keys", inner, keys, {FontRole::small, theme.dim});
  ui.end_layer();
}

}  // namespace loopscope::gui
