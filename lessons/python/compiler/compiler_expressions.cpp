#include <algorithm>

#include <boost/multiprecision/cpp_int.hpp>

#include "lessons/python/compiler/compiler_state.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

using namespace ast;

namespace {

/// Where an attribute that is written over several lines begins in tracebacks: at its own name.
ast::Location from_name(ast::Location at, const Attribute& attribute) {
  if (at.line == attribute.at.end_line) return at;
  at.line = attribute.at.end_line;
  at.column = std::max(attribute.at.end_column - static_cast<int>(attribute.attr.size()), 0);
  if (at.end_line == at.line) at.end_column = std::max(at.end_column, at.column);
  return at;
}

}  // namespace

Value Compiler::constant_value(const Constant& constant) {
  switch (constant.value_kind) {
    case ConstantKind::none:
      return Value::none();
    case ConstantKind::true_:
      return Value::boolean(true);
    case ConstantKind::false_:
      return Value::boolean(false);
    case ConstantKind::ellipsis:
      return Value::ellipsis();
    case ConstantKind::integer:
      return make_integer(interpreter_, BigInteger(constant.text));
    case ConstantKind::floating:
      return make_float(interpreter_, constant.number);
    case ConstantKind::imaginary:
      return make_complex(interpreter_, 0.0, constant.number);
    case ConstantKind::string:
      return Value::share(interpreter_.intern(constant.text));
    case ConstantKind::bytes:
      return make_bytes(interpreter_, constant.text);
  }
  return Value::none();
}

Value Compiler::fold(const ast::Expr& expression) {
  if (expression.kind == ExprKind::constant) return constant_value(as<Constant>(expression));
  if (expression.kind == ExprKind::unary_op) {
    const auto& unary = as<UnaryOp>(expression);
    if (unary.op != UnaryOperator::u_sub || unary.operand->kind != ExprKind::constant) return {};
    const auto& constant = as<Constant>(*unary.operand);
    if (constant.value_kind == ConstantKind::integer) {
      return make_integer(interpreter_, BigInteger(-BigInteger(constant.text)));
    }
    if (constant.value_kind == ConstantKind::floating) {
      return make_float(interpreter_, -constant.number);
    }
    return {};
  }
  if (expression.kind == ExprKind::tuple && as<Tuple>(expression).ctx == ExprContext::load) {
    std::vector<Value> items;
    for (const ExprPtr& element : as<Tuple>(expression).elts) {
      items.push_back(fold(*element));
      if (!items.back()) return {};
    }
    return make_tuple(interpreter_, std::span<const Value>(items));
  }
  return {};
}

void Compiler::visit(const ast::Expr& expression) {
  const ast::Location outer = out_.location();
  out_.at(expression.at);
  Value folded = fold(expression);
  if (folded) {
    out_.emit_constant(std::move(folded));
  } else {
    visit_operation(expression);
  }
  out_.at(outer);
}

void Compiler::visit_operation(const ast::Expr& e) {
  const auto two = [&](const ast::Expr& left, const ast::Expr& right) {
    visit(left);
    visit(right);
    out_.at(e.at);
  };
  switch (e.kind) {
    case ExprKind::bool_op:
      visit_bool(as<BoolOp>(e));
      break;
    case ExprKind::named_expr:
      visit(*as<NamedExpr>(e).value);
      out_.emit(Operation::copy_, 1);
      store(*as<NamedExpr>(e).target);
      break;
    case ExprKind::bin_op:
      two(*as<BinOp>(e).left, *as<BinOp>(e).right);
      out_.emit(Operation::binary_, static_cast<std::size_t>(as<BinOp>(e).op));
      break;
    case ExprKind::unary_op:
      visit(*as<UnaryOp>(e).operand);
      out_.emit(Operation::unary_, static_cast<std::size_t>(as<UnaryOp>(e).op));
      break;
    case ExprKind::lambda:
      visit_lambda(as<Lambda>(e));
      break;
    case ExprKind::if_exp:
      visit_if_exp(as<IfExp>(e));
      break;
    case ExprKind::dict:
      visit_dict(as<Dict>(e));
      break;
    case ExprKind::set:
      visit_elements(as<Set>(e).elts, ExprKind::set);
      break;
    case ExprKind::list:
      visit_elements(as<List>(e).elts, ExprKind::list);
      break;
    case ExprKind::tuple:
      visit_elements(as<Tuple>(e).elts, ExprKind::tuple);
      break;
    case ExprKind::list_comp:
    case ExprKind::set_comp:
    case ExprKind::dict_comp:
    case ExprKind::generator_exp:
      visit_comprehension(e);
      break;
    case ExprKind::await:
      visit(*as<Await>(e).value);
      emit_await(0);
      break;
    case ExprKind::yield:
    case ExprKind::yield_from:
      visit_yield(e);
      break;
    case ExprKind::compare:
      visit_compare(as<Compare>(e));
      break;
    case ExprKind::call:
      visit_call(as<Call>(e));
      break;
    case ExprKind::formatted_value:
      visit_formatted(as<FormattedValue>(e));
      break;
    case ExprKind::joined_str:
      visit_joined(as<JoinedStr>(e));
      break;
    case ExprKind::attribute:
      visit(*as<Attribute>(e).value);
      out_.at(from_name(e.at, as<Attribute>(e)));
      out_.emit_cached(Operation::load_attribute_, mangled(as<Attribute>(e).attr));
      break;
    case ExprKind::subscript:
      visit_subscript(as<Subscript>(e));
      break;
    case ExprKind::starred:
      visit(*as<Starred>(e).value);
      break;
    case ExprKind::name:
      load_name(as<Name>(e).id);
      break;
    case ExprKind::slice:
      visit_slice(as<Slice>(e));
      break;
    case ExprKind::constant:
      out_.emit_constant(constant_value(as<Constant>(e)));
      break;
  }
}

