#include "lessons/python/modules/library/library.h"

#include <string>

#include "lessons/python/compiler/code.h"
#include "lessons/python/compiler/compiler.h"
#include "lessons/python/machine/machine.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

namespace {

/// Lines of the library aren't traced.
void mark_library(const Value& code) {
  auto& object = *as<CodeObject>(code);
  object.is_library = true;
  for (const Value& constant : object.constants) {
    if (constant.is(Kind::code)) mark_library(constant);
  }
}

}  // namespace

bool make_library_module(Interpreter& interpreter, ModuleObject& module) {
  const std::string_view name = text_of(module.name);
  for (const LibrarySource& source : library_sources()) {
    if (source.name != name) continue;
    const std::string file(source.file);
    if (file.ends_with("__init__.py")) module.set("__path__", make_list(interpreter));
    interpreter.add_source(file, std::string(source.text));
    const Value code = compile_source(interpreter, source.text, file);
    if (!code) return false;
    mark_library(code);
    return static_cast<bool>(run_module(interpreter, code, module.names()));
  }
  return interpreter.raise_runtime_error("the library has no module {}", name);
}

}  // namespace loopscope::python
