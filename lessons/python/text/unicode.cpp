#include "lessons/python/text/unicode.h"

#include <algorithm>
#include <iterator>

namespace loopscope::python {

std::size_t utf8_size(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte < 0x80) return 1;
  if (byte < 0xE0) return 2;
  return byte < 0xF0 ? 3 : 4;
}

char32_t next_character(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const std::size_t size = std::min(utf8_size(text[at]), text.size() - at);
  char32_t c = byte(0);
  if (size == 2) c &= 0x1FU;
  if (size == 3) c &= 0x0FU;
  if (size == 4) c &= 0x07U;
  for (std::size_t i = 1; i < size; ++i) c = (c << 6) | (byte(i) & 0x3FU);
  at += size;
  return c;
}

char32_t previous_character(std::string_view text, std::size_t& at) {
  do {
    --at;
  } while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  std::size_t begin = at;
  return next_character(text, begin);
}

void append_utf8(std::string& text, char32_t c) {
  const auto tail = [&](unsigned shift) {
    text += static_cast<char>(0x80U | ((c >> shift) & 0x3FU));
  };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0U | (c >> 6));
    tail(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0U | (c >> 12));
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xF0U | (c >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::string to_utf8(char32_t character) {
  std::string text;
  append_utf8(text, character);
  return text;
}

std::u32string to_characters(std::string_view text) {
  std::u32string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) result += next_character(text, at);
  return result;
}

std::string to_utf8(std::u32string_view characters) {
  std::string text;
  text.reserve(characters.size());
  for (const char32_t c : characters) append_utf8(text, c);
  return text;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t character_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::size_t byte_of_character(std::string_view text, std::size_t index) {
  std::size_t at = 0;
  for (; index > 0 && at < text.size(); --index) at += utf8_size(text[at]);
  return std::min(at, text.size());
}

std::string_view characters_between(std::string_view text, std::size_t begin, std::size_t end) {
  if (begin >= end) return {};
  const std::string_view rest = text.substr(byte_of_character(text, begin));
  return rest.substr(0, byte_of_character(rest, end - begin));
}

bool is_utf8(std::string_view bytes, std::size_t& bad) {
  for (std::size_t at = 0; at < bytes.size();) {
    bad = at;
    const auto lead = static_cast<unsigned char>(bytes[at]);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    if (lead < 0xC2 || lead > 0xF4) return false;
    const std::size_t size = utf8_size(bytes[at]);
    if (bytes.size() - at < size) return false;
    for (std::size_t i = 1; i < size; ++i) {
      if ((static_cast<unsigned char>(bytes[at + i]) & 0xC0U) != 0x80U) return false;
    }
    const char32_t c = next_character(bytes, at);
    const bool overlong = (size == 3 && c < 0x800) || (size == 4 && c < 0x10000);
    if (overlong || c > max_character || (c >= 0xD800 && c < 0xE000)) return false;
  }
  return true;
}

bool is_identifier(std::string_view text) {
  std::size_t at = 0;
  if (text.empty() || !is_identifier_start(next_character(text, at))) return false;
  while (at < text.size()) {
    if (!is_identifier_part(next_character(text, at))) return false;
  }
  return true;
}

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) width += display_width(next_character(text, at));
  return width;
}

}  // namespace loopscope::python
