#include "gui/theme/theme.h"

#include <gtest/gtest.h>

#include <cmath>

namespace loopscope::gui {
namespace {

double linear(std::uint8_t channel) {
  const double value = channel / 255.0;
  return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}
double luminance(Color color) {
  return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}
double contrast(Color a, Color b) {
  const double first = luminance(a) + 0.05;
  const double second = luminance(b) + 0.05;
  return std::max(first, second) / std::min(first, second);
}

class Themes : public ::testing::TestWithParam<const Theme*> {};

TEST_P(Themes, TextIsReadable) {
  const Theme& theme = *GetParam();
  EXPECT_GE(contrast(theme.text, theme.panel), 7.0);
  EXPECT_GE(contrast(theme.text, theme.raised), 7.0);
  EXPECT_GE(contrast(theme.text, theme.accent_fill), 4.5);
  EXPECT_GE(contrast(theme.dim, theme.panel), 4.5);
  EXPECT_GE(contrast(theme.faint, theme.panel), 2.9);
  EXPECT_GE(contrast(theme.error, theme.panel), 4.5);
  EXPECT_GE(contrast(theme.predict_text, theme.predict_fill), 4.5);
  for (const Color& color : {theme.syntax.plain, theme.syntax.keyword, theme.syntax.function,
                             theme.syntax.string, theme.syntax.number, theme.syntax.comment}) {
    EXPECT_GE(contrast(color, theme.panel), 4.5);
    EXPECT_GE(contrast(color, theme.accent_fill), 3.0);
  }
}

TEST_P(Themes, EveryStateStandsOutAndIsReadable) {
  const Theme& theme = *GetParam();
  for (const StatusColors& colors : theme.statuses) {
    EXPECT_GE(contrast(colors.ink, colors.fill), 4.5);
    EXPECT_GE(contrast(colors.ink, number_field(colors)), 4.5);
    EXPECT_GE(contrast(number_field(colors), colors.fill), 1.1) << "the number has a field";
    EXPECT_GE(contrast(note_ink(colors), colors.fill), 4.5);
    const double edge =
        std::max(contrast(colors.fill, theme.panel),
                 colors.outline.alpha > 0 ? contrast(colors.outline, theme.panel) : 0.0);
    EXPECT_GE(edge, 2.4);
  }
}

INSTANTIATE_TEST_SUITE_P(All, Themes,
                         ::testing::Values(&dark_theme(), &light_theme(), &theme_of(true, true),
                                           &theme_of(false, true)));

TEST(Theme, HighContrastSetsTextApartAsFarAsItGoes) {
  for (const bool dark : {true, false}) {
    const Theme& theme = theme_of(dark, true);
    EXPECT_GE(contrast(theme.text, theme.panel), 20.0);
    EXPECT_GE(contrast(theme.dim, theme.panel), 7.0);
    EXPECT_GE(contrast(theme.border, theme.panel), 4.5);
    EXPECT_EQ(theme.dark, dark);
  }
}

TEST(Theme, HasTheColoursOfTheStates) {
  for (const Theme* theme : {&dark_theme(), &light_theme()}) {
    EXPECT_EQ(theme->of(TaskStatus::ready).fill, Color::rgb(0x7AE1FF));
    EXPECT_EQ(theme->of(TaskStatus::running).fill, Color::rgb(0x00907A));
    EXPECT_EQ(theme->of(TaskStatus::sleeping).fill, Color::rgb(0xF1E441));
    EXPECT_EQ(theme->of(TaskStatus::waiting).fill, Color::rgb(0xE9A20B));
    EXPECT_EQ(theme->of(TaskStatus::cancelling).fill, Color::rgb(0xB86EDD));
    EXPECT_EQ(theme->of(TaskStatus::failed).fill, Color::rgb(0xE84300));
    EXPECT_EQ(theme->of(TaskStatus::done).fill, Color::rgb(0x87B6A8));
    EXPECT_EQ(theme->of(TaskStatus::cancelled).fill, Color::rgb(0x665197));
  }
}

}  // namespace
}  // namespace loopscope::gui
