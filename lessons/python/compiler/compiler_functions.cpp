#include <algorithm>

#include "lessons/python/compiler/compiler_state.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

using namespace ast;

void Compiler::visit_decorators(const ExprList& decorators) {
  for (const ExprPtr& decorator : decorators) {
    out_.at(decorator->at);
    visit(*decorator);
  }
}

void Compiler::apply_decorators(const ExprList& decorators) {
  for (auto decorator = decorators.rbegin(); decorator != decorators.rend(); ++decorator) {
    out_.at((*decorator)->at);
    out_.emit(Operation::call_, 0);
  }
}

std::uint16_t Compiler::visit_defaults(const ast::Arguments& arguments) {
  std::uint16_t parts = 0;
  if (!arguments.defaults.empty()) {
    for (const ExprPtr& value : arguments.defaults) visit(*value);
    out_.emit(Operation::build_tuple_, arguments.defaults.size());
    parts |= FunctionParts::defaults;
  }
  std::size_t count = 0;
  for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
    if (!arguments.kw_defaults[i]) continue;
    out_.emit_text(mangled(arguments.kwonlyargs[i].name));
    visit(*arguments.kw_defaults[i]);
    ++count;
  }
  if (count > 0) {
    out_.emit(Operation::build_dict_, count);
    parts |= FunctionParts::kw_defaults;
  }
  return parts;
}

void Compiler::visit_annotation(const ast::Expr& annotation) {
  if (!future_annotations_) {
    visit(annotation);
    return;
  }
  const ast::Location& at = annotation.at;
  const std::string_view first = source_.line(at.line);
  const auto begin = static_cast<std::size_t>(at.column);
  const std::size_t end =
      at.end_line == at.line ? static_cast<std::size_t>(at.end_column) : first.size();
  out_.emit_text(first.substr(begin, end - begin));
}

std::uint16_t Compiler::visit_annotations(const FunctionDef& function) {
  std::size_t count = 0;
  const auto add = [&](const std::string& name, const ast::ExprPtr& annotation) {
    if (!annotation) return;
    out_.emit_text(mangled(name));
    visit_annotation(*annotation);
    ++count;
  };
  const ast::Arguments& arguments = function.args;
  for (const Arg& arg : arguments.posonlyargs) add(arg.name, arg.annotation);
  for (const Arg& arg : arguments.args) add(arg.name, arg.annotation);
  if (arguments.vararg) add(arguments.vararg->name, arguments.vararg->annotation);
  for (const Arg& arg : arguments.kwonlyargs) add(arg.name, arg.annotation);
  if (arguments.kwarg) add(arguments.kwarg->name, arguments.kwarg->annotation);
  add("return", function.returns);
  if (count == 0) return 0;
  out_.emit(Operation::build_dict_, count);
  return FunctionParts::annotations;
}

// The code's free variables are cells here, or free here too.
void Compiler::make_function(const Value& code, const Scope& scope, std::uint16_t parts) {
  if (!scope.frees.empty()) {
    for (const std::string& name : scope.frees) {
      out_.emit(Operation::load_closure_, cell_slot(name));
    }
    out_.emit(Operation::build_tuple_, scope.frees.size());
    parts |= FunctionParts::closure;
  }
  out_.emit_constant(code);
  out_.emit(Operation::make_function_, 0, parts);
}

void Compiler::begin_function(const ast::Arguments* arguments) {
  if (arguments != nullptr) {
    positional_only_count_ = static_cast<std::uint32_t>(arguments->posonlyargs.size());
    argument_count_ = positional_only_count_ + static_cast<std::uint32_t>(arguments->args.size());
    keyword_only_count_ = static_cast<std::uint32_t>(arguments->kwonlyargs.size());
    if (arguments->vararg) flags_ |= CodeObject::var_args;
    if (arguments->kwarg) flags_ |= CodeObject::var_keywords;
  }
  if (scope_.is_generator || scope_.is_coroutine) {
    out_.emit(Operation::return_generator_);
    out_.emit(Operation::pop_);
  }
  out_.emit(Operation::resume_, 0, 0);
}

Value Compiler::function_code(const FunctionDef& function) {
  out_.at({function.at.line, 0, function.at.line, 0});
  set_docstring(function.body, true);
  begin_function(&function.args);
  visit(function.body);
  return finish(function.decorator_list.empty() ? function.at.line
                                                : function.decorator_list.front()->at.line);
}

