#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/app/model.h"
#include "gui/app/workbench.h"

namespace loopscope::gui::testing {

/// find_font_file() for windows that are opened again and again: the system is asked once.
std::optional<FontFile> known_font_file(const FontWish& wish);

/// How a desk is set up.
struct DeskOptions {
  Vec size{1600.0F, 1000.0F};
  float scale = 1.0F;
  Settings settings = {};
  FontFinder fonts = known_font_file;
};

/// The whole window without a display, and a person in front of it: draws real frames, moves the
/// pointer, clicks what it finds and presses keys.
class Desk {
 public:
  /// The first lesson of a catalog.
  explicit Desk(Catalog catalog, const DeskOptions& options = {});
  /// A program or a trace of one's own.
  explicit Desk(std::unique_ptr<player::Session> session, const DeskOptions& options = {});
  ~Desk();
  Desk(const Desk&) = delete;
  Desk& operator=(const Desk&) = delete;

  Model& model() { return *model_; }
  Workbench& workbench() { return *workbench_; }
  const player::Session& session() const { return *model_->session; }
  const Recording& seen() { return workbench_->ui().recording(); }

  /// One frame; `settle` draws until none is asked for.
  void frame();
  void settle();

  /// The visible element of that id, which has to be there.
  const Element& find(std::string_view id);
  bool shows(std::string_view text) { return seen().find_text(text) != nullptr; }
  void move_to(Vec position);
  void click(Vec position);
  void click(std::string_view id);
  void drag(std::string_view id, Vec by);
  void wheel(Vec position, Vec notches);
  void press(const Key& key);
  void press(Command command) { press(info_of(command).key); }
  void resize(Vec size, float scale);

  /// What is wrong with the last frame.
  std::vector<std::string> complaints();

 private:
  explicit Desk(const DeskOptions& options);
  void set_up(std::unique_ptr<Model> model);

  Vec size_;
  float scale_;
  FontFinder finder_;
  std::unique_ptr<Model> model_;
  std::unique_ptr<Workbench> workbench_;
};

/// The lessons that come with the program.
Catalog all_lessons();

}  // namespace loopscope::gui::testing
