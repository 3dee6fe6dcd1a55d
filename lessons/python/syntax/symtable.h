#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lessons/python/syntax/ast.h"
#include "lessons/python/syntax/syntax_error.h"

namespace loopscope::python {

/// Where a name lives, as seen from one scope.
enum class NameScope : std::uint8_t {
  local,            ///< of this scope alone
  cell,             ///< local, and used by a scope inside
  free,             ///< a cell of an enclosing scope
  global_explicit,  ///< by a `global` statement
  global_implicit   ///< not bound in any enclosing function
};

/// One block of code with names of its own: module, class body, function, lambda, comprehension.
struct Scope {
  enum class Kind : std::uint8_t { module, class_body, function };

  Kind kind = Kind::module;
  /// The function's or class's name; "<lambda>", "<listcomp>", "<genexpr>" …, "<module>".
  std::string name;
  const void* node = nullptr;  ///< the ast node that makes the scope
  Scope* parent = nullptr;
  std::string class_name;  ///< of the innermost class around, for mangling; empty: none

  bool is_comprehension = false;
  bool is_generator = false;  ///< has a yield (or is a generator expression)
  bool is_coroutine = false;  ///< async def, or a comprehension that awaits
  bool is_async_def = false;
  bool needs_class_cell = false;  ///< class body: a method uses __class__ or super()
  bool has_return_value = false;

  std::map<std::string, NameScope, std::less<>> names;
  /// Parameters first, in the order of co_varnames (positional, keyword-only, *args, **kwargs);
  /// then local names in order of appearance. Cells are among them.
  std::vector<std::string> locals;
  std::size_t parameter_count = 0;
  std::vector<std::string> cells;  ///< sorted
  std::vector<std::string> frees;  ///< sorted

  /// Where `name` (already mangled) lives. Names that are not used here are global.
  NameScope scope_of(std::string_view name_) const;
};

/// The scopes of a program.
class SymbolTable {
 public:
  /// Analyses a program as CPython's symtable does. Throws SyntaxError.
  explicit SymbolTable(const ast::Module& module);

  const Scope& module_scope() const { return *scopes_.front(); }
  /// The scope that a FunctionDef, ClassDef, Lambda or comprehension node makes.
  const Scope& scope_of(const void* node) const { return *by_node_.at(node); }

 private:
  friend class SymbolTableBuilder;
  std::vector<std::unique_ptr<Scope>> scopes_;
  std::unordered_map<const void*, Scope*> by_node_;
};

/// Private names: `__x` in class `C` becomes `_C__x`.
std::string mangle(std::string_view class_name, std::string_view name);

/// The errors that CPython's compiler finds after the symbol table: return, yield and await
/// outside of functions, break and continue outside of loops, … Throws SyntaxError.
void check_program(const ast::Module& module, const SymbolTable& table);

}  // namespace loopscope::python
