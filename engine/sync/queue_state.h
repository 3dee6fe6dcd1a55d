#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "engine/coro/coro.h"
#include "engine/coro/future.h"
#include "engine/sync/event.h"
#include "engine/sync/sync_object.h"

namespace loopscope::detail {

/// repr of a queue's item: pairs and tuples as Python writes tuples.
template <class T>
std::string item_repr(const T& item) {
  return value_repr(item);
}
template <class... T>
std::string item_repr(const std::tuple<T...>& item);
template <class A, class B>
std::string item_repr(const std::pair<A, B>& item) {
  return "(" + item_repr(item.first) + ", " + item_repr(item.second) + ")";
}
template <class... T>
std::string item_repr(const std::tuple<T...>& item) {
  std::string text;
  std::apply(
      [&](const auto&... each) { ((text += (text.empty() ? "" : ", ") + item_repr(each)), ...); },
      item);
  return "(" + text + (sizeof...(T) == 1 ? ",)" : ")");
}

/// What a queue is without its items.
class QueueState : public SyncObject {
 public:
  virtual std::size_t size() const = 0;
  std::int64_t maxsize() const { return maxsize_; }
  bool full() const { return maxsize_ > 0 && size() >= static_cast<std::size_t>(maxsize_); }
  std::size_t unfinished() const { return unfinished_; }

  void task_done();
  static Coro<> join(SyncRef<QueueState> self);
  /// Return when there is an item, or room for one.
  static Coro<> until_item(SyncRef<QueueState> self);
  static Coro<> until_room(SyncRef<QueueState> self);

  std::string repr() const override;
  bool tell(SyncState& live) const override;

 protected:
  QueueState(SyncKind kind, std::int64_t maxsize, std::string_view name);

  /// An item was put, or taken; `item` is its repr if it is traced.
  void was_put(std::string_view item);
  void was_taken(std::string_view item);
  /// The reprs of all items, in the order of their container.
  virtual std::vector<std::string> item_reprs() const = 0;
  void tell_contents() override;

 private:
  void wake_next(WaiterLine& line);
  std::string_view type_name() const;

  std::int64_t maxsize_;
  std::size_t unfinished_ = 0;
  SyncEvent finished_;
  WaiterLine getters_;
  WaiterLine putters_;
};

}  // namespace loopscope::detail
