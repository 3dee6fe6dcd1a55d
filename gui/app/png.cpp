#include <cstddef>
#include <fstream>
#include <string>
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
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  const auto write = [](void* to, void* data, int size) {
    static_cast<std::ofstream*>(to)->write(static_cast<const char*>(data), size);
  };
  stbi_flip_vertically_on_write(1);
  if (!out ||
      stbi_write_png_to_func(write, &out, width, height, 3, pixels.data(), width * 3) == 0 ||
      !out.flush()) {
    throw FileError(file.string(), 0,
                    "the picture can't be written: check that the folder exists, may be written "
                    "to and has space left");
  }
}

}  // namespace loopscope::gui
