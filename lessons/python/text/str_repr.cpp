#include "lessons/python/text/str_repr.h"

#include <fmt/format.h>

#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

char choose_quote(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

std::string numeric_escape(char32_t c) {
  const auto code = static_cast<unsigned>(c);
  if (code < 0x100) return fmt::format("\\x{:02x}", code);
  if (code < 0x10000) return fmt::format("\\u{:04x}", code);
  return fmt::format("\\U{:08x}", code);
}

/// The escape that texts and bytes have in common; empty if the character stands for itself.
std::string short_escape(char32_t c, char quote) {
  switch (c) {
    case U'\\':
      return "\\\\";
    case U'\n':
      return "\\n";
    case U'\r':
      return "\\r";
    case U'\t':
      return "\\t";
    default:
      return c == static_cast<char32_t>(quote) ? std::string{'\\', quote} : std::string();
  }
}

}  // namespace

std::string str_repr(std::string_view text) {
  const char quote = choose_quote(text);
  std::string result(1, quote);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    const std::string escape = short_escape(c, quote);
    if (!escape.empty()) {
      result += escape;
    } else if (is_printable(c)) {
      append_utf8(result, c);
    } else {
      result += numeric_escape(c);
    }
  }
  return result + quote;
}

std::string escape_non_ascii(std::string_view text) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_character(text, at);
    if (c < 0x80) {
      result += static_cast<char>(c);
    } else {
      result += numeric_escape(c);
    }
  }
  return result;
}

std::string str_ascii(std::string_view text) {
  return escape_non_ascii(str_repr(text));
}

std::string bytes_repr(std::string_view bytes) {
  const char quote = choose_quote(bytes);
  std::string result(1, quote);
  for (const char byte : bytes) {
    const char32_t c = static_cast<unsigned char>(byte);
    const std::string escape = short_escape(c, quote);
    if (!escape.empty()) {
      result += escape;
    } else if (c >= 0x20 && c < 0x7F) {
      result += byte;
    } else {
      result += numeric_escape(c);
    }
  }
  return result + quote;
}

}  // namespace loopscope::python
