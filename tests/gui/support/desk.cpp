#include "tests/gui/support/desk.h"

#include <gtest/gtest.h>
#include <imgui.h>

#include <map>
#include <tuple>

#include "engine/base/error.h"
#include "gui/app/imgui_compat.h"
#include "tests/gui/support/audit.h"
#include "tests/support/source_dir.h"

namespace loopscope::gui::testing {

std::optional<FontFile> known_font_file(const FontWish& wish) {
  using Wish = std::tuple<std::string, int, bool, char32_t>;
  static std::map<Wish, std::optional<FontFile>> known;
  const auto [found, is_new] =
      known.try_emplace({wish.family, wish.weight, wish.italic, wish.character});
  if (is_new) found->second = find_font_file(wish);
  return found->second;
}

Desk::Desk(const DeskOptions& options)
    : size_(options.size), scale_(options.scale), finder_(options.fonts) {
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  compat::pretend_backend();
}

Desk::Desk(Catalog catalog, const DeskOptions& options) : Desk(options) {
  auto model = std::make_unique<Model>(std::move(catalog), options.settings);
  open_lesson(*model, 0);
  set_up(std::move(model));
}

Desk::Desk(std::unique_ptr<player::Session> session, const DeskOptions& options) : Desk(options) {
  auto model = std::make_unique<Model>(Catalog(), options.settings);
  open_session(*model, std::move(session));
  set_up(std::move(model));
}

Desk::~Desk() {
  workbench_.reset();
  ImGui::DestroyContext();
}

void Desk::set_up(std::unique_ptr<Model> model) {
  model_ = std::move(model);
  model_->settings.reduced_motion = true;
  workbench_ = std::make_unique<Workbench>(*model_, finder_);
  workbench_->ui().keep_recording(true);
  settle();
}

void Desk::frame() {
  ImGuiIO& io = ImGui::GetIO();
  io.DisplaySize = ImVec2(size_.x, size_.y);
  io.DeltaTime = 1.0F / 60.0F;
  workbench_->prepare(size_, scale_);
  ImGui::NewFrame();
  workbench_->frame(compat::read_input());
  ImGui::Render();
  compat::take_textures();
}

void Desk::settle() {
  int frames = 0;
  do {
    frame();
    ASSERT_LT(++frames, 200) << "the window never comes to rest";
  } while (workbench_->wants_frame() && !model_->playing);
  frame();  // what is hovered follows one frame later
}

const Element& Desk::find(std::string_view id) {
  const Element* element = seen().find(id);
  if (element == nullptr) throw Error("nothing is drawn with the id " + std::string(id));
  if (!element->visible()) throw Error(std::string(id) + " can't be seen");
  return *element;
}

void Desk::move_to(Vec position) {
  compat::set_pointer(position);
  settle();
}

void Desk::click(Vec position) {
  compat::set_pointer(position);
  frame();
  compat::set_button(0, true);
  frame();
  compat::set_button(0, false);
  frame();
  compat::set_pointer({-1.0F, -1.0F});
  settle();
}

void Desk::click(std::string_view id) {
  const Element& element = find(id);
  click(element.rect.intersect(element.clip).center());
}

void Desk::drag(std::string_view id, Vec by) {
  const Element& element = find(id);
  const Vec from = element.rect.intersect(element.clip).center();
  compat::set_pointer(from);
  frame();
  compat::set_button(0, true);
  frame();
  for (int part = 1; part <= 4; ++part) {
    compat::set_pointer(from + by * (static_cast<float>(part) / 4.0F));
    frame();
  }
  compat::set_button(0, false);
  frame();
  compat::set_pointer({-1.0F, -1.0F});
  settle();
}

void Desk::wheel(Vec position, Vec notches) {
  compat::set_pointer(position);
  frame();
  compat::turn_wheel(notches);
  frame();
  compat::set_pointer({-1.0F, -1.0F});
  settle();
}

void Desk::press(const Key& key) {
  workbench_->press(key);
  settle();
}

void Desk::resize(Vec size, float scale) {
  size_ = size;
  scale_ = scale;
  settle();
}

std::vector<std::string> Desk::complaints() {
  return audit(seen(), {0.0F, 0.0F, size_.x, size_.y});
}

Catalog all_lessons() {
  return Catalog(test::source_dir() / "lessons" / "catalog");
}

}  // namespace loopscope::gui::testing
