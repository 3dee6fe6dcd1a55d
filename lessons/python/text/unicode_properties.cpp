#include <algorithm>
#include <cstdint>
#include <iterator>

#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

/// Characters from `first` to `last`, `step` apart, which all move by `delta`.
struct CaseRun {
  char32_t first;
  char32_t last;
  char32_t step;
  std::int32_t delta;
};

/// A character that becomes several.
struct CaseSpecial {
  char32_t character;
  std::string_view text;
};

#include "lessons/python/text/unicode_tables.inc"

template <std::size_t N>
bool contains(const Range (&ranges)[N], char32_t c) {
  const auto* found =
      std::upper_bound(std::begin(ranges), std::end(ranges), c,
                       [](char32_t x, const Range& range) { return x < range.first; });
  return found != std::begin(ranges) && c <= std::prev(found)->last;
}

template <std::size_t N>
char32_t moved(const CaseRun (&runs)[N], char32_t c) {
  const auto* found =
      std::upper_bound(std::begin(runs), std::end(runs), c,
                       [](char32_t x, const CaseRun& run) { return x < run.first; });
  if (found == std::begin(runs)) return c;
  const CaseRun& run = *std::prev(found);
  if (c > run.last || (c - run.first) % run.step != 0) return c;
  return static_cast<char32_t>(static_cast<std::int32_t>(c) + run.delta);
}

template <std::size_t N, std::size_t M>
void append_moved(std::string& text, char32_t c, const CaseRun (&runs)[N],
                  const CaseSpecial (&specials)[M]) {
  const auto* found = std::lower_bound(
      std::begin(specials), std::end(specials), c,
      [](const CaseSpecial& special, char32_t x) { return special.character < x; });
  if (found != std::end(specials) && found->character == c) {
    text += found->text;
  } else {
    append_utf8(text, moved(runs, c));
  }
}

void append_upper(std::string& text, char32_t c) {
  append_moved(text, c, upper_runs, upper_specials);
}
void append_title(std::string& text, char32_t c) {
  append_moved(text, c, title_runs, title_specials);
}

constexpr char32_t capital_sigma = 0x3A3;
constexpr char32_t final_sigma = 0x3C2;

/// A sigma at the end of a word has a form of its own. (Combining marks around it are ignored.)
bool ends_word(std::string_view text, std::size_t sigma, std::size_t behind) {
  bool cased_before = false;
  for (std::size_t at = sigma; at > 0 && !cased_before;) {
    const char32_t c = previous_character(text, at);
    if (is_cased(c)) {
      cased_before = true;
    } else if (!contains(combining, c)) {
      break;
    }
  }
  if (!cased_before) return false;
  while (behind < text.size()) {
    const char32_t c = next_character(text, behind);
    if (is_cased(c)) return false;
    if (!contains(combining, c)) break;
  }
  return true;
}

/// Appends the lower case of the character at byte `at`, which is moved behind it.
void append_lower(std::string& result, std::string_view text, std::size_t& at) {
  const std::size_t begin = at;
  const char32_t c = next_character(text, at);
  if (c == capital_sigma && ends_word(text, begin, at)) {
    append_utf8(result, final_sigma);
  } else {
    append_moved(result, c, lower_runs, lower_specials);
  }
}

}  // namespace

bool is_alphabetic(char32_t c) {
  return contains(alphabetic, c);
}
bool is_lowercase(char32_t c) {
  return contains(lowercase, c);
}
bool is_uppercase(char32_t c) {
  return contains(uppercase, c);
}
bool is_titlecase(char32_t c) {
  return contains(titlecase, c);
}
bool is_cased(char32_t c) {
  return is_lowercase(c) || is_uppercase(c) || is_titlecase(c);
}
bool is_digit(char32_t c) {
  return contains(digits, c);
}
bool is_numeric(char32_t c) {
  return contains(numeric, c);
}
bool is_decimal(char32_t c) {
  return decimal_value(c) >= 0;
}
bool is_alphanumeric(char32_t c) {
  return is_alphabetic(c) || is_numeric(c);
}
bool is_printable(char32_t c) {
  return contains(printable, c);
}
bool is_identifier_start(char32_t c) {
  return contains(identifier_start, c);
}
bool is_identifier_part(char32_t c) {
  return contains(identifier_part, c);
}

bool is_space(char32_t c) {
  return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x20) || c == 0x85 || c == 0xA0 ||
         c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
         c == 0x205F || c == 0x3000;
}

bool is_line_break(char32_t c) {
  return (c >= 0x0A && c <= 0x0D) || (c >= 0x1C && c <= 0x1E) || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

int decimal_value(char32_t c) {
  const auto* found = std::upper_bound(std::begin(decimal_zeros), std::end(decimal_zeros), c);
  if (found == std::begin(decimal_zeros)) return -1;
  const char32_t value = c - *std::prev(found);
  return value < 10 ? static_cast<int>(value) : -1;
}

int display_width(char32_t c) {
  if (contains(combining, c) || (c >= 0x200B && c <= 0x200D) || (c >= 0xFE00 && c <= 0xFE0F)) {
    return 0;
  }
  return contains(wide, c) ? 2 : 1;
}

/// The text with its ASCII letters moved by `difference`, if they are between `first` and `last`;
/// empty if there is more than ASCII in it.
static std::string moved_ascii(std::string_view text, char first, char last, int difference) {
  std::string result(text);
  for (char& c : result) {
    if (static_cast<unsigned char>(c) >= 0x80) return {};
    if (c >= first && c <= last) c = static_cast<char>(c + difference);
  }
  return result;
}

std::string to_upper(std::string_view text) {
  std::string result = moved_ascii(text, 'a', 'z', 'A' - 'a');
  if (!result.empty()) return result;
  for (std::size_t at = 0; at < text.size();) append_upper(result, next_character(text, at));
  return result;
}

std::string to_lower(std::string_view text) {
  std::string result = moved_ascii(text, 'A', 'Z', 'a' - 'A');
  if (!result.empty()) return result;
  for (std::size_t at = 0; at < text.size();) append_lower(result, text, at);
  return result;
}

std::string to_folded(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    append_moved(result, next_character(text, at), folded_runs, folded_specials);
  }
  return result;
}

std::string to_title(std::string_view text) {
  std::string result;
  bool in_word = false;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t behind = at;
    const char32_t c = next_character(text, behind);
    if (in_word) {
      append_lower(result, text, at);
    } else {
      append_title(result, c);
    }
    at = behind;
    in_word = is_cased(c);
  }
  return result;
}

std::string to_capitalized(std::string_view text) {
  std::string result;
  if (text.empty()) return result;
  std::size_t at = 0;
  append_title(result, next_character(text, at));
  while (at < text.size()) append_lower(result, text, at);
  return result;
}

std::string to_swapped_case(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t behind = at;
    const char32_t c = next_character(text, behind);
    if (is_uppercase(c)) {
      append_lower(result, text, at);
    } else if (is_lowercase(c)) {
      append_upper(result, c);
    } else {
      append_utf8(result, c);
    }
    at = behind;
  }
  return result;
}

}  // namespace loopscope::python
