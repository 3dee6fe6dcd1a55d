#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "lessons/python/builtins/functions.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/generator_object.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/machine/trampolines.h"
#include "lessons/python/objects/exception_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

/// all() and any(): stops at the first item whose truth is `stop`.
Value search_truth(Interpreter& interpreter, const Value& iterable, bool stop) {
  bool found = false;
  const bool fine = for_each(interpreter, iterable, [&](Value item) {
    bool holds = false;
    if (!truth(interpreter, item, holds)) return false;
    found = holds == stop;
    return !found;
  });
  if (!fine) return {};
  return Value::boolean(found == stop);
}

Value all(Interpreter& interpreter, const Value&, Arguments arguments) {
  return search_truth(interpreter, arguments[0], false);
}
Value any(Interpreter& interpreter, const Value&, Arguments arguments) {
  return search_truth(interpreter, arguments[0], true);
}

Value len(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t result = 0;
  if (!length(interpreter, arguments[0], result)) return {};
  return Value::small(result);
}

Value iter(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (arguments.count == 1) return iterate(interpreter, arguments[0]);
  if (!is_callable(interpreter, arguments[0])) {
    return interpreter.raise_type_error("iter(v, w): v must be callable");
  }
  return call(interpreter, Value::share(interpreter.types.callable_iterator),
              {arguments[0], arguments[1]});
}

Value next(Interpreter& interpreter, const Value&, Arguments arguments) {
  const Value& iterator = arguments[0];
  if (type_of(interpreter, iterator).slots.next == nullptr) {
    return interpreter.raise_type_error("'{}' object is not an iterator",
                                        type_name(interpreter, iterator));
  }
  if (arguments.count == 1 && type_of(interpreter, iterator).slots.next == call_next) {
    return call_next_raising(interpreter, iterator);
  }
  Value item = next_or_stop(interpreter, iterator);
  if (!item && arguments.count > 1) {
    if (interpreter.raised(*interpreter.exceptions.stop_iteration)) interpreter.clear_error();
    return interpreter.raised() ? Value() : arguments[1];
  }
  if (item || interpreter.raised()) return item;
  return interpreter.raise(call(interpreter, Value::share(interpreter.exceptions.stop_iteration)));
}

Value aiter(Interpreter& interpreter, const Value&, Arguments arguments) {
  Type& type = type_of(interpreter, arguments[0]);
  if (type.slots.async_iter == nullptr) {
    return interpreter.raise_type_error("'{}' object is not an async iterable", type.shown_name());
  }
  return type.slots.async_iter(interpreter, arguments[0]);
}

/// anext(iterator, default)
class NextOrDefault final : public NativeSteps {
 public:
  NextOrDefault(Value awaitable, Value otherwise)
      : awaitable_(std::move(awaitable)), otherwise_(std::move(otherwise)) {}

  Next step(Interpreter&, Value sent, Value& result) override {
    result = awaitable_ ? std::exchange(awaitable_, Value()) : std::move(sent);
    return std::exchange(waits_, true) ? Next::finish : Next::await;
  }

  Next caught(Interpreter& interpreter, Value exception, Value& result) override {
    if (!exception_matches(exception, *interpreter.exceptions.stop_async_iteration)) {
      return NativeSteps::caught(interpreter, std::move(exception), result);
    }
    result = otherwise_;
    return Next::finish;
  }

  void traverse(Visitor& visit) override {
    visit(awaitable_);
    visit(otherwise_);
  }

 private:
  Value awaitable_;
  Value otherwise_;
  bool waits_ = false;
};

Value anext(Interpreter& interpreter, const Value&, Arguments arguments) {
  Type& type = type_of(interpreter, arguments[0]);
  if (type.slots.async_next == nullptr) {
    return interpreter.raise_type_error("'{}' object is not an async iterator", type.shown_name());
  }
  Value awaitable = type.slots.async_next(interpreter, arguments[0]);
  if (!awaitable || arguments.count == 1) return awaitable;
  return make_native_coroutine(interpreter, "anext", "anext",
                               std::make_unique<NextOrDefault>(std::move(awaitable), arguments[1]));
}

