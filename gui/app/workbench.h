#pragma once

#include <memory>
#include <vector>

#include "gui/app/key.h"
#include "gui/app/layout.h"
#include "gui/app/model.h"
#include "gui/theme/fonts.h"
#include "gui/widgets/ui.h"

namespace loopscope::gui {

/// The whole window's content: draws frames and applies what the person does. It knows no display,
/// so that tests run it as it is. Needs a current ImGui context.
class Workbench {
 public:
  explicit Workbench(Model& model, FontFinder finder = find_font_file);
  ~Workbench();

  /// Sets the window's size in pixels and its scale, and bakes fonts if need be; true if the font
  /// texture changed. Before ImGui::NewFrame().
  bool prepare(Vec size, float scale);
  /// Draws one frame; between ImGui::NewFrame() and ImGui::Render().
  void frame(const Input& input);
  /// A key went down: its command runs in the next frame, if it is enabled.
  void press(const Key& key);

  /// True if the next frame has to follow at once: something moves, or was changed by this frame.
  bool wants_frame() const { return wants_frame_; }
  Ui& ui() { return ui_; }
  const Fonts& fonts() const { return fonts_; }
  const WindowLayout& layout() const { return layout_; }

 private:
  void draw(const View& view, Actions& actions);
  void draw_splitters(const View& view, Actions& actions);
  void run_keys(const View& view, Actions& actions);
  void type(const View& view, const Key& key, Actions& actions);

  Model& model_;
  Fonts fonts_;
  Ui ui_;
  std::unique_ptr<stage::Motion> motion_;
  WindowLayout layout_;
  Vec size_;
  Metrics metrics_;
  std::vector<Key> keys_;
  bool wants_frame_ = true;
};

}  // namespace loopscope::gui
