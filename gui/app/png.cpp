#include <cstddef>
#include <vector>

#include "engine/base/error.h"
#include "gui/app/window.h"

#define STB_IMAGE_WRITE_STATIC
#define STB_IMAGE_WRITE_IMPLEMENTATION
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

namespace loopscope::gui {

void write_png(const std::filesystem::path& file, int width, int height,
               const std::vector<unsigned char>& pixels) {
  stbi_flip_vertically_on_write(1);
  if (stbi_write_png(file.c_str(), width, height, 4, pixels.data(), width * 4) == 0) {
    throw FileError(file.string(), 0, "the picture can't be written there");
  }
}

}  // namespace loopscope::gui
