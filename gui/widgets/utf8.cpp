#include "gui/widgets/utf8.h"

namespace loopscope::gui {

namespace {

constexpr char32_t replacement = 0xFFFD;

std::size_t length_of(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const std::size_t length = length_of(byte(at));
  if (length == 0 || length > text.size() - at) {
    ++at;
    return replacement;
  }
  if (length == 1) return byte(at++);
  char32_t result = byte(at) & (0x7FU >> length);
  for (std::size_t index = 1; index < length; ++index) {
    if ((byte(at + index) & 0xC0U) != 0x80U) {
      ++at;
      return replacement;
    }
    result = result << 6 | (byte(at + index) & 0x3FU);
  }
  at += length;
  return result;
}

std::u32string code_points(std::string_view text) {
  std::u32string result;
  for (std::size_t at = 0; at < text.size();) result += next_code_point(text, at);
  return result;
}

std::string to_utf8(char32_t code_point) {
  std::string result;
  const auto add = [&](char32_t bits) { result += static_cast<char>(bits); };
  if (code_point < 0x80) {
    add(code_point);
  } else if (code_point < 0x800) {
    add(0xC0 | code_point >> 6);
    add(0x80 | (code_point & 0x3F));
  } else if (code_point < 0x10000) {
    add(0xE0 | code_point >> 12);
    add(0x80 | (code_point >> 6 & 0x3F));
    add(0x80 | (code_point & 0x3F));
  } else {
    add(0xF0 | code_point >> 18);
    add(0x80 | (code_point >> 12 & 0x3F));
    add(0x80 | (code_point >> 6 & 0x3F));
    add(0x80 | (code_point & 0x3F));
  }
  return result;
}

bool is_cjk(char32_t code_point) {
  return (code_point >= 0x2E80 && code_point <= 0x9FFF) ||
         (code_point >= 0xAC00 && code_point <= 0xD7FF) ||
         (code_point >= 0xF900 && code_point <= 0xFAFF) ||
         (code_point >= 0xFF00 && code_point <= 0xFFEF) ||
         (code_point >= 0x20000 && code_point <= 0x3FFFF);
}

}  // namespace loopscope::gui
