#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/platform/platform.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/random/mersenne_twister.h"

namespace loopscope::python {

namespace {

/// What random.Random is derived from.
struct RandomObject : Object {
  static constexpr char tag = 0;
  MersenneTwister twister{0};
};

MersenneTwister& twister_of(const Value& self) {
  return as<RandomObject>(self)->twister;
}

void seed_with(MersenneTwister& twister, const BigInteger& number) {
  std::vector<std::uint32_t> words;
  for (BigInteger rest = abs(number); rest != 0; rest >>= 32) {
    words.push_back(static_cast<std::uint32_t>(rest & 0xFFFFFFFFU));
  }
  if (words.empty()) words.push_back(0);
  twister.seed(words);
}

bool seed_from(Interpreter& interpreter, MersenneTwister& twister, const Value& value) {
  if (!value || value.is_none()) {
    twister.seed(interpreter.platform().random_bits());
  } else if (is_integer(value)) {
    seed_with(twister, big_value(value));
  } else if (is_float(value)) {
    std::int64_t number = 0;
    if (!hash(interpreter, value, number)) return false;
    seed_with(twister, BigInteger(number));
  } else {
    return interpreter.raise_type_error(
        "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.");
  }
  return true;
}

Value seed(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"seed", "a version", 0};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  return seed_from(interpreter, twister_of(self), values[0]) ? Value::none() : Value();
}

Value random(Interpreter& interpreter, const Value& self, Arguments) {
  return make_float(interpreter, twister_of(self).random());
}

Value getrandbits(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t count = 0;
  if (!index_number(interpreter, arguments[0], count)) return {};
  if (count < 0) return interpreter.raise_value_error("number of bits must be non-negative");
  if (!interpreter.check_memory(static_cast<std::size_t>(count) / 8)) return {};
  BigInteger number = 0;
  for (std::int64_t at = 0; at < count; at += 32) {
    const int bits = static_cast<int>(std::min<std::int64_t>(32, count - at));
    number |= BigInteger(twister_of(self).bits(bits)) << static_cast<unsigned>(at);
  }
  return make_integer(interpreter, number);
}

/// Differences of 64-bit numbers.
__extension__ using Wide = __int128;

/// start + step * below(count), where the numbers fit into 64 bits.
Value draw_from_range(Interpreter& interpreter, const Value& self, std::int64_t start,
                      std::int64_t stop, std::int64_t step) {
  const auto width = static_cast<Wide>(stop) - start;
  if (step == 0) return interpreter.raise_value_error("zero step for randrange()");
  const Wide count = step > 0 ? (width + step - 1) / step : (width + step + 1) / step;
  if (count <= 0) {
    if (step == 1) {
      return interpreter.raise_value_error("empty range for randrange() ({}, {}, {})", start, stop,
                                           static_cast<std::int64_t>(width));
    }
    return interpreter.raise_value_error("empty range for randrange()");
  }
  const auto offset = static_cast<Wide>(twister_of(self).below(static_cast<std::uint64_t>(count)));
  return make_integer(interpreter, static_cast<std::int64_t>(start + offset * step));
}

/// An int for which the quick way has no room.
bool beyond_64_bits(const Value& value) {
  std::int64_t number = 0;
  return is_integer(value) && (!to_int64(value, number) || number == INT64_MAX);
}

Value randrange(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"randrange", "start stop step", 1};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::int64_t start = 0;
  std::int64_t stop = 0;
  std::int64_t step = 1;
  for (const Value& value : values) {
    if (!value || !beyond_64_bits(value)) continue;
    const bool bounded = values[1] && !values[1].is_none();
    return call_method(interpreter, self, "_wide_randrange",
                       {bounded ? values[0] : Value::small(0), bounded ? values[1] : values[0],
                        values[2] ? values[2] : Value::small(1)});
  }
  if (!index_number(interpreter, values[0], start)) return {};
  if (!values[1] || values[1].is_none()) {
    if (start <= 0) return interpreter.raise_value_error("empty range for randrange()");
    return draw_from_range(interpreter, self, 0, start, 1);
  }
  if (!index_number(interpreter, values[1], stop)) return {};
  if (values[2] && !index_number(interpreter, values[2], step)) return {};
  return draw_from_range(interpreter, self, start, stop, step);
}

