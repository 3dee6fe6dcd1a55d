#include "lessons/python/syntax/parser.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/lessons/python/support/ast_dump.h"
#include "tests/lessons/python/support/parts.h"

namespace loopscope::python {
namespace {

TEST(Parser, makes_the_trees_that_cpython_makes) {
  const std::vector<std::string> programs = read_parts("syntax_trees/programs.txt");
  const std::vector<std::string> expected = read_lines("syntax_trees/expected.txt");
  ASSERT_EQ(programs.size(), expected.size());
  ASSERT_GT(programs.size(), 60U);
  for (std::size_t i = 0; i < programs.size(); ++i) {
    EXPECT_EQ(dump(parse_module(programs[i], "program.py")), expected[i]) << programs[i];
  }
}

TEST(Parser, keeps_what_an_editor_needs_of_the_text) {
  const ast::Module module = parse_module("\xEF\xBB\xBFx = 1\r\ny = 2", "program.py");
  EXPECT_EQ(module.filename, "program.py");
  EXPECT_EQ(module.source, "x = 1\ny = 2\n");
  ASSERT_EQ(module.body.size(), 2U);
  EXPECT_EQ(module.body[1]->at.line, 2);
  EXPECT_EQ(module.body[1]->at.column, 0);
}

TEST(Parser, counts_columns_in_bytes) {
  const ast::Module module = parse_module("x = '日本', y\n", "program.py");
  const auto& assign = ast::as<ast::Assign>(*module.body.front());
  const auto& tuple = ast::as<ast::Tuple>(*assign.value);
  EXPECT_EQ(tuple.elts[0]->at.end_column, 12);
  EXPECT_EQ(tuple.elts[1]->at.column, 14);
}

TEST(Parser, takes_deep_nesting_up_to_a_bound) {
  const auto nested = [](std::size_t depth) {
    return "x = " + std::string(depth, '(') + "1" + std::string(depth, ')') + "\n";
  };
  EXPECT_NO_THROW(parse_module(nested(190), "program.py"));
  EXPECT_THROW(parse_module(nested(201), "program.py"), SyntaxError);
  std::string blocks;
  for (std::size_t depth = 0; depth < 99; ++depth) blocks += std::string(depth, ' ') + "if x:\n";
  EXPECT_NO_THROW(parse_module(blocks + std::string(99, ' ') + "pass\n", "program.py"));
}

TEST(Parser, bounds_chains_which_are_as_deep_as_they_are_long) {
  const auto chain = [](const std::string& link, int links) {
    std::string text = "a";
    for (int i = 0; i < links; ++i) text += link;
    return text + "\n";
  };
  for (const char* const link : {" + a", ".a", "()", "[a]"}) {
    EXPECT_NO_THROW(parse_module(chain(link, 2000), "program.py")) << link;
    EXPECT_THROW(parse_module(chain(link, 100'000), "program.py"), SyntaxError) << link;
  }
}

TEST(Parser, takes_every_character_by_name) {
  const ast::Module module = parse_module(
      "x = '\\N{greek small letter alpha}\\N{CJK UNIFIED IDEOGRAPH-65E5}"
      "\\N{HANGUL SYLLABLE GAG}\\N{LF}'\n",
      "program.py");
  const auto& value = ast::as<ast::Assign>(*module.body.front()).value;
  EXPECT_EQ(ast::as<ast::Constant>(*value).text, "α日각\n");
}

}  // namespace
}  // namespace loopscope::python
