// SyntaxWarnings: what compiles, but can hardly be meant.

#include "lessons/python/compiler/compiler_state.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/warnings.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

using namespace ast;

void Compiler::warn_of(const std::string& text, const ast::Location& at) {
  warn_at(interpreter_, source_.filename(), at.line, "SyntaxWarning", text);
}

/// Name of the type that the value of `expression` certainly has; empty: it may be anything.
std::string Compiler::certain_type(const ast::Expr& expression) {
  if (const Value constant = fold(expression)) {
    return std::string(type_name(interpreter_, constant));
  }
  switch (expression.kind) {
    case ExprKind::tuple:
      return "tuple";
    case ExprKind::list:
    case ExprKind::list_comp:
      return "list";
    case ExprKind::dict:
    case ExprKind::dict_comp:
      return "dict";
    case ExprKind::set:
    case ExprKind::set_comp:
      return "set";
    case ExprKind::generator_exp:
      return "generator";
    case ExprKind::lambda:
      return "function";
    case ExprKind::joined_str:
    case ExprKind::formatted_value:
      return "str";
    default:
      return {};
  }
}

void Compiler::check_called(const Call& call) {
  const std::string type = certain_type(*call.func);
  if (type.empty() || type == "function") return;
  warn_of("'" + type + "' object is not callable; perhaps you missed a comma?", call.at);
}

void Compiler::check_subscript(const Subscript& subscript) {
  const std::string type = certain_type(*subscript.value);
  const bool is_sequence = type == "str" || type == "bytes" || type == "tuple" || type == "list";
  if (type.empty() || type == "dict") return;
  if (!is_sequence) {
    warn_of("'" + type + "' object is not subscriptable; perhaps you missed a comma?",
            subscript.at);
    return;
  }
  const std::string index = certain_type(*subscript.slice);
  if (index.empty() || index == "int" || index == "bool") return;
  warn_of(
      type + " indices must be integers or slices, not " + index + "; perhaps you missed a comma?",
      subscript.at);
}

void Compiler::check_identity(const Compare& comparison) {
  const auto is_literal = [this](const ast::Expr& operand) {
    const Value constant = fold(operand);
    return constant && !constant.is_none() && !constant.is_boolean() && !constant.is_ellipsis();
  };
  bool before = is_literal(*comparison.left);
  for (std::size_t i = 0; i < comparison.ops.size(); ++i) {
    const bool literal = is_literal(*comparison.comparators[i]);
    const bool is = comparison.ops[i] == CompareOperator::is;
    if ((is || comparison.ops[i] == CompareOperator::is_not) && (before || literal)) {
      warn_of(is ? "\"is\" with a literal. Did you mean \"==\"?"
                 : "\"is not\" with a literal. Did you mean \"!=\"?",
              comparison.at);
      return;
    }
    before = literal;
  }
}

void Compiler::check_assertion(const Assert& statement) {
  if (statement.test->kind != ExprKind::tuple || as<Tuple>(*statement.test).elts.empty()) return;
  warn_of("assertion is always true, perhaps remove parentheses?", statement.at);
}

}  // namespace loopscope::python
