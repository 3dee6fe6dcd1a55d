#include "lessons/python/syntax/symtable.h"

#include <algorithm>
#include <set>

#include "lessons/python/syntax/ast_children.h"
#include "lessons/python/syntax/lexer.h"

namespace loopscope::python {

using namespace ast;

std::string mangle(std::string_view class_name, std::string_view name) {
  const bool is_private =
      name.starts_with("__") && !name.ends_with("__") && name.find('.') == std::string_view::npos;
  if (class_name.empty() || !is_private) return std::string(name);
  const std::size_t first = class_name.find_first_not_of('_');
  if (first == std::string_view::npos) return std::string(name);
  return "_" + std::string(class_name.substr(first)) + std::string(name);
}

NameScope Scope::scope_of(std::string_view name_) const {
  const auto found = names.find(name_);
  return found == names.end() ? NameScope::global_implicit : found->second;
}

/// First pass: who binds and uses what. Second pass (resolve): where each name lives.
class SymbolTableBuilder {
 public:
  SymbolTableBuilder(const ast::Module& module, SymbolTable& table)
      : source_(module.source, module.filename), table_(table) {
    open(Scope::Kind::module, "<module>", &module);
    visit(module.body);
    close();
    std::set<std::string> bound;
    resolve(*uses_.front(), bound);
  }

 private:
  struct Use {
    bool bound = false;
    bool parameter = false;
    bool used = false;
    bool global = false;
    bool nonlocal = false;
    bool annotated = false;
    bool iteration = false;  ///< a comprehension's own variable
    Location declared;       ///< by global or nonlocal
  };
  /// A scope with what is known of its names in the first pass.
  struct Draft {
    Scope* scope = nullptr;
    Draft* parent = nullptr;
    std::map<std::string, Use> uses;
    std::vector<std::string> order;
    std::vector<Draft*> children;
  };

  [[noreturn]] void fail(const std::string& message, const Location& at) const {
    throw source_.error(message, at);
  }

  Draft& open(Scope::Kind kind, std::string name, const void* node) {
    auto scope = std::make_unique<Scope>();
    scope->kind = kind;
    scope->name = std::move(name);
    scope->node = node;
    if (current_ != nullptr) {
      scope->parent = current_->scope;
      scope->class_name = current_->scope->class_name;
    }
    table_.by_node_[node] = scope.get();
    auto draft = std::make_unique<Draft>();
    draft->scope = scope.get();
    draft->parent = current_;
    if (current_ != nullptr) current_->children.push_back(draft.get());
    current_ = draft.get();
    table_.scopes_.push_back(std::move(scope));
    uses_.push_back(std::move(draft));
    return *current_;
  }
  void close() { current_ = current_->parent; }

  std::string mangled(const std::string& name) const {
    return mangle(current_->scope->class_name, name);
  }
  Use& use_of(Draft& draft, const std::string& name) {
    const auto [entry, added] = draft.uses.try_emplace(name);
    if (added) draft.order.push_back(name);
    return entry->second;
  }
  void bind(const std::string& name) { use_of(*current_, mangled(name)).bound = true; }
  void read(const std::string& name) {
    use_of(*current_, mangled(name)).used = true;
    if (name == "super" && current_->scope->kind == Scope::Kind::function) {
      use_of(*current_, "__class__").used = true;
    }
  }

