#include "lessons/python/objects/set_object.h"

#include <algorithm>

#include "lessons/python/machine/operations.h"
#include "lessons/python/objects/type_internals.h"

namespace loopscope::python {
namespace {

constexpr std::size_t smallest_table = 8;
constexpr std::size_t linear_probes = 9;
constexpr unsigned perturb_shift = 5;
constexpr std::int64_t deleted_hash = -1;
constexpr std::int64_t not_found = -1;

}  // namespace

SetObject::SetObject(Interpreter& interpreter)
    : interpreter_(&interpreter), entries_(Accounted<Entry>(interpreter)) {}

bool SetObject::find(const Value& key, std::int64_t hash, std::int64_t& index) const {
restart:
  index = not_found;
  if (entries_.empty()) return true;
  const Entry* const table = entries_.data();
  const std::size_t mask = entries_.size() - 1;
  auto perturb = static_cast<std::uint64_t>(hash);
  std::size_t at = perturb & mask;
  for (;;) {
    const std::size_t last = at + linear_probes <= mask ? at + linear_probes : at;
    for (std::size_t probe = at; probe <= last; ++probe) {
      const Entry& entry = entries_[probe];
      if (!entry.key) {
        if (entry.hash == 0) return true;
        continue;
      }
      if (entry.hash != hash) continue;
      if (!entry.key.same(key)) {
        const Value other = entry.key;
        bool same = false;
        if (!equal(*interpreter_, other, key, same)) return false;
        if (entries_.data() != table || !entries_[probe].key.same(other)) goto restart;
        if (!same) continue;
      }
      index = static_cast<std::int64_t>(probe);
      return true;
    }
    perturb >>= perturb_shift;
    at = (at * 5 + 1 + perturb) & mask;
  }
}

void SetObject::insert_clean(Value key, std::int64_t hash) {
  const std::size_t mask = entries_.size() - 1;
  auto perturb = static_cast<std::uint64_t>(hash);
  std::size_t at = perturb & mask;
  for (;;) {
    const std::size_t last = at + linear_probes <= mask ? at + linear_probes : at;
    for (std::size_t probe = at; probe <= last; ++probe) {
      if (entries_[probe].key) continue;
      entries_[probe].hash = hash;
      entries_[probe].key = std::move(key);
      return;
    }
    perturb >>= perturb_shift;
    at = (at * 5 + 1 + perturb) & mask;
  }
}

void SetObject::resize(std::size_t minimum) {
  std::size_t size = smallest_table;
  while (size <= minimum) size *= 2;
  std::vector<Entry, Accounted<Entry>> old{Accounted<Entry>(*interpreter_)};
  old.swap(entries_);
  entries_.resize(size);
  for (Entry& entry : old)
    if (entry.key) insert_clean(std::move(entry.key), entry.hash);
  fill_ = used_;
  order_.clear();
}

bool SetObject::contains_hashed(const Value& key, std::int64_t hash, bool& found) const {
  std::int64_t index = not_found;
  if (!find(key, hash, index)) return false;
  found = index != not_found;
  return true;
}

bool SetObject::add_hashed(const Value& key, std::int64_t hash, bool* added) {
  std::int64_t index = not_found;
  if (!find(key, hash, index)) return false;
  if (added != nullptr) *added = index == not_found;
  if (index != not_found) return true;
  if (entries_.empty()) entries_.resize(smallest_table);
  // The first free place on the way; CPython 3.11 does not use deleted ones again.
  const std::size_t mask = entries_.size() - 1;
  auto perturb = static_cast<std::uint64_t>(hash);
  std::size_t at = perturb & mask;
  for (bool placed = false; !placed;) {
    const std::size_t last = at + linear_probes <= mask ? at + linear_probes : at;
    for (std::size_t probe = at; probe <= last; ++probe) {
      Entry& entry = entries_[probe];
      if (entry.key || entry.hash == deleted_hash) continue;
      entry.hash = hash;
      entry.key = key;
      placed = true;
      break;
    }
    perturb >>= perturb_shift;
    if (!placed) at = (at * 5 + 1 + perturb) & mask;
  }
  ++fill_;
  ++used_;
  order_.clear();
  if (key.is_object() && key.object()->type->slots.hash == &identity_hash) by_identity_ = true;
  if (fill_ * 5 >= mask * 3) resize(used_ > 50000 ? used_ * 2 : used_ * 4);
  return true;
}

bool SetObject::contains(const Value& key, bool& found) const {
  std::int64_t hash_of_key = 0;
  return python::hash(*interpreter_, key, hash_of_key) && contains_hashed(key, hash_of_key, found);
}

bool SetObject::add(const Value& key, bool* added) {
  std::int64_t hash_of_key = 0;
  return python::hash(*interpreter_, key, hash_of_key) && add_hashed(key, hash_of_key, added);
}

bool SetObject::discard(const Value& key, bool& found) {
  std::int64_t hash_of_key = 0;
  std::int64_t index = not_found;
  found = false;
  if (!python::hash(*interpreter_, key, hash_of_key) || !find(key, hash_of_key, index))
    return false;
  if (index == not_found) return true;
  found = true;
  Entry& entry = entries_[static_cast<std::size_t>(index)];
  order_.clear();
  entry.hash = deleted_hash;
  --used_;
  const Value old = std::move(entry.key);
  return true;
}

void SetObject::clear() {
  std::vector<Entry, Accounted<Entry>> old{Accounted<Entry>(*interpreter_)};
  old.swap(entries_);
  fill_ = used_ = finger_ = 0;
  order_.clear();
  by_identity_ = false;
}

Value SetObject::pop() {
  if (used_ == 0) return {};
  if (by_identity_) {
    std::size_t first = 0;
    Value key = next_by_identity(first)->key;
    bool found = false;
    return discard(key, found) ? key : Value();
  }
  const std::size_t mask = entries_.size() - 1;
  std::size_t at = finger_ & mask;
  while (!entries_[at].key) at = at + 1 > mask ? 0 : at + 1;
  finger_ = at + 1;
  entries_[at].hash = deleted_hash;
  --used_;
  return std::move(entries_[at].key);
}

bool SetObject::copy_from(const SetObject& other) {
  // As set_merge() does: into a table large enough, in the order of the other's table.
  if (other.used_ == 0) return true;
  by_identity_ = by_identity_ || other.by_identity_;
  order_.clear();
  if (entries_.empty()) entries_.resize(smallest_table);
  if ((fill_ + other.used_) * 5 >= (entries_.size() - 1) * 3) resize((used_ + other.used_) * 2);
  if (fill_ == 0 && entries_.size() == other.entries_.size() && other.fill_ == other.used_) {
    for (std::size_t i = 0; i < entries_.size(); ++i) entries_[i] = other.entries_[i];
    fill_ = other.fill_;
    used_ = other.used_;
    return true;
  }
  if (fill_ == 0) {
    for (const Entry& entry : other.entries_)
      if (entry.key) insert_clean(entry.key, entry.hash);
    fill_ = used_ = other.used_;
    return true;
  }
  std::size_t at = 0;
  while (const Entry* entry = other.next(at)) {
    const Value key = entry->key;
    if (!add_hashed(key, entry->hash)) return false;
  }
  return true;
}

const SetObject::Entry* SetObject::next_by_identity(std::size_t& at) const {
  if (order_.empty()) {
    for (std::size_t i = 0; i < entries_.size(); ++i)
      if (entries_[i].key) order_.push_back(static_cast<std::uint32_t>(i));
    std::sort(order_.begin(), order_.end(), [this](std::uint32_t a, std::uint32_t b) {
      return entries_[a].hash < entries_[b].hash;
    });
  }
  return at < order_.size() ? &entries_[order_[at++]] : nullptr;
}

void SetObject::visit(Visitor& visitor) const {
  for (const Entry& entry : entries_) visitor(entry.key);
}

Value make_set(Interpreter& interpreter) {
  return Value::adopt(interpreter.make<SetObject>(*interpreter.types.set, interpreter));
}

Value make_frozenset(Interpreter& interpreter) {
  return Value::adopt(interpreter.make<SetObject>(*interpreter.types.frozenset, interpreter));
}

}  // namespace loopscope::python
