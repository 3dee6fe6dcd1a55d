#include "lessons/python/syntax/ast_children.h"
#include "lessons/python/syntax/lexer.h"
#include "lessons/python/syntax/pattern_checks.h"
#include "lessons/python/syntax/symtable.h"

namespace loopscope::python {

using namespace ast;

namespace {

/// Walks a program in the compiler's order, and throws at the first thing that stands where it
/// must not.
class Checker {
 public:
  Checker(const ast::Module& module, const SymbolTable& table)
      : source_(module.source, module.filename), table_(table), scope_(&table.module_scope()) {
    find_futures(module.body);
    visit(module.body);
  }

 private:
  [[noreturn]] void fail(const std::string& message, const Location& at) const {
    throw source_.error(message, at);
  }
  [[noreturn]] void fail_at_start(const std::string& message, const Location& at) const {
    throw source_.error(message, at, false);
  }
  bool in_function() const { return scope_->kind == Scope::Kind::function; }
  bool in_async() const {
    return in_function() && (scope_->is_async_def || (scope_->is_comprehension && async_allowed_));
  }

  void visit(const Body& body) {
    for (const StmtPtr& statement : body) visit(*statement);
  }

  void visit(const Stmt& statement) {
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
        visit(as<Delete>(statement).targets);
        break;
      case StmtKind::assign:
        visit(*as<Assign>(statement).value);
        for (const ExprPtr& target : as<Assign>(statement).targets) {
          check_target(*target, true);
          visit(*target);
        }
        break;
      case StmtKind::aug_assign:
        visit(*as<AugAssign>(statement).target);
        visit(*as<AugAssign>(statement).value);
        break;
      case StmtKind::ann_assign:
        visit(as<AnnAssign>(statement).value);
        visit(*as<AnnAssign>(statement).target);
        visit(*as<AnnAssign>(statement).annotation);
        break;
      case StmtKind::raise:
        visit(as<Raise>(statement).exc);
        visit(as<Raise>(statement).cause);
        break;
      case StmtKind::assert_:
        visit(as<Assert>(statement).test);
        visit(as<Assert>(statement).msg);
        break;
      case StmtKind::import:
        check_names(as<Import>(statement).names, statement.at);
        break;
      case StmtKind::import_from:
        check_future(as<ImportFrom>(statement));
        check_names(as<ImportFrom>(statement).names, statement.at);
        break;
      case StmtKind::expr:
        visit_expression_statement(as<ExprStmt>(statement));
        break;
      case StmtKind::break_:
        if (loops_ == 0) fail_outside_loop("'break' outside loop", statement.at);
        if (in_except_star_) fail_in_except_star(statement.at);
        break;
      case StmtKind::continue_:
        if (loops_ == 0) fail_outside_loop("'continue' not properly in loop", statement.at);
        if (in_except_star_) fail_in_except_star(statement.at);
        break;
      case StmtKind::pass:
      case StmtKind::global:
      case StmtKind::nonlocal:
        break;
      default:
        visit_block(statement);
        break;
    }
  }

  void check_name(const std::string& name, const Location& at,
                  const char* verb = "assign to") const {
    if (name == "__debug__") fail("cannot " + std::string(verb) + " __debug__", at);
  }
  void check_name(const std::string& name, const Location& at, ExprContext ctx) const {
    if (ctx != ExprContext::load) {
      check_name(name, at, ctx == ExprContext::store ? "assign to" : "delete");
    }
  }
  void check_names(const std::vector<Alias>& names, const Location& at) const {
    for (const Alias& alias : names)
      check_name(alias.asname.empty() ? alias.name : alias.asname, at);
  }
  void check_names(const std::vector<Keyword>& keywords, const Location& at) const {
    for (const Keyword& keyword : keywords) check_name(keyword.name, at);
  }
  void check_names(const Arguments& arguments, const Location& at) const {
    for (const auto* args : {&arguments.posonlyargs, &arguments.args, &arguments.kwonlyargs}) {
      for (const Arg& arg : *args) check_name(arg.name, at);
    }
    if (arguments.vararg) check_name(arguments.vararg->name, at);
    if (arguments.kwarg) check_name(arguments.kwarg->name, at);
  }

