#include "lessons/python/modules/functools_cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <vector>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/attributes.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/struct_sequence.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// A function that remembers its results; the one used last is at the end of the dict.
struct CacheObject : Container {
  static constexpr char tag = 0;
  Attributes attributes;
  Value function;
  Value results;            ///< dict
  std::int64_t limit = -1;  ///< negative: none
  bool typed = false;
  std::int64_t hits = 0;
  std::int64_t misses = 0;
};

CacheObject& cache_of(const Value& self) {
  return *as<CacheObject>(self);
}

constexpr NativeProperty info_fields[] = {{"hits", struct_field<0>},
                                          {"misses", struct_field<1>},
                                          {"maxsize", struct_field<2>},
                                          {"currsize", struct_field<3>}};
constexpr StructSequence cache_info{"CacheInfo", info_fields};

Value make_key(Interpreter& interpreter, const CacheObject& cache, Arguments arguments) {
  std::vector<Value> parts(arguments.values, arguments.values + arguments.count);
  if (arguments.keyword_count() > 0) parts.push_back(Value::ellipsis());
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    parts.push_back(interpreter.make_string(arguments.keyword(i)));
    parts.push_back(arguments.keyword_value(i));
  }
  if (cache.typed) {
    const std::size_t count = arguments.count + arguments.keyword_count();
    for (std::size_t i = 0; i < count; ++i) {
      parts.push_back(Value::share(&type_of(interpreter, arguments.values[i])));
    }
  }
  return make_tuple(interpreter, parts);
}

Value call_cached(Interpreter& interpreter, const Value& self, Arguments arguments) {
  CacheObject& cache = cache_of(self);
  const Value kept = self;
  if (cache.limit == 0) {
    ++cache.misses;
    return call(interpreter, cache.function, arguments);
  }
  const Value key = make_key(interpreter, cache, arguments);
  const Value* found = nullptr;
  if (!dict_of(cache.results).find(key, found)) return {};
  if (found != nullptr) {
    ++cache.hits;
    Value result = *found;
    if (cache.limit > 0) {  // now the one used last
      Value erased;
      if (!dict_of(cache.results).erase(key, erased)) return {};
      if (!dict_of(cache.results).set(key, result)) return {};
    }
    return result;
  }
  ++cache.misses;
  Value result = call(interpreter, cache.function, arguments);
  if (!result) return {};
  DictObject& results = dict_of(cache.results);
  if (!results.set(key, result)) return {};
  while (cache.limit > 0 && static_cast<std::int64_t>(results.size()) > cache.limit) {
    std::size_t at = 0;
    const Value oldest = results.next(at)->key;
    Value erased;
    if (!results.erase(oldest, erased)) return {};
  }
  return result;
}

Value info(Interpreter& interpreter, const Value& self, Arguments);

Value parameters_of(Interpreter& interpreter, const Value& self, Arguments) {
  const CacheObject& cache = cache_of(self);
  Value result = make_dict(interpreter);
  DictObject& dict = dict_of(result);
  const Value limit = cache.limit < 0 ? Value::none() : Value::small(cache.limit);
  if (!dict.set(interpreter.make_string("maxsize"), limit) ||
      !dict.set(interpreter.make_string("typed"), Value::boolean(cache.typed))) {
    return {};
  }
  return result;
}

Value clear_cache(Interpreter&, const Value& self, Arguments) {
  CacheObject& cache = cache_of(self);
  cache.hits = cache.misses = 0;
  dict_of(cache.results).clear();
  return Value::none();
}

Value bind(Interpreter& interpreter, const Value& self, const Value& instance, const Value&) {
  if (!instance || instance.is_none()) return self;
  return make_bound_method(interpreter, self, instance);
}

void traverse(Object* object, Visitor& visit) {
  visit(as<CacheObject>(object)->function);
  visit(as<CacheObject>(object)->results);
}

void clear_links(Object* object) {
  as<CacheObject>(object)->function = Value::none();
}

Value show(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(
      fmt::format("<functools._lru_cache_wrapper object at {:#x}>", interpreter.identity(self)));
}

constexpr NativeDefinition methods[] = {{"cache_info", info, Signature::none},
                                        {"cache_parameters", parameters_of, Signature::none},
                                        {"cache_clear", clear_cache, Signature::none}};

class CacheTypes final : public Extension {
 public:
  explicit CacheTypes(Interpreter& interpreter)
      : info(&define_struct_sequence(interpreter, cache_info, "functools", "CacheInfo")) {
    TypeDefinition definition;
    definition.name = "_lru_cache_wrapper";
    definition.module = "functools";
    definition.size = sizeof(CacheObject);
    definition.flags = Type::container | Type::method_descriptor;
    definition.tag = &CacheObject::tag;
    definition.attributes_offset = sizeof(Container);  // `attributes` comes first
    definition.slots.destroy = destroy_with<CacheObject>;
    definition.slots.traverse = traverse;
    definition.slots.clear = clear_links;
    definition.slots.call = call_cached;
    definition.slots.descriptor_get = bind;
    definition.slots.repr = show;
    definition.methods = methods;
    cache = &define_type(interpreter, definition);
  }
  Type* info;
  Type* cache;
};

Value info(Interpreter& interpreter, const Value& self, Arguments) {
  const CacheObject& cache = cache_of(self);
  const Value items[] = {Value::small(cache.hits), Value::small(cache.misses),
                         cache.limit < 0 ? Value::none() : Value::small(cache.limit),
                         Value::small(static_cast<std::int64_t>(dict_of(cache.results).size()))};
  return make_tuple(interpreter, *interpreter.extension<CacheTypes>().info, items);
}

Value make_cache(Interpreter& interpreter, const Value& function, std::int64_t limit, bool typed) {
  auto* cache = interpreter.make<CacheObject>(*interpreter.extension<CacheTypes>().cache);
  Value result = Value::adopt(cache);
  cache->function = function;
  cache->results = make_dict(interpreter);
  cache->limit = limit;
  cache->typed = typed;
  return update_wrapper(interpreter, result, function) ? result : Value();
}

/// The decorator that lru_cache(maxsize, typed) returns; `self` is (maxsize, typed).
Value decorate(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const TupleObject& options = *as<TupleObject>(self);
  return make_cache(interpreter, arguments[0], options[0].small(), options[1].is_true());
}

Value lru_cache(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"lru_cache", "maxsize typed", 0};
  static constexpr NativeDefinition decorator{"decorating_function", decorate, Signature::one};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool typed = false;
  std::int64_t limit = 128;
  if (values[1] && !truth(interpreter, values[1], typed)) return {};
  if (values[0] && values[0].is_none()) {
    limit = -1;
  } else if (values[0] && is_integer(values[0])) {
    if (!clamped_index(interpreter, values[0], limit)) return {};
    limit = std::max<std::int64_t>(limit, 0);
  } else if (values[0] && is_callable(interpreter, values[0])) {
    return make_cache(interpreter, values[0], limit, typed);
  } else if (values[0]) {
    return interpreter.raise_type_error(
        "Expected first argument to be an integer, a callable, or None");
  }
  return make_native_function(
      interpreter, decorator,
      make_tuple(interpreter, {Value::small(limit), Value::boolean(typed)}));
}

Value cache_function(Interpreter& interpreter, const Value&, Arguments arguments) {
  return make_cache(interpreter, arguments[0], -1, false);
}

constexpr NativeDefinition functions[] = {{"lru_cache", lru_cache},
                                          {"cache", cache_function, Signature::one}};

}  // namespace

std::span<const NativeDefinition> cache_functions() {
  return functions;
}

}  // namespace loopscope::python
