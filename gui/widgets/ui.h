#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "gui/theme/font_role.h"
#include "gui/theme/metrics.h"
#include "gui/theme/theme.h"
#include "gui/widgets/geometry.h"
#include "gui/widgets/input.h"
#include "gui/widgets/recording.h"

struct ImDrawList;

namespace loopscope::gui {

class Fonts;

enum class Align : std::uint8_t { left, center, right };

/// How a text is drawn.
struct TextStyle {
  FontRole role = FontRole::body;
  Color color{};
  Align align = Align::left;
  Overflow overflow = Overflow::never;
};

/// The recording layer: everything that panels draw goes through here. It draws into Dear ImGui's
/// draw lists, keeps what was drawn where (so that the next frame knows what the pointer is over,
/// and the tests see what people see), and tells which glyphs are needed. One frame at a time.
class Ui {
 public:
  explicit Ui(Fonts& fonts);

  /// Begins a frame after ImGui::NewFrame(). `viewport` is the whole window.
  void begin_frame(const Input& input, const Rect& viewport, const Theme& theme,
                   const Metrics& metrics);
  /// Draws the tooltip, and settles what the pointer is over.
  void end_frame();

  const Theme& theme() const { return *theme_; }
  const Metrics& metrics() const { return metrics_; }
  const Input& input() const { return input_; }
  const Rect& viewport() const { return viewport_; }
  /// Movement of the wheel while the pointer is over that area, in notches; zero otherwise.
  Vec wheel_over(const Rect& area) const;

  /// Keeps a list of all elements of each frame from now on.
  void keep_recording(bool keep) { keep_recording_ = keep; }
  const Recording& recording() const { return recording_; }

  /// Asks for one more frame right after this one (a tween runs).
  void keep_moving() { moving_ = true; }
  bool moving() const { return moving_; }

  // Shapes. Colours with alpha 0 draw nothing.
  void fill(const Rect& rect, Color color, float radius = 0.0F);
  void stroke(const Rect& rect, Color color, float radius = 0.0F, float thickness = 1.0F);
  void dashed(const Rect& rect, Color color, float thickness = 1.0F);
  /// A soft shadow around and below what lies over the panels.
  void shadow(const Rect& rect, float radius);
  /// A soft glow of that colour around a box.
  void glow(const Rect& rect, Color color, float radius);
  void line(Vec from, Vec to, Color color, float thickness = 1.0F);
  void dashed_line(Vec from, Vec to, Color color, float thickness = 1.0F);
  void polyline(const std::vector<Vec>& points, Color color, float thickness = 1.0F,
                bool closed = false);
  void polygon(const std::vector<Vec>& points, Color color);  ///< filled; convex, clockwise
  void circle(Vec center, float radius, Color color, float thickness = 1.0F);
  void disc(Vec center, float radius, Color color);
  /// A solid head of an arrow whose tip is at `tip`; `direction` need not be of length 1.
  void arrow_head(Vec tip, Vec direction, float size, Color color);
  /// Records an edge that was drawn (no drawing): so that tests can find it.
  void note_line(std::string_view id, const Rect& bounds, std::string_view text = {});

  // Text.
  /// Extent of one line of text, in pixels.
  Vec measure(FontRole role, std::string_view text) const;
  float line_height(FontRole role) const;
  /// Draws one line inside `place`, centred vertically; returns where the text is.
  Rect text(std::string_view id, const Rect& place, std::string_view text, const TextStyle& style);
  /// Draws text broken into lines of at most the place's width, from its top; returns the height.
  /// Japanese breaks between characters by its own rules.
  float wrapped(std::string_view id, const Rect& place, std::string_view text,
                const TextStyle& style);
  float wrapped_height(FontRole role, std::string_view text, float width) const;

  // Elements.
  /// Makes `rect` something that the pointer can meet. `text` is what a person would call it.
  /// Later elements lie over earlier ones. A disabled element answers nothing but hovered.
  Response interact(std::string_view id, const Rect& rect, ElementKind kind, std::string_view text,
                    bool enabled = true);
  /// Records a box that others lie in, and that the pointer does not meet.
  void note_panel(std::string_view id, const Rect& rect, std::string_view text = {});
  /// Shows `text` beside the pointer at the end of this frame.
  void tooltip(std::string_view text);

  // Nesting.
  void push_clip(const Rect& rect);
  void pop_clip();
  const Rect& clip() const { return clips_.back(); }
  void push_id(std::string_view id);
  void pop_id();
  /// The path of `id` in the present nesting.
  std::string path(std::string_view id) const;
  /// Texts that reach over the clip from here on do so because a region scrolls.
  void push_scrolled() { ++scrolled_; }
  void pop_scrolled() { --scrolled_; }
  /// Draws over everything of the lower layers from here on, which the pointer no longer meets
  /// inside `blocked`.
  void begin_layer(int layer, const Rect& blocked);
  void end_layer();

 private:
  struct Target {
    std::string id;
    Rect rect;  ///< cut by its clip
    int layer = 0;
  };

  std::string shorten(FontRole role, std::string_view text, float width) const;
  void draw_text(FontRole role, Vec corner, Color color, std::string_view text);
  void settle_hover();
  void draw_tooltip();

  Fonts* fonts_;
  const Theme* theme_ = nullptr;
  Metrics metrics_;
  Input input_;
  Input last_input_;
  Rect viewport_;
  ImDrawList* list_ = nullptr;
  std::vector<Rect> clips_;
  std::vector<std::size_t> id_lengths_;
  std::string id_path_;
  int layer_ = 0;
  std::vector<int> layers_;
  int scrolled_ = 0;

  std::vector<Target> targets_;       ///< of this frame
  std::vector<Target> last_targets_;  ///< of the frame before
  std::string hovered_;
  int pointer_layer_ = 0;  ///< the topmost layer under the pointer
  std::string held_;
  Vec pressed_at_;
  bool dragged_ = false;
  std::string last_clicked_;
  double last_click_time_ = -1.0;

  std::string tooltip_;
  bool moving_ = false;
  bool keep_recording_ = false;
  Recording recording_;
};

/// Nests ids for as long as it lives.
class IdScope {
 public:
  IdScope(Ui& ui, std::string_view id) : ui_(ui) { ui_.push_id(id); }
  ~IdScope() { ui_.pop_id(); }
  IdScope(const IdScope&) = delete;
  IdScope& operator=(const IdScope&) = delete;

 private:
  Ui& ui_;
};

/// Clips for as long as it lives.
class ClipScope {
 public:
  ClipScope(Ui& ui, const Rect& rect) : ui_(ui) { ui_.push_clip(rect); }
  ~ClipScope() { ui_.pop_clip(); }
  ClipScope(const ClipScope&) = delete;
  ClipScope& operator=(const ClipScope&) = delete;

 private:
  Ui& ui_;
};

}  // namespace loopscope::gui
