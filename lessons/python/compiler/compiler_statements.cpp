#include "lessons/python/compiler/compiler_state.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

using namespace ast;

void Compiler::visit(const Body& body) {
  for (const StmtPtr& statement : body) visit(*statement);
}

void Compiler::visit(const Stmt& statement) {
  out_.at(statement.at);
  switch (statement.kind) {
    case StmtKind::function_def:
    case StmtKind::async_function_def:
      visit_function(as<FunctionDef>(statement));
      break;
    case StmtKind::class_def:
      visit_class(as<ClassDef>(statement));
      break;
    case StmtKind::return_:
      visit_return(as<Return>(statement));
      break;
    case StmtKind::delete_:
      for (const ExprPtr& target : as<Delete>(statement).targets) visit_delete(*target);
      break;
    case StmtKind::assign:
      visit_assign(as<Assign>(statement));
      break;
    case StmtKind::aug_assign:
      visit_augmented(as<AugAssign>(statement));
      break;
    case StmtKind::ann_assign:
      visit_annotated(as<AnnAssign>(statement));
      break;
    case StmtKind::raise: {
      const auto& raise = as<Raise>(statement);
      if (raise.exc) visit(*raise.exc);
      if (raise.cause) visit(*raise.cause);
      out_.at(statement.at);
      out_.emit(Operation::raise_, raise.cause ? 2 : raise.exc ? 1 : 0);
      break;
    }
    case StmtKind::assert_:
      visit_assert(as<Assert>(statement));
      break;
    case StmtKind::import:
      visit_import(as<Import>(statement));
      break;
    case StmtKind::import_from:
      visit_import_from(as<ImportFrom>(statement));
      break;
    case StmtKind::global:
    case StmtKind::nonlocal:
      break;
    case StmtKind::expr: {
      const ast::Expr& value = *as<ExprStmt>(statement).value;
      if (value.kind == ExprKind::constant) {
        out_.emit(Operation::nop_);
        break;
      }
      visit(value);
      out_.at(statement.at);
      out_.emit(Operation::pop_);
      break;
    }
    case StmtKind::pass:
      out_.emit(Operation::nop_);
      break;
    case StmtKind::break_:
      visit_break(statement, false);
      break;
    case StmtKind::continue_:
      visit_break(statement, true);
      break;
    default:
      visit_compound(statement);
      break;
  }
}

void Compiler::visit_compound(const Stmt& statement) {
  switch (statement.kind) {
    case StmtKind::for_:
      visit_for(as<For>(statement));
      break;
    case StmtKind::async_for:
      visit_async_for(as<For>(statement));
      break;
    case StmtKind::while_:
      visit_while(as<While>(statement));
      break;
    case StmtKind::if_:
      visit_if(as<If>(statement));
      break;
    case StmtKind::with:
    case StmtKind::async_with:
      visit_with(as<With>(statement), 0);
      break;
    case StmtKind::match:
      visit_match(as<Match>(statement));
      break;
    case StmtKind::try_:
      visit_try(as<Try>(statement));
      break;
    default:
      visit_try_star(as<Try>(statement));
      break;
  }
}

void Compiler::visit_assign(const Assign& statement) {
  visit(*statement.value);
  for (std::size_t i = 0; i < statement.targets.size(); ++i) {
    if (i + 1 < statement.targets.size()) out_.emit(Operation::copy_, 1);
    store(*statement.targets[i]);
  }
}

void Compiler::visit_augmented(const AugAssign& statement) {
  const ast::Expr& target = *statement.target;
  const auto operate = [&] {
    visit(*statement.value);
    out_.at(statement.at);
    out_.emit(Operation::inplace_, static_cast<std::size_t>(statement.op));
    out_.at(target.at);
  };
  out_.at(target.at);
  if (target.kind == ExprKind::name) {
    load_name(as<Name>(target).id);
    operate();
    store_name(as<Name>(target).id);
  } else if (target.kind == ExprKind::attribute) {
    const auto& attribute = as<Attribute>(target);
    visit(*attribute.value);
    out_.emit(Operation::copy_, 1);
    out_.at(target.at);
    out_.emit_cached(Operation::load_attribute_, mangled(attribute.attr));
    operate();
    out_.emit(Operation::swap_, 2);
    out_.emit_cached(Operation::store_attribute_, mangled(attribute.attr));
  } else {
    const auto& subscript = as<Subscript>(target);
    visit(*subscript.value);
    if (subscript.slice->kind == ExprKind::slice) {
      visit_slice(as<Slice>(*subscript.slice));
    } else {
      visit(*subscript.slice);
    }
    out_.at(target.at);
    out_.emit(Operation::copy_, 2);
    out_.emit(Operation::copy_, 2);
    out_.emit(Operation::load_subscript_);
    operate();
    out_.emit(Operation::swap_, 3);
    out_.emit(Operation::swap_, 2);
    out_.emit(Operation::store_subscript_);
  }
}