  // Statements.

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
        if (as<Return>(statement).value) {
          visit(*as<Return>(statement).value);
          current_->scope->has_return_value = true;
        }
        break;
      case StmtKind::delete_:
        visit(as<Delete>(statement).targets);
        break;
      case StmtKind::assign:
        visit(as<Assign>(statement).targets);
        visit(*as<Assign>(statement).value);
        break;
      case StmtKind::aug_assign:
        visit(*as<AugAssign>(statement).target);
        if (as<AugAssign>(statement).target->kind == ExprKind::name) {
          read(as<Name>(*as<AugAssign>(statement).target).id);
        }
        visit(*as<AugAssign>(statement).value);
        break;
      case StmtKind::ann_assign:
        visit_annotated(as<AnnAssign>(statement));
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
      case StmtKind::import_from:
        visit_import(statement);
        break;
      case StmtKind::global:
      case StmtKind::nonlocal:
        visit_declaration(as<ScopeNames>(statement));
        break;
      case StmtKind::expr:
        visit(*as<ExprStmt>(statement).value);
        break;
      case StmtKind::pass:
      case StmtKind::break_:
      case StmtKind::continue_:
        break;
      default:
        visit_block(statement);
        break;
    }
  }

  void visit_block(const Stmt& statement) {
    switch (statement.kind) {
      case StmtKind::for_:
      case StmtKind::async_for: {
        const auto& loop = as<For>(statement);
        visit(*loop.target);
        visit(*loop.iter);
        visit(loop.body);
        visit(loop.orelse);
        break;
      }
      case StmtKind::while_:
        visit(*as<While>(statement).test);
        visit(as<While>(statement).body);
        visit(as<While>(statement).orelse);
        break;
      case StmtKind::if_:
        visit(*as<If>(statement).test);
        visit(as<If>(statement).body);
        visit(as<If>(statement).orelse);
        break;
      case StmtKind::with:
      case StmtKind::async_with:
        for (const WithItem& item : as<With>(statement).items) {
          visit(*item.context_expr);
          visit(item.optional_vars);
        }
        visit(as<With>(statement).body);
        break;
      case StmtKind::match:
        visit(*as<Match>(statement).subject);
        for (const MatchCase& branch : as<Match>(statement).cases) {
          visit(*branch.pattern);
          visit(branch.guard);
          visit(branch.body);
        }
        break;
      default:
        visit_try(as<Try>(statement));
        break;
    }
  }

  void visit_try(const Try& statement) {
    visit(statement.body);
    for (const ExceptHandler& handler : statement.handlers) {
      visit(handler.type);
      if (!handler.name.empty()) bind(handler.name);
      visit(handler.body);
    }
    visit(statement.orelse);
    visit(statement.finalbody);
  }

  void visit(const Pattern& pattern) {
    visit(pattern.value);
    visit(pattern.keys);
    for (const PatternPtr& part : pattern.patterns) visit(*part);
    for (const PatternPtr& part : pattern.kwd_patterns) visit(*part);
    if (pattern.pattern) visit(*pattern.pattern);
    if (!pattern.name.empty()) bind(pattern.name);
  }

  void visit_import(const Stmt& statement) {
    const bool is_from = statement.kind == StmtKind::import_from;
    const auto& names = is_from ? as<ImportFrom>(statement).names : as<Import>(statement).names;
    for (const Alias& alias : names) {
      if (alias.name == "*") {
        if (current_->scope->kind != Scope::Kind::module) {
          throw source_.error("import * only allowed at module level",
                              {alias.at.line, alias.at.column, 0, 0}, false);
        }
        continue;
      }
      bind(!alias.asname.empty() ? alias.asname : alias.name.substr(0, alias.name.find('.')));
    }
  }

  void visit_annotated(const AnnAssign& statement) {
    if (statement.target->kind == ExprKind::name) {
      const std::string name = mangled(as<Name>(*statement.target).id);
      Use& use = use_of(*current_, name);
      if (statement.simple && (use.global || use.nonlocal) &&
          current_->scope->kind != Scope::Kind::module) {
        fail("annotated name '" + as<Name>(*statement.target).id + "' can't be " +
                 (use.global ? "global" : "nonlocal"),
             statement.at);
      }
      use.annotated = statement.simple;
      if (statement.simple || statement.value) use.bound = true;
    } else {
      visit(*statement.target);
    }
    visit(*statement.annotation);
    visit(statement.value);
  }

  void visit_declaration(const ScopeNames& statement) {
    const bool global = statement.kind == StmtKind::global;
    const std::string word = global ? "global" : "nonlocal";
    for (const std::string& name : statement.names) {
      Use& use = use_of(*current_, mangled(name));
      if (use.parameter) fail("name '" + name + "' is parameter and " + word, statement.at);
      if (global ? use.nonlocal : use.global) {
        fail("name '" + name + "' is nonlocal and global", use.declared);
      }
      if (use.used) {
        fail("name '" + name + "' is used prior to " + word + " declaration", statement.at);
      }
      if (use.annotated) fail("annotated name '" + name + "' can't be " + word, statement.at);
      if (use.bound && !use.global && !use.nonlocal) {
        fail("name '" + name + "' is assigned to before " + word + " declaration", statement.at);
      }
      if (!global && current_->scope->kind == Scope::Kind::module) {
        fail("nonlocal declaration not allowed at module level", statement.at);
      }
      (global ? use.global : use.nonlocal) = true;
      use.declared = statement.at;
    }
  }

  void visit_function(const FunctionDef& function) {
    bind(function.name);
    visit_defaults(function.args);
    visit_annotations(function.args);
    visit(function.returns);
    visit(function.decorator_list);
    Draft& draft = open(Scope::Kind::function, function.name, &function);
    draft.scope->is_async_def = function.kind == StmtKind::async_function_def;
    draft.scope->is_coroutine = draft.scope->is_async_def;
    bind_parameters(function.args);
    visit(function.body);
    close();
  }

  void visit_defaults(const Arguments& arguments) {
    visit(arguments.defaults);
    visit(arguments.kw_defaults);
  }
  void visit_annotations(const Arguments& arguments) {
    for (const Arg& arg : arguments.posonlyargs) visit(arg.annotation);
    for (const Arg& arg : arguments.args) visit(arg.annotation);
    if (arguments.vararg) visit(arguments.vararg->annotation);
    if (arguments.kwarg) visit(arguments.kwarg->annotation);
    for (const Arg& arg : arguments.kwonlyargs) visit(arg.annotation);
  }

  void bind_parameters(const Arguments& arguments) {
    const auto add = [&](const Arg& arg) {
      Use& use = use_of(*current_, mangled(arg.name));
      if (use.parameter) {
        fail("duplicate argument '" + arg.name + "' in function definition", arg.at);
      }
      use.parameter = use.bound = true;
    };
    for (const Arg& arg : arguments.posonlyargs) add(arg);
    for (const Arg& arg : arguments.args) add(arg);
    for (const Arg& arg : arguments.kwonlyargs) add(arg);
    if (arguments.vararg) add(*arguments.vararg);
    if (arguments.kwarg) add(*arguments.kwarg);
    current_->scope->parameter_count = current_->order.size();
  }

  void visit_class(const ClassDef& definition) {
    bind(definition.name);
    visit(definition.bases);
    for (const Keyword& keyword : definition.keywords) visit(*keyword.value);
    visit(definition.decorator_list);
    Draft& draft = open(Scope::Kind::class_body, definition.name, &definition);
    draft.scope->class_name = definition.name;
    visit(definition.body);
    close();
  }

  // Expressions.

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
      case ExprKind::name:
        if (as<Name>(expression).ctx == ExprContext::load) {
          read(as<Name>(expression).id);
        } else {
          bind(as<Name>(expression).id);
        }
        return;
      case ExprKind::lambda:
        visit_lambda(as<Lambda>(expression));
        return;
      case ExprKind::named_expr:
        visit_named(as<NamedExpr>(expression));
        return;
      case ExprKind::yield:
      case ExprKind::yield_from:
        if (current_->scope->is_comprehension) {
          fail("'yield' inside " + comprehension_name(), expression.at);
        }
        current_->scope->is_generator = true;
        break;
      case ExprKind::await:
        current_->scope->is_coroutine = true;
        break;
      default:
        break;
    }
    for_each_child(expression, [&](const ast::Expr& child) { visit(child); });
  }

  std::string comprehension_name() const {
    const std::string& name = current_->scope->name;
    if (name == "<listcomp>") return "list comprehension";
    if (name == "<setcomp>") return "set comprehension";
    if (name == "<dictcomp>") return "dict comprehension";
    return "generator expression";
  }

  void visit_lambda(const Lambda& lambda) {
    visit_defaults(lambda.args);
    open(Scope::Kind::function, "<lambda>", &lambda);
    bind_parameters(lambda.args);
    visit(*lambda.body);
    close();
  }

  void visit_comprehension(const ast::Expr& expression) {
    const std::vector<Comprehension>& generators = generators_of(expression);
    const bool outer_iterable = std::exchange(in_iterable_, true);
    visit(*generators.front().iter);
    in_iterable_ = outer_iterable;
    const char* name = expression.kind == ExprKind::list_comp   ? "<listcomp>"
                       : expression.kind == ExprKind::set_comp  ? "<setcomp>"
                       : expression.kind == ExprKind::dict_comp ? "<dictcomp>"
                                                                : "<genexpr>";
    Draft& draft = open(Scope::Kind::function, name, &expression);
    draft.scope->is_comprehension = true;
    Use& iterator = use_of(draft, ".0");
    iterator.parameter = iterator.bound = true;
    draft.scope->parameter_count = 1;
    bool is_async = false;
    for (const Comprehension& part : generators) {
      is_async = is_async || part.is_async;
      visit(*part.target);
      mark_iteration(*part.target);
      if (&part != &generators.front()) {
        const bool outer = std::exchange(in_iterable_, true);
        visit(*part.iter);
        in_iterable_ = outer;
      }
      visit(part.ifs);
    }
    if (expression.kind == ExprKind::dict_comp) {
      visit(*as<DictComp>(expression).key);
      visit(*as<DictComp>(expression).value);
    } else {
      visit(*as<Comp>(expression).elt);
    }
    draft.scope->is_coroutine = draft.scope->is_coroutine || is_async;
    draft.scope->is_generator = expression.kind == ExprKind::generator_exp;
    const bool awaits = draft.scope->is_coroutine && !draft.scope->is_generator;
    close();
    if (awaits && current_->scope->is_comprehension) current_->scope->is_coroutine = true;
  }

  void mark_iteration(const ast::Expr& target) {
    if (target.kind == ExprKind::name) {
      use_of(*current_, mangled(as<Name>(target).id)).iteration = true;
    } else if (target.kind == ExprKind::tuple || target.kind == ExprKind::list ||
               target.kind == ExprKind::starred) {
      for_each_child(target, [&](const ast::Expr& child) { mark_iteration(child); });
    }
  }

  // `x := value` in a comprehension binds in the function around it.
  void visit_named(const NamedExpr& named) {
    const std::string& plain = as<Name>(*named.target).id;
    const std::string name = mangled(plain);
    if (in_iterable_) {
      fail("assignment expression cannot be used in a comprehension iterable expression", named.at);
    }
    Draft* owner = current_;
    while (owner->scope->is_comprehension) {
      const auto found = owner->uses.find(name);
      if (found != owner->uses.end() && found->second.iteration) {
        fail("assignment expression cannot rebind comprehension iteration variable '" + plain + "'",
             named.target->at);
      }
      owner = owner->parent;
    }
    if (owner != current_) {
      if (owner->scope->kind == Scope::Kind::class_body) {
        fail("assignment expression within a comprehension cannot be used in a class body",
             named.target->at);
      }
      Use& outer = use_of(*owner, name);
      const bool global = owner->scope->kind == Scope::Kind::module || outer.global;
      if (!outer.global && !outer.nonlocal) outer.bound = true;
      for (Draft* inner = current_; inner != owner; inner = inner->parent) {
        Use& use = use_of(*inner, name);
        (global ? use.global : use.nonlocal) = true;
        use.declared = named.at;
      }
    } else {
      bind(plain);
    }
    visit(*named.value);
  }

  // Second pass. `bound`: names bound by the functions around.

  // Returns the names that the scope needs from the scopes around it.
  std::set<std::string> resolve(Draft& draft, const std::set<std::string>& bound) {
    Scope& scope = *draft.scope;
    std::set<std::string> locals;
    std::set<std::string> free;
    for (const std::string& name : draft.order) {
      resolve_name(draft, name, bound, locals, free);
    }
    std::set<std::string> inner_bound = bound;
    if (scope.kind == Scope::Kind::function) {
      inner_bound.insert(locals.begin(), locals.end());
      for (const std::string& name : draft.order) {
        if (scope.names.at(name) == NameScope::global_explicit) inner_bound.erase(name);
      }
    } else if (scope.kind == Scope::Kind::class_body) {
      inner_bound.insert("__class__");
    }
    std::set<std::string> needed;
    for (Draft* child : draft.children) needed.merge(resolve(*child, inner_bound));
    settle(scope, locals, needed, free);
    list_locals(draft);
    return free;
  }

  void resolve_name(Draft& draft, const std::string& name, const std::set<std::string>& bound,
                    std::set<std::string>& locals, std::set<std::string>& free) const {
    Scope& scope = *draft.scope;
    const Use& use = draft.uses.at(name);
    NameScope where = NameScope::global_implicit;
    if (use.global) {
      where = NameScope::global_explicit;
    } else if (use.nonlocal) {
      if (!bound.contains(name)) {
        fail("no binding for nonlocal '" + name + "' found", use.declared);
      }
      where = NameScope::free;
    } else if (use.bound) {
      where = scope.kind == Scope::Kind::module ? NameScope::global_implicit : NameScope::local;
      locals.insert(name);
    } else if (bound.contains(name)) {
      where = NameScope::free;
    }
    if (where == NameScope::free) free.insert(name);
    scope.names[name] = where;
  }

  // What the scopes inside need is a cell here or comes from further out.
  static void settle(Scope& scope, const std::set<std::string>& locals,
                     const std::set<std::string>& needed, std::set<std::string>& free) {
    for (const std::string& name : needed) {
      if (scope.kind == Scope::Kind::function && locals.contains(name)) {
        scope.names[name] = NameScope::cell;
        scope.cells.push_back(name);
      } else if (scope.kind == Scope::Kind::class_body && name == "__class__") {
        scope.needs_class_cell = true;
      } else if (scope.kind != Scope::Kind::module) {
        free.insert(name);
        const auto found = scope.names.find(name);
        // A class body may bind a name that its methods take from a function around it.
        if (found == scope.names.end() || scope.kind == Scope::Kind::function) {
          scope.names[name] = NameScope::free;
        }
      }
    }
    scope.frees.assign(free.begin(), free.end());
  }

  static void list_locals(Draft& draft) {
    for (const std::string& name : draft.order) {
      const NameScope where = draft.scope->names.at(name);
      if (where == NameScope::local || where == NameScope::cell) {
        draft.scope->locals.push_back(name);
      }
    }
  }

  Source source_;
  SymbolTable& table_;
  std::vector<std::unique_ptr<Draft>> uses_;
  Draft* current_ = nullptr;
  bool in_iterable_ = false;
};

SymbolTable::SymbolTable(const ast::Module& module) {
  SymbolTableBuilder(module, *this);
}

}  // namespace loopscope::python
