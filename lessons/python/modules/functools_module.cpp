#include <cstdint>
#include <string>
#include <vector>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/functools.h"
#include "lessons/python/modules/functools_cache.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

/// functools.partial
struct PartialObject : Container {
  static constexpr char tag = 0;
  Attributes attributes;
  Value function;
  Value arguments;  ///< tuple
  Value keywords;   ///< dict
};

namespace {

PartialObject& partial_of(const Value& self) {
  return *as<PartialObject>(self);
}

Value make_partial(Interpreter& interpreter, Type& type, Arguments arguments) {
  if (arguments.count == 0) {
    return interpreter.raise_type_error("type 'partial' takes at least one argument");
  }
  if (!is_callable(interpreter, arguments[0])) {
    return interpreter.raise_type_error("the first argument must be callable");
  }
  Value function;
  Value bound;
  Value keywords = make_dict(interpreter);
  std::vector<Value> all;
  // A partial of a partial becomes one.
  if (type_of(interpreter, arguments[0]).slots.call == type.slots.call &&
      partial_parts(interpreter, arguments[0], function, bound, keywords)) {
    keywords = dict_of(keywords).copy();
    all.assign(as<TupleObject>(bound)->begin(), as<TupleObject>(bound)->end());
  } else {
    function = arguments[0];
  }
  all.insert(all.end(), arguments.values + 1, arguments.values + arguments.count);
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    dict_of(keywords).set(arguments.keyword(i), arguments.keyword_value(i));
  }
  auto* partial = interpreter.make<PartialObject>(type);
  Value result = Value::adopt(partial);
  partial->function = function;
  partial->arguments = make_tuple(interpreter, all);
  partial->keywords = keywords;
  return result;
}

Value call_partial(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const PartialObject& partial = partial_of(self);
  std::vector<Value> all(as<TupleObject>(partial.arguments)->begin(),
                         as<TupleObject>(partial.arguments)->end());
  all.insert(all.end(), arguments.values, arguments.values + arguments.count);
  if (dict_of(partial.keywords).size() == 0 && arguments.keyword_count() == 0) {
    return call(interpreter, partial.function, {all.data(), all.size()});
  }
  const Value keywords = dict_of(partial.keywords).copy();
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    dict_of(keywords).set(arguments.keyword(i), arguments.keyword_value(i));
  }
  return call_with(interpreter, partial.function, make_tuple(interpreter, all), keywords);
}

void traverse_partial(Object* object, Visitor& visit) {
  auto* partial = as<PartialObject>(object);
  visit(partial->function);
  visit(partial->arguments);
  visit(partial->keywords);
}

void clear_partial(Object* object) {
  auto* partial = as<PartialObject>(object);
  // Not to null: it may still be called.
  partial->function = Value::none();
}

Value show_partial(Interpreter& interpreter, const Value& self) {
  const PartialObject& partial = partial_of(self);
  std::string text = "functools.partial(";
  if (!repr_text(interpreter, partial.function, text)) return {};
  for (const Value& argument : *as<TupleObject>(partial.arguments)) {
    text += ", ";
    if (!repr_text(interpreter, argument, text)) return {};
  }
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict_of(partial.keywords).next(at)) {
    text += ", ";
    if (!str_text(interpreter, entry->key, text)) return {};
    text += "=";
    if (!repr_text(interpreter, entry->value, text)) return {};
  }
  return interpreter.make_string(text + ")");
}

Value get_function(Interpreter&, const Value& self) {
  return partial_of(self).function;
}
Value get_arguments(Interpreter&, const Value& self) {
  return partial_of(self).arguments;
}
Value get_keywords(Interpreter&, const Value& self) {
  return partial_of(self).keywords;
}

constexpr NativeProperty partial_properties[] = {
    {"func", get_function}, {"args", get_arguments}, {"keywords", get_keywords}};

}  // namespace

namespace {

/// Gives the wrapper one attribute of the wrapped, if that has it.
bool copy_attribute(Interpreter& interpreter, const Value& wrapper, const Value& wrapped,
                    StrObject* name) {
  Value value;
  if (!find_attribute(interpreter, wrapped, name, value)) return false;
  return !value || set_attribute(interpreter, wrapper, name, value);
}

bool update_attributes(Interpreter& interpreter, const Value& wrapper, const Value& wrapped) {
  Value theirs;
  if (!find_attribute(interpreter, wrapped, interpreter.names.dict, theirs)) return false;
  if (!theirs || !theirs.is(Kind::dict)) return true;
  std::size_t at = 0;
  while (const DictObject::Entry* entry = dict_of(theirs).next(at)) {
    const Value key = entry->key;
    if (is_string(key) &&
        !set_attribute(interpreter, wrapper, intern(interpreter, key), entry->value)) {
      return false;
    }
  }
  return true;
}

/// getattr(wrapper, name).update(getattr(wrapped, name, {})) for all of `names`.
bool update_mappings(Interpreter& interpreter, const Value& wrapper, const Value& wrapped,
                     const Value& names) {
  return for_each(interpreter, names, [&](const Value& name) {
    if (!is_string(name)) {
      return static_cast<bool>(interpreter.raise_type_error("attribute name must be string"));
    }
    StrObject* key = intern(interpreter, name);
    const Value own = get_attribute(interpreter, wrapper, text_of(name));
    Value theirs;
    if (!own || !find_attribute(interpreter, wrapped, key, theirs)) return false;
    return !theirs || static_cast<bool>(call_method(interpreter, own, "update", {theirs}));
  });
}

/// `assigned` and `updated`: null for the usual ones.
bool update_wrapper(Interpreter& interpreter, const Value& wrapper, const Value& wrapped,
                    const Value& assigned, const Value& updated) {
  if (assigned) {
    const bool fine = for_each(interpreter, assigned, [&](const Value& name) {
      if (!is_string(name)) {
        return static_cast<bool>(interpreter.raise_type_error("attribute name must be string"));
      }
      return copy_attribute(interpreter, wrapper, wrapped, intern(interpreter, name));
    });
    if (!fine) return false;
  } else {
    for (const char* name :
         {"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"}) {
      if (!copy_attribute(interpreter, wrapper, wrapped, interpreter.intern(name))) return false;
    }
  }
  const bool fine = updated ? update_mappings(interpreter, wrapper, wrapped, updated)
                            : update_attributes(interpreter, wrapper, wrapped);
  return fine && set_attribute(interpreter, wrapper, interpreter.names.wrapped, wrapped);
}

}  // namespace

