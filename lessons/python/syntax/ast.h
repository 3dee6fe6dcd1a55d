#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace loopscope::python::ast {

/// Where a node stands in the source. Lines count from 1, columns from 0 in UTF-8 bytes, as in
/// CPython's ast module; the end is exclusive.
struct Location {
  int line = 1;
  int column = 0;
  int end_line = 1;
  int end_column = 0;
};

enum class ExprContext : std::uint8_t { load, store, del };
enum class BoolOperator : std::uint8_t { and_, or_ };
enum class Operator : std::uint8_t {
  add,
  sub,
  mult,
  mat_mult,
  div,
  mod,
  pow,
  l_shift,
  r_shift,
  bit_or,
  bit_xor,
  bit_and,
  floor_div
};
enum class UnaryOperator : std::uint8_t { invert, not_, u_add, u_sub };
enum class CompareOperator : std::uint8_t { eq, ne, lt, lt_e, gt, gt_e, is, is_not, in, not_in };

enum class ExprKind : std::uint8_t {
  bool_op,
  named_expr,
  bin_op,
  unary_op,
  lambda,
  if_exp,
  dict,
  set,
  list_comp,
  set_comp,
  dict_comp,
  generator_exp,
  await,
  yield,
  yield_from,
  compare,
  call,
  formatted_value,
  joined_str,
  constant,
  attribute,
  subscript,
  starred,
  name,
  list,
  tuple,
  slice
};

/// An expression; `kind` says which of the structs below it is (see `as`).
struct Expr {
  ExprKind kind;
  Location at;
  bool parenthesized = false;  ///< stood in parentheses of its own

  virtual ~Expr() = default;
  Expr(const Expr&) = delete;
  Expr& operator=(const Expr&) = delete;

 protected:
  Expr(ExprKind k, Location l) : kind(k), at(l) {}
};
using ExprPtr = std::unique_ptr<Expr>;
using ExprList = std::vector<ExprPtr>;

enum class StmtKind : std::uint8_t {
  function_def,
  async_function_def,
  class_def,
  return_,
  delete_,
  assign,
  aug_assign,
  ann_assign,
  for_,
  async_for,
  while_,
  if_,
  with,
  async_with,
  match,
  raise,
  try_,
  try_star,
  assert_,
  import,
  import_from,
  global,
  nonlocal,
  expr,
  pass,
  break_,
  continue_
};

/// A statement; `kind` says which of the structs below it is.
struct Stmt {
  StmtKind kind;
  Location at;

  virtual ~Stmt() = default;
  Stmt(const Stmt&) = delete;
  Stmt& operator=(const Stmt&) = delete;

 protected:
  Stmt(StmtKind k, Location l) : kind(k), at(l) {}
};
using StmtPtr = std::unique_ptr<Stmt>;
using Body = std::vector<StmtPtr>;

/// The node as the struct that its kind stands for.
template <class T, class N>
const T& as(const N& node) {
  return static_cast<const T&>(node);
}
template <class T, class N>
T& as(N& node) {
  return static_cast<T&>(node);
}

// Parts of several nodes.

struct Arg {
  std::string name;
  ExprPtr annotation;
  Location at;
};

struct Arguments {
  std::vector<Arg> posonlyargs;
  std::vector<Arg> args;
  std::optional<Arg> vararg;
  std::vector<Arg> kwonlyargs;
  ExprList kw_defaults;  ///< one for each of kwonlyargs; null: none
  std::optional<Arg> kwarg;
  ExprList defaults;  ///< of the last of posonlyargs + args
};

struct Keyword {
  std::string name;  ///< empty: **value
  ExprPtr value;
  Location at;
};

struct Comprehension {
  ExprPtr target;
  ExprPtr iter;
  ExprList ifs;
  bool is_async = false;
};

struct WithItem {
  ExprPtr context_expr;
  ExprPtr optional_vars;
};

struct Alias {
  std::string name;
  std::string asname;  ///< empty: none
  Location at;
};

struct ExceptHandler {
  ExprPtr type;
  std::string name;  ///< empty: none
  Body body;
  Location at;
};

// Expressions.