Value randint(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"randint", "a b", 2};
  Value values[2];
  std::int64_t low = 0;
  std::int64_t high = 0;
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  if (beyond_64_bits(values[0]) || beyond_64_bits(values[1])) {
    const Value behind = binary(interpreter, BinaryOperator::add, values[1], Value::small(1));
    if (!behind) return {};
    return call_method(interpreter, self, "_wide_randrange", {values[0], behind, Value::small(1)});
  }
  if (!index_number(interpreter, values[0], low) || !index_number(interpreter, values[1], high)) {
    return {};
  }
  return draw_from_range(interpreter, self, low, high + 1, 1);
}

Value item_at(Interpreter& interpreter, const Value& sequence, std::uint64_t index) {
  return get_item(interpreter, sequence, Value::small(static_cast<std::int64_t>(index)));
}

Value choice(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t size = 0;
  if (!length(interpreter, arguments[0], size)) return {};
  if (size == 0) {
    return interpreter.raise(*interpreter.exceptions.index_error,
                             "Cannot choose from an empty sequence");
  }
  return item_at(interpreter, arguments[0],
                 twister_of(self).below(static_cast<std::uint64_t>(size)));
}

Value shuffle(Interpreter& interpreter, const Value& self, Arguments arguments) {
  std::int64_t size = 0;
  if (!length(interpreter, arguments[0], size)) return {};
  for (std::int64_t i = size - 1; i > 0; --i) {
    const std::uint64_t j = twister_of(self).below(static_cast<std::uint64_t>(i) + 1);
    const Value a = item_at(interpreter, arguments[0], static_cast<std::uint64_t>(i));
    const Value b = a ? item_at(interpreter, arguments[0], j) : Value();
    if (!b || !set_item(interpreter, arguments[0], Value::small(i), b) ||
        !set_item(interpreter, arguments[0], Value::small(static_cast<std::int64_t>(j)), a)) {
      return {};
    }
  }
  return Value::none();
}

Value sample(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"sample", "population k * counts", 2};
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  if (values[2] && !values[2].is_none()) {
    return call_method(interpreter, self, "_sample_of_counted", {values[0], values[1], values[2]});
  }
  if (type_of(interpreter, values[0]).slots.get_item == nullptr || values[0].is(Kind::dict)) {
    return interpreter.raise_type_error(
        "Population must be a sequence.  For dicts or sets, use sorted(d).");
  }
  std::int64_t size = 0;
  std::int64_t wanted = 0;
  if (!length(interpreter, values[0], size) || !index_number(interpreter, values[1], wanted)) {
    return {};
  }
  if (wanted < 0 || wanted > size) {
    return interpreter.raise_value_error("Sample larger than population or is negative");
  }
  MersenneTwister& twister = twister_of(self);
  double pool_limit = 21;
  if (wanted > 5) {
    pool_limit += std::pow(4, std::ceil(std::log(static_cast<double>(wanted) * 3) / std::log(4.0)));
  }
  std::vector<std::uint64_t> chosen;
  const auto n = static_cast<std::uint64_t>(size);
  const auto k = static_cast<std::uint64_t>(wanted);
  if (static_cast<double>(size) <= pool_limit) {
    std::vector<std::uint64_t> pool(n);
    for (std::uint64_t i = 0; i < n; ++i) pool[i] = i;
    for (std::uint64_t i = 0; i < k; ++i) {
      const std::uint64_t j = twister.below(n - i);
      chosen.push_back(pool[j]);
      pool[j] = pool[n - i - 1];
    }
  } else {
    std::unordered_set<std::uint64_t> selected;
    for (std::uint64_t i = 0; i < k; ++i) {
      std::uint64_t j = twister.below(n);
      while (!selected.insert(j).second) j = twister.below(n);
      chosen.push_back(j);
    }
  }
  Value list = make_list(interpreter);
  for (const std::uint64_t index : chosen) {
    Value item = item_at(interpreter, values[0], index);
    if (!item) return {};
    as<ListObject>(list)->items.push_back(std::move(item));
  }
  return list;
}

