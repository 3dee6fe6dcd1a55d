#pragma once

#include <cstdint>
#include <vector>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// set and frozenset (Type tells which): CPython's own table and probing, so that the order of
/// iteration is the same wherever hashes are.
struct SetObject : Container {
  static constexpr Kind object_kind = Kind::set;
  struct Entry {
    std::int64_t hash = 0;
    Value key;  ///< null: never used, or deleted (hash -1)
  };

  explicit SetObject(Interpreter& interpreter);

  std::size_t size() const { return used_; }
  // False if hash or comparison have raised.
  bool contains(const Value& key, bool& found) const;
  /// `added` tells if it was not there.
  bool add(const Value& key, bool* added = nullptr);
  bool discard(const Value& key, bool& found);
  /// Hashed forms.
  bool contains_hashed(const Value& key, std::int64_t hash, bool& found) const;
  bool add_hashed(const Value& key, std::int64_t hash, bool* added = nullptr);
  void clear();
  /// Entries in order of iteration; null at the end.
  const Entry* next(std::size_t& at) const {
    if (by_identity_) return next_by_identity(at);
    while (at < entries_.size()) {
      const Entry* entry = &entries_[at++];
      if (entry->key) return entry;
    }
    return nullptr;
  }
  /// An arbitrary element as set.pop() takes it; null if empty.
  Value pop();
  /// Takes another's elements over into this empty set, table and all.
  bool copy_from(const SetObject& other);
  mutable std::int64_t own_hash = -1;  ///< of a frozenset
  void visit(Visitor& visitor) const;
  Interpreter& interpreter() const { return *interpreter_; }

 private:
  bool find(const Value& key, std::int64_t hash, std::int64_t& index) const;
  void insert_clean(Value key, std::int64_t hash);
  void resize(std::size_t minimum);
  const Entry* next_by_identity(std::size_t& at) const;

  Interpreter* interpreter_;
  std::vector<Entry, Accounted<Entry>> entries_;
  std::size_t fill_ = 0;
  std::size_t used_ = 0;
  std::size_t finger_ = 0;
  /// Objects hashed by their identity are walked in the order in which they were first hashed
  /// (tasks: of creation), since CPython's addresses mean nothing.
  bool by_identity_ = false;
  mutable std::vector<std::uint32_t> order_;  ///< entries by hash; empty: to be made
};

Value make_set(Interpreter& interpreter);
Value make_frozenset(Interpreter& interpreter);
inline SetObject& set_of(const Value& value) {
  return *as<SetObject>(value);
}

}  // namespace loopscope::python