  // A jump takes the finally blocks around it along, so that errors in those come first.
  [[noreturn]] void fail_outside_loop(const std::string& message, const Location& at) {
    while (!finals_.empty()) {
      const Body* final = finals_.back();
      finals_.pop_back();
      visit(*final);
    }
    fail(message, at);
  }

  [[noreturn]] void fail_in_except_star(const Location& at) const {
    fail("'break', 'continue' and 'return' cannot appear in an except* block", at);
  }

  void visit_expression_statement(const ExprStmt& statement) {
    if (statement.value->kind == ExprKind::starred) {
      fail("can't use starred expression here", statement.value->at);
    }
    visit(*statement.value);
  }

  // Imports from __future__ may follow the docstring and each other, nothing else.
  void find_futures(const Body& body) {
    for (const StmtPtr& statement : body) {
      const bool docstring = statement == body.front() && statement->kind == StmtKind::expr &&
                             as<ExprStmt>(*statement).value->kind == ExprKind::constant;
      const bool future = statement->kind == StmtKind::import_from &&
                          as<ImportFrom>(*statement).module == "__future__";
      if (!docstring && !future) return;
      if (future) last_future_line_ = statement->at.line;
    }
  }

  void check_future(const ImportFrom& statement) const {
    if (statement.module != "__future__" || statement.level != 0) return;
    if (statement.at.line > last_future_line_) {
      fail("from __future__ imports must occur at the beginning of the file", statement.at);
    }
    static constexpr std::string_view known[] = {
        "nested_scopes",  "generators",     "division",         "absolute_import",
        "with_statement", "print_function", "unicode_literals", "generator_stop",
        "annotations",    "barry_as_FLUFL"};
    for (const Alias& alias : statement.names) {
      bool found = false;
      for (const std::string_view name : known) found = found || name == alias.name;
      if (alias.name == "braces") fail_at_start("not a chance", statement.at);
      if (!found) fail_at_start("future feature " + alias.name + " is not defined", statement.at);
    }
  }

  void visit_block(const Stmt& statement) {
    switch (statement.kind) {
      case StmtKind::for_:
      case StmtKind::async_for: {
        const auto& loop = as<For>(statement);
        if (loop.kind == StmtKind::async_for && !in_async()) {
          fail("'async for' outside async function", statement.at);
        }
        visit(*loop.iter);
        check_target(*loop.target, true);
        visit(*loop.target);
        visit_loop(loop.body);
        visit(loop.orelse);
        break;
      }
      case StmtKind::while_:
        visit(*as<While>(statement).test);
        visit_loop(as<While>(statement).body);
        visit(as<While>(statement).orelse);
        break;
      case StmtKind::if_:
        visit(*as<If>(statement).test);
        visit(as<If>(statement).body);
        visit(as<If>(statement).orelse);
        break;
      case StmtKind::with:
      case StmtKind::async_with:
        if (statement.kind == StmtKind::async_with && !in_async()) {
          fail("'async with' outside async function", statement.at);
        }
        for (const WithItem& item : as<With>(statement).items) {
          visit(*item.context_expr);
          if (item.optional_vars) check_target(*item.optional_vars, true);
          visit(item.optional_vars);
        }
        visit(as<With>(statement).body);
        break;
      case StmtKind::match:
        visit_match(as<Match>(statement));
        break;
      default:
        visit_try(as<Try>(statement));
        break;
    }
  }

  void visit_loop(const Body& body) {
    const bool star = std::exchange(in_except_star_, false);
    ++loops_;
    visit(body);
    --loops_;
    in_except_star_ = star;
  }

