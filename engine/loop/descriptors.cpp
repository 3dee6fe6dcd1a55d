#include "engine/loop/descriptors.h"

#include <fmt/format.h>

#include "engine/loop/event_loop.h"

namespace loopscope {

Descriptors::Slot* Descriptors::find(int descriptor) {
  const auto index = static_cast<std::size_t>(descriptor);
  return index < slots_.size() ? &slots_[index] : nullptr;
}
const Descriptors::Slot* Descriptors::find(int descriptor) const {
  const auto index = static_cast<std::size_t>(descriptor);
  return index < slots_.size() ? &slots_[index] : nullptr;
}

Handle* Descriptors::watcher(int descriptor, Interest side) const {
  const Slot* const slot = find(descriptor);
  if (slot == nullptr) return nullptr;
  return side == interest_read ? slot->reader.get() : slot->writer.get();
}

void Descriptors::add(int descriptor, Interest side, Handle& handle) {
  loop_->check_open();
  if (descriptor < 0) throw ArgumentError(fmt::format("Invalid file descriptor: {}", descriptor));
  const auto index = static_cast<std::size_t>(descriptor);
  if (index >= slots_.size()) slots_.resize(index + index / 2 + 16);
  Slot& slot = slots_[index];
  if (loop_->contexts().in_use()) loop_->keep_context(handle, nullptr);
  selector_->watch(descriptor, static_cast<Interest>(slot.interest() | side));
  const HandleRef before = std::exchange(slot.side(side), HandleRef(&handle));
  if (before) {
    record_removed(descriptor, side, *before);
    before->cancel();
  }
  if (LoopTrace* const trace = loop_->trace()) {
    trace->record(EventKind::io_registered, trace->identify(handle),
                  trace->recorder().descriptor(descriptor), trace->label(handle.label()),
                  trace->cause(), side);
  }
}

bool Descriptors::remove(int descriptor, Interest side) {
  if (loop_->is_closed()) return false;
  Slot* const slot = find(descriptor);
  if (slot == nullptr || !slot->side(side)) return false;
  const HandleRef before = std::exchange(slot->side(side), nullptr);
  selector_->watch(descriptor, slot->interest());
  record_removed(descriptor, side, *before);
  before->cancel();
  return true;
}

void Descriptors::record_removed(int descriptor, Interest side, const Handle& handle) {
  if (LoopTrace* const trace = loop_->trace()) {
    trace->record(EventKind::io_removed, handle.trace_id(),
                  trace->recorder().descriptor(descriptor), 0, trace->cause(), side);
  }
}

void Descriptors::check_unused(int descriptor) const {
  const Slot* const slot = find(descriptor);
  if (slot == nullptr || slot->user == nullptr || slot->user->is_closing()) return;
  throw LoopError(
      fmt::format("File descriptor {} is used by transport {}", descriptor, slot->user->repr()));
}

void Descriptors::set_user(int descriptor, DescriptorUser* user) {
  const auto index = static_cast<std::size_t>(descriptor);
  if (index >= slots_.size()) slots_.resize(index + index / 2 + 16);
  slots_[index].user = user;
}

void Descriptors::take(const std::vector<ReadyDescriptor>& found) {
  for (const ReadyDescriptor& each : found) {
    found_ready(each, interest_read);
    found_ready(each, interest_write);
  }
}

void Descriptors::found_ready(const ReadyDescriptor& found, Interest side) {
  if ((found.events & side) == 0) return;
  Slot* const slot = find(found.descriptor);
  if (slot == nullptr || !slot->side(side)) return;
  Handle& handle = *slot->side(side);
  if (handle.cancelled()) {
    remove(found.descriptor, side);
  } else {
    queue(found, side, handle);
  }
}

void Descriptors::queue(const ReadyDescriptor& found, Interest side, Handle& handle) {
  LoopTrace* const trace = loop_->trace();
  if (trace == nullptr) {
    loop_->enqueue(handle);
    return;
  }
  const CauseKept kept(*trace);
  trace->set_cause(trace->record(EventKind::io_ready, handle.trace_id(),
                                 trace->recorder().descriptor(found.descriptor), 0, found.cause,
                                 side));
  loop_->enqueue(handle);
}

std::span<std::byte> Descriptors::scratch() {
  static constexpr std::size_t size = std::size_t{256} * 1024;  // what asyncio reads at once
  if (!scratch_) scratch_ = std::make_unique_for_overwrite<std::byte[]>(size);
  return {scratch_.get(), size};
}

void Descriptors::clear() {
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    if (slots_[i].interest() != 0) selector_->watch(static_cast<int>(i), 0);
    // What goes may take others along, which then leave their slots.
    const HandleRef reader = std::exchange(slots_[i].reader, nullptr);
    const HandleRef writer = std::exchange(slots_[i].writer, nullptr);
    DescriptorUser* const user = std::exchange(slots_[i].user, nullptr);
    if (user != nullptr) user->loop_closes();
    // What a callback holds may hold the handle.
    if (reader) reader->cancel();
    if (writer) writer->cancel();
  }
}

}  // namespace loopscope
