#include "lessons/python/unicode_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>

namespace loopscope::python {

std::optional<char32_t> character_named(std::string_view name) {
  struct Named {
    std::string_view name;
    char32_t code;
  };
  static constexpr std::array<Named, 18> known = {{{"BULLET", 0x2022},
                                                   {"CHECK MARK", 0x2713},
                                                   {"COPYRIGHT SIGN", 0xA9},
                                                   {"DEGREE SIGN", 0xB0},
                                                   {"ELLIPSIS", 0x2026},
                                                   {"EM DASH", 0x2014},
                                                   {"EN DASH", 0x2013},
                                                   {"EURO SIGN", 0x20AC},
                                                   {"GREEK SMALL LETTER ALPHA", 0x3B1},
                                                   {"GREEK SMALL LETTER PI", 0x3C0},
                                                   {"HEAVY CHECK MARK", 0x2714},
                                                   {"HORIZONTAL ELLIPSIS", 0x2026},
                                                   {"INFINITY", 0x221E},
                                                   {"LEFTWARDS ARROW", 0x2190},
                                                   {"NO-BREAK SPACE", 0xA0},
                                                   {"RIGHTWARDS ARROW", 0x2192},
                                                   {"SNOWMAN", 0x2603},
                                                   {"WHITE HEAVY CHECK MARK", 0x2705}}};
  std::string upper(name);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  const auto* found = std::find_if(known.begin(), known.end(),
                                   [&](const Named& entry) { return entry.name == upper; });
  if (found == known.end()) return std::nullopt;
  return found->code;
}

}  // namespace loopscope::python