void Compiler::visit_bool(const BoolOp& expression) {
  const Label end = out_.new_label();
  const Operation jump = expression.op == BoolOperator::and_ ? Operation::jump_if_false_or_pop_
                                                             : Operation::jump_if_true_or_pop_;
  for (std::size_t i = 0; i < expression.values.size(); ++i) {
    visit(*expression.values[i]);
    if (i + 1 < expression.values.size()) out_.emit_jump(jump, end);
  }
  out_.bind(end);
}

void Compiler::emit_compare(CompareOperator op) {
  switch (op) {
    case CompareOperator::eq:
      out_.emit(Operation::compare_, static_cast<std::size_t>(CompareKind::equal));
      break;
    case CompareOperator::ne:
      out_.emit(Operation::compare_, static_cast<std::size_t>(CompareKind::not_equal));
      break;
    case CompareOperator::lt:
      out_.emit(Operation::compare_, static_cast<std::size_t>(CompareKind::less));
      break;
    case CompareOperator::lt_e:
      out_.emit(Operation::compare_, static_cast<std::size_t>(CompareKind::less_equal));
      break;
    case CompareOperator::gt:
      out_.emit(Operation::compare_, static_cast<std::size_t>(CompareKind::greater));
      break;
    case CompareOperator::gt_e:
      out_.emit(Operation::compare_, static_cast<std::size_t>(CompareKind::greater_equal));
      break;
    case CompareOperator::is:
      out_.emit(Operation::is_, 0);
      break;
    case CompareOperator::is_not:
      out_.emit(Operation::is_, 1);
      break;
    case CompareOperator::in:
      out_.emit(Operation::contains_, 0);
      break;
    case CompareOperator::not_in:
      out_.emit(Operation::contains_, 1);
      break;
  }
}

void Compiler::visit_compare(const Compare& expression) {
  check_identity(expression);
  visit(*expression.left);
  const std::size_t last = expression.ops.size() - 1;
  const Label cleanup = out_.new_label();
  const Label end = out_.new_label();
  for (std::size_t i = 0; i < last; ++i) {
    visit(*expression.comparators[i]);
    out_.at(expression.at);
    out_.emit(Operation::swap_, 2);
    out_.emit(Operation::copy_, 2);
    emit_compare(expression.ops[i]);
    out_.emit_jump(Operation::jump_if_false_or_pop_, cleanup);
  }
  visit(*expression.comparators[last]);
  out_.at(expression.at);
  emit_compare(expression.ops[last]);
  if (last == 0) return;
  out_.emit_jump(Operation::jump_, end);
  out_.bind(cleanup);
  out_.emit(Operation::swap_, 2);
  out_.emit(Operation::pop_);
  out_.bind(end);
}

void Compiler::visit_if_exp(const IfExp& expression) {
  const Label otherwise = out_.new_label();
  const Label end = out_.new_label();
  visit_condition(*expression.test, otherwise, false);
  visit(*expression.body);
  out_.emit_jump(Operation::jump_, end);
  out_.bind(otherwise);
  visit(*expression.orelse);
  out_.bind(end);
}

