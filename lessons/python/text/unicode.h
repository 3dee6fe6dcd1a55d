#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace loopscope::python {

/// Texts are UTF-8; lone surrogates, which Python's strings may hold, are kept as three bytes. All
/// functions take well-formed text and count in characters (code points) where they say so.

constexpr char32_t max_character = 0x10FFFF;

/// Number of bytes of the character that begins with `lead`.
std::size_t utf8_size(char lead);
/// The character at byte `at`, which is moved behind it.
char32_t next_character(std::string_view text, std::size_t& at);
/// The character that ends in front of byte `at`, which is moved to its begin.
char32_t previous_character(std::string_view text, std::size_t& at);
void append_utf8(std::string& text, char32_t character);
std::string to_utf8(char32_t character);
std::u32string to_characters(std::string_view text);
std::string to_utf8(std::u32string_view characters);

bool is_ascii(std::string_view text);
/// len(text)
std::size_t character_count(std::string_view text);
/// Byte of character `index`, counted from 0; the text's size if there are fewer.
std::size_t byte_of_character(std::string_view text, std::size_t index);
/// The characters [begin, end) of the text.
std::string_view characters_between(std::string_view text, std::size_t begin, std::size_t end);
/// True if `bytes` is well-formed UTF-8 as Python decodes it (no surrogates); else `bad` is the
/// first byte that is not.
bool is_utf8(std::string_view bytes, std::size_t& bad);

/// str.isalpha() … of one character.
bool is_alphabetic(char32_t c);
bool is_lowercase(char32_t c);
bool is_uppercase(char32_t c);
bool is_titlecase(char32_t c);
bool is_cased(char32_t c);
bool is_decimal(char32_t c);
bool is_digit(char32_t c);
bool is_numeric(char32_t c);
bool is_alphanumeric(char32_t c);
bool is_space(char32_t c);
bool is_printable(char32_t c);
bool is_line_break(char32_t c);
bool is_identifier_start(char32_t c);
bool is_identifier_part(char32_t c);
/// Value of a decimal digit, -1 if it is none.
int decimal_value(char32_t c);
/// Columns in a terminal: 0, 1 or 2.
int display_width(char32_t c);
int display_width(std::string_view text);

/// str.upper(), lower(), title(), capitalize(), swapcase(), casefold().
std::string to_upper(std::string_view text);
std::string to_lower(std::string_view text);
std::string to_title(std::string_view text);
std::string to_capitalized(std::string_view text);
std::string to_swapped_case(std::string_view text);
std::string to_folded(std::string_view text);
/// str.isidentifier()
bool is_identifier(std::string_view text);

}  // namespace loopscope::python
