#pragma once

#include <string_view>

#include "lessons/player/language.h"

namespace loopscope::player {

/// The text of assets/texts/LANG.toml as it was when the program was built.
std::string_view embedded_texts(Language language);

}  // namespace loopscope::player