// Jumps to `target` if the truth of the expression is `when`.
void Compiler::visit_condition(const ast::Expr& expression, Label target, bool when) {
  const ast::Location outer = out_.location();
  out_.at(expression.at);
  if (expression.kind == ExprKind::unary_op && as<UnaryOp>(expression).op == UnaryOperator::not_) {
    visit_condition(*as<UnaryOp>(expression).operand, target, !when);
  } else if (expression.kind == ExprKind::bool_op) {
    const auto& values = as<BoolOp>(expression).values;
    const bool stops_at = as<BoolOp>(expression).op == BoolOperator::or_;
    const Label past = out_.new_label();
    for (std::size_t i = 0; i + 1 < values.size(); ++i) {
      visit_condition(*values[i], stops_at == when ? target : past, stops_at);
    }
    visit_condition(*values.back(), target, when);
    out_.bind(past);
  } else {
    visit(expression);
    out_.emit_jump(when ? Operation::jump_if_true_ : Operation::jump_if_false_, target);
  }
  out_.at(outer);
}

void Compiler::visit_dict(const Dict& expression) {
  const bool unpacks = std::any_of(expression.keys.begin(), expression.keys.end(),
                                   [](const ExprPtr& key) { return key == nullptr; });
  if (!unpacks) {
    for (std::size_t i = 0; i < expression.keys.size(); ++i) {
      visit(*expression.keys[i]);
      visit(*expression.values[i]);
    }
    out_.at(expression.at);
    out_.emit(Operation::build_dict_, expression.keys.size());
    return;
  }
  out_.emit(Operation::build_dict_, 0);
  for (std::size_t i = 0; i < expression.keys.size(); ++i) {
    if (expression.keys[i]) visit(*expression.keys[i]);
    visit(*expression.values[i]);
    out_.at(expression.at);
    out_.emit(expression.keys[i] ? Operation::dict_add_ : Operation::dict_update_, 1);
  }
}

void Compiler::visit_elements(const ExprList& elements, ExprKind kind) {
  const ast::Location at = out_.location();
  const bool unpacks = std::any_of(elements.begin(), elements.end(), [](const ExprPtr& element) {
    return element->kind == ExprKind::starred;
  });
  const bool is_set = kind == ExprKind::set;
  if (!unpacks) {
    for (const ExprPtr& element : elements) visit(*element);
    out_.at(at);
    out_.emit(is_set                   ? Operation::build_set_
              : kind == ExprKind::list ? Operation::build_list_
                                       : Operation::build_tuple_,
              elements.size());
    return;
  }
  out_.emit(is_set ? Operation::build_set_ : Operation::build_list_, 0);
  for (const ExprPtr& element : elements) {
    visit(*element);
    out_.at(at);
    if (element->kind == ExprKind::starred) {
      out_.emit(is_set ? Operation::set_update_ : Operation::list_extend_, 1);
    } else {
      out_.emit(is_set ? Operation::set_add_ : Operation::list_append_, 1);
    }
  }
  if (kind == ExprKind::tuple) out_.emit(Operation::list_to_tuple_);
}

void Compiler::visit_joined(const JoinedStr& expression) {
  for (const ExprPtr& value : expression.values) visit(*value);
  out_.at(expression.at);
  if (expression.values.empty()) {
    out_.emit_text("");
  } else if (expression.values.size() > 1 ||
             expression.values.front()->kind != ExprKind::formatted_value) {
    out_.emit(Operation::build_string_, expression.values.size());
  }
}

void Compiler::visit_formatted(const FormattedValue& expression) {
  visit(*expression.value);
  if (expression.format_spec) visit(*expression.format_spec);
  out_.at(expression.at);
  out_.emit(Operation::format_value_, static_cast<std::size_t>(expression.conversion),
            expression.format_spec ? 1 : 0);
}

void Compiler::visit_subscript(const Subscript& expression) {
  check_subscript(expression);
  visit(*expression.value);
  visit(*expression.slice);
  out_.at(expression.at);
  out_.emit(Operation::load_subscript_);
}

void Compiler::visit_slice(const Slice& slice) {
  const auto part = [&](const ExprPtr& bound) {
    if (bound) {
      visit(*bound);
    } else {
      load_none();
    }
  };
  part(slice.lower);
  part(slice.upper);
  if (slice.step) visit(*slice.step);
  out_.emit(Operation::build_slice_, slice.step ? 3 : 2);
}

void Compiler::visit_yield(const ast::Expr& expression) {
  if (expression.kind == ExprKind::yield_from) {
    visit(*as<YieldFrom>(expression).value);
    out_.at(expression.at);
    out_.emit(Operation::get_yield_from_iterator_);
    load_none();
    emit_delegation(2);
    return;
  }
  const ExprPtr& value = as<Yield>(expression).value;
  if (value) {
    visit(*value);
  } else {
    load_none();
  }
  out_.at(expression.at);
  emit_yield();
}

