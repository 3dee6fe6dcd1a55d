#include "lessons/python/syntax/symtable.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lessons/python/syntax/parser.h"

namespace loopscope::python {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// A program, its table, and the scopes of its functions by name.
struct Analysed {
  explicit Analysed(const std::string& source)
      : module(parse_module(source, "program.py")), table(module) {}

  const Scope& scope(std::size_t index) const {
    return table.scope_of(static_cast<const void*>(module.body.at(index).get()));
  }
  const Scope& inner(std::size_t index, std::size_t inside) const {
    const auto& function = ast::as<ast::FunctionDef>(*module.body.at(index));
    return table.scope_of(static_cast<const void*>(function.body.at(inside).get()));
  }

  ast::Module module;
  SymbolTable table;
};

TEST(SymbolTable, names_of_a_module_are_global) {
  const Analysed program("x = 1\ndef f():\n    return x\n");
  EXPECT_EQ(program.table.module_scope().scope_of("x"), NameScope::global_implicit);
  EXPECT_EQ(program.scope(1).scope_of("x"), NameScope::global_implicit);
}

TEST(SymbolTable, parameters_come_first_among_the_locals) {
  const Analysed program("def f(a, /, b, *args, c, **kwargs):\n    z = 1\n    y = 2\n");
  EXPECT_THAT(program.scope(0).locals, ElementsAre("a", "b", "c", "args", "kwargs", "z", "y"));
  EXPECT_EQ(program.scope(0).parameter_count, 5U);
}

TEST(SymbolTable, a_name_used_further_inside_is_a_cell_there_and_free_here) {
  const Analysed program(
      "def f():\n    def g():\n        def h():\n            return x\n        return h\n    x = "
      "1\n");
  EXPECT_THAT(program.scope(0).cells, ElementsAre("x"));
  EXPECT_THAT(program.inner(0, 0).frees, ElementsAre("x"));
  EXPECT_EQ(program.inner(0, 0).scope_of("x"), NameScope::free);
}

TEST(SymbolTable, nonlocal_binds_outside_and_global_skips_functions) {
  const Analysed program(
      "def f():\n    x = y = 1\n    def g():\n        nonlocal x\n        global y\n        x = y "
      "= 2\n");
  EXPECT_EQ(program.inner(0, 1).scope_of("x"), NameScope::free);
  EXPECT_EQ(program.inner(0, 1).scope_of("y"), NameScope::global_explicit);
}

TEST(SymbolTable, super_needs_the_cell_of_its_class) {
  const Analysed program("class C:\n    def m(self):\n        super().m()\n");
  EXPECT_TRUE(program.scope(0).needs_class_cell);
  EXPECT_THAT(program.scope(0).frees, IsEmpty());
}

TEST(SymbolTable, a_walrus_in_a_comprehension_binds_around_it) {
  const Analysed program("def f():\n    [y := x for x in z]\n    return y\n");
  EXPECT_THAT(program.scope(0).cells, ElementsAre("y"));
}

TEST(SymbolTable, a_comprehension_that_awaits_is_a_coroutine) {
  const Analysed program("async def f():\n    return [await x for x in y]\n");
  const auto& function = ast::as<ast::FunctionDef>(*program.module.body.front());
  const auto& value = *ast::as<ast::Return>(*function.body.front()).value;
  EXPECT_TRUE(program.table.scope_of(&value).is_coroutine);
  EXPECT_EQ(program.table.scope_of(&value).name, "<listcomp>");
}

TEST(SymbolTable, private_names_carry_their_class) {
  EXPECT_EQ(mangle("C", "__x"), "_C__x");
  EXPECT_EQ(mangle("__C", "__x"), "_C__x");
  EXPECT_EQ(mangle("C", "__x__"), "__x__");
  EXPECT_EQ(mangle("", "__x"), "__x");
  const Analysed program("class C:\n    def m(self, __a):\n        __b = __a\n");
  const auto& body = ast::as<ast::ClassDef>(*program.module.body.front()).body;
  EXPECT_THAT(program.table.scope_of(body.front().get()).locals,
              ElementsAre("self", "_C__a", "_C__b"));
}

}  // namespace
}  // namespace loopscope::python
