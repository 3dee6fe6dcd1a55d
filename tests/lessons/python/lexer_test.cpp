#include "lessons/python/syntax/lexer.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace loopscope::python {
namespace {

using testing::ElementsAre;

/// Tokens as "kind:text", those without a text by their kind alone.
std::vector<std::string> tokens_of(const std::string& text) {
  static const std::vector<std::string> names = {"name",   "number", "string", "op",   "newline",
                                                 "indent", "dedent", "end",    "error"};
  const Source source(text, "program.py");
  std::vector<std::string> result;
  for (const Token& token : tokenize(source).tokens) {
    const std::string name = names[static_cast<std::size_t>(token.kind)];
    const bool shown = token.kind <= TokenKind::op;
    result.push_back(shown ? name + ":" + std::string(token.text) : name);
  }
  return result;
}

std::string error_of(const std::string& text) {
  const Source source(text, "program.py");
  const TokenList list = tokenize(source);
  return list.error ? list.error->what() : "";
}

TEST(Lexer, splits_a_line) {
  EXPECT_THAT(tokens_of("x = f(1)\n"), ElementsAre("name:x", "op:=", "name:f", "op:(", "number:1",
                                                   "op:)", "newline", "end"));
}

TEST(Lexer, takes_the_longest_operator) {
  EXPECT_THAT(tokens_of("a**=b//c>>=d->e:=f...g!=h\n"),
              ElementsAre("name:a", "op:**=", "name:b", "op://", "name:c", "op:>>=", "name:d",
                          "op:->", "name:e", "op::=", "name:f", "op:...", "name:g",
                          "op:!=", "name:h", "newline", "end"));
}

TEST(Lexer, ends_a_text_that_lacks_its_last_line_break) {
  EXPECT_THAT(tokens_of("if x:\n  y"), ElementsAre("name:if", "name:x", "op::", "newline", "indent",
                                                   "name:y", "newline", "dedent", "end"));
}

TEST(Lexer, passes_over_blank_lines_and_comments) {
  EXPECT_THAT(tokens_of("\n  # a\nx  # b\n\n   \ny\n"),
              ElementsAre("name:x", "newline", "name:y", "newline", "end"));
}

TEST(Lexer, gives_an_indent_and_a_dedent_for_each_level) {
  EXPECT_THAT(tokens_of("a\n b\n  c\nd\n"),
              ElementsAre("name:a", "newline", "indent", "name:b", "newline", "indent", "name:c",
                          "newline", "dedent", "dedent", "name:d", "newline", "end"));
}

TEST(Lexer, joins_lines_in_brackets_and_behind_backslashes) {
  EXPECT_THAT(tokens_of("f(a,\n    b)\nx = \\\n  1\n"),
              ElementsAre("name:f", "op:(", "name:a", "op:,", "name:b", "op:)", "newline", "name:x",
                          "op:=", "number:1", "newline", "end"));
}

TEST(Lexer, reads_numbers_whole) {
  EXPECT_THAT(tokens_of("0x_fF 0b1 0o7 1_000 1.5e-3 .5 1. 2j 1e5j 00\n"),
              ElementsAre("number:0x_fF", "number:0b1", "number:0o7", "number:1_000",
                          "number:1.5e-3", "number:.5", "number:1.", "number:2j", "number:1e5j",
                          "number:00", "newline", "end"));
}

TEST(Lexer, lets_a_keyword_follow_a_number) {
  EXPECT_THAT(tokens_of("1if x\n"), ElementsAre("number:1", "name:if", "name:x", "newline", "end"));
}

TEST(Lexer, reads_strings_with_their_prefixes_and_quotes) {
  EXPECT_THAT(tokens_of("'a\\'b' Rb\"c\" f'''d\n'e''' u\"\"\n"),
              ElementsAre("string:'a\\'b'", "string:Rb\"c\"", "string:f'''d\n'e'''", "string:u\"\"",
                          "newline", "end"));
}

TEST(Lexer, takes_letters_of_any_script_in_names) {
  EXPECT_THAT(tokens_of("変数é = ñ1\n"),
              ElementsAre("name:変数é", "op:=", "name:ñ1", "newline", "end"));
}

TEST(Lexer, places_tokens_by_line_and_byte) {
  const Source source("a\n'日' b\n", "program.py");
  const TokenList list = tokenize(source);
  const Token& b = list.tokens.at(3);
  EXPECT_EQ(b.text, "b");
  EXPECT_EQ(b.at.line, 2);
  EXPECT_EQ(b.at.column, 6);
  EXPECT_EQ(b.at.end_column, 7);
  EXPECT_EQ(b.offset, 8U);
}

TEST(Lexer, places_a_string_over_several_lines) {
  const Source source("x = '''a\nb'''\n", "program.py");
  const TokenList list = tokenize(source);
  const Token& string = list.tokens.at(2);
  EXPECT_EQ(string.at.line, 1);
  EXPECT_EQ(string.at.column, 4);
  EXPECT_EQ(string.at.end_line, 2);
  EXPECT_EQ(string.at.end_column, 4);
}

TEST(Lexer, takes_windows_line_breaks) {
  EXPECT_THAT(tokens_of("if x:\r\n  y\r\n"),
              ElementsAre("name:if", "name:x", "op::", "newline", "indent", "name:y", "newline",
                          "dedent", "end"));
}

TEST(Lexer, ends_with_the_first_error) {
  EXPECT_THAT(tokens_of("x = 1\ny = 'a\nz = 2\n"),
              ElementsAre("name:x", "op:=", "number:1", "newline", "name:y", "op:=", "error"));
  EXPECT_EQ(error_of("y = 'a\n"), "unterminated string literal (detected at line 1)");
  EXPECT_EQ(error_of("'''a\n"), "unterminated triple-quoted string literal (detected at line 1)");
  EXPECT_EQ(error_of("x = 1_\n"), "invalid decimal literal");
  EXPECT_EQ(error_of("x = 3z\n"), "invalid decimal literal");
  EXPECT_EQ(error_of("x = 0b12\n"), "invalid digit '2' in binary literal");
  EXPECT_EQ(error_of("x = )\n"), "unmatched ')'");
  EXPECT_EQ(error_of("x = 、\n"), "invalid character '、' (U+3001)");
  EXPECT_EQ(error_of("x =\u3000 1\n"), "invalid non-printable character U+3000");
}

TEST(Lexer, knows_which_brackets_stay_open) {
  const Source source("f(a[\n", "program.py");
  const TokenList list = tokenize(source);
  ASSERT_EQ(list.open_brackets.size(), 2U);
  EXPECT_EQ(list.open_brackets[1].character, '[');
  EXPECT_EQ(list.open_brackets[1].at.column, 3);
}

TEST(Lexer, bounds_brackets_and_indentation) {
  EXPECT_EQ(error_of(std::string(200, '(')), "");
  EXPECT_EQ(error_of(std::string(201, '(')), "too many nested parentheses");
  std::string text;
  for (std::size_t depth = 0; depth <= 100; ++depth) text += std::string(depth, ' ') + "x\n";
  EXPECT_EQ(error_of(text), "too many levels of indentation");
}

TEST(CheckEncoding, refuses_what_is_no_text) {
  EXPECT_NO_THROW(check_encoding("x = '日本'\n", "program.py"));
  try {
    check_encoding("x\ny = '\xff'\n", "program.py");
    FAIL() << "no error";
  } catch (const SyntaxError& error) {
    EXPECT_EQ(error.report(),
              "SyntaxError: Non-UTF-8 code starting with '\\xff' in file program.py on line 2, but "
              "no encoding declared; see https://peps.python.org/pep-0263/ for details\n");
  }
  try {
    check_encoding(std::string("x\ny = \0\n", 8), "program.py");
    FAIL() << "no error";
  } catch (const SyntaxError& error) {
    EXPECT_EQ(error.report(),
              "  File \"program.py\", line 2\n    y = \n"
              "SyntaxError: source code cannot contain null bytes\n");
  }
}

}  // namespace
}  // namespace loopscope::python
