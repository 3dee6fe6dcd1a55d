#pragma once

#include <cstdint>
#include <deque>
#include <initializer_list>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/lexer.h"

namespace loopscope::python {

/// CPython's parser tries the alternatives of its grammar in order, remembers what it has found at
/// each token, and starts again from the first token, with rules for common mistakes added, when
/// the first attempt fails. Which message comes out depends on that order, so that the same order
/// is kept here: one method a rule, alternatives tried one after the other. A method returns what
/// it found, with the position behind it, or null.
class Diagnosis {
 public:
  class Depth;

  Diagnosis(const Source& source, const TokenList& list);

  /// Throws the error of a whole program; returns if there is none.
  void run_file();
  /// Throws the error of one expression.
  void run_expression();

 private:
  /// As much of a syntax tree as messages need.
  struct Node {
    ast::ExprKind kind = ast::ExprKind::name;
    ast::ConstantKind constant = ast::ConstantKind::string;
    ast::Location at;
    std::string_view name;           ///< of a name
    std::vector<const Node*> parts;  ///< elements; what is starred; left side of a comparison
    bool begins_with_in = false;     ///< of a comparison
    bool keywords = false;           ///< of arguments: there are any, or a ** unpacking
    bool unpacks = false;            ///< of arguments: there is a ** unpacking
  };
  using Found = const Node*;

  /// Rules that remember what they found.
  enum class Rule : std::uint8_t {
    simple_stmt,
    block,
    expression,
    star_expression,
    disjunction,
    conjunction,
    inversion,
    bitwise_or,
    factor,
    primary,
    strings,
    arguments,
    star_target,
    target_with_star_atom,
    t_primary,
    del_target,
    invalid_named_expression,
    closed_pattern,
    star_pattern,
    count
  };

  // Trying.

  template <class F>
  auto attempt(F&& rule) {
    const std::size_t mark = mark_;
    auto found = rule();
    if (!found) mark_ = mark;
    return found;
  }
  template <class F>
  bool follows(F&& rule) {
    const std::size_t mark = mark_;
    const bool found = static_cast<bool>(rule());
    mark_ = mark;
    return found;
  }
  /// As often as it matches, possibly never.
  template <class F>
  bool many(F&& rule) {
    while (attempt(rule)) {
    }
    return true;
  }
  template <class F>
  bool some(F&& rule) {
    return attempt(rule) && many(rule);
  }
  /// One or more with commas in between.
  template <class F>
  bool list_of(F&& rule) {
    return attempt(rule) && many([&] { return op(",") && rule(); });
  }
  template <class F>
  bool maybe(F&& rule) {
    attempt(rule);
    return true;
  }
  template <class F>
  Found remember(Rule rule, F&& find) {
    const std::size_t key = mark_ * static_cast<std::size_t>(Rule::count) + std::size_t(rule);
    if (const auto known = memory_.find(key); known != memory_.end()) {
      mark_ = known->second.second;
      return known->second.first;
    }
    const Found found = attempt(find);
    memory_[key] = {found, mark_};
    return found;
  }

  // Tokens.

  /// The token at the present position; a token that is reached for the first time may be an error.
  const Token& peek();
  const Token* take();
  const Token* op(std::string_view text);
  const Token* word(std::string_view text);
  const Token* name();
  const Token* of_kind(TokenKind kind);
  const Token* newline() { return of_kind(TokenKind::newline); }
  /// The token must be there: "expected '…'" otherwise.
  const Token* forced(std::string_view text);
  bool newline_without_indent();
  const Token& previous() const { return tokens_[mark_ - 1]; }
  /// From `start` to the end of the last token.
  ast::Location from(const ast::Location& start) const;
  static ast::Location span(const ast::Location& first, const ast::Location& last);

  Found make(ast::ExprKind kind, const ast::Location& start, std::vector<const Node*> parts = {});
  Found make_constant(ast::ConstantKind kind);

  // Errors.

  [[noreturn]] void raise(const std::string& message, const ast::Location& at, bool with_end = true,
                          const char* type = "SyntaxError");
  /// Whatever else is wrong.
  [[noreturn]] void report(const std::string& message, const ast::Location& at, bool with_end,
                           const char* type);
  /// At the last token that was read.
  [[noreturn]] void raise_at_last(const std::string& message, const char* type = "SyntaxError");
  static ast::Location before_next(const Token& token);
  /// From `at` to the last token that was read.
  [[noreturn]] void raise_from(const std::string& message, const ast::Location& at);
  [[noreturn]] void raise_expected_block(const std::string& after, const Token& opener);
  [[noreturn]] void raise_never_closed();
  /// What is wrong further on in the text has precedence.
  void raise_errors_of_the_rest();
  enum class Targets : std::uint8_t { assigned, deleted, of_for };
  static Found invalid_target(Found expression, Targets targets);
  void raise_invalid_target(Found expression, Targets targets);
  void finish(std::size_t last_of_first_pass);
  static std::string description(Found expression);

  // Expressions.

  Found expressions();
  Found expression();
  Found expression_without_invalid();
  Found conditional();
  void invalid_expression();
  void invalid_legacy_expression();
  Found yield_expr();
  Found yield_or_star_expressions();
  Found star_expressions();
  Found star_expression();
  Found star_named_expression();
  bool star_named_expressions(std::vector<Found>& elements);
  Found starred_expression();
  Found assignment_expression();
  Found named_expression();
  void invalid_named_expression();
  Found unnamed_expression();
  Found disjunction();
  Found conjunction();
  Found inversion();
  Found comparison();
  bool comparison_operator(bool& is_in);
  Found bitwise_or();
  Found binary(int level);
  Found factor();
  Found await_primary();
  Found primary();
  Found slices();
  Found slice();
  Found atom();
  Found strings();
  Found group();
  Found tuple();
  Found list();
  Found set();
  Found dict();
  Found kvpair();
  bool double_starred_kvpair();
  void invalid_double_starred_kvpairs();
  void invalid_kvpair();
  void invalid_group();
  Found comprehension(std::string_view open, std::string_view close, ast::ExprKind kind);
  Found dict_comprehension();
  void invalid_comprehension();
  void invalid_dict_comprehension();
  Found for_if_clauses();
  Found for_if_clause();
  void invalid_for_target();
  Found lambda();

