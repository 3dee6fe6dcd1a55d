#include "gui/panels/toolbar.h"

#include <fmt/format.h>

#include <cmath>

#include "gui/panels/panels.h"

namespace loopscope::gui {

namespace {

/// From everything to the least, as the window gets narrower.
enum class Form { full, short_texts, signs };

bool enabled(const View& view, Command command) {
  return info_of(command).enabled(view);
}

std::string with_key(const View& view, Command command) {
  const CommandInfo& info = info_of(command);
  return fmt::format("{} ({})", view.texts[info.text], text_of(info.key));
}

bool is_real(const View& view) {
  return !view.trace().description().virtual_clock;
}

ToolbarItem command_item(const View& view, std::string id, Command command, std::string text,
                         ButtonLook look) {
  look.enabled = enabled(view, command);
  return {std::move(id), std::move(text), with_key(view, command), look, {}, RunCommand{command}};
}

std::vector<ToolbarItem> make_items(const View& view, Form form) {
  const player::Texts& texts = view.texts;
  const bool words = form != Form::signs;
  const auto word = [&](const char* id) { return words ? texts[id] : std::string(); };
  std::vector<ToolbarItem> items;
  items.push_back(command_item(view, "to_start", Command::to_start, {}, {.sign = Sign::to_start}));
  items.push_back(command_item(view, "step_back", Command::step_back, word("toolbar.step"),
                               {.sign = words ? Sign::back : Sign::step_back}));
  ButtonLook forward;
  if (words) {
    forward.sign_after = Sign::forward;
  } else {
    forward.sign = Sign::step_forward;
  }
  forward.chosen = true;
  items.push_back(
      command_item(view, "step_forward", Command::step_forward, word("toolbar.step"), forward));
  items.push_back(command_item(
      view, "play_pause", Command::play_pause,
      word(view.playing.on ? "toolbar.pause" : "toolbar.play"),
      {.sign = view.playing.on ? Sign::pause : Sign::play, .chosen = view.playing.on}));

  const std::string speed = speed_text(view.playing.speed);
  items.push_back({"speed",
                   form == Form::full ? texts.format("toolbar.speed", speed) : speed,
                   texts["toolbar.speed_hint"],
                   {.sign_after = Sign::down, .chosen = view.menu == Menu::speed},
                   {},
                   OpenMenu{Menu::speed}});
  const std::string unit = texts[unit_text_id(view.playing.unit)];
  items.push_back({"unit",
                   form == Form::full ? texts.format("toolbar.unit", unit) : unit,
                   texts["toolbar.unit_hint"],
                   {.sign_after = Sign::down, .chosen = view.menu == Menu::unit},
                   {},
                   OpenMenu{Menu::unit}});
  if (form == Form::full && !view.program.empty()) {
    const char* const kind = view.live       ? "clock.live"
                             : is_real(view) ? "clock.real"
                                             : "clock.virtual";
    ButtonLook look;
    if (view.live) look.sign = Sign::pause;
    look.chosen = view.live;
    items.push_back(command_item(view, "clock_kind", Command::clock,
                                 texts.format("toolbar.clock", texts[kind]), look));
  }
  items.push_back({"clock", clock_text(view), {}, {}, {}, {}});
  items.push_back(
      command_item(view, "language", Command::language, texts["toolbar.other_language"], {}));
  items.push_back(command_item(view, "theme", Command::theme, {}, {.sign = Sign::theme}));
  items.push_back(command_item(view, "help", Command::help, "?", {.chosen = view.help}));
  return items;
}

float width_of(const View& view, const ToolbarItem& item) {
  const Metrics& m = view.metrics();
  if (item.id == "clock") {
    const float text = view.ui.measure(FontRole::mono, item.text).x;
    return std::max(std::ceil(text), m.px(92)) + 2 * m.px(12);
  }
  if (item.id == "play_pause" && !item.text.empty()) {
    // As wide as the wider of its two texts, so that nothing moves when it changes.
    ButtonLook look = item.look;
    return std::max(button_width(view.ui, view.texts["toolbar.play"], look),
                    button_width(view.ui, view.texts["toolbar.pause"], look));
  }
  if (item.id == "clock_kind") {
    ButtonLook look;
    look.sign = Sign::pause;  // room for it: nothing moves when the run begins
    float widest = 0.0F;
    for (const char* const kind : {"clock.live", "clock.real", "clock.virtual"}) {
      const std::string text = view.texts.format("toolbar.clock", view.texts[kind]);
      widest = std::max(widest, button_width(view.ui, text, look));
    }
    return widest;
  }
  if (item.id == "unit") {
    float widest = 0.0F;
    for (int unit = 0; unit < 4; ++unit) {
      const std::string& name = view.texts[unit_text_id(static_cast<StepUnit>(unit))];
      const bool full = item.text != view.texts[unit_text_id(view.playing.unit)];
      const std::string text = full ? view.texts.format("toolbar.unit", name) : name;
      widest = std::max(widest, button_width(view.ui, text, item.look));
    }
    return widest;
  }
  return std::max(button_width(view.ui, item.text, item.look), m.control());
}

std::string counter_text(const View& view) {
  if (!view.lesson_index) return {};
  return fmt::format("{} / {}", *view.lesson_index + 1, view.lessons.size());
}

std::string title_text(const View& view) {
  const auto& lesson = view.session.lesson();
  return lesson ? lesson->title : view.session.program_name();
}

/// What the title needs to be shown whole; very long ones are shortened.
float title_width(const View& view) {
  const Metrics& m = view.metrics();
  float width = view.ui.measure(FontRole::strong, title_text(view)).x;
  const std::string counter = counter_text(view);
  if (!counter.empty()) width += view.ui.measure(FontRole::body, counter).x + m.pad();
  return std::min(std::ceil(width) + 2 * m.gap() + m.px(22), m.px(440));
}

void draw_title(const View& view, const ToolbarPlan& plan, Actions& actions) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  Rect row = plan.title;
  const bool can_choose = !view.lessons.empty();
  if (can_choose) {
    const Response response =
        ui.interact("lessons", row, ElementKind::button, view.texts["command.lessons"]);
    if (response.hovered || view.menu == Menu::lessons) ui.fill(row, theme.raised, m.radius());
    if (response.hovered) ui.tooltip(with_key(view, Command::lessons));
    if (response.clicked) actions.add(OpenMenu{Menu::lessons});
  }
  const IdScope scope(ui, "lessons");
  row = row.inset(m.gap(), 0);
  const std::string counter = counter_text(view);
  if (!counter.empty()) {
    const float width = std::ceil(ui.measure(FontRole::body, counter).x) + 1.0F;
    ui.text("counter", row.cut_left(width, m.pad()), counter, {FontRole::body, theme.dim});
  }
  if (can_choose) row.right -= m.px(20);
  const Rect title = ui.text("title", row, title_text(view),
                             {FontRole::strong, theme.text, Align::left, Overflow::ellipsis});
  if (can_choose) {
    const float side = m.px(14);
    draw_sign(
        ui, Sign::down,
        Rect::at({title.right + m.px(6), std::round(title.center().y - side / 2)}, {side, side}),
        theme.dim);
  }
}

}  // namespace

