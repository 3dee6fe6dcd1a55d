// Module contextvars.

#include <string>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/contextvars.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/generic_alias.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

const Value* ContextMap::find(const Value& variable) const {
  for (const auto& [key, value] : items) {
    if (key.same(variable)) return &value;
  }
  return nullptr;
}

namespace {

/// contextvars.ContextVar.
struct VariableObject : Container {
  static constexpr char tag = 0;
  Value name;
  Value fallback;  ///< null: none
};

/// contextvars.Token.
struct TokenObject : Container {
  static constexpr char tag = 0;
  Value variable;
  Value context;
  Value old;  ///< null: there was none
  bool used = false;
};

/// Token.MISSING.
struct MissingObject : Object {
  static constexpr char tag = 0;
};

void clear_nothing(Object*) {}  // only what clear_context() drops can form cycles

void traverse_map(Object* object, Visitor& visit) {
  for (const auto& [key, value] : static_cast<ContextMap*>(object)->items) {
    visit(key);
    visit(value);
  }
}
void clear_map(Object* object) {
  const auto dropped = std::move(static_cast<ContextMap*>(object)->items);
}
void traverse_context(Object* object, Visitor& visit) {
  visit(static_cast<ContextObject*>(object)->map);
}
void clear_context(Object* object) {
  static_cast<ContextObject*>(object)->map.reset();
}
void traverse_variable(Object* object, Visitor& visit) {
  visit(static_cast<VariableObject*>(object)->fallback);
}
void traverse_token(Object* object, Visitor& visit) {
  auto* self = static_cast<TokenObject*>(object);
  visit(self->variable);
  visit(self->context);
  visit(self->old);
}

Value show_missing(Interpreter& interpreter, const Value&) {
  return interpreter.make_string("<Token.MISSING>");
}

Contexts& contexts_of(Interpreter& interpreter) {
  return interpreter.extension<Contexts>();
}

ContextObject& context_of(const Value& value) {
  return *as<ContextObject>(value);
}
VariableObject& variable_of(const Value& value) {
  return *as<VariableObject>(value);
}
TokenObject& token_of(const Value& value) {
  return *as<TokenObject>(value);
}

Value make_context(Interpreter& interpreter, const Value& map) {
  auto* context = interpreter.make<ContextObject>(*contexts_of(interpreter).context);
  context->map = map;
  return Value::adopt(context);
}

/// The current context; made if there is none yet.
ContextObject& current(Interpreter& interpreter) {
  Contexts& contexts = contexts_of(interpreter);
  contexts.used = true;
  if (!contexts.current) contexts.current = make_context(interpreter, Value());
  return context_of(contexts.current);
}

/// Gives `context` a map in which `variable` has `value`; null: no value.
void assign(Interpreter& interpreter, ContextObject& context, const Value& variable,
            const Value& value) {
  auto* map = interpreter.make<ContextMap>(*contexts_of(interpreter).map);
  const Value kept = Value::adopt(map);
  if (context.map) map->items = context.items()->items;
  std::erase_if(map->items, [&](const auto& item) { return !value && item.first.same(variable); });
  bool found = false;
  for (auto& [key, old] : map->items) {
    if (!key.same(variable)) continue;
    old = value;
    found = true;
  }
  if (value && !found) map->items.emplace_back(variable, value);
  context.map = map->items.empty() ? Value() : kept;
}

// ContextVar.

Value make_variable(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"ContextVar", "name / * default", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  if (!is_string(values[0])) {
    return interpreter.raise_type_error("context variable name must be a str");
  }
  auto* variable = interpreter.make<VariableObject>(type);
  variable->name = values[0];
  variable->fallback = values[1];
  return Value::adopt(variable);
}

Value show_variable(Interpreter& interpreter, const Value& self) {
  std::string text = "<ContextVar name=";
  if (!repr_text(interpreter, variable_of(self).name, text)) return {};
  if (variable_of(self).fallback) {
    text += " default=";
    if (!repr_text(interpreter, variable_of(self).fallback, text)) return {};
  }
  text += fmt::format(" at {:#x}>", interpreter.identity(self));
  return interpreter.make_string(text);
}

Value variable_get(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value& now = contexts_of(interpreter).current;
  if (now && context_of(now).map) {
    const Value* found = context_of(now).items()->find(self);
    if (found != nullptr) return *found;
  }
  if (arguments.count > 0) return arguments[0];
  if (variable_of(self).fallback) return variable_of(self).fallback;
  return interpreter.raise_with(*interpreter.exceptions.lookup_error, self);
}

Value variable_set(Interpreter& interpreter, const Value& self, Arguments arguments) {
  ContextObject& context = current(interpreter);
  const Value* old = context.map ? context.items()->find(self) : nullptr;
  auto* token = interpreter.make<TokenObject>(*contexts_of(interpreter).token);
  Value result = Value::adopt(token);
  token->variable = self;
  token->context = contexts_of(interpreter).current;
  if (old != nullptr) token->old = *old;
  assign(interpreter, context, self, arguments[0]);
  return result;
}

Value variable_reset(Interpreter& interpreter, const Value& self, Arguments arguments) {
  auto* token = native_cast<TokenObject>(arguments[0]);
  std::string shown;
  if (!repr_text(interpreter, arguments[0], shown)) return {};
  if (token == nullptr) {
    return interpreter.raise_type_error("expected an instance of Token, got {}", shown);
  }
  if (token->used) return interpreter.raise_runtime_error("{} has already been used once", shown);
  if (!token->variable.same(self)) {
    return interpreter.raise_value_error("{} was created by a different ContextVar", shown);
  }
  if (!token->context.same(contexts_of(interpreter).current)) {
    return interpreter.raise_value_error("{} was created in a different Context", shown);
  }
  token->used = true;
  assign(interpreter, context_of(token->context), self, token->old);
  return Value::none();
}

Value variable_name(Interpreter&, const Value& self) {
  return variable_of(self).name;
}

constexpr NativeDefinition variable_methods[] = {
    {"get", variable_get, Signature::positional, 0, 1},
    {"set", variable_set, Signature::one},
    {"reset", variable_reset, Signature::one},
};
constexpr NativeProperty variable_properties[] = {{"name", variable_name}};

// Token.

Value make_token(Interpreter& interpreter, Type&, Arguments) {
  return interpreter.raise_runtime_error("Tokens can only be created by ContextVars");
}

Value show_token(Interpreter& interpreter, const Value& self) {
  std::string text = token_of(self).used ? "<Token used var=" : "<Token var=";
  if (!repr_text(interpreter, token_of(self).variable, text)) return {};
  text += fmt::format(" at {:#x}>", interpreter.identity(self));
  return interpreter.make_string(text);
}

Value token_variable(Interpreter&, const Value& self) {
  return token_of(self).variable;
}
Value token_old_value(Interpreter& interpreter, const Value& self) {
  const Value& old = token_of(self).old;
  return old ? old : contexts_of(interpreter).missing;
}

constexpr NativeProperty token_properties[] = {{"var", token_variable},
                                               {"old_value", token_old_value}};

// Context.

Value new_context(Interpreter& interpreter, Type&, Arguments arguments) {
  if (arguments.count + arguments.keyword_count() > 0) {
    return interpreter.raise_type_error("Context() does not accept any arguments");
  }
  return make_context(interpreter, Value());
}

Value context_run(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (arguments.count == 0) {
    return interpreter.raise_type_error("run() missing 1 required positional argument");
  }
  Contexts& contexts = contexts_of(interpreter);
  if (context_of(self).entered || contexts.current.same(self)) {
    std::string shown;
    if (!repr_text(interpreter, self, shown)) return {};
    return interpreter.raise_runtime_error("cannot enter context: {} is already entered", shown);
  }
  const Value kept = self;
  contexts.used = true;
  context_of(kept).entered = true;
  const Value outer = std::exchange(contexts.current, kept);
  Value result = call(interpreter, arguments[0], arguments.skip(1));
  contexts.current = outer;
  context_of(kept).entered = false;
  return result;
}

Value context_copy(Interpreter& interpreter, const Value& self, Arguments) {
  return make_context(interpreter, context_of(self).map);
}

bool find_variable(Interpreter& interpreter, const Value& self, const Value& key,
                   const Value*& found) {
  found = nullptr;
  if (native_cast<VariableObject>(key) == nullptr) {
    std::string shown;
    if (!repr_text(interpreter, key, shown)) return false;
    return interpreter.raise_type_error("a ContextVar key was expected, got {}", shown);
  }
  if (context_of(self).map) found = context_of(self).items()->find(key);
  return true;
}

Value context_item(Interpreter& interpreter, const Value& self, const Value& key) {
  const Value* found = nullptr;
  if (!find_variable(interpreter, self, key, found)) return {};
  if (found != nullptr) return *found;
  return interpreter.raise_with(*interpreter.exceptions.key_error, key);
}

bool context_contains(Interpreter& interpreter, const Value& self, const Value& key, bool& there) {
  const Value* found = nullptr;
  if (!find_variable(interpreter, self, key, found)) return false;
  there = found != nullptr;
  return true;
}

Value context_get(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value* found = nullptr;
  if (!find_variable(interpreter, self, arguments[0], found)) return {};
  if (found != nullptr) return *found;
  return arguments.count > 1 ? arguments[1] : Value::none();
}

bool context_length(Interpreter&, const Value& self, std::int64_t& length) {
  length =
      context_of(self).map ? static_cast<std::int64_t>(context_of(self).items()->items.size()) : 0;
  return true;
}

enum class Part { keys, values, items };

/// An iterator over a list of that part.
template <Part part>
Value context_parts(Interpreter& interpreter, const Value& self, Arguments) {
  const Value list = make_list(interpreter);
  if (context_of(self).map) {
    for (const auto& [key, value] : context_of(self).items()->items) {
      as<ListObject>(list)->items.push_back(part == Part::keys ? key
                                            : part == Part::values
                                                ? value
                                                : make_tuple(interpreter, {key, value}));
    }
  }
  return iterate(interpreter, list);
}

Value context_iterator(Interpreter& interpreter, const Value& self) {
  return context_parts<Part::keys>(interpreter, self, {});
}

bool same_values(Interpreter& interpreter, const ContextObject& a, const ContextObject& b,
                 bool& same) {
  same = a.map.same(b.map);
  if (same || !a.map || !b.map) return true;
  if (a.items()->items.size() != b.items()->items.size()) return true;
  for (const auto& [key, value] : a.items()->items) {
    const Value* other = b.items()->find(key);
    if (other == nullptr) return true;
    const Value right = *other;
    bool equals = false;
    if (!equal(interpreter, value, right, equals)) return false;
    if (!equals) return true;
  }
  same = true;
  return true;
}

Value compare_contexts(Interpreter& interpreter, const Value& self, const Value& other,
                       Comparison op) {
  const auto* right = native_cast<ContextObject>(other);
  if (right == nullptr || (op != Comparison::equal && op != Comparison::not_equal)) {
    return Value::not_implemented();
  }
  bool same = false;
  if (!same_values(interpreter, context_of(self), *right, same)) return {};
  return Value::boolean(same == (op == Comparison::equal));
}

constexpr NativeDefinition context_methods[] = {
    {"run", context_run},
    {"copy", context_copy, Signature::none},
    {"get", context_get, Signature::positional, 1, 2},
    {"keys", context_parts<Part::keys>, Signature::none},
    {"values", context_parts<Part::values>, Signature::none},
    {"items", context_parts<Part::items>, Signature::none},
};

template <class T>
TypeDefinition definition_of(const char* name) {
  TypeDefinition definition;
  definition.name = name;
  definition.module = "_contextvars";
  definition.size = sizeof(T);
  definition.tag = &T::tag;
  definition.flags = Type::container;
  definition.slots.destroy = destroy_with<T>;
  definition.slots.clear = clear_nothing;
  return definition;
}

Value copy_context_function(Interpreter& interpreter, const Value&, Arguments) {
  return copy_context(interpreter);
}

constexpr NativeDefinition functions[] = {{"copy_context", copy_context_function, Signature::none}};

}  // namespace

