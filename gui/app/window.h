#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/app/key.h"
#include "gui/app/workbench.h"

struct GLFWwindow;

namespace loopscope::gui {

/// How a window is opened.
struct WindowOptions {
  int width = 1600;
  int height = 1000;
  bool visible = true;
  bool scale_size = false;  ///< the size is for a scale of 1: enlarge it by the monitor's
  float scale = 0.0F;       ///< of texts and distances; 0: the monitor's
};

/// A window with an OpenGL context, and Dear ImGui in it. One at a time.
class Window {
 public:
  /// Throws Error with the remedy where there is no display or no OpenGL 3.
  explicit Window(const WindowOptions& options);
  ~Window();
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;

  /// Shows the model until it wants to quit or the window is closed. Sleeps while nothing happens.
  void run(Model& model, Workbench& workbench);
  /// Draws until nothing moves any more, presses each of the keys (see keys_named), and writes what
  /// is seen as a PNG file.
  void shoot(Model& model, Workbench& workbench, const std::filesystem::path& file,
             const std::vector<std::string>& keys = {});

 private:
  struct Keys;
  void install_callbacks();
  /// `time`: what the frame's clock shows; nothing: the real time.
  void draw_frame(Workbench& workbench, std::optional<double> time = {});
  void wait(const Model& model, double now);
  float content_scale() const;
  void draw_until_settled(Workbench& workbench);
  void write_picture(const std::filesystem::path& file);
  void take_pictures(Model& model, Workbench& workbench);
  void take_series(Model& model, Workbench& workbench, const Picture& wanted);
  void take_animation(Model& model, Workbench& workbench, const Picture& wanted);
  std::vector<unsigned char> read_pixels(int& width, int& height);

  WindowOptions options_;
  GLFWwindow* window_ = nullptr;
  std::unique_ptr<Keys> keys_;
  int frames_wanted_ = 3;
};

/// Writes 8-bit RGB rows, bottom row first, as a PNG. Throws FileError.
void write_png(const std::filesystem::path& file, int width, int height,
               const std::vector<unsigned char>& pixels);

}  // namespace loopscope::gui
