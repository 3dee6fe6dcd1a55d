#include "lessons/python/syntax/syntax_error.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lessons/python/syntax/parser.h"
#include "lessons/python/syntax/symtable.h"
#include "tests/lessons/python/support/parts.h"

namespace loopscope::python {
namespace {

std::string report_of(const std::string& source) {
  try {
    const ast::Module module = parse_module(source, "program.py");
    const SymbolTable table(module);
    check_program(module, table);
  } catch (const SyntaxError& error) {
    return error.report();
  }
  return "no error\n";
}

TEST(SyntaxErrors, read_as_cpython_writes_them) {
  const std::vector<std::string> programs = read_parts("syntax_errors/programs.txt");
  const std::vector<std::string> expected = read_parts("syntax_errors/expected.txt");
  ASSERT_EQ(programs.size(), expected.size());
  ASSERT_GT(programs.size(), 450U);
  for (std::size_t i = 0; i < programs.size(); ++i) {
    EXPECT_EQ(report_of(programs[i]), expected[i]) << "program:\n" << programs[i];
  }
}

// CPython 3.11 counts bytes here, unless the file names its encoding.
TEST(SyntaxErrors, carets_stand_under_characters) {
  EXPECT_EQ(report_of("x = '日本', 5五\n"),
            "  File \"program.py\", line 1\n    x = '日本', 5五\n"
            "               ^\nSyntaxError: invalid syntax\n");
  EXPECT_EQ(report_of("x = b'日'\n"),
            "  File \"program.py\", line 1\n    x = b'日'\n"
            "        ^^^^\nSyntaxError: bytes can only contain ASCII literal characters\n");
}

TEST(SyntaxErrors, a_place_at_the_end_of_the_text_is_on_its_last_line) {
  try {
    parse_module("if x:\n", "program.py");
    FAIL() << "no error";
  } catch (const SyntaxError& error) {
    EXPECT_EQ(error.type(), "IndentationError");
    EXPECT_EQ(error.place().line, 1);
    EXPECT_EQ(error.place().column, 0);
  }
}

TEST(SyntaxErrors, deep_nesting_is_an_error_and_no_crash) {
  EXPECT_NE(report_of("x = " + std::string(10000, '(') + std::string(10000, ')') + "\n")
                .find("too many nested parentheses"),
            std::string::npos);
  EXPECT_NE(report_of("x = " + std::string(100000, '-') + "1\n").find("too many nested"),
            std::string::npos);
  EXPECT_NE(report_of("x = " + std::string(100000, '~') + "1\n").find("too many nested"),
            std::string::npos);
}

}  // namespace
}  // namespace loopscope::python
