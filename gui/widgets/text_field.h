#pragma once

#include <string_view>

#include "gui/widgets/text_buffer.h"
#include "gui/widgets/ui.h"

namespace loopscope::gui {

/// Byte offset in `line` that is nearest to `x` pixels from its beginning.
std::size_t offset_at(const Ui& ui, FontRole role, std::string_view line, float x);

/// A box for one line of text, with its selection and, where it has the focus, its cursor; `hint`
/// stands in an empty one. Reports clicks; keys go to the buffer elsewhere.
Response text_field(Ui& ui, std::string_view id, const Rect& rect, const TextBuffer& buffer,
                    bool focused, std::string_view hint);

}  // namespace loopscope::gui