std::string clock_text(const View& view) {
  return fmt::format("t = {:.3f} s", view.state().time());
}

std::string speed_text(double speed) {
  return fmt::format("{:g}×", speed);
}

const char* unit_text_id(StepUnit unit) {
  switch (unit) {
    case StepUnit::event:
      return "unit.event";
    case StepUnit::line:
      return "unit.line";
    case StepUnit::callback:
      return "unit.callback";
    case StepUnit::iteration:
      return "unit.iteration";
  }
  return "unit.event";
}

ToolbarPlan plan_toolbar(const View& view) {
  const Metrics& m = view.metrics();
  const Rect bar = view.areas.toolbar.inset(m.pad(), 0);
  const float brand = std::ceil(view.ui.measure(FontRole::title, view.texts["app.name"]).x) + 1.0F;
  const float title = title_width(view);
  ToolbarPlan plan;
  for (const Form form : {Form::full, Form::short_texts, Form::signs}) {
    plan.items = make_items(view, form);
    float width = 0.0F;
    for (ToolbarItem& item : plan.items) {
      item.rect = Rect::at({}, {width_of(view, item), m.control()});
      width += item.rect.width() + m.gap();
    }
    const float room = bar.width() - width;
    plan.brand = room >= brand + m.pad() + title ? brand : 0.0F;
    const float left = plan.brand > 0.0F ? bar.left + brand + m.gap() : bar.left - m.gap();
    float x = bar.right - width + m.gap();
    const float y = std::round(bar.center().y - m.control() / 2.0F);
    plan.title = {left, y, x - m.gap(), y + m.control()};
    for (ToolbarItem& item : plan.items) {
      item.rect = item.rect.moved(x, y);
      x = item.rect.right + m.gap();
    }
    if (plan.title.width() >= title) break;
  }
  // The title's button is as wide as the title, not as the room.
  plan.title.right = std::min(plan.title.right, plan.title.left + title);
  return plan;
}

void draw_toolbar(const View& view, Actions& actions) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "toolbar");
  const Rect& bar = view.areas.toolbar;
  ui.note_panel("panel", bar);
  ui.fill(bar, theme.panel);
  ui.fill({bar.left, bar.bottom - m.hair(), bar.right, bar.bottom}, theme.border);
  const ToolbarPlan plan = plan_toolbar(view);
  if (plan.brand > 0.0F) {
    const float left = bar.left + m.pad();
    ui.text("brand", {left, bar.top, left + plan.brand, bar.bottom}, view.texts["app.name"],
            {FontRole::title, theme.text});
  }
  draw_title(view, plan, actions);
  for (const ToolbarItem& item : plan.items) {
    if (item.id == "clock") {
      ui.stroke(item.rect, theme.border, m.radius(), m.hair());
      ui.text("clock", item.rect.inset(m.px(12), 0), item.text,
              {FontRole::mono, theme.text, Align::center});
      continue;
    }
    ButtonLook look = item.look;
    look.tooltip = item.tooltip;
    if (button(ui, item.id, item.rect, item.text, look).clicked) actions.add(item.action);
  }
}

}  // namespace loopscope::gui
