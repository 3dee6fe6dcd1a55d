#include "gui/theme/font_files.h"

#include <fontconfig/fontconfig.h>

#include <cstdint>
#include <fstream>
#include <memory>

#include "engine/base/error.h"

namespace loopscope::gui {

namespace {

using Pattern = std::unique_ptr<FcPattern, decltype(&FcPatternDestroy)>;
using CharSet = std::unique_ptr<FcCharSet, decltype(&FcCharSetDestroy)>;

bool has_character(const FcPattern* pattern, char32_t character) {
  FcCharSet* characters = nullptr;
  return FcPatternGetCharSet(pattern, FC_CHARSET, 0, &characters) == FcResultMatch &&
         FcCharSetHasChar(characters, character) == FcTrue;
}

int fontconfig_weight(int weight) {
  return FcWeightFromOpenType(weight);
}

std::string string_of(const FcPattern* pattern, const char* object) {
  FcChar8* text = nullptr;
  if (FcPatternGetString(pattern, object, 0, &text) != FcResultMatch) return {};
  return reinterpret_cast<const char*>(text);
}

/// Reads big-endian numbers of a font's tables.
class Tables {
 public:
  explicit Tables(const std::vector<unsigned char>& bytes) : bytes_(bytes) {}

  bool holds(std::size_t offset, std::size_t size) const {
    return offset <= bytes_.size() && size <= bytes_.size() - offset;
  }
  std::uint32_t u16(std::size_t offset) const {
    if (!holds(offset, 2)) return 0;
    return static_cast<std::uint32_t>(bytes_[offset] << 8 | bytes_[offset + 1]);
  }
  std::int32_t i16(std::size_t offset) const { return static_cast<std::int16_t>(u16(offset)); }
  std::uint32_t u32(std::size_t offset) const { return u16(offset) << 16 | u16(offset + 2); }

 private:
  const std::vector<unsigned char>& bytes_;
};

constexpr std::uint32_t tag(const char (&name)[5]) {
  return static_cast<std::uint32_t>(name[0]) << 24 | static_cast<std::uint32_t>(name[1]) << 16 |
         static_cast<std::uint32_t>(name[2]) << 8 | static_cast<std::uint32_t>(name[3]);
}

/// Where the tables of face `index` begin; nothing if this is no font.
std::optional<std::size_t> face_offset(const Tables& tables, int index) {
  const std::uint32_t signature = tables.u32(0);
  if (signature == tag("ttcf")) {
    if (index < 0 || static_cast<std::uint32_t>(index) >= tables.u32(8)) return std::nullopt;
    return tables.u32(12 + 4 * static_cast<std::size_t>(index));
  }
  if (signature == 0x00010000 || signature == tag("OTTO") || signature == tag("true")) return 0;
  return std::nullopt;
}

/// The face's line height in em, from its `head` and `hhea` tables; 0 where they are missing.
float line_height_in_em(const Tables& tables, std::size_t face) {
  std::size_t head = 0;
  std::size_t hhea = 0;
  const std::uint32_t count = tables.u16(face + 4);
  for (std::size_t entry = 0; entry < count; ++entry) {
    const std::size_t record = face + 12 + 16 * entry;
    if (tables.u32(record) == tag("head")) head = tables.u32(record + 8);
    if (tables.u32(record) == tag("hhea")) hhea = tables.u32(record + 8);
  }
  const std::uint32_t units = head == 0 ? 0 : tables.u16(head + 18);
  if (units == 0 || hhea == 0) return 0.0F;
  return static_cast<float>(tables.i16(hhea + 4) - tables.i16(hhea + 6)) /
         static_cast<float>(units);
}

/// Whether all of the face's tables lie in the file, those without which nothing can be drawn among
/// them.
bool is_whole(const Tables& tables, std::size_t face) {
  bool has_characters = false;
  bool has_outlines = false;
  const std::uint32_t count = tables.u16(face + 4);
  for (std::size_t entry = 0; entry < count; ++entry) {
    const std::size_t record = face + 12 + 16 * entry;
    const std::uint32_t name = tables.u32(record);
    if (!tables.holds(tables.u32(record + 8), tables.u32(record + 12))) return false;
    has_characters = has_characters || name == tag("cmap");
    has_outlines = has_outlines || name == tag("glyf") || name == tag("CFF ");
  }
  return has_characters && has_outlines;
}

std::vector<unsigned char> read_bytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary | std::ios::ate);
  std::vector<unsigned char> bytes;
  const auto size = stream ? static_cast<std::streamoff>(stream.tellg()) : -1;
  if (size > 0) {
    bytes.resize(static_cast<std::size_t>(size));
    stream.seekg(0);
    stream.read(reinterpret_cast<char*>(bytes.data()), size);
  }
  if (!stream || size < 0) throw FileError(path, 0, "the font can't be read; another one is used");
  return bytes;
}

}  // namespace

std::optional<FontFile> find_font_file(const FontWish& wish) {
  if (FcInit() == FcFalse) return std::nullopt;
  const Pattern pattern(FcPatternCreate(), FcPatternDestroy);
  const auto* family = reinterpret_cast<const FcChar8*>(wish.family.c_str());
  FcPatternAddString(pattern.get(), FC_FAMILY, family);
  FcPatternAddInteger(pattern.get(), FC_WEIGHT, fontconfig_weight(wish.weight));
  FcPatternAddInteger(pattern.get(), FC_SLANT, wish.italic ? FC_SLANT_ITALIC : FC_SLANT_ROMAN);
  FcPatternAddBool(pattern.get(), FC_SCALABLE, FcTrue);
  if (wish.character != 0) {
    const CharSet characters(FcCharSetCreate(), FcCharSetDestroy);
    FcCharSetAddChar(characters.get(), wish.character);
    FcPatternAddCharSet(pattern.get(), FC_CHARSET, characters.get());
    FcPatternAddBool(pattern.get(), FC_COLOR, FcFalse);
  }
  FcConfigSubstitute(nullptr, pattern.get(), FcMatchPattern);
  FcDefaultSubstitute(pattern.get());
  FcResult result = FcResultNoMatch;
  const Pattern match(FcFontMatch(nullptr, pattern.get(), &result), FcPatternDestroy);
  if (match == nullptr || result != FcResultMatch) return std::nullopt;
  if (wish.character != 0 && !has_character(match.get(), wish.character)) return std::nullopt;
  FontFile file;
  file.path = string_of(match.get(), FC_FILE);
  file.family = string_of(match.get(), FC_FAMILY);
  FcPatternGetInteger(match.get(), FC_INDEX, 0, &file.index);
  if (file.path.empty()) return std::nullopt;
  file.index &= 0xFFFF;  // the upper half names an instance of a variable font
  return file;
}

FontData read_font(const FontFile& file) {
  FontData data;
  data.bytes = read_bytes(file.path);
  data.index = file.index;
  const Tables tables(data.bytes);
  const auto face = face_offset(tables, file.index);
  const bool whole = face && is_whole(tables, *face);
  const float line = whole ? line_height_in_em(tables, *face) : 0.0F;
  if (line <= 0.0F) {
    throw FileError(file.path, 0,
                    "this is no whole TrueType or OpenType font; another one is used");
  }
  data.line_em = line;
  return data;
}

}  // namespace loopscope::gui
