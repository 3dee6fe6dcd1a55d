#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/loop/handle.h"
#include "engine/platform/selector.h"

namespace loopscope {

class EventLoop;

/// Who has taken over a descriptor (a transport): until it is closing, nobody else may watch it.
class DescriptorUser {
 public:
  /// What repr() of it gives, for the message of a refusal.
  virtual std::string repr() const = 0;
  virtual bool is_closing() const = 0;
  /// The loop closes, and nothing will run any more: lets go of what it holds.
  virtual void loop_closes() = 0;

 protected:
  ~DescriptorUser() = default;
};

/// What one loop waits for on descriptors: at most a reader and a writer each, as in the data of
/// asyncio's selector keys. These are the unchecked operations (asyncio's `_add_reader` …) that
/// transports use; programs use EventLoop::add_reader and its like.
class Descriptors {
 public:
  /// `selector` is `loop`'s own; both outlive this.
  Descriptors(EventLoop& loop, Selector& selector) : loop_(&loop), selector_(&selector) {}
  Descriptors(const Descriptors&) = delete;
  Descriptors& operator=(const Descriptors&) = delete;

  /// Queues `handle` whenever the descriptor is ready for `side` (interest_read or
  /// interest_write). A handle that was there before is cancelled. Throws LoopError on a closed
  /// loop, ArgumentError for a negative descriptor, OsError if it can't be watched.
  void add(int descriptor, Interest side, Handle& handle);
  /// Stops that and cancels the handle; false if there was none or the loop is closed.
  bool remove(int descriptor, Interest side);

  /// The handle of one side; null if there is none.
  Handle* watcher(int descriptor, Interest side) const;

  /// Throws LoopError("File descriptor 5 is used by transport …").
  void check_unused(int descriptor) const;
  /// `user` is borrowed; null: nobody uses the descriptor any more.
  void set_user(int descriptor, DescriptorUser* user);

  /// Queues the handles of what a select has found, as _process_events does.
  void take(const std::vector<ReadyDescriptor>& found);
  /// The loop closes: forgets everything.
  void clear();

  /// A block of memory for one read, good until the next callback runs.
  std::span<std::byte> scratch();

  /// One past the greatest descriptor that was ever watched, for observers.
  int end() const { return static_cast<int>(slots_.size()); }

 private:
  struct Slot {
    HandleRef reader;
    HandleRef writer;
    DescriptorUser* user = nullptr;

    HandleRef& side(Interest interest) { return interest == interest_read ? reader : writer; }
    Interest interest() const {
      return static_cast<Interest>((reader ? interest_read : 0) | (writer ? interest_write : 0));
    }
  };

  Slot* find(int descriptor);
  const Slot* find(int descriptor) const;
  void found_ready(const ReadyDescriptor& found, Interest side);
  void queue(const ReadyDescriptor& found, Interest side, Handle& handle);
  void record_removed(int descriptor, Interest side, const Handle& handle);

  EventLoop* loop_;
  Selector* selector_;
  std::vector<Slot> slots_;  ///< by descriptor
  std::unique_ptr<std::byte[]> scratch_;
};

}  // namespace loopscope
