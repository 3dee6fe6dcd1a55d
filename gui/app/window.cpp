#include "gui/app/window.h"

#define GLFW_INCLUDE_GLEXT
#include <GLFW/glfw3.h>
#include <fmt/format.h>
#include <imgui.h>
#include <imgui_impl_glfw.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>

#include "engine/base/error.h"
#include "gui/app/animation.h"
#include "gui/app/imgui_compat.h"
#include "gui/app/input_queue.h"
#include "gui/app/live.h"
#include "gui/app/press.h"
#include "gui/app/reducer.h"

namespace loopscope::gui {

/// What people did since the last frame, as GLFW's own callbacks tell it.
struct Window::Keys {
  InputQueue queue;
  bool repeating = false;  // the last key is held down
  int* frames_wanted = nullptr;
};

namespace {

/// Frames after an event: what it changes is drawn, hovered anew and settled.
constexpr int frames_after_event = 3;

Key::Name name_of(int glfw_key) {
  switch (glfw_key) {
    case GLFW_KEY_SPACE:
      return Key::Name::space;
    case GLFW_KEY_LEFT:
      return Key::Name::left;
    case GLFW_KEY_RIGHT:
      return Key::Name::right;
    case GLFW_KEY_UP:
      return Key::Name::up;
    case GLFW_KEY_DOWN:
      return Key::Name::down;
    case GLFW_KEY_HOME:
      return Key::Name::home;
    case GLFW_KEY_END:
      return Key::Name::end;
    case GLFW_KEY_PAGE_UP:
      return Key::Name::page_up;
    case GLFW_KEY_PAGE_DOWN:
      return Key::Name::page_down;
    case GLFW_KEY_ENTER:
      return Key::Name::enter;
    case GLFW_KEY_ESCAPE:
      return Key::Name::escape;
    case GLFW_KEY_TAB:
      return Key::Name::tab;
    case GLFW_KEY_BACKSPACE:
      return Key::Name::backspace;
    case GLFW_KEY_DELETE:
      return Key::Name::erase;
    case GLFW_KEY_KP_ENTER:
      return Key::Name::enter;
    case GLFW_KEY_F1:
      return Key::Name::f1;
    case GLFW_KEY_F11:
      return Key::Name::f11;
    default:
      return Key::Name::none;
  }
}

struct Callbacks {
  template <typename Keys>
  static Keys& keys_of(GLFWwindow* window) {
    auto& keys = *static_cast<Keys*>(glfwGetWindowUserPointer(window));
    *keys.frames_wanted = frames_after_event;
    return keys;
  }
};

std::string last_glfw_error() {
  const char* text = nullptr;
  glfwGetError(&text);
  return text == nullptr ? "no reason given" : text;
}

[[noreturn]] void fail_without_display(const std::string& reason) {
  throw Error(fmt::format(
      "There is no display to open a window on ({}). Set DISPLAY or WAYLAND_DISPLAY, or run it on "
      "an invisible one: xvfb-run -a loopscope-gui …",
      reason));
}

/// Makes a window that is larger than the screen as large as the screen.
void fit_to_monitor(WindowOptions& options) {
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  if (monitor == nullptr) return;
  int width = 0;
  int height = 0;
  glfwGetMonitorWorkarea(monitor, nullptr, nullptr, &width, &height);
  if (width > 0) options.width = std::min(options.width, width);
  if (height > 0) options.height = std::min(options.height, height);
}

}  // namespace

Window::Window(const WindowOptions& options) : options_(options), keys_(std::make_unique<Keys>()) {
  keys_->frames_wanted = &frames_wanted_;
  if (glfwInit() == GLFW_FALSE) fail_without_display(last_glfw_error());
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
  glfwWindowHint(GLFW_VISIBLE, options.visible ? GLFW_TRUE : GLFW_FALSE);
  glfwWindowHint(GLFW_SCALE_TO_MONITOR, options.scale_size ? GLFW_TRUE : GLFW_FALSE);
  if (options.visible) fit_to_monitor(options_);
  window_ = glfwCreateWindow(options_.width, options_.height, "Loopscope", nullptr, nullptr);
  if (window_ == nullptr) {
    const std::string reason = last_glfw_error();
    glfwTerminate();
    throw Error(fmt::format(
        "The window can't be opened ({}): OpenGL 3 is needed; on Debian: install libgl1-mesa-dri",
        reason));
  }
  glfwSetWindowSizeLimits(window_, 640, 400, GLFW_DONT_CARE, GLFW_DONT_CARE);
  glfwMakeContextCurrent(window_);
  glfwSwapInterval(options.visible ? 1 : 0);
  install_callbacks();
  ImGui::CreateContext();
  ImGui::GetIO().IniFilename = nullptr;
  ImGui_ImplGlfw_InitForOpenGL(window_, true);
  ImGui_ImplOpenGL3_Init("#version 130");
}

Window::~Window() {
  ImGui_ImplOpenGL3_Shutdown();
  ImGui_ImplGlfw_Shutdown();
  ImGui::DestroyContext();
  glfwDestroyWindow(window_);
  glfwTerminate();
}

// Ours go first: ImGui's call them on. Its own key numbers mean other things in 1.86.
void Window::install_callbacks() {
  glfwSetWindowUserPointer(window_, keys_.get());
  glfwSetKeyCallback(window_, [](GLFWwindow* window, int key, int, int action, int mods) {
    auto& keys = Callbacks::keys_of<Keys>(window);
    if (action == GLFW_RELEASE) return;
    keys.repeating = action == GLFW_REPEAT;
    Key pressed = Key::named(name_of(key), (mods & GLFW_MOD_SHIFT) != 0);
    const bool control = (mods & GLFW_MOD_CONTROL) != 0;
    if (pressed.name == Key::Name::none && control && key >= GLFW_KEY_A && key <= GLFW_KEY_Z) {
      pressed = Key::of(U'a' + static_cast<char32_t>(key - GLFW_KEY_A), true, pressed.shift);
    }
    if (pressed.name == Key::Name::none && control && key >= GLFW_KEY_0 && key <= GLFW_KEY_9) {
      pressed = Key::of(U'0' + static_cast<char32_t>(key - GLFW_KEY_0), true, pressed.shift);
    }
    pressed.control = control;
    pressed.repeated = keys.repeating;
    if (pressed.name != Key::Name::none) keys.queue.press(pressed);
  });
  glfwSetCharCallback(window_, [](GLFWwindow* window, unsigned code_point) {
    auto& keys = Callbacks::keys_of<Keys>(window);
    char32_t character = code_point;
    if (character >= U'A' && character <= U'Z') character = character - U'A' + U'a';
    if (character <= U' ') return;
    Key pressed = Key::of(character);
    pressed.typed = code_point;
    pressed.repeated = keys.repeating;
    keys.queue.press(pressed);
  });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* window, double x, double y) {
    Callbacks::keys_of<Keys>(window).queue.move({static_cast<float>(x), static_cast<float>(y)});
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* window, int entered) {
    auto& keys = Callbacks::keys_of<Keys>(window);
    double x = -1.0;
    double y = -1.0;
    if (entered == GLFW_TRUE) {
      glfwGetCursorPos(window, &x, &y);
    } else if (keys.queue.is_held()) {
      return;  // what is dragged goes on outside
    }
    keys.queue.move({static_cast<float>(x), static_cast<float>(y)});
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* window, int button, int action, int) {
    Callbacks::keys_of<Keys>(window).queue.press(static_cast<std::size_t>(button),
                                                 action == GLFW_PRESS);
  });
  glfwSetScrollCallback(
      window_, [](GLFWwindow* window, double, double) { Callbacks::keys_of<Keys>(window); });
  glfwSetFramebufferSizeCallback(
      window_, [](GLFWwindow* window, int, int) { Callbacks::keys_of<Keys>(window); });
  glfwSetWindowRefreshCallback(window_,
                               [](GLFWwindow* window) { Callbacks::keys_of<Keys>(window); });
  glfwSetWindowFocusCallback(window_,
                             [](GLFWwindow* window, int) { Callbacks::keys_of<Keys>(window); });
  glfwSetWindowContentScaleCallback(
      window_, [](GLFWwindow* window, float, float) { Callbacks::keys_of<Keys>(window); });
}