/// The numbers of `values`, summed up unless they are already.
bool cumulate(Interpreter& interpreter, const Value& values, bool summed,
              std::vector<double>& result) {
  double total = 0;
  return for_each(interpreter, values, [&](const Value& value) {
    double number = 0;
    if (!to_real(interpreter, value, number)) return false;
    total = summed ? number : total + number;
    result.push_back(total);
    return true;
  });
}

Value choices(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"choices", "population weights * cum_weights k", 1};
  Value values[4];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  std::int64_t size = 0;
  std::int64_t wanted = 1;
  if (!length(interpreter, values[0], size)) return {};
  if (values[3] && !index_number(interpreter, values[3], wanted)) return {};
  const bool summed = values[2] && !values[2].is_none();
  const Value& weights = summed ? values[2] : values[1];
  std::vector<double> sums;
  if (weights && !weights.is_none()) {
    if (!cumulate(interpreter, weights, summed, sums)) return {};
    if (static_cast<std::int64_t>(sums.size()) != size) {
      return interpreter.raise_value_error("The number of weights does not match the population");
    }
  }
  if (!sums.empty() && sums.back() <= 0) {
    return interpreter.raise_value_error("Total of weights must be greater than zero");
  }
  if (size == 0 && wanted > 0) {
    return interpreter.raise(*interpreter.exceptions.index_error, "list index out of range");
  }
  Value list = make_list(interpreter);
  for (std::int64_t i = 0; i < wanted; ++i) {
    const double number = twister_of(self).random();
    auto index = static_cast<std::uint64_t>(number * static_cast<double>(size));
    if (!sums.empty()) {
      const auto found = std::upper_bound(sums.begin(), sums.end() - 1, number * sums.back());
      index = static_cast<std::uint64_t>(found - sums.begin());
    }
    Value item = item_at(interpreter, values[0], index);
    if (!item) return {};
    as<ListObject>(list)->items.push_back(std::move(item));
  }
  return list;
}

// Distributions. Missing parameters have the default given.

bool read_reals(Interpreter& interpreter, const ParameterList& parameters, Arguments arguments,
                std::span<double> numbers) {
  Value values[3];
  if (!read_arguments(interpreter, parameters, arguments,
                      std::span(values).first(numbers.size()))) {
    return false;
  }
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (values[i] && !values[i].is_none() && !to_real(interpreter, values[i], numbers[i])) {
      return false;
    }
  }
  return true;
}

Value uniform(Interpreter& interpreter, const Value& self, Arguments arguments) {
  double numbers[2] = {0, 1};
  if (!read_reals(interpreter, {"uniform", "a b", 2}, arguments, numbers)) return {};
  return make_float(interpreter, twister_of(self).uniform(numbers[0], numbers[1]));
}

Value gauss(Interpreter& interpreter, const Value& self, Arguments arguments) {
  double numbers[2] = {0, 1};
  if (!read_reals(interpreter, {"gauss", "mu sigma", 0}, arguments, numbers)) return {};
  return make_float(interpreter, twister_of(self).gauss(numbers[0], numbers[1]));
}

Value normalvariate(Interpreter& interpreter, const Value& self, Arguments arguments) {
  double numbers[2] = {0, 1};
  if (!read_reals(interpreter, {"normalvariate", "mu sigma", 0}, arguments, numbers)) return {};
  return make_float(interpreter, twister_of(self).normal(numbers[0], numbers[1]));
}

