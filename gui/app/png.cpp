#include <cstddef>
#include <vector>

#include "engine/base/error.h"
#include "gui/app/window.h"

// Debian has stb as a library; elsewhere its code becomes part of this file.
#ifdef LOOPSCOPE_STB_FROM_SOURCE
#define STB_IMAGE_WRITE_IMPLEMENTATION
#endif
#include <stb_image_write.h>

namespace loopscope::gui {

void write_png(const std::filesystem::path& file, int width, int height,
               const std::vector<unsigned char>& pixels) {
  stbi_flip_vertically_on_write(1);
  if (stbi_write_png(file.c_str(), width, height, 3, pixels.data(), width * 3) == 0) {
    throw FileError(file.string(), 0, "the picture can't be written there");
  }
}

}  // namespace loopscope::gui
