#include "lessons/player/io_rows.h"

#include <algorithm>

#include "engine/base/float_text.h"
#include "lessons/player/wording.h"

namespace loopscope::player {
namespace {

/// How far the trace is searched for what belongs to a packet or a registration.
constexpr std::ptrdiff_t farthest = 96;
/// How many steps of causes lead from a registration to the task that asked for it.
constexpr int most_steps = 8;

constexpr std::size_t most_packets = 64;

/// A Unix socket's name may begin with a zero byte: "\0" as in the program.
std::string printable(std::string_view text) {
  std::string all;
  for (const char c : text) {
    if (c == '\0') {
      all += "\\0";
    } else {
      all += c;
    }
  }
  return all;
}

std::string bare_seconds(double seconds) {
  return float_repr(round_decimal(seconds, 6));
}

class Builder {
 public:
  Builder(const Timeline& timeline, const LoopState& state, const LoopView& loop,
          const Texts& texts, bool tells_future)
      : timeline_(timeline),
        trace_(timeline.trace()),
        state_(state),
        loop_(loop),
        texts_(texts),
        tells_future_(tells_future) {}

  std::vector<IoRow> build() {
    if (loop_.number == 0) return {};
    for (const ObjectId id : state_.io().open()) add_descriptor(*state_.io().find(id));
    add_self_pipe();
    const auto& packets = state_.network().packets();
    for (std::size_t i = 0; i < std::min(packets.size(), most_packets); ++i) add(packets[i]);
    for (const LookupState& lookup : state_.network().lookups()) add(lookup);
    for (const WorkerState& worker : state_.workers().workers()) add(worker);
    add_waiting_jobs();
    return std::move(rows_);
  }

 private:
  void add_self_pipe() {
    IoRow row;
    row.source = texts_["loop.self_pipe"];
    row.event = texts_["loop.read"];
    row.callback = texts_["loop.self_pipe_note"];
    rows_.push_back(std::move(row));
  }

  std::string source_of(const DescriptorState& descriptor) const {
    const std::string address = plain_address(trace_.text(descriptor.address));
    const bool has_peer = descriptor.kind == DescriptorKind::connection ||
                          descriptor.kind == DescriptorKind::accepted;
    if (has_peer && (address.empty() || address == "''")) return texts_["io.connected_socket"];
    switch (descriptor.kind) {
      case DescriptorKind::connection:
        return texts_.format("io.connection", address);
      case DescriptorKind::accepted:
        return texts_.format("io.accepted", address);
      case DescriptorKind::listener:
        return texts_.format("io.listener", address);
      case DescriptorKind::datagram:
        return texts_.format("io.datagram", address);
      case DescriptorKind::socket:
        return texts_["io.socket"];
      case DescriptorKind::pipe_reads:
      case DescriptorKind::pipe_writes:
        return texts_["io.pipe"];
      case DescriptorKind::process:
        return texts_["io.process"];
      case DescriptorKind::other:
        break;
    }
    return address.empty() ? texts_["io.other"] : address;
  }

  void add_descriptor(const DescriptorState& descriptor) {
    const bool watched = descriptor.reader != 0 || descriptor.writer != 0;
    if (descriptor.loop != loop_.number || !watched) return;
    IoRow row;
    row.kind = IoRow::Kind::descriptor;
    row.id = descriptor.id;
    row.number = texts_.format("io.fd", descriptor.number);
    row.source = source_of(descriptor);
    const char* const reads =
        descriptor.kind == DescriptorKind::listener ? "io.accept" : "loop.read";
    if (descriptor.reader != 0) add_watcher(row, descriptor.reader, reads);
    if (descriptor.writer != 0) add_watcher(row, descriptor.writer, "io.write");
    rows_.push_back(std::move(row));
  }

