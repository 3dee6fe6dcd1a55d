#include "lessons/python/builtins/builtins.h"

#include "lessons/python/builtins/functions.h"
#include "lessons/python/builtins/methods.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/function_object.h"

namespace loopscope::python {

void add_builtin_methods(Interpreter& interpreter) {
  Type& string = *interpreter.types.string;
  add_methods(string, str_search_methods());
  add_methods(string, str_split_methods());
  add_methods(string, str_case_methods());
  add_methods(string, str_form_methods());
  add_bytes_methods(interpreter);
  add_list_methods(interpreter);
  add_tuple_methods(interpreter);
  add_dict_methods(interpreter);
  add_set_methods(interpreter);
  add_number_methods(interpreter);
}

void add_builtin_functions(Interpreter& interpreter) {
  const Value module_name = interpreter.make_string("builtins");
  for (const auto functions : {object_functions(), iterable_functions(), number_functions(),
                               output_functions(), code_functions()}) {
    for (const NativeDefinition& definition : functions) {
      interpreter.builtins().set(
          definition.name, make_native_function(interpreter, definition, Value(), module_name));
    }
  }
}

}  // namespace loopscope::python
