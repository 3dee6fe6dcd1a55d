#pragma once

#include <cstdint>
#include <string_view>

#include "lessons/python/interpreter.h"

namespace loopscope::python {

/// A dict in order of insertion: a table of indices into an array of entries, as CPython's. Keys
/// that are str are found without calling into the program.
struct DictObject : Container {
  static constexpr Kind object_kind = Kind::dict;
  struct Entry {
    std::int64_t hash;
    Value key;  ///< null: deleted
    Value value;
  };

  explicit DictObject(Interpreter& interpreter) : interpreter_(&interpreter) {}
  ~DictObject() { release_table(); }
  DictObject(const DictObject&) = delete;
  DictObject& operator=(const DictObject&) = delete;

  std::size_t size() const { return used_; }

  // By str: never raises. Results are borrowed until the dict changes.
  const Value* find(const StrObject* key) const;
  const Value* find(std::string_view key) const;
  void set(StrObject* key, Value value);
  void set(std::string_view key, Value value);
  /// False if it isn't there.
  bool erase(const StrObject* key);

  // By any key: false if hash or comparison have raised.
  /// `found` is null if there is none.
  bool find(const Value& key, const Value*& found) const;
  bool set(const Value& key, Value value);
  /// `erased` gets the value; null if there was none.
  bool erase(const Value& key, Value& erased);
  /// The value of the key, which is set to `fallback` if it isn't there.
  bool set_default(const Value& key, const Value& fallback, Value& value);

  void clear();
  /// Entries in order: `for (std::size_t at = 0; const Entry* e = dict.next(at);)`. The dict may
  /// change meanwhile (then compare size(), or `layout_version()`).
  const Entry* next(std::size_t& at) const {
    while (at < filled_) {
      const Entry* entry = &entries_[at++];
      if (entry->key) return entry;
    }
    return nullptr;
  }
  /// The last entry (popitem); null if empty.
  const Entry* last() const;
  /// Entries, deleted ones included (reversed iteration).
  std::size_t entry_count() const { return filled_; }
  const Entry& entry(std::size_t index) const { return entries_[index]; }
  /// Adds (replaces) all of `other`'s.
  bool update(const DictObject& other);
  /// A copy of exact type dict, with the same order.
  Value copy() const;

  /// For inline caches: a number that stays while no key comes or goes (0: none could be given),
  /// and an entry's place.
  std::uint32_t layout_version() {
    if (version_ == 0) version_ = interpreter_->next_version();
    return version_;
  }
  std::int64_t index_of(const StrObject* key) const;
  Value& value_at(std::size_t index) { return entries_[index].value; }
  /// As `find` and `set` with a hash that is known.
  bool find_hashed(const Value& key, std::int64_t hash, std::int64_t& index) const;
  bool set_hashed(const Value& key, std::int64_t hash, Value value);
  Interpreter& interpreter() const { return *interpreter_; }
  void visit(Visitor& visitor) const;

 private:
  std::int64_t find_string(const StrObject* key, std::int64_t hash) const;
  std::int32_t index_at(std::size_t slot) const;
  void put_index(std::size_t slot, std::int64_t index);
  void insert_new(Value key, std::int64_t hash, Value value);
  void remove_at(std::int64_t index);
  void resize(std::size_t minimum);
  void release_table() noexcept;
  static std::size_t table_bytes(std::size_t slots);
  std::size_t usable() const;

  Interpreter* interpreter_;
  void* table_ = nullptr;  ///< indices, then entries; null while empty
  Entry* entries_ = nullptr;
  std::size_t slots_ = 0;   ///< of the index table, a power of two
  std::size_t filled_ = 0;  ///< entries in use, deleted ones included
  std::size_t used_ = 0;    ///< living entries
  std::uint32_t version_ = 0;
};

Value make_dict(Interpreter& interpreter);
/// The dict of a value known to be one.
inline DictObject& dict_of(const Value& value) {
  return *as<DictObject>(value);
}

}  // namespace loopscope::python
