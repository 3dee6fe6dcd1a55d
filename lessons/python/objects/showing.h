#pragma once

#include <span>
#include <string>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// Marks a container while its repr is made: one that contains itself is shown as "[...]".
class Showing {
 public:
  Showing(Interpreter& interpreter, const Value& container)
      : recursion_(interpreter, " while getting the repr of an object"),
        object_(container.object()),
        again_((container.object()->flags & Object::being_shown) != 0) {
    object_->flags |= Object::being_shown;
  }
  ~Showing() {
    if (!again_) object_->flags = static_cast<std::uint8_t>(object_->flags & ~Object::being_shown);
  }
  Showing(const Showing&) = delete;
  Showing& operator=(const Showing&) = delete;
  bool again() const { return again_; }
  /// False: the recursion is too deep, RecursionError was raised.
  explicit operator bool() const { return static_cast<bool>(recursion_); }

 private:
  Recursion recursion_;
  Object* object_;
  bool again_;
};

/// "1, 2, 3"; false if a repr has raised.
bool show_items(Interpreter& interpreter, std::span<const Value> items, std::string& text);

// What list and tuple share.
Value compare_sequences(Interpreter& interpreter, const Value& left, const Value& right,
                        Comparison op);
bool sequence_contains(Interpreter& interpreter, const Value& self, const Value& item, bool& found);
/// list.extend()
bool extend_list(Interpreter& interpreter, const Value& list, const Value& iterable);
/// A type of IndexIterator.
Type& define_index_iterator(Interpreter& interpreter, const char* name,
                            Value (*next)(Interpreter&, const Value&));

}  // namespace loopscope::python