  void add_watcher(IoRow& row, ObjectId handle, const char* what) {
    row.event.append(row.event.empty() ? "" : ", ").append(texts_[what]);
    row.active = row.active || state_.handle(handle) != nullptr;
    const EventId registered = registration_of(handle);
    if (registered == 0) return;
    const Event event = trace_.event(registered);
    const std::string callback = short_name(trace_.text(event.detail));
    row.callback.append(row.callback.empty() ? "" : ", ").append(callback);
    // What loop.sock_recv() and the like watch for, their task waits for; others have a transport
    // or a server in between.
    if (row.task == 0 && callback.starts_with("_sock_")) row.task = asking_task(event);
  }

  /// Where the loop was told to watch for that handle; 0: too far back.
  EventId registration_of(ObjectId handle) const {
    const std::vector<EventId>& all = timeline_.events_of(EventKind::io_registered);
    auto at = std::upper_bound(all.begin(), all.end(), state_.position());
    for (std::ptrdiff_t left = farthest; at != all.begin() && left > 0; --left) {
      --at;
      if (trace_.event(*at).subject == handle) return *at;
    }
    return 0;
  }

  /// The task in whose step that was registered, if it waits now: who waits for the descriptor.
  ObjectId asking_task(const Event& registered) const {
    EventId id = registered.cause;
    for (int step = 0; step < most_steps && id != 0; ++step) {
      const Event event = trace_.event(id);
      const TaskState* const task = task_of_step(event);
      if (task != nullptr) return task->waits_for != 0 ? task->id : 0;
      if (event.kind == EventKind::handle_enqueued) return 0;  // a callback registered it
      if (event.cause >= id) return 0;
      id = event.cause;
    }
    return 0;
  }

  const TaskState* task_of_step(const Event& event) const {
    const bool step = event.kind == EventKind::task_step_begin;
    const bool own = event.kind == EventKind::handle_enqueued &&
                     static_cast<HandleRole>(event.flags) != HandleRole::call;
    return step ? state_.task(event.subject) : own ? state_.task(event.object) : nullptr;
  }

  /// The next event of that kind about it; 0 if there is none soon.
  EventId next_about(EventKind kind, ObjectId id) const {
    const std::vector<EventId>& all = timeline_.events_of(kind);
    auto at = std::upper_bound(all.begin(), all.end(), state_.position());
    for (std::ptrdiff_t left = farthest; at != all.end() && left > 0; ++at, --left) {
      if (trace_.event(*at).subject == id) return *at;
    }
    return 0;
  }

  std::string kind_of(const PacketState& packet) const {
    switch (packet.kind) {
      case PacketKind::connect:
        return texts_["io.packet_connect"];
      case PacketKind::accept:
        return texts_["io.packet_accept"];
      case PacketKind::refuse:
        return texts_["io.packet_refuse"];
      case PacketKind::end:
        return texts_["io.packet_end"];
      case PacketKind::reset:
        return texts_["io.packet_reset"];
      case PacketKind::datagram:
        return texts_.format("io.packet_datagram", packet.bytes);
      case PacketKind::data:
      case PacketKind::acknowledge:
        break;
    }
    return texts_.format("io.packet_data", packet.bytes);
  }

  void add(const PacketState& packet) {
    IoRow row;
    row.kind = IoRow::Kind::packet;
    row.id = packet.id;
    row.source = kind_of(packet);
    const std::string_view link = trace_.text(packet.link);
    constexpr std::string_view arrow = " → ";
    const std::size_t middle = link.find(arrow);
    row.from = link.substr(0, middle);
    if (middle != std::string_view::npos) row.to = link.substr(middle + arrow.size());
    row.note = texts_.format("io.sent_at", bare_seconds(packet.sent_at));
    if (tells_future_) foretell(packet, row);
    rows_.push_back(std::move(row));
  }

  void foretell(const PacketState& packet, IoRow& row) const {
    EventId end = next_about(EventKind::packet_arrived, packet.id);
    if (end == 0) {
      end = next_about(EventKind::packet_lost, packet.id);
      row.lost = end != 0;
    }
    if (end == 0) return;
    const double until = trace_.event(end).time;
    row.note = texts_.format(row.lost ? "io.lost_at" : "io.arrives_at", bare_seconds(until));
    const double way = until - packet.sent_at;
    if (way <= 0.0) return;
    const double done = std::clamp((state_.time() - packet.sent_at) / way, 0.0, 1.0);
    row.progress = static_cast<float>(done);
  }

