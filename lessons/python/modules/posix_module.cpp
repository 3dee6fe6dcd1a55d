// Module posix, what a program may know of the machine it runs on, which is little (os is written
// in Python on top of it), and module __future__.

#include <sys/stat.h>

#include <cerrno>
#include <cstring>

#include "engine/base/os_error.h"
#include "engine/platform/network.h"
#include "engine/platform/platform.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/modules.h"
#include "lessons/python/modules/os_errors.h"
#include "lessons/python/modules/standard_input.h"
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

/// The type of a descriptor as S_IF…; throws OsError.
mode_t type_of(Network::FileKind kind) {
  switch (kind) {
    case Network::FileKind::socket:
      return S_IFSOCK;
    case Network::FileKind::pipe:
      return S_IFIFO;
    case Network::FileKind::character_device:
      return S_IFCHR;
    case Network::FileKind::regular:
      return S_IFREG;
    case Network::FileKind::other:
      break;
  }
  throw OsError(EBADF);
}

/// _type_of(descriptor): what os.fstat() says of it.
Value type_of_descriptor(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t descriptor = 0;
  if (!to_int64(arguments[0], descriptor)) {
    return interpreter.raise_type_error("an integer is required (got type {})",
                                        type_name(interpreter, arguments[0]));
  }
  try {
    Network& network = interpreter.platform().network();
    return Value::small(type_of(network.kind_of(static_cast<int>(descriptor))));
  } catch (const OsError& error) {
    return raise_os_error(interpreter, error.code());
  }
}

/// _read_input(count): some bytes of standard input; none: the end.
Value read_input(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t most = 0;
  if (!to_int64(arguments[0], most) || most < 0) {
    return interpreter.raise_value_error("a number of bytes is required");
  }
  return make_bytes(interpreter,
                    interpreter.extension<StandardInput>().some(static_cast<std::size_t>(most)));
}

/// _write_output(stream, bytes): to standard output (1) or error (2).
Value write_output(Interpreter& interpreter, const Value&, Arguments arguments) {
  std::int64_t stream = 0;
  std::string_view bytes;
  if (!to_int64(arguments[0], stream) || !bytes_view(arguments[1], bytes)) {
    return interpreter.raise_type_error("a bytes-like object is required, not '{}'",
                                        type_name(interpreter, arguments[1]));
  }
  interpreter.write(static_cast<int>(stream), bytes);
  return Value::small(static_cast<std::int64_t>(bytes.size()));
}

constexpr NativeDefinition functions[] = {
    {"_type_of", type_of_descriptor, Signature::one},
    {"_read_input", read_input, Signature::one},
    {"_write_output", write_output, Signature::positional, 2, 2},
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