Contexts::Contexts(Interpreter& interpreter) {
  TypeDefinition of_map = definition_of<ContextMap>("hamt");
  of_map.slots.traverse = traverse_map;
  of_map.slots.clear = clear_map;
  map = &define_type(interpreter, of_map);

  TypeDefinition of_context = definition_of<ContextObject>("Context");
  of_context.slots.traverse = traverse_context;
  of_context.slots.clear = clear_context;
  of_context.slots.make = new_context;
  of_context.slots.compare = compare_contexts;
  of_context.slots.get_item = context_item;
  of_context.slots.contains = context_contains;
  of_context.slots.length = context_length;
  of_context.slots.iter = context_iterator;
  of_context.methods = context_methods;
  context = &define_type(interpreter, of_context);

  TypeDefinition of_variable = definition_of<VariableObject>("ContextVar");
  of_variable.slots.traverse = traverse_variable;
  of_variable.slots.make = make_variable;
  of_variable.slots.repr = show_variable;
  of_variable.methods = variable_methods;
  of_variable.properties = variable_properties;
  variable = &define_type(interpreter, of_variable);
  add_methods(*variable, class_getitem_method());

  TypeDefinition of_token = definition_of<TokenObject>("Token");
  of_token.slots.traverse = traverse_token;
  of_token.slots.make = make_token;
  of_token.slots.repr = show_token;
  of_token.properties = token_properties;
  token = &define_type(interpreter, of_token);
  add_methods(*token, class_getitem_method());

  TypeDefinition of_missing;
  of_missing.name = "Token.MISSING";
  of_missing.module = "_contextvars";
  of_missing.size = sizeof(MissingObject);
  of_missing.tag = &MissingObject::tag;
  of_missing.slots.destroy = destroy_with<MissingObject>;
  of_missing.slots.repr = show_missing;
  missing = Value::adopt(interpreter.make<MissingObject>(define_type(interpreter, of_missing)));
  add_attribute(*token, "MISSING", missing);
}