void Compiler::visit_function(const FunctionDef& function) {
  visit_decorators(function.decorator_list);
  const ast::Location& at = function.at;
  out_.at(at);
  std::uint16_t parts = visit_defaults(function.args);
  parts |= visit_annotations(function);
  const Scope& scope = table_.scope_of(&function);
  const Value code = Compiler(interpreter_, table_, scope, source_, inner_qualname(function.name),
                              future_annotations_)
                         .function_code(function);
  out_.at(at);
  make_function(code, scope, parts);
  apply_decorators(function.decorator_list);
  out_.at(at);
  store_name(function.name);
}

void Compiler::visit_lambda(const Lambda& lambda) {
  const std::uint16_t parts = visit_defaults(lambda.args);
  const Scope& scope = table_.scope_of(&lambda);
  Compiler inner(interpreter_, table_, scope, source_, inner_qualname("<lambda>"),
                 future_annotations_);
  inner.out_.at(lambda.at);
  inner.out_.reserve_first_constant(Value::none());
  inner.begin_function(&lambda.args);
  inner.visit(*lambda.body);
  inner.out_.at(lambda.body->at);
  inner.out_.emit(Operation::return_value_);
  const Value code = inner.finish(lambda.at.line);
  out_.at(lambda.at);
  make_function(code, scope, parts);
}

Value Compiler::class_code(const ClassDef& definition) {
  out_.at({definition.at.line, 0, definition.at.line, 0});
  out_.emit(Operation::resume_);
  out_.emit_named(Operation::load_name_, "__name__");
  out_.emit_named(Operation::store_name_, "__module__");
  out_.emit_text(qualname_);
  out_.emit_named(Operation::store_name_, "__qualname__");
  if (has_annotations(definition.body)) out_.emit(Operation::setup_annotations_);
  set_docstring(definition.body, false);
  visit(definition.body);
  out_.at({definition.at.line, 0, definition.at.line, 0});
  if (scope_.needs_class_cell) {
    out_.emit(Operation::load_closure_, cell_slot("__class__"));
    out_.emit(Operation::copy_, 1);
    out_.emit_named(Operation::store_name_, "__classcell__");
  } else {
    load_none();
  }
  out_.emit(Operation::return_value_);
  return finish(definition.decorator_list.empty() ? definition.at.line
                                                  : definition.decorator_list.front()->at.line);
}

void Compiler::visit_class(const ClassDef& definition) {
  visit_decorators(definition.decorator_list);
  const Scope& scope = table_.scope_of(&definition);
  const Value code = Compiler(interpreter_, table_, scope, source_, inner_qualname(definition.name),
                              future_annotations_)
                         .class_code(definition);
  out_.at(definition.at);
  out_.emit(Operation::push_null_);
  out_.emit(Operation::load_build_class_);
  const bool unpacks =
      std::any_of(definition.bases.begin(), definition.bases.end(),
                  [](const ExprPtr& base) { return base->kind == ExprKind::starred; }) ||
      std::any_of(definition.keywords.begin(), definition.keywords.end(),
                  [](const Keyword& keyword) { return keyword.name.empty(); });
  make_function(code, scope, 0);
  out_.emit_text(definition.name);
  if (unpacks) {
    out_.emit(Operation::build_list_, 2);
    visit_arguments(definition.bases, definition.keywords);
    out_.emit(Operation::call_unpacked_, 0, definition.keywords.empty() ? 0 : 1);
  } else {
    for (const ExprPtr& base : definition.bases) visit(*base);
    for (const Keyword& keyword : definition.keywords) visit(*keyword.value);
    out_.at(definition.at);
    const std::size_t count = 2 + definition.bases.size() + definition.keywords.size();
    if (definition.keywords.empty()) {
      out_.emit(Operation::call_, count);
    } else {
      out_.emit_constant(keyword_names(definition.keywords));
      out_.emit(Operation::call_keywords_, count);
    }
  }
  apply_decorators(definition.decorator_list);
  out_.at(definition.at);
  store_name(definition.name);
}

// Comprehensions: a function of its own, called at once with the first iterator.

void Compiler::visit_comprehension(const ast::Expr& expression) {
  const Scope& scope = table_.scope_of(&expression);
  const Value code = Compiler(interpreter_, table_, scope, source_, inner_qualname(scope.name),
                              future_annotations_)
                         .comprehension_code(expression);
  out_.at(expression.at);
  make_function(code, scope, 0);
  const Comprehension& first = generators_of(expression).front();
  visit(*first.iter);
  out_.at(expression.at);
  out_.emit(first.is_async ? Operation::get_async_iterator_ : Operation::get_iterator_);
  out_.emit(Operation::call_, 0);
  if (scope.is_coroutine && expression.kind != ExprKind::generator_exp) emit_await(0);
}

