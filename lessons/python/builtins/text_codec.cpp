#include "lessons/python/builtins/text_codec.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/text/unicode.h"

namespace loopscope::python {

namespace {

enum class Scheme { utf8, single, wide };

/// What an encoding does with a character.
struct Codec {
  Scheme scheme;
  const char* name;         ///< in error messages
  char32_t plain = 0;       ///< Scheme::single: characters below it are their own byte
  std::size_t unit = 1;     ///< Scheme::wide: bytes of a unit, 2 or 4
  bool big_endian = false;  ///< Scheme::wide
  bool mark = false;        ///< writes and reads a byte order mark
  bool windows = false;     ///< cp1252: other characters between 0x80 and 0x9F
};

/// 0x80 … 0x9F of cp1252; 0: undefined.
constexpr std::array<char32_t, 32> windows_characters = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<Codec> find_codec(std::string_view given) {
  std::string name = to_lower(given);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '-' || c == ' '; }, '_');
  const auto is = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (is({"utf_8", "utf8", "u8", "utf", "cp65001"})) return Codec{Scheme::utf8, "utf-8"};
  if (is({"utf_8_sig", "utf8_sig"})) return Codec{Scheme::utf8, "utf-8", 0, 1, false, true};
  if (is({"ascii", "us_ascii", "646"})) return Codec{Scheme::single, "ascii", 0x80};
  if (is({"latin_1", "latin1", "latin", "l1", "iso_8859_1", "iso8859_1", "iso8859", "8859",
          "cp819"}))
    return Codec{Scheme::single, "latin-1", 0x100};
  if (is({"cp1252", "windows_1252", "1252"}))
    return Codec{Scheme::single, "charmap", 0x80, 1, false, false, true};
  if (is({"utf_16", "utf16", "u16"})) return Codec{Scheme::wide, "utf-16", 0, 2, false, true};
  if (is({"utf_16_le", "utf_16le"})) return Codec{Scheme::wide, "utf-16-le", 0, 2};
  if (is({"utf_16_be", "utf_16be"})) return Codec{Scheme::wide, "utf-16-be", 0, 2, true};
  if (is({"utf_32", "utf32", "u32"})) return Codec{Scheme::wide, "utf-32", 0, 4, false, true};
  if (is({"utf_32_le", "utf_32le"})) return Codec{Scheme::wide, "utf-32-le", 0, 4};
  if (is({"utf_32_be", "utf_32be"})) return Codec{Scheme::wide, "utf-32-be", 0, 4, true};
  return std::nullopt;
}

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c < 0xE000;
}

void append_unit(std::string& result, const Codec& codec, char32_t value) {
  for (std::size_t i = 0; i < codec.unit; ++i) {
    const std::size_t place = codec.big_endian ? codec.unit - 1 - i : i;
    result += static_cast<char>(static_cast<unsigned char>(value >> (8 * place)));
  }
}

/// False if the encoding hasn't that character.
bool append_encoded(std::string& result, const Codec& codec, char32_t c) {
  if (codec.scheme == Scheme::single) {
    if (c < codec.plain || (codec.windows && c >= 0xA0 && c < 0x100)) {
      result += static_cast<char>(static_cast<unsigned char>(c));
      return true;
    }
    if (!codec.windows || c == 0) return false;
    const auto* const found = std::find(windows_characters.begin(), windows_characters.end(), c);
    if (found == windows_characters.end()) return false;
    result += static_cast<char>(0x80 + (found - windows_characters.begin()));
    return true;
  }
  if (is_surrogate(c)) return false;
  if (codec.scheme == Scheme::utf8) {
    append_utf8(result, c);
  } else if (codec.unit == 4 || c < 0x10000) {
    append_unit(result, codec, c);
  } else {
    append_unit(result, codec, 0xD800 + ((c - 0x10000) >> 10));
    append_unit(result, codec, 0xDC00 + ((c - 0x10000) & 0x3FF));
  }
  return true;
}

std::string escaped(char32_t c) {
  const auto code = static_cast<std::uint32_t>(c);
  return code < 0x100     ? fmt::format("\\x{:02x}", code)
         : code < 0x10000 ? fmt::format("\\u{:04x}", code)
                          : fmt::format("\\U{:08x}", code);
}