Value Compiler::keyword_names(const std::vector<Keyword>& keywords) {
  std::vector<Value> names;
  for (const Keyword& keyword : keywords) {
    names.push_back(Value::share(interpreter_.intern(keyword.name)));
  }
  return make_tuple(interpreter_, std::span<const Value>(names));
}

void Compiler::visit_call(const Call& call) {
  check_called(call);
  const bool unpacks =
      std::any_of(call.args.begin(), call.args.end(),
                  [](const ExprPtr& arg) { return arg->kind == ExprKind::starred; }) ||
      std::any_of(call.keywords.begin(), call.keywords.end(),
                  [](const Keyword& keyword) { return keyword.name.empty(); });
  if (unpacks) {
    visit_unpacked_call(call);
    return;
  }
  if (call.func->kind == ExprKind::attribute) {
    const auto& method = as<Attribute>(*call.func);
    visit(*method.value);
    out_.at(from_name(method.at, method));
    out_.emit_cached(Operation::load_method_, mangled(method.attr));
  } else {
    out_.emit(Operation::push_null_);
    visit(*call.func);
  }
  for (const ExprPtr& arg : call.args) visit(*arg);
  for (const Keyword& keyword : call.keywords) visit(*keyword.value);
  out_.at(call.func->kind == ExprKind::attribute ? from_name(call.at, as<Attribute>(*call.func))
                                                 : call.at);
  const std::size_t count = call.args.size() + call.keywords.size();
  if (call.keywords.empty()) {
    out_.emit(Operation::call_, count);
  } else {
    out_.emit_constant(keyword_names(call.keywords));
    out_.emit(Operation::call_keywords_, count);
  }
}

void Compiler::visit_unpacked_call(const Call& call) {
  out_.emit(Operation::push_null_);
  visit(*call.func);
  out_.emit(Operation::build_list_, 0);
  visit_arguments(call.args, call.keywords);
  out_.at(call.at);
  out_.emit(Operation::call_unpacked_, 0, call.keywords.empty() ? 0 : 1);
}

// A list of the first arguments is on the stack; leaves a tuple and, if there are keywords, a dict.
void Compiler::visit_arguments(const ExprList& arguments, const std::vector<Keyword>& keywords) {
  const ast::Location at = out_.location();
  for (const ExprPtr& argument : arguments) {
    visit(*argument);
    out_.at(at);
    if (argument->kind == ExprKind::starred) {
      out_.emit(Operation::list_extend_, 1, arguments.size() == 1 ? 1 : 0);
    } else {
      out_.emit(Operation::list_append_, 1);
    }
  }
  out_.emit(Operation::list_to_tuple_);
  if (keywords.empty()) return;
  out_.emit(Operation::build_dict_, 0);
  for (const Keyword& keyword : keywords) {
    if (keyword.name.empty()) {
      visit(*keyword.value);
    } else {
      out_.emit_text(keyword.name);
      visit(*keyword.value);
      out_.emit(Operation::build_dict_, 1);
    }
    out_.at(at);
    out_.emit(Operation::dict_merge_, 1);
  }
}

void Compiler::store(const ast::Expr& target) {
  const ast::Location outer = out_.location();
  out_.at(target.at);
  switch (target.kind) {
    case ExprKind::name:
      store_name(as<Name>(target).id);
      break;
    case ExprKind::attribute:
      visit(*as<Attribute>(target).value);
      out_.at(from_name(target.at, as<Attribute>(target)));
      out_.emit_cached(Operation::store_attribute_, mangled(as<Attribute>(target).attr));
      break;
    case ExprKind::subscript:
      visit(*as<Subscript>(target).value);
      visit(*as<Subscript>(target).slice);
      out_.at(target.at);
      out_.emit(Operation::store_subscript_);
      break;
    case ExprKind::list:
      store_elements(as<List>(target).elts, target.at);
      break;
    case ExprKind::tuple:
      store_elements(as<Tuple>(target).elts, target.at);
      break;
    case ExprKind::starred:
      store(*as<Starred>(target).value);
      break;
    default:
      break;
  }
  out_.at(outer);
}

void Compiler::store_elements(const ExprList& elements, const ast::Location& at) {
  const auto star = std::find_if(elements.begin(), elements.end(), [](const ExprPtr& element) {
    return element->kind == ExprKind::starred;
  });
  out_.at(at);
  if (star == elements.end()) {
    out_.emit(Operation::unpack_, elements.size());
  } else {
    out_.emit(Operation::unpack_star_, static_cast<std::size_t>(star - elements.begin()),
              static_cast<std::size_t>(elements.end() - star) - 1);
  }
  for (const ExprPtr& element : elements) store(*element);
}

}  // namespace loopscope::python