  void visit_match(const Match& match) {
    visit(*match.subject);
    for (std::size_t i = 0; i < match.cases.size(); ++i) {
      const MatchCase& branch = match.cases[i];
      check_pattern(source_, *branch.pattern, i + 1 == match.cases.size() || branch.guard);
      visit(branch.guard);
      visit(branch.body);
    }
  }

  void visit_try(const Try& statement) {
    if (!statement.finalbody.empty()) finals_.push_back(&statement.finalbody);
    visit(statement.body);
    for (std::size_t i = 0; i < statement.handlers.size(); ++i) {
      const ExceptHandler& handler = statement.handlers[i];
      if (!handler.type && i + 1 < statement.handlers.size()) {
        fail("default 'except:' must be last", handler.at);
      }
      visit(handler.type);
      const bool star = in_except_star_;
      const int loops = loops_;
      if (statement.kind == StmtKind::try_star) in_except_star_ = true;
      visit(handler.body);
      in_except_star_ = star;
      loops_ = loops;
    }
    visit(statement.orelse);
    if (!statement.finalbody.empty()) finals_.pop_back();
    visit(statement.finalbody);
  }

  void visit_return(const Return& statement) {
    if (!in_function()) fail("'return' outside function", statement.at);
    if (in_except_star_) fail_in_except_star(statement.at);
    if (statement.value && scope_->is_async_def && scope_->is_generator) {
      fail("'return' with value in async generator", statement.at);
    }
    visit(statement.value);
  }

  template <class F>
  void inside(const void* node, F&& body) {
    const Scope* outer = std::exchange(scope_, &table_.scope_of(node));
    const int loops = std::exchange(loops_, 0);
    const bool star = std::exchange(in_except_star_, false);
    const std::vector<const Body*> finals = std::exchange(finals_, {});
    body();
    finals_ = finals;
    scope_ = outer;
    loops_ = loops;
    in_except_star_ = star;
  }

  void visit_function(const FunctionDef& function) {
    visit(function.decorator_list);
    check_names(function.args, function.at);
    visit(function.args.defaults);
    visit(function.args.kw_defaults);
    visit_annotations(function.args);
    visit(function.returns);
    const bool allowed =
        std::exchange(async_allowed_, function.kind == StmtKind::async_function_def);
    inside(&function, [&] { visit(function.body); });
    async_allowed_ = allowed;
    check_name(function.name, function.at);
  }

  void visit_annotations(const Arguments& arguments) {
    const auto one = [&](const Arg& arg) { visit(arg.annotation); };
    for (const Arg& arg : arguments.args) one(arg);
    for (const Arg& arg : arguments.posonlyargs) one(arg);
    if (arguments.vararg) {
      const bool stars = std::exchange(star_allowed_, true);
      one(*arguments.vararg);
      star_allowed_ = stars;
    }
    for (const Arg& arg : arguments.kwonlyargs) one(arg);
    if (arguments.kwarg) one(*arguments.kwarg);
  }

  void visit_class(const ClassDef& definition) {
    visit(definition.decorator_list);
    const bool stars = std::exchange(star_allowed_, true);
    visit(definition.bases);
    star_allowed_ = stars;
    for (const Keyword& keyword : definition.keywords) visit(*keyword.value);
    const bool allowed = std::exchange(async_allowed_, false);
    inside(&definition, [&] { visit(definition.body); });
    async_allowed_ = allowed;
  }

  void visit(const ExprPtr& expression) {
    if (expression) visit(*expression);
  }
  void visit(const ExprList& expressions) {
    for (const ExprPtr& expression : expressions) visit(expression);
  }

