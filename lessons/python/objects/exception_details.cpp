// The exceptions that have attributes of their own. They are in ExceptionObject::extra, in the
// order that exception_object.h tells.

#include "lessons/python/machine/arguments.h"
#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/exceptions.h"
#include "lessons/python/objects/int_object.h"
#include "lessons/python/objects/list_object.h"
#include "lessons/python/objects/str_object.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

template <std::size_t Index>
Value get(Interpreter&, const Value& self) {
  const Value& value = exception_of(self)->extra[Index];
  return value ? value : Value::none();
}

template <std::size_t Index>
bool set(Interpreter&, const Value& self, const Value& value) {
  const Value old = std::exchange(exception_of(self)->extra[Index], value);
  return true;
}

// Those that take their attribute from args: StopIteration, SystemExit.

bool init_value(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!init_base_exception(interpreter, self, arguments)) return false;
  Value& value = exception_of(self)->extra[0];
  if (arguments.count == 0)
    value = Value();
  else if (arguments.count == 1 ||
           self.object()->type->is_subtype(*interpreter.exceptions.stop_iteration))
    value = arguments[0];
  else
    value = exception_of(self)->args;
  return true;
}

/// Takes the keywords out that the exception knows; others are refused.
bool take_keywords(Interpreter& interpreter, const Value& self, const Arguments& arguments,
                   std::initializer_list<std::pair<const char*, std::size_t>> known) {
  for (std::size_t i = 0; i < arguments.keyword_count(); ++i) {
    bool found = false;
    for (const auto& [name, index] : known) {
      if (arguments.keyword(i) != name) continue;
      exception_of(self)->extra[index] = arguments.keyword_value(i);
      found = true;
    }
    if (!found)
      return interpreter.raise_type_error("'{}' is an invalid keyword argument for {}()",
                                          arguments.keyword(i), type_name(interpreter, self));
  }
  return init_base_exception(interpreter, self, Arguments(arguments.values, arguments.count));
}

bool init_name(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return take_keywords(interpreter, self, arguments, {{"name", 0}});
}

bool init_attribute(Interpreter& interpreter, const Value& self, Arguments arguments) {
  return take_keywords(interpreter, self, arguments, {{"name", 0}, {"obj", 1}});
}

bool init_import(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!take_keywords(interpreter, self, arguments, {{"name", 1}, {"path", 2}})) return false;
  exception_of(self)->extra[0] = arguments.count == 1 ? arguments[0] : Value();
  return true;
}

Value import_str(Interpreter& interpreter, const Value& self) {
  const Value& message = exception_of(self)->extra[0];
  if (message && is_string(message)) return message;
  return interpreter.exceptions.base_exception->slots.str(interpreter, self);
}

Value key_str(Interpreter& interpreter, const Value& self) {
  const auto& args = *as<TupleObject>(exception_of(self)->args);
  if (args.size != 1) return interpreter.exceptions.base_exception->slots.str(interpreter, self);
  const Value key = args[0];
  return repr(interpreter, key);
}

// OSError

/// The subclass that OSError(errno, …) makes.
Type* os_error_class(Interpreter& interpreter, std::int64_t number) {
  const ExceptionTypes& types = interpreter.exceptions;
  switch (number) {
    case 11:
    case 114:
    case 115:
      return types.blocking_io_error;
    case 32:
    case 108:
      return types.broken_pipe_error;
    case 10:
      return types.child_process_error;
    case 103:
      return types.connection_aborted_error;
    case 111:
      return types.connection_refused_error;
    case 104:
      return types.connection_reset_error;
    case 17:
      return types.file_exists_error;
    case 2:
      return types.file_not_found_error;
    case 21:
      return types.is_a_directory_error;
    case 20:
      return types.not_a_directory_error;
    case 4:
      return types.interrupted_error;
    case 1:
    case 13:
      return types.permission_error;
    case 3:
      return types.process_lookup_error;
    case 110:
      return types.timeout_error;
    default:
      return nullptr;
  }
}

Value make_os_error(Interpreter& interpreter, Type& type, Arguments arguments) {
  std::int64_t number = 0;
  Type* real = &type;
  if (&type == interpreter.exceptions.os_error && arguments.count >= 2 &&
      is_integer(arguments[0]) && to_int64(arguments[0], number)) {
    if (Type* special = os_error_class(interpreter, number)) real = special;
  }
  return make_base_exception(interpreter, *real, arguments);
}

