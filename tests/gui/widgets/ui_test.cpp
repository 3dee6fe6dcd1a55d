#include "gui/widgets/ui.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <functional>

#include "gui/app/imgui_compat.h"
#include "gui/theme/fonts.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/scroll.h"
#include "gui/widgets/token.h"

namespace loopscope::gui {
namespace {

class UiTest : public ::testing::Test {
 protected:
  UiTest() {
    ImGui::CreateContext();
    ImGui::GetIO().IniFilename = nullptr;
    compat::pretend_backend();
    fonts = std::make_unique<Fonts>();
    ui = std::make_unique<Ui>(*fonts);
    ui->keep_recording(true);
  }
  ~UiTest() override {
    ui.reset();
    fonts.reset();
    ImGui::DestroyContext();
  }

  /// One frame of `content` with the pointer as it is now.
  void frame(const std::function<void()>& content) {
    ImGui::GetIO().DisplaySize = {800, 600};
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
    fonts->prepare(1.0F);
    ImGui::NewFrame();
    ui->begin_frame(input, {0, 0, 800, 600}, dark_theme(), Metrics(1.0F));
    content();
    ui->end_frame();
    ImGui::Render();
    compat::take_textures();
  }

  /// Clicks at a point; `content` is drawn three times.
  void click(Vec at, const std::function<void()>& content) {
    input.pointer = at;
    frame(content);
    input.down[0] = true;
    frame(content);
    input.down[0] = false;
    frame(content);
  }

  std::unique_ptr<Fonts> fonts;
  std::unique_ptr<Ui> ui;
  Input input;
};

const Rect place{100, 100, 200, 130};

TEST_F(UiTest, AClickIsToldOnce) {
  int clicks = 0;
  const auto content = [&] { clicks += button(*ui, "go", place, "Go", {}).clicked ? 1 : 0; };
  frame(content);
  click({150, 115}, content);
  frame(content);
  EXPECT_EQ(clicks, 1);
}

TEST_F(UiTest, LeavingBeforeTheReleaseIsNoClick) {
  int clicks = 0;
  const auto content = [&] { clicks += button(*ui, "go", place, "Go", {}).clicked ? 1 : 0; };
  frame(content);
  input.pointer = {150, 115};
  input.down[0] = true;
  frame(content);
  input.pointer = {500, 500};
  frame(content);
  input.down[0] = false;
  frame(content);
  EXPECT_EQ(clicks, 0);
}

TEST_F(UiTest, ADisabledButtonAnswersNothing) {
  int clicks = 0;
  const auto content = [&] {
    clicks += button(*ui, "go", place, "Go", {.enabled = false}).clicked ? 1 : 0;
  };
  frame(content);
  click({150, 115}, content);
  EXPECT_EQ(clicks, 0);
  EXPECT_FALSE(ui->recording().find("go")->enabled);
}

TEST_F(UiTest, WhatLiesOnTopIsMet) {
  std::string met;
  const auto content = [&] {
    if (ui->interact("below", place, ElementKind::button, "below").clicked) met += "below ";
    if (ui->interact("above", place, ElementKind::button, "above").clicked) met += "above ";
  };
  frame(content);
  click({150, 115}, content);
  EXPECT_EQ(met, "above ");
}

TEST_F(UiTest, ALayerCoversWhatItBlocks) {
  std::string met;
  const auto content = [&] {
    ui->begin_layer(1, {0, 0, 800, 600});
    ui->end_layer();
    if (ui->interact("below", place, ElementKind::button, "below").clicked) met += "below ";
  };
  frame(content);
  click({150, 115}, content);
  EXPECT_EQ(met, "");
}

TEST_F(UiTest, WhatIsClippedAwayIsNotMet) {
  int clicks = 0;
  const auto content = [&] {
    const ClipScope clip(*ui, {100, 100, 140, 130});
    clicks += ui->interact("go", place, ElementKind::button, "Go").clicked ? 1 : 0;
  };
  frame(content);
  click({180, 115}, content);
  EXPECT_EQ(clicks, 0);
  click({120, 115}, content);
  EXPECT_EQ(clicks, 1);
}

TEST_F(UiTest, DraggingTellsTheMovement) {
  Vec moved;
  const auto content = [&] {
    const Response response = ui->interact("bar", place, ElementKind::handle, "bar");
    if (response.dragging) moved = moved + response.drag;
  };
  frame(content);
  input.pointer = {150, 115};
  input.down[0] = true;
  frame(content);
  for (int step = 1; step <= 4; ++step) {
    input.pointer.x += 10.0F;
    frame(content);
  }
  EXPECT_EQ(moved, (Vec{40, 0}));
}

TEST_F(UiTest, ATextThatIsTooWideIsShortenedAndShowsAsATooltip) {
  const std::string text = "a text that is much too long for its place";
  const auto content = [&] {
    ui->text("long", place, text,
             {FontRole::body, dark_theme().text, Align::left, Overflow::ellipsis});
  };
  frame(content);
  input.pointer = {110, 115};
  frame(content);
  const Element* element = ui->recording().find("long");
  ASSERT_NE(element, nullptr);
  EXPECT_TRUE(element->shortened);
  EXPECT_EQ(element->text, text);
  EXPECT_LE(element->rect.width(), place.width());
  const Element* tooltip = ui->recording().find("tooltip");
  ASSERT_NE(tooltip, nullptr);
  EXPECT_EQ(tooltip->layer, 4);
}

TEST_F(UiTest, IdsNest) {
  frame([&] {
    const IdScope outer(*ui, "tasks");
    const IdScope inner(*ui, "row-3");
    EXPECT_EQ(ui->path("name"), "tasks/row-3/name");
  });
}

TEST_F(UiTest, TheWheelMovesAnAreaWithinItsContent) {
  Vec offset;
  const auto content = [&] {
    const ScrollArea area = scroll_area(*ui, "area", {0, 0, 200, 100}, {180, 400}, offset);
    offset = area.offset;
  };
  frame(content);
  input.pointer = {50, 50};
  input.wheel = {0, -1};
  frame(content);
  EXPECT_GT(offset.y, 0.0F);
  input.wheel = {0, -100};
  frame(content);
  EXPECT_EQ(offset.y, 300.0F);
  input.wheel = {0, 100};
  frame(content);
  EXPECT_EQ(offset.y, 0.0F);
}

TEST(Scroll, ShowsARowByMovingAsLittleAsPossible) {
  EXPECT_EQ(offset_showing(0, 100, 1000, 20, 40, 0), 0);
  EXPECT_EQ(offset_showing(0, 100, 1000, 150, 170, 0), 70);
  EXPECT_EQ(offset_showing(500, 100, 1000, 150, 170, 10), 140);
  EXPECT_EQ(offset_showing(0, 100, 1000, 980, 1000, 50), 900);
}

TEST_F(UiTest, ATokenSaysItsTaskAndCarriesNumberAndName) {
  const TokenLook look{.status = TaskStatus::sleeping, .number = 3, .name = "fetch"};
  frame([&] {
    const Vec size = token_size(*ui, look);
    token(*ui, "t", Rect::at({10, 10}, size), look, "Task-3");
  });
  const Element* element = ui->recording().find("t");
  ASSERT_NE(element, nullptr);
  EXPECT_EQ(element->kind, ElementKind::token);
  EXPECT_EQ(element->text, "Task-3");
  EXPECT_NE(ui->recording().find_text("3"), nullptr);
  ASSERT_NE(ui->recording().find("t/name"), nullptr);
  EXPECT_FALSE(ui->recording().find("t/name")->shortened);
}

}  // namespace
}  // namespace loopscope::gui
