#include "lessons/python/modules/os_errors.h"

#include <cstring>
#include <string>
#include <string_view>

#include "lessons/python/machine/operations.h"

namespace loopscope::python {

namespace {

Raised raise_with(Interpreter& interpreter, int code, std::string_view text) {
  const Value error = call(interpreter, Value::share(interpreter.exceptions.os_error),
                           {{Value::small(code), interpreter.make_string(text)}});
  return error ? interpreter.raise(error) : Raised();
}

}  // namespace

Raised raise_os_error(Interpreter& interpreter, int code) {
  return raise_with(interpreter, code, std::strerror(code));
}

Raised raise_os_error(Interpreter& interpreter, const OsError& error) {
  const std::string number = "[Errno " + std::to_string(error.code()) + "] ";
  std::string_view text = error.what();
  if (text.starts_with(number)) text.remove_prefix(number.size());
  return raise_with(interpreter, error.code(), text);
}

}  // namespace loopscope::python