/// What an error handler puts in the place of a character. `exact`: bytes to take as they are.
/// Nothing if the handler gives up.
std::optional<std::string> replacement(char32_t c, std::string_view errors, bool& exact) {
  exact = false;
  if (errors == "ignore") return "";
  if (errors == "replace") return "?";
  if (errors == "backslashreplace") return escaped(c);
  if (errors == "xmlcharrefreplace") return fmt::format("&#{};", static_cast<std::uint32_t>(c));
  exact = true;
  if (errors == "surrogateescape" && c >= 0xDC80 && c <= 0xDCFF)
    return std::string(1, static_cast<char>(static_cast<unsigned char>(c & 0xFF)));
  if (errors == "surrogatepass" && is_surrogate(c)) {
    std::string bytes;
    append_utf8(bytes, c);
    return bytes;
  }
  return std::nullopt;
}

bool known_handler(Interpreter& interpreter, std::string_view errors) {
  for (const char* name : {"strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace",
                           "surrogateescape", "surrogatepass"})
    if (errors == name) return true;
  return interpreter.raise(*interpreter.exceptions.lookup_error,
                           fmt::format("unknown error handler name '{}'", errors));
}

Raised raise_unicode_error(Interpreter& interpreter, Type& type, const char* encoding,
                           const Value& object, std::size_t begin, std::size_t end,
                           std::string_view reason) {
  const Value error = make_exception(
      interpreter, type,
      {interpreter.make_string(encoding), object, Value::small(static_cast<std::int64_t>(begin)),
       Value::small(static_cast<std::int64_t>(end)), interpreter.make_string(reason)});
  if (!error) return {};
  return interpreter.raise(error);
}

std::string encode_reason(const Codec& codec) {
  if (codec.windows) return "character maps to <undefined>";
  if (codec.scheme == Scheme::single)
    return fmt::format("ordinal not in range({})", static_cast<std::uint32_t>(codec.plain));
  return "surrogates not allowed";
}

/// The characters from `begin` on that the encoding hasn't.
std::size_t end_of_unknown(const Codec& codec, std::u32string_view characters, std::size_t begin) {
  std::string ignored;
  std::size_t end = begin;
  while (end < characters.size() && !append_encoded(ignored, codec, characters[end])) ++end;
  return end;
}

/// How decoding a piece went: the characters it gave, or the bytes that are wrong, and why.
struct Step {
  std::size_t size = 0;
  char32_t character = 0;
  const char* reason = nullptr;
};

/// One character of UTF-8, or as many bytes as could have begun one.
Step utf8_step(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const unsigned lead = byte(at);
  if (lead < 0x80) return {1, lead};
  if (lead < 0xC2 || lead > 0xF4) return {1, 0, "invalid start byte"};
  const std::size_t needed = utf8_size(bytes[at]);
  char32_t character = lead & (0xFFU >> (needed + 1));
  for (std::size_t i = 1; i < needed; ++i) {
    if (at + i >= bytes.size()) return {i, 0, "unexpected end of data"};
    const unsigned next = byte(at + i);
    const unsigned lowest = i > 1 ? 0x80 : lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned highest = i > 1 ? 0xBF : lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (next < lowest || next > highest) return {i, 0, "invalid continuation byte"};
    character = (character << 6) | (next & 0x3F);
  }
  return {needed, character};
}

Step single_step(const Codec& codec, std::string_view bytes, std::size_t at) {
  const auto byte = static_cast<unsigned char>(bytes[at]);
  if (byte < codec.plain || (codec.windows && byte >= 0xA0)) return {1, byte};
  if (!codec.windows) return {1, 0, "ordinal not in range(128)"};
  const char32_t character = windows_characters[byte - 0x80U];
  if (character == 0) return {1, 0, "character maps to <undefined>"};
  return {1, character};
}

Step wide_step(const Codec& codec, std::string_view bytes, std::size_t at) {
  const auto unit = [&](std::size_t from) {
    char32_t value = 0;
    for (std::size_t i = 0; i < codec.unit; ++i) {
      const std::size_t place = codec.big_endian ? i : codec.unit - 1 - i;
      value = (value << 8) | static_cast<unsigned char>(bytes[from + place]);
    }
    return value;
  };
  if (at + codec.unit > bytes.size()) return {bytes.size() - at, 0, "truncated data"};
  const char32_t first = unit(at);
  if (codec.unit == 4) {
    if (first > 0x10FFFF) return {4, 0, "code point not in range(0x110000)"};
    if (is_surrogate(first))
      return {4, 0, "code point in surrogate code point range(0xd800, 0xe000)"};
    return {4, first};
  }
  if (!is_surrogate(first)) return {2, first};
  if (first >= 0xDC00) return {2, 0, "illegal encoding"};
  if (at + 4 > bytes.size()) return {bytes.size() - at, 0, "unexpected end of data"};
  const char32_t second = unit(at + 2);
  if (second < 0xDC00 || second > 0xDFFF) return {2, 0, "illegal UTF-16 surrogate"};
  return {4, 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)};
}

