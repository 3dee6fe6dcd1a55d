#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::python {

/// Flags of module re, with its numbers.
enum PatternFlag : std::uint32_t {
  pattern_ignore_case = 2,
  pattern_locale = 4,
  pattern_multi_line = 8,
  pattern_dot_all = 16,
  pattern_unicode = 32,
  pattern_verbose = 64,
  pattern_debug = 128,
  pattern_ascii = 256,
};

/// A pattern as PCRE2 wants it.
struct PatternTranslation {
  std::string text;
  std::uint32_t flags = 0;  ///< those given and those of the pattern's own (?…)
  std::size_t groups = 0;   ///< capturing ones
  std::vector<std::pair<std::string, std::size_t>> names;  ///< UTF-8, in order
  std::vector<std::size_t> parents;  ///< of group i (from 1): the group around it, 0: none
};

/// re.error: what is wrong with a pattern, and at which character.
class PatternError : public std::runtime_error {
 public:
  static constexpr std::size_t no_place = static_cast<std::size_t>(-1);
  PatternError(const std::string& message, std::size_t place)
      : std::runtime_error(message), place_(place) {}
  std::size_t place() const { return place_; }

 private:
  std::size_t place_;
};

/// Reads a pattern in Python's syntax. `is_bytes`: characters are bytes. Throws PatternError with
/// the messages of CPython's module re.
PatternTranslation translate_pattern(const std::u32string& pattern, std::uint32_t flags,
                                     bool is_bytes);

}  // namespace loopscope::python
