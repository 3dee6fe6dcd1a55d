#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/dict_object.h"

namespace loopscope::python {

struct ModuleObject : Container {
  static constexpr Kind object_kind = Kind::module;
  Value dict;
  Value name;
  DictObject& names() const { return dict_of(dict); }
  /// Sets a name of the module.
  void set(std::string_view key, Value value) { names().set(key, std::move(value)); }
};

}  // namespace loopscope::python