/// Reads a byte order mark: where the text begins, and which end comes first.
std::size_t read_mark(Codec& codec, std::string_view bytes) {
  if (!codec.mark) return 0;
  if (codec.scheme == Scheme::utf8) return bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0;
  const std::string_view little =
      codec.unit == 2 ? std::string_view("\xFF\xFE", 2) : std::string_view("\xFF\xFE\0\0", 4);
  const std::string reversed(little.rbegin(), little.rend());
  codec.big_endian = bytes.starts_with(reversed);
  codec.name = codec.unit == 2 ? (codec.big_endian ? "utf-16-be" : "utf-16-le")
                               : (codec.big_endian ? "utf-32-be" : "utf-32-le");
  return codec.big_endian || bytes.starts_with(little) ? codec.unit : 0;
}

/// What an error handler makes of bytes that are wrong; false if it gives up.
bool append_wrong(std::string& result, std::string_view wrong, std::string_view errors) {
  if (errors == "ignore") return true;
  if (errors == "replace") {
    append_utf8(result, 0xFFFD);
    return true;
  }
  if (errors == "backslashreplace") {
    for (const char c : wrong) result += escaped(static_cast<unsigned char>(c));
    return true;
  }
  if (errors != "surrogateescape") return false;
  for (const char c : wrong) append_utf8(result, 0xDC00U + static_cast<unsigned char>(c));
  return true;
}

Raised raise_unknown(Interpreter& interpreter, std::string_view encoding) {
  return interpreter.raise(*interpreter.exceptions.lookup_error,
                           fmt::format("unknown encoding: {}", encoding));
}

}  // namespace

Value encode_text(Interpreter& interpreter, const Value& text, std::string_view encoding,
                  std::string_view errors) {
  const std::optional<Codec> codec = find_codec(encoding);
  if (!codec) return raise_unknown(interpreter, encoding);
  std::string result;
  if (codec->mark && codec->scheme == Scheme::utf8) result = "\xEF\xBB\xBF";
  if (codec->mark && codec->scheme == Scheme::wide) append_unit(result, *codec, 0xFEFF);
  const std::u32string characters = to_characters(text_of(text));
  for (std::size_t at = 0; at < characters.size(); ++at) {
    if (append_encoded(result, *codec, characters[at])) continue;
    if (!known_handler(interpreter, errors)) return {};
    bool exact = false;
    const std::optional<std::string> other = replacement(characters[at], errors, exact);
    if (!other)
      return raise_unicode_error(interpreter, *interpreter.exceptions.unicode_encode_error,
                                 codec->name, text, at, end_of_unknown(*codec, characters, at),
                                 encode_reason(*codec));
    if (exact) {
      result += *other;
    } else {
      for (const char c : *other) append_encoded(result, *codec, static_cast<unsigned char>(c));
    }
  }
  return make_bytes(interpreter, result);
}

Value decode_text(Interpreter& interpreter, const Value& bytes, std::string_view encoding,
                  std::string_view errors) {
  std::optional<Codec> codec = find_codec(encoding);
  if (!codec) return raise_unknown(interpreter, encoding);
  std::string_view given;
  bytes_view(bytes, given);
  std::string result;
  for (std::size_t at = read_mark(*codec, given); at < given.size();) {
    const Step step = codec->scheme == Scheme::utf8     ? utf8_step(given, at)
                      : codec->scheme == Scheme::single ? single_step(*codec, given, at)
                                                        : wide_step(*codec, given, at);
    if (step.reason == nullptr) {
      append_utf8(result, step.character);
    } else {
      if (!known_handler(interpreter, errors)) return {};
      if (!append_wrong(result, given.substr(at, step.size), errors))
        return raise_unicode_error(interpreter, *interpreter.exceptions.unicode_decode_error,
                                   codec->name, bytes, at, at + step.size, step.reason);
    }
    at += step.size;
  }
  return interpreter.make_string(result);
}

}  // namespace loopscope::python
