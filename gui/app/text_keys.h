#pragma once

#include <functional>
#include <string>

#include "gui/app/key.h"
#include "gui/widgets/text_buffer.h"

namespace loopscope::gui {

/// What is cut and copied. The window puts the system's clipboard here.
struct Clipboard {
  std::function<std::string()> get;
  std::function<void(const std::string&)> set;
};

/// A clipboard of the program's own, for windows without one.
Clipboard private_clipboard();

/// Whether a key means something in a field with text, so that it is no command there.
bool is_text_key(const Key& key);

/// Applies such a key. `one_line`: Enter, Tab and moves up and down are left to the caller.
void apply_text_key(TextBuffer& buffer, const Key& key, const Clipboard& clipboard, bool one_line);

}  // namespace loopscope::gui