void Compiler::visit_annotated(const AnnAssign& statement) {
  if (statement.value) {
    visit(*statement.value);
    store(*statement.target);
  }
  const bool kept = scope_.kind != Scope::Kind::function;
  if (statement.target->kind == ExprKind::name) {
    if (!statement.simple || !kept) return;
    visit_annotation(*statement.annotation);
    out_.emit_named(Operation::load_name_, "__annotations__");
    out_.emit_text(mangled(as<Name>(*statement.target).id));
    out_.emit(Operation::store_subscript_);
    return;
  }
  if (!statement.value) {
    // `a.b: int` evaluates a, and nothing else.
    const ast::Expr& owner = statement.target->kind == ExprKind::attribute
                                 ? *as<Attribute>(*statement.target).value
                                 : *as<Subscript>(*statement.target).value;
    visit(owner);
    out_.emit(Operation::pop_);
  }
  if (kept && !future_annotations_) {
    visit(*statement.annotation);
    out_.emit(Operation::pop_);
  }
}

void Compiler::visit_delete(const ast::Expr& target) {
  out_.at(target.at);
  switch (target.kind) {
    case ExprKind::name:
      delete_name(as<Name>(target).id);
      break;
    case ExprKind::attribute:
      visit(*as<Attribute>(target).value);
      out_.at(target.at);
      out_.emit_named(Operation::delete_attribute_, mangled(as<Attribute>(target).attr));
      break;
    case ExprKind::subscript: {
      const auto& subscript = as<Subscript>(target);
      visit(*subscript.value);
      if (subscript.slice->kind == ExprKind::slice) {
        visit_slice(as<Slice>(*subscript.slice));
      } else {
        visit(*subscript.slice);
      }
      out_.at(target.at);
      out_.emit(Operation::delete_subscript_);
      break;
    }
    default:
      for_each_child(target, [this](const ast::Expr& child) { visit_delete(child); });
      break;
  }
}

namespace {

/// The comparison that a failed assertion is marked at: the last of those that decide; may be null.
const ast::Expr* last_comparison(const ast::Expr& test) {
  if (test.kind == ExprKind::compare) return &test;
  if (test.kind == ExprKind::unary_op && as<UnaryOp>(test).op == UnaryOperator::not_) {
    return last_comparison(*as<UnaryOp>(test).operand);
  }
  const ast::Expr* last = nullptr;
  const auto look = [&](const ast::Expr& part) {
    if (const ast::Expr* found = last_comparison(part)) last = found;
  };
  if (test.kind == ExprKind::bool_op) {
    for (const ExprPtr& value : as<BoolOp>(test).values) look(*value);
  } else if (test.kind == ExprKind::if_exp) {
    const auto& choice = as<IfExp>(test);
    for (const ExprPtr* part : {&choice.test, &choice.body, &choice.orelse}) look(**part);
  }
  return last;
}

}  // namespace

void Compiler::visit_assert(const Assert& statement) {
  check_assertion(statement);
  const Label end = out_.new_label();
  visit_condition(*statement.test, end, true);
  const ast::Expr* compared = last_comparison(*statement.test);
  out_.at(compared != nullptr ? compared->at : statement.at);
  out_.emit(Operation::load_assertion_error_);
  if (statement.msg) visit(*statement.msg);
  if (statement.msg) out_.emit(Operation::call_, 0);
  out_.emit(Operation::raise_, 1);
  out_.bind(end);
}

void Compiler::visit_import(const Import& statement) {
  for (const Alias& alias : statement.names) {
    out_.emit_constant(Value::small(0));
    load_none();
    out_.emit_named(Operation::import_name_, alias.name);
    const std::size_t dot = alias.name.find('.');
    if (alias.asname.empty()) {
      store_name(alias.name.substr(0, dot));
      continue;
    }
    for (std::size_t begin = dot; begin != std::string::npos;) {
      const std::size_t end = alias.name.find('.', begin + 1);
      out_.emit_named(Operation::import_from_, alias.name.substr(begin + 1, end - begin - 1));
      out_.emit(Operation::swap_, 2);
      out_.emit(Operation::pop_);
      begin = end;
    }
    store_name(alias.asname);
  }
}

void Compiler::visit_import_from(const ImportFrom& statement) {
  std::vector<Value> names;
  for (const Alias& alias : statement.names) {
    names.push_back(Value::share(interpreter_.intern(alias.name)));
  }
  out_.emit_constant(Value::small(statement.level));
  out_.emit_constant(make_tuple(interpreter_, std::span<const Value>(names)));
  out_.emit_named(Operation::import_name_, statement.module);
  if (statement.names.front().name == "*") {
    out_.emit(Operation::import_star_);
    return;
  }
  for (const Alias& alias : statement.names) {
    out_.emit_named(Operation::import_from_, alias.name);
    store_name(alias.asname.empty() ? alias.name : alias.asname);
  }
  out_.emit(Operation::pop_);
}

