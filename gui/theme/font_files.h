#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace loopscope::gui {

/// A face to look for.
struct FontWish {
  std::string family;
  int weight = 400;  ///< as CSS counts: 400 regular, 600 semi-bold, 700 bold
  bool italic = false;
  char32_t character = 0;  ///< that the face must have; 0: none in particular
};

/// A file that holds a face.
struct FontFile {
  std::string path;
  int index = 0;       ///< of the face in a collection
  std::string family;  ///< which it really is
};

/// Finds the nearest face; nothing where there is none at all, or none has the character.
using FontFinder = std::function<std::optional<FontFile>(const FontWish&)>;

/// Asks fontconfig.
std::optional<FontFile> find_font_file(const FontWish& wish);

/// A face's bytes, and its line height in em (ascender minus descender).
struct FontData {
  std::vector<unsigned char> bytes;
  int index = 0;
  float line_em = 1.2F;
};

/// Reads a font's file; throws FileError if it can't be read or is no TrueType or OpenType font.
FontData read_font(const FontFile& file);

}  // namespace loopscope::gui
