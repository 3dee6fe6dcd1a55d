#include "lessons/python/syntax/syntax_error.h"

#include <algorithm>
#include <string_view>

namespace loopscope::python {

namespace {

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

}  // namespace

std::string SyntaxError::report() const {
  const std::string last = type_ + ": " + what() + "\n";
  if (place_.line == 0) return last;
  std::string result = "  File \"" + filename_ + "\", line " + std::to_string(place_.line) + "\n";
  std::string_view text = place_.text;
  const int removed = static_cast<int>(std::min(text.find_first_not_of(" \t\f"), text.size()));
  text.remove_prefix(static_cast<std::size_t>(removed));
  result += "    " + std::string(text) + "\n";
  const int length = static_cast<int>(characters(text));
  const int begin = std::min(place_.column - removed, length + 1);
  int end = place_.end_line == place_.line ? place_.end_column - removed : length + 1;
  // CPython marks one character for the subclasses, and none to the left of the text.
  if (end <= begin || type_ != "SyntaxError") end = begin + 1;
  if (begin >= 1) {
    result += "    " + std::string(static_cast<std::size_t>(begin - 1), ' ') +
              std::string(static_cast<std::size_t>(end - begin), '^') + "\n";
  }
  return result + last;
}

}  // namespace loopscope::python
