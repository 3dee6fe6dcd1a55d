#pragma once

#include <string>
#include <string_view>

namespace loopscope {

/// Appends `text` as a JSON string with its quotes: escaped as JSON asks and not further (UTF-8
/// stays as it is), as Python's json.dumps(text, ensure_ascii=False) writes it. Bytes that are not
/// UTF-8 become U+FFFD.
void append_json_text(std::string& out, std::string_view text);

}  // namespace loopscope
