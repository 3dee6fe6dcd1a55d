#pragma once

#include <string_view>
#include <vector>

#include "gui/app/key.h"

namespace loopscope::gui {

/// The keys that a text names: one as the help shows it ("Space", "Ctrl+K", "F1", "→"), or else the
/// characters of a text to type.
std::vector<Key> keys_named(std::string_view text);

}  // namespace loopscope::gui