struct BoolOp final : Expr {
  explicit BoolOp(Location l) : Expr(ExprKind::bool_op, l) {}
  BoolOperator op = BoolOperator::and_;
  ExprList values;
};
struct NamedExpr final : Expr {
  explicit NamedExpr(Location l) : Expr(ExprKind::named_expr, l) {}
  ExprPtr target;
  ExprPtr value;
};
struct BinOp final : Expr {
  explicit BinOp(Location l) : Expr(ExprKind::bin_op, l) {}
  ExprPtr left;
  Operator op = Operator::add;
  ExprPtr right;
};
struct UnaryOp final : Expr {
  explicit UnaryOp(Location l) : Expr(ExprKind::unary_op, l) {}
  UnaryOperator op = UnaryOperator::not_;
  ExprPtr operand;
};
struct Lambda final : Expr {
  explicit Lambda(Location l) : Expr(ExprKind::lambda, l) {}
  Arguments args;
  ExprPtr body;
};
struct IfExp final : Expr {
  explicit IfExp(Location l) : Expr(ExprKind::if_exp, l) {}
  ExprPtr test;
  ExprPtr body;
  ExprPtr orelse;
};
struct Dict final : Expr {
  explicit Dict(Location l) : Expr(ExprKind::dict, l) {}
  ExprList keys;  ///< null: **value
  ExprList values;
};
struct Set final : Expr {
  explicit Set(Location l) : Expr(ExprKind::set, l) {}
  ExprList elts;
};
/// list_comp, set_comp and generator_exp.
struct Comp final : Expr {
  Comp(ExprKind k, Location l) : Expr(k, l) {}
  ExprPtr elt;
  std::vector<Comprehension> generators;
};
struct DictComp final : Expr {
  explicit DictComp(Location l) : Expr(ExprKind::dict_comp, l) {}
  ExprPtr key;
  ExprPtr value;
  std::vector<Comprehension> generators;
};
struct Await final : Expr {
  explicit Await(Location l) : Expr(ExprKind::await, l) {}
  ExprPtr value;
};
struct Yield final : Expr {
  explicit Yield(Location l) : Expr(ExprKind::yield, l) {}
  ExprPtr value;  ///< may be null
};
struct YieldFrom final : Expr {
  explicit YieldFrom(Location l) : Expr(ExprKind::yield_from, l) {}
  ExprPtr value;
};
struct Compare final : Expr {
  explicit Compare(Location l) : Expr(ExprKind::compare, l) {}
  ExprPtr left;
  std::vector<CompareOperator> ops;
  ExprList comparators;
};
struct Call final : Expr {
  explicit Call(Location l) : Expr(ExprKind::call, l) {}
  ExprPtr func;
  ExprList args;
  std::vector<Keyword> keywords;
};
struct FormattedValue final : Expr {
  explicit FormattedValue(Location l) : Expr(ExprKind::formatted_value, l) {}
  ExprPtr value;
  char conversion = 0;  ///< 's', 'r', 'a' or 0
  ExprPtr format_spec;  ///< a JoinedStr, or null
};
struct JoinedStr final : Expr {
  explicit JoinedStr(Location l) : Expr(ExprKind::joined_str, l) {}
  ExprList values;
};

enum class ConstantKind : std::uint8_t {
  none,
  true_,
  false_,
  ellipsis,
  integer,
  floating,
  imaginary,
  string,
  bytes
};
struct Constant final : Expr {
  Constant(Location l, ConstantKind k) : Expr(ExprKind::constant, l), value_kind(k) {}
  ConstantKind value_kind;
  /// string: UTF-8 (lone surrogates as WTF-8); bytes: raw; integer: decimal digits, or 0x…
  /// hexadecimal digits for literals in another base.
  std::string text;
  double number = 0.0;  ///< floating and imaginary
  bool u_prefix = false;
};

struct Attribute final : Expr {
  explicit Attribute(Location l) : Expr(ExprKind::attribute, l) {}
  ExprPtr value;
  std::string attr;
  ExprContext ctx = ExprContext::load;
};
struct Subscript final : Expr {
  explicit Subscript(Location l) : Expr(ExprKind::subscript, l) {}
  ExprPtr value;
  ExprPtr slice;
  ExprContext ctx = ExprContext::load;
};
struct Starred final : Expr {
  explicit Starred(Location l) : Expr(ExprKind::starred, l) {}
  ExprPtr value;
  ExprContext ctx = ExprContext::load;
};
struct Name final : Expr {
  explicit Name(Location l) : Expr(ExprKind::name, l) {}
  std::string id;
  ExprContext ctx = ExprContext::load;
};
struct List final : Expr {
  explicit List(Location l) : Expr(ExprKind::list, l) {}
  ExprList elts;
  ExprContext ctx = ExprContext::load;
};
struct Tuple final : Expr {
  explicit Tuple(Location l) : Expr(ExprKind::tuple, l) {}
  ExprList elts;
  ExprContext ctx = ExprContext::load;
};
struct Slice final : Expr {
  explicit Slice(Location l) : Expr(ExprKind::slice, l) {}
  ExprPtr lower;
  ExprPtr upper;
  ExprPtr step;
};

// Patterns of match statements.

enum class PatternKind : std::uint8_t {
  match_value,
  match_singleton,
  match_sequence,
  match_mapping,
  match_class,
  match_star,
  match_as,
  match_or
};

