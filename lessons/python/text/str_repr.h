#pragma once

#include <string>
#include <string_view>

namespace loopscope::python {

/// repr(str): quoted, with escapes for what can't be printed.
std::string str_repr(std::string_view text);
/// ascii(str): the same, with escapes for all that is not ASCII.
std::string str_ascii(std::string_view text);
/// What ascii() makes of a repr: everything that is not ASCII escaped.
std::string escape_non_ascii(std::string_view text);
/// The part of repr(bytes) behind "b", quotes included.
std::string bytes_repr(std::string_view bytes);

}  // namespace loopscope::python
