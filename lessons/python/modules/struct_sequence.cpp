#include "lessons/python/modules/struct_sequence.h"

#include <string>

#include "lessons/python/machine/operations.h"

namespace loopscope::python {

namespace {

Value show(Interpreter& interpreter, const Value& self) {
  const auto& sequence = *static_cast<const StructSequence*>(self.object()->type->tag);
  std::string text = std::string(sequence.name) + "(";
  for (std::size_t i = 0; i < sequence.fields.size(); ++i) {
    if (i > 0) text += ", ";
    text += std::string(sequence.fields[i].name) + "=";
    if (!repr_text(interpreter, (*as<TupleObject>(self))[i], text)) return {};
  }
  return interpreter.make_string(text + ")");
}

}  // namespace

Type& define_struct_sequence(Interpreter& interpreter, const StructSequence& sequence,
                             const char* module, const char* name) {
  TypeDefinition definition;
  definition.name = name;
  definition.module = module;
  definition.base = interpreter.types.tuple;
  definition.kind = Kind::tuple;
  definition.size = interpreter.types.tuple->size;
  definition.tag = &sequence;
  definition.slots.repr = show;
  definition.properties = sequence.fields;
  return define_type(interpreter, definition);
}

}  // namespace loopscope::python