Value inherited_context(Interpreter& interpreter, const Contexts& contexts) {
  if (!contexts.current || !context_of(contexts.current).map) return {};
  return make_context(interpreter, context_of(contexts.current).map);
}

Value copy_context(Interpreter& interpreter) {
  const Value& now = contexts_of(interpreter).current;
  return make_context(interpreter, now ? context_of(now).map : Value());
}

Value checked_context(Interpreter& interpreter, const Value& given) {
  if (given.is_null() || given.is_none()) return {};
  if (native_cast<ContextObject>(given) == nullptr) {
    return interpreter.raise_type_error("a contextvars.Context is required, not '{}'",
                                        type_name(interpreter, given));
  }
  contexts_of(interpreter).used = true;
  return given;
}

void ContextScope::enter() {
  outer_ = std::exchange(contexts_.current, slot_);
}

void ContextScope::leave() {
  slot_ = std::exchange(contexts_.current, std::move(outer_));
}

bool make_contextvars_module(Interpreter& interpreter, ModuleObject& module) {
  const Contexts& types = contexts_of(interpreter);
  set_functions(interpreter, module, functions);
  module.set("Context", Value::share(types.context));
  module.set("ContextVar", Value::share(types.variable));
  module.set("Token", Value::share(types.token));
  return true;
}

}  // namespace loopscope::python
