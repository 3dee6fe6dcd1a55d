#pragma once

#include "lessons/python/dict_object.h"
#include "lessons/python/interpreter.h"

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