bool init_os_error(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!init_base_exception(interpreter, self, arguments)) return false;
  if (arguments.count < 2 || arguments.count > 5) return true;
  ExceptionObject* error = exception_of(self);
  error->extra[0] = arguments[0];
  error->extra[1] = arguments[1];
  if (arguments.count > 2) {
    error->extra[2] = arguments[2];
    if (arguments.count > 4) error->extra[3] = arguments[4];
    error->args = make_tuple(interpreter, {arguments[0], arguments[1]});
  }
  return true;
}

Value os_error_str(Interpreter& interpreter, const Value& self) {
  const ExceptionObject* error = exception_of(self);
  if (!error->extra[0] || !error->extra[1])
    return interpreter.exceptions.base_exception->slots.str(interpreter, self);
  std::string number;
  std::string message;
  std::string file;
  if (!str_text(interpreter, Value(error->extra[0]), number) ||
      !str_text(interpreter, Value(error->extra[1]), message))
    return {};
  std::string text = "[Errno " + number + "] " + message;
  if (error->extra[2] && !error->extra[2].is_none()) {
    if (!repr_text(interpreter, Value(error->extra[2]), file)) return {};
    text += ": " + file;
    if (error->extra[3] && !error->extra[3].is_none()) {
      std::string second;
      if (!repr_text(interpreter, Value(error->extra[3]), second)) return {};
      text += " -> " + second;
    }
  }
  return interpreter.make_string(text);
}

// SyntaxError

bool init_syntax(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!init_base_exception(interpreter, self, arguments)) return false;
  ExceptionObject* error = exception_of(self);
  if (arguments.count >= 1) error->extra[0] = arguments[0];
  if (arguments.count != 2) return true;
  const Value details = to_tuple(interpreter, arguments[1]);
  if (!details) return false;
  const auto& items = *as<TupleObject>(details);
  if (items.size < 4)
    return interpreter.raise_type_error("function takes at least 4 arguments ({} given)",
                                        items.size);
  for (std::size_t i = 0; i < items.size && i < 6; ++i) error->extra[i + 1] = items[i];
  return true;
}

Value syntax_str(Interpreter& interpreter, const Value& self) {
  const ExceptionObject* error = exception_of(self);
  std::string text;
  if (!error->extra[0])
    text = "None";
  else if (!str_text(interpreter, Value(error->extra[0]), text))
    return {};
  std::string file;
  if (error->extra[1] && is_string(error->extra[1])) {
    file = text_of(error->extra[1]);
    file = file.substr(file.rfind('/') + 1);
  }
  const bool has_line = error->extra[2] && is_integer(error->extra[2]);
  const std::string line = has_line ? integer_text(error->extra[2]) : "";
  if (!file.empty() && has_line)
    text += " (" + file + ", line " + line + ")";
  else if (!file.empty())
    text += " (" + file + ")";
  else if (has_line)
    text += " (line " + line + ")";
  return interpreter.make_string(text);
}

// UnicodeDecodeError and UnicodeEncodeError

bool init_unicode(Interpreter& interpreter, const Value& self, Arguments arguments) {
  if (!init_base_exception(interpreter, self, arguments)) return false;
  if (arguments.count != 5)
    return interpreter.raise_type_error("function takes exactly 5 arguments ({} given)",
                                        arguments.count);
  for (std::size_t i = 0; i < 5; ++i) exception_of(self)->extra[i] = arguments[i];
  return true;
}

Value unicode_str(Interpreter& interpreter, const Value& self) {
  const ExceptionObject* error = exception_of(self);
  std::string encoding;
  std::string reason;
  std::int64_t start = 0;
  std::int64_t end = 0;
  if (!error->extra[4]) return interpreter.make_string({});
  if (!str_text(interpreter, Value(error->extra[0]), encoding) ||
      !str_text(interpreter, Value(error->extra[4]), reason) ||
      !index_number(interpreter, error->extra[2], start) ||
      !index_number(interpreter, error->extra[3], end))
    return {};
  const bool decode = exception_matches(self, *interpreter.exceptions.unicode_decode_error);
  const Value& object = error->extra[1];
  std::string place =
      fmt::format("{}s in position {}-{}", decode ? "byte" : "character", start, end - 1);
  if (end == start + 1) {
    const Value item = get_item(interpreter, object, Value::small(start));
    if (!item) return {};
    if (decode) {
      place = fmt::format("byte {:#04x} in position {}", item.small(), start);
    } else {
      const char32_t c = character_at(*as<StrObject>(item), 0);
      const auto code = static_cast<std::uint32_t>(c);
      const std::string shown = code < 0x100     ? fmt::format("\\x{:02x}", code)
                                : code < 0x10000 ? fmt::format("\\u{:04x}", code)
                                                 : fmt::format("\\U{:08x}", code);
      place = fmt::format("character '{}' in position {}", shown, start);
    }
  }
  return interpreter.make_string(
      fmt::format("'{}' codec can't {}code {}: {}", encoding, decode ? "de" : "en", place, reason));
}