Value Compiler::comprehension_code(const ast::Expr& expression) {
  out_.at(expression.at);
  argument_count_ = 1;
  begin_function(nullptr);
  switch (expression.kind) {
    case ExprKind::list_comp:
      out_.emit(Operation::build_list_, 0);
      break;
    case ExprKind::set_comp:
      out_.emit(Operation::build_set_, 0);
      break;
    case ExprKind::dict_comp:
      out_.emit(Operation::build_dict_, 0);
      break;
    default:
      break;
  }
  comprehension_part(expression, 0);
  if (expression.kind == ExprKind::generator_exp) load_none();
  out_.at(expression.at);
  out_.emit(Operation::return_value_);
  return finish(expression.at.line);
}

void Compiler::comprehension_part(const ast::Expr& expression, std::size_t index) {
  const Comprehension& part = generators_of(expression)[index];
  if (part.is_async) {
    async_comprehension_part(expression, index);
    return;
  }
  if (index == 0) {
    out_.emit(Operation::load_local_, 0);
  } else {
    visit(*part.iter);
    out_.at(expression.at);
    out_.emit(Operation::get_iterator_);
  }
  const Label start = out_.new_label();
  const Label skip = out_.new_label();
  const Label end = out_.new_label();
  out_.bind(start);
  out_.at(expression.at);
  out_.emit_jump(Operation::for_next_, end);
  store(*part.target);
  comprehension_body(expression, index, skip);
  out_.bind(skip);
  out_.emit_jump(Operation::jump_back_, start);
  out_.bind(end);
}

void Compiler::async_comprehension_part(const ast::Expr& expression, std::size_t index) {
  const Comprehension& part = generators_of(expression)[index];
  if (index == 0) {
    out_.emit(Operation::load_local_, 0);
  } else {
    visit(*part.iter);
    out_.at(expression.at);
    out_.emit(Operation::get_async_iterator_);
  }
  const Label start = out_.new_label();
  const Label skip = out_.new_label();
  const Label end = out_.new_label();
  out_.bind(start);
  out_.at(expression.at);
  out_.open_region(end, out_.depth(), false);
  out_.emit(Operation::get_async_next_);
  load_none();
  emit_delegation(3);
  out_.close_region();
  store(*part.target);
  comprehension_body(expression, index, skip);
  out_.bind(skip);
  out_.emit_jump(Operation::jump_back_, start);
  out_.bind(end);
  out_.emit(Operation::end_async_for_);
}

void Compiler::comprehension_body(const ast::Expr& expression, std::size_t index, Label skip) {
  for (const ExprPtr& condition : generators_of(expression)[index].ifs) {
    visit_condition(*condition, skip, false);
  }
  if (index + 1 < generators_of(expression).size()) {
    comprehension_part(expression, index + 1);
  } else {
    comprehension_element(expression, generators_of(expression).size() + 1);
  }
}

void Compiler::comprehension_element(const ast::Expr& expression, std::size_t depth) {
  if (expression.kind == ExprKind::dict_comp) {
    visit(*as<DictComp>(expression).key);
    visit(*as<DictComp>(expression).value);
    out_.emit(Operation::dict_add_, depth);
    return;
  }
  const ast::Expr& element = *as<Comp>(expression).elt;
  visit(element);
  out_.at(element.at);
  switch (expression.kind) {
    case ExprKind::list_comp:
      out_.emit(Operation::list_append_, depth);
      break;
    case ExprKind::set_comp:
      out_.emit(Operation::set_add_, depth);
      break;
    default:
      emit_yield();
      out_.emit(Operation::pop_);
      break;
  }
}

void Compiler::emit_yield() {
  if (scope_.is_coroutine) out_.emit(Operation::async_generator_wrap_);
  out_.emit(Operation::yield_value_);
  out_.emit(Operation::resume_, 0, 1);
}

void Compiler::emit_await(std::size_t kind) {
  out_.emit(Operation::get_awaitable_, kind);
  load_none();
  emit_delegation(3);
}

// iterator, sent -> value: passes on what the iterator yields until it returns.
void Compiler::emit_delegation(std::size_t resume) {
  const Label start = out_.new_label();
  const Label exit = out_.new_label();
  out_.bind(start);
  out_.emit_jump(Operation::send_, exit);
  out_.emit_yield_to(exit);
  out_.emit(Operation::resume_, 0, resume);
  out_.emit_jump(Operation::jump_back_, start);
  out_.bind(exit);
}

}  // namespace loopscope::python
