#include "lessons/player/encoding.h"

#include <algorithm>
#include <cstddef>

#include "engine/base/error.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::player {

void check_is_utf8(const std::filesystem::path& file, std::string_view text, int first_line) {
  std::size_t bad = 0;
  if (python::is_utf8(text, bad)) return;
  const auto before =
      std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad), '\n');
  throw FileError(file.string(), first_line + static_cast<int>(before),
                  "this is no UTF-8: save the file in that encoding");
}

}  // namespace loopscope::player
