#include "engine/loop/loop_trace.h"

#include <algorithm>

namespace loopscope {

LoopTrace::~LoopTrace() {
  while (objects_ != nullptr) objects_->leave();
}

TextId LoopTrace::intern_label(const CallbackLabel& label) {
  const TextId text = recorder_->intern(label.qualname);
  const_cast<Cached&>(cached(label)) = {&label, text};
  return text;
}

std::uint32_t LoopTrace::number_of(ObjectId task) const {
  const auto found = std::lower_bound(numbers_.begin(), numbers_.end(), std::pair{task, 0U});
  return found != numbers_.end() && found->first == task ? found->second : 0;
}

void LoopTrace::tell(Between between) {
  if (between.ended != 0) {
    record_brief(EventKind::handle_run_end, packed::low_half(between.ended),
                 packed::high_half(between.ended));
  }
  if (between.batch != 0) next_iteration(recorder_->time(), between.batch);
}

LoopTrace::Between LoopTrace::go_to(Between between, double now) {
  const std::uint32_t batch = std::exchange(between.batch, 0);
  tell(between);
  if (batch != 0) next_iteration(now, batch);
  set_time(now);
  return {};
}

EventId LoopTrace::run_begins_apart(Between between, ReadyTag tag) {
  tell(between);
  return record_brief(EventKind::handle_run_begin, tag.handle(), tag.arrived());
}

ObjectId LoopTrace::add_object(TracedObject& object) {
  object.home_ = this;
  object.id_ = new_object();
  object.next_ = objects_;
  if (objects_ != nullptr) objects_->previous_ = &object;
  objects_ = &object;
  return object.id_;
}

void TracedObject::leave() {
  if (home_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : home_->objects_) = next_;
  if (next_ != nullptr) next_->previous_ = previous_;
  home_ = nullptr;
  previous_ = next_ = nullptr;
  id_ = 0;
}

}  // namespace loopscope
