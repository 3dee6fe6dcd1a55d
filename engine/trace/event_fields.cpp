#include "engine/trace/event_fields.h"

#include <array>
#include <cstddef>

namespace loopscope {
namespace {

constexpr auto kind_count = static_cast<std::size_t>(EventKind::count_);

constexpr std::array<FieldNames, kind_count> make_names() {
  std::array<FieldNames, kind_count> names{};
  const auto of = [&](EventKind kind) -> FieldNames& {
    return names[static_cast<std::size_t>(kind)];
  };
  using enum EventKind;
  of(loop_deadlock) = {"", "", "text", "", ""};
  of(iteration_begin) = {"", "", "", "timeout", ""};
  of(select_end) = {"", "descriptors", "", "", ""};
  of(timers_end) = {"", "handles", "", "", ""};
  of(handle_enqueued) = {"handle", "owner", "label", "", "role"};
  of(handle_run_begin) = of(handle_run_end) = of(handle_cancelled) = {"handle", "", "", "", ""};
  of(timer_created) = {"handle", "owner", "label", "", "role"};
  of(timer_scheduled) = {"handle", "", "", "when", ""};
  of(timer_due) = of(timer_dropped) = {"handle", "", "", "", ""};
  of(future_created) = {"future", "", "label", "", ""};
  of(task_created) = {"task", "name", "coroutine", "", ""};
  of(task_step_begin) = {"task", "", "", "", "enters"};
  of(task_step_end) = of(task_yielded) = {"task", "", "", "", ""};
  of(task_waits_for) = {"task", "future", "", "", ""};
  of(future_done) = {"future", "", "text", "", "outcome"};
  of(future_awaits) = {"future", "child", "", "", ""};
  of(task_renamed) = {"task", "name", "", "", ""};
  of(cancel_requested) = {"target", "by", "message", "", ""};
  of(cancel_passed_on) = {"task", "future", "", "", ""};
  of(cancel_delivered) = of(cancel_caught) = of(cancel_suppressed) =
      of(cancel_withdrawn) = {"task", "", "", "", ""};
  of(line_reached) = {"task", "function", "", "", ""};
  of(output) = {"task", "", "text", "", "stream"};
  of(log) = of(exception) = {"task", "", "text", "", ""};
  of(program_end) = {"", "status", "text", "", ""};
  of(descriptor_opened) = {"descriptor", "number", "address", "", "what"};
  of(descriptor_described) = {"descriptor", "", "address", "", "what"};
  of(descriptor_closed) = {"descriptor", "", "", "", ""};
  of(io_registered) = {"handle", "descriptor", "label", "", "for"};
  of(io_ready) = of(io_removed) = {"handle", "descriptor", "", "", "for"};
  of(data_sent) = of(data_received) = {"descriptor", "bytes", "", "", ""};
  of(packet_sent) = of(packet_arrived) = {"packet", "bytes", "link", "", "what"};
  of(packet_lost) = {"packet", "bytes", "link", "", "why"};
  of(packet_delayed) = {"packet", "", "", "seconds", ""};
  of(connection_refused) = of(connection_reset) = {"descriptor", "", "address", "", "errno"};
  of(lookup_begin) = {"lookup", "", "name", "", ""};
  of(lookup_end) = {"lookup", "addresses", "text", "", "how"};
  of(file_read) = of(file_written) = {"", "bytes", "path", "", ""};
  of(intervention) = {"", "", "text", "", ""};
  of(sync_created) = {"sync", "part", "name", "", "type"};
  of(sync_limited) = {"sync", "limit", "", "", ""};
  of(sync_changed) = {"sync", "now", "item", "", "change"};
  of(sync_waits) = {"sync", "future", "", "", "in"};
  of(sync_left_line) = {"sync", "future", "", "", ""};
  of(sync_destroyed) = {"sync", "", "", "", ""};
  of(timeout_entered) = {"timeout", "task", "", "", ""};
  of(timeout_scheduled) = {"timeout", "", "", "when", ""};
  of(timeout_expired) = {"timeout", "", "", "", ""};
  of(timeout_left) = {"timeout", "", "", "", "end"};
  of(group_entered) = of(group_task_added) = of(group_task_done) =
      of(group_aborting) = {"group", "task", "", "", ""};
  of(group_left) = {"group", "", "", "", "end"};
  of(unknown) = {"", "kind", "fields", "", ""};
  of(call_threadsafe) = {"handle", "", "label", "", ""};
  of(pool_created) = {"pool", "most", "prefix", "", "of"};
  of(pool_shut_down) = {"pool", "", "", "", ""};
  of(worker_started) = {"worker", "pool", "name", "", ""};
  of(worker_idle) = of(worker_ended) = {"worker", "", "", "", ""};
  of(job_submitted) = {"job", "pool", "function", "", ""};
  of(job_awaited) = {"job", "future", "", "", ""};
  of(job_begin) = {"job", "worker", "", "", ""};
  of(job_end) = {"job", "", "", "", "outcome"};
  of(signal_arrived) = {"", "number", "name", "", ""};
  return names;
}

constexpr std::array<FieldNames, kind_count> names = make_names();

struct Word {
  EventKind kind;
  std::uint16_t flags;
  std::string_view word;
};

constexpr std::array words = {
    Word{EventKind::handle_enqueued, 0, "call"},
    Word{EventKind::handle_enqueued, 1, "step"},
    Word{EventKind::handle_enqueued, 2, "wakeup"},
    Word{EventKind::timer_created, 0, "call"},
    Word{EventKind::timer_created, 1, "step"},
    Word{EventKind::timer_created, 2, "wakeup"},
    Word{EventKind::future_done, 0, "result"},
    Word{EventKind::future_done, 1, "exception"},
    Word{EventKind::future_done, 2, "cancelled"},
    Word{EventKind::task_step_begin, 0, "value"},
    Word{EventKind::task_step_begin, 1, "exception"},
    Word{EventKind::output, 1, "stdout"},
    Word{EventKind::output, 2, "stderr"},
    Word{EventKind::descriptor_opened, 0, "other"},
    Word{EventKind::descriptor_opened, 1, "socket"},
    Word{EventKind::descriptor_opened, 2, "connection"},
    Word{EventKind::descriptor_opened, 3, "accepted"},
    Word{EventKind::descriptor_opened, 4, "listener"},
    Word{EventKind::descriptor_opened, 5, "datagram"},
    Word{EventKind::descriptor_opened, 6, "pipe_reads"},
    Word{EventKind::descriptor_opened, 7, "pipe_writes"},
    Word{EventKind::descriptor_opened, 8, "process"},
    Word{EventKind::io_registered, 1, "read"},
    Word{EventKind::io_registered, 2, "write"},
    Word{EventKind::pool_created, 0, "threads"},
    Word{EventKind::pool_created, 1, "processes"},
    Word{EventKind::packet_sent, 0, "data"},
    Word{EventKind::packet_sent, 1, "connect"},
    Word{EventKind::packet_sent, 2, "accept"},
    Word{EventKind::packet_sent, 3, "refuse"},
    Word{EventKind::packet_sent, 4, "end"},
    Word{EventKind::packet_sent, 5, "reset"},
    Word{EventKind::packet_sent, 6, "datagram"},
    Word{EventKind::packet_sent, 7, "acknowledge"},
    Word{EventKind::packet_lost, 1, "dropped"},
    Word{EventKind::packet_lost, 2, "partition"},
    Word{EventKind::packet_lost, 3, "broken"},
    Word{EventKind::packet_lost, 4, "silent"},
    Word{EventKind::packet_lost, 5, "no_room"},
    Word{EventKind::lookup_end, 0, "found"},
    Word{EventKind::lookup_end, 1, "failed"},
    Word{EventKind::sync_created, 0, "lock"},
    Word{EventKind::sync_created, 1, "event"},
    Word{EventKind::sync_created, 2, "condition"},
    Word{EventKind::sync_created, 3, "semaphore"},
    Word{EventKind::sync_created, 4, "bounded_semaphore"},
    Word{EventKind::sync_created, 5, "barrier"},
    Word{EventKind::sync_created, 6, "queue"},
    Word{EventKind::sync_created, 7, "priority_queue"},
    Word{EventKind::sync_created, 8, "lifo_queue"},
    Word{EventKind::sync_changed, 0, "found"},
    Word{EventKind::sync_changed, 1, "acquired"},
    Word{EventKind::sync_changed, 2, "released"},
    Word{EventKind::sync_changed, 3, "handed_over"},
    Word{EventKind::sync_changed, 4, "set"},
    Word{EventKind::sync_changed, 5, "cleared"},
    Word{EventKind::sync_changed, 6, "notified"},
    Word{EventKind::sync_changed, 7, "put"},
    Word{EventKind::sync_changed, 8, "got"},
    Word{EventKind::sync_changed, 9, "task_done"},
    Word{EventKind::sync_changed, 10, "arrived"},
    Word{EventKind::sync_changed, 11, "departed"},
    Word{EventKind::sync_changed, 12, "filling"},
    Word{EventKind::sync_changed, 13, "draining"},
    Word{EventKind::sync_changed, 14, "resetting"},
    Word{EventKind::sync_changed, 15, "broken"},
    Word{EventKind::sync_waits, 0, "waiters"},
    Word{EventKind::sync_waits, 1, "putters"},
    Word{EventKind::timeout_left, 0, "finished"},
    Word{EventKind::timeout_left, 1, "failed"},
    Word{EventKind::timeout_left, 2, "cancelled"},
    Word{EventKind::timeout_left, 3, "expired"},
    Word{EventKind::group_left, 0, "finished"},
    Word{EventKind::group_left, 1, "failed"},
    Word{EventKind::group_left, 2, "cancelled"},
};

/// The kind whose words another kind's flags have as well.
constexpr EventKind speaks_as(EventKind kind) {
  switch (kind) {
    case EventKind::descriptor_described:
      return EventKind::descriptor_opened;
    case EventKind::io_ready:
    case EventKind::io_removed:
      return EventKind::io_registered;
    case EventKind::packet_arrived:
      return EventKind::packet_sent;
    case EventKind::job_end:
      return EventKind::future_done;
    default:
      return kind;
  }
}

}  // namespace

const FieldNames& field_names(EventKind kind) {
  static constexpr FieldNames none;
  const auto index = static_cast<std::size_t>(kind);
  return index < kind_count ? names[index] : none;
}

std::string_view flag_word(EventKind kind, std::uint16_t flags) {
  for (const Word& word : words) {
    if (word.kind == speaks_as(kind) && word.flags == flags) return word.word;
  }
  return {};
}

std::optional<std::uint16_t> flag_of_word(EventKind kind, std::string_view word) {
  for (const Word& candidate : words) {
    if (candidate.kind == speaks_as(kind) && candidate.word == word) return candidate.flags;
  }
  return std::nullopt;
}

}  // namespace loopscope