Value sorted(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"sorted", "iterable / * key reverse", 1};
  Value values[3];
  if (!check_count(interpreter, "sorted", arguments.count, 1, 1)) return {};
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  bool reverse = false;
  if (values[2] && !truth(interpreter, values[2], reverse)) return {};
  std::vector<Value> items;
  if (!for_each(interpreter, values[0], [&](Value item) {
        items.push_back(std::move(item));
        return true;
      })) {
    return {};
  }
  if (!sort_values(interpreter, items, values[1], reverse)) return {};
  return make_list(interpreter, items);
}

/// A sum that stays a double, or a small integer, as long as it can.
Value sum(Interpreter& interpreter, const Value&, Arguments arguments) {
  static constexpr ParameterList parameters{"sum", "iterable / start", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  Value total = values[1] ? values[1] : Value::small(0);
  if (is_string(total)) {
    return interpreter.raise_type_error("sum() can't sum strings [use ''.join(seq) instead]");
  }
  if (total.is(Kind::bytes)) {
    return interpreter.raise_type_error("sum() can't sum bytes [use b''.join(seq) instead]");
  }
  const bool fine = for_each(interpreter, values[0], [&](const Value& item) {
    total = binary(interpreter, BinaryOperator::add, total, item);
    return static_cast<bool>(total);
  });
  return fine ? total : Value();
}

/// min() and max().
Value extreme(Interpreter& interpreter, Arguments arguments, const char* name, Comparison better) {
  const Value* key = nullptr;
  const Value* fallback = nullptr;
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    if (arguments.keyword(i) == "key") {
      key = arguments.keyword_value(i).is_none() ? nullptr : &arguments.keyword_value(i);
    } else if (arguments.keyword(i) == "default") {
      fallback = &arguments.keyword_value(i);
    } else {
      return interpreter.raise_type_error("{}() got an unexpected keyword argument '{}'", name,
                                          arguments.keyword(i));
    }
  }
  if (arguments.count == 0) {
    return interpreter.raise_type_error("{} expected at least 1 argument, got 0", name);
  }
  if (arguments.count > 1 && fallback != nullptr) {
    return interpreter.raise_type_error(
        "Cannot specify a default for {}() with multiple positional arguments", name);
  }
  Value best;
  Value best_key;
  const auto consider = [&](const Value& item) {
    Value item_key = key != nullptr ? call(interpreter, *key, {item}) : item;
    if (!item_key) return false;
    bool is_better = !best;
    if (best) {
      const Value answer = compare(interpreter, item_key, best_key, better);
      if (!answer || !truth(interpreter, answer, is_better)) return false;
    }
    if (is_better) {
      best = item;
      best_key = std::move(item_key);
    }
    return true;
  };
  if (arguments.count > 1) {
    for (std::size_t i = 0; i < arguments.count; ++i) {
      if (!consider(arguments[i])) return {};
    }
    return best;
  }
  if (!for_each(interpreter, arguments[0], consider)) return {};
  if (best) return best;
  if (fallback != nullptr) return *fallback;
  return interpreter.raise_value_error("{}() arg is an empty sequence", name);
}

Value min(Interpreter& interpreter, const Value&, Arguments arguments) {
  return extreme(interpreter, arguments, "min", Comparison::less);
}
Value max(Interpreter& interpreter, const Value&, Arguments arguments) {
  return extreme(interpreter, arguments, "max", Comparison::greater);
}

constexpr NativeDefinition functions[] = {
    {"all", all, Signature::one},
    {"any", any, Signature::one},
    {"len", len, Signature::one},
    {"iter", iter, Signature::positional, 1, 2},
    {"next", next, Signature::positional, 1, 2},
    {"aiter", aiter, Signature::one},
    {"anext", anext, Signature::positional, 1, 2},
    {"sorted", sorted},
    {"sum", sum},
    {"min", min},
    {"max", max},
};

}  // namespace

std::span<const NativeDefinition> iterable_functions() {
  return functions;
}

}  // namespace loopscope::python
