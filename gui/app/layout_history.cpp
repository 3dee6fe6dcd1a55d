#include "gui/app/layout_history.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace loopscope::gui {

namespace {

/// What moves again within this time still makes the same change, in seconds.
constexpr double pause = 0.7;

constexpr unsigned zoomed = 1U << splitter_count;

/// What moves from frame to frame between two arrangements, a bit each; 0 if anything else changed.
unsigned moved_parts(const Arrangement& before, const Arrangement& after) {
  if (before.scale != after.scale || !(before.presenting == after.presenting)) return 0;
  if (before.time_window.by_event != after.time_window.by_event) return 0;
  unsigned parts = before.time_window == after.time_window ? 0U : zoomed;
  for (std::size_t i = 0; i < splitter_count; ++i) {
    if (before.splits[i] != after.splits[i]) parts |= 1U << i;
  }
  return parts;
}

}  // namespace

void LayoutHistory::note(const Arrangement& arrangement, double time, bool held) {
  const bool dragged = held_ && held;
  held_ = dragged;
  if (arrangement == now_) return;
  const unsigned moved = moved_parts(now_, arrangement);
  const bool goes_on =
      moved != 0 && moved == changed_part_ && (dragged || time - changed_at_ < pause);
  if (!goes_on) {
    past_.push_back(now_);
    if (past_.size() > most_changes) past_.erase(past_.begin());
  }
  future_.clear();
  now_ = arrangement;
  changed_part_ = moved;
  changed_at_ = time;
  held_ = held;
}

const Arrangement& LayoutHistory::undo() {
  changed_part_ = 0;
  if (past_.empty()) return now_;
  future_.push_back(std::exchange(now_, past_.back()));
  past_.pop_back();
  return now_;
}

const Arrangement& LayoutHistory::redo() {
  changed_part_ = 0;
  if (future_.empty()) return now_;
  past_.push_back(std::exchange(now_, future_.back()));
  future_.pop_back();
  return now_;
}

void LayoutHistory::forget_time_windows() {
  changed_part_ = 0;
  now_.time_window = {};
  for (std::vector<Arrangement>* const list : {&past_, &future_}) {
    for (Arrangement& each : *list) each.time_window = {};
    list->erase(std::unique(list->begin(), list->end()), list->end());
    if (!list->empty() && list->back() == now_) list->pop_back();
  }
}

}  // namespace loopscope::gui