constexpr NativeProperty value_properties[] = {{"value", &get<0>, &set<0>}};
constexpr NativeProperty code_properties[] = {{"code", &get<0>, &set<0>}};
constexpr NativeProperty name_properties[] = {{"name", &get<0>, &set<0>}};
constexpr NativeProperty attribute_properties[] = {{"name", &get<0>, &set<0>},
                                                   {"obj", &get<1>, &set<1>}};
constexpr NativeProperty import_properties[] = {
    {"msg", &get<0>, &set<0>}, {"name", &get<1>, &set<1>}, {"path", &get<2>, &set<2>}};
constexpr NativeProperty os_properties[] = {{"errno", &get<0>, &set<0>},
                                            {"strerror", &get<1>, &set<1>},
                                            {"filename", &get<2>, &set<2>},
                                            {"filename2", &get<3>, &set<3>}};
constexpr NativeProperty syntax_properties[] = {
    {"msg", &get<0>, &set<0>},       {"filename", &get<1>, &set<1>},
    {"lineno", &get<2>, &set<2>},    {"offset", &get<3>, &set<3>},
    {"text", &get<4>, &set<4>},      {"end_lineno", &get<5>, &set<5>},
    {"end_offset", &get<6>, &set<6>}};
constexpr NativeProperty unicode_properties[] = {{"encoding", &get<0>, &set<0>},
                                                 {"object", &get<1>, &set<1>},
                                                 {"start", &get<2>, &set<2>},
                                                 {"end", &get<3>, &set<3>},
                                                 {"reason", &get<4>, &set<4>}};

/// Gives slots to a type and to those below it that have not their own.
template <class F>
void set_slot_below(Type& type, F Slots::*member, F function) {
  const F old = type.slots.*member;
  type.slots.*member = function;
  for (Type* subclass : type.subclasses)
    if (subclass->slots.*member == old) set_slot_below(*subclass, member, function);
}

struct Detail {
  Type* type;
  bool (*init)(Interpreter&, const Value&, Arguments);
  Value (*str)(Interpreter&, const Value&);
  std::span<const NativeProperty> properties;
};

}  // namespace

void define_exception_details(Interpreter& interpreter) {
  const ExceptionTypes& types = interpreter.exceptions;
  for (const Detail& detail : std::initializer_list<Detail>{
           {types.stop_iteration, &init_value, nullptr, value_properties},
           {types.system_exit, &init_value, nullptr, code_properties},
           {types.name_error, &init_name, nullptr, name_properties},
           {types.attribute_error, &init_attribute, nullptr, attribute_properties},
           {types.import_error, &init_import, &import_str, import_properties},
           {types.key_error, nullptr, &key_str, {}},
           {types.os_error, &init_os_error, &os_error_str, os_properties},
           {types.syntax_error, &init_syntax, &syntax_str, syntax_properties},
           {types.unicode_decode_error, &init_unicode, &unicode_str, unicode_properties},
           {types.unicode_encode_error, &init_unicode, &unicode_str, unicode_properties}}) {
    if (detail.init != nullptr) set_slot_below(*detail.type, &Slots::init, detail.init);
    if (detail.str != nullptr) set_slot_below(*detail.type, &Slots::str, detail.str);
    Slots own;
    own.init = detail.init;
    own.str = detail.str;
    add_slot_wrappers(*detail.type, own);
    add_properties(*detail.type, detail.properties);
  }
  set_slot_below(*types.os_error, &Slots::make, &make_os_error);
  Slots own;
  own.make = &make_os_error;
  add_slot_wrappers(*types.os_error, own);
}

}  // namespace loopscope::python
