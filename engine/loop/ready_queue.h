#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/loop/handle.h"
#include "engine/trace/event.h"

namespace loopscope {

class TaskBase;

/// What the ready queue holds: a handle, or a task to step or to wake up (asyncio's handle of
/// Task.__step or Task.__wakeup, which nobody else can get hold of, costs no object here). Owns one
/// reference, which whoever stores the entry accounts for.
class ReadyEntry {
 public:
  enum class Kind : std::uint8_t { handle = 0, step = 1, wakeup = 2 };

  ReadyEntry() = default;
  explicit ReadyEntry(Handle& handle) : bits_(reinterpret_cast<std::uintptr_t>(&handle)) {}
  ReadyEntry(TaskBase& task, Kind kind)
      : bits_(reinterpret_cast<std::uintptr_t>(&task) | static_cast<std::uintptr_t>(kind)) {}

  Kind kind() const { return static_cast<Kind>(bits_ & mask); }
  Handle& handle() const { return *reinterpret_cast<Handle*>(bits_); }
  /// Null if the entry is a task or nothing.
  Handle* handle_or_null() const {
    return kind() == Kind::handle ? reinterpret_cast<Handle*>(bits_) : nullptr;
  }
  /// A handle that was cancelled.
  bool cancelled() const { return kind() == Kind::handle && handle().cancelled(); }
  TaskBase& task() const { return *reinterpret_cast<TaskBase*>(bits_ & ~mask); }

  static ReadyEntry from_bits(std::uintptr_t bits) {
    ReadyEntry entry;
    entry.bits_ = bits;
    return entry;
  }
  std::uintptr_t bits() const { return bits_; }

 private:
  static constexpr std::uintptr_t mask = 3;
  std::uintptr_t bits_ = 0;
};

/// What a trace needs to know of an entry: the handle's identity, and the event that queued it.
class ReadyTag {
 public:
  ReadyTag() = default;
  ReadyTag(ObjectId handle, EventId arrived)
      : word_((static_cast<std::uint64_t>(arrived) << 32) | handle) {}

  ObjectId handle() const { return static_cast<ObjectId>(word_); }
  EventId arrived() const { return static_cast<EventId>(word_ >> 32); }

  static ReadyTag of_word(std::uint64_t word) {
    ReadyTag tag;
    tag.word_ = word;
    return tag;
  }
  std::uint64_t word() const { return word_; }

 private:
  std::uint64_t word_ = 0;  // one word: two stores of half a word could not feed a load of a whole
};

/// First in, first out: a ring that doubles when it is full. Tags are kept beside it only when the
/// loop is traced.
class ReadyQueue {
 public:
  ReadyQueue();
  ~ReadyQueue();
  ReadyQueue(const ReadyQueue&) = delete;
  ReadyQueue& operator=(const ReadyQueue&) = delete;

  bool empty() const { return head_ == tail_; }
  std::size_t size() const { return tail_ - head_; }

  void push(ReadyEntry entry) {
    if (!fits()) [[unlikely]]
      make_room();
    push_fitting(entry);
  }
  /// The next entry needs nothing prepared.
  bool fits() const { return tail_ < room_end_; }
  /// The same, and whoever pushes need not look at anything else (see `guard`).
  bool fits_plainly() const { return tail_ < plain_end_; }
  /// Only if it fits.
  void push_fitting(ReadyEntry entry) { slots_[tail_++ & mask_] = entry; }
  void push(ReadyEntry entry, ReadyTag tag) {
    if (!fits()) [[unlikely]]
      make_room();
    push_fitting(entry, tag);
  }
  /// The same, and whoever pushes need not look at anything but the trace.
  bool fits_traced() const { return tail_ < traced_end_; }
  /// What whoever pushes has to look at: nothing, a trace, or more (debug mode …).
  enum class Guard : std::uint8_t { none, traced, careful };
  void guard(Guard guard) {
    guard_ = guard;
    note_room();
  }
  bool guarded() const { return guard_ != Guard::none; }
  void push_fitting(ReadyEntry entry, ReadyTag tag) {
    const std::size_t place = tail_++ & mask_;
    slots_[place] = entry;
    tags_[place] = tag.word();
  }
  /// The queue must not be empty.
  ReadyEntry pop() { return slots_[head_++ & mask_]; }
  /// Number of the entry that the next push will add, counted since the queue was made.
  std::size_t end() const { return tail_; }
  /// Everything that was there when `end()` gave `end` has been taken out.
  bool reached(std::size_t end) const { return head_ == end; }
  /// The entry that `pop` would return, and its tag.
  ReadyEntry front() const { return slots_[head_ & mask_]; }
  ReadyTag front_tag() const { return ReadyTag::of_word(tags_[head_ & mask_]); }

  /// The entry at `index`, counted from the front.
  ReadyEntry at(std::size_t index) const { return slots_[(head_ + index) & mask_]; }
  ReadyTag tag_at(std::size_t index) const {
    return ReadyTag::of_word(tags_[(head_ + index) & mask_]);
  }

  /// Gives memory back if a burst has left a ring that is far too large; to be called now and then.
  void trim() {
    if (mask_ >= trim_threshold && size() * 8 <= mask_) [[unlikely]] {
      shrink();
    }
  }

  /// From now on entries have tags; those in the queue get empty ones.
  void keep_tags();

 private:
  void make_room();
  void note_room();
  void shrink();
  void resize(std::size_t capacity);

  static constexpr std::size_t trim_threshold = 1 << 12;

  ReadyEntry* slots_;
  std::uint64_t* tags_ = nullptr;  ///< ReadyTag::word()
  std::size_t mask_;
  std::size_t head_ = 0;  ///< these two only grow; masked, they are places in the ring
  std::size_t tail_ = 0;
  std::size_t room_end_ = 0;    ///< a tail below it finds room; seldom looked after, never too far
  std::size_t plain_end_ = 0;   ///< the same, or 0 where whoever pushes has to look
  std::size_t traced_end_ = 0;  ///< the same where a trace is all there is to look at, else 0
  Guard guard_ = Guard::none;
};

}  // namespace loopscope
