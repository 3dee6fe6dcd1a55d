#include "gui/app/imgui_compat.h"

#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cfloat>

// 1.87: input arrives as events. 1.91.9: the sources of fonts have new names. 1.92: fonts are baked
// as they are drawn. 1.92.8: the thickness of a line comes before its flags.
#define LOOPSCOPE_INPUT_EVENTS (IMGUI_VERSION_NUM >= 18700)
#define LOOPSCOPE_FONT_SOURCES (IMGUI_VERSION_NUM >= 19190)
#define LOOPSCOPE_DYNAMIC_FONTS (IMGUI_VERSION_NUM >= 19200)
#define LOOPSCOPE_THICKNESS_FIRST (IMGUI_VERSION_NUM >= 19280)

namespace loopscope::gui::compat {

namespace {

ImU32 packed(Color color) {
  return IM_COL32(color.red, color.green, color.blue, color.alpha);
}
ImVec2 point(Vec vec) {
  return {vec.x, vec.y};
}

/// The atlas copies the bytes of a font unless it thinks it owns them; it is to free neither.
ImFont* add_without_copy(ImFontAtlas& atlas, const FontSource& source, ImFontConfig& config,
                         const ImWchar* ranges) {
  // ImGui takes a pointer to mutable bytes, and only reads them.
  auto* bytes = const_cast<unsigned char*>(source.bytes->data());
  const auto size = static_cast<int>(source.bytes->size());
  config.FontDataOwnedByAtlas = true;
  ImFont* font = atlas.AddFontFromMemoryTTF(bytes, size, source.size, &config, ranges);
#if LOOPSCOPE_FONT_SOURCES
  if (font != nullptr) atlas.Sources.back().FontDataOwnedByAtlas = false;
#else
  if (font != nullptr) atlas.ConfigData.back().FontDataOwnedByAtlas = false;
#endif
  return font;
}

}  // namespace

struct FontAtlas::Ranges {
  std::vector<std::unique_ptr<std::vector<ImWchar>>> lists;
};

FontAtlas::FontAtlas() : ranges_(std::make_unique<Ranges>()) {}
FontAtlas::~FontAtlas() = default;

void FontAtlas::clear() {
  ImGui::GetIO().Fonts->Clear();
  ranges_->lists.clear();
}

ImFont* FontAtlas::add(const std::vector<FontSource>& sources, float size,
                       const std::vector<char32_t>& code_points) {
  ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
  atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
  if (sources.empty()) {
    ImFontConfig config;
    config.SizePixels = size;
    return atlas.AddFontDefault(&config);
  }
  auto& list = *ranges_->lists.emplace_back(std::make_unique<std::vector<ImWchar>>());
  for (const char32_t code_point : code_points) {
    if (code_point > IM_UNICODE_CODEPOINT_MAX) continue;
    list.insert(list.end(), 2, static_cast<ImWchar>(code_point));
  }
  list.push_back(0);

  ImFont* font = nullptr;
  for (const FontSource& source : sources) {
    ImFontConfig config;
    config.FontNo = static_cast<decltype(config.FontNo)>(source.index);
    config.OversampleH = 2;
    config.OversampleV = 1;
    config.MergeMode = font != nullptr;
#if LOOPSCOPE_FONT_SOURCES
    config.GlyphExtraAdvanceX = source.spacing;
#else
    config.GlyphExtraSpacing.x = source.spacing;
#endif
    ImFont* added = add_without_copy(atlas, source, config, list.data());
    if (font == nullptr) font = added;
  }
  return font;
}

void FontAtlas::build() {
#if !LOOPSCOPE_DYNAMIC_FONTS
  ImGui::GetIO().Fonts->Build();
#endif
}

bool has_glyph(ImFont* font, char32_t code_point) {
  if (code_point > IM_UNICODE_CODEPOINT_MAX) return false;
#if LOOPSCOPE_DYNAMIC_FONTS
  return font->IsGlyphInFont(static_cast<ImWchar>(code_point));
#else
  return font->FindGlyphNoFallback(static_cast<ImWchar>(code_point)) != nullptr;
#endif
}

Vec text_size(ImFont* font, float size, std::string_view text) {
  if (text.empty()) return {0.0F, size};  // an empty view may have no data at all
  const ImVec2 extent =
      font->CalcTextSizeA(size, FLT_MAX, 0.0F, text.data(), text.data() + text.size());
  return {extent.x, extent.y};
}

void draw_text(ImDrawList& list, ImFont* font, float size, Vec corner, Color color,
               std::string_view text) {
  list.AddText(font, size, point(corner), packed(color), text.data(), text.data() + text.size());
}

void draw_rect(ImDrawList& list, const Rect& rect, Color color, float radius, float thickness) {
  // Lines are drawn around their coordinates: half a line inwards keeps them inside the rectangle.
  const Rect middle = rect.inset(thickness / 2.0F);
  const ImVec2 corner{middle.left, middle.top};
  const ImVec2 other{middle.right, middle.bottom};
#if LOOPSCOPE_THICKNESS_FIRST
  list.AddRect(corner, other, packed(color), radius, thickness);
#else
  list.PathRect(corner, other, radius);
  list.PathStroke(packed(color), ImDrawFlags_Closed, thickness);
#endif
}

void draw_polyline(ImDrawList& list, const std::vector<Vec>& points, Color color, float thickness,
                   bool closed) {
  static_assert(sizeof(Vec) == sizeof(ImVec2));
  const auto* first = reinterpret_cast<const ImVec2*>(points.data());
  const auto count = static_cast<int>(points.size());
  const ImDrawFlags flags = closed ? ImDrawFlags_Closed : ImDrawFlags_None;
#if LOOPSCOPE_THICKNESS_FIRST
  list.AddPolyline(first, count, packed(color), thickness, flags);
#else
  list.AddPolyline(first, count, packed(color), flags, thickness);
#endif
}

Input read_input() {
  const ImGuiIO& io = ImGui::GetIO();
  Input input;
  if (ImGui::IsMousePosValid(&io.MousePos)) {
    input.pointer = {io.MousePos.x, io.MousePos.y};
  }
  for (std::size_t button = 0; button < input.down.size(); ++button) {
    input.down[button] = io.MouseDown[button];
  }
  input.wheel = {io.MouseWheelH, io.MouseWheel};
  input.shift = io.KeyShift;
  input.time = ImGui::GetTime();
  return input;
}

void refresh_font_texture() {
#if !LOOPSCOPE_DYNAMIC_FONTS
  ImGui_ImplOpenGL3_DestroyFontsTexture();
  ImGui_ImplOpenGL3_CreateFontsTexture();
#endif
}

void pretend_backend() {
#if LOOPSCOPE_DYNAMIC_FONTS
  ImGui::GetIO().BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
#endif
}

void take_textures() {
#if LOOPSCOPE_DYNAMIC_FONTS
  for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
    if (texture->Status == ImTextureStatus_WantDestroy) {
      texture->SetTexID(ImTextureID_Invalid);
      texture->SetStatus(ImTextureStatus_Destroyed);
    } else if (texture->Status != ImTextureStatus_OK) {
      texture->SetTexID(1);
      texture->SetStatus(ImTextureStatus_OK);
    }
  }
#endif
}

void set_pointer(Vec position) {
#if LOOPSCOPE_INPUT_EVENTS
  ImGui::GetIO().AddMousePosEvent(position.x, position.y);
#else
  ImGui::GetIO().MousePos = point(position);
#endif
}

void set_button(int button, bool down) {
#if LOOPSCOPE_INPUT_EVENTS
  ImGui::GetIO().AddMouseButtonEvent(button, down);
#else
  ImGui::GetIO().MouseDown[button] = down;
#endif
}

void turn_wheel(Vec notches) {
#if LOOPSCOPE_INPUT_EVENTS
  ImGui::GetIO().AddMouseWheelEvent(notches.x, notches.y);
#else
  ImGui::GetIO().MouseWheelH += notches.x;
  ImGui::GetIO().MouseWheel += notches.y;
#endif
}

}  // namespace loopscope::gui::compat
