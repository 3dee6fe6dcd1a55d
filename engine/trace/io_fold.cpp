#include "engine/trace/io_fold.h"

#include <algorithm>

namespace loopscope {

const std::vector<ObjectId>& IoFold::open() const {
  static const std::vector<ObjectId> none;
  return open_ ? *open_ : none;
}

void IoFold::add(const Event& event, EventId position) {
  if (descriptors_.contains(event.subject)) return;
  DescriptorState state;
  state.id = event.subject;
  state.number = event.object;
  state.kind = static_cast<DescriptorKind>(event.flags);
  state.address = event.detail;
  state.opened = state.changed = position;
  descriptors_.insert(event.subject, state);
  open_.write().push_back(event.subject);
}

void IoFold::close(ObjectId id) {
  if (!descriptors_.contains(id)) return;
  descriptors_.erase(id);
  std::vector<ObjectId>& open = open_.write();
  open.erase(std::find(open.begin(), open.end(), id));
}

void IoFold::watch(const Event& event, EventId position) {
  DescriptorState* const state = descriptors_.find_to_write(event.object);
  if (state == nullptr) return;
  ObjectId& watcher = event.flags == 1 ? state->reader : state->writer;
  if (event.kind == EventKind::io_registered) {
    watcher = event.subject;
    state->loop = event.loop;
  } else if (event.kind == EventKind::io_removed && watcher == event.subject) {
    watcher = 0;
  }
  state->changed = position;
}

void IoFold::transfer(const Event& event, EventId position) {
  DescriptorState* const state = descriptors_.find_to_write(event.subject);
  if (state == nullptr) return;
  state->changed = position;
  if (event.kind == EventKind::data_sent) {
    state->sent += event.object;
  } else {
    state->received += event.object;
    state->peer_ended |= event.object == 0 && state->kind != DescriptorKind::datagram;
  }
}

void IoFold::forget_watchers(std::uint8_t loop) {
  for (const ObjectId id : open()) {
    const DescriptorState* const state = descriptors_.find(id);
    if (state->loop != loop || (state->reader == 0 && state->writer == 0)) continue;
    DescriptorState* const written = descriptors_.find_to_write(id);
    written->reader = written->writer = 0;
  }
}

void IoFold::apply(const Event& event, EventId position) {
  switch (event.kind) {
    case EventKind::descriptor_opened:
      add(event, position);
      break;
    case EventKind::descriptor_described:
      if (DescriptorState* const state = descriptors_.find_to_write(event.subject)) {
        state->kind = static_cast<DescriptorKind>(event.flags);
        state->address = event.detail;
        state->changed = position;
      }
      break;
    case EventKind::descriptor_closed:
      close(event.subject);
      break;
    case EventKind::io_registered:
    case EventKind::io_ready:
    case EventKind::io_removed:
      watch(event, position);
      break;
    case EventKind::data_sent:
    case EventKind::data_received:
      transfer(event, position);
      break;
    case EventKind::loop_closed:
      forget_watchers(event.loop);
      break;
    default:
      break;
  }
}

}  // namespace loopscope