/// A pattern; `kind` says which fields mean something.
struct Pattern {
  PatternKind kind;
  Location at;
  ExprPtr value;  ///< match_value; match_singleton: a Constant; match_class: the class
  std::vector<std::unique_ptr<Pattern>> patterns;  ///< sequence, mapping, class (positional), or
  ExprList keys;                                   ///< match_mapping
  std::vector<std::string> kwd_attrs;              ///< match_class
  std::vector<std::unique_ptr<Pattern>> kwd_patterns;
  std::unique_ptr<Pattern> pattern;  ///< match_as: may be null
  std::string name;                  ///< match_star, match_as: empty for `_`; match_mapping: **rest

  Pattern(PatternKind k, Location l) : kind(k), at(l) {}
};
using PatternPtr = std::unique_ptr<Pattern>;

struct MatchCase {
  PatternPtr pattern;
  ExprPtr guard;
  Body body;
};

// Statements.

/// function_def and async_function_def.
struct FunctionDef final : Stmt {
  FunctionDef(StmtKind k, Location l) : Stmt(k, l) {}
  std::string name;
  Arguments args;
  Body body;
  ExprList decorator_list;
  ExprPtr returns;
};
struct ClassDef final : Stmt {
  explicit ClassDef(Location l) : Stmt(StmtKind::class_def, l) {}
  std::string name;
  ExprList bases;
  std::vector<Keyword> keywords;
  Body body;
  ExprList decorator_list;
};
/// return_ and expr: one expression, which a return may lack.
struct Return final : Stmt {
  explicit Return(Location l) : Stmt(StmtKind::return_, l) {}
  ExprPtr value;
};
struct ExprStmt final : Stmt {
  explicit ExprStmt(Location l) : Stmt(StmtKind::expr, l) {}
  ExprPtr value;
};
struct Delete final : Stmt {
  explicit Delete(Location l) : Stmt(StmtKind::delete_, l) {}
  ExprList targets;
};
struct Assign final : Stmt {
  explicit Assign(Location l) : Stmt(StmtKind::assign, l) {}
  ExprList targets;
  ExprPtr value;
};
struct AugAssign final : Stmt {
  explicit AugAssign(Location l) : Stmt(StmtKind::aug_assign, l) {}
  ExprPtr target;
  Operator op = Operator::add;
  ExprPtr value;
};
struct AnnAssign final : Stmt {
  explicit AnnAssign(Location l) : Stmt(StmtKind::ann_assign, l) {}
  ExprPtr target;
  ExprPtr annotation;
  ExprPtr value;       ///< may be null
  bool simple = true;  ///< the target is a name without parentheses
};
/// for_ and async_for.
struct For final : Stmt {
  For(StmtKind k, Location l) : Stmt(k, l) {}
  ExprPtr target;
  ExprPtr iter;
  Body body;
  Body orelse;
};
struct While final : Stmt {
  explicit While(Location l) : Stmt(StmtKind::while_, l) {}
  ExprPtr test;
  Body body;
  Body orelse;
};
struct If final : Stmt {
  explicit If(Location l) : Stmt(StmtKind::if_, l) {}
  ExprPtr test;
  Body body;
  Body orelse;
};
/// with and async_with.
struct With final : Stmt {
  With(StmtKind k, Location l) : Stmt(k, l) {}
  std::vector<WithItem> items;
  Body body;
};
struct Match final : Stmt {
  explicit Match(Location l) : Stmt(StmtKind::match, l) {}
  ExprPtr subject;
  std::vector<MatchCase> cases;
};
struct Raise final : Stmt {
  explicit Raise(Location l) : Stmt(StmtKind::raise, l) {}
  ExprPtr exc;
  ExprPtr cause;
};
/// try_ and try_star.
struct Try final : Stmt {
  Try(StmtKind k, Location l) : Stmt(k, l) {}
  Body body;
  std::vector<ExceptHandler> handlers;
  Body orelse;
  Body finalbody;
};
struct Assert final : Stmt {
  explicit Assert(Location l) : Stmt(StmtKind::assert_, l) {}
  ExprPtr test;
  ExprPtr msg;
};
/// import and import_from.
struct Import final : Stmt {
  explicit Import(Location l) : Stmt(StmtKind::import, l) {}
  std::vector<Alias> names;
};
struct ImportFrom final : Stmt {
  explicit ImportFrom(Location l) : Stmt(StmtKind::import_from, l) {}
  std::string module;
  std::vector<Alias> names;
  int level = 0;  ///< leading dots
};
/// global and nonlocal.
struct ScopeNames final : Stmt {
  ScopeNames(StmtKind k, Location l) : Stmt(k, l) {}
  std::vector<std::string> names;
};
/// pass, break_ and continue_.
struct Simple final : Stmt {
  Simple(StmtKind k, Location l) : Stmt(k, l) {}
};

/// A whole program.
struct Module {
  Body body;
  std::string filename;
  std::string source;
};

}  // namespace loopscope::python::ast
