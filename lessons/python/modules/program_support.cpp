#include "lessons/python/modules/program_support.h"

#include <algorithm>
#include <iterator>
#include <set>

#include "lessons/python/modules/asyncio/support.h"
#include "lessons/python/syntax/ast_children.h"

namespace loopscope::python {

using namespace ast;

namespace {

constexpr std::string_view standard_modules[] = {
#include "lessons/python/modules/standard_modules.inc"
};
static_assert(std::is_sorted(std::begin(standard_modules), std::end(standard_modules)));

constexpr const char* remedy = "; leave it out, or run the program with python3";

/// Looks through a program for what isn't supported; keeps the first.
class Finder {
 public:
  explicit Finder(const ast::Module& module) {
    collect(module.body);
    visit(module.body);
  }
  std::optional<UnsupportedUse> found() const { return found_; }

 private:
  void fail(const Location& at, std::string message) {
    if (found_ &&
        (found_->line < at.line || (found_->line == at.line && found_->column <= at.column))) {
      return;
    }
    found_ = {at.line, at.column + 1, std::move(message)};
  }

  // The names by which module asyncio is known.

  void collect(const Body& body) {
    for (const StmtPtr& statement : body) {
      if (statement->kind == StmtKind::import) {
        for (const Alias& alias : as<Import>(*statement).names) {
          if (alias.name == "asyncio")
            asyncio_.insert(alias.asname.empty() ? alias.name : alias.asname);
        }
      }
      for_each_body(*statement, [&](const Body& inner) { collect(inner); });
    }
  }

  template <class F>
  static void for_each_body(const Stmt& statement, F visit_body) {
    switch (statement.kind) {
      case StmtKind::function_def:
      case StmtKind::async_function_def:
        visit_body(as<FunctionDef>(statement).body);
        break;
      case StmtKind::class_def:
        visit_body(as<ClassDef>(statement).body);
        break;
      case StmtKind::for_:
      case StmtKind::async_for:
        visit_body(as<For>(statement).body);
        visit_body(as<For>(statement).orelse);
        break;
      case StmtKind::while_:
        visit_body(as<While>(statement).body);
        visit_body(as<While>(statement).orelse);
        break;
      case StmtKind::if_:
        visit_body(as<If>(statement).body);
        visit_body(as<If>(statement).orelse);
        break;
      case StmtKind::with:
      case StmtKind::async_with:
        visit_body(as<With>(statement).body);
        break;
      case StmtKind::match:
        for (const MatchCase& each : as<Match>(statement).cases) visit_body(each.body);
        break;
      case StmtKind::try_:
      case StmtKind::try_star:
        visit_body(as<Try>(statement).body);
        for (const ExceptHandler& each : as<Try>(statement).handlers) visit_body(each.body);
        visit_body(as<Try>(statement).orelse);
        visit_body(as<Try>(statement).finalbody);
        break;
      default:
        break;
    }
  }

  // Statements.

  void visit(const Body& body) {
    for (const StmtPtr& statement : body) visit(*statement);
  }

  void visit(const Stmt& statement) {
    const bool tries = statement.kind == StmtKind::try_ || statement.kind == StmtKind::try_star;
    if (statement.kind == StmtKind::import) check_import(as<Import>(statement));
    if (statement.kind == StmtKind::import_from) check_import_from(as<ImportFrom>(statement));
    visit_expressions(statement);
    if (tries) ++tries_;
    for_each_body(statement, [&](const Body& body) { visit(body); });
    if (tries) --tries_;
  }

  void check_import(const Import& statement) {
    for (const Alias& alias : statement.names) check_module(alias.name, statement.at);
  }

  void check_import_from(const ImportFrom& statement) {
    if (statement.level > 0) return;
    check_module(statement.module, statement.at);
    if (statement.module != "asyncio") return;
    for (const Alias& alias : statement.names) check_name(alias.name, alias.at);
  }

  void check_module(const std::string& name, const Location& at) {
    if (tries_ > 0 || is_known_module(name) || !is_standard_module(name)) return;
    fail(at, "module '" + name + "' is not supported yet" + remedy);
  }

