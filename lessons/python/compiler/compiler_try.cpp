#include "lessons/python/compiler/compiler_state.h"

namespace loopscope::python {

using namespace ast;

void Compiler::leave_blocks(std::size_t until, bool keep_top,
                            std::vector<CodeBuilder::Suspended>& suspended) {
  const std::vector<Block> all = blocks_;
  while (blocks_.size() > until) {
    const Block block = blocks_.back();
    blocks_.pop_back();
    out_.suspend_regions(block.regions, suspended);
    leave_block(block, keep_top);
  }
  blocks_ = all;
}

// Emitted outside of the block's regions; `keep_top`: the value on top is to be returned.
void Compiler::leave_block(const Block& block, bool keep_top) {
  const auto pop_under = [&](Operation operation) {
    if (keep_top) out_.emit(Operation::swap_, 2);
    out_.emit(operation);
  };
  switch (block.kind) {
    case Block::Kind::while_loop:
    case Block::Kind::try_body:
      break;
    case Block::Kind::for_loop:
      pop_under(Operation::pop_);
      break;
    case Block::Kind::finally_body:
      visit(*block.body);
      break;
    case Block::Kind::finally_handler:
      pop_under(Operation::pop_);
      pop_under(Operation::pop_exception_);
      break;
    case Block::Kind::except_body:
      pop_under(Operation::pop_exception_);
      unbind_handler_name(block.name);
      break;
    case Block::Kind::with_body:
      if (keep_top) out_.emit(Operation::swap_, 2);
      out_.at(block.at);
      call_exit_with_nones();
      if (block.is_async) emit_await(2);
      out_.emit(Operation::pop_);
      break;
  }
}

void Compiler::unbind_handler_name(const std::string& name) {
  if (name.empty()) return;
  load_none();
  store_name(name);
  delete_name(name);
}

// What every handler ends with when something is raised in it: previous index exception.
void Compiler::pop_exception_and_reraise() {
  out_.at({0, 0, 0, 0});
  out_.emit(Operation::copy_, 3);
  out_.emit(Operation::pop_exception_);
  out_.emit(Operation::reraise_, 1);
}

// Raises again what no handler took; `cleanup` is where what a handler raises comes to.
void Compiler::end_handlers(Label cleanup, Label end, int depth) {
  out_.at({0, 0, 0, 0});
  if (out_.reachable()) out_.emit(Operation::reraise_, 0);
  out_.close_region();
  out_.bind(cleanup);
  pop_exception_and_reraise();
  out_.set_depth(depth);
  out_.bind(end);
}

void Compiler::visit_try(const Try& statement) {
  if (statement.finalbody.empty()) {
    visit_try_except(statement);
  } else {
    visit_try_finally(statement);
  }
}

void Compiler::visit_try_finally(const Try& statement) {
  const Label handler = out_.new_label();
  const Label cleanup = out_.new_label();
  const Label end = out_.new_label();
  const int depth = out_.depth();
  out_.emit(Operation::nop_);
  out_.open_region(handler, depth, false);
  blocks_.push_back(
      {Block::Kind::finally_body, {}, {}, &statement.finalbody, {}, 1, false, statement.at});
  if (statement.handlers.empty()) {
    visit(statement.body);
    visit(statement.orelse);
  } else if (statement.kind == StmtKind::try_star) {
    visit_try_star(statement);
  } else {
    visit_try_except(statement);
  }
  blocks_.pop_back();
  out_.close_region();
  if (out_.reachable()) {
    visit(statement.finalbody);
    if (out_.reachable()) out_.emit_jump(Operation::jump_, end);
  }
  out_.bind(handler);
  out_.at({0, 0, 0, 0});
  out_.emit(Operation::push_exception_);
  out_.open_region(cleanup, depth + 1, true);
  blocks_.push_back({Block::Kind::finally_handler, {}, {}, nullptr, {}, 1, false, statement.at});
  visit(statement.finalbody);
  blocks_.pop_back();
  end_handlers(cleanup, end, depth);
}

// `try` and `else`, which go to `end`; what follows handles what `try` raises.
void Compiler::visit_try_body(const Try& statement, Label end) {
  const Label except = out_.new_label();
  out_.emit(Operation::nop_);
  out_.open_region(except, out_.depth(), false);
  blocks_.push_back({Block::Kind::try_body, {}, {}, nullptr, {}, 1, false, statement.at});
  visit(statement.body);
  blocks_.pop_back();
  out_.close_region();
  if (out_.reachable()) {
    visit(statement.orelse);
    if (out_.reachable()) out_.emit_jump(Operation::jump_, end);
  }
  out_.bind(except);
  out_.at({0, 0, 0, 0});
  out_.emit(Operation::push_exception_);
}

void Compiler::visit_try_except(const Try& statement) {
  const Label cleanup = out_.new_label();
  const Label end = out_.new_label();
  const int depth = out_.depth();
  visit_try_body(statement, end);
  out_.open_region(cleanup, depth + 1, true);
  for (const ExceptHandler& handler : statement.handlers) visit_handler(handler, end);
  end_handlers(cleanup, end, depth);
}

// previous exception -> the same if the handler's type does not match; else it goes to `end`.
void Compiler::visit_handler(const ExceptHandler& handler, Label end) {
  const Label next = out_.new_label();
  const int depth = out_.depth();
  out_.at(handler.at);
  if (handler.type) {
    visit(*handler.type);
    out_.at(handler.at);
    out_.emit(Operation::match_exception_);
    out_.emit_jump(Operation::jump_if_false_, next);
  }
  const bool named = !handler.name.empty();
  const Label unbind = out_.new_label();
  if (named) {
    store_name(handler.name);
    out_.open_region(unbind, out_.depth(), true);
  } else {
    out_.emit(Operation::pop_);
  }
  blocks_.push_back({Block::Kind::except_body,
                     {},
                     {},
                     nullptr,
                     handler.name,
                     named ? std::size_t{2} : std::size_t{1},
                     false,
                     handler.at});
  visit(handler.body);
  blocks_.pop_back();
  if (named) out_.close_region();
  if (out_.reachable()) {
    std::vector<CodeBuilder::Suspended> suspended;
    out_.suspend_regions(1, suspended);
    out_.at({0, 0, 0, 0});
    out_.emit(Operation::pop_exception_);
    unbind_handler_name(handler.name);
    out_.emit_jump(Operation::jump_, end);
    out_.resume_regions(suspended);
  }
  if (named) {
    out_.bind(unbind);
    out_.at({0, 0, 0, 0});
    unbind_handler_name(handler.name);
    out_.emit(Operation::reraise_, 1);
  }
  if (handler.type) {
    out_.set_depth(depth);
    out_.bind(next);
  }
}

void Compiler::visit_try_star(const Try& statement) {
  if (!statement.finalbody.empty() &&
      (blocks_.empty() || blocks_.back().body != &statement.finalbody)) {
    visit_try_finally(statement);
    return;
  }
  const Label cleanup = out_.new_label();
  const Label reraise = out_.new_label();
  const Label end = out_.new_label();
  const int depth = out_.depth();
  visit_try_body(statement, end);
  out_.open_region(cleanup, depth + 1, true);
  // previous original -> previous original raised rest
  out_.emit(Operation::copy_, 1);
  out_.emit(Operation::build_list_, 0);
  out_.emit(Operation::swap_, 2);
  for (const ExceptHandler& handler : statement.handlers) visit_star_handler(handler);
  out_.at({0, 0, 0, 0});
  out_.emit(Operation::list_append_, 1);
  out_.emit(Operation::combine_group_);
  out_.emit(Operation::copy_, 1);
  out_.emit_jump(Operation::jump_if_not_none_, reraise);
  out_.close_region();
  out_.emit(Operation::pop_);
  out_.emit(Operation::pop_exception_);
  out_.emit_jump(Operation::jump_, end);
  out_.bind(reraise);
  out_.emit(Operation::swap_, 2);
  out_.emit(Operation::pop_exception_);
  out_.emit(Operation::reraise_, 0);
  out_.bind(cleanup);
  pop_exception_and_reraise();
  out_.set_depth(depth);
  out_.bind(end);
}

// previous original raised rest -> the same, with what the handler took out of rest, and with what
// it raised in the list.
void Compiler::visit_star_handler(const ExceptHandler& handler) {
  const Label no_match = out_.new_label();
  const Label failed = out_.new_label();
  const Label next = out_.new_label();
  const int depth = out_.depth();
  out_.at(handler.at);
  visit(*handler.type);
  out_.at(handler.at);
  out_.emit(Operation::check_group_type_);
  out_.emit(Operation::match_group_);
  out_.emit(Operation::copy_, 1);
  out_.emit_jump(Operation::jump_if_none_, no_match);
  if (handler.name.empty()) {
    out_.emit(Operation::pop_);
  } else {
    store_name(handler.name);
  }
  out_.open_region(failed, depth, true);
  blocks_.push_back(
      {Block::Kind::except_body, {}, {}, nullptr, handler.name, 2, false, handler.at});
  visit(handler.body);
  blocks_.pop_back();
  out_.close_region();
  if (out_.reachable()) {
    out_.at({0, 0, 0, 0});
    unbind_handler_name(handler.name);
    out_.emit_jump(Operation::jump_, next);
  }
  out_.bind(failed);  // … raised rest index exception
  out_.at({0, 0, 0, 0});
  unbind_handler_name(handler.name);
  out_.emit(Operation::list_append_, 3);
  out_.emit(Operation::pop_);
  out_.emit_jump(Operation::jump_, next);
  out_.set_depth(depth + 1);
  out_.bind(no_match);
  out_.emit(Operation::pop_);
  out_.bind(next);
}

// exit -> exit(None, None, None): the first None stands for the self of a method.
void Compiler::call_exit_with_nones() {
  load_none();
  load_none();
  load_none();
  out_.emit(Operation::call_, 2);
}

void Compiler::visit_with(const With& statement, std::size_t index) {
  const bool is_async = statement.kind == StmtKind::async_with;
  const WithItem& item = statement.items[index];
  const Label handler = out_.new_label();
  const Label cleanup = out_.new_label();
  const Label suppress = out_.new_label();
  const Label end = out_.new_label();
  const int depth = out_.depth();
  const ast::Location& at = statement.at;
  visit(*item.context_expr);
  out_.at(at);
  if (is_async) {
    out_.emit(Operation::before_async_with_);
    emit_await(1);
  } else {
    out_.emit(Operation::before_with_);
  }
  out_.open_region(handler, depth + 1, true);
  blocks_.push_back({Block::Kind::with_body, {}, {}, nullptr, {}, 1, is_async, at});
  if (item.optional_vars) {
    store(*item.optional_vars);
  } else {
    out_.emit(Operation::pop_);
  }
  if (index + 1 < statement.items.size()) {
    visit_with(statement, index + 1);
  } else {
    visit(statement.body);
  }
  blocks_.pop_back();
  out_.close_region();
  if (out_.reachable()) {
    out_.at(at);
    call_exit_with_nones();
    if (is_async) emit_await(2);
    out_.emit(Operation::pop_);
    out_.emit_jump(Operation::jump_, end);
  }
  out_.bind(handler);  // exit index exception
  out_.at(at);
  out_.emit(Operation::push_exception_);
  out_.open_region(cleanup, depth + 3, true);
  out_.emit(Operation::with_exit_);
  if (is_async) emit_await(2);
  out_.emit_jump(Operation::jump_if_true_, suppress);
  out_.emit(Operation::reraise_, 2);
  out_.bind(suppress);  // exit index previous exception
  out_.emit(Operation::pop_);
  out_.close_region();
  out_.emit(Operation::pop_exception_);
  out_.emit(Operation::pop_);
  out_.emit(Operation::pop_);
  out_.emit_jump(Operation::jump_, end);
  out_.bind(cleanup);
  pop_exception_and_reraise();
  out_.set_depth(depth);
  out_.bind(end);
}

}  // namespace loopscope::python