  void visit(const ast::Expr& expression) {
    if (is_comprehension(expression)) {
      visit_comprehension(expression);
      return;
    }
    switch (expression.kind) {
      case ExprKind::await:
        if (!in_function()) fail("'await' outside function", expression.at);
        if (!in_async() && !scope_->is_comprehension) {
          fail("'await' outside async function", expression.at);
        }
        break;
      case ExprKind::yield:
        if (!in_function()) fail("'yield' outside function", expression.at);
        break;
      case ExprKind::yield_from:
        if (!in_function()) fail("'yield' outside function", expression.at);
        if (scope_->is_async_def) fail("'yield from' inside async function", expression.at);
        break;
      case ExprKind::lambda: {
        const auto& lambda = as<Lambda>(expression);
        check_names(lambda.args, lambda.at);
        visit(lambda.args.defaults);
        visit(lambda.args.kw_defaults);
        const bool allowed = std::exchange(async_allowed_, false);
        inside(&lambda, [&] { visit(*lambda.body); });
        async_allowed_ = allowed;
        return;
      }
      case ExprKind::name:
        check_name(as<Name>(expression).id, expression.at, as<Name>(expression).ctx);
        return;
      case ExprKind::attribute:
        check_name(as<Attribute>(expression).attr, expression.at, as<Attribute>(expression).ctx);
        break;
      case ExprKind::call:
        check_names(as<Call>(expression).keywords, expression.at);
        break;
      case ExprKind::starred:
        if (as<Starred>(expression).ctx == ExprContext::load && !star_allowed_) {
          fail("can't use starred expression here", expression.at);
        }
        break;
      case ExprKind::list:
      case ExprKind::tuple:
        check_target(expression, false);
        break;
      default:
        break;
    }
    const bool stars = std::exchange(
        star_allowed_, expression.kind == ExprKind::list || expression.kind == ExprKind::tuple ||
                           expression.kind == ExprKind::set || expression.kind == ExprKind::call);
    for_each_child(expression, [&](const ast::Expr& child) { visit(child); });
    star_allowed_ = stars;
  }

  void visit_comprehension(const ast::Expr& expression) {
    const std::vector<Comprehension>& generators = generators_of(expression);
    const Scope& inner = table_.scope_of(&expression);
    const bool generator = expression.kind == ExprKind::generator_exp;
    if (inner.is_coroutine && !generator && !in_async() && !scope_->is_comprehension) {
      fail("asynchronous comprehension outside of an asynchronous function", expression.at);
    }
    visit(*generators.front().iter);
    const bool allowed = async_allowed_;
    inside(&expression, [&] {
      for (const Comprehension& part : generators) {
        if (&part != &generators.front()) visit(*part.iter);
        check_target(*part.target, true);
        visit(*part.target);
        visit(part.ifs);
      }
      if (expression.kind == ExprKind::dict_comp) {
        visit(*as<DictComp>(expression).key);
        visit(*as<DictComp>(expression).value);
      } else {
        visit(*as<Comp>(expression).elt);
      }
    });
    async_allowed_ = allowed;
  }

  void check_target(const ast::Expr& target, bool outermost) const {
    if (outermost && target.kind == ExprKind::starred) {
      fail("starred assignment target must be in a list or tuple", target.at);
    }
    if (target.kind != ExprKind::list && target.kind != ExprKind::tuple) return;
    const ExprContext ctx =
        target.kind == ExprKind::list ? as<List>(target).ctx : as<Tuple>(target).ctx;
    if (ctx != ExprContext::store) return;
    int stars = 0;
    for_each_child(target, [&](const ast::Expr& child) {
      if (child.kind == ExprKind::starred && ++stars > 1) {
        fail("multiple starred expressions in assignment", target.at);
      }
      check_target(child, false);
    });
  }

  Source source_;
  const SymbolTable& table_;
  const Scope* scope_;
  int loops_ = 0;
  int last_future_line_ = 0;
  bool in_except_star_ = false;
  std::vector<const Body*> finals_;  ///< of the try statements around, in this scope
  bool async_allowed_ = false;       ///< an async def is around, comprehensions apart
  bool star_allowed_ = false;
};

}  // namespace

void check_program(const ast::Module& module, const SymbolTable& table) {
  Checker(module, table);
}

}  // namespace loopscope::python
