#include "lessons/python/objects/dict_object.h"

#include <algorithm>
#include <cstring>

#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/str_object.h"

namespace loopscope::python {
namespace {

constexpr std::int64_t empty = -1;
constexpr std::int64_t deleted = -2;
constexpr std::int64_t failed = -3;  ///< a comparison has raised
constexpr std::size_t smallest_table = 8;
constexpr unsigned perturb_shift = 5;

std::size_t index_bytes(std::size_t slots) {
  return slots <= 128 ? 1 : slots <= 32768 ? 2 : 4;
}

std::size_t usable_of(std::size_t slots) {
  return slots * 2 / 3;
}

bool plain_string(const Value& key) {
  return key.is(Kind::string) && key.object()->is_exact();
}

}  // namespace

std::size_t DictObject::table_bytes(std::size_t slots) {
  return slots * index_bytes(slots) + usable_of(slots) * sizeof(Entry);
}

std::size_t DictObject::usable() const {
  return usable_of(slots_);
}

std::int32_t DictObject::index_at(std::size_t slot) const {
  if (slots_ <= 128) return static_cast<const std::int8_t*>(table_)[slot];
  if (slots_ <= 32768) return static_cast<const std::int16_t*>(table_)[slot];
  return static_cast<const std::int32_t*>(table_)[slot];
}

void DictObject::put_index(std::size_t slot, std::int64_t index) {
  if (slots_ <= 128)
    static_cast<std::int8_t*>(table_)[slot] = static_cast<std::int8_t>(index);
  else if (slots_ <= 32768)
    static_cast<std::int16_t*>(table_)[slot] = static_cast<std::int16_t>(index);
  else
    static_cast<std::int32_t*>(table_)[slot] = static_cast<std::int32_t>(index);
}

void DictObject::release_table() noexcept {
  if (table_ == nullptr) return;
  void* const table = std::exchange(table_, nullptr);
  Entry* const entries = std::exchange(entries_, nullptr);
  const std::size_t filled = std::exchange(filled_, 0);
  const std::size_t slots = std::exchange(slots_, 0);
  used_ = 0;
  version_ = 0;
  for (std::size_t i = 0; i < filled; ++i) entries[i].~Entry();
  free_bytes(*interpreter_, table, table_bytes(slots));
}

void DictObject::resize(std::size_t minimum) {
  std::size_t slots = smallest_table;
  while (usable_of(slots) < minimum) slots *= 2;
  void* const old_table = table_;
  Entry* const old_entries = entries_;
  const std::size_t old_slots = slots_;
  const std::size_t old_filled = filled_;
  table_ = allocate_bytes(*interpreter_, table_bytes(slots));
  slots_ = slots;
  std::memset(table_, 0xFF, slots * index_bytes(slots));
  entries_ = reinterpret_cast<Entry*>(static_cast<char*>(table_) + slots * index_bytes(slots));
  filled_ = 0;
  const std::size_t mask = slots - 1;
  for (std::size_t i = 0; i < old_filled; ++i) {
    if (!old_entries[i].key) continue;
    new (entries_ + filled_) Entry(std::move(old_entries[i]));
    auto perturb = static_cast<std::uint64_t>(entries_[filled_].hash);
    std::size_t slot = perturb & mask;
    while (index_at(slot) != empty) {
      perturb >>= perturb_shift;
      slot = (slot * 5 + perturb + 1) & mask;
    }
    put_index(slot, static_cast<std::int64_t>(filled_++));
  }
  version_ = 0;
  if (old_table != nullptr) free_bytes(*interpreter_, old_table, table_bytes(old_slots));
}

std::int64_t DictObject::find_string(const StrObject* key, std::int64_t hash) const {
  if (used_ == 0) return empty;
  const std::size_t mask = slots_ - 1;
  auto perturb = static_cast<std::uint64_t>(hash);
  std::size_t slot = perturb & mask;
  for (;;) {
    const std::int32_t index = index_at(slot);
    if (index == empty) return empty;
    if (index >= 0) {
      const Entry& entry = entries_[index];
      if (entry.key.object() == key) return index;
      if (entry.hash == hash && entry.key.is(Kind::string)) {
        const auto* other = as<StrObject>(entry.key);
        if (!(other->is_interned() && key->is_interned()) && other->view() == key->view())
          return index;
      }
    }
    perturb >>= perturb_shift;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}

bool DictObject::find_hashed(const Value& key, std::int64_t hash, std::int64_t& index) const {
  if (plain_string(key)) {
    index = find_string(as<StrObject>(key), hash);
    return true;
  }
restart:
  index = empty;
  if (used_ == 0) return true;
  const void* const table = table_;
  const std::size_t mask = slots_ - 1;
  auto perturb = static_cast<std::uint64_t>(hash);
  std::size_t slot = perturb & mask;
  for (;;) {
    const std::int32_t at = index_at(slot);
    if (at == empty) return true;
    if (at >= 0) {
      const Entry& entry = entries_[at];
      if (entry.key.same(key)) {
        index = at;
        return true;
      }
      if (entry.hash == hash) {
        const Value other = entry.key;
        bool same = false;
        if (!equal(*interpreter_, other, key, same)) {
          index = failed;
          return false;
        }
        // The comparison may have changed the dict.
        if (table_ != table || static_cast<std::size_t>(at) >= filled_ ||
            !entries_[at].key.same(other))
          goto restart;
        if (same) {
          index = at;
          return true;
        }
      }
    }
    perturb >>= perturb_shift;
    slot = (slot * 5 + perturb + 1) & mask;
  }
}

void DictObject::insert_new(Value key, std::int64_t hash, Value value) {
  if (table_ == nullptr || filled_ >= usable()) resize(std::max<std::size_t>(used_ * 3, 5));
  const std::size_t mask = slots_ - 1;
  auto perturb = static_cast<std::uint64_t>(hash);
  std::size_t slot = perturb & mask;
  while (index_at(slot) >= 0) {
    perturb >>= perturb_shift;
    slot = (slot * 5 + perturb + 1) & mask;
  }
  put_index(slot, static_cast<std::int64_t>(filled_));
  new (entries_ + filled_) Entry{hash, std::move(key), std::move(value)};
  ++filled_;
  ++used_;
  version_ = 0;
}

void DictObject::remove_at(std::int64_t index) {
  const std::size_t mask = slots_ - 1;
  auto perturb = static_cast<std::uint64_t>(entries_[index].hash);
  std::size_t slot = perturb & mask;
  while (index_at(slot) != index) {
    perturb >>= perturb_shift;
    slot = (slot * 5 + perturb + 1) & mask;
  }
  put_index(slot, deleted);
  --used_;
  version_ = 0;
  const Value key = std::move(entries_[index].key);
}

const Value* DictObject::find(const StrObject* key) const {
  const std::int64_t index = find_string(key, hash_string(*key));
  return index < 0 ? nullptr : &entries_[index].value;
}

const Value* DictObject::find(std::string_view key) const {
  return find(as<StrObject>(Value::share(interpreter_->intern(key))));
}

void DictObject::set(StrObject* key, Value value) {
  const std::int64_t hash = hash_string(*key);
  const std::int64_t index = find_string(key, hash);
  if (index >= 0)
    entries_[index].value = std::move(value);
  else
    insert_new(Value::share(key), hash, std::move(value));
}

void DictObject::set(std::string_view key, Value value) {
  set(interpreter_->intern(key), std::move(value));
}

bool DictObject::erase(const StrObject* key) {
  const std::int64_t index = find_string(key, hash_string(*key));
  if (index < 0) return false;
  const Value value = std::move(entries_[index].value);
  remove_at(index);
  return true;
}

bool DictObject::find(const Value& key, const Value*& found) const {
  std::int64_t hash = 0;
  std::int64_t index = empty;
  found = nullptr;
  if (!python::hash(*interpreter_, key, hash) || !find_hashed(key, hash, index)) return false;
  if (index >= 0) found = &entries_[index].value;
  return true;
}

bool DictObject::set(const Value& key, Value value) {
  std::int64_t hash = 0;
  return python::hash(*interpreter_, key, hash) && set_hashed(key, hash, std::move(value));
}

bool DictObject::set_hashed(const Value& key, std::int64_t hash, Value value) {
  std::int64_t index = empty;
  if (!find_hashed(key, hash, index)) return false;
  if (index >= 0)
    entries_[index].value = std::move(value);
  else
    insert_new(key, hash, std::move(value));
  return true;
}

bool DictObject::erase(const Value& key, Value& erased) {
  std::int64_t hash = 0;
  std::int64_t index = empty;
  erased.reset();
  if (!python::hash(*interpreter_, key, hash) || !find_hashed(key, hash, index)) return false;
  if (index < 0) return true;
  erased = std::move(entries_[index].value);
  remove_at(index);
  return true;
}

bool DictObject::set_default(const Value& key, const Value& fallback, Value& value) {
  std::int64_t hash = 0;
  std::int64_t index = empty;
  if (!python::hash(*interpreter_, key, hash) || !find_hashed(key, hash, index)) return false;
  if (index < 0) insert_new(key, hash, fallback);
  value = index < 0 ? fallback : entries_[index].value;
  return true;
}

void DictObject::clear() {
  release_table();
}

const DictObject::Entry* DictObject::last() const {
  for (std::size_t i = filled_; i-- > 0;)
    if (entries_[i].key) return &entries_[i];
  return nullptr;
}

bool DictObject::update(const DictObject& other) {
  if (&other == this) return true;
  std::size_t at = 0;
  while (const Entry* entry = other.next(at)) {
    const Value key = entry->key;
    if (!set_hashed(key, entry->hash, entry->value)) return false;
  }
  return true;
}

Value DictObject::copy() const {
  Value result = make_dict(*interpreter_);
  DictObject& dict = dict_of(result);
  if (used_ > 0) dict.resize(used_);
  std::size_t at = 0;
  while (const Entry* entry = next(at)) dict.insert_new(entry->key, entry->hash, entry->value);
  return result;
}

std::int64_t DictObject::index_of(const StrObject* key) const {
  return find_string(key, hash_string(*key));
}

void DictObject::visit(Visitor& visitor) const {
  std::size_t at = 0;
  while (const Entry* entry = next(at)) {
    visitor(entry->key);
    visitor(entry->value);
  }
}

Value make_dict(Interpreter& interpreter) {
  return Value::adopt(interpreter.make<DictObject>(*interpreter.types.dict, interpreter));
}

}  // namespace loopscope::python
