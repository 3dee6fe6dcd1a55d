#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/lexer.h"

namespace loopscope::python {

/// Recursive descent over a program's tokens, with one method a rule of the grammar. Expressions,
/// statements, patterns, string literals and error messages are in files of their own.
class Parser {
 public:
  explicit Parser(const Source& source);

  /// Says where the text stands in the program that it is part of: the places of its nodes are
  /// moved by so many lines and, in its first line, columns.
  void place_at(int lines, int columns);

  ast::Body parse_file();
  /// The expression in the braces of an f-string, given in parentheses.
  ast::ExprPtr parse_fstring_expression();

 private:
  friend class DepthGuard;
  using Expr = ast::ExprPtr;

  // Tokens.
  const Token& now() const { return tokens_[position_]; }
  const Token& ahead(std::size_t count = 1) const;
  const Token& before() const { return tokens_[position_ - 1]; }
  bool at_op(std::string_view op) const { return now().kind == TokenKind::op && now().text == op; }
  bool at_keyword(std::string_view word) const {
    return now().kind == TokenKind::name && now().text == word;
  }
  bool ahead_op(std::string_view op) const {
    return ahead().kind == TokenKind::op && ahead().text == op;
  }
  bool at_name() const;
  void advance();
  bool accept_op(std::string_view op);
  bool accept_keyword(std::string_view word);
  void expect_op(std::string_view op);
  void expect_keyword(std::string_view word);
  std::string expect_name();
  ast::Location from(const ast::Location& start) const;

  // Errors.
  [[noreturn]] void fail(const std::string& message, const ast::Location& at, bool with_end = true,
                         const char* type = "SyntaxError");
  [[noreturn]] void fail_from_to(const std::string& message, const ast::Location& first,
                                 const ast::Location& last);
  [[noreturn]] void invalid_syntax();
  void check_token_error();
  void expect_colon(bool forced);
  /// What two expressions side by side mean: a missing comma, an old print statement.
  void check_adjacent(const ast::Expr& left);
  bool starts_expression() const;
  void check_assignable(const ast::Expr& target, const char* verb, bool hint_equality);
  [[noreturn]] void invalid_target(const ast::Expr& target, const char* verb, bool hint_equality);
  const ast::Expr* find_invalid_target(const ast::Expr& target, bool for_delete) const;

  // Expressions.
  Expr parse_star_expressions();
  Expr parse_star_named(bool named);
  Expr parse_named();
  Expr parse_expression();
  Expr parse_lambda();
  Expr parse_or();
  Expr parse_and();
  Expr parse_not();
  Expr parse_comparison();
  Expr parse_binary(int level);
  Expr parse_factor();
  Expr parse_power();
  Expr parse_await();
  Expr parse_primary();
  Expr parse_call(Expr function, const ast::Location& start);
  void parse_call_argument(ast::Call& call);
  Expr parse_subscript(Expr value, const ast::Location& start);
  Expr parse_slice();
  Expr parse_atom();
  Expr parse_name_or_constant();
  Expr parse_number();
  Expr parse_group();
  Expr parse_list();
  Expr parse_braces();
  Expr parse_dict_rest(const ast::Location& start, bool is_first);
  Expr parse_yield();
  std::vector<ast::Comprehension> parse_comprehensions();
  bool at_comprehension() const;
  Expr parse_comprehension_target();
  Expr parse_targets();
  Expr parse_target_item();
  Expr parse_star_expression_item();
  ast::Arguments parse_parameters(std::string_view end, bool annotations);
  void parse_parameter(ast::Arguments& parameters, bool annotations, struct ParameterState& state);
  ast::Arg parse_arg(bool annotations, bool star);

  // String literals.
  Expr parse_strings();

  // Statements.
  void parse_statement(ast::Body& body);
  void parse_simple_line(ast::Body& body);
  ast::StmtPtr parse_simple();
  ast::StmtPtr parse_expression_statement();
  ast::StmtPtr parse_assignment(Expr first, const ast::Location& start);
  ast::StmtPtr parse_annotated(Expr target, const ast::Location& start);
  ast::StmtPtr parse_augmented(Expr target, const ast::Location& start, ast::Operator op);
  ast::StmtPtr parse_return();
  ast::StmtPtr parse_raise();
  ast::StmtPtr parse_scope_names();
  ast::StmtPtr parse_delete();
  ast::StmtPtr parse_assert();
  ast::StmtPtr parse_import();
  ast::StmtPtr parse_import_from();
  ast::StmtPtr parse_compound(bool& handled);
  ast::StmtPtr parse_if();
  ast::StmtPtr parse_while();
  ast::StmtPtr parse_for(const ast::Location& start, bool is_async);
  ast::StmtPtr parse_with(const ast::Location& start, bool is_async);
  bool with_items_in_parentheses() const;
  bool parse_parenthesized_items(std::vector<ast::WithItem>& items);
  ast::WithItem parse_with_item();
  ast::StmtPtr parse_try();
  void parse_handler(ast::Try& statement, int& stars, int try_line);
  ast::StmtPtr parse_function(const ast::Location& start, bool is_async, ast::ExprList decorators);
  ast::StmtPtr parse_class(ast::ExprList decorators);
  ast::StmtPtr parse_decorated();
  ast::StmtPtr parse_async();
  ast::Body parse_else();
  ast::Body parse_block(const std::string& after, int line);
  std::string dotted_name();

  // Patterns.
  bool at_match_statement();
  ast::StmtPtr parse_match();
  ast::PatternPtr parse_patterns();
  ast::PatternPtr parse_maybe_star();
  ast::PatternPtr parse_as_pattern();
  ast::PatternPtr parse_or_pattern();
  ast::PatternPtr parse_closed_pattern();
  ast::PatternPtr parse_literal_pattern();
  Expr parse_pattern_number();
  ast::PatternPtr parse_name_pattern();
  ast::PatternPtr parse_class_pattern(Expr cls, const ast::Location& start);
  ast::PatternPtr parse_sequence_pattern();
  ast::PatternPtr parse_mapping_pattern();

  /// The same line without a column: no caret is drawn.
  static ast::Location no_caret(const ast::Location& at);
  SyntaxError error_at(const std::string& message, const ast::Location& at, bool with_end,
                       const char* type) const;

  const Source& source_;
  TokenList list_;
  std::vector<Token>& tokens_;
  int moved_lines_ = 0;
  int moved_columns_ = 0;
  std::size_t position_ = 0;
  std::size_t furthest_ = 0;
  int depth_ = 0;
  int brackets_ = 0;        ///< open at the present token
  bool quiet_ = false;      ///< expressions side by side are left to the caller
  bool in_target_ = false;  ///< `in` ends the expression

  /// a + b + c … and a.b.c … become trees as deep as they are long: those have a bound, too.
  void check_chain(int links);
};

/// Bounds the recursion, so that no program can overflow the stack.
class DepthGuard {
 public:
  explicit DepthGuard(Parser& parser);
  ~DepthGuard() { --parser_.depth_; }
  DepthGuard(const DepthGuard&) = delete;
  DepthGuard& operator=(const DepthGuard&) = delete;

 private:
  Parser& parser_;
};

/// Marks an expression as a target (names, attributes, subscripts, and what they are nested in).
void set_context(ast::Expr& target, ast::ExprContext context);

/// True for Python's reserved words.
bool is_keyword(std::string_view word);

/// How CPython's messages call an expression: "function call", "literal", "True" …
std::string describe(const ast::Expr& expression);
std::string describe(ast::ExprKind kind, ast::ConstantKind constant);

}  // namespace loopscope::python
