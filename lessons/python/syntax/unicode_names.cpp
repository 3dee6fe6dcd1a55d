#include "lessons/python/syntax/unicode_names.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

namespace loopscope::python {

namespace {

// One literal of more than the 64 KiB that every compiler has to take.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Woverlength-strings"
constexpr char all_names[] =
#include "lessons/python/text/unicode_names.inc"
    ;
#pragma GCC diagnostic pop

std::optional<char32_t> hexadecimal(std::string_view digits) {
  std::uint32_t code = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return code;
}

std::optional<char32_t> ideograph(std::string_view digits) {
  struct Range {
    char32_t first, last;
  };
  static constexpr std::array<Range, 8> ranges = {{{0x3400, 0x4DBF},
                                                   {0x4E00, 0x9FFF},
                                                   {0x20000, 0x2A6DF},
                                                   {0x2A700, 0x2B738},
                                                   {0x2B740, 0x2B81D},
                                                   {0x2B820, 0x2CEA1},
                                                   {0x2CEB0, 0x2EBE0},
                                                   {0x30000, 0x3134A}}};
  if (digits.size() != 4 && digits.size() != 5) return std::nullopt;
  const auto code = hexadecimal(digits);
  const bool known = code && std::any_of(ranges.begin(), ranges.end(), [&](const Range& range) {
                       return *code >= range.first && *code <= range.last;
                     });
  return known ? code : std::nullopt;
}

// A syllable is spelt with a leading consonant, a vowel and a trailing consonant.
std::optional<char32_t> hangul(std::string_view spelling) {
  static constexpr std::array<std::string_view, 19> leads = {"G", "GG", "N", "D",  "DD", "R", "M",
                                                             "B", "BB", "S", "SS", "",   "J", "JJ",
                                                             "C", "K",  "T", "P",  "H"};
  static constexpr std::array<std::string_view, 21> vowels = {
      "A",  "AE", "YA", "YAE", "EO", "E",  "YEO", "YE", "O",  "WA", "WAE",
      "OE", "YO", "U",  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
  static constexpr std::array<std::string_view, 28> tails = {
      "",   "G",  "GG", "GS", "N",  "NJ", "NH", "D",  "L", "LG", "LM", "LB", "LS", "LT",
      "LP", "LH", "M",  "B",  "BS", "S",  "SS", "NG", "J", "C",  "K",  "T",  "P",  "H"};
  for (std::size_t lead = 0; lead < leads.size(); ++lead) {
    if (!spelling.starts_with(leads[lead])) continue;
    const std::string_view rest = spelling.substr(leads[lead].size());
    for (std::size_t vowel = 0; vowel < vowels.size(); ++vowel) {
      if (!rest.starts_with(vowels[vowel])) continue;
      const auto* tail = std::find(tails.begin(), tails.end(), rest.substr(vowels[vowel].size()));
      if (tail == tails.end()) continue;
      const std::size_t index = (lead * 21 + vowel) * 28 + std::size_t(tail - tails.begin());
      return static_cast<char32_t>(0xAC00 + index);
    }
  }
  return std::nullopt;
}

// Names are listed in order, each as what differs from the one before.
std::optional<char32_t> listed(std::string_view wanted) {
  std::string name;
  std::string_view rest(all_names + 1, sizeof(all_names) - 2);  // without the first line break
  while (!rest.empty()) {
    const std::size_t end = rest.find('\n');
    const std::size_t equal = rest.find('=', 1);
    name.resize(static_cast<std::size_t>(rest[0] - '0'));
    name += rest.substr(1, equal - 1);
    if (name == wanted) return hexadecimal(rest.substr(equal + 1, end - equal - 1));
    if (name > wanted) return std::nullopt;
    rest.remove_prefix(end + 1);
  }
  return std::nullopt;
}

}  // namespace

std::optional<char32_t> character_named(std::string_view name) {
  std::string upper(name);
  std::transform(upper.begin(), upper.end(), upper.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  constexpr std::string_view ideographs = "CJK UNIFIED IDEOGRAPH-";
  constexpr std::string_view syllables = "HANGUL SYLLABLE ";
  const std::string_view wanted = upper;
  if (wanted.starts_with(ideographs)) return ideograph(wanted.substr(ideographs.size()));
  if (wanted.starts_with(syllables)) return hangul(wanted.substr(syllables.size()));
  return listed(wanted);
}

}  // namespace loopscope::python
