#pragma once

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/dict_object.h"

namespace loopscope::python {

/// dict.keys(), values() and items() (the type tells which), and mappingproxy.
struct DictView : Container {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  explicit DictView(Value of) : dict(std::move(of)) {}
  Value dict;
};

/// Walks a dict; the type tells what it gives.
struct DictIterator : Container {
  static constexpr Kind object_kind = Kind::native;
  static constexpr char tag = 0;
  enum class Gives : std::uint8_t { keys, values, items };
  DictIterator(Value of, Gives what, bool from_end)
      : dict(std::move(of)),
        at(from_end ? dict_of(dict).entry_count() : 0),
        size(dict_of(dict).size()),
        gives(what),
        backwards(from_end) {}
  Value dict;  ///< null: at its end
  std::size_t at;
  std::size_t size;
  Gives gives;
  bool backwards;
};

Value make_dict_view(Interpreter& interpreter, Type& type, const Value& dict);
Value make_dict_iterator(Interpreter& interpreter, const Value& dict, DictIterator::Gives what,
                         bool backwards = false);
/// dict(source) into a dict: a mapping (with keys()) or an iterable of pairs. False: raised.
bool merge_into_dict(Interpreter& interpreter, DictObject& dict, const Value& source);
/// The types of views, iterators and mappingproxy.
void define_dict_views(Interpreter& interpreter);

}  // namespace loopscope::python