  void check_name(const std::string& name, const Location& at) {
    if (tries_ == 0 && asyncio_comes_later(name)) {
      fail(at, "asyncio." + name + " is not supported yet" + remedy);
    }
  }

  // Expressions.

  void visit(const ExprPtr& expression) {
    if (expression) visit(*expression);
  }
  void visit(const ExprList& expressions) {
    for (const ExprPtr& expression : expressions) visit(expression);
  }

  void visit(const Expr& expression) {
    if (expression.kind == ExprKind::attribute) {
      const auto& attribute = as<Attribute>(expression);
      const bool named = attribute.value && attribute.value->kind == ExprKind::name;
      if (named && asyncio_.contains(as<Name>(*attribute.value).id)) {
        check_name(attribute.attr, expression.at);
      }
    }
    for_each_child(expression, [&](const Expr& child) { visit(child); });
    if (expression.kind == ExprKind::lambda) {
      visit_arguments(as<Lambda>(expression).args);
      visit(as<Lambda>(expression).body);
    }
    if (is_comprehension(expression)) visit_comprehension(expression);
  }

  void visit_comprehension(const Expr& expression) {
    for (const Comprehension& part : generators_of(expression)) {
      visit(part.iter);
      visit(part.ifs);
    }
    if (expression.kind == ExprKind::dict_comp) {
      visit(as<DictComp>(expression).key);
      visit(as<DictComp>(expression).value);
    } else {
      visit(as<Comp>(expression).elt);
    }
  }

  void visit_arguments(const ast::Arguments& arguments) {
    visit(arguments.defaults);
    visit(arguments.kw_defaults);
  }

  void visit_expressions(const Stmt& statement) {
    switch (statement.kind) {
      case StmtKind::function_def:
      case StmtKind::async_function_def:
        visit(as<FunctionDef>(statement).decorator_list);
        visit_arguments(as<FunctionDef>(statement).args);
        break;
      case StmtKind::class_def:
        visit(as<ClassDef>(statement).decorator_list);
        visit(as<ClassDef>(statement).bases);
        break;
      case StmtKind::return_:
        visit(as<Return>(statement).value);
        break;
      case StmtKind::expr:
        visit(as<ExprStmt>(statement).value);
        break;
      case StmtKind::assign:
        visit(as<Assign>(statement).value);
        visit(as<Assign>(statement).targets);
        break;
      case StmtKind::aug_assign:
        visit(as<AugAssign>(statement).value);
        break;
      case StmtKind::ann_assign:
        visit(as<AnnAssign>(statement).value);
        break;
      case StmtKind::for_:
      case StmtKind::async_for:
        visit(as<For>(statement).iter);
        break;
      case StmtKind::while_:
        visit(as<While>(statement).test);
        break;
      case StmtKind::if_:
        visit(as<If>(statement).test);
        break;
      case StmtKind::with:
      case StmtKind::async_with:
        for (const WithItem& item : as<With>(statement).items) visit(item.context_expr);
        break;
      case StmtKind::match:
        visit(as<Match>(statement).subject);
        break;
      case StmtKind::raise:
        visit(as<Raise>(statement).exc);
        visit(as<Raise>(statement).cause);
        break;
      case StmtKind::try_:
      case StmtKind::try_star:
        for (const ExceptHandler& each : as<Try>(statement).handlers) visit(each.type);
        break;
      case StmtKind::assert_:
        visit(as<Assert>(statement).test);
        break;
      default:
        break;
    }
  }

  std::set<std::string, std::less<>> asyncio_;
  std::optional<UnsupportedUse> found_;
  int tries_ = 0;
};

}  // namespace

std::optional<UnsupportedUse> find_unsupported(const ast::Module& module) {
  return Finder(module).found();
}

bool is_standard_module(std::string_view name) {
  name = name.substr(0, name.find('.'));
  return std::binary_search(std::begin(standard_modules), std::end(standard_modules), name);
}

}  // namespace loopscope::python
