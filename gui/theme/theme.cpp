#include "gui/theme/theme.h"

namespace loopscope::gui {

namespace {

constexpr Color clear{0, 0, 0, 0};
constexpr Color ink = Color::rgb(0x10141A);

// The fills stay apart for every kind of colour vision; the order is that of TaskStatus.
constexpr std::array<Color, 8> status_fills = {
    Color::rgb(0x7AE1FF),  // ready
    Color::rgb(0x00907A),  // running
    Color::rgb(0xF1E441),  // sleeping
    Color::rgb(0xE9A20B),  // waiting
    Color::rgb(0xB86EDD),  // cancelling
    Color::rgb(0xE84300),  // failed
    Color::rgb(0x87B6A8),  // done
    Color::rgb(0x665197),  // cancelled
};

bool is_pale(TaskStatus status) {
  return status == TaskStatus::ready || status == TaskStatus::sleeping ||
         status == TaskStatus::waiting || status == TaskStatus::done;
}

std::array<StatusColors, 8> status_colors(bool light) {
  std::array<StatusColors, 8> result;
  for (std::size_t index = 0; index < result.size(); ++index) {
    const auto status = static_cast<TaskStatus>(index);
    const Color fill = status_fills[index];
    const Color on_fill = status == TaskStatus::cancelled ? Color::rgb(0xFFFFFF) : ink;
    const bool outlined = light && is_pale(status);
    result[index] = {fill, on_fill, outlined ? mix(fill, ink, 0.45F) : clear};
  }
  return result;
}

Theme make_dark() {
  Theme theme;
  theme.dark = true;
  theme.background = Color::rgb(0x0D1014);
  theme.panel = Color::rgb(0x151A21);
  theme.raised = Color::rgb(0x1D2530);
  theme.hovered = Color::rgb(0x273242);
  theme.border = Color::rgb(0x2A323D);
  theme.rule = Color::rgb(0x232A34);
  theme.text = Color::rgb(0xE6EAF0);
  theme.dim = Color::rgb(0x98A2B0);
  theme.faint = Color::rgb(0x616C7B);
  theme.accent = Color::rgb(0x5FB3F5);
  theme.accent_fill = Color::rgb(0x1F4159);
  theme.arrow = Color::rgb(0x7C8796);
  theme.predict_fill = Color::rgb(0x26240F);
  theme.predict_border = Color::rgb(0x6B6420);
  theme.predict_text = Color::rgb(0xF1E441);
  theme.error = Color::rgb(0xFF8A5C);
  theme.shadow = Color{0, 0, 0, 150};
  theme.syntax = {Color::rgb(0xE6EAF0), Color::rgb(0xC792EA), Color::rgb(0x82AAFF),
                  Color::rgb(0xA5D6A0), Color::rgb(0xF2AE78), Color::rgb(0x7F8A99)};
  theme.statuses = status_colors(false);
  return theme;
}

Theme make_light() {
  Theme theme;
  theme.dark = false;
  theme.background = Color::rgb(0xE4E9EF);
  theme.panel = Color::rgb(0xFFFFFF);
  theme.raised = Color::rgb(0xEEF2F7);
  theme.hovered = Color::rgb(0xDDE6F0);
  theme.border = Color::rgb(0xCCD4DE);
  theme.rule = Color::rgb(0xE1E7EE);
  theme.text = Color::rgb(0x161C24);
  theme.dim = Color::rgb(0x566170);
  theme.faint = Color::rgb(0x8A94A1);
  theme.accent = Color::rgb(0x1668B0);
  theme.accent_fill = Color::rgb(0xCFE5FA);
  theme.arrow = Color::rgb(0x6B7787);
  theme.predict_fill = Color::rgb(0xFFFBE3);
  theme.predict_border = Color::rgb(0xD9C94E);
  theme.predict_text = Color::rgb(0x6E6200);
  theme.error = Color::rgb(0xB53200);
  theme.shadow = Color{30, 40, 55, 90};
  theme.syntax = {Color::rgb(0x161C24), Color::rgb(0x7B30A8), Color::rgb(0x1B55B8),
                  Color::rgb(0x2B6B24), Color::rgb(0xA04A00), Color::rgb(0x66717F)};
  theme.statuses = status_colors(true);
  return theme;
}

/// A fill near the ink: what is mixed with the ink is no longer readable on it.
bool is_deep(Color fill) {
  return 0.299F * fill.red + 0.587F * fill.green + 0.114F * fill.blue < 153.0F;
}

/// The same colours for states; everything else as far apart as it goes.
Theme contrasted(const Theme& like) {
  const Color near = Color::rgb(like.dark ? 0x000000 : 0xFFFFFF);
  const Color far = Color::rgb(like.dark ? 0xFFFFFF : 0x000000);
  Theme theme = like;
  theme.background = theme.panel = near;
  theme.raised = mix(near, far, 0.08F);
  theme.hovered = mix(near, far, 0.22F);
  theme.border = theme.arrow = mix(near, far, 0.75F);
  theme.rule = mix(near, far, 0.45F);
  theme.text = theme.syntax.plain = far;
  theme.dim = mix(near, far, 0.85F);
  theme.faint = mix(near, far, 0.62F);
  theme.syntax.comment = theme.dim;
  theme.accent = like.dark ? Color::rgb(0x8FD0FF) : Color::rgb(0x003F7A);
  theme.accent_fill = like.dark ? Color::rgb(0x0B4A7A) : Color::rgb(0xB5DBFF);
  theme.predict_fill = near;
  for (StatusColors& colors : theme.statuses) colors.outline = far;
  return theme;
}

}  // namespace

Color number_field(const StatusColors& colors) {
  if (!is_deep(colors.fill)) return mix(colors.fill, colors.ink, 0.16F);
  const Color away = Color::rgb(colors.ink == ink ? 0xFFFFFF : 0x000000);
  return mix(colors.fill, away, 0.22F);
}

Color note_ink(const StatusColors& colors) {
  return is_deep(colors.fill) ? colors.ink : mix(colors.ink, colors.fill, 0.15F);
}

const Theme& theme_of(bool dark, bool high_contrast) {
  static const Theme contrast_dark = contrasted(dark_theme());
  static const Theme contrast_light = contrasted(light_theme());
  if (high_contrast) return dark ? contrast_dark : contrast_light;
  return dark ? dark_theme() : light_theme();
}

const Theme& dark_theme() {
  static const Theme theme = make_dark();
  return theme;
}

const Theme& light_theme() {
  static const Theme theme = make_light();
  return theme;
}

}  // namespace loopscope::gui
