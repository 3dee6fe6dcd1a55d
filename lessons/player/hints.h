#pragma once

#include <string>

#include "lessons/player/texts.h"
#include "lessons/python/hint.h"

namespace loopscope::player {

/// "Line 3: time.sleep() stops the whole loop …" in the words of the language.
std::string hint_text(const Texts& texts, const python::Hint& hint);

}  // namespace loopscope::player
