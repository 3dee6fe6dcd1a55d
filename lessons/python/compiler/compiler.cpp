#include "lessons/python/compiler/compiler.h"

#include <algorithm>

#include "lessons/python/compiler/compiler_state.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/syntax/parser.h"

namespace loopscope::python {

using namespace ast;

Compiler::Compiler(Interpreter& interpreter, const SymbolTable& table, const Scope& scope,
                   const Source& source, std::string qualname, bool future_annotations)
    : interpreter_(interpreter),
      table_(table),
      scope_(scope),
      source_(source),
      out_(interpreter),
      qualname_(std::move(qualname)),
      future_annotations_(future_annotations) {
  cell_names_ = scope.cells;
  if (scope.needs_class_cell) cell_names_.emplace_back("__class__");
  if (scope.kind == Scope::Kind::function) {
    for (std::size_t i = 0; i < scope.locals.size(); ++i) {
      const bool is_cell = scope.scope_of(scope.locals[i]) == NameScope::cell;
      if (i < scope.parameter_count || !is_cell) local_names_.push_back(scope.locals[i]);
    }
  }
}

std::string Compiler::inner_qualname(const std::string& name) const {
  if (scope_.kind == Scope::Kind::module) return name;
  if (scope_.scope_of(mangled(name)) == NameScope::global_explicit) return name;
  return qualname_ + (scope_.kind == Scope::Kind::function ? ".<locals>." : ".") + name;
}

std::size_t Compiler::local_slot(const std::string& name) const {
  const auto found = std::find(local_names_.begin(), local_names_.end(), name);
  return static_cast<std::size_t>(found - local_names_.begin());
}

std::size_t Compiler::cell_slot(const std::string& name) const {
  const auto cell = std::find(cell_names_.begin(), cell_names_.end(), name);
  if (cell != cell_names_.end()) {
    return local_names_.size() + static_cast<std::size_t>(cell - cell_names_.begin());
  }
  const auto free = std::find(scope_.frees.begin(), scope_.frees.end(), name);
  return local_names_.size() + cell_names_.size() +
         static_cast<std::size_t>(free - scope_.frees.begin());
}

void Compiler::load_name(const std::string& plain) {
  const std::string name = mangled(plain);
  switch (scope_.scope_of(name)) {
    case NameScope::local:
      if (scope_.kind == Scope::Kind::function) {
        out_.emit(Operation::load_local_, local_slot(name));
      } else {
        out_.emit_named(Operation::load_name_, name);
      }
      break;
    case NameScope::cell:
      out_.emit(Operation::load_cell_, cell_slot(name));
      break;
    case NameScope::free:
      if (scope_.kind == Scope::Kind::class_body) {
        out_.emit(Operation::load_class_cell_, cell_slot(name), out_.name_index(name));
      } else {
        out_.emit(Operation::load_cell_, cell_slot(name));
      }
      break;
    case NameScope::global_explicit:
      out_.emit_cached(Operation::load_global_, name);
      break;
    case NameScope::global_implicit:
      if (scope_.kind == Scope::Kind::class_body || has_locals_) {
        out_.emit_named(Operation::load_name_, name);
      } else {
        out_.emit_cached(Operation::load_global_, name);
      }
      break;
  }
}

void Compiler::store_name(const std::string& plain) {
  const std::string name = mangled(plain);
  switch (scope_.scope_of(name)) {
    case NameScope::local:
      if (scope_.kind == Scope::Kind::function) {
        out_.emit(Operation::store_local_, local_slot(name));
      } else {
        out_.emit_named(Operation::store_name_, name);
      }
      break;
    case NameScope::cell:
    case NameScope::free:
      out_.emit(Operation::store_cell_, cell_slot(name));
      break;
    case NameScope::global_explicit:
      out_.emit_named(Operation::store_global_, name);
      break;
    case NameScope::global_implicit:
      out_.emit_named(
          scope_.kind == Scope::Kind::function ? Operation::store_global_ : Operation::store_name_,
          name);
      break;
  }
}

void Compiler::delete_name(const std::string& plain) {
  const std::string name = mangled(plain);
  switch (scope_.scope_of(name)) {
    case NameScope::local:
      if (scope_.kind == Scope::Kind::function) {
        out_.emit(Operation::delete_local_, local_slot(name));
      } else {
        out_.emit_named(Operation::delete_name_, name);
      }
      break;
    case NameScope::cell:
    case NameScope::free:
      out_.emit(Operation::delete_cell_, cell_slot(name));
      break;
    case NameScope::global_explicit:
      out_.emit_named(Operation::delete_global_, name);
      break;
    case NameScope::global_implicit:
      out_.emit_named(scope_.kind == Scope::Kind::function ? Operation::delete_global_
                                                           : Operation::delete_name_,
                      name);
      break;
  }
}

void Compiler::set_docstring(const Body& body, bool reserve) {
  Value doc = Value::none();
  if (!body.empty() && body.front()->kind == StmtKind::expr) {
    const ast::Expr& first = *as<ExprStmt>(*body.front()).value;
    if (first.kind == ExprKind::constant &&
        as<Constant>(first).value_kind == ConstantKind::string) {
      doc = constant_value(as<Constant>(first));
    }
  }
  if (reserve) {
    out_.reserve_first_constant(std::move(doc));
  } else if (!doc.is_none()) {
    out_.emit_constant(std::move(doc));
    out_.emit_named(Operation::store_name_, "__doc__");
  }
}

bool Compiler::has_annotations(const Body& body) const {
  return std::any_of(body.begin(), body.end(), [this](const StmtPtr& statement) {
    switch (statement->kind) {
      case StmtKind::ann_assign:
        return true;
      case StmtKind::if_:
        return has_annotations(as<If>(*statement).body) ||
               has_annotations(as<If>(*statement).orelse);
      case StmtKind::for_:
      case StmtKind::async_for:
        return has_annotations(as<For>(*statement).body) ||
               has_annotations(as<For>(*statement).orelse);
      case StmtKind::while_:
        return has_annotations(as<While>(*statement).body);
      case StmtKind::with:
      case StmtKind::async_with:
        return has_annotations(as<With>(*statement).body);
      case StmtKind::try_:
      case StmtKind::try_star:
        return has_annotations(as<Try>(*statement).body) ||
               has_annotations(as<Try>(*statement).orelse) ||
               has_annotations(as<Try>(*statement).finalbody);
      default:
        return false;
    }
  });
}

Value Compiler::compile_module(const Module& module) {
  if (!module.body.empty())
    out_.at({module.body.front()->at.line, 0, module.body.front()->at.line, 0});
  for (const StmtPtr& statement : module.body) {
    if (statement->kind != StmtKind::import_from) continue;
    const auto& import = as<ImportFrom>(*statement);
    if (import.module != "__future__") continue;
    for (const Alias& alias : import.names) {
      future_annotations_ = future_annotations_ || alias.name == "annotations";
    }
  }
  out_.emit(Operation::resume_);
  if (has_annotations(module.body)) out_.emit(Operation::setup_annotations_);
  set_docstring(module.body, false);
  visit(module.body);
  return finish(1);
}

Value Compiler::compile_expression(const ast::Expr& expression) {
  out_.at(expression.at);
  out_.emit(Operation::resume_);
  visit(expression);
  out_.emit(Operation::return_value_);
  return finish(1);
}

Value Compiler::finish(int first_line) {
  if (out_.reachable() || out_.size() == 0) {
    load_none();
    out_.emit(Operation::return_value_);
  }
  auto* code = interpreter_.make<CodeObject>(*interpreter_.types.code);
  Value result = Value::adopt(code);
  const auto text = [&](const std::string& name) {
    return Value::share(interpreter_.intern(name));
  };
  code->filename = text(source_.filename());
  code->name = text(scope_.name);
  code->qualname = text(qualname_);
  code->first_line = first_line;
  code->argument_count = argument_count_;
  code->positional_only_count = positional_only_count_;
  code->keyword_only_count = keyword_only_count_;
  code->flags = flags_;
  if (scope_.kind == Scope::Kind::function) {
    code->flags |= CodeObject::optimized | CodeObject::new_locals;
    if (scope_.parent != nullptr && scope_.parent->kind != Scope::Kind::module) {
      code->flags |= CodeObject::nested;
    }
    if (scope_.is_coroutine && scope_.is_generator) {
      code->flags |= CodeObject::async_generator;
    } else if (scope_.is_generator) {
      code->flags |= CodeObject::generator;
    } else if (scope_.is_coroutine) {
      code->flags |= CodeObject::coroutine;
    }
  }
  for (const std::string& name : local_names_) code->local_names.push_back(text(name));
  for (const std::string& name : cell_names_) {
    code->cell_names.push_back(text(name));
    const auto parameter = std::find(local_names_.begin(), local_names_.end(), name);
    code->cell_arguments.push_back(
        parameter == local_names_.end()
            ? -1
            : static_cast<std::int32_t>(parameter - local_names_.begin()));
  }
  for (const std::string& name : scope_.frees) code->free_names.push_back(text(name));
  code->plain_arguments = scope_.kind == Scope::Kind::function && keyword_only_count_ == 0 &&
                          positional_only_count_ == 0 && cell_names_.empty() &&
                          (flags_ & (CodeObject::var_args | CodeObject::var_keywords)) == 0;
  out_.finish(*code);
  return result;
}

Value compile_module(Interpreter& interpreter, const Module& module, const SymbolTable& table) {
  const Source source(module.source, module.filename);
  return Compiler(interpreter, table, table.module_scope(), source, "<module>", false)
      .compile_module(module);
}

Value compile_source(Interpreter& interpreter, std::string_view text, const std::string& filename,
                     Names names) {
  const Module module = parse_module(text, filename);
  const SymbolTable table(module);
  check_program(module, table);
  const Source source(module.source, module.filename);
  Compiler compiler(interpreter, table, table.module_scope(), source, "<module>", false);
  if (names == Names::of_locals) compiler.expect_locals();
  return compiler.compile_module(module);
}

namespace {

/// What eval() says of a text that is no single expression, at the token that spoils it.
SyntaxError no_expression(const Module& module, std::string_view text) {
  SyntaxError::Place place;
  if (!module.body.empty()) {
    const ast::Stmt& first = *module.body[0];
    const bool is_expression = first.kind == StmtKind::expr;
    const auto& at = is_expression ? module.body[1]->at : first.at;
    place.line = place.end_line = static_cast<int>(at.line);
    for (int line = 1; line < place.line; ++line) text.remove_prefix(text.find('\n') + 1);
    place.text = text.substr(0, text.find('\n'));
    auto column = static_cast<std::size_t>(at.column);
    if (first.kind == StmtKind::assign)
      column = place.text.find(
          '=', static_cast<std::size_t>(as<Assign>(first).targets[0]->at.end_column));
    place.column = static_cast<int>(column) + 1;
    place.end_column = place.column + 1;
  }
  return {"SyntaxError", "invalid syntax", module.filename, place};
}

}  // namespace

Value compile_expression(Interpreter& interpreter, std::string_view text,
                         const std::string& filename) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  const Module module = parse_module(text, filename);
  if (module.body.size() != 1 || module.body[0]->kind != StmtKind::expr)
    throw no_expression(module, text);
  const SymbolTable table(module);
  check_program(module, table);
  const Source source(module.source, module.filename);
  Compiler compiler(interpreter, table, table.module_scope(), source, "<module>", false);
  compiler.expect_locals();
  return compiler.compile_expression(*as<ExprStmt>(*module.body[0]).value);
}

}  // namespace loopscope::python