  void add(const LookupState& lookup) {
    IoRow row;
    row.kind = IoRow::Kind::lookup;
    row.id = lookup.id;
    row.source = texts_.format("io.lookup", trace_.text(lookup.name));
    rows_.push_back(std::move(row));
  }

  const JobState* job_of(ObjectId id) const {
    for (const JobState& job : state_.workers().jobs()) {
      if (job.id == id) return &job;
    }
    return nullptr;
  }

  ObjectId awaiting(const JobState& job) const {
    const FutureState* const future = state_.future(job.future);
    return future != nullptr ? future->waiter : 0;
  }

  void add(const WorkerState& worker) {
    IoRow row;
    row.kind = IoRow::Kind::worker;
    row.id = worker.id;
    row.source = trace_.text(worker.name);
    const JobState* const job = job_of(worker.job);
    row.active = job != nullptr;
    row.event = texts_[job != nullptr ? "io.works" : "io.idle"];
    if (job != nullptr) {
      row.callback = short_name(trace_.text(job->function));
      row.task = awaiting(*job);
    }
    rows_.push_back(std::move(row));
  }

  void add_waiting_jobs() {
    IoRow row;
    row.kind = IoRow::Kind::jobs;
    std::size_t waiting = 0;
    for (const JobState& job : state_.workers().jobs()) {
      if (job.worker != 0) continue;
      if (++waiting <= 4) {
        row.callback.append(row.callback.empty() ? "" : ", ")
            .append(short_name(trace_.text(job.function)));
      }
      if (row.task == 0) row.task = awaiting(job);
    }
    if (waiting == 0) return;
    row.source = texts_.format(waiting == 1 ? "io.job_waits" : "io.jobs_wait", waiting);
    rows_.push_back(std::move(row));
  }

  const Timeline& timeline_;
  const Trace& trace_;
  const LoopState& state_;
  const LoopView& loop_;
  const Texts& texts_;
  bool tells_future_;
  std::vector<IoRow> rows_;
};

}  // namespace

std::vector<IoRow> io_rows(const Timeline& timeline, const LoopState& state, const LoopView& loop,
                           const Texts& texts, bool tells_future) {
  return Builder(timeline, state, loop, texts, tells_future).build();
}

std::string plain_address(std::string_view address) {
  constexpr std::string_view open = "('";
  constexpr std::string_view middle = "', ";
  const std::size_t host_end = address.find(middle);
  if (!address.starts_with(open) || host_end == std::string_view::npos) return printable(address);
  std::string_view host = address.substr(open.size(), host_end - open.size());
  std::string_view port = address.substr(host_end + middle.size());
  port = port.substr(0, port.find_first_not_of("0123456789"));
  std::string plain =
      host.find(':') == std::string_view::npos ? std::string(host) : "[" + std::string(host) + "]";
  return plain.append(":").append(port);
}

std::string awaited_row(const std::vector<IoRow>& rows, ObjectId task) {
  const auto found =
      std::find_if(rows.begin(), rows.end(), [task](const IoRow& row) { return row.task == task; });
  if (found == rows.end()) return {};
  if (found->kind == IoRow::Kind::descriptor) return found->number + " · " + found->source;
  return found->callback.empty() ? found->source : found->source + " · " + found->callback;
}

int io_rows_wanted(const Timeline& timeline) {
  const auto some = [&timeline](EventKind kind, std::size_t most) {
    return static_cast<int>(std::min(timeline.events_of(kind).size(), most));
  };
  return 1 + some(EventKind::io_registered, 3) + some(EventKind::packet_arrived, 2) +
         some(EventKind::worker_started, 3);
}

}  // namespace loopscope::player
