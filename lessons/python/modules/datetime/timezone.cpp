// tzinfo and timezone, and the module itself.

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/datetime/datetime_values.h"
#include "lessons/python/modules/datetime/in_python.h"
#include "lessons/python/modules/modules.h"

namespace loopscope::python {

namespace {

TimezoneObject& self_of(const Value& self) {
  return *as<TimezoneObject>(self);
}

/// tzinfo itself: classes of the program derive from it.
struct TzinfoObject : Object {
  static constexpr char tag = 0;
};

Value make_tzinfo(Interpreter& interpreter, Type& type, Arguments) {
  return Value::adopt(interpreter.make<TzinfoObject>(type));
}

Value not_defined(Interpreter& interpreter, const Value&, Arguments) {
  return interpreter.raise(*interpreter.exceptions.not_implemented_error,
                           "a tzinfo subclass must implement this method");
}

Value make(Interpreter& interpreter, Type& type, Arguments arguments) {
  static constexpr ParameterList parameters{"timezone", "offset name", 1};
  Value values[2];
  if (!read_arguments(interpreter, parameters, arguments, values)) return {};
  const auto* delta = native_cast<TimedeltaObject>(values[0]);
  if (delta == nullptr) {
    return interpreter.raise_type_error("timezone() argument 1 must be datetime.timedelta, not {}",
                                        type_name(interpreter, values[0]));
  }
  const Microseconds total = delta->total();
  if (total <= -static_cast<Microseconds>(microseconds_a_day) || total >= microseconds_a_day) {
    std::string shown;
    if (!repr_text(interpreter, values[0], shown)) return {};
    return interpreter.raise_value_error(
        "offset must be a timedelta strictly between -timedelta(hours=24) and "
        "timedelta(hours=24), not {}.",
        shown);
  }
  return make_timezone(interpreter, type, static_cast<std::int64_t>(total), values[1]);
}

std::string name_of(const TimezoneObject& zone) {
  if (zone.name) return std::string(text_of(zone.name));
  return zone.offset == 0 ? "UTC" : "UTC" + iso_offset(zone.offset);
}

Value utcoffset(Interpreter& interpreter, const Value& self, Arguments) {
  return make_timedelta(interpreter, self_of(self).offset);
}
Value tzname(Interpreter& interpreter, const Value& self, Arguments) {
  return interpreter.make_string(name_of(self_of(self)));
}
Value dst(Interpreter&, const Value&, Arguments) {
  return Value::none();
}

Value to_text(Interpreter& interpreter, const Value& self) {
  return interpreter.make_string(name_of(self_of(self)));
}

Value show(Interpreter& interpreter, const Value& self) {
  if (self.same(datetime_types(interpreter).utc)) {
    return interpreter.make_string("datetime.timezone.utc");
  }
  std::string text = "datetime.timezone(";
  const Value delta = make_timedelta(interpreter, self_of(self).offset);
  if (!delta || !repr_text(interpreter, delta, text)) return {};
  if (self_of(self).name) {
    text += ", ";
    if (!repr_text(interpreter, self_of(self).name, text)) return {};
  }
  return interpreter.make_string(text + ")");
}

Value compare_zones(Interpreter&, const Value& self, const Value& other, Comparison op) {
  const auto* right = native_cast<TimezoneObject>(other);
  if (right == nullptr || (op != Comparison::equal && op != Comparison::not_equal)) {
    return Value::not_implemented();
  }
  return comparison_result(op, self_of(self).offset == right->offset ? 0 : 1);
}

bool hash_zone(Interpreter&, const Value& self, std::int64_t& result) {
  result = self_of(self).offset / microseconds_a_second;
  if (result == -1) result = -2;
  return true;
}

constexpr char fromutc_name[] = "fromutc";
constexpr NativeDefinition tzinfo_methods[] = {{"fromutc", in_python<fromutc_name>, Signature::one},
                                               {"utcoffset", not_defined, Signature::one},
                                               {"tzname", not_defined, Signature::one},
                                               {"dst", not_defined, Signature::one}};
constexpr NativeDefinition methods[] = {{"utcoffset", utcoffset, Signature::one},
                                        {"tzname", tzname, Signature::one},
                                        {"dst", dst, Signature::one}};

}  // namespace

Value make_timezone(Interpreter& interpreter, Type& type, std::int64_t offset, Value name) {
  auto* zone = interpreter.make<TimezoneObject>(type);
  zone->offset = offset;
  if (name && is_string(name)) zone->name = std::move(name);
  return Value::adopt(zone);
}

bool read_zone(Interpreter& interpreter, const Value& value, Value& zone) {
  if (value.is_none()) {
    zone.reset();
    return true;
  }
  if (!type_of(interpreter, value).is_subtype(*datetime_types(interpreter).tzinfo)) {
    return interpreter.raise_type_error(
        "tzinfo argument must be None or of a tzinfo subclass, not type '{}'",
        type_name(interpreter, value));
  }
  zone = value;
  return true;
}

bool utc_offset(Interpreter& interpreter, const Value& zone, const Value& argument, bool& known,
                std::int64_t& offset) {
  known = false;
  offset = 0;
  const Value delta = call_method(interpreter, zone, "utcoffset", {argument});
  if (!delta) return false;
  if (delta.is_none()) return true;
  const auto* value = native_cast<TimedeltaObject>(delta);
  if (value == nullptr) {
    return interpreter.raise_type_error(
        "tzinfo.utcoffset() must return None or a timedelta, not '{}'",
        type_name(interpreter, delta));
  }
  known = true;
  offset = static_cast<std::int64_t>(value->total());
  return true;
}

Type& define_tzinfo(Interpreter& interpreter) {
  TypeDefinition definition;
  definition.name = "tzinfo";
  definition.module = "datetime";
  definition.size = sizeof(TzinfoObject);
  definition.flags = Type::base_allowed;
  definition.tag = &TzinfoObject::tag;
  definition.slots.destroy = destroy_with<TzinfoObject>;
  definition.slots.make = make_tzinfo;
  definition.methods = tzinfo_methods;
  return define_type(interpreter, definition);
}

Type& define_timezone(Interpreter& interpreter, Type& tzinfo) {
  TypeDefinition definition;
  definition.name = "timezone";
  definition.module = "datetime";
  definition.base = &tzinfo;
  definition.size = sizeof(TimezoneObject);
  definition.tag = &TimezoneObject::tag;
  definition.slots.destroy = destroy_with<TimezoneObject>;
  definition.slots.make = make;
  definition.slots.repr = show;
  definition.slots.str = to_text;
  definition.slots.compare = compare_zones;
  definition.slots.hash = hash_zone;
  definition.methods = methods;
  return define_type(interpreter, definition);
}

DatetimeTypes::DatetimeTypes(Interpreter& interpreter)
    : timedelta(&define_timedelta(interpreter)),
      date(&define_date(interpreter)),
      datetime(&define_datetime(interpreter, *date)),
      time(&define_time(interpreter)),
      tzinfo(&define_tzinfo(interpreter)),
      timezone(&define_timezone(interpreter, *tzinfo)),
      utc(make_timezone(interpreter, *timezone, 0, Value())) {}

bool make_datetime_module(Interpreter& interpreter, ModuleObject& module) {
  DatetimeTypes& types = datetime_types(interpreter);
  const auto delta = [&](Microseconds total) { return make_timedelta(interpreter, total); };
  constexpr Microseconds most = static_cast<Microseconds>(1'000'000'000) * microseconds_a_day;
  add_attribute(*types.timedelta, "resolution", delta(1));
  add_attribute(*types.timedelta, "max", delta(most - 1));
  add_attribute(*types.timedelta, "min", delta(-(most - microseconds_a_day)));
  add_attribute(*types.date, "min", make_date(interpreter, *types.date, {1, 1, 1}));
  add_attribute(*types.date, "max", make_date(interpreter, *types.date, {9999, 12, 31}));
  add_attribute(*types.datetime, "min",
                make_datetime(interpreter, *types.datetime, {.date = {1, 1, 1}}));
  add_attribute(*types.datetime, "max",
                make_datetime(interpreter, *types.datetime,
                              {{9999, 12, 31}, 23, 59, 59, 999'999, Value(), 0}));
  const Value day = delta(microseconds_a_day);
  add_attribute(*types.date, "resolution", day);
  add_attribute(*types.datetime, "resolution", delta(1));
  add_attribute(*types.time, "resolution", delta(1));
  add_attribute(*types.time, "min", make_time(interpreter, *types.time, {}));
  add_attribute(*types.time, "max",
                make_time(interpreter, *types.time, {{}, 23, 59, 59, 999'999, Value(), 0}));
  const std::int64_t last_minute = microseconds_a_day - 60 * microseconds_a_second;
  add_attribute(*types.timezone, "min",
                make_timezone(interpreter, *types.timezone, -last_minute, Value()));
  add_attribute(*types.timezone, "max",
                make_timezone(interpreter, *types.timezone, last_minute, Value()));
  add_attribute(*types.timezone, "utc", types.utc);
  module.set("timedelta", Value::share(types.timedelta));
  module.set("date", Value::share(types.date));
  module.set("datetime", Value::share(types.datetime));
  module.set("time", Value::share(types.time));
  module.set("tzinfo", Value::share(types.tzinfo));
  module.set("timezone", Value::share(types.timezone));
  module.set("UTC", types.utc);
  module.set("MINYEAR", Value::small(1));
  module.set("MAXYEAR", Value::small(9999));
  return true;
}

}  // namespace loopscope::python