float Window::content_scale() const {
  if (options_.scale > 0.0F) return std::clamp(options_.scale, 1.0F, 4.0F);
  float x = 1.0F;
  float y = 1.0F;
  glfwGetWindowContentScale(window_, &x, &y);
  return std::clamp(std::max(x, y), 1.0F, 4.0F);
}

/// Everything is drawn in pixels, also where the window system counts in larger units.
void Window::draw_frame(Workbench& workbench, std::optional<double> time) {
  int width = 0;
  int height = 0;
  int pixel_width = 0;
  int pixel_height = 0;
  glfwGetWindowSize(window_, &width, &height);
  glfwGetFramebufferSize(window_, &pixel_width, &pixel_height);
  if (pixel_width <= 0 || pixel_height <= 0 || width <= 0) return;
  const Vec size{static_cast<float>(pixel_width), static_cast<float>(pixel_height)};
  if (workbench.prepare(size, content_scale())) compat::refresh_font_texture();
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplGlfw_NewFrame();
  ImGui::GetIO().DisplaySize = ImVec2(size.x, size.y);
  ImGui::GetIO().DisplayFramebufferScale = ImVec2(1.0F, 1.0F);
  ImGui::NewFrame();
  const InputQueue::Dealt dealt = keys_->queue.deal();
  for (const Key& key : dealt.keys) workbench.press(key);
  Input input = compat::read_input();
  input.pointer = dealt.pointer.place * (size.x / static_cast<float>(width));
  input.down = dealt.pointer.down;
  if (time) input.time = *time;
  workbench.frame(input);
  ImGui::Render();
  glViewport(0, 0, pixel_width, pixel_height);
  glClearColor(0.05F, 0.06F, 0.08F, 1.0F);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void Window::wait(const Model& model, double now) {
  if (frames_wanted_ > 0) {
    glfwPollEvents();
    return;
  }
  const auto due = next_due_time(model);
  if (model.live) {
    constexpr double look = 0.03;  // how often a live run is looked at
    glfwWaitEventsTimeout(std::clamp(due.value_or(now + look) - now, 0.001, look));
    const bool is_due = due && ImGui::GetTime() >= *due;
    if (is_due || has_live_news(model)) frames_wanted_ = std::max(frames_wanted_, 1);
  } else if (due) {
    glfwWaitEventsTimeout(std::max(0.001, *due - now));
    frames_wanted_ = std::max(frames_wanted_, 1);
  } else {
    glfwWaitEvents();
  }
}

void Window::run(Model& model, Workbench& workbench) {
  model.clipboard = {
      [this] {
        const char* const text = glfwGetClipboardString(window_);
        return std::string(text == nullptr ? "" : text);
      },
      [this](const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }};
  while (!model.quit && glfwWindowShouldClose(window_) == GLFW_FALSE) {
    wait(model, ImGui::GetTime());
    if (frames_wanted_ <= 0) continue;
    --frames_wanted_;
    draw_frame(workbench);
    glfwSwapBuffers(window_);
    if (model.picture) take_pictures(model, workbench);
    if (workbench.wants_frame() || !keys_->queue.empty()) {
      frames_wanted_ = std::max(frames_wanted_, 1);
    }
    if (glfwGetWindowAttrib(window_, GLFW_MAXIMIZED) == GLFW_FALSE) {
      glfwGetWindowSize(window_, &model.settings.width, &model.settings.height);
    }
  }
}

void Window::draw_until_settled(Workbench& workbench) {
  constexpr int most_frames = 120;
  for (int frame = 0; frame < 4 || (workbench.wants_frame() && frame < most_frames); ++frame) {
    glfwPollEvents();
    draw_frame(workbench);
    glfwSwapBuffers(window_);
  }
  draw_frame(workbench);
}

void Window::shoot(Model& model, Workbench& workbench, const std::filesystem::path& file,
                   const std::vector<std::string>& keys) {
  model.settings.reduced_motion = true;
  draw_until_settled(workbench);
  for (const std::string& text : keys) {
    for (const Key& key : keys_named(text)) workbench.press(key);
    draw_until_settled(workbench);
  }
  // An edited program runs when typing has paused.
  if (const auto due = next_due_time(model); due && model.editor) {
    draw_frame(workbench, *due);
    draw_until_settled(workbench);
  }
  write_picture(file);
}

/// The window as it was asked for: of this moment, or of a series of them.
void Window::take_pictures(Model& model, Workbench& workbench) {
  const player::LivePause pause(model.live);
  const Picture wanted = std::move(*model.picture);
  model.picture.reset();
  const bool still = model.settings.reduced_motion;
  const Position position = model.session->position();
  const std::string notice = std::exchange(model.notice, {});
  model.playing = false;
  try {
    if (wanted.animated) {
      take_animation(model, workbench, wanted);
    } else {
      model.settings.reduced_motion = true;
      take_series(model, workbench, wanted);
    }
  } catch (const Error& error) {
    model.notice = error.what();
  }
  if (model.notice.empty()) model.notice = notice;
  model.session->seek(position);
  model.settings.reduced_motion = still;
  frames_wanted_ = frames_after_event;
}

void Window::take_series(Model& model, Workbench& workbench, const Picture& wanted) {
  if (wanted.moments.empty()) {
    draw_until_settled(workbench);
    write_picture(wanted.path);
    model.notice = model.texts.format("notice.written", wanted.path.string());
    return;
  }
  for (std::size_t i = 0; i < wanted.moments.size(); ++i) {
    model.session->seek(wanted.moments[i]);
    draw_until_settled(workbench);
    write_picture(wanted.path / fmt::format("frame-{:04}.png", i + 1));
  }
  model.notice =
      model.texts.format("notice.frames_written", wanted.moments.size(), wanted.path.string());
}

/// Plays the moments at the speed that was chosen. The frames' clock is one of their own, so that
/// what moves does so evenly, however long it takes to write a frame.
void Window::take_animation(Model& model, Workbench& workbench, const Picture& wanted) {
  constexpr double frame_seconds = 0.04;
  const double step_seconds = 0.5 / model.settings.speed;
  draw_until_settled(workbench);
  int width = 0;
  int height = 0;
  const auto first = read_pixels(width, height);
  Animation animation(wanted.path, width, height);
  double time = ImGui::GetTime();
  for (const Position moment : wanted.moments) {
    model.session->seek(moment);
    double shown = 0.0;
    do {
      time += frame_seconds;
      do {
        draw_frame(workbench, time);
      } while (workbench.fonts().pending());
      int now_width = 0;
      int now_height = 0;
      const auto pixels = read_pixels(now_width, now_height);
      if (pixels.size() == first.size()) animation.add(pixels, frame_seconds);
      shown += frame_seconds;
    } while (workbench.wants_frame() && shown < step_seconds);
    animation.hold(std::max(0.0, step_seconds - shown));
  }
  animation.finish();
  model.notice = model.texts.format("notice.written", wanted.path.string());
}

std::vector<unsigned char> Window::read_pixels(int& width, int& height) {
  glfwGetFramebufferSize(window_, &width, &height);
  std::vector<unsigned char> pixels(static_cast<std::size_t>(width) *
                                    static_cast<std::size_t>(height) * 3);
  glFinish();
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGB, GL_UNSIGNED_BYTE, pixels.data());
  return pixels;
}

void Window::write_picture(const std::filesystem::path& file) {
  int width = 0;
  int height = 0;
  const auto pixels = read_pixels(width, height);
  write_png(file, width, height, pixels);
}

}  // namespace loopscope::gui
