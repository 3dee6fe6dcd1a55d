#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lessons/python/compiler/code_builder.h"
#include "lessons/python/compiler/compiler.h"
#include "lessons/python/syntax/ast_children.h"
#include "lessons/python/syntax/lexer.h"

namespace loopscope::python {

/// One block of statements that a return, break or continue has to leave properly.
struct Block {
  enum class Kind : std::uint8_t {
    while_loop,
    for_loop,         ///< the iterator is on the stack
    try_body,         ///< a region is open
    finally_body,     ///< a region is open; `body` runs on the way out
    finally_handler,  ///< a region is open; previous and exception are on the stack
    except_body,      ///< one or two regions are open; previous is on the stack; `name` is unbound
    with_body         ///< a region is open; the exit function is on the stack
  };
  Kind kind = Kind::while_loop;
  Label start;  ///< of a loop
  Label end;
  const ast::Body* body = nullptr;
  std::string name;
  std::size_t regions = 0;  ///< how many are open because of it
  bool is_async = false;
  ast::Location at;
};

/// What one match case has found so far.
struct PatternState {
  std::vector<std::string> stores;
  std::vector<Label> fail_pop;  ///< entry i pops i values
  std::size_t on_top = 0;       ///< values on the stack above those to be stored
};

/// Compiles one scope, and those inside it by Compilers of their own.
class Compiler {
 public:
  Compiler(Interpreter& interpreter, const SymbolTable& table, const Scope& scope,
           const Source& source, std::string qualname, bool future_annotations);

  /// The code may run with other locals than globals (exec, eval): all its names are looked up in
  /// both.
  void expect_locals() { has_locals_ = true; }
  Value compile_module(const ast::Module& module);
  Value compile_expression(const ast::Expr& expression);

 private:
  using Operation = python::Operation;

  // Scopes and names.
  Value finish(int first_line);
  std::string inner_qualname(const std::string& name) const;
  std::string mangled(const std::string& name) const { return mangle(scope_.class_name, name); }
  std::size_t local_slot(const std::string& name) const;
  std::size_t cell_slot(const std::string& name) const;
  void load_name(const std::string& name);
  void store_name(const std::string& name);
  void delete_name(const std::string& name);
  void load_none() { out_.emit_constant(Value::none()); }
  void set_docstring(const ast::Body& body, bool reserve);
  bool has_annotations(const ast::Body& body) const;

  // Functions and classes.
  void visit_function(const ast::FunctionDef& function);
  void visit_class(const ast::ClassDef& definition);
  void visit_lambda(const ast::Lambda& lambda);
  void visit_decorators(const ast::ExprList& decorators);
  void apply_decorators(const ast::ExprList& decorators);
  std::uint16_t visit_defaults(const ast::Arguments& arguments);
  std::uint16_t visit_annotations(const ast::FunctionDef& function);
  void visit_annotation(const ast::Expr& annotation);
  void make_function(const Value& code, const Scope& scope, std::uint16_t parts);
  void begin_function(const ast::Arguments* arguments);
  Value function_code(const ast::FunctionDef& function);
  Value class_code(const ast::ClassDef& definition);
  void visit_comprehension(const ast::Expr& expression);
  Value comprehension_code(const ast::Expr& expression);
  void comprehension_part(const ast::Expr& expression, std::size_t index);
  void async_comprehension_part(const ast::Expr& expression, std::size_t index);
  void comprehension_body(const ast::Expr& expression, std::size_t index, Label skip);
  void comprehension_element(const ast::Expr& expression, std::size_t depth);
  void emit_yield();
  void emit_await(std::size_t kind);
  void emit_delegation(std::size_t resume);

  // Statements.
  void visit(const ast::Body& body);
  void visit(const ast::Stmt& statement);
  void visit_compound(const ast::Stmt& statement);
  void visit_assign(const ast::Assign& statement);
  void visit_augmented(const ast::AugAssign& statement);
  void visit_annotated(const ast::AnnAssign& statement);
  void visit_return(const ast::Return& statement);
  void visit_delete(const ast::Expr& target);
  void visit_assert(const ast::Assert& statement);
  void visit_import(const ast::Import& statement);
  void visit_import_from(const ast::ImportFrom& statement);
  void visit_if(const ast::If& statement);
  void visit_while(const ast::While& statement);
  void visit_for(const ast::For& statement);
  void visit_async_for(const ast::For& statement);
  void visit_for_body(const ast::For& statement, Label start, Label end);
  void visit_break(const ast::Stmt& statement, bool is_continue);

