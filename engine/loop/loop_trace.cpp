#include "engine/loop/loop_trace.h"

namespace loopscope {

LoopTrace::~LoopTrace() {
  while (objects_ != nullptr) objects_->leave();
}

TextId LoopTrace::intern_label(const CallbackLabel& label) {
  const TextId text = recorder_->intern(label.qualname);
  const_cast<Cached&>(cached(label)) = {&label, text};
  return text;
}

void LoopTrace::make_room_for(ObjectId object) {
  last_.resize(object + object / 2 + 64);
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
