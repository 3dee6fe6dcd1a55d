#include <cmath>
#include <cstdint>
#include <string>

#include "engine/platform/platform.h"
#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/hint_list.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/asyncio/loop.h"
#include "lessons/python/modules/busy_wait.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/struct_sequence.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/time/calendar.h"

namespace loopscope::python {

namespace {

constexpr NativeProperty time_fields[] = {
    {"tm_year", struct_field<0>}, {"tm_mon", struct_field<1>},  {"tm_mday", struct_field<2>},
    {"tm_hour", struct_field<3>}, {"tm_min", struct_field<4>},  {"tm_sec", struct_field<5>},
    {"tm_wday", struct_field<6>}, {"tm_yday", struct_field<7>}, {"tm_isdst", struct_field<8>}};
constexpr StructSequence struct_time{"time.struct_time", time_fields};

/// The module's own type.
class TimeTypes final : public Extension {
 public:
  explicit TimeTypes(Interpreter& interpreter)
      : type(&define_struct_sequence(interpreter, struct_time, "time", "struct_time")) {}
  Type* type;
};

/// What a program sees of the clocks.
double read_clock(Interpreter& interpreter) {
  interpreter.extension<BusyWait>().clock_read();
  return interpreter.platform().now();
}
double read_wall_clock(Interpreter& interpreter) {
  interpreter.extension<BusyWait>().clock_read();
  return interpreter.platform().wall_time();
}

Value seconds(Interpreter& interpreter, const Value&, Arguments) {
  return make_float(interpreter, read_clock(interpreter));
}
Value wall(Interpreter& interpreter, const Value&, Arguments) {
  return make_float(interpreter, read_wall_clock(interpreter));
}

Value nanoseconds_of(Interpreter& interpreter, double number) {
  return make_integer(interpreter, static_cast<std::int64_t>(std::llround(number * 1e9)));
}
Value nanoseconds(Interpreter& interpreter, const Value&, Arguments) {
  return nanoseconds_of(interpreter, read_clock(interpreter));
}
Value wall_nanoseconds(Interpreter& interpreter, const Value&, Arguments) {
  return nanoseconds_of(interpreter, read_wall_clock(interpreter));
}

Value sleep(Interpreter& interpreter, const Value&, Arguments arguments) {
  double delay = 0;
  if (!is_float(arguments[0]) && type_of(interpreter, arguments[0]).slots.index == nullptr) {
    return interpreter.raise_type_error("'{}' object cannot be interpreted as an integer",
                                        type_name(interpreter, arguments[0]));
  }
  if (!to_real(interpreter, arguments[0], delay)) return {};
  if (std::isnan(delay)) {
    return interpreter.raise_value_error("Invalid value NaN (not a number)");
  }
  if (delay < 0) return interpreter.raise_value_error("sleep length must be non-negative");
  if (running_loop(interpreter) != nullptr) {
    add_hint(interpreter, Hint::Kind::blocking_sleep);
  }
  interpreter.platform().block(delay);
  return Value::none();
}

Value to_struct(Interpreter& interpreter, const CivilTime& time) {
  const auto number = [](std::int64_t n) { return Value::small(n); };
  const Value items[] = {number(time.date.year),
                         number(time.date.month),
                         number(time.date.day),
                         number(time.hour),
                         number(time.minute),
                         number(time.second),
                         number(weekday_of_days(days_of(time.date))),
                         number(day_of_year(time.date)),
                         number(0)};
  return make_tuple(interpreter, *interpreter.extension<TimeTypes>().type, items);
}

/// Seconds since the epoch as given, or the present; at most about 10000 years.
bool read_seconds(Interpreter& interpreter, Arguments arguments, CivilTime& time) {
  double number = interpreter.platform().wall_time();
  if (arguments.count > 0 && !arguments[0].is_none() &&
      !to_real(interpreter, arguments[0], number)) {
    return false;
  }
  if (!(std::fabs(number) < 3e11)) {
    return interpreter.raise(*interpreter.exceptions.overflow_error,
                             "timestamp out of range for platform time_t");
  }
  time = civil_of_microseconds(static_cast<std::int64_t>(std::floor(number)) * 1'000'000);
  time.zone = "UTC";
  time.utc_offset = 0;
  return true;
}

/// A struct_time (or tuple of nine) as given, or the present.
bool read_struct(Interpreter& interpreter, const Value* given, CivilTime& time) {
  if (given == nullptr || given->is_null()) return read_seconds(interpreter, {}, time);
  const auto* tuple = try_as<TupleObject>(*given);
  if (tuple == nullptr) {
    return interpreter.raise_type_error("Tuple or struct_time argument required");
  }
  if (tuple->size != 9) {
    return interpreter.raise_type_error("function takes exactly 9 arguments ({} given)",
                                        tuple->size);
  }
  std::int64_t fields[9] = {};
  for (std::size_t i = 0; i < 9; ++i) {
    if (!index_number(interpreter, (*tuple)[i], fields[i])) return false;
  }
  const bool fine = fields[1] >= 1 && fields[1] <= 12 && fields[2] >= 1 && fields[2] <= 31 &&
                    fields[3] >= 0 && fields[3] <= 23 && fields[4] >= 0 && fields[4] <= 59 &&
                    fields[5] >= 0 && fields[5] <= 61;
  if (!fine) return interpreter.raise_value_error("time tuple field out of range");
  time.date = {fields[0], static_cast<int>(fields[1]), static_cast<int>(fields[2])};
  time.hour = static_cast<int>(fields[3]);
  time.minute = static_cast<int>(fields[4]);
  time.second = static_cast<int>(fields[5]);
  time.zone = "UTC";
  time.utc_offset = 0;
  return true;
}

Value gmtime(Interpreter& interpreter, const Value&, Arguments arguments) {
  CivilTime time;
  if (!read_seconds(interpreter, arguments, time)) return {};
  return to_struct(interpreter, time);
}

Value mktime(Interpreter& interpreter, const Value&, Arguments arguments) {
  CivilTime time;
  if (!read_struct(interpreter, &arguments[0], time)) return {};
  return make_float(interpreter, static_cast<double>(microseconds_of(time)) / 1e6);
}

Value strftime(Interpreter& interpreter, const Value&, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("strftime() argument 1 must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  CivilTime time;
  if (!read_struct(interpreter, arguments.count > 1 ? &arguments[1] : nullptr, time)) return {};
  return interpreter.make_string(format_time(time, text_of(arguments[0])));
}

Value ctime(Interpreter& interpreter, const Value&, Arguments arguments) {
  CivilTime time;
  if (!read_seconds(interpreter, arguments, time)) return {};
  return interpreter.make_string(ctime_text(time));
}

Value asctime(Interpreter& interpreter, const Value&, Arguments arguments) {
  CivilTime time;
  if (!read_struct(interpreter, arguments.count > 0 ? &arguments[0] : nullptr, time)) return {};
  return interpreter.make_string(ctime_text(time));
}

Value strptime(Interpreter& interpreter, const Value&, Arguments arguments) {
  const Value parser = interpreter.import_module("_strptime");
  if (!parser) return {};
  const Value type = Value::share(interpreter.extension<TimeTypes>().type);
  const Value format =
      arguments.count > 1 ? arguments[1] : interpreter.make_string("%a %b %d %H:%M:%S %Y");
  return call_method(interpreter, parser, "parse_time", {type, arguments[0], format});
}

constexpr NativeDefinition functions[] = {
    {"time", wall, Signature::none},
    {"time_ns", wall_nanoseconds, Signature::none},
    {"monotonic", seconds, Signature::none},
    {"monotonic_ns", nanoseconds, Signature::none},
    {"perf_counter", seconds, Signature::none},
    {"perf_counter_ns", nanoseconds, Signature::none},
    {"process_time", seconds, Signature::none},
    {"process_time_ns", nanoseconds, Signature::none},
    {"thread_time", seconds, Signature::none},
    {"thread_time_ns", nanoseconds, Signature::none},
    {"sleep", sleep, Signature::one},
    {"gmtime", gmtime, Signature::positional, 0, 1},
    {"localtime", gmtime, Signature::positional, 0, 1},
    {"mktime", mktime, Signature::one},
    {"strftime", strftime, Signature::positional, 1, 2},
    {"strptime", strptime, Signature::positional, 1, 2},
    {"ctime", ctime, Signature::positional, 0, 1},
    {"asctime", asctime, Signature::positional, 0, 1},
};

}  // namespace

bool make_time_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  module.set("struct_time", Value::share(interpreter.extension<TimeTypes>().type));
  module.set("timezone", Value::small(0));
  module.set("altzone", Value::small(0));
  module.set("daylight", Value::small(0));
  module.set("tzname", make_tuple(interpreter, {interpreter.make_string("UTC"),
                                                interpreter.make_string("UTC")}));
  return true;
}

}  // namespace loopscope::python
