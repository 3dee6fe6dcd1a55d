#pragma once

#include <array>
#include <bitset>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gui/theme/font_files.h"
#include "gui/theme/font_role.h"
#include "gui/widgets/geometry.h"

struct ImFont;

namespace loopscope::gui {

namespace compat {
class FontAtlas;
}

/// The faces of the one type scale, baked at the window's scale with the glyphs in use only. A face
/// that is missing is replaced by what there is, with a message, and never ends the program.
/// Needs a current ImGui context.
class Fonts {
 public:
  explicit Fonts(FontFinder finder = find_font_file);
  ~Fonts();
  Fonts(const Fonts&) = delete;
  Fonts& operator=(const Fonts&) = delete;

  /// Says that these characters will be drawn. Unknown ones wait for the next prepare().
  void need(FontRole role, std::string_view text);
  /// True when characters were drawn that are not baked yet.
  bool pending() const { return pending_; }
  /// Bakes anew if the scale changed or characters are pending; true if it did, so that the texture
  /// has to be made again. Between frames only.
  bool prepare(float scale);

  ImFont* font(FontRole role) const { return fonts_[static_cast<std::size_t>(role)]; }
  /// Line height in pixels, which is the size that ImGui knows the font by.
  float size(FontRole role) const { return sizes_[static_cast<std::size_t>(role)]; }
  Vec measure(FontRole role, std::string_view text) const;
  /// Number of characters that no face at hand can show.
  int missing(FontRole role, std::string_view text) const;

  /// What could not be found, one sentence with its remedy each.
  const std::vector<std::string>& messages() const { return messages_; }

 private:
  struct Face;
  void complain(const std::string& what);
  const Face* load(const FontFile& file);
  const Face* face(const FontWish& wish, const char* package);
  void choose_faces();
  void bake();
  void bake_role(std::size_t role);
  bool find_more_faces();

  FontFinder finder_;
  std::unique_ptr<compat::FontAtlas> atlas_;
  std::map<std::string, std::unique_ptr<Face>> faces_;
  std::array<const Face*, font_role_count> latin_{};
  std::array<const Face*, font_role_count> cjk_{};
  std::vector<const Face*> more_;  // for what neither of them has
  std::set<char32_t> searched_;    // characters that more_ was filled for, found or not
  std::array<std::set<char32_t>, font_role_count> wanted_;
  std::array<std::bitset<0x10000>, font_role_count> known_;  // the same, fast to ask
  std::array<ImFont*, font_role_count> fonts_{};
  std::array<float, font_role_count> sizes_{};
  std::vector<std::string> messages_;
  float scale_ = 0.0F;
  bool pending_ = true;
};

}  // namespace loopscope::gui
