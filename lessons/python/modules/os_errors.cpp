#include "lessons/python/modules/os_errors.h"

#include <cstring>

#include "lessons/python/machine/operations.h"

namespace loopscope::python {

Raised raise_os_error(Interpreter& interpreter, int code) {
  const Value error = call(interpreter, Value::share(interpreter.exceptions.os_error),
                           {{Value::small(code), interpreter.make_string(std::strerror(code))}});
  return error ? interpreter.raise(error) : Raised();
}

}  // namespace loopscope::python
