// Module posix, what a program may know of the machine it runs on, which is little (os is written
// in Python on top of it), and module __future__.

#include <cerrno>
#include <cstring>

#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/os_errors.h"
#include "lessons/python/modules/world_files.h"
#include "lessons/python/objects/bytes_object.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/float_object.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"

namespace loopscope::python {

namespace {

// A lesson's program is alone on its machine.
constexpr std::int64_t process_number = 1000;

Value getpid(Interpreter&, const Value&, Arguments) {
  return Value::small(process_number);
}
Value getppid(Interpreter&, const Value&, Arguments) {
  return Value::small(1);
}
Value cpu_count(Interpreter&, const Value&, Arguments) {
  return Value::small(2);
}
/// The simulated files that are there from the start: {path: bytes}.
Value initial_files(Interpreter& interpreter, const Value&, Arguments) {
  const Value files = make_dict(interpreter);
  for (const auto& [path, content] : interpreter.extension<WorldFiles>().disk.files) {
    as<DictObject>(files)->set(path, make_bytes(interpreter, content));
  }
  return files;
}

/// How long a file of a disk takes: (seconds a call, bytes a second or 0 for no limit).
Value disk_times(Interpreter& interpreter, const Value&, Arguments) {
  const DiskDescription& disk = interpreter.extension<WorldFiles>().disk;
  return make_tuple(interpreter, {make_float(interpreter, disk.latency),
                                  make_float(interpreter, disk.bandwidth)});
}

Value strerror(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t code = 0;
  if (!to_int64(arguments[0], code)) {
    return interpreter.raise_type_error("'{}' object cannot be interpreted as an integer",
                                        type_name(interpreter, arguments[0]));
  }
  return interpreter.make_string(std::strerror(static_cast<int>(code)));
}

/// The only process there is to send a signal to is the program's own.
Value kill(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t process = 0;
  if (!to_int64(arguments[0], process) || process != process_number) {
    return raise_os_error(interpreter, ESRCH);
  }
  const Value signals = interpreter.import_module("signal");
  return signals ? call_method(interpreter, signals, "raise_signal", {arguments[1]}) : Value();
}

constexpr NativeDefinition functions[] = {
    {"getpid", getpid, Signature::none},
    {"getppid", getppid, Signature::none},
    {"cpu_count", cpu_count, Signature::none},
    {"_initial_files", initial_files, Signature::none},
    {"_disk_times", disk_times, Signature::none},
    {"strerror", strerror, Signature::one},
    {"kill", kill, Signature::positional, 2, 2},
};

}  // namespace

bool make_posix_module(Interpreter& interpreter, ModuleObject& module) {
  set_functions(interpreter, module, functions);
  return true;
}

bool make_future_module(Interpreter&, ModuleObject& module) {
  for (const char* name :
       {"annotations", "division", "print_function", "absolute_import", "unicode_literals",
        "generator_stop", "generators", "nested_scopes", "with_statement"}) {
    module.set(name, Value::boolean(true));
  }
  return true;
}

}  // namespace loopscope::python