void Compiler::visit_if(const If& statement) {
  const Label end = out_.new_label();
  const Label otherwise = statement.orelse.empty() ? end : out_.new_label();
  visit_condition(*statement.test, otherwise, false);
  visit(statement.body);
  if (!statement.orelse.empty()) {
    if (out_.reachable()) out_.emit_jump(Operation::jump_, end);
    out_.bind(otherwise);
    visit(statement.orelse);
  }
  out_.bind(end);
}

void Compiler::visit_while(const While& statement) {
  const Label start = out_.new_label();
  const Label otherwise = out_.new_label();
  const Label end = out_.new_label();
  out_.bind(start);
  blocks_.push_back({Block::Kind::while_loop, start, end, nullptr, {}, 0, false, statement.at});
  visit_condition(*statement.test, otherwise, false);
  visit(statement.body);
  out_.at(statement.at);
  if (out_.reachable()) out_.emit_jump(Operation::jump_back_, start);
  blocks_.pop_back();
  out_.bind(otherwise);
  visit(statement.orelse);
  out_.bind(end);
}

// next item -> ; goes back to `start`.
void Compiler::visit_for_body(const For& statement, Label start, Label end) {
  const bool is_async = statement.kind == StmtKind::async_for;
  blocks_.push_back({Block::Kind::for_loop, start, end, nullptr, {}, 0, is_async, statement.at});
  store(*statement.target);
  visit(statement.body);
  out_.at(statement.at);
  if (out_.reachable()) out_.emit_jump(Operation::jump_back_, start);
  blocks_.pop_back();
}

void Compiler::visit_for(const For& statement) {
  const Label start = out_.new_label();
  const Label finished = out_.new_label();
  const Label end = out_.new_label();
  const int before = out_.depth();
  visit(*statement.iter);
  out_.at(statement.at);
  out_.emit(Operation::get_iterator_);
  out_.bind(start);
  out_.at(statement.at);
  out_.emit_jump(Operation::for_next_, finished);
  visit_for_body(statement, start, end);
  out_.bind(finished);
  visit(statement.orelse);
  out_.set_depth(before);
  out_.bind(end);
}

void Compiler::visit_async_for(const For& statement) {
  const Label start = out_.new_label();
  const Label finished = out_.new_label();
  const Label end = out_.new_label();
  const int before = out_.depth();
  visit(*statement.iter);
  out_.at(statement.at);
  out_.emit(Operation::get_async_iterator_);
  out_.bind(start);
  out_.at(statement.at);
  out_.open_region(finished, out_.depth(), false);
  out_.emit(Operation::get_async_next_);
  load_none();
  emit_delegation(3);
  out_.close_region();
  visit_for_body(statement, start, end);
  out_.bind(finished);
  out_.at(statement.iter->at);
  out_.emit(Operation::end_async_for_);
  visit(statement.orelse);
  out_.set_depth(before);
  out_.bind(end);
}

void Compiler::visit_return(const Return& statement) {
  const bool constant = !statement.value || statement.value->kind == ExprKind::constant;
  if (statement.value && !constant) visit(*statement.value);
  out_.at(statement.at);
  const int depth = out_.depth();
  std::vector<CodeBuilder::Suspended> suspended;
  leave_blocks(0, !constant, suspended);
  out_.at(statement.at);
  if (constant) {
    if (statement.value) {
      visit(*statement.value);
      out_.at(statement.at);
    } else {
      load_none();
    }
  }
  out_.emit(Operation::return_value_);
  out_.resume_regions(suspended);
  out_.set_depth(constant ? depth : depth - 1);
}

void Compiler::visit_break(const Stmt& statement, bool is_continue) {
  std::size_t loop = blocks_.size();
  while (loop > 0) {
    const Block::Kind kind = blocks_[loop - 1].kind;
    if (kind == Block::Kind::while_loop || kind == Block::Kind::for_loop) break;
    --loop;
  }
  const Block target = blocks_[loop - 1];
  const int depth = out_.depth();
  out_.emit(Operation::nop_);
  std::vector<CodeBuilder::Suspended> suspended;
  leave_blocks(is_continue ? loop : loop - 1, false, suspended);
  out_.at(statement.at);
  if (is_continue) {
    out_.emit_jump(Operation::jump_back_, target.start);
  } else {
    out_.emit_jump(Operation::jump_, target.end);
  }
  out_.resume_regions(suspended);
  out_.set_depth(depth);
}

}  // namespace loopscope::python