  // try and with.
  void visit_try(const ast::Try& statement);
  void visit_try_finally(const ast::Try& statement);
  void visit_try_except(const ast::Try& statement);
  void visit_try_body(const ast::Try& statement, Label end);
  void end_handlers(Label cleanup, Label end, int depth);
  void visit_handler(const ast::ExceptHandler& handler, Label end);
  void visit_try_star(const ast::Try& statement);
  void visit_star_handler(const ast::ExceptHandler& handler);
  void visit_with(const ast::With& statement, std::size_t index);
  void call_exit_with_nones();
  void unbind_handler_name(const std::string& name);
  void pop_exception_and_reraise();
  void leave_block(const Block& block, bool keep_top);
  /// Leaves blocks from the innermost on down to number `until`.
  void leave_blocks(std::size_t until, bool keep_top,
                    std::vector<CodeBuilder::Suspended>& suspended);

  // Patterns.
  void visit_match(const ast::Match& statement);
  void pattern(const ast::Pattern& pattern, PatternState& state);
  void subpattern(const ast::Pattern& pattern, PatternState& state);
  void sequence_pattern(const ast::Pattern& pattern, PatternState& state);
  void mapping_pattern(const ast::Pattern& pattern, PatternState& state);
  void class_pattern(const ast::Pattern& pattern, PatternState& state);
  void or_pattern(const ast::Pattern& pattern, PatternState& state);
  void capture(const std::string& name, const ast::Pattern& pattern, PatternState& state);
  void rotate(std::size_t count);
  void fail_unless(PatternState& state);
  void ensure_fail_pop(PatternState& state, std::size_t count);
  void emit_fail_pop(PatternState& state);
  void check_length(std::size_t length, CompareKind kind, PatternState& state);

  // Expressions.
  void visit(const ast::Expr& expression);
  void visit_operation(const ast::Expr& expression);
  void visit_bool(const ast::BoolOp& expression);
  void visit_compare(const ast::Compare& expression);
  void emit_compare(ast::CompareOperator op);
  void visit_if_exp(const ast::IfExp& expression);
  void visit_call(const ast::Call& call);
  void visit_unpacked_call(const ast::Call& call);
  void visit_keywords(const std::vector<ast::Keyword>& keywords);
  Value keyword_names(const std::vector<ast::Keyword>& keywords);
  void visit_arguments(const ast::ExprList& arguments, const std::vector<ast::Keyword>& keywords);
  void visit_dict(const ast::Dict& expression);
  void visit_elements(const ast::ExprList& elements, ast::ExprKind kind);
  void visit_joined(const ast::JoinedStr& expression);
  void visit_formatted(const ast::FormattedValue& expression);
  void visit_subscript(const ast::Subscript& expression);
  void visit_slice(const ast::Slice& slice);
  void visit_yield(const ast::Expr& expression);
  void visit_condition(const ast::Expr& expression, Label target, bool when);
  void store(const ast::Expr& target);
  void store_elements(const ast::ExprList& elements, const ast::Location& at);
  Value constant_value(const ast::Constant& constant);
  /// The value of a literal, a negative number or a tuple of such; null for anything else.
  Value fold(const ast::Expr& expression);

  // Warnings.
  void warn_of(const std::string& text, const ast::Location& at);
  std::string certain_type(const ast::Expr& expression);
  void check_called(const ast::Call& call);
  void check_subscript(const ast::Subscript& subscript);
  void check_identity(const ast::Compare& comparison);
  void check_assertion(const ast::Assert& statement);

  Interpreter& interpreter_;
  const SymbolTable& table_;
  const Scope& scope_;
  const Source& source_;
  CodeBuilder out_;
  std::string qualname_;
  std::vector<std::string> local_names_;
  std::vector<std::string> cell_names_;
  std::vector<Block> blocks_;
  std::uint32_t argument_count_ = 0;
  std::uint32_t positional_only_count_ = 0;
  std::uint32_t keyword_only_count_ = 0;
  std::uint32_t flags_ = 0;
  bool has_locals_ = false;
  bool future_annotations_ = false;
};

}  // namespace loopscope::python