Value expovariate(Interpreter& interpreter, const Value& self, Arguments arguments) {
  double numbers[1] = {1};
  if (!read_reals(interpreter, {"expovariate", "lambd", 1}, arguments, numbers)) return {};
  if (numbers[0] == 0) {
    return interpreter.raise(*interpreter.exceptions.zero_division_error, "float division by zero");
  }
  return make_float(interpreter, twister_of(self).exponential(numbers[0]));
}

Value triangular(Interpreter& interpreter, const Value& self, Arguments arguments) {
  double numbers[3] = {0, 1, std::nan("")};
  if (!read_reals(interpreter, {"triangular", "low high mode", 0}, arguments, numbers)) return {};
  const double mode = std::isnan(numbers[2]) ? (numbers[0] + numbers[1]) / 2 : numbers[2];
  return make_float(interpreter, twister_of(self).triangular(numbers[0], numbers[1], mode));
}

Value make(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<RandomObject>(type));
}

bool init(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return seed_from(interpreter, twister_of(self), arguments.count > 0 ? arguments[0] : Value());
}

/// The twister's words, its index, and the number that gauss() has in store or None.
Value state_method(Interpreter& interpreter, const Value& self, Arguments) {
  const MersenneTwister::State state = twister_of(self).state();
  Value list = make_list(interpreter);
  auto& items = as<ListObject>(list)->items;
  for (const std::uint32_t word : state.words) items.push_back(Value::small(word));
  items.push_back(Value::small(static_cast<std::int64_t>(state.index)));
  items.push_back(state.gauss_next ? make_float(interpreter, *state.gauss_next) : Value::none());
  return list;
}

/// _restore(numbers, gauss_next): 624 words and the index.
Value restore_method(Interpreter& interpreter, const Value& self, Arguments arguments) {
  static constexpr ParameterList parameters{"_restore", "numbers gauss_next", 2};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  MersenneTwister::State state;
  std::size_t count = 0;
  const bool read = for_each(interpreter, values[0], [&](const Value& value) {
    std::int64_t number = 0;
    if (!index_number(interpreter, value, number)) return false;
    if (count < state.words.size()) {
      state.words[count] = static_cast<std::uint32_t>(number);
    } else {
      state.index = static_cast<std::size_t>(number);
    }
    ++count;
    return true;
  });
  if (!read) return {};
  if (state.index > state.words.size()) return interpreter.raise_value_error("invalid state");
  if (!values[1].is_none()) {
    double number = 0;
    if (!to_real(interpreter, values[1], number)) return {};
    state.gauss_next = number;
  }
  twister_of(self).set_state(state);
  return Value::none();
}

constexpr NativeDefinition methods[] = {
    {"_state", state_method, Signature::none},
    {"_restore", restore_method},
    {"seed", seed},
    {"random", random, Signature::none},
    {"getrandbits", getrandbits, Signature::one},
    {"randrange", randrange},
    {"randint", randint},
    {"choice", choice, Signature::one},
    {"choices", choices},
    {"shuffle", shuffle, Signature::one},
    {"sample", sample},
    {"uniform", uniform},
    {"gauss", gauss},
    {"normalvariate", normalvariate},
    {"expovariate", expovariate},
    {"triangular", triangular},
};

}  // namespace

bool make_random_module(Interpreter& interpreter, ModuleObject& module) {
  TypeDefinition definition;
  definition.name = "Random";
  definition.module = "_random";
  definition.size = sizeof(RandomObject);
  definition.flags = Type::base_allowed;
  definition.tag = &RandomObject::tag;
  definition.slots.destroy = destroy_with<RandomObject>;
  definition.slots.make = make;
  definition.slots.init = init;
  definition.methods = methods;
  Type& type = define_type(interpreter, definition);
  module.set("Random", Value::share(&type));
  module.set("run_seed", make_integer(interpreter, interpreter.options().seed));
  return true;
}

}  // namespace loopscope::python
