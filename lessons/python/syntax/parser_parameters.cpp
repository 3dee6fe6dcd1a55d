#include <set>

#include "lessons/python/syntax/parser_state.h"

namespace loopscope::python {

using namespace ast;

/// How far the parameters of one function have come.
struct ParameterState {
  bool seen_slash = false;
  bool seen_star = false;  ///< `*` or `*args`: what follows is keyword-only
  bool bare_star = false;  ///< `*` alone, which must be followed by a name
  bool seen_default = false;
  Location star;
};

Arg Parser::parse_arg(bool annotations, bool star) {
  const Location start = now().at;
  Arg arg;
  arg.name = expect_name();
  if (annotations && accept_op(":"))
    arg.annotation = star ? parse_star_named(false) : parse_expression();
  arg.at = from(start);
  return arg;
}

// Up to, not including, the token `end`: ")" of a def or ":" of a lambda.
Arguments Parser::parse_parameters(std::string_view end, bool annotations) {
  Arguments parameters;
  ParameterState state;
  while (!at_op(end)) {
    if (parameters.kwarg) {
      if (at_op("*") || at_op("**") || at_op("/"))
        fail("arguments cannot follow var-keyword argument", now().at);
      fail("arguments cannot follow var-keyword argument", now().at);
    }
    parse_parameter(parameters, annotations, state);
    if (!accept_op(",")) break;
  }
  if (state.bare_star && parameters.kwonlyargs.empty()) {
    fail("named arguments must follow bare *", state.star);
  }
  return parameters;
}

void Parser::parse_parameter(Arguments& parameters, bool annotations, ParameterState& state) {
  const Location start = now().at;
  if (accept_op("/")) {
    if (state.seen_slash) fail("/ may appear only once", start);
    if (state.seen_star) fail("/ must be ahead of *", start);
    if (parameters.args.empty()) fail("at least one argument must precede /", start);
    state.seen_slash = true;
    parameters.posonlyargs = std::move(parameters.args);
    parameters.args.clear();
    return;
  }
  if (accept_op("**")) {
    parameters.kwarg = parse_arg(annotations, false);
    if (at_op("=")) fail("var-keyword argument cannot have default value", now().at);
    return;
  }
  if (accept_op("*")) {
    if (state.seen_star) fail("* argument may appear only once", start);
    state.seen_star = true;
    state.star = start;
    if (at_op(",")) {
      state.bare_star = true;
      return;
    }
    if (!at_name()) fail("named arguments must follow bare *", start);
    parameters.vararg = parse_arg(annotations, true);
    if (at_op("=")) fail("var-positional argument cannot have default value", now().at);
    return;
  }
  if (at_op("(")) {
    const std::size_t mark = position_;
    const Expr group = parse_group();
    if (group->kind == ExprKind::tuple || group->kind == ExprKind::name) {
      fail(annotations ? "Function parameters cannot be parenthesized"
                       : "Lambda expression parameters cannot be parenthesized",
           group->at);
    }
    position_ = mark;
    invalid_syntax();
  }
  Arg arg = parse_arg(annotations, false);
  Expr value;
  if (accept_op("=")) {
    if (at_op(",") || at_op(")")) fail("expected default value expression", before().at);
    value = parse_expression();
  }
  if (state.seen_star) {
    parameters.kwonlyargs.push_back(std::move(arg));
    parameters.kw_defaults.push_back(std::move(value));
    return;
  }
  if (!value && state.seen_default) {
    fail("non-default argument follows default argument", arg.at);
  }
  state.seen_default = value != nullptr;
  if (value) parameters.defaults.push_back(std::move(value));
  parameters.args.push_back(std::move(arg));
}

}  // namespace loopscope::python
