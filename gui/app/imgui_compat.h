#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "gui/theme/color.h"
#include "gui/widgets/geometry.h"
#include "gui/widgets/input.h"

struct ImDrawList;
struct ImFont;

/// All that differs between the versions of Dear ImGui (1.86 … 1.92), in one place.
namespace loopscope::gui::compat {

/// A face to bake. Its bytes must stay as long as the atlas.
struct FontSource {
  const std::vector<unsigned char>* bytes = nullptr;
  int index = 0;         ///< of the face in a collection
  float size = 16.0F;    ///< line height in pixels
  float spacing = 0.0F;  ///< added between characters, in pixels
};

/// The font atlas of the current context. To be used between frames only.
class FontAtlas {
 public:
  FontAtlas();
  ~FontAtlas();
  FontAtlas(const FontAtlas&) = delete;
  FontAtlas& operator=(const FontAtlas&) = delete;

  void clear();
  /// Adds a font of these code points (ascending). What the first source lacks is taken from the
  /// later ones; no source at all: ImGui's own font at `size`.
  ImFont* add(const std::vector<FontSource>& sources, float size,
              const std::vector<char32_t>& code_points);
  /// Bakes what was added (nothing to do where ImGui bakes what is drawn by itself).
  void build();

 private:
  struct Ranges;
  std::unique_ptr<Ranges> ranges_;
};

bool has_glyph(ImFont* font, char32_t code_point);
Vec text_size(ImFont* font, float size, std::string_view text);

void draw_text(ImDrawList& list, ImFont* font, float size, Vec corner, Color color,
               std::string_view text);
void draw_rect(ImDrawList& list, const Rect& rect, Color color, float radius, float thickness);
void draw_polyline(ImDrawList& list, const std::vector<Vec>& points, Color color, float thickness,
                   bool closed);

/// What the pointer does, as ImGui knows it.
Input read_input();

/// Makes the OpenGL backend take a changed atlas.
void refresh_font_texture();

// For running without a display.
/// Says that a backend takes care of textures.
void pretend_backend();
/// Takes the textures of a rendered frame, as a backend would.
void take_textures();
void set_pointer(Vec position);
void set_button(int button, bool down);
void turn_wheel(Vec notches);

}  // namespace loopscope::gui::compat
