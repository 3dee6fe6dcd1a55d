#include <algorithm>
#include <array>
#include <cmath>

#include "gui/panels/panels.h"
#include "gui/widgets/controls.h"

namespace loopscope::gui {

namespace {

struct Stop {
  const char* text;  ///< its id; the heading's has "_heading" behind it
  Rect Areas::*area;
};

constexpr std::array<Stop, tour_length> stops = {{
    {"tour.lesson", &Areas::lesson},
    {"tour.program", &Areas::program},
    {"tour.loop", &Areas::loop},
    {"tour.tasks", &Areas::tasks},
    {"tour.graph", &Areas::graph},
    {"tour.timeline", &Areas::timeline},
    {"tour.output", &Areas::output},
    {"tour.toolbar", &Areas::toolbar},
}};

/// Everything but that region is darkened.
void darken_around(const View& view, const Rect& region) {
  const Rect& window = view.ui.viewport();
  const Color shade = view.theme().shadow;
  view.ui.fill({window.left, window.top, window.right, region.top}, shade);
  view.ui.fill({window.left, region.bottom, window.right, window.bottom}, shade);
  view.ui.fill({window.left, region.top, region.left, region.bottom}, shade);
  view.ui.fill({region.right, region.top, window.right, region.bottom}, shade);
  view.ui.stroke(region.inset(-view.metrics().px(2)), view.theme().accent, view.metrics().radius(),
                 view.metrics().px(3));
}

/// Beside the region where there is room, else over it.
Rect place_box(const View& view, const Rect& region, Vec size) {
  const Metrics& m = view.metrics();
  const Rect& window = view.ui.viewport();
  const float gap = m.pad() * 2;
  const float y = std::clamp(region.center().y - size.y / 2.0F, m.pad(),
                             std::max(m.pad(), window.bottom - size.y - m.pad()));
  const float x = std::clamp(region.center().x - size.x / 2.0F, m.pad(),
                             std::max(m.pad(), window.right - size.x - m.pad()));
  const std::array<Vec, 4> places = {Vec{region.right + gap, y}, Vec{region.left - gap - size.x, y},
                                     Vec{x, region.bottom + gap},
                                     Vec{x, region.top - gap - size.y}};
  for (const Vec& place : places) {
    const Rect box = Rect::at({std::round(place.x), std::round(place.y)}, size);
    if (window.contains(box, 0.0F)) return box;
  }
  return Rect::at({std::round(x), std::round(y)}, size);
}

}  // namespace

void draw_tour(const View& view, Actions& actions) {
  if (!view.tour || *view.tour >= stops.size()) return;
  const Stop& stop = stops[*view.tour];
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "tour");
  const Rect& window = ui.viewport();
  Rect region = view.areas.*stop.area;
  if (region.empty()) region = view.areas.toolbar;  // it is not shown now

  const float width = std::min(m.px(380), window.width() - 2 * m.pad());
  const float inner_width = width - 2 * m.px(16);
  const std::string heading = view.texts[std::string(stop.text) + "_heading"];
  const std::string& text = view.texts[stop.text];
  const float line = ui.line_height(FontRole::heading);
  const float height = 2 * m.px(16) + line + m.gap() +
                       ui.wrapped_height(FontRole::body, text, inner_width) + m.px(16) +
                       m.control();
  ui.begin_layer(3, window);
  ui.interact("outside", window, ElementKind::handle, {});
  darken_around(view, region);
  const Rect box = place_box(view, region, {width, std::ceil(height)});
  ui.interact("box", box, ElementKind::panel, heading);
  ui.shadow(box, m.radius());
  ui.fill(box, theme.panel, m.radius());
  ui.stroke(box, theme.border, m.radius(), m.hair());
  Rect inner = box.inset(m.px(16));
  ui.text("heading", inner.cut_top(line, m.gap()), heading,
          {FontRole::heading, theme.text, Align::left, Overflow::ellipsis});
  Rect row = inner.cut_bottom(m.control(), m.px(16));
  ui.wrapped("text", inner, text, {FontRole::body, theme.text});

  const bool last = *view.tour + 1 == stops.size();
  const std::string& next = view.texts[last ? "tour.end" : "tour.next"];
  ButtonLook look;
  look.chosen = true;
  if (button(ui, "next", row.cut_right(button_width(ui, next, look), m.gap()), next, look)
          .clicked) {
    actions.add(ShowTourStop{last ? std::optional<std::size_t>() : *view.tour + 1});
  }
  ButtonLook plain;
  if (!last) {
    const std::string& leave = view.texts["tour.leave"];
    if (button(ui, "leave", row.cut_right(button_width(ui, leave, plain), m.gap()), leave, plain)
            .clicked) {
      actions.add(ShowTourStop{});
    }
  }
  ui.text("count", row, view.texts.format("tour.count", *view.tour + 1, stops.size()),
          {FontRole::small, theme.dim, Align::left, Overflow::ellipsis});
  ui.end_layer();
}

}  // namespace loopscope::gui
