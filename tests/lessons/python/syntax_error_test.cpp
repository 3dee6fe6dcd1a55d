#include "lessons/python/syntax_error.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lessons/python/parser.h"
#include "lessons/python/symtable.h"

namespace loopscope::python {
namespace {

std::vector<std::string> read_parts(const std::string& name) {
  const std::filesystem::path path =
      std::filesystem::path(LOOPSCOPE_SOURCE_DIR) / "tests/lessons/python/syntax_errors" / name;
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  std::vector<std::string> parts;
  const std::string all = text.str();
  for (std::size_t begin = 0;;) {
    const std::size_t end = all.find("----\n", begin);
    parts.push_back(all.substr(begin, end == std::string::npos ? end : end - begin));
    if (end == std::string::npos) return parts;
    begin = end + 5;
  }
}

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
  const std::vector<std::string> programs = read_parts("programs.txt");
  const std::vector<std::string> expected = read_parts("expected.txt");
  ASSERT_EQ(programs.size(), expected.size());
  ASSERT_GT(programs.size(), 200U);
  for (std::size_t i = 0; i < programs.size(); ++i) {
    EXPECT_EQ(report_of(programs[i]), expected[i]) << "program:\n" << programs[i];
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
