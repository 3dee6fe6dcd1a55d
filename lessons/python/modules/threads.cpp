#include "lessons/python/modules/threads.h"

#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/dict_object.h"

namespace loopscope::python {

namespace {

std::int64_t& ident_of_this_thread() {
  static thread_local std::int64_t ident = main_thread_ident;
  return ident;
}

}  // namespace

std::int64_t thread_ident() {
  return ident_of_this_thread();
}

void set_thread_ident(std::int64_t ident) {
  ident_of_this_thread() = ident;
}

void wait_for_threads(Interpreter& interpreter) {
  const Value* found = interpreter.modules().find("threading");
  if (found == nullptr) return;
  const Value threading = *found;
  if (!call_method(interpreter, threading, "_shutdown")) {
    interpreter.report_unraisable("", threading);
  }
}

}  // namespace loopscope::python
