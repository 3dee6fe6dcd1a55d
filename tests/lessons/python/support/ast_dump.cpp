#include "tests/lessons/python/support/ast_dump.h"

#include <array>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <boost/multiprecision/cpp_int.hpp>

namespace loopscope::python {

using namespace ast;

namespace {

/// Builds "Name(field=…, field=…)".
class Fields {
 public:
  explicit Fields(std::string name) : text_(std::move(name) + "(") {}
  Fields& add(const char* name, const std::string& value) {
    if (!first_) text_ += ", ";
    first_ = false;
    text_ += std::string(name) + "=" + value;
    return *this;
  }
  Fields& place(const Location& at) {
    add("lineno", std::to_string(at.line));
    add("col_offset", std::to_string(at.column));
    add("end_lineno", std::to_string(at.end_line));
    return add("end_col_offset", std::to_string(at.end_column));
  }
  std::string text() const { return text_ + ")"; }

 private:
  std::string text_;
  bool first_ = true;
};

std::string dump(const ast::Expr& expression);
std::string dump(const Stmt& statement);
std::string dump(const Pattern& pattern);

template <class List, class Function>
std::string list(const List& items, Function&& function) {
  std::string result = "[";
  for (const auto& item : items) result += (result.size() > 1 ? ", " : "") + function(item);
  return result + "]";
}
std::string dump(const ExprList& items) {
  return list(items, [](const ExprPtr& item) { return item ? dump(*item) : "None"; });
}
std::string dump(const Body& items) {
  return list(items, [](const StmtPtr& item) { return dump(*item); });
}

// Text and bytes are compared as hexadecimal digits, names as they are.
std::string hex(const std::string& text) {
  std::string result;
  for (const char c : text) result += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return result;
}
std::string quoted(const std::string& text) {
  return "'" + text + "'";
}

std::string context(ExprContext ctx) {
  return ctx == ExprContext::load ? "Load()" : ctx == ExprContext::store ? "Store()" : "Del()";
}

std::string name_of(Operator op) {
  static constexpr std::array names = {"Add",    "Sub",    "Mult",    "MatMult", "Div",
                                       "Mod",    "Pow",    "LShift",  "RShift",  "BitOr",
                                       "BitXor", "BitAnd", "FloorDiv"};
  return std::string(names[static_cast<std::size_t>(op)]) + "()";
}
std::string name_of(CompareOperator op) {
  static constexpr std::array names = {"Eq",  "NotEq", "Lt",    "LtE", "Gt",
                                       "GtE", "Is",    "IsNot", "In",  "NotIn"};
  return std::string(names[static_cast<std::size_t>(op)]) + "()";
}

std::string dump(const Constant& constant) {
  switch (constant.value_kind) {
    case ConstantKind::none:
      return "None";
    case ConstantKind::true_:
      return "True";
    case ConstantKind::false_:
      return "False";
    case ConstantKind::ellipsis:
      return "Ellipsis";
    case ConstantKind::integer:
      return boost::multiprecision::cpp_int(constant.text).str();
    case ConstantKind::floating:
      return fmt::format("float:{:a}", constant.number);
    case ConstantKind::imaginary:
      return fmt::format("imag:{:a}", constant.number);
    case ConstantKind::string:
      return "str:" + hex(constant.text);
    case ConstantKind::bytes:
      return "bytes:" + hex(constant.text);
  }
  return "?";
}

std::string dump(const Arg& arg) {
  Fields fields("arg");
  fields.add("arg", quoted(arg.name));
  if (arg.annotation) fields.add("annotation", dump(*arg.annotation));
  return fields.place(arg.at).text();
}
std::string dump(const Arguments& arguments) {
  const auto one = [](const Arg& arg) { return dump(arg); };
  Fields fields("arguments");
  fields.add("posonlyargs", list(arguments.posonlyargs, one))
      .add("args", list(arguments.args, one));
  if (arguments.vararg) fields.add("vararg", dump(*arguments.vararg));
  fields.add("kwonlyargs", list(arguments.kwonlyargs, one));
  fields.add("kw_defaults", dump(arguments.kw_defaults));
  if (arguments.kwarg) fields.add("kwarg", dump(*arguments.kwarg));
  return fields.add("defaults", dump(arguments.defaults)).text();
}
std::string dump(const std::vector<Keyword>& keywords) {
  return list(keywords, [](const Keyword& keyword) {
    Fields fields("keyword");
    if (!keyword.name.empty()) fields.add("arg", quoted(keyword.name));
    return fields.add("value", dump(*keyword.value)).place(keyword.at).text();
  });
}
std::string dump(const std::vector<Comprehension>& generators) {
  return list(generators, [](const Comprehension& part) {
    return Fields("comprehension")
        .add("target", dump(*part.target))
        .add("iter", dump(*part.iter))
        .add("ifs", dump(part.ifs))
        .add("is_async", part.is_async ? "1" : "0")
        .text();
  });
}

Fields operation(const ast::Expr& e) {
  switch (e.kind) {
    case ExprKind::bool_op: {
      const auto& n = as<BoolOp>(e);
      return Fields("BoolOp")
          .add("op", n.op == BoolOperator::and_ ? "And()" : "Or()")
          .add("values", dump(n.values));
    }
    case ExprKind::named_expr: {
      const auto& n = as<NamedExpr>(e);
      return Fields("NamedExpr").add("target", dump(*n.target)).add("value", dump(*n.value));
    }
    case ExprKind::bin_op: {
      const auto& n = as<BinOp>(e);
      return Fields("BinOp")
          .add("left", dump(*n.left))
          .add("op", name_of(n.op))
          .add("right", dump(*n.right));
    }
    case ExprKind::unary_op: {
      static constexpr std::array names = {"Invert()", "Not()", "UAdd()", "USub()"};
      const auto& n = as<UnaryOp>(e);
      return Fields("UnaryOp")
          .add("op", names[static_cast<std::size_t>(n.op)])
          .add("operand", dump(*n.operand));
    }
    case ExprKind::lambda: {
      const auto& n = as<Lambda>(e);
      return Fields("Lambda").add("args", dump(n.args)).add("body", dump(*n.body));
    }
    case ExprKind::if_exp: {
      const auto& n = as<IfExp>(e);
      return Fields("IfExp")
          .add("test", dump(*n.test))
          .add("body", dump(*n.body))
          .add("orelse", dump(*n.orelse));
    }
    case ExprKind::compare: {
      const auto& n = as<Compare>(e);
      return Fields("Compare")
          .add("left", dump(*n.left))
          .add("ops", list(n.ops, [](CompareOperator op) { return name_of(op); }))
          .add("comparators", dump(n.comparators));
    }
    default:
      return Fields("?");
  }
}

Fields fields_of(const ast::Expr& e) {
  switch (e.kind) {
    case ExprKind::dict:
      return Fields("Dict")
          .add("keys", dump(as<Dict>(e).keys))
          .add("values", dump(as<Dict>(e).values));
    case ExprKind::set:
      return Fields("Set").add("elts", dump(as<Set>(e).elts));
    case ExprKind::list_comp:
    case ExprKind::set_comp:
    case ExprKind::generator_exp:
      return Fields(e.kind == ExprKind::list_comp  ? "ListComp"
                    : e.kind == ExprKind::set_comp ? "SetComp"
                                                   : "GeneratorExp")
          .add("elt", dump(*as<Comp>(e).elt))
          .add("generators", dump(as<Comp>(e).generators));
    case ExprKind::dict_comp:
      return Fields("DictComp")
          .add("key", dump(*as<DictComp>(e).key))
          .add("value", dump(*as<DictComp>(e).value))
          .add("generators", dump(as<DictComp>(e).generators));
    case ExprKind::await:
      return Fields("Await").add("value", dump(*as<Await>(e).value));
    case ExprKind::yield: {
      Fields fields("Yield");
      if (as<Yield>(e).value) fields.add("value", dump(*as<Yield>(e).value));
      return fields;
    }
    case ExprKind::yield_from:
      return Fields("YieldFrom").add("value", dump(*as<YieldFrom>(e).value));
    case ExprKind::call:
      return Fields("Call")
          .add("func", dump(*as<Call>(e).func))
          .add("args", dump(as<Call>(e).args))
          .add("keywords", dump(as<Call>(e).keywords));
    case ExprKind::formatted_value: {
      const auto& n = as<FormattedValue>(e);
      Fields fields("FormattedValue");
      fields.add("value", dump(*n.value))
          .add("conversion", std::to_string(n.conversion == 0 ? -1 : n.conversion));
      if (n.format_spec) fields.add("format_spec", dump(*n.format_spec));
      return fields;
    }
    case ExprKind::joined_str:
      return Fields("JoinedStr").add("values", dump(as<JoinedStr>(e).values));
    case ExprKind::constant: {
      Fields fields("Constant");
      fields.add("value", dump(as<Constant>(e)));
      if (as<Constant>(e).u_prefix) fields.add("kind", "'u'");
      return fields;
    }
    case ExprKind::attribute:
      return Fields("Attribute")
          .add("value", dump(*as<Attribute>(e).value))
          .add("attr", quoted(as<Attribute>(e).attr))
          .add("ctx", context(as<Attribute>(e).ctx));
    case ExprKind::subscript:
      return Fields("Subscript")
          .add("value", dump(*as<Subscript>(e).value))
          .add("slice", dump(*as<Subscript>(e).slice))
          .add("ctx", context(as<Subscript>(e).ctx));
    case ExprKind::starred:
      return Fields("Starred")
          .add("value", dump(*as<Starred>(e).value))
          .add("ctx", context(as<Starred>(e).ctx));
    case ExprKind::name:
      return Fields("Name").add("id", quoted(as<Name>(e).id)).add("ctx", context(as<Name>(e).ctx));
    case ExprKind::list:
      return Fields("List")
          .add("elts", dump(as<List>(e).elts))
          .add("ctx", context(as<List>(e).ctx));
    case ExprKind::tuple:
      return Fields("Tuple")
          .add("elts", dump(as<Tuple>(e).elts))
          .add("ctx", context(as<Tuple>(e).ctx));
    case ExprKind::slice: {
      Fields fields("Slice");
      if (as<Slice>(e).lower) fields.add("lower", dump(*as<Slice>(e).lower));
      if (as<Slice>(e).upper) fields.add("upper", dump(*as<Slice>(e).upper));
      if (as<Slice>(e).step) fields.add("step", dump(*as<Slice>(e).step));
      return fields;
    }
    default:
      return operation(e);
  }
}

std::string dump(const ast::Expr& expression) {
  return fields_of(expression).place(expression.at).text();
}

Fields fields_of(const Pattern& p) {
  const auto patterns = [](const std::vector<PatternPtr>& items) {
    return list(items, [](const PatternPtr& item) { return dump(*item); });
  };
  switch (p.kind) {
    case PatternKind::match_value:
      return Fields("MatchValue").add("value", dump(*p.value));
    case PatternKind::match_singleton:
      return Fields("MatchSingleton").add("value", dump(as<Constant>(*p.value)));
    case PatternKind::match_sequence:
      return Fields("MatchSequence").add("patterns", patterns(p.patterns));
    case PatternKind::match_mapping: {
      Fields fields("MatchMapping");
      fields.add("keys", dump(p.keys)).add("patterns", patterns(p.patterns));
      if (!p.name.empty()) fields.add("rest", quoted(p.name));
      return fields;
    }
    case PatternKind::match_class:
      return Fields("MatchClass")
          .add("cls", dump(*p.value))
          .add("patterns", patterns(p.patterns))
          .add("kwd_attrs", list(p.kwd_attrs, [](const std::string& s) { return quoted(s); }))
          .add("kwd_patterns", patterns(p.kwd_patterns));
    case PatternKind::match_star: {
      Fields fields("MatchStar");
      if (!p.name.empty()) fields.add("name", quoted(p.name));
      return fields;
    }
    case PatternKind::match_as: {
      Fields fields("MatchAs");
      if (p.pattern) fields.add("pattern", dump(*p.pattern));
      if (!p.name.empty()) fields.add("name", quoted(p.name));
      return fields;
    }
    case PatternKind::match_or:
      return Fields("MatchOr").add("patterns", patterns(p.patterns));
  }
  return Fields("?");
}
std::string dump(const Pattern& pattern) {
  return fields_of(pattern).place(pattern.at).text();
}

std::string dump(const std::vector<Alias>& names) {
  return list(names, [](const Alias& alias) {
    Fields fields("alias");
    fields.add("name", quoted(alias.name));
    if (!alias.asname.empty()) fields.add("asname", quoted(alias.asname));
    return fields.place(alias.at).text();
  });
}

Fields fields_of_definition(const Stmt& s) {
  if (s.kind == StmtKind::class_def) {
    const auto& n = as<ClassDef>(s);
    return Fields("ClassDef")
        .add("name", quoted(n.name))
        .add("bases", dump(n.bases))
        .add("keywords", dump(n.keywords))
        .add("body", dump(n.body))
        .add("decorator_list", dump(n.decorator_list));
  }
  const auto& n = as<FunctionDef>(s);
  Fields fields(s.kind == StmtKind::function_def ? "FunctionDef" : "AsyncFunctionDef");
  fields.add("name", quoted(n.name)).add("args", dump(n.args)).add("body", dump(n.body));
  fields.add("decorator_list", dump(n.decorator_list));
  if (n.returns) fields.add("returns", dump(*n.returns));
  return fields;
}

Fields fields_of_block(const Stmt& s) {
  switch (s.kind) {
    case StmtKind::for_:
    case StmtKind::async_for: {
      const auto& n = as<For>(s);
      return Fields(s.kind == StmtKind::for_ ? "For" : "AsyncFor")
          .add("target", dump(*n.target))
          .add("iter", dump(*n.iter))
          .add("body", dump(n.body))
          .add("orelse", dump(n.orelse));
    }
    case StmtKind::while_:
      return Fields("While")
          .add("test", dump(*as<While>(s).test))
          .add("body", dump(as<While>(s).body))
          .add("orelse", dump(as<While>(s).orelse));
    case StmtKind::if_:
      return Fields("If")
          .add("test", dump(*as<If>(s).test))
          .add("body", dump(as<If>(s).body))
          .add("orelse", dump(as<If>(s).orelse));
    case StmtKind::with:
    case StmtKind::async_with:
      return Fields(s.kind == StmtKind::with ? "With" : "AsyncWith")
          .add("items", list(as<With>(s).items,
                             [](const WithItem& item) {
                               Fields fields("withitem");
                               fields.add("context_expr", dump(*item.context_expr));
                               if (item.optional_vars)
                                 fields.add("optional_vars", dump(*item.optional_vars));
                               return fields.text();
                             }))
          .add("body", dump(as<With>(s).body));
    case StmtKind::match:
      return Fields("Match")
          .add("subject", dump(*as<Match>(s).subject))
          .add("cases", list(as<Match>(s).cases, [](const MatchCase& branch) {
                 Fields fields("match_case");
                 fields.add("pattern", dump(*branch.pattern));
                 if (branch.guard) fields.add("guard", dump(*branch.guard));
                 return fields.add("body", dump(branch.body)).text();
               }));
    case StmtKind::try_:
    case StmtKind::try_star: {
      const auto& n = as<Try>(s);
      return Fields(s.kind == StmtKind::try_ ? "Try" : "TryStar")
          .add("body", dump(n.body))
          .add("handlers",
               list(n.handlers,
                    [](const ExceptHandler& handler) {
                      Fields fields("ExceptHandler");
                      if (handler.type) fields.add("type", dump(*handler.type));
                      if (!handler.name.empty()) fields.add("name", quoted(handler.name));
                      return fields.add("body", dump(handler.body)).place(handler.at).text();
                    }))
          .add("orelse", dump(n.orelse))
          .add("finalbody", dump(n.finalbody));
    }
    default:
      return fields_of_definition(s);
  }
}

Fields fields_of(const Stmt& s) {
  switch (s.kind) {
    case StmtKind::return_: {
      Fields fields("Return");
      if (as<Return>(s).value) fields.add("value", dump(*as<Return>(s).value));
      return fields;
    }
    case StmtKind::delete_:
      return Fields("Delete").add("targets", dump(as<Delete>(s).targets));
    case StmtKind::assign:
      return Fields("Assign")
          .add("targets", dump(as<Assign>(s).targets))
          .add("value", dump(*as<Assign>(s).value));
    case StmtKind::aug_assign:
      return Fields("AugAssign")
          .add("target", dump(*as<AugAssign>(s).target))
          .add("op", name_of(as<AugAssign>(s).op))
          .add("value", dump(*as<AugAssign>(s).value));
    case StmtKind::ann_assign: {
      const auto& n = as<AnnAssign>(s);
      Fields fields("AnnAssign");
      fields.add("target", dump(*n.target)).add("annotation", dump(*n.annotation));
      if (n.value) fields.add("value", dump(*n.value));
      return fields.add("simple", n.simple ? "1" : "0");
    }
    case StmtKind::raise: {
      Fields fields("Raise");
      if (as<Raise>(s).exc) fields.add("exc", dump(*as<Raise>(s).exc));
      if (as<Raise>(s).cause) fields.add("cause", dump(*as<Raise>(s).cause));
      return fields;
    }
    case StmtKind::assert_: {
      Fields fields("Assert");
      fields.add("test", dump(*as<Assert>(s).test));
      if (as<Assert>(s).msg) fields.add("msg", dump(*as<Assert>(s).msg));
      return fields;
    }
    case StmtKind::import:
      return Fields("Import").add("names", dump(as<Import>(s).names));
    case StmtKind::import_from: {
      Fields fields("ImportFrom");
      if (!as<ImportFrom>(s).module.empty()) fields.add("module", quoted(as<ImportFrom>(s).module));
      return fields.add("names", dump(as<ImportFrom>(s).names))
          .add("level", std::to_string(as<ImportFrom>(s).level));
    }
    case StmtKind::global:
    case StmtKind::nonlocal:
      return Fields(s.kind == StmtKind::global ? "Global" : "Nonlocal")
          .add("names",
               list(as<ScopeNames>(s).names, [](const std::string& n) { return quoted(n); }));
    case StmtKind::expr:
      return Fields("Expr").add("value", dump(*as<ExprStmt>(s).value));
    case StmtKind::pass:
      return Fields("Pass");
    case StmtKind::break_:
      return Fields("Break");
    case StmtKind::continue_:
      return Fields("Continue");
    default:
      return fields_of_block(s);
  }
}
std::string dump(const Stmt& statement) {
  return fields_of(statement).place(statement.at).text();
}

}  // namespace

std::string dump(const Module& module) {
  return Fields("Module").add("body", dump(module.body)).add("type_ignores", "[]").text();
}

}  // namespace loopscope::python
