#pragma once

#include <cstdint>

#include "lessons/python/interpreter.h"
#include "lessons/python/machine/attributes.h"

namespace loopscope::python {

struct CodeObject;

/// A variable shared between functions.
struct CellObject : Container {
  static constexpr Kind object_kind = Kind::cell;
  Value value;  ///< null: unbound
};

/// What `def` and `lambda` make.
struct FunctionObject : Container {
  static constexpr Kind object_kind = Kind::function;
  Attributes attributes;
  Value code;         ///< CodeObject
  Value globals;      ///< DictObject
  Value builtins;     ///< DictObject
  Value defaults;     ///< tuple or null
  Value kw_defaults;  ///< dict or null
  Value closure;      ///< tuple of cells or null
  Value name;
  Value qualname;
  Value module;
  Value doc;
  Value annotations;  ///< dict, null: none yet

  const CodeObject& code_object() const;
};

/// obj.method: a function and the object it is bound to.
struct BoundMethodObject : Object {
  static constexpr Kind object_kind = Kind::bound_method;
  BoundMethodObject(Value f, Value s) : function(std::move(f)), self(std::move(s)) {}
  Value function;
  Value self;
};

/// A function in C++: of a module, or a method of a native type bound to `self`.
struct NativeFunctionObject : Object {
  static constexpr Kind object_kind = Kind::native_function;
  NativeFunctionObject(const NativeDefinition& d, Value s, Type* o)
      : definition(&d), self(std::move(s)), owner(o) {}
  const NativeDefinition* definition;
  Value self;
  Type* owner;  ///< the type whose method it is; null for functions of modules (borrowed)
  Value module_name;
};

/// list.append: a method of a native type that is not bound; also static and class methods in its
/// dict.
struct NativeMethodObject : Object {
  static constexpr Kind object_kind = Kind::native_method;
  NativeMethodObject(const NativeDefinition& d, Type& o) : definition(&d), owner(&o) {}
  const NativeDefinition* definition;
  Type* owner;
};

struct PropertyObject : Container {
  static constexpr Kind object_kind = Kind::property;
  Value get;
  Value set;
  Value erase;
  Value doc;
};

/// classmethod and staticmethod.
struct MethodWrapObject : Container {
  Attributes attributes;
  Value function;
};

Value make_cell(Interpreter& interpreter, Value value);
Value make_bound_method(Interpreter& interpreter, Value function, Value self);
/// A function of a module (or of nothing: module_name null). `definition` has static storage.
Value make_native_function(Interpreter& interpreter, const NativeDefinition& definition,
                           Value self = Value(), Value module_name = Value());
/// Adds functions (a table of static storage) to a module, which becomes their `self`.
void add_functions(Interpreter& interpreter, const Value& module,
                   std::span<const NativeDefinition> functions);

/// The name a function is known by in messages: "f", "list.append", "C.method".
std::string function_name(const Value& callable);

}  // namespace loopscope::python
