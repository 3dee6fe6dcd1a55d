#pragma once

#include "lessons/python/syntax/ast.h"

namespace loopscope::python::ast {

/// Calls `visit(expression)` for each expression directly inside `expression`, in the order in
/// which they are evaluated. A lambda's and a comprehension's parts are left out: they have scopes
/// of their own.
template <class F>
void for_each_child(const Expr& expression, F&& visit) {
  const auto one = [&](const ExprPtr& child) {
    if (child) visit(*child);
  };
  const auto all = [&](const ExprList& children) {
    for (const ExprPtr& child : children) one(child);
  };
  switch (expression.kind) {
    case ExprKind::bool_op:
      all(as<BoolOp>(expression).values);
      break;
    case ExprKind::named_expr:
      one(as<NamedExpr>(expression).value);
      one(as<NamedExpr>(expression).target);
      break;
    case ExprKind::bin_op:
      one(as<BinOp>(expression).left);
      one(as<BinOp>(expression).right);
      break;
    case ExprKind::unary_op:
      one(as<UnaryOp>(expression).operand);
      break;
    case ExprKind::if_exp:
      one(as<IfExp>(expression).test);
      one(as<IfExp>(expression).body);
      one(as<IfExp>(expression).orelse);
      break;
    case ExprKind::dict:
      all(as<Dict>(expression).keys);
      all(as<Dict>(expression).values);
      break;
    case ExprKind::set:
      all(as<Set>(expression).elts);
      break;
    case ExprKind::await:
      one(as<Await>(expression).value);
      break;
    case ExprKind::yield:
      one(as<Yield>(expression).value);
      break;
    case ExprKind::yield_from:
      one(as<YieldFrom>(expression).value);
      break;
    case ExprKind::compare:
      one(as<Compare>(expression).left);
      all(as<Compare>(expression).comparators);
      break;
    case ExprKind::call:
      one(as<Call>(expression).func);
      all(as<Call>(expression).args);
      for (const Keyword& keyword : as<Call>(expression).keywords) one(keyword.value);
      break;
    case ExprKind::formatted_value:
      one(as<FormattedValue>(expression).value);
      one(as<FormattedValue>(expression).format_spec);
      break;
    case ExprKind::joined_str:
      all(as<JoinedStr>(expression).values);
      break;
    case ExprKind::attribute:
      one(as<Attribute>(expression).value);
      break;
    case ExprKind::subscript:
      one(as<Subscript>(expression).value);
      one(as<Subscript>(expression).slice);
      break;
    case ExprKind::starred:
      one(as<Starred>(expression).value);
      break;
    case ExprKind::list:
      all(as<List>(expression).elts);
      break;
    case ExprKind::tuple:
      all(as<Tuple>(expression).elts);
      break;
    case ExprKind::slice:
      one(as<Slice>(expression).lower);
      one(as<Slice>(expression).upper);
      one(as<Slice>(expression).step);
      break;
    case ExprKind::lambda:
    case ExprKind::list_comp:
    case ExprKind::set_comp:
    case ExprKind::dict_comp:
    case ExprKind::generator_exp:
    case ExprKind::constant:
    case ExprKind::name:
      break;
  }
}

/// True for the four kinds of comprehension.
inline bool is_comprehension(const Expr& expression) {
  return expression.kind == ExprKind::list_comp || expression.kind == ExprKind::set_comp ||
         expression.kind == ExprKind::dict_comp || expression.kind == ExprKind::generator_exp;
}

/// The `for` parts of a comprehension.
inline const std::vector<Comprehension>& generators_of(const Expr& expression) {
  return expression.kind == ExprKind::dict_comp ? as<DictComp>(expression).generators
                                                : as<Comp>(expression).generators;
}

}  // namespace loopscope::python::ast
