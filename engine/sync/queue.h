#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/heapq.h"
#include "engine/coro/coro.h"
#include "engine/sync/queue_state.h"
#include "engine/sync/sync_object.h"

namespace loopscope {

/// asyncio.QueueEmpty: get_nowait() of a queue without items. Without a text, as asyncio's.
class QueueEmpty : public Error {
 public:
  QueueEmpty() : Error("") {}
};
/// asyncio.QueueFull: put_nowait() into a queue that is full.
class QueueFull : public Error {
 public:
  QueueFull() : Error("") {}
};

namespace detail {

/// How the three queues keep their items.
template <class T>
struct FifoItems {
  static constexpr SyncKind kind = SyncKind::queue;
  std::deque<T> all;
  void push(T item) { all.push_back(std::move(item)); }
  T pop() {
    T item = std::move(all.front());
    all.pop_front();
    return item;
  }
};
template <class T>
struct LifoItems {
  static constexpr SyncKind kind = SyncKind::lifo_queue;
  std::vector<T> all;
  void push(T item) { all.push_back(std::move(item)); }
  T pop() {
    T item = std::move(all.back());
    all.pop_back();
    return item;
  }
};
template <class T, class Less>
struct PriorityItems {
  static constexpr SyncKind kind = SyncKind::priority_queue;
  std::vector<T> all;
  void push(T item) { heapq_push(all, std::move(item), Less()); }
  T pop() { return heapq_pop(all, Less()); }
};

template <class T, class Items>
class QueueOf final : public QueueState {
 public:
  QueueOf(std::int64_t maxsize, std::string_view name) : QueueState(Items::kind, maxsize, name) {
    trace();
  }

  static Coro<> put(SyncRef<QueueOf> self, T item) {
    if (self->full()) co_await until_room(base(self));
    self->put_nowait(std::move(item));
  }
  void put_nowait(T item) {
    if (full()) throw QueueFull();
    const std::string text = trace() != nullptr ? item_repr(item) : std::string();
    items_.push(std::move(item));
    was_put(text);
  }
  static Coro<T> get(SyncRef<QueueOf> self) {
    if (self->size() == 0) co_await until_item(base(self));
    co_return self->get_nowait();
  }
  T get_nowait() {
    if (size() == 0) throw QueueEmpty();
    const bool traced = trace() != nullptr;  // before it changes
    T item = items_.pop();
    was_taken(traced ? item_repr(item) : std::string());
    return item;
  }
  std::size_t size() const override { return items_.all.size(); }
  static SyncRef<QueueState> base(const SyncRef<QueueOf>& self) {
    return SyncRef<QueueState>(&*self);
  }

 private:
  std::vector<std::string> item_reprs() const override {
    std::vector<std::string> texts;
    for (const T& item : items_.all) texts.push_back(item_repr(item));
    return texts;
  }

  Items items_;
};

/// What the three queues have in common.
template <class T, class Items>
class QueueHandle {
 public:
  using Value = T;

  /// At most `maxsize` items; 0 or less: as many as there is memory for. `name` is what a trace
  /// shows.
  explicit QueueHandle(std::int64_t maxsize = 0, std::string_view name = {})
      : state_(new QueueOf<T, Items>(maxsize, name)) {}

  /// Waits until there is room, first come first served, and puts the item in.
  [[nodiscard]] Coro<> put(T item) const { return QueueOf<T, Items>::put(state_, std::move(item)); }
  /// Throws QueueFull.
  void put_nowait(T item) const { state_->put_nowait(std::move(item)); }
  /// Waits until there is an item, first come first served, and takes it.
  [[nodiscard]] Coro<T> get() const { return QueueOf<T, Items>::get(state_); }
  /// Throws QueueEmpty.
  [[nodiscard]] T get_nowait() const { return state_->get_nowait(); }
  /// Tells that an item that was taken is done with. Throws ArgumentError("task_done() called too
  /// many times").
  void task_done() const { state_->task_done(); }
  /// Waits until task_done() was called for every item that was put.
  [[nodiscard]] Coro<> join() const { return QueueState::join(QueueOf<T, Items>::base(state_)); }

  std::size_t qsize() const { return state_->size(); }
  std::int64_t maxsize() const { return state_->maxsize(); }
  bool empty() const { return state_->size() == 0; }
  bool full() const { return state_->full(); }
  /// Items that were put and not told of by task_done().
  std::size_t unfinished() const { return state_->unfinished(); }
  std::string repr() const { return state_->repr(); }

  ObjectId trace_id() const { return state_->trace_id(); }
  SyncTrace& trace() const { return *state_; }
  friend bool operator==(const QueueHandle&, const QueueHandle&) = default;

 private:
  SyncRef<QueueOf<T, Items>> state_;
};

}  // namespace detail

/// asyncio.Queue: first in, first out. Copies are the same queue.
template <class T>
class Queue : public detail::QueueHandle<T, detail::FifoItems<T>> {
 public:
  using detail::QueueHandle<T, detail::FifoItems<T>>::QueueHandle;
};

/// asyncio.PriorityQueue: the smallest first; equal ones in heapq's order.
template <class T, class Less = std::less<T>>
class PriorityQueue : public detail::QueueHandle<T, detail::PriorityItems<T, Less>> {
 public:
  using detail::QueueHandle<T, detail::PriorityItems<T, Less>>::QueueHandle;
};

/// asyncio.LifoQueue: last in, first out.
template <class T>
class LifoQueue : public detail::QueueHandle<T, detail::LifoItems<T>> {
 public:
  using detail::QueueHandle<T, detail::LifoItems<T>>::QueueHandle;
};

}  // namespace loopscope