bool update_wrapper(Interpreter& interpreter, const Value& wrapper, const Value& wrapped) {
  return update_wrapper(interpreter, wrapper, wrapped, Value(), Value());
}

namespace {

Value update_wrapper_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"update_wrapper", "wrapper wrapped assigned updated",
                                            2};
  Value values[4];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  const bool fine = update_wrapper(interpreter, values[0], values[1], values[2], values[3]);
  return fine ? values[0] : Value();
}

/// `self`: (wrapped, assigned, updated), of which the last may be None.
Value wraps_with(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const auto given = [&](std::size_t index) {
    const Value& value = (*as<TupleObject>(self))[index];
    return value.is_none() ? Value() : value;
  };
  const Value wrapped = (*as<TupleObject>(self))[0];
  const bool fine = update_wrapper(interpreter, arguments[0], wrapped, given(1), given(2));
  return fine ? arguments[0] : Value();
}

Value wraps(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"wraps", "wrapped assigned updated", 1};
  static constexpr NativeDefinition decorator{"update_wrapper", wraps_with, Signature::one};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  const auto or_none = [](const Value& value) { return value ? value : Value::none(); };
  return make_native_function(
      interpreter, decorator,
      make_tuple(interpreter, {values[0], or_none(values[1]), or_none(values[2])}));
}

Value reduce(Interpreter& interpreter, const Value&, Arguments arguments) {
  Value total = arguments.count > 2 ? arguments[2] : Value();
  const bool fine = for_each(interpreter, arguments[1], [&](Value item) {
    total = total ? call(interpreter, arguments[0], {total, item}) : std::move(item);
    return static_cast<bool>(total);
  });
  if (!fine) return {};
  if (total) return total;
  return interpreter.raise_type_error("reduce() of empty iterable with no initial value");
}

/// The rest of the module is written in Python: module _functools, read when it is asked for.
Value find_rest(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const Value rest = interpreter.import_module("_functools");
  if (!rest) return {};
  const std::string_view name = is_string(arguments[0]) ? text_of(arguments[0]) : "";
  const Value* found = name.starts_with("_") ? nullptr : as<ModuleObject>(rest)->names().find(name);
  if (found == nullptr)
    return interpreter.raise(*interpreter.exceptions.attribute_error,
                             fmt::format("module 'functools' has no attribute '{}'", name));
  as<ModuleObject>(self)->set(name, *found);
  return *found;
}

constexpr NativeDefinition functions[] = {
    {"__getattr__", find_rest, Signature::one},
    {"wraps", wraps},
    {"update_wrapper", update_wrapper_function},
    {"reduce", reduce, Signature::positional, 2, 3},
};

/// The module's types.
class FunctoolsTypes final : public Extension {
 public:
  explicit FunctoolsTypes(Interpreter& interpreter) {
    TypeDefinition definition;
    definition.name = "partial";
    definition.module = "functools";
    definition.size = sizeof(PartialObject);
    definition.flags = Type::base_allowed | Type::container;
    definition.tag = &PartialObject::tag;
    definition.attributes_offset = sizeof(Container);  // `attributes` comes first
    definition.slots.destroy = destroy_with<PartialObject>;
    definition.slots.traverse = traverse_partial;
    definition.slots.clear = clear_partial;
    definition.slots.make = make_partial;
    definition.slots.call = call_partial;
    definition.slots.repr = show_partial;
    definition.properties = partial_properties;
    partial = &define_type(interpreter, definition);
  }
  Type* partial;
};

}  // namespace

bool partial_parts(Interpreter&, const Value& value, Value& function, Value& arguments,
                   Value& keywords) {
  const auto* partial = native_cast<PartialObject>(value);
  if (partial == nullptr) return false;
  const Value kept = value;  // `value` may be one of the results
  function = partial->function;
  arguments = partial->arguments;
  keywords = partial->keywords;
  return true;
}

bool make_functools_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  set_functions(interpreter, module, cache_functions());
  module.set("partial", Value::share(interpreter.extension<FunctoolsTypes>().partial));
  module.set(
      "WRAPPER_ASSIGNMENTS",
      make_tuple(interpreter,
                 {interpreter.make_string("__module__"), interpreter.make_string("__name__"),
                  interpreter.make_string("__qualname__"), interpreter.make_string("__doc__"),
                  interpreter.make_string("__annotations__")}));
  // `from functools import *` takes what find_rest() finds as well.
  Value all = make_list(interpreter);
  for (const char* name :
       {"update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering",
        "cache", "cmp_to_key", "lru_cache", "reduce", "partial", "partialmethod", "singledispatch",
        "singledispatchmethod", "cached_property"}) {
    as<ListObject>(all)->items.push_back(interpreter.make_string(name));
  }
  module.set("__all__", all);
  module.set("WRAPPER_UPDATES", make_tuple(interpreter, {interpreter.make_string("__dict__")}));
  return true;
}

}  // namespace loopscope::python
