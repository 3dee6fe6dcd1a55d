#include "gui/theme/fonts.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/error.h"
#include "gui/app/imgui_compat.h"
#include "gui/widgets/utf8.h"

namespace loopscope::gui {

namespace {

constexpr const char* sans = "Inter";
constexpr const char* mono = "JetBrains Mono";
constexpr const char* cjk = "Noto Sans CJK JP";

/// The type scale; sizes are of the em, in logical pixels, by FontRole.
struct RoleFace {
  const char* family;
  int weight;
  bool italic;
  float em;
  float spacing;  ///< in em
};
constexpr std::array<RoleFace, font_role_count> role_faces = {{
    {sans, 400, false, 15.0F, 0.0F},   // body
    {sans, 600, false, 15.0F, 0.0F},   // strong
    {sans, 400, true, 15.0F, 0.0F},    // emphasis
    {sans, 400, false, 13.0F, 0.0F},   // small
    {sans, 500, false, 13.0F, 0.0F},   // label
    {sans, 600, false, 12.0F, 0.06F},  // caption
    {sans, 600, false, 17.0F, 0.0F},   // heading
    {sans, 700, false, 18.0F, 0.0F},   // title
    {mono, 400, false, 13.5F, 0.0F},   // mono
    {mono, 400, false, 12.0F, 0.0F},   // mono_small
}};

/// The height of a line of ImGui's own font, in em.
constexpr float own_line_em = 1.2F;

}  // namespace

struct Fonts::Face {
  FontData data;
};

Fonts::Fonts(FontFinder finder)
    : finder_(std::move(finder)), atlas_(std::make_unique<compat::FontAtlas>()) {
  choose_faces();
  std::string ascii;
  for (char character = ' '; character <= '~'; ++character) ascii += character;
  ascii += "…\uFFFD";  // the latter stands for what no face has
  for (std::size_t role = 0; role < font_role_count; ++role) {
    need(static_cast<FontRole>(role), ascii);
  }
}

Fonts::~Fonts() = default;

void Fonts::complain(const std::string& what) {
  if (std::find(messages_.begin(), messages_.end(), what) == messages_.end()) {
    messages_.push_back(what);
  }
}

/// Reads a face, once; null with a message if it can't be read.
const Fonts::Face* Fonts::load(const FontFile& file) {
  auto& kept = faces_[fmt::format("{}#{}", file.path, file.index)];
  if (kept == nullptr) {
    try {
      kept = std::make_unique<Face>(Face{read_font(file)});
    } catch (const FileError& error) {
      complain(error.what());
    }
  }
  return kept.get();
}

const Fonts::Face* Fonts::face(const FontWish& wish, const char* package) {
  const auto found = finder_(wish);
  if (!found || found->family.find(wish.family) == std::string::npos) {
    complain(fmt::format("The font {} is missing, another one is used: install {}", wish.family,
                         package));
  }
  return found ? load(*found) : nullptr;
}

void Fonts::choose_faces() {
  for (std::size_t role = 0; role < font_role_count; ++role) {
    const RoleFace& wanted = role_faces[role];
    const bool fixed = wanted.family == mono;
    latin_[role] = face({wanted.family, wanted.weight, wanted.italic},
                        fixed ? "fonts-jetbrains-mono" : "fonts-inter");
    cjk_[role] = face({cjk, wanted.weight >= 600 ? 700 : 400, false}, "fonts-noto-cjk");
  }
}

void Fonts::need(FontRole role, std::string_view text) {
  auto& known = known_[static_cast<std::size_t>(role)];
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = next_code_point(text, at);
    if (code_point < U' ' || code_point >= known.size() || known[code_point]) continue;
    known.set(code_point);
    wanted_[static_cast<std::size_t>(role)].insert(code_point);
    pending_ = true;
  }
}

bool Fonts::prepare(float scale) {
  if (!pending_ && scale == scale_) return false;
  scale_ = scale;
  pending_ = false;
  bake();
  if (find_more_faces()) bake();
  return true;
}

void Fonts::bake() {
  atlas_->clear();
  for (std::size_t role = 0; role < font_role_count; ++role) bake_role(role);
  atlas_->build();
}

/// Looks for faces with the characters that are wanted and have no glyph; true if there are any.
bool Fonts::find_more_faces() {
  const std::size_t before = more_.size();
  for (std::size_t role = 0; role < font_role_count; ++role) {
    for (const char32_t each : wanted_[role]) {
      if (compat::has_glyph(fonts_[role], each)) continue;
      if (!searched_.insert(each).second) continue;
      const auto found = finder_({sans, 400, false, each});
      const Face* face = found ? load(*found) : nullptr;
      if (face != nullptr && std::find(more_.begin(), more_.end(), face) == more_.end()) {
        more_.push_back(face);
      }
    }
  }
  return more_.size() > before;
}

void Fonts::bake_role(std::size_t role) {
  const RoleFace& wanted = role_faces[role];
  const float em = wanted.em * scale_;
  std::vector<compat::FontSource> sources;
  std::vector<const Face*> faces = {latin_[role], cjk_[role]};
  faces.insert(faces.end(), more_.begin(), more_.end());
  for (const Face* each : faces) {
    if (each == nullptr) continue;
    const float size = std::round(em * each->data.line_em * 4.0F) / 4.0F;
    sources.push_back({&each->data.bytes, each->data.index, size, wanted.spacing * em});
  }
  const std::vector<char32_t> code_points(wanted_[role].begin(), wanted_[role].end());
  sizes_[role] = sources.empty() ? std::round(em * own_line_em) : sources.front().size;
  fonts_[role] = atlas_->add(sources, sizes_[role], code_points);
}

Vec Fonts::measure(FontRole role, std::string_view text) const {
  return compat::text_size(font(role), size(role), text);
}

int Fonts::missing(FontRole role, std::string_view text) const {
  int count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t code_point = next_code_point(text, at);
    if (code_point >= U' ' && !compat::has_glyph(font(role), code_point)) ++count;
  }
  return count;
}

}  // namespace loopscope::gui
