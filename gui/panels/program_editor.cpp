#include "gui/panels/program_editor.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "gui/widgets/controls.h"
#include "gui/widgets/text_field.h"
#include "lessons/player/hints.h"

namespace loopscope::gui {

namespace {

constexpr FontRole role = FontRole::mono;

/// The line of that number, from 0, without its end.
std::string_view line_at(const std::string& text, std::size_t start) {
  const std::size_t end = text.find('\n', start);
  return std::string_view(text).substr(start, end == std::string::npos ? end : end - start);
}

ButtonLook edit_look(const View& view) {
  ButtonLook look;
  look.role = FontRole::small;
  look.chosen = view.focus == Focus::program;
  look.tooltip = view.texts["program.edit_tip"];
  return look;
}

std::size_t offset_under(const View& view, const CodeGeometry& code, Vec pointer) {
  const TextBuffer& buffer = view.editor->buffer;
  const Vec origin = code.area.origin();
  const float line = std::max(0.0F, std::floor((pointer.y - origin.y) / code.row));
  const std::size_t last = buffer.line_of(buffer.text().size());
  const std::size_t start = buffer.line_start(std::min(static_cast<std::size_t>(line), last));
  return start + offset_at(view.ui, role, line_at(buffer.text(), start), pointer.x - origin.x);
}

}  // namespace

Rect edit_button(const View& view, std::string_view heading) {
  const Metrics& m = view.metrics();
  const Rect& area = view.areas.program;
  const float left =
      area.left + 2 * m.pad() + std::ceil(view.ui.measure(FontRole::caption, capitals(heading)).x);
  const float height = m.px(22);
  const float width = std::ceil(button_width(view.ui, view.texts["program.edit"], edit_look(view)));
  return Rect::at({std::round(left), std::round(area.top + (m.header() - height) / 2.0F)},
                  {width, height});
}

void draw_edit_button(const View& view, std::string_view heading, Actions& actions) {
  const Response response = button(view.ui, "edit", edit_button(view, heading),
                                   view.texts["program.edit"], edit_look(view));
  if (!response.clicked) return;
  if (view.focus == Focus::program) {
    actions.add(SetFocus{Focus::none});
  } else {
    actions.add(RunCommand{Command::edit});
  }
}

std::string editing_note(const View& view) {
  if (view.editor == nullptr) return {};
  if (view.editor->rerun_at) return view.texts["program.typing"];
  return view.texts[view.editor->modified() ? "program.modified" : "program.unmodified"];
}

void draw_text_selection(const View& view, const CodeGeometry& code) {
  if (view.editor == nullptr || view.focus != Focus::program) return;
  const TextBuffer& buffer = view.editor->buffer;
  const auto [from, to] = buffer.selection();
  if (from == to) return;
  const ClipScope clip(view.ui, code.area.view);
  const std::size_t last = buffer.line_of(to);
  for (std::size_t line = buffer.line_of(from); line <= last; ++line) {
    const std::size_t start = buffer.line_start(line);
    const std::string_view text = line_at(buffer.text(), start);
    const std::size_t begin = std::max(from, start) - start;
    const std::size_t end = std::min(to - start, text.size());
    const float left = code.area.origin().x + view.ui.measure(role, text.substr(0, begin)).x;
    float right = code.area.origin().x + view.ui.measure(role, text.substr(0, end)).x;
    if (line < last) right += view.metrics().px(6);  // the line's end is selected as well
    const float top = code.area.origin().y + static_cast<float>(line) * code.row;
    view.ui.fill({left, top, right, top + code.row}, view.theme().accent_fill);
  }
}

std::uint32_t cursor_line(const View& view) {
  if (view.editor == nullptr || view.focus != Focus::program) return 0;
  const TextBuffer& buffer = view.editor->buffer;
  return static_cast<std::uint32_t>(buffer.line_of(buffer.cursor()) + 1);
}

float cursor_x(const View& view) {
  const TextBuffer& buffer = view.editor->buffer;
  const std::size_t start = buffer.line_start(buffer.line_of(buffer.cursor()));
  return view.ui
      .measure(role, std::string_view(buffer.text()).substr(start, buffer.cursor() - start))
      .x;
}

void draw_text_cursor(const View& view, const CodeGeometry& code) {
  const std::uint32_t line = cursor_line(view);
  if (line == 0) return;
  const Rect& seen = code.area.view;
  const float thick = view.metrics().px(1.5F);
  const ClipScope clip(view.ui, {seen.left - thick, seen.top, seen.right, seen.bottom});
  const float x = std::round(code.area.origin().x + cursor_x(view));
  const float top = code.area.origin().y + static_cast<float>(line - 1) * code.row;
  view.ui.fill({x - thick / 2.0F, top + 1.0F, x + thick / 2.0F, top + code.row - 1.0F},
               view.theme().accent);
  view.ui.note_line("cursor", {x, top, x + thick, top + code.row});
}

void answer_clicks(const View& view, const CodeGeometry& code, Actions& actions) {
  const Response response =
      view.ui.interact("code", code.area.view, ElementKind::region, view.texts["program.heading"]);
  if (view.editor == nullptr) {
    if (response.double_clicked) actions.add(RunCommand{Command::edit});
    return;
  }
  if (response.started) {
    actions.add(PlaceCursor{offset_under(view, code, response.pointer), view.ui.input().shift});
  } else if (response.dragging) {
    actions.add(PlaceCursor{offset_under(view, code, response.pointer), true});
  }
}

void draw_problem(const View& view, Rect& content) {
  if (view.editor == nullptr) return;
  const bool started = view.editor->problem.message.empty();
  if (started && view.editor->hints.empty()) return;
  Ui& ui = view.ui;
  const Metrics& m = view.metrics();
  const auto& problem = view.editor->problem;
  std::string text =
      started ? "" : view.texts.format("program.problem", problem.line, problem.message);
  if (!view.editor->hints.empty()) {
    if (!started) text += "\n";
    text += player::hint_text(view.texts, view.editor->hints.front());
  }
  const float inner = content.width() - 2 * m.gap();
  const float high = std::min(ui.wrapped_height(FontRole::small, text, inner),
                              std::max(ui.line_height(FontRole::small), content.height() / 3.0F));
  const Rect bar = content.cut_bottom(std::ceil(high) + m.gap(), m.tight());
  ui.note_panel("problem-bar", bar);
  ui.fill(bar, started ? view.theme().text.faded(0.08F) : view.theme().error.faded(0.16F),
          m.small_radius());
  ui.wrapped("problem", bar.inset(m.gap(), m.tight()), text,
             {FontRole::small, view.theme().text, Align::left, Overflow::never});
}

}  // namespace loopscope::gui
