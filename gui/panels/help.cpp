#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "gui/panels/panels.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"

namespace loopscope::gui {

namespace {

/// Extent of the keys beside a command, drawn as small caps.
std::vector<std::string> keys_of(const CommandInfo& info) {
  std::vector<std::string> keys = {text_of(info.key)};
  if (info.other_key.name != Key::Name::none) keys.push_back(text_of(info.other_key));
  return keys;
}

float key_width(const Ui& ui, const std::string& key) {
  const Metrics& m = ui.metrics();
  return std::max(m.px(24), std::ceil(ui.measure(FontRole::small, key).x) + m.px(14));
}

float keys_width(const Ui& ui, const CommandInfo& info) {
  float width = 0.0F;
  for (const std::string& key : keys_of(info)) width += key_width(ui, key) + ui.metrics().px(6);
  return width;
}

void draw_keys(Ui& ui, Rect row, const CommandInfo& info) {
  const Metrics& m = ui.metrics();
  std::size_t number = 0;
  for (const std::string& key : keys_of(info)) {
    Rect cap = row.cut_left(key_width(ui, key), m.px(6));
    cap = cap.inset(0, std::floor((cap.height() - m.px(22)) / 2.0F));
    ui.fill(cap, ui.theme().raised, m.small_radius());
    ui.stroke(cap, ui.theme().border, m.small_radius(), m.hair());
    ui.text("key-" + std::to_string(number++), cap, key,
            {FontRole::small, ui.theme().text, Align::center});
  }
}

/// The groups in the table's order, each with its commands.
struct Group {
  std::string_view heading;
  std::vector<const CommandInfo*> commands;
};

std::vector<Group> groups() {
  std::vector<Group> result;
  for (const CommandInfo& info : commands()) {
    if (result.empty() || result.back().heading != info.group) {
      result.push_back({info.group, {}});
    }
    result.back().commands.push_back(&info);
  }
  return result;
}

struct HelpLayout {
  float row = 0.0F;
  float column = 0.0F;
  float keys = 0.0F;
  std::size_t columns = 2;
  float height = 0.0F;  // of the longer column
};

/// Space below a group.
float group_gap(const HelpLayout& layout) {
  return std::round(layout.row / 2.0F);
}

float group_height(const HelpLayout& layout, const Group& group) {
  return static_cast<float>(group.commands.size() + 1) * layout.row + group_gap(layout);
}

/// The groups follow each other in columns of about the same height.
std::size_t column_of(const HelpLayout& layout, const std::vector<Group>& all, std::size_t index) {
  if (layout.columns < 2) return 0;
  float before = 0.0F;
  float whole = 0.0F;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i < index) before += group_height(layout, all[i]);
    whole += group_height(layout, all[i]);
  }
  const float middle = before + group_height(layout, all[index]) / 2.0F;
  const auto column = static_cast<std::size_t>(middle / whole * static_cast<float>(layout.columns));
  return std::min(column, layout.columns - 1);
}

HelpLayout lay_out_help(const View& view, const std::vector<Group>& all, float width) {
  const Metrics& m = view.metrics();
  HelpLayout layout;
  layout.row = m.px(30);
  float text = 0.0F;
  for (const CommandInfo& info : commands()) {
    layout.keys = std::max(layout.keys, keys_width(view.ui, info));
    text = std::max(text, std::ceil(view.ui.measure(FontRole::body, view.texts[info.text]).x));
  }
  layout.column = layout.keys + m.gap() + text + 1.0F;
  for (layout.columns = 3; layout.columns > 1; --layout.columns) {
    const auto columns = static_cast<float>(layout.columns);
    if (columns * layout.column + (columns - 1.0F) * m.px(32) <= width) break;
  }
  std::array<float, 3> heights{};
  for (std::size_t index = 0; index < all.size(); ++index) {
    heights[column_of(layout, all, index)] += group_height(layout, all[index]);
  }
  layout.height = *std::max_element(heights.begin(), heights.end()) - group_gap(layout);
  return layout;
}

void draw_group(const View& view, const Group& group, const HelpLayout& layout, Vec corner) {
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  Rect column = Rect::at(corner, {layout.column, group_height(layout, group)});
  ui.text(group.heading, column.cut_top(layout.row), view.texts[group.heading],
          {FontRole::strong, theme.dim});
  for (const CommandInfo* info : group.commands) {
    Rect row = column.cut_top(layout.row);
    const IdScope scope(ui, info->text);
    draw_keys(ui, row.cut_left(layout.keys, view.metrics().gap()), *info);
    const bool enabled = info->enabled(view);
    ui.text("text", row, view.texts[info->text],
            {FontRole::body, enabled ? theme.text : theme.dim});
  }
}

}  // namespace

void draw_help(const View& view, Actions& actions) {
  if (!view.help) return;
  Ui& ui = view.ui;
  const Theme& theme = view.theme();
  const Metrics& m = view.metrics();
  const IdScope scope(ui, "help");
  const Rect& window = ui.viewport();
  const std::vector<Group> all = groups();
  const float room = window.width() - 2 * m.pad() - 2 * m.px(24);
  const float bar = m.px(12);
  const HelpLayout layout = lay_out_help(view, all, room - bar);
  const auto columns = static_cast<float>(layout.columns);
  const float content = columns * layout.column + (columns - 1) * m.px(32);
  const float chrome = m.px(24) * 2 + m.px(44);
  const Vec size{std::min(content + bar, room) + 2 * m.px(24),
                 std::min(layout.height + chrome, window.height() - 4 * m.pad())};
  const Vec corner = window.center() - size * 0.5F;
  const Rect panel = Rect::at({std::round(corner.x), std::round(corner.y)}, size);

  ui.begin_layer(2, window);
  ui.fill(window, theme.shadow);
  if (ui.interact("outside", window, ElementKind::handle, {}).clicked) {
    actions.add(RunCommand{Command::help});
  }
  ui.interact("panel", panel, ElementKind::panel, view.texts["help.heading"]);
  ui.shadow(panel, m.radius());
  ui.fill(panel, theme.panel, m.radius());
  ui.stroke(panel, theme.border, m.radius(), m.hair());
  Rect inner = panel.inset(m.px(24));
  Rect top = inner.cut_top(m.px(32), m.px(12));
  const Rect close = top.cut_right(m.px(32));
  if (button(ui, "close", close, {},
             {.sign = Sign::cross, .flat = true, .tooltip = view.texts["notice.close"]})
          .clicked) {
    actions.add(RunCommand{Command::help});
  }
  ui.text("heading", top, view.texts["help.heading"], {FontRole::heading, theme.text});

  const ScrollArea area =
      scroll_area(ui, "scroll", inner, {content, layout.height}, view.scroll("help"));
  if (area.changed) actions.add(ScrollTo{"help", area.offset});
  const bool scrolls = layout.height > inner.height() + 0.5F;
  if (scrolls) ui.push_scrolled();
  {
    const ClipScope clip(ui, area.view);
    std::array<float, 3> tops{};
    for (std::size_t index = 0; index < all.size(); ++index) {
      const std::size_t column = column_of(layout, all, index);
      const float x = static_cast<float>(column) * (layout.column + m.px(32));
      draw_group(view, all[index], layout, area.origin() + Vec{x, tops[column]});
      tops[column] += group_height(layout, all[index]);
    }
  }
  if (scrolls) ui.pop_scrolled();
  ui.end_layer();
}

}  // namespace loopscope::gui
