#include "lessons/python/modules/sys_streams.h"

#include <array>

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/modules/standard_input.h"
#include "lessons/python/objects/dict_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/module_object.h"

namespace loopscope::python {

namespace {

/// sys.stdout and its like.
struct StreamObject : Object {
  static constexpr char tag = 0;
  int number = 1;
};

StreamObject& stream_of(const Value& value) {
  return *as<StreamObject>(value);
}

Value write(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!is_string(arguments[0])) {
    return interpreter.raise_type_error("write() argument must be str, not {}",
                                        type_name(interpreter, arguments[0]));
  }
  if (stream_of(self).number == 0) {
    return interpreter.raise(*interpreter.exceptions.os_error, "not writable");
  }
  interpreter.write(stream_of(self).number, text_of(arguments[0]));
  return Value::small(as<StrObject>(arguments[0])->length);
}

Value write_lines(Interpreter& interpreter, const Value& self, Arguments arguments) {
  const bool fine = for_each(interpreter, arguments[0], [&](const Value& line) {
    return static_cast<bool>(write(interpreter, self, {&line, 1}));
  });
  return fine ? Value::none() : Value();
}

Value nothing(Interpreter&, const Value&, Arguments) {
  return Value::none();
}
Value no(Interpreter&, const Value&, Arguments) {
  return Value::boolean(false);
}
Value yes(Interpreter&, const Value&, Arguments) {
  return Value::boolean(true);
}
/// The next line of standard input; empty: the end.
std::string next_line(Interpreter& interpreter, const Value& self) {
  if (stream_of(self).number != 0) return {};
  return interpreter.extension<StandardInput>().line();
}
Value read_line(Interpreter& interpreter, const Value& self, Arguments) {
  return interpreter.make_string(next_line(interpreter, self));
}
Value read_all(Interpreter& interpreter, const Value& self, Arguments) {
  std::string all;
  for (std::string line = next_line(interpreter, self); !line.empty();
       line = next_line(interpreter, self)) {
    all += line;
  }
  return interpreter.make_string(all);
}
Value read_lines(Interpreter& interpreter, const Value& self, Arguments) {
  const Value lines = make_list(interpreter);
  for (std::string line = next_line(interpreter, self); !line.empty();
       line = next_line(interpreter, self)) {
    as<ListObject>(lines)->items.push_back(interpreter.make_string(line));
  }
  return lines;
}
Value iterate(Interpreter&, const Value& self) {
  return self;
}
/// Null without an error: no more lines.
Value next(Interpreter& interpreter, const Value& self) {
  const std::string line = next_line(interpreter, self);
  return line.empty() ? Value() : interpreter.make_string(line);
}
Value number(Interpreter&, const Value& self, Arguments) {
  return Value::small(stream_of(self).number);
}

Value name(Interpreter& interpreter, const Value& self) {
  constexpr std::array names{"<stdin>", "<stdout>", "<stderr>"};
  return interpreter.make_string(names[static_cast<std::size_t>(stream_of(self).number)]);
}
Value encoding(Interpreter& interpreter, const Value&) {
  return interpreter.make_string("utf-8");
}
Value buffer(Interpreter& interpreter, const Value& self) {
  const Value io = interpreter.import_module("io");
  return io ? call_method(interpreter, io, "_standard_buffer",
                          {Value::small(stream_of(self).number)})
            : Value();
}
Value closed(Interpreter&, const Value&) {
  return Value::boolean(false);
}

Value show(Interpreter& interpreter, const Value& self) {
  std::string text = "<_io.TextIOWrapper name='";
  text += text_of(name(interpreter, self));
  text += stream_of(self).number == 0 ? "' mode='r'" : "' mode='w'";
  return interpreter.make_string(text + " encoding='utf-8'>");
}

constexpr NativeDefinition methods[] = {
    {"write", write, Signature::one},
    {"writelines", write_lines, Signature::one},
    {"flush", nothing, Signature::none},
    {"close", nothing, Signature::none},
    {"isatty", no, Signature::none},
    {"writable", yes, Signature::none},
    {"readable", no, Signature::none},
    {"fileno", number, Signature::none},
    {"reconfigure", nothing},
    {"read", read_all, Signature::positional, 0, 1},
    {"readline", read_line, Signature::positional, 0, 1},
    {"readlines", read_lines, Signature::positional, 0, 1},
};
constexpr NativeProperty properties[] = {
    {"name", name}, {"encoding", encoding}, {"buffer", buffer}, {"closed", closed}};

/// The type and the three streams.
class Streams final : public Extension {
 public:
  explicit Streams(Interpreter& interpreter) {
    TypeDefinition definition;
    definition.name = "TextIOWrapper";
    definition.module = "_io";
    definition.size = sizeof(StreamObject);
    definition.tag = &StreamObject::tag;
    definition.slots.destroy = destroy_with<StreamObject>;
    definition.slots.repr = show;
    definition.slots.iter = iterate;
    definition.slots.next = next;
    definition.methods = methods;
    definition.properties = properties;
    Type& type = define_type(interpreter, definition);
    for (int i = 0; i < 3; ++i) {
      auto* stream = interpreter.make<StreamObject>(type);
      stream->number = i;
      streams_[static_cast<std::size_t>(i)] = Value::adopt(stream);
    }
  }
  void clear() override {
    for (Value& stream : streams_) stream.reset();
  }
  const Value& stream(int stream_number) const {
    return streams_[static_cast<std::size_t>(stream_number)];
  }

 private:
  std::array<Value, 3> streams_;
};

}  // namespace

Value make_stream(Interpreter& interpreter, int stream_number) {
  return interpreter.extension<Streams>().stream(stream_number);
}

Value standard_stream(Interpreter& interpreter, StrObject* name) {
  const Value* module = interpreter.modules().find("sys");
  if (module != nullptr) {
    if (const auto* sys = try_as<ModuleObject>(*module)) {
      const Value* stream = sys->names().find(name);
      return stream != nullptr && !stream->is_none() ? *stream : Value();
    }
  }
  return make_stream(interpreter, name == interpreter.names.stderr_ ? 2 : 1);
}

bool write_to_file(Interpreter& interpreter, const Value& file, std::string_view text) {
  if (const auto* stream = native_cast<StreamObject>(file);
      stream != nullptr && stream->number > 0) {
    interpreter.write(stream->number, text);
    return true;
  }
  const Value string = interpreter.make_string(text);
  return static_cast<bool>(call_method(interpreter, file, interpreter.names.write, {string}));
}

}  // namespace loopscope::python
