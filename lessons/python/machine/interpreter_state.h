#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lessons/python/interpreter.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {

/// What only the interpreter's own files see.
struct Interpreter::State {
  struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>()(text);
    }
    std::size_t operator()(const StrObject* text) const { return (*this)(text->view()); }
  };
  struct TextEqual {
    using is_transparent = void;
    static std::string_view view(std::string_view text) { return text; }
    static std::string_view view(const StrObject* text) { return text->view(); }
    template <class A, class B>
    bool operator()(const A& a, const B& b) const {
      return view(a) == view(b);
    }
  };
  /// One place of the cache of lookup().
  struct Found {
    std::uint32_t version = 0;
    const StrObject* name = nullptr;
    const Value* value = nullptr;
  };
  struct Source {
    std::string text;
    std::vector<std::size_t> lines;  ///< where each begins
  };
  static constexpr std::size_t found_size = 4096;

  std::unordered_set<StrObject*, TextHash, TextEqual> interned;
  std::array<Value, 256> characters;
  std::array<Found, found_size> found;
  std::vector<Type*> native_types;  ///< owned, in order of creation
  std::vector<std::pair<const void*, std::unique_ptr<Extension>>> extensions;
  std::map<std::string, ModuleMaker, std::less<>> makers;
  std::map<std::string, Source, std::less<>> sources;
  std::unordered_map<const Object*, std::uint64_t> identities;
  std::uint64_t last_identity = 0;
  /// Weak references by the object they refer to, in order of creation.
  std::unordered_map<const Object*, std::vector<Object*>> weak_references;
  std::vector<Object*> deferred;  ///< to be destroyed when the destruction under way has ended
  int destroy_depth = 0;
  int origin_depth = 0;                  ///< frames that a new coroutine keeps as cr_origin
  HandledException base_handled;         ///< of the thread
  std::string stop_message;              ///< why to stop, once that is settled
  Value kept_for;                        ///< see keep_with_error
  Value kept;                            ///< goes to the traceback of kept_for
  bool ending = false;                   ///< the program's names are going
  std::set<std::string> shown_warnings;  ///< each is shown once a line
};

}  // namespace loopscope::python