  // Calls.

  Found arguments();
  void invalid_arguments();
  bool generator_in_call(Found& elt, Found& last);
  Found args();
  bool kwargs(Node& call);
  bool kwarg_or_starred(Node& call);
  bool kwarg_or_double_starred(Node& call);
  void invalid_kwarg();

  // Targets.

  Found star_targets();
  Found star_target();
  Found target_with_star_atom();
  Found star_atom();
  Found single_target();
  Found single_subscript_attribute_target();
  Found t_primary();
  bool t_lookahead();
  bool del_targets();
  Found del_target();
  Found del_t_atom();

  // Parameters, of a def (up to ")") or of a lambda (up to ":").

  struct Parameters {
    std::string_view end;
    bool annotated;
  };
  bool parameters(const Parameters& p);
  bool parameters_proper(const Parameters& p);
  bool slash_no_default(const Parameters& p);
  bool slash_with_default(const Parameters& p);
  bool star_etc(const Parameters& p);
  bool kwds(const Parameters& p);
  Found parameter(const Parameters& p, bool star = false);
  bool comma_or_end(const Parameters& p);
  Found no_default(const Parameters& p, bool star = false);
  bool with_default(const Parameters& p);
  bool maybe_default(const Parameters& p);
  bool default_value();
  void invalid_parameters(const Parameters& p);
  void invalid_slashes(const Parameters& p);
  void invalid_star_etc(const Parameters& p);
  void invalid_kwds(const Parameters& p);

  // Statements.

  bool statements();
  bool statement();
  bool simple_stmts();
  Found simple_stmt();
  bool assignment();
  bool augassign();
  void invalid_assignment();
  void invalid_annotation();
  Found invalid_ann_assign_target();
  bool raise_stmt();
  bool del_stmt();
  bool assert_stmt();
  bool import_name();
  bool import_from();
  bool import_from_targets();
  bool import_from_as_names();
  bool dotted_name();
  Found block();

  bool compound_stmt();
  bool decorators();
  bool function_def();
  bool function_def_raw();
  bool class_def();
  bool class_def_raw();
  bool class_arguments();
  bool if_stmt(std::string_view opener);
  bool else_block();
  bool while_stmt();
  bool for_stmt();
  bool with_stmt();
  bool with_item();
  bool with_header(bool parenthesized);
  bool invalid_with_items(bool parenthesized);
  void invalid_with_stmt();
  void invalid_with_stmt_indent();
  bool try_stmt();
  void invalid_try_stmt();
  bool except_block();
  bool except_star_block();
  bool except_type();
  void invalid_except_stmt();
  void invalid_except_indent(bool star);
  bool finally_block();
  /// A header without its colon, or without what belongs under it.
  template <class F>
  void invalid_header(std::string_view opener, const std::string& after, F&& header,
                      bool colon_may_miss = true);

  // Patterns.

  bool match_stmt();
  Found subject_expr();
  bool case_block();
  Found patterns();
  Found pattern();
  Found as_pattern();
  Found or_pattern();
  Found closed_pattern();
  Found literal();
  Found signed_number();
  Found complex_number();
  Found capture_target();
  Found wildcard();
  Found attr();
  Found name_or_attr();
  Found group_pattern();
  Found sequence_pattern();
  Found open_sequence_pattern();
  bool maybe_sequence_pattern();
  Found maybe_star_pattern();
  Found star_pattern();
  Found mapping_pattern();
  bool key_value_pattern();
  bool double_star_pattern();
  Found class_pattern();
  bool positional_patterns(Found& first, Found& last);
  bool keyword_patterns();
  void invalid_class_pattern();

  const Source& source_;
  const TokenList& list_;
  const std::vector<Token>& tokens_;
  std::vector<int> levels_;  ///< brackets open behind each token
  std::size_t mark_ = 0;
  std::size_t read_ = 0;  ///< tokens reached so far
  bool invalid_ = false;  ///< with the rules for mistakes
  int depth_ = 0;
  std::deque<Node> nodes_;
  std::unordered_map<std::size_t, std::pair<Found, std::size_t>> memory_;
};

/// Bounds the recursion: a text nested deeper is left to the Parser's own message.
class Diagnosis::Depth {
 public:
  /// Thrown beyond the bound.
  struct Exceeded {};
  explicit Depth(Diagnosis& diagnosis) : diagnosis_(diagnosis) {
    if (diagnosis.depth_ >= deepest) throw Exceeded{};
    ++diagnosis.depth_;
  }
  ~Depth() { --diagnosis_.depth_; }
  Depth(const Depth&) = delete;
  Depth& operator=(const Depth&) = delete;

 private:
  static constexpr int deepest = 2000;
  Diagnosis& diagnosis_;
};

template <class F>
void Diagnosis::invalid_header(std::string_view opener, const std::string& after, F&& header,
                               bool colon_may_miss) {
  if (!invalid_) return;
  const std::size_t mark = mark_;
  const Token* first = word(opener);
  if (first != nullptr && header()) {
    if (colon_may_miss && attempt([&] { return newline(); })) raise_at_last("expected ':'");
    if (op(":") && newline_without_indent()) raise_expected_block(after, *first);
  }
  mark_ = mark;
}

}  // namespace loopscope::python
